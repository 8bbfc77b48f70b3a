"""Guards of the assessment plan: who makes it, when it can be agreed, what needs it agreed."""

from core.domain.case import Stage
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.planning import AssessmentPlan, PlanSide, UnitPlan
from core.domain.rules.base import Rule, at_stage, holds_role, refuse, same_person
from core.domain.standards import Unit
from core.errors import Refusal


def may_plan(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May make the plan or a new version of it: the assigned assessor, who is not the advisor."""
    refusals = [
        *holds_role(person, Role.ASSESSOR),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
    ]
    if same_person(person, {file.case.advisor_id}, file.staff):
        refusals.append(refuse(Rule.ADVISOR_NOT_ASSESSOR, Role.ADMINISTRATOR, person=person.name))
    if file.case.assessor_id != person.id:
        refusals.append(refuse(Rule.ASSIGNED, Role.ADVISOR, person=person.name))
    return tuple(refusals)


def may_agree(
    file: CaseFile, plan: AssessmentPlan, side: PlanSide, person: Staff
) -> tuple[Refusal, ...]:
    """May take down a side's agreement: the plan counts, is whole, and was not agreed before."""
    refusals = list(may_plan(file, person))
    if file.plan is None or file.plan.id != plan.id:
        latest = file.plan.number if file.plan else 0
        refusals.append(refuse(Rule.PLAN_CHANGED, Role.ASSESSOR, number=plan.number, latest=latest))
    if not plan.appeal_explained:
        refusals.append(refuse(Rule.PLAN_APPEAL, Role.ASSESSOR, number=plan.number))
    refusals += [
        refuse(Rule.PLAN_UNIT, Role.ASSESSOR, unit=unit.code)
        for unit in file.units
        if not _says_how(plan.unit(unit.id))
    ]
    if any(one.plan_id == plan.id and one.side is side for one in file.plan_agreements):
        refusals.append(refuse(Rule.PLAN_SIGNED, Role.ASSESSOR, side=side, number=plan.number))
    return tuple(refusals)


def plan_agreed(file: CaseFile, unit: Unit) -> tuple[Refusal, ...]:
    """The plan that counts names the unit, and both sides agreed to it."""
    if file.plan is not None and not _says_how(file.plan.unit(unit.id)):
        return (refuse(Rule.PLAN_UNIT, Role.ASSESSOR, unit=unit.code),)
    return tuple(
        refuse(Rule.PLAN_AGREED, Role.ASSESSOR, side=side)
        for side in PlanSide
        if file.plan_agreement(side) is None
    )


def _says_how(planned: UnitPlan | None) -> bool:
    return planned is not None and bool(planned.methods or planned.testing_programme)
