"""Works a session at the bench: every key is one small step, written down at once."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from core.domain.assessment import Answer, Mark
from core.domain.sessions import CheckKind, SeatCheck, SessionTask, SessionView
from core.ids import BankQuestionId, CaseId, RowId, SessionId, SessionTaskId, UnitId
from core.services import observing, reading_sessions, running_sessions
from core.services.reading_sessions import RunningSession
from desktop.presenters.bench_clock import Steady, TaskClocks
from desktop.presenters.bench_late import Latecomers
from desktop.presenters.bench_place import PlaceKeeping
from desktop.presenters.bench_saving import MarkSaving, SavingView
from desktop.presenters.bench_state import BenchState, Cell, changed
from desktop.presenters.bench_time import BenchTime, TimeView
from desktop.presenters.session import Session
from desktop.texts import problem_text

T = TypeVar("T")


class BenchView(SavingView, TimeView, Protocol):
    """What the presenter tells the page."""

    def show_session(self) -> None:
        """Show everything anew."""

    def show_place(self) -> None:
        """Show the worker, task and row that are in view now."""

    def show_checks(self) -> None:
        """Show what is open before the first mark of the worker in view."""

    def show_answers(self) -> None:
        """Show the questions of the row in view, and what was answered."""

    def ask_checks(self, case_id: CaseId) -> None:
        """A worker was to be marked whose checks are not complete."""

    def closed(self) -> None:
        """The session was closed."""


class BenchPresenter:
    """One session, worked by the person who is signed in."""

    def __init__(
        self, session: Session, session_id: SessionId, *, steady: Steady = time.monotonic
    ) -> None:
        self._session, self.session_id = session, session_id
        self._view: BenchView | None = None
        self.state: BenchState | None = None
        self.time = BenchTime(session, session_id, steady, self._fail)
        self._places = PlaceKeeping(session, session_id, self._fail)
        self._saving: MarkSaving | None = None
        self.late = Latecomers(session, session_id, self._on_seated, self._fail)

    def attach(self, view: BenchView) -> None:
        """Say which page to tell, and read the session."""
        self._view = view
        self.time.attach(view)
        desk = self._session.desk
        self._do(lambda: reading_sessions.read_session(desk, self.session_id), self._on_read)

    def detach(self) -> None:
        """The page is gone: tell nobody any more. What was begun is still written."""
        self._view = None
        self.time.attach(None)
        if self._saving is not None:
            self._saving.attach(None)

    @property
    def clocks(self) -> TaskClocks:
        """What each task's clock shows."""
        return self.time.clocks

    # -- marking ----------------------------------------------------------------------------------

    def mark(self, mark: Mark | None) -> None:
        """Mark the cell in view; None says not seen, as before the first mark."""
        cell = self._cell()
        if cell is None or self.state is None:
            return
        before = self.state.mark(cell)
        prompted = bool(before and before.prompted and mark in (Mark.MET, Mark.NOT_MET))
        self._put(cell, mark=mark or Mark.NOT_SEEN, prompted=prompted)

    def turn_prompted(self) -> None:
        """Say that the worker was prompted for the row, or was not."""
        cell = self._cell()
        if cell is not None and self.state is not None:
            before = self.state.mark(cell)
            self._put(cell, prompted=not (before and before.prompted))

    def note(self, text: str) -> None:
        """Keep what was seen, in words."""
        cell = self._cell()
        before = self.state.mark(cell) if self.state else None
        if cell is not None and (before.note if before else "") != text.strip():
            self._put(cell, note=text.strip())

    def retry(self) -> None:
        """Try again what the disk refused."""
        if self._saving is not None:
            self._saving.retry()

    def ask(self, row_id: RowId, question: str, mark: Mark, answer: str,
            bank_question: BankQuestionId | None) -> None:  # fmt: skip
        """Keep a what-if question: heard, or noted with its answer."""
        state = self.state
        if state is None or state.case_id is None or state.task is None:
            return
        case_id, unit_id = state.case_id, state.task.unit_id
        desk, by = self._session.desk, self._session.sitting
        languages = state.file(case_id).candidate.languages
        self._do(
            lambda: observing.ask(
                desk, by, case_id, unit_id, row_id,
                question=question, answer=answer, mark=mark, bank_question=bank_question,
                language=languages[0] if languages else "en",
                interpreter=state.file(case_id).candidate.interpreter,
            ),
            self._on_asked,
        )  # fmt: skip

    # -- where ------------------------------------------------------------------------------------

    def step_row(self, step: int) -> None:
        """Go some rows on or back; at the ends it stays."""
        state = self.state
        if state is not None and state.rows:
            at = min(max(state.row_at + step, 0), len(state.rows) - 1)
            self._move(row_id=state.rows[at].id)

    def step_worker(self, step: int = 1) -> None:
        """Go to the next worker, after the last to the first."""
        state = self.state
        if state is None or not state.workers:
            return
        ids = [one.case_id for one in state.workers]
        at = ids.index(state.case_id) if state.case_id in ids else -1
        self._move(case_id=ids[(at + step) % len(ids)])

    def go_to(self, case_id: CaseId, row_id: RowId | None = None) -> None:
        """Go to a worker, and to a row."""
        if self.state is not None:
            self._move(case_id=case_id, row_id=row_id or self.state.place.row_id)

    def go_to_task(self, task_id: SessionTaskId) -> None:
        """Go to a task: to its first row, and to its first worker if this one does not do it."""
        state = self.state
        if state is None:
            return
        state.place = replace(state.place, task_id=task_id, row_id=None)
        ids = [one.case_id for one in state.workers]
        self._move(case_id=state.case_id if state.case_id in ids else ids[0])

    def show_view(self, view: SessionView) -> None:
        """Show one worker's rows, or the group."""
        self._move(view=view)

    def turn_table(self) -> None:
        """Turn the group's table: workers down the side, or the rows."""
        if self.state is not None:
            self._move(turned=not self.state.place.turned)

    # -- before the first mark --------------------------------------------------------------------

    def check(self, kind: CheckKind, answer: bool, photo: bytes = b"") -> None:
        """Keep one check of the worker in view."""
        state = self.state
        if state is None or state.case_id is None:
            return
        case_id, by, desk = state.case_id, self._session.sitting, self._session.desk
        spoken = state.file(case_id).candidate.languages
        language = spoken[0] if spoken and kind is CheckKind.PLAN_EXPLAINED else ""
        self._do(
            lambda: running_sessions.check(
                desk, by, self.session_id, case_id, kind, answer, photo=photo, language=language
            ),
            self._on_checked,
        )

    def set_task(self, unit_id: UnitId, title: str, equipment: str = "") -> None:
        """Set a task for everybody who claims the unit."""
        desk, by = self._session.desk, self._session.sitting

        def job() -> tuple[SessionTask, RunningSession]:
            task = running_sessions.set_session_task(
                desk, by, self.session_id, unit_id, title=title, equipment=equipment
            )
            return task, reading_sessions.read_session(desk, self.session_id)

        self._do(job, self._on_task_set)

    # -- clock and safety -------------------------------------------------------------------------

    def turn_clock(self) -> None:
        """Start or pause the clock of the task in view."""
        task = self.state.task if self.state and self.state.stop is None else None
        if task is not None:
            self.time.turn(task.id, on=not self.clocks.running(task.id))

    def close(self) -> None:
        """Close the session, once everything is written. What the disk refused keeps it open."""
        self._do(lambda: None, lambda _: self._close())

    # -- inside -----------------------------------------------------------------------------------

    def _close(self) -> None:
        if self.state is None or self.state.unsaved:
            return
        self.time.pause_all()
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: running_sessions.close_session(desk, by, self.session_id),
            lambda _: self._tell(lambda view: view.closed()),
        )

    def _cell(self) -> Cell | None:
        """The cell to be marked; the page is told where the worker's checks are open."""
        state = self.state
        if state is None or state.cell is None or state.stop is not None:
            return None
        if state.missing_checks(state.cell.case_id):
            case_id = state.cell.case_id
            self._tell(lambda view: view.ask_checks(case_id))
            return None
        return state.cell

    def _put(self, cell: Cell, **changes: object) -> None:
        if self._saving is not None and self.state is not None:
            self._saving.put(cell, changed(self.state.mark(cell), **changes))

    def _move(self, **changes: object) -> None:
        if self.state is None:
            return
        place = replace(self.state.place, **changes)  # type: ignore[arg-type]
        if place != self.state.place:
            self.state.place = place
            self._places.keep(place)
        self._tell(lambda view: view.show_place())

    def _on_read(self, running: RunningSession) -> None:
        self.state = BenchState(running)
        self._saving = MarkSaving(self._session, self.state)
        self._saving.attach(self._view)
        self.time.begin(self.state)
        self._tell(lambda view: view.show_session())

    def _on_task_set(self, found: tuple[SessionTask, RunningSession]) -> None:
        task, running = found
        if self.state is not None:
            self.state.running = running
            self.state.tasks.append(task)
            self.clocks.turn(task.id, on=False)
            self.go_to_task(task.id)
        self._tell(lambda view: view.show_session())

    def _on_seated(self, running: RunningSession, case_id: CaseId) -> None:
        if self.state is not None:
            self.state.take(running)
            self._tell(lambda view: view.show_session())
            self.go_to(case_id)
            self._tell(lambda view: view.ask_checks(case_id))

    def _on_checked(self, check: SeatCheck) -> None:
        if self.state is not None:
            self.state.checks.append(check)
        self._tell(lambda view: view.show_checks())

    def _on_asked(self, answer: Answer) -> None:
        if self.state is not None:
            self.state.answers.append(answer)
            self.state.saved_at = answer.at
        self._tell(lambda view: view.show_answers())
        self._tell(lambda view: view.show_saved())

    def _do(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._session.tasks.run(lambda _: job(), done=done, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        problem = problem_text(error)
        self._tell(lambda view: view.show_problem(problem))

    def _tell(self, what: Callable[[BenchView], None]) -> None:
        if self._view is not None:
            what(self._view)
