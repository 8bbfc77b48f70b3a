"""Exhibits to map: dragged onto a row, or chosen with the keyboard and Enter."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QSizePolicy

from desktop.theme import Icon, icon, look
from desktop.widgets.grid_table import EXHIBIT_MIME


class ExhibitList(QListWidget):
    """A list in one line, from left to right. Enter gives `chosen(id)`, Space `looked(id)`."""

    chosen = Signal(object)
    looked = Signal(object)

    def __init__(self, name: str) -> None:
        """Make it; `name` is for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(self._id(item)))
        self.itemClicked.connect(lambda item: self.looked.emit(self._id(item)))

    def show_exhibits(self, exhibits: Sequence[tuple[UUID, str]]) -> None:
        """Show pairs of an exhibit's id and its words, keeping what was chosen."""
        kept = self._id(self.currentItem())
        self.clear()
        for exhibit_id, words in exhibits:
            item = QListWidgetItem(icon(Icon.DOCUMENT, "muted"), words)
            item.setData(Qt.ItemDataRole.UserRole, exhibit_id.bytes)
            self.addItem(item)
            if exhibit_id == kept:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt's name
        data = QMimeData()
        data.setData(EXHIBIT_MIME, QByteArray(items[0].data(Qt.ItemDataRole.UserRole)))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        exhibit_id = self._id(self.currentItem())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and exhibit_id:
            self.chosen.emit(exhibit_id)
        elif event.key() == Qt.Key.Key_Space and exhibit_id:
            self.looked.emit(exhibit_id)
        elif event.text().isprintable() and event.text():
            event.ignore()  # single keys belong to the page
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(300), look().px(44))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(120), look().px(40))

    @staticmethod
    def _id(item: QListWidgetItem | None) -> UUID | None:
        return UUID(bytes=bytes(item.data(Qt.ItemDataRole.UserRole))) if item else None
