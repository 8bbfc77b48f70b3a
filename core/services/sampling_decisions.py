"""The lead verifier's sampling: make a plan, draw by its seed, look again at what was drawn."""

import secrets
from collections import Counter
from dataclasses import dataclass, replace

from core.domain.appeals import originators
from core.domain.assessment import Decision
from core.domain.people import Staff
from core.domain.rules import require
from core.domain.rules.fairness import has_reasons, leads_quality, may_look_again
from core.domain.sampling import (
    SEED_BYTES,
    SampleBy,
    Sampled,
    SampleDraw,
    SamplingPlan,
    SecondLook,
    draw,
    fits,
    methods,
)
from core.domain.verifying import Verification, VerificationOutcome
from core.errors import WrongInputError
from core.ids import (
    SampleDrawId,
    SamplingPlanId,
    SecondLookId,
    StaffId,
    UnitId,
    VerificationId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork

ALL_PERCENT = 100


class WrongSizeError(WrongInputError):
    """A share is from 1 to 100 percent, a distance 1 or more."""

    code = "sampling.size"


class NothingToDrawError(WrongInputError):
    """No verified decision fits the plan that was not considered before."""

    code = "sampling.nothing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan is to draw; see `SamplingPlan`."""

    title: str
    by: SampleBy
    size: int
    unit_id: UnitId | None = None
    assessor_id: StaffId | None = None
    new_below: int | None = None
    one_method_only: bool = False


def make_plan(desk: Desk, by: Sitting, wanted: Wanted) -> SamplingPlan:
    """Make a plan with a random seed of its own.

    Raises:
        RefusedError: `by` does not lead.
        WrongSizeError: no share and no distance.
    """
    require([*leads_quality(by.staff), *has_reasons(wanted.title, "title")])
    largest = ALL_PERCENT if wanted.by is SampleBy.SHARE else wanted.size
    if not 1 <= wanted.size <= largest:
        raise WrongSizeError(f"{wanted.size} is no size of a sample", size=wanted.size)
    with desk.uow() as uow:
        plan = uow.save(
            SamplingPlan(
                id=SamplingPlanId(new_id()),
                title=wanted.title.strip(),
                by=wanted.by,
                size=wanted.size,
                unit_id=wanted.unit_id,
                assessor_id=wanted.assessor_id,
                new_below=wanted.new_below,
                one_method_only=wanted.one_method_only,
                lead_id=by.staff.id,
                seed=secrets.token_bytes(SEED_BYTES),
            )
        )
        facts = {"size": plan.size, "how": plan.by.value, "seed": plan.seed.hex()}
        uow.note("sampling.planned", plan.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return plan


def end_plan(desk: Desk, by: Sitting, plan_id: SamplingPlanId) -> SamplingPlan:
    """Draw no more by a plan; what was drawn stays."""
    require(leads_quality(by.staff))
    with desk.uow() as uow:
        saved = uow.save(replace(uow.get(SamplingPlan, plan_id), ended_on=desk.clock.today()))
        uow.note("sampling.ended", plan_id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def draw_sample(desk: Desk, by: Sitting, plan_id: SamplingPlanId) -> SampleDraw:
    """Draw out of all verified decisions that no earlier draw of the plan considered.

    Raises:
        RefusedError: `by` does not lead.
        NothingToDrawError: there is none.
    """
    require(leads_quality(by.staff))
    with desk.uow() as uow:
        plan = uow.get(SamplingPlan, plan_id)
        before = {one for drawn in uow.find(SampleDraw, plan_id=plan_id) for one in drawn.fitting}
        fitting = tuple(
            one.verification_id
            for one in _verified(uow)
            if one.verification_id not in before and fits(plan, one)
        )
        if plan.ended_on is not None or not fitting:
            raise NothingToDrawError("no verified decision fits that was not considered before")
        drawn = uow.append(
            SampleDraw(
                id=SampleDrawId(new_id()),
                plan_id=plan_id,
                fitting=fitting,
                drawn=draw(plan, fitting, len(before)),
                at=desk.clock.now(),
                by=by.staff.id,
            )
        )
        facts = {"fitting": len(fitting), "drawn": [str(one) for one in drawn.drawn]}
        uow.note("sampling.drawn", drawn.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return drawn


def look_again(
    desk: Desk,
    by: Sitting,
    draw_id: SampleDrawId,
    verification_id: VerificationId,
    *,
    agrees: bool,
    remark: str = "",
) -> SecondLook:
    """Keep what the lead verifier found; who does not agree says why.

    Raises:
        RefusedError: see `core.domain.rules.fairness.may_look_again`.
        StaleRecordError: somebody looked already.
    """
    with desk.uow() as uow:
        drawn = uow.get(SampleDraw, draw_id)
        verification = uow.get(Verification, verification_id)
        file = uow.case_file(verification.case_id)
        took_part = frozenset(originators(file, verification.decision_id))
        refusals = may_look_again(drawn, verification_id, took_part, by.staff, uow.find(Staff))
        require([*refusals, *(() if agrees else has_reasons(remark))])
        look = uow.append(
            SecondLook(
                id=SecondLookId(new_id()),
                draw_id=draw_id,
                verification_id=verification_id,
                decision_id=verification.decision_id,
                case_id=verification.case_id,
                agrees=agrees,
                remark=remark.strip(),
                at=desk.clock.now(),
                by=by.staff.id,
            )
        )
        facts = {"agrees": agrees, "decision": str(verification.decision_id)}
        uow.note("decision.looked-at-again", look.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return look


def _verified(uow: UnitOfWork) -> tuple[Sampled, ...]:
    """All countersigned decisions in the order of verification, with what the filters ask."""
    decisions = {one.id: one for one in uow.find(Decision)}
    earlier: Counter[StaffId] = Counter()
    found = []
    for one in uow.find(Verification, outcome=VerificationOutcome.COUNTERSIGNED):
        decision = decisions[one.decision_id]
        found.append(
            Sampled(
                verification_id=one.id,
                decision_id=decision.id,
                case_id=one.case_id,
                unit_id=decision.unit_id,
                assessor_id=decision.by,
                earlier=earlier[decision.by],
                one_method_only=len(methods(decision.rows)) == 1,
            )
        )
        earlier[decision.by] += 1
    return tuple(found)
