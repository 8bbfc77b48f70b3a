"""Reports and tables of results: made and written away from the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.running import TaskRunner


class PapersView(Protocol):
    """What is told how it went."""

    def show_saved(self, path: Path) -> None:
        """The file was written."""

    def show_printable(self, pdf: bytes) -> None:
        """The report is ready to be printed."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class ResultPapers:
    """Makes them; printing itself belongs to the view."""

    def __init__(self, view: PapersView, tasks: TaskRunner) -> None:
        self._view, self._tasks = view, tasks
        self._gone = False

    def save_report(self, found: CheckedInput, path: Path) -> None:
        """Write the report of one result as PDF."""
        self._save(path, lambda: _report(found))

    def save_table(self, found: Sequence[CheckedInput], path: Path) -> None:
        """Write a table of the results as CSV."""

        def table() -> bytes:
            from desktop.presenters.verify_report import table_csv

            return table_csv(found)

        self._save(path, table)

    def print_report(self, found: CheckedInput) -> None:
        """Make the report of one result for the printer."""
        self._tasks.run(
            lambda _: _report(found),
            done=lambda pdf: None if self._gone else self._view.show_printable(pdf),
            failed=self._fail,
        )

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._gone = True

    def _save(self, path: Path, make: Callable[[], bytes]) -> None:
        self._tasks.run(
            lambda _: path.write_bytes(make()),
            done=lambda _: None if self._gone else self._view.show_saved(path),
            failed=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        if not self._gone:
            self._view.show_problem(error)


def _report(found: CheckedInput) -> bytes:
    from desktop.presenters.verify_report import report_pdf  # large: only when needed

    return report_pdf([found])
