"""A field that searches while one types."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.theme import SIGN, Icon, Space, icon, look

SEARCH_AFTER_MS: Final = 200


class SearchField(QLineEdit):
    """Emits `searched(text)` when the hand rests. Escape empties it, Down goes to the list."""

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self._sign = QLabel(self)  # an action's own would not grow with the text
        look().changed.connect(self._draw)
        self._draw()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._emit)
        self.textChanged.connect(self._timer.start)
        self.returnPressed.connect(self._now)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._sign.move(Space.S, (self.height() - self._sign.height()) // 2)

    def _draw(self) -> None:
        side = look().px(SIGN)
        self._sign.setPixmap(icon(Icon.SEARCH, "muted").pixmap(side, side))
        self._sign.resize(side, side)
        self.setTextMargins(side + Space.XS, 0, 0, 0)

    def _now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._emit()

    def _emit(self) -> None:
        self.searched.emit(self.text().strip())
