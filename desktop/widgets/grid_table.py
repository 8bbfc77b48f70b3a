"""The table of the grid: arrows move between cells, other keys go to the page, exhibits drop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.presenters.grid_cells import CONTENTS_ROLE, HEADING_ROLE, GridColumn
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
    GridColumn.NUMBER: (44, 72),
    GridColumn.PORTFOLIO: (40, 150),
    GridColumn.TASKS: (40, 130),
    GridColumn.QUESTIONS: (40, 130),
    GridColumn.NEWEST: (72, 130),
    GridColumn.WORKER: (60, 120),
    GridColumn.ASSESSOR: (90, 160),
    GridColumn.OPENED: (60, 90),
    GridColumn.VERIFIER: (90, 150),
}
"""Least and greatest width at 100 %; in between it is that of the content."""
_LEAST_TEXT: Final = 130  # width of a row's text at 100 %; with less room the grid scrolls
_LINES: Final = 2  # of a row's text; all of it is read beside the grid
_HIGHEST: Final = 16_777_215  # Qt's own, for "as high as there is room"


class GridTable(DataTable):
    """The page sets `take_key`; `dropped(row, id)` says which exhibit fell onto which row."""

    dropped = Signal(int, object)
    cell_moved = Signal(int, int)
    _fitted = True  # Qt lays the table out while it is being made, when there is nothing to fit yet

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; `name` is for screen readers."""
        super().__init__(name, parent)
        self.take_key: Callable[[QKeyEvent], bool] = lambda _: False
        self._shown: set[GridColumn] = set()
        self._held, self._dense, self._strip = False, False, False
        self._fitted_to = -1
        self._advances: dict[str, int] = {}
        self._contents: dict[int, int] = {}
        self._cells = GridDelegate(self)
        self.setItemDelegate(self._cells)
        self.setWordWrap(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        look().changed.connect(self.fit_columns)

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show the grid's model; `set_columns` says which columns are in sight."""
        self.set_model(model, stretch=GridColumn.ROW)
        self._stretch = -1  # its columns are fitted below
        for column in GridColumn:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(lambda top, _: self._widen(top.row()))
        model.headerDataChanged.connect(self.fit_columns)
        self.selectionModel().currentChanged.connect(
            lambda now, _: self.cell_moved.emit(now.row(), now.column())
        )

    def set_columns(self, shown: set[GridColumn]) -> None:
        """Show these columns and hide the others."""
        if shown == self._shown:
            return
        self._shown = set(shown)
        for column in GridColumn:
            self.setColumnHidden(column, column not in shown)
        self.fit_columns()

    def go_to_cell(self, row: int, column: int) -> None:
        """Put the keyboard's place on a cell."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, column))

    def set_dense(self, dense: bool) -> None:
        """Give each row one line, where rows in sight are worth more than all of their words."""
        if dense is not self._dense:
            self._dense = dense
            self.fit_columns()

    def set_strip(self, strip: bool) -> None:
        """Show the row in hand alone, where what is beside the grid elsewhere needs the room."""
        self._strip = strip
        self.horizontalHeader().setVisible(not strip)
        high = self._one_line() + 2 * self.frameWidth() if strip else 0
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if strip else policy.ScrollBarAsNeeded
        )
        self.setMinimumHeight(high)
        self.setMaximumHeight(high or _HIGHEST)

    def fit_rows(self) -> None:
        """Give each row the one or two lines that its text needs."""
        metrics, long = QFontMetrics(self.font()), self._advances
        room = self.columnWidth(GridColumn.ROW) - 3 * Space.S
        one, most = self._one_line(), 1 if self._dense else _LINES
        whole = self._room() - self.columnWidth(GridColumn.NUMBER) - 3 * Space.S
        for row in range(self.model().rowCount()):
            index = self.model().index(row, GridColumn.ROW)
            text = str(index.data() or "")
            width = whole if index.data(HEADING_ROLE) else room
            if text not in long:  # criteria of one unit often begin, or are, alike
                long[text] = metrics.horizontalAdvance(text)
            lines = 1 if long[text] <= width else most
            height = one + (lines - 1) * metrics.lineSpacing()
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _one_line(self) -> int:
        least, around = (25, Space.XS) if self._dense else (32, Space.M)
        return max(QFontMetrics(self.font()).height() + look().px(around), look().px(least))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.take_key(event):
            return
        if Qt.Key(event.key()) in _MOVES and not plain:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        sized = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        model: QAbstractItemModel | None = self.model()  # None before `show_model`
        if event.type() in sized and model is not None:
            self._advances.clear()
            self.fit_columns()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._fitted:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._room() != self._fitted_to:
            self._fit_later()
        # A bar that offers to undo, or a pane that opens, must not push the row out of sight.
        self.scrollTo(self.currentIndex())

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

    def _on_reset(self) -> None:
        self._span_headings()
        self.fit_columns()

    def _span_headings(self) -> None:
        """A heading's text goes over all columns: nothing else stands in its line."""
        self.clearSpans()
        rest = len(GridColumn) - GridColumn.ROW
        for row in range(self.model().rowCount()):
            if self.model().index(row, GridColumn.ROW).data(HEADING_ROLE):
                self.setSpan(row, GridColumn.ROW, 1, rest)

    def _widen(self, row: int) -> None:
        """Look at the columns again only where a changed row needs more room than there is."""
        metrics = QFontMetrics(self.font())
        for column, (_, greatest) in _WIDTHS.items():
            if self.isColumnHidden(column):
                continue
            content = self.model().index(row, column).data(CONTENTS_ROLE)
            wanted = self._cells.width_of(content, metrics) if content else 0
            if min(wanted, look().px(greatest)) > self.columnWidth(column):
                self.fit_columns()
                return

    def _wanted(self, column: int) -> int:
        if column not in self._contents:
            contents = self.model().headerData(column, Qt.Orientation.Horizontal, CONTENTS_ROLE)
            metrics = QFontMetrics(self.font())
            wide = max((self._cells.width_of(one, metrics) for one in contents or ()), default=0)
            head = self.horizontalHeader().sectionSizeHint(column)
            self._contents[column] = max(wide, head)
        return self._contents[column]

    def fit_columns(self) -> None:
        """Give each column the width of its content, and the rest to the row's text.

        Done once before the next drawing or scrolling, however often it is asked for until then.
        """
        self._contents.clear()
        self._fit_later()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Fit the columns only when rows, columns and the keyboard's place are all put in."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            if not self._fitted:
                self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        # What is not in sight is asked for when it is shown.
        fits = not self._fitted and not self._held and self.isVisible()
        if fits:
            self._fitted = True
            self._fit()
        super().doItemsLayout()
        if fits:
            self.scrollTo(self.currentIndex())

    def _fit_later(self) -> None:
        self._fitted = False
        self.scheduleDelayedItemsLayout()

    def _room(self) -> int:
        """The width beside a scroll bar: whether there is one is known when the rows are fitted."""
        bar = self.verticalScrollBar()
        there = bar.width() if bar.isVisible() else 0
        wanted = 0 if self._strip else bar.sizeHint().width()
        return self.viewport().width() + there - wanted

    def _fit(self) -> None:
        self._fitted_to = self._room()
        self.horizontalHeader().setMinimumSectionSize(look().px(40))
        for column, (least, greatest) in _WIDTHS.items():
            if self.isColumnHidden(column):
                continue
            width = min(max(self._wanted(column), look().px(least)), look().px(greatest))
            self.setColumnWidth(column, width)
        taken = sum(self.columnWidth(one) for one in _WIDTHS if not self.isColumnHidden(one))
        least = look().px(_LEAST_TEXT)
        self.setColumnWidth(GridColumn.ROW, max(self._room() - taken, least))
        self.fit_rows()
