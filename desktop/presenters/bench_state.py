"""What the session page shows: a session that was read, with the marks that are being saved."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from core.domain.assessment import Answer, Mark, Observation
from core.domain.casefile import CaseFile
from core.domain.sessions import (
    CheckKind,
    Seat,
    SeatCheck,
    SessionEvent,
    SessionTask,
    checks_missing,
    identity_checked,
    may_be_recorded,
    stopped,
)
from core.domain.standards import BankQuestion, QuestionPurpose, Unit, UnitRow
from core.ids import CaseId, RowId, SessionTaskId, TaskId, UnitId
from core.services.reading_sessions import RunningSession
from core.services.running_sessions import Place


class Saving(Enum):
    """How far a mark is on its way to the disk."""

    SAVED = "saved"
    PENDING = "pending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One worker's row in one task of the session."""

    case_id: CaseId
    task_id: SessionTaskId
    row_id: RowId


@dataclass(frozen=True, slots=True)
class CellMark:
    """What stands in a cell. `at` is when it was seen."""

    mark: Mark
    prompted: bool = False
    note: str = ""
    at: datetime | None = None
    saving: Saving = Saving.SAVED


class BenchState:
    """The session as its assessor sees it. Only the presenter changes it."""

    def __init__(self, running: RunningSession) -> None:
        self.running = running
        self.session = running.session
        self.seats: tuple[Seat, ...] = running.seats
        self.tasks: list[SessionTask] = list(running.tasks)
        self.checks: list[SeatCheck] = list(running.checks)
        self.events: list[SessionEvent] = list(running.events)
        self.answers: list[Answer] = [
            answer for file in running.files.values() for answer in file.answers
        ]
        self._rows: dict[UnitId, tuple[UnitRow, ...]] = {}
        self.marks: dict[Cell, CellMark] = {}
        self.saved_at: datetime | None = None
        self._read_marks()
        self.place = self._first_place()

    # -- where ------------------------------------------------------------------------------------

    @property
    def case_id(self) -> CaseId | None:
        """The worker that is in view."""
        return self.place.case_id

    @property
    def task(self) -> SessionTask | None:
        """The task that is in view."""
        return next((one for one in self.tasks if one.id == self.place.task_id), None)

    @property
    def unit(self) -> Unit | None:
        """The unit that the task is for."""
        return self.running.unit(self.task.unit_id) if self.task else None

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        """The rows of the task's checklist."""
        unit = self.unit
        if unit is None:
            return ()
        if unit.id not in self._rows:  # asked for many times with every mark
            self._rows[unit.id] = unit.judged_rows()
        return self._rows[unit.id]

    @property
    def row_at(self) -> int:
        """Which of the rows is in view; 0 where none is."""
        ids = [row.id for row in self.rows]
        return ids.index(self.place.row_id) if self.place.row_id in ids else 0

    @property
    def row(self) -> UnitRow | None:
        """The row in view."""
        return self.rows[self.row_at] if self.rows else None

    @property
    def cell(self) -> Cell | None:
        """The cell in view; None before the first task."""
        if self.case_id is None or self.task is None or self.row is None:
            return None
        return Cell(self.case_id, self.task.id, self.row.id)

    @property
    def workers(self) -> tuple[Seat, ...]:
        """Who does the task in view, by bib number; everybody before there is one."""
        if self.task is None:
            return self.seats
        return tuple(one for one in self.seats if self.task.of(one.case_id))

    @property
    def own_task(self) -> TaskId | None:
        """The task of the worker's own case (T1, T2 …) in view."""
        return self.task.of(self.case_id) if self.task and self.case_id else None

    def file(self, case_id: CaseId) -> CaseFile:
        """The case of a worker with a seat, as it was read."""
        return self.running.files[case_id]

    # -- what -------------------------------------------------------------------------------------

    def mark(self, cell: Cell | None) -> CellMark | None:
        """What stands in a cell."""
        return self.marks.get(cell) if cell else None

    def missing_checks(self, case_id: CaseId) -> tuple[CheckKind, ...]:
        """What is open before the worker's first mark."""
        return checks_missing(case_id, self.checks)

    def identity_checked(self, case_id: CaseId) -> datetime | None:
        """When the worker's identity was checked."""
        return identity_checked(case_id, self.checks)

    def may_be_recorded(self, case_id: CaseId) -> bool:
        """Whether the worker agreed to voice, photos and video."""
        return may_be_recorded(case_id, self.checks)

    @property
    def stop(self) -> SessionEvent | None:
        """The stop for safety that stands."""
        return stopped(self.events)

    @property
    def unsaved(self) -> tuple[Cell, ...]:
        """The cells whose mark the disk refused."""
        return tuple(at for at, one in self.marks.items() if one.saving is Saving.FAILED)

    def questions(self, row_id: RowId) -> tuple[BankQuestion, ...]:
        """The what-if questions of the unit's bank for a row."""
        file = self.file(self.case_id) if self.case_id else None
        return tuple(
            one
            for one in (file.bank if file else ())
            if one.row_id == row_id and one.purpose is QuestionPurpose.ASK
        )

    def answers_at(self, case_id: CaseId, row_id: RowId) -> tuple[Answer, ...]:
        """What the worker was asked about a row."""
        return tuple(one for one in self.answers if (one.case_id, one.row_id) == (case_id, row_id))

    def task_label(self, case_id: CaseId) -> str:
        """How the worker's own task is called in the grid: T1."""
        own = self.task.of(case_id) if self.task else None
        tasks = self.file(case_id).tasks
        return next((one.label for one in tasks if one.id == own), "")

    def take(self, running: RunningSession) -> None:
        """Go on with the session as it was read again: somebody came late. Marks stay."""
        self.running, self.seats, self.tasks = running, running.seats, list(running.tasks)

    # -- inside -----------------------------------------------------------------------------------

    def _read_marks(self) -> None:
        own = {(pair.case_id, pair.task_id): task.id for task in self.tasks for pair in task.tasks}
        for file in self.running.files.values():
            for seen in file.observations:
                task = own.get((seen.case_id, seen.task_id))
                if task is not None:
                    self.marks[Cell(seen.case_id, task, seen.row_id)] = kept(seen)
                if seen.session_id == self.session.id:
                    self.saved_at = max(self.saved_at or seen.at, seen.at)

    def _first_place(self) -> Place:
        session = self.session
        known = {one.id for one in self.tasks}
        task = session.at_task if session.at_task in known else None
        if task is None and self.tasks:
            task = self.tasks[-1].id
        case_id = session.at_case or (self.seats[0].case_id if self.seats else None)
        return Place(case_id, task, session.at_row, session.view, session.turned)


def kept(seen: Observation) -> CellMark:
    """What an observation leaves in its cell."""
    return CellMark(seen.mark, seen.prompted, seen.note, seen.observed_at)


def changed(before: CellMark | None, **changes: object) -> CellMark:
    """A cell with something changed; an empty one counts as not seen."""
    return replace(before or CellMark(Mark.NOT_SEEN), **changes)  # type: ignore[arg-type]
