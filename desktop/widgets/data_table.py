"""A table that reads well and is worked by keyboard."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop.presenters.marks import MARK_ROLE
from desktop.theme import Space, look
from desktop.widgets.layouts import shares
from desktop.widgets.mark import MarkDelegate

LEAST_PX: Final = 100
"""Width at 100 % that the column with the most to say keeps when there is too little for all."""


class LineDelegate(MarkDelegate):
    """Cuts a text before it is laid out: letters of another script that are cut move no others."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        text = index.data()
        wraps = option.features & QStyleOptionViewItem.ViewItemFeature.WrapText
        plain = not isinstance(text, str) or text.isascii()
        widget: QWidget | None = option.widget  # None when a model is drawn without a view
        if plain or wraps or widget is None or index.data(MARK_ROLE) is not None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        room = option.rect.width() - 2 * Space.S - Space.XS
        option.text = QFontMetrics(option.font).elidedText(text, option.textElideMode, room)
        control = QStyle.ControlElement.CE_ItemViewItem
        widget.style().drawControl(control, option, painter, widget)


class DataTable(QTableView):
    """Whole rows, one at a time; `opened(row)` by Enter or double click, `moved(row)` on a move.

    A cell whose model answers `MARK_ROLE` is drawn as a mark. No column is ever out of sight: where
    there is too little room the widest are cut, and what is cut is said whole in a tooltip.
    """

    opened = Signal(int)
    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None, *, by_cell: bool = False) -> None:
        """Make it; `name` is for screen readers, `by_cell` lets the arrows move between cells."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._nothing = ""
        self._widths: Mapping[int, int] = {}
        self._scaled = False
        self._stretch, self._squeezed, self._fitting = -1, False, False
        behavior = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectItems if by_cell else behavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(LineDelegate(self))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self._on_double_clicked)
        self._scale()

    def set_model(
        self,
        model: QAbstractItemModel,
        *,
        stretch: int = 0,
        widths: Mapping[int, int] | None = None,
    ) -> None:
        """Show a model. Column `stretch` takes the room that is left; `widths` are at 100 %."""
        self.setModel(model)
        head = self.horizontalHeader()
        for column in range(model.columnCount()):
            if column == stretch:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            elif not widths or column not in widths:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._widths, self._stretch = dict(widths or {}), stretch
        self._scale()
        model.modelReset.connect(self._keep_a_row)
        self._keep_a_row()

    def say_when_empty(self, sentence: str) -> None:
        """Write this in the middle while there is no row."""
        self._nothing = sentence
        self.viewport().update()

    @property
    def row(self) -> int:
        """The row that is chosen, or -1."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        model: QAbstractItemModel | None = self.model()  # None before `set_model`
        if model is not None and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, max(self.currentIndex().column(), 0)))

    def currentChanged(  # noqa: N802 - Qt's name
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.moved.emit(current.row())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        super().updateGeometries()
        if self._stretch >= 0 and not self._fitting and self.isVisible():
            self._fitting = True
            self.squeeze()
            self._fitting = False

    def squeeze(self) -> None:
        """Cut the widest columns where all of them together are wider than the table."""
        model: QAbstractItemModel | None = self.model()  # None before `set_model`
        head, room = self.horizontalHeader(), self.viewport().width()
        if model is None or room <= 0:
            return
        shown = [one for one in range(head.count()) if not head.isSectionHidden(one)]
        others = [one for one in shown if one != self._stretch]
        wanted = [self._wanted(one) for one in others]
        squeezed = sum(wanted) + look().px(LEAST_PX) > room
        if not squeezed and not self._squeezed:
            return
        self._squeezed = squeezed
        if squeezed:  # room that was meant for longer words than there are is not kept free
            wanted = [
                min(width, self._needed(one)) for one, width in zip(others, wanted, strict=True)
            ]
        modes = QHeaderView.ResizeMode
        if squeezed and self._stretch in shown:
            wanted.append(max(self._needed(self._stretch), look().px(LEAST_PX)))
        given = shares(wanted, room)[: len(others)] if squeezed else wanted
        for column, width in zip(others, given, strict=True):
            fixed = squeezed or column in self._widths
            head.setSectionResizeMode(
                column, modes.Interactive if fixed else modes.ResizeToContents
            )
            if fixed and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            said = str(index.data() or "")
            wide = QFontMetrics(self.font()).horizontalAdvance(said) + 3 * Space.S
            if not index.data(Qt.ItemDataRole.ToolTipRole) and wide > self.columnWidth(
                index.column()
            ):
                QToolTip.showText(event.globalPos(), said, self)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.row >= 0:
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._scaled = False
            if self.isVisible():  # until it is, each thing that it is put into tells it once more
                self._scale()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        if not self._scaled:
            self._scale()
        super().showEvent(event)
        self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        model: QAbstractItemModel | None = self.model()  # None before `set_model`
        if self._nothing and (model is None or model.rowCount() == 0):
            painter = QPainter(self.viewport())
            painter.setPen(look().colour("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect().adjusted(Space.XL, Space.L, -Space.XL, -Space.L)
            painter.drawText(room, flags, self._nothing)
            painter.end()

    def _scale(self) -> None:
        self._scaled = True
        high = QFontMetrics(self.font()).height() + look().px(Space.L)
        self.verticalHeader().setDefaultSectionSize(max(high, look().px(36)))
        for column, width in self._widths.items():
            self.setColumnWidth(column, look().px(width))

    def _wanted(self, column: int) -> int:
        if column in self._widths:
            return look().px(self._widths[column])
        return self._needed(column)

    def _needed(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

    def _keep_a_row(self) -> None:
        if self.model().rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())
