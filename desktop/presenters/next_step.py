"""What the main button of the case page does next, for the person who sits there."""

from dataclasses import dataclass
from enum import Enum, auto

from core.domain.case import Duty, Stage
from core.domain.people import Role, Staff
from core.domain.rules import (
    Rule,
    at_stage,
    holds_role,
    may_assess,
    may_hand_over,
    may_issue,
    may_verify,
)
from core.errors import Refusal
from desktop.presenters.case_on_page import CaseOnPage


class Step(Enum):
    """The next step of a case."""

    ASSEMBLE = auto()
    MAP = auto()
    FINALISE = auto()
    HAND_OVER = auto()
    HAND_OVER_SUPPLEMENT = auto()
    ASSESS = auto()
    VERIFY = auto()
    ISSUE = auto()
    SEE_PASSPORT = auto()
    TAKE_UP_AGAIN = auto()


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, and what stands against this person taking it now."""

    step: Step
    refusals: tuple[Refusal, ...] = ()


_ADVISORS_STEPS = {
    Stage.ADVISE: Step.ASSEMBLE,
    Stage.ASSEMBLE: Step.MAP,
    Stage.MAP: Step.FINALISE,
}


def next_step(page: CaseOnPage, me: Staff) -> NextStep:
    """The next step at the stage where the case is."""
    case = page.case
    if case.end is not None and page.file.passports:
        return NextStep(Step.SEE_PASSPORT)
    if case.end is not None:
        return NextStep(Step.TAKE_UP_AGAIN, holds_role(me, Role.ADVISOR))
    if case.stage in _ADVISORS_STEPS:
        refusals = (*holds_role(me, Role.ADVISOR), *at_stage(case, case.stage))
        return NextStep(_ADVISORS_STEPS[case.stage], refusals)
    if case.stage is Stage.FINALISE:
        return NextStep(Step.HAND_OVER, may_hand_over(page.file, me))
    if case.stage is Stage.RECOGNISE:
        refusals = may_issue(page.file, me)
        # The worker agrees to the spelling on the page that this step leads to.
        return NextStep(Step.ISSUE, tuple(it for it in refusals if it.rule != Rule.PROOF.value))
    return _in_assessment(page, me)


def my_duty(page: CaseOnPage, me: Staff) -> Duty | None:
    """What this person does in *assess and verify*: who is assigned to verify never assesses."""
    case = page.case
    if Role.VERIFIER in me.roles and case.verifier_id == me.id:
        return Duty.VERIFY
    if Role.ASSESSOR in me.roles and case.advisor_id != me.id:
        return Duty.ASSESS
    return Duty.VERIFY if Role.VERIFIER in me.roles else None


def _in_assessment(page: CaseOnPage, me: Staff) -> NextStep:
    file, standing, duty = page.file, page.open.standing, my_duty(page, me)
    if duty is Duty.VERIFY:
        awaiting = [one for unit in file.units if (one := file.awaiting_verification(unit.id))]
        if awaiting:
            return NextStep(Step.VERIFY, may_verify(file, awaiting[0], me, standing))
        codes = ", ".join(unit.code for unit in file.units)
        undecided = Refusal(Rule.NOT_DECIDED.value, {"unit": codes}, Role.ASSESSOR.value)
        return NextStep(Step.VERIFY, (undecided,))
    if duty is Duty.ASSESS:
        undecided_units = [unit for unit in file.units if not file.verified(unit.id)]
        against = may_assess(file, undecided_units[0], me, standing) if undecided_units else ()
        return NextStep(Step.ASSESS, against)
    return NextStep(Step.HAND_OVER_SUPPLEMENT, may_hand_over(file, me))
