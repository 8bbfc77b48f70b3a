"""The table of the grid: arrows move between cells, other keys go to the page, exhibits drop."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from desktop.presenters.grid_cells import GridColumn
from desktop.theme import Space, look
from desktop.widgets.data_table import DataTable
from desktop.widgets.grid_delegate import GridDelegate

EXHIBIT_MIME: Final = "application/x-touchstone-exhibit"
"""What is dragged from the list of exhibits: the bytes of one exhibit's id."""

_MOVES: Final = {
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}
_WIDTHS: Final = {
    GridColumn.NUMBER: 52,
    GridColumn.PORTFOLIO: 128,
    GridColumn.TASKS: 116,
    GridColumn.QUESTIONS: 116,
    GridColumn.NEWEST: 104,
    GridColumn.ASSESSOR: 112,
    GridColumn.OPENED: 76,
    GridColumn.VERIFIER: 128,
}
_LINES: Final = 2  # of a row's text; all of it is read beside the grid


class GridTable(DataTable):
    """The page sets `take_key`; `dropped(row, id)` says which exhibit fell onto which row."""

    dropped = Signal(int, object)
    cell_moved = Signal(int, int)

    def __init__(self, name: str) -> None:
        """Make it; `name` is for screen readers."""
        super().__init__(name)
        self.take_key: Callable[[QKeyEvent], bool] = lambda _: False
        self.setItemDelegate(GridDelegate(self))
        self.setWordWrap(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        look().changed.connect(self._size_columns)

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show the grid's model; `set_columns` says which columns are in sight."""
        self.set_model(model, stretch=GridColumn.ROW)
        self.horizontalHeader().setMinimumSectionSize(look().px(40))
        for column in _WIDTHS:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._size_columns()
        model.modelReset.connect(self.fit_rows)
        self.selectionModel().currentChanged.connect(
            lambda now, _: self.cell_moved.emit(now.row(), now.column())
        )

    def set_columns(self, shown: set[GridColumn]) -> None:
        """Show these columns and hide the others."""
        for column in GridColumn:
            self.setColumnHidden(column, column not in shown)
        self.fit_rows()

    def go_to_cell(self, row: int, column: int) -> None:
        """Put the keyboard's place on a cell."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, column))

    def fit_rows(self) -> None:
        """Give each row the one or two lines that its text needs."""
        metrics = QFontMetrics(self.font())
        room = self.columnWidth(GridColumn.ROW) - 3 * Space.S
        one = max(metrics.height() + look().px(Space.M), look().px(32))
        for row in range(self.model().rowCount()):
            text = str(self.model().index(row, GridColumn.ROW).data() or "")
            lines = 1 if metrics.horizontalAdvance(text) <= room else _LINES
            self.setRowHeight(row, one + (lines - 1) * metrics.lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        moves = Qt.Key(event.key()) in _MOVES and not plain
        if not (moves and not pad) and self.take_key(event):
            return
        if moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_rows()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        self._look_at_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        self._look_at_drag(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.mimeData().hasFormat(EXHIBIT_MIME):
            raw = event.mimeData().data(EXHIBIT_MIME).data()
            self.dropped.emit(index.row(), UUID(bytes=bytes(raw)))
            event.acceptProposedAction()

    def _look_at_drag(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        takes = bool(index.flags() & Qt.ItemFlag.ItemIsDropEnabled) if index.isValid() else False
        if takes and event.mimeData().hasFormat(EXHIBIT_MIME):
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def _size_columns(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, look().px(width))
