"""Guards of the worker's turn: who may turn the screen to the worker and take down what is said."""

from core.domain.case import Stage
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.base import Rule, at_stage, refuse, same_person, undecided
from core.domain.rules.fairness import may_give_feedback
from core.domain.worker_answers import AskedOf, WorkerSubject
from core.errors import Refusal

_HEARING = frozenset({Role.ADVISOR, Role.ASSESSOR})


def may_hear(file: CaseFile, asked: AskedOf, person: Staff) -> tuple[Refusal, ...]:
    """May take down what the worker says of this.

    Of rows and of the plan: an advisor or an assessor who does not verify the case, as long as it
    goes on and the unit is not decided. Of a decision: whoever may give the worker its letter.
    """
    if asked.decision_id is not None:
        return may_give_feedback(file, file.signed_decision(asked.decision_id), person)
    refusals = list(at_stage(file.case, *Stage))
    verifies = same_person(person, {one for one in (file.case.verifier_id,) if one}, file.staff)
    if not person.active or not person.roles & _HEARING or verifies:
        refusals.append(refuse(Rule.WORKER_HEARD_BY, Role.ADVISOR, person=person.name))
    if asked.subject is WorkerSubject.ROW and asked.unit_id is not None:
        refusals += undecided(file, file.unit(asked.unit_id))
    if asked.plan_id is not None and (file.plan is None or file.plan.id != asked.plan_id):
        latest = file.plan.number if file.plan else 0
        number = next((one.number for one in file.plans if one.id == asked.plan_id), 0)
        refusals.append(refuse(Rule.PLAN_CHANGED, Role.ASSESSOR, number=number, latest=latest))
    return tuple(refusals)
