"""Moderation: several assessors judge the same evidence, blind, and talk about where they differ.

Guidelines, section 5: assessors take part in training for national consistency and the related
moderation of assessment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from core.domain.agreement import Agreed, TooFew, nominal_alpha, row_agreement
from core.domain.assessment import Mark
from core.domain.casefile import CaseFile
from core.domain.records import Entry, Record
from core.ids import (
    AgreedActionId,
    DecisionId,
    ModerationMarkId,
    ModerationRoundId,
    RowId,
    SecondLookId,
    StaffId,
    UnitId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationRound(Record):
    """One round: the evidence of decided cases of one unit, without names, and who judges it.

    Until `closed_on` every participant sees the own marks only.
    """

    id: ModerationRoundId
    title: str
    unit_id: UnitId
    decision_ids: tuple[DecisionId, ...]
    participants: tuple[StaffId, ...]
    moderator_id: StaffId
    opened_on: date
    due: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationMark(Entry):
    """What a participant makes of one row. The latest of a person counts; NOT_SEEN takes back."""

    id: ModerationMarkId
    round_id: ModerationRoundId
    decision_id: DecisionId
    row_id: RowId
    mark: Mark
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction(Record):
    """What was agreed after a round or a second look: what, who, by when, and when it was done."""

    id: AgreedActionId
    round_id: ModerationRoundId | None = None
    look_id: SecondLookId | None = None
    what: str
    who_id: StaffId
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class RowInRound:
    """The marks of one row of one case, by person, and how far they agree."""

    decision_id: DecisionId
    row_id: RowId
    marks: tuple[tuple[StaffId, Mark], ...]

    @property
    def agreed(self) -> Agreed:
        """Pair by pair."""
        return row_agreement([mark for _, mark in self.marks])

    @property
    def differing(self) -> tuple[StaffId, ...]:
        """Who stands alone against a majority; nobody where there is no majority."""
        counts = {mark: sum(of is mark for _, of in self.marks) for _, mark in self.marks}
        most = max(counts.values(), default=0)
        if most * 2 <= len(self.marks):
            return ()
        return tuple(who for who, mark in self.marks if counts[mark] < most)


def standing_marks(
    marks: Iterable[ModerationMark],
) -> dict[tuple[DecisionId, RowId, StaffId], ModerationMark]:
    """The marks that count, by case, row and person."""
    latest = {(one.decision_id, one.row_id, one.by): one for one in marks}
    return {key: one for key, one in latest.items() if one.mark is not Mark.NOT_SEEN}


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round shows. `rows` come with the least agreement first."""

    rows: tuple[RowInRound, ...]
    alpha: Fraction | TooFew


def round_result(of: ModerationRound, marks: Iterable[ModerationMark]) -> RoundResult:
    """Work out how far the participants agree; marks of others do not count."""
    by_row: dict[tuple[DecisionId, RowId], list[tuple[StaffId, Mark]]] = {}
    for (decision, row, who), one in standing_marks(marks).items():
        if who in of.participants:
            by_row.setdefault((decision, row), []).append((who, one.mark))
    rows = [RowInRound(*key, tuple(given)) for key, given in by_row.items()]
    rows.sort(key=lambda one: one.agreed.share if one.agreed.share is not None else Fraction(2))
    return RoundResult(tuple(rows), nominal_alpha([[m for _, m in one.marks] for one in rows]))


def anonymous(file: CaseFile) -> CaseFile:
    """A case for eyes that must not know whose it is, nor what others made of it.

    What the papers themselves show stays: nobody can take a name out of a scan.
    """
    nobody = replace(
        file.candidate,
        name="",
        own_script_name="",
        document_number="",
        phone="",
        address="",
        email="",
        photo_sha256="",
    )
    return replace(
        file,
        case=replace(file.case, reference=""),
        candidate=nobody,
        staff=tuple(replace(one, name="", person_number="") for one in file.staff),
        name_changes=(),
        proofs=(),
        conflicts=(),
        handlings=(),
        worker_answers=(),
        row_advice=(),
        awards=(),
        passports=(),
        sheet_events=(),
        judgements=(),
        unit_judgements=(),
        decisions=(),
        agreements=(),
        verifications=(),
        voids=(),
        remarks=(),
        notes=(),
    )
