"""A lead verifier's second look at verified decisions: an addition to verification, never instead.

Which decisions are drawn follows from the plan's seed and the ids alone: anybody can draw again
and get the same ones, and nobody can choose them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final
from uuid import UUID

from core.domain.assessment import RowOutcome
from core.domain.records import Entry, Record
from core.ids import (
    CaseId,
    DecisionId,
    SampleDrawId,
    SamplingPlanId,
    SecondLookId,
    StaffId,
    UnitId,
    VerificationId,
)

SEED_BYTES: Final = 16
_SCALE: Final = 2**64


class SampleBy(Enum):
    """How decisions are drawn out of those that fit."""

    SHARE = "share"
    EVERY_NTH = "every n-th"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPlan(Record):
    """What is looked at a second time. `size` is a share in percent, or the n of every n-th.

    The filters narrow what fits: one unit, one assessor, assessors with fewer than `new_below`
    verified decisions before, decisions that rest on one method only. `seed` is random, made with
    the plan.
    """

    id: SamplingPlanId
    title: str
    by: SampleBy
    size: int
    unit_id: UnitId | None = None
    assessor_id: StaffId | None = None
    new_below: int | None = None
    one_method_only: bool = False
    lead_id: StaffId
    seed: bytes
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sampled:
    """A verified decision with what the filters ask. `earlier` counts the assessor's before it."""

    verification_id: VerificationId
    decision_id: DecisionId
    case_id: CaseId
    unit_id: UnitId
    assessor_id: StaffId
    earlier: int
    one_method_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDraw(Entry):
    """One draw, recorded before anybody looks: all that fitted, in order, and what was drawn."""

    id: SampleDrawId
    plan_id: SamplingPlanId
    fitting: tuple[VerificationId, ...]
    drawn: tuple[VerificationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook(Entry):
    """What the lead verifier found: agrees with decision and verification, or not, and why."""

    id: SecondLookId
    draw_id: SampleDrawId
    verification_id: VerificationId
    decision_id: DecisionId
    case_id: CaseId
    agrees: bool
    remark: str = ""


def methods(rows: Sequence[RowOutcome]) -> frozenset[str]:
    """The methods that a signed decision rests on, told by its labels: `3.2`, `T1`, `Q2`."""
    letters = (label[0] for row in rows for label in row.evidence)
    return frozenset("P" if letter.isdigit() else letter for letter in letters)


def fits(plan: SamplingPlan, one: Sampled) -> bool:
    """Whether a decision is one that the plan is about."""
    return (
        (plan.unit_id is None or one.unit_id == plan.unit_id)
        and (plan.assessor_id is None or one.assessor_id == plan.assessor_id)
        and (plan.new_below is None or one.earlier < plan.new_below)
        and (one.one_method_only or not plan.one_method_only)
    )


def draw(
    plan: SamplingPlan, fitting: Sequence[VerificationId], considered: int = 0
) -> tuple[VerificationId, ...]:
    """Draw from what fits, in the order of verification; the same seed draws the same ones.

    A share decides each by itself, so that a draw over more of them keeps those that were drawn
    before. Every n-th begins at a random place and counts on over what earlier draws of the plan
    have `considered`, so that nobody misses all of them by drawing often.
    """
    if plan.by is SampleBy.EVERY_NTH:
        start = (_number(plan.seed, plan.id) - considered) % plan.size
        return tuple(fitting[start :: plan.size])
    limit = plan.size * _SCALE // 100
    return tuple(one for one in fitting if _number(plan.seed, one) < limit)


def _number(seed: bytes, of: UUID) -> int:
    return int.from_bytes(hashlib.sha256(seed + of.bytes).digest()[:8])
