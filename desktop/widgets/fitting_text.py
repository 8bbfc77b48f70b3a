"""A text as large as its place allows, for reading at two metres."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Text, look

_SMALLEST: Final = Text.H3
_STEP: Final = 2


class FittingText(QWidget):
    """Shows a text wrapped, at the largest size up to *display* at which all of it is in sight.

    Only where even the smallest size is too large is the end cut off, with an ellipsis.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text, self._font = "", QFont()
        self._fitted: tuple[str, QSize, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(200), look().px(36))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(400), look().px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._fit()
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(look().colour("text"))
        painter.drawText(self.rect(), self._flags(), self._text)
        painter.end()

    def _fit(self) -> None:
        state = (self._text, self.size(), look().text_scale)
        if state == self._fitted:
            return
        self._fitted = state
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        size = look().px(Text.DISPLAY)
        while size > look().px(_SMALLEST):
            font.setPixelSize(size)
            if self._needs(font).height() <= self.height():
                break
            size -= _STEP
        font.setPixelSize(size)
        self._font = font

    def _needs(self, font: QFont) -> QRect:
        room = QRect(0, 0, self.width(), 10_000)
        return QFontMetrics(font).boundingRect(room, self._flags(), self._text)

    @staticmethod
    def _flags() -> int:
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        return int(top.value) | int(Qt.TextFlag.TextWordWrap.value)
