"""Frozen rows of a long list that come a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal

from desktop.models.rows import Column, RowsModel

Row = TypeVar("Row")
_ROOT = QModelIndex()


class PagedRowsModel(RowsModel[Row]):
    """Asks for more rows by `more_wanted(offset)` when the last one comes into sight."""

    more_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__(columns)
        self.total = 0

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show these rows of `total` in the place of what was there."""
        self.total = total
        self.set_rows(rows)

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows below the others. None at all means that the list has become shorter."""
        if not rows:
            self.total = len(self._rows)
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()

    def canFetchMore(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _ROOT
    ) -> bool:
        return not parent.isValid() and len(self._rows) < self.total

    def fetchMore(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _ROOT
    ) -> None:
        if not parent.isValid():
            self.more_wanted.emit(len(self._rows))
