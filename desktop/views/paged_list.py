"""A list with search that reads a page at a time, and says what to do when it is empty."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.models.paged_rows import PagedRowsModel
from desktop.models.rows import Column
from desktop.presenters.paging import Paging
from desktop.presenters.running import TaskRunner
from desktop.texts import problem_text
from desktop.theme import Space, look
from desktop.widgets.banner import Banner
from desktop.widgets.data_table import DataTable
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_stack import PageStack

Row = TypeVar("Row")

NARROW = 800
"""Width of a list, at 100 %, below which it shows its main columns only."""


class PagedList(QWidget, Generic[Row]):
    """A table over a long list. `opened(row)` by Enter or double click."""

    opened = Signal(object)
    counted = Signal(int)

    def __init__(
        self,
        tasks: TaskRunner,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        read: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        empty: EmptyPage,
        stretch: int = 0,
        widths: Mapping[int, int] | None = None,
        spare: Sequence[int] = (),
    ) -> None:
        """Make it; the columns in `spare` are left out where the window is narrow."""
        super().__init__()
        self._spare = tuple(spare)
        self.banner = Banner()
        self.table = DataTable(name)
        self.model: PagedRowsModel[Row] = PagedRowsModel(columns)
        self.table.set_model(self.model, stretch=stretch, widths=widths)
        self.empty = empty
        self._paging: Paging[Row] = Paging(self, tasks, read=read, count=count)
        self._stack = PageStack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        self.setLayout(column(self.banner, self._stack, gap=Space.S))
        self.table.opened.connect(lambda row: self.opened.emit(self.model.row(row)))
        self.model.more_wanted.connect(self._paging.more)
        self.destroyed.connect(self._paging.stop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        narrow = self.width() < look().px(NARROW)
        for column_ in self._spare:
            self.table.setColumnHidden(column_, narrow)

    def refresh(self) -> None:
        """Read the list again; the row that is chosen stays chosen."""
        self._paging.refresh(len(self.model.rows))

    def start_again(self) -> None:
        """Read another list, from its beginning."""
        self._paging.refresh()

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show the first rows, or what to do when there are none."""
        chosen = self.table.row
        self.banner.clear()
        self.model.show_rows(rows, total)
        self.table.go_to(max(min(chosen, len(rows) - 1), 0))
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.counted.emit(total)

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Show the next rows."""
        self.model.add_rows(rows)

    def show_problem(self, error: Exception) -> None:
        """Say why the list could not be read."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
