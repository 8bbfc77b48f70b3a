"""What the case page shows of a case, read at once and frozen."""

from dataclasses import dataclass
from functools import cached_property

from core.domain.appeals import Appeal, AppealEvent, AppealFile
from core.domain.case import Case
from core.domain.casefile import CaseFile
from core.domain.grid import unit_grid
from core.domain.missing import Missing, what_is_missing
from core.domain.people import Role, Staff
from core.domain.sessions import AssessmentSession, Seat
from core.domain.standards import Unit
from core.ids import CaseId, StaffId
from core.ports.desk import Desk
from core.ports.lists import CaseRow
from desktop.presenters.case_reading import OpenCase, read_case


@dataclass(frozen=True)
class CaseOnPage:
    """An open case with what the page says around it.

    `row` is the case as the lists show it: whose turn it is and since when. `others` are the same
    person's other cases, oldest first; `colleagues` everybody at the centre; `appeals` those in the
    case; `at_bench` whoever has a session open in which the case has a seat.
    """

    open: OpenCase
    row: CaseRow | None
    others: tuple[Case, ...]
    colleagues: tuple[Staff, ...]
    appeals: tuple[AppealFile, ...] = ()
    at_bench: frozenset[StaffId] = frozenset()

    @property
    def file(self) -> CaseFile:
        """The records of the case."""
        return self.open.file

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.open.file.case

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What the case lacks today."""
        return what_is_missing(self.file, on=self.open.standing.on)

    def name_of(self, person: StaffId | None) -> str:
        """The name of a member of staff; empty for nobody."""
        return next((one.name for one in self.colleagues if one.id == person), "")

    def holders(self, role: Role) -> tuple[Staff, ...]:
        """The active staff in a role, by name."""
        found = (one for one in self.colleagues if one.active and role in one.roles)
        return tuple(sorted(found, key=lambda one: one.name))

    def is_certified(self, person: StaffId, unit: Unit) -> bool:
        """Whether the person is certified for the unit today: a hint when assigning."""
        standing = self.open.standing
        framework = self.file.framework(unit.framework_id)
        return any(
            one.staff_id == person
            and one.in_force(standing.on)
            and one.covers(framework.code, unit)
            for one in standing.certifications
        )

    @cached_property
    def covered(self) -> tuple[int, int]:
        """How many rows of all claimed units have evidence, and how many there are."""
        grids = [unit_grid(self.file, unit) for unit in self.file.units]
        return sum(grid.covered for grid in grids), sum(len(grid.judged) for grid in grids)


def read_case_on_page(desk: Desk, case_id: CaseId) -> CaseOnPage:
    """Read a case for its page. A job for the task runner.

    Raises:
        NotFoundError: no case has this id.
    """
    opened = read_case(desk, case_id)
    with desk.uow() as uow:
        same_person = uow.find(Case, candidate_id=opened.file.candidate.id)
        colleagues = uow.find(Staff)
        appeals = uow.find(Appeal, case_id=case_id)
        events = uow.find(AppealEvent, case_id=case_id) if appeals else ()
        seated = {one.session_id for one in uow.find(Seat, case_id=case_id)}
        running = uow.find(AssessmentSession, closed_at=None) if seated else ()
    reference = opened.file.case.reference
    rows = desk.lists.cases(search=reference, offset=0, limit=10)
    return CaseOnPage(
        open=opened,
        row=next((row for row in rows if row.id == case_id), None),
        others=tuple(one for one in same_person if one.id != case_id),
        colleagues=colleagues,
        appeals=tuple(
            AppealFile(one, tuple(it for it in events if it.appeal_id == one.id)) for one in appeals
        ),
        at_bench=frozenset(one.opened_by for one in running if one.id in seated),
    )
