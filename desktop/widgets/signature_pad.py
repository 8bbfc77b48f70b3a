"""A field to sign in with a finger, a pen or the mouse."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look

PICTURE: Final = QSize(900, 300)
"""Pixels of the picture that is kept: three to one, as the field on the screen."""
_INK: Final = "#14202c"
_PAPER: Final = "#ffffff"
_PEN_PX: Final = 5.0


class SignaturePad(QWidget):
    """Paper is white and ink is dark in every theme: what is seen is what is kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []  # in parts of the field's width and height
        self.setAccessibleName(self.tr("Field for the signature"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def signed(self) -> bool:
        """Whether something was drawn; a single dot is no signature."""
        return sum(len(stroke) for stroke in self._strokes) > 2

    def clear(self) -> None:
        """Take back what was drawn."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def png(self) -> bytes:
        """The drawing as PNG; empty while nothing was drawn."""
        if not self.signed:
            return b""
        image = QImage(PICTURE, QImage.Format.Format_RGB32)
        image.fill(QColor(_PAPER))
        painter = QPainter(image)
        self._draw(painter, PICTURE)
        painter.end()
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(data, QByteArray(b"png")).write(image)
        return bytes(data.data().data())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(420), look().px(140))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._go_on(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QTabletEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QTabletEvent.Type.TabletMove and event.pressure() > 0:
            self._go_on(event.position())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_PAPER))
        painter.setPen(QPen(look().colour("border_strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        line = round(self.height() * 0.8)
        painter.setPen(QPen(QColor("#9aa5b0"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(look().px(16), line, self.width() - look().px(16), line)
        self._draw(painter, self.size())
        painter.end()

    def _begin(self, at: QPointF) -> None:
        self._strokes.append([self._part(at)])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._strokes:
            self._strokes[-1].append(self._part(at))
            self.update()
            self.changed.emit()

    def _part(self, at: QPointF) -> QPointF:
        return QPointF(at.x() / max(self.width(), 1), at.y() / max(self.height(), 1))

    def _draw(self, painter: QPainter, size: QSize) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(_INK), _PEN_PX * size.width() / PICTURE.width())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            path = QPainterPath()
            for at, part in enumerate(stroke):
                point = QPointF(part.x() * size.width(), part.y() * size.height())
                if at:
                    path.lineTo(point)
                else:
                    path.moveTo(point)
            painter.drawPath(path)
