"""Guards of a test day: who arranges it, who is admitted, when it becomes a session."""

from typing import Final

from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.base import Rule, refuse
from core.domain.test_days import TestDay
from core.errors import Refusal

KEEPERS: Final = frozenset({Role.ASSESSOR, Role.LEAD_VERIFIER, Role.ADMINISTRATOR})
"""Who arranges test days."""


def may_arrange(person: Staff) -> tuple[Refusal, ...]:
    """May make and change test days."""
    if person.active and KEEPERS & person.roles:
        return ()
    return (refuse(Rule.TEST_DAY_KEEPER, Role.ADMINISTRATOR, person=person.name),)


def may_change_day(day: TestDay, person: Staff) -> tuple[Refusal, ...]:
    """May change a test day: what its papers and bib numbers rest on stays once it is held."""
    held = (refuse(Rule.TEST_DAY_HELD, Role.ASSESSOR, on=day.on),) if day.held else ()
    return (*may_arrange(person), *held)


def may_admit(day: TestDay, file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May admit a worker: there is room, the case goes on and claims a unit of the day."""
    refusals = list(may_change_day(day, person))
    if day.free == 0:
        refusals.append(refuse(Rule.TEST_DAY_FULL, Role.ASSESSOR, places=day.capacity))
    if file.case.end is not None:
        refusals.append(refuse(Rule.CASE_ENDED, Role.ADVISOR, end=file.case.end.value))
    if not any(unit.id in day.units for unit in file.units):
        refusals.append(refuse(Rule.TEST_DAY_UNIT, Role.ADVISOR, worker=file.candidate.name))
    return tuple(refusals)
