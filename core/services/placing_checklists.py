"""Whose the pages of a scan are: which session, task and worker, and what cannot be placed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.domain.assessment import Mark
from core.domain.casefile import CaseFile
from core.domain.checklist_reading import LeftOut, PageProblem, ScannedPage, SheetProblem
from core.domain.checklists import rows_sum
from core.domain.sessions import (
    AssessmentSession,
    CheckKind,
    Seat,
    SeatCheck,
    SessionTask,
    checks_missing,
)
from core.domain.standards import Unit
from core.domain.test_days import PaperSheet, rating
from core.errors import NotFoundError
from core.ids import CaseId, RowId, SessionId, SessionTaskId
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.reading_sessions import read_task


@dataclass(frozen=True)
class WorkerSheets:
    """What came of one worker's checklist for one task. Keyed in: without pages."""

    session: AssessmentSession
    task: SessionTask
    bib: int
    file: CaseFile
    pages: tuple[ScannedPage, ...] = ()
    entered: tuple[PaperSheet, ...] = ()
    open_checks: tuple[CheckKind, ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit that the task is for."""
        return self.file.unit(self.task.unit_id)

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages that are neither here nor entered before; keyed in: none."""
        if not self.pages:
            return ()
        there = {one.code.page for one in self.pages if one.code}
        there |= {one.page for one in self.entered}
        most = max(one.code.pages for one in self.pages if one.code)
        return tuple(number for number in range(1, most + 1) if number not in there)

    @property
    def earlier(self) -> Mapping[RowId, Mark]:
        """The marks that the task has already."""
        return rating(self.file, [self.task])


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pages of a scan by worker and task, and those that are left out."""

    workers: tuple[WorkerSheets, ...]
    left_out: tuple[LeftOut, ...]


def sort_pages(
    desk: Desk, pages: Iterable[ScannedPage], *, session_id: SessionId | None = None
) -> Sorted:
    """Find out whose pages these are. With a session, pages of another one are left out."""
    found: dict[tuple[SessionTaskId, CaseId], WorkerSheets] = {}
    left: list[LeftOut] = []
    with desk.uow() as uow:
        for page in pages:
            if page.code is None or page.problem is not None:
                left.append(LeftOut(page, page.problem or PageProblem.NO_CODE))
                continue
            key = (page.code.task_id, page.code.case_id)
            sheets = found.get(key) or _sheets(uow, *key)
            problem = _problem(sheets, page, session_id)
            if problem is None and sheets is not None:
                found[key] = _with(sheets, page)
            elif problem is not None:
                left.append(LeftOut(page, problem, _whose(sheets)))
    workers = sorted(found.values(), key=lambda one: (one.task.at, one.bib))
    return Sorted(tuple(workers), tuple(left))


def to_be_keyed(desk: Desk, task_id: SessionTaskId, case_id: CaseId) -> WorkerSheets:
    """One worker's checklist without a scan.

    Raises:
        NotFoundError: there is no such task, or the worker has no part in it.
    """
    with desk.uow() as uow:
        sheets = _sheets(uow, task_id, case_id)
    if sheets is None:
        raise NotFoundError(SessionTask.__name__, task_id)
    return sheets


def _sheets(uow: UnitOfWork, task_id: SessionTaskId, case_id: CaseId) -> WorkerSheets | None:
    task = read_task(uow, task_id)
    seat = uow.first(Seat, session_id=task.session_id, case_id=case_id) if task else None
    if task is None or seat is None or task.of(case_id) is None:
        return None
    file = uow.case_file(case_id)
    if all(unit.id != task.unit_id for unit in file.units):
        return None  # the worker claims it no more
    checks = uow.find(SeatCheck, session_id=task.session_id, case_id=case_id)
    return WorkerSheets(
        uow.get(AssessmentSession, task.session_id),
        task,
        seat.bib,
        file,
        entered=uow.find(PaperSheet, task_id=task_id, case_id=case_id),
        open_checks=checks_missing(case_id, checks),
    )


def _problem(
    sheets: WorkerSheets | None, page: ScannedPage, session_id: SessionId | None
) -> SheetProblem | None:
    if sheets is None or page.code is None:
        return SheetProblem.UNKNOWN_SESSION
    if session_id is not None and sheets.session.id != session_id:
        return SheetProblem.OTHER_SESSION
    if page.code.page in {one.code.page for one in sheets.pages if one.code}:
        return SheetProblem.TWICE
    if page.code.page in {one.page for one in sheets.entered}:
        return SheetProblem.ENTERED
    rows: Sequence[RowId] = [row.id for row in sheets.unit.judged_rows()]
    here = [rows[at] for at in page.code.rows if at < len(rows)]
    return None if rows_sum(here) == page.code.rows_sum else SheetProblem.OTHER_ROWS


def _with(sheets: WorkerSheets, page: ScannedPage) -> WorkerSheets:
    pages = sorted((*sheets.pages, page), key=lambda one: one.code.page if one.code else 0)
    return WorkerSheets(
        sheets.session,
        sheets.task,
        sheets.bib,
        sheets.file,
        tuple(pages),
        sheets.entered,
        sheets.open_checks,
    )


def _whose(sheets: WorkerSheets | None) -> str:
    if sheets is None:
        return ""
    return f"{sheets.file.case.reference} {sheets.file.candidate.name}, {sheets.session.place}"
