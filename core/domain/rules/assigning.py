"""Guards around an assignment: who can be given it, and who handles a conflict of interest."""

from collections.abc import Iterable

from core.domain.case import ConflictDeclaration, Duty, HandlingOutcome
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.base import (
    Rule,
    Standing,
    certified,
    holds_role,
    refuse,
    same_person,
    someone_new,
)
from core.errors import Refusal


def may_be_assigned(
    file: CaseFile, person: Staff, duty: Duty, standing: Standing
) -> tuple[Refusal, ...]:
    """May be given the duty: certified today for one of the units at least, and independent.

    The same is asked again, unit by unit, on the day of the work.
    """
    role = Role.ASSESSOR if duty is Duty.ASSESS else Role.VERIFIER
    if against := holds_role(person, role):
        return against
    return (*_qualified(file, person, standing), *_independent(file, person, duty))


def may_handle_conflict(
    file: CaseFile, declaration: ConflictDeclaration, person: Staff
) -> tuple[Refusal, ...]:
    """May decide about a declared conflict: administrator or lead verifier, never its declarer."""
    leads = person.active and Role.LEAD_VERIFIER in person.roles
    refusals = [] if leads else list(holds_role(person, Role.ADMINISTRATOR))
    if same_person(person, {declaration.by}, file.staff):
        by_another = Rule.CONFLICT_BY_ANOTHER
        refusals.append(refuse(by_another, Role.ADMINISTRATOR, person=person.name))
    if not declaration.conflict or file.conflict(declaration.by, declaration.duty) != declaration:
        refusals.append(refuse(Rule.NOTHING_DECLARED, Role.ASSESSOR))
    return tuple(refusals)


def _qualified(file: CaseFile, person: Staff, standing: Standing) -> tuple[Refusal, ...]:
    against = [
        (*certified(file, unit, person, standing), *someone_new(file, unit, person))
        for unit in file.units
    ]
    return min(against, key=len, default=())


def _independent(file: CaseFile, person: Staff, duty: Duty) -> Iterable[Refusal]:
    case = file.case
    if duty is Duty.ASSESS:
        if same_person(person, {case.advisor_id}, file.staff):
            yield refuse(Rule.ADVISOR_NOT_ASSESSOR, Role.ADVISOR, person=person.name)
    elif same_person(person, file.took_part(), file.staff):
        yield refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name)
    declared = file.conflict(person.id, duty)
    handled = file.handling(declared) if declared is not None and declared.conflict else None
    if handled is not None and handled.outcome is HandlingOutcome.REPLACED:
        yield refuse(Rule.CONFLICT_REPLACED, Role.ADVISOR, person=person.name)
