"""A long list read a page at a time, away from the window."""

from collections.abc import Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

from desktop.presenters.running import TaskRunner

Row = TypeVar("Row")
_Given = TypeVar("_Given", contravariant=True)

PAGE_ROWS: Final = 100
"""Rows of one page: more than the tallest window shows at once."""


class PagingView(Protocol[_Given]):
    """What shows the list."""

    def show_rows(self, rows: Sequence[_Given], total: int) -> None:
        """Show these rows in the place of what was there; `total` is how many there are in all."""

    def add_rows(self, rows: Sequence[_Given]) -> None:
        """Show these rows below those that are shown."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class Paging(Generic[Row]):
    """Reads the first page, and the next ones when they are scrolled to."""

    def __init__(
        self,
        view: PagingView[Row],
        tasks: TaskRunner,
        *,
        read: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
    ) -> None:
        """Make it; `read(offset, limit)` and `count()` are called away from the window."""
        self._view, self._tasks = view, tasks
        self._read, self._count = read, count
        self._asked = 0
        self._reading = False

    def refresh(self, at_least: int = 0) -> None:
        """Read from the beginning, at least as many rows as are shown now."""
        self._asked += 1
        asked, limit = self._asked, max(PAGE_ROWS, at_least)
        self._reading = True
        self._tasks.run(
            lambda _: (self._read(0, limit), self._count()),
            done=lambda found: self._show(asked, *found),
            failed=lambda error: self._fail(asked, error),
        )

    def more(self, offset: int) -> None:
        """Read the page that begins at `offset`. While one is being read, nothing happens."""
        if self._reading:
            return
        self._reading = True
        asked = self._asked
        self._tasks.run(
            lambda _: self._read(offset, PAGE_ROWS),
            done=lambda rows: self._add(asked, rows),
            failed=lambda error: self._fail(asked, error),
        )

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._asked += 1

    def _show(self, asked: int, rows: Sequence[Row], total: int) -> None:
        if asked == self._asked:
            self._reading = False
            self._view.show_rows(rows, total)

    def _add(self, asked: int, rows: Sequence[Row]) -> None:
        if asked == self._asked:
            self._reading = False
            self._view.add_rows(rows)

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._reading = False
            self._view.show_problem(error)
