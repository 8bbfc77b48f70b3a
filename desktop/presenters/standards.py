"""Read the standards of the desk for looking at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.domain.standards import BankQuestion, Framework, QuestionPurpose, Unit, UnitRow
from core.ids import UnitId
from core.ports.desk import Desk
from core.ports.lists import UnitListRow
from desktop.presenters.running import TaskRunner


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """One unit with the version of the standard it belongs to, and its questions."""

    unit: Unit
    framework: Framework
    questions: tuple[BankQuestion, ...]
    in_force: bool

    def asked(self, purpose: QuestionPurpose) -> tuple[tuple[UnitRow, BankQuestion], ...]:
        """The questions of one purpose with their rows, in the order of the rows."""
        return tuple(
            (row, question)
            for row in self.unit.rows()
            for question in self.questions
            if question.row_id == row.id and question.purpose is purpose
        )


class StandardsView(Protocol):
    """What the Standards page shows."""

    def show_units(self, rows: Sequence[UnitListRow]) -> None:
        """Show the units that were found."""

    def show_unit(self, detail: UnitDetail) -> None:
        """Show one of them."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class StandardsPresenter:
    """Looks for units, and reads the one that is chosen."""

    def __init__(self, view: StandardsView, desk: Desk, tasks: TaskRunner) -> None:
        self._view, self._desk, self._tasks = view, desk, tasks
        self._searched = self._chosen = 0

    def search(self, text: str) -> None:
        """Find the units whose code or title holds `text`; all of them when it is empty."""
        self._searched += 1
        asked = self._searched
        self._tasks.run(
            lambda _: self._desk.lists.units(search=text),
            done=lambda rows: self._if(asked == self._searched, self._view.show_units, rows),
            failed=self._view.show_problem,
        )

    def choose(self, unit_id: UnitId) -> None:
        """Read one unit."""
        self._chosen += 1
        asked = self._chosen
        self._tasks.run(
            lambda _: _read(self._desk, unit_id),
            done=lambda found: self._if(asked == self._chosen, self._view.show_unit, found),
            failed=self._view.show_problem,
        )

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._searched += 1
        self._chosen += 1

    @staticmethod
    def _if(newest: bool, show: Callable[..., None], found: object) -> None:
        if newest:
            show(found)


def _read(desk: Desk, unit_id: UnitId) -> UnitDetail:
    with desk.uow() as uow:
        unit = uow.get(Unit, unit_id)
        framework = uow.get(Framework, unit.framework_id)
        questions = uow.find(BankQuestion, unit_id=unit_id)
    return UnitDetail(unit, framework, questions, framework.in_force(desk.clock.today()))
