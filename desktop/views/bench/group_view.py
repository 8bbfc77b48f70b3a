"""One task done by many: workers by the bib they wear, rows down or workers down."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.models.bench_model import BenchModel
from desktop.presenters.bench_state import BenchState, Cell
from desktop.theme import LARGE_TEXT, Space, look
from desktop.views.bench.targets import MarkTargets
from desktop.widgets.layouts import column, label, row
from desktop.widgets.mark import MarkDelegate
from desktop.widgets.short_text import ShortText

_ROW_PX, _LOW_ROW_PX = 44, 34
"""At large letters a low row is high enough for a finger, and more of them are in sight."""
_HEAD_PX = 330
_NAMES_PX = 210
_HEAD_SHARE = 0.36
"""At large letters the heads leave most of the width to the marks."""
_NARROWEST_PX = 112


class GroupView(QWidget):
    """`chosen(case_id, row_id)` when a cell is touched; `marked(mark)` by a target."""

    chosen = Signal(object, object)
    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._turned: bool | None = None
        self.title = label("", "h2", wrap=True)
        self.worker = ShortText(2, "strong")
        self.model = BenchModel()
        self.table = QTableView()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(self.tr("Marks of the group"))
        self.table.setProperty("kind", "bench")
        self.table.setModel(self.model)
        self.table.setItemDelegate(_CellDelegate(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.clicked.connect(self._on_clicked)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setSectionsClickable(False)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionsClickable(False)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.targets = MarkTargets()
        self.targets.marked.connect(self.marked)
        head = row(self.title, self.worker, gap=Space.XL)
        head.setStretchFactor(self.title, 1)
        head.setStretchFactor(self.worker, 1)
        layout = column(head, self.table, self.targets, gap=Space.S, margin=Space.M)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)
        look().changed.connect(self._measure)

    def show_session(self, state: BenchState) -> None:
        """Show the task in view anew."""
        self.model.show_session(state)
        self._turned = state.place.turned
        self.title.setText(state.task.title if state.task else "")
        self._measure()
        self.show_place(state)

    def show_place(self, state: BenchState) -> None:
        """Put the frame around the cell in view."""
        if state.place.turned is not self._turned:
            self.show_session(state)
            return
        index = self.model.index_of(state.case_id, state.row.id if state.row else None)
        self.table.setCurrentIndex(index)
        self._say_worker(state)
        self.show_mark(state)

    def show_cell(self, state: BenchState, cell: Cell) -> None:
        """Draw one cell again."""
        self.model.cell_changed(cell)
        if cell == state.cell:
            self.show_mark(state)

    def show_mark(self, state: BenchState) -> None:
        """Show the mark in view on the targets."""
        found = state.mark(state.cell)
        self.targets.show_mark(found.mark if found else None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._measure()

    def _say_worker(self, state: BenchState) -> None:
        if state.case_id is None or state.row is None:
            self.worker.setText("")
            return
        seat, name = state.running.seat(state.case_id), state.file(state.case_id).candidate.name
        said = f"[{seat.bib}]  {name}    {state.row.number}  {state.row.text.original}"
        self.worker.setText(said)

    def _measure(self) -> None:
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        large = look().text_scale >= LARGE_TEXT
        down.setDefaultSectionSize(look().px(_LOW_ROW_PX if large else _ROW_PX))
        wanted = look().px(_NAMES_PX if self._turned else _HEAD_PX)
        down.setFixedWidth(min(wanted, round(self.width() * _HEAD_SHARE)))
        across.setMinimumSectionSize(look().px(_NARROWEST_PX))
        stretch = not self._turned
        across.setSectionResizeMode(
            QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
        )

    def _on_clicked(self, index: QModelIndex) -> None:
        found = self.model.at(index)
        if found is not None:
            self.chosen.emit(*found)


class _CellDelegate(MarkDelegate):
    """A mark, and a thick frame around the cell that the keys mark."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        table = option.widget
        if isinstance(table, QTableView) and table.currentIndex() == index:
            painter.save()
            painter.setPen(QPen(look().colour("focus"), 3))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()
