"""Guards of the verifier: a second certified assessor who took no part."""

from collections.abc import Sequence

from core.domain.assessment import Decision
from core.domain.case import Duty, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.base import (
    Rule,
    Standing,
    at_stage,
    certified,
    conflict_declared,
    holds_role,
    refuse,
    same_person,
    someone_new,
)
from core.domain.verifying import Principle
from core.errors import Refusal


def may_verify(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May check this decision: a second certified assessor who took no part in it."""
    unit = file.unit(decision.unit_id)
    refusals = [
        *holds_role(person, Role.VERIFIER),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
        *certified(file, unit, person, standing),
        *conflict_declared(file, person, Duty.VERIFY),
        *someone_new(file, unit, person),
    ]
    if same_person(person, file.took_part(), file.staff):
        refusals.append(refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name))
    latest = file.decision(unit.id)
    if latest is None or latest.id != decision.id or file.verification(decision.id):
        refusals.append(refuse(Rule.NOT_DECIDED, Role.ASSESSOR, unit=unit.code))
    return tuple(refusals)


def may_countersign(
    file: CaseFile,
    decision: Decision,
    person: Staff,
    standing: Standing,
    principles: Sequence[Principle],
) -> tuple[Refusal, ...]:
    """May countersign: agrees with every row of the decision; all five principles were kept."""
    refusals = list(may_verify(file, decision, person, standing))
    refusals += [
        refuse(Rule.ROW_NOT_AGREED, Role.VERIFIER, row=row.number)
        for row in decision.rows
        if not ((answer := file.agreement(decision.id, row.row_id)) and answer.agrees)
    ]
    refusals += [
        refuse(Rule.PRINCIPLE_MISSING, Role.VERIFIER, principle=principle.value)
        for principle in Principle
        if principle not in principles
    ]
    return tuple(refusals)


def may_return(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing, reasons: str
) -> tuple[Refusal, ...]:
    """May send a decision back: a verifier who may verify it, with reasons."""
    refusals = list(may_verify(file, decision, person, standing))
    if not reasons.strip():
        refusals.append(refuse(Rule.REASONS_MISSING, Role.VERIFIER))
    return tuple(refusals)
