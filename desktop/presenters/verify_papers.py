"""Reports and tables of results: made and written away from the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.presenters.acting import Acting
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
        self._view, self._acting = view, Acting(view, tasks)

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
        self._acting.do(lambda: _report(found), self._view.show_printable)

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._acting.stop()

    def _save(self, path: Path, make: Callable[[], bytes]) -> None:
        self._acting.do(lambda: path.write_bytes(make()), lambda _: self._view.show_saved(path))


def _report(found: CheckedInput) -> bytes:
    from desktop.presenters.verify_report import report_pdf  # large: only when needed

    return report_pdf([found])
