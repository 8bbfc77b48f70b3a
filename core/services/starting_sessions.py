"""Whom a session can be started with, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.case import Stage
from core.domain.people import Role
from core.errors import Refusal
from core.ports.desk import Desk
from core.ports.lists import CaseRow
from core.ports.sitting import Sitting
from core.services.session_parts import may_take_part
from core.services.standing import read_standing

LOOKED_AT: Final = 200
"""More than a person has waiting on one day."""


@dataclass(frozen=True, slots=True)
class Seatable:
    """A case that may get a seat. `place` is that of its plan; empty where none is kept.

    `against` is what stands against its seat today: nothing, if one of its units may be observed.
    """

    row: CaseRow
    place: str
    against: tuple[Refusal, ...]


def waiting_cases(desk: Desk, by: Sitting) -> list[CaseRow]:
    """The cases that await assessment by this person."""
    assessor = frozenset({Role.ASSESSOR})
    mine = desk.lists.my_work(by.staff.id, assessor, offset=0, limit=LOOKED_AT)
    return [one for one in mine if one.stage is Stage.ASSESS_AND_VERIFY]


def who_may_sit(desk: Desk, by: Sitting, rows: Sequence[CaseRow]) -> tuple[Seatable, ...]:
    """Say of each case, in the order given, whether it may get a seat in a session of `by`."""
    with desk.uow() as uow:
        standing = read_standing(uow, desk.clock.today())
        found = []
        for row in rows:
            file = uow.case_file(row.id)
            place = file.plan.place if file.plan else ""
            found.append(Seatable(row, place, may_take_part(file, by, standing)))
    return tuple(found)
