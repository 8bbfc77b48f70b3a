"""Saves the marks of a session one after the other, and forgets none that the disk refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.domain.assessment import Observation
from core.errors import RefusedError
from core.services import observing
from desktop.presenters.bench_state import BenchState, Cell, CellMark, Saving, kept
from desktop.presenters.session import Session
from desktop.texts import Problem, problem_text


class SavingView(Protocol):
    """What is told how the marks get on."""

    def show_cell(self, cell: Cell) -> None:
        """Show one cell as it is now."""

    def marked(self) -> None:
        """A mark was taken: let it be seen, before it is written, and heard."""

    def show_saved(self) -> None:
        """Show when something was last saved, and how much is not."""

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong."""


class MarkSaving:
    """A mark is shown at once and called saved only when it is on the disk.

    What the disk refuses stays in sight as not saved and is tried again with the next mark. What a
    rule refuses goes back to what is kept.
    """

    def __init__(self, session: Session, state: BenchState) -> None:
        self._session, self._state = session, state
        self._view: SavingView | None = None
        self._saved: dict[Cell, CellMark] = dict(state.marks)
        self._newest: dict[Cell, int] = {}
        self._sent = 0

    def attach(self, view: SavingView | None) -> None:
        """Say which page to tell, or none any more. What was begun is still saved."""
        self._view = view

    def put(self, cell: Cell, wanted: CellMark) -> None:
        """Show a mark and have it saved."""
        self._set(cell, wanted, self._session.desk.clock.now())
        self._show(cell)
        self._tell(lambda view: view.marked())
        # Only now: while another thread writes, Python would draw the mark more slowly.
        self._write(cell, wanted, seen_at=None)

    def retry(self) -> None:
        """Try again what the disk refused, in the order in which it was seen."""
        failed = sorted(self._state.unsaved, key=lambda one: self._newest[one])
        for cell in failed:
            one = self._state.marks[cell]
            if one.at is not None:
                self._set(cell, one, one.at)
            self._show(cell)
            self._write(cell, one, seen_at=one.at)

    def _set(self, cell: Cell, wanted: CellMark, at: datetime) -> None:
        self._sent += 1
        self._newest[cell] = self._sent
        self._state.marks[cell] = replace(wanted, at=at, saving=Saving.PENDING)

    def _write(self, cell: Cell, wanted: CellMark, *, seen_at: datetime | None) -> None:
        number = self._newest[cell]
        self._session.tasks.run(
            lambda _: self._save(cell, wanted, seen_at),
            done=lambda seen: self._on_saved(cell, seen, number),
            failed=lambda error: self._on_failed(cell, error, number),
        )

    def _save(self, cell: Cell, wanted: CellMark, seen_at: datetime | None) -> Observation:
        state = self._state
        task = next(one for one in state.tasks if one.id == cell.task_id)
        own = task.of(cell.case_id)
        if own is None:
            raise ValueError("a worker without this task was marked")
        return observing.observe(
            self._session.desk,
            self._session.sitting,
            cell.case_id,
            task.unit_id,
            cell.row_id,
            own,
            wanted.mark,
            prompted=wanted.prompted,
            note=wanted.note,
            session_id=state.session.id,
            seen_at=seen_at,
        )

    def _on_saved(self, cell: Cell, seen: Observation, number: int) -> None:
        self._saved[cell] = kept(seen)
        self._state.saved_at = seen.at
        if self._newest[cell] == number:
            self._state.marks[cell] = self._saved[cell]
            self._show(cell)
        self._tell(lambda view: view.show_saved())
        if self._state.unsaved:
            self.retry()

    def _on_failed(self, cell: Cell, error: Exception, number: int) -> None:
        problem = problem_text(error)
        if self._newest[cell] == number:
            self._leave(cell, refused=isinstance(error, RefusedError))
        self._show(cell)
        self._tell(lambda view: view.show_saved())
        self._tell(lambda view: view.show_problem(problem))

    def _leave(self, cell: Cell, *, refused: bool) -> None:
        marks = self._state.marks
        if not refused:
            marks[cell] = replace(marks[cell], saving=Saving.FAILED)
        elif cell in self._saved:
            marks[cell] = self._saved[cell]
        else:
            marks.pop(cell, None)

    def _show(self, cell: Cell) -> None:
        self._tell(lambda view: view.show_cell(cell))

    def _tell(self, what: Callable[[SavingView], None]) -> None:
        if self._view is not None:
            what(self._view)
