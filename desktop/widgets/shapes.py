"""The few shapes that carry a meaning together with a word and a colour."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look


class Shape(Enum):
    """What is drawn."""

    FILLED = auto()  # filled circle with a tick: met, valid, passed, done
    CROSSED = auto()  # circle with a cross: not met, not valid, failed
    OPEN = auto()  # open circle: not seen, not checked, waiting
    DASHED = auto()  # broken circle: does not apply, not given
    QUESTION = auto()  # circle with a question mark: undecided
    NOW = auto()  # ring around a dot: whose turn it is
    ENDED = auto()  # circle with a bar: ended


def paint_shape(painter: QPainter, box: QRectF, shape: Shape, colour: str, inner: str) -> None:
    """Draw `shape` into the square `box`; `colour` and `inner` are roles of the theme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(box.width() / (6.5 if look().strong else 9), 1.5)
    pen = QPen(look().colour(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape is Shape.DASHED:
        pen.setDashPattern([1.2, 2.2])
    painter.setPen(pen)
    painter.setBrush(look().colour(colour) if shape is Shape.FILLED else QColor(0, 0, 0, 0))
    circle = box.adjusted(width, width, -width, -width)
    painter.drawEllipse(circle)
    if shape is Shape.FILLED:
        pen.setColor(look().colour(inner))
        painter.setPen(pen)
        painter.drawPolyline(_points(circle, ((0.27, 0.53), (0.44, 0.69), (0.74, 0.34))))
    elif shape is Shape.CROSSED:
        painter.drawPolyline(_points(circle, ((0.31, 0.31), (0.69, 0.69))))
        painter.drawPolyline(_points(circle, ((0.69, 0.31), (0.31, 0.69))))
    elif shape is Shape.ENDED:
        painter.drawPolyline(_points(circle, ((0.28, 0.5), (0.72, 0.5))))
    elif shape is Shape.NOW:
        painter.setBrush(look().colour(colour))
        painter.drawEllipse(circle.center(), circle.width() * 0.16, circle.width() * 0.16)
    elif shape is Shape.QUESTION:
        _paint_letter(painter, box, "?")
    painter.restore()


def _points(box: QRectF, parts: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in parts]
    )


def _paint_letter(painter: QPainter, box: QRectF, letter: str) -> None:
    font = painter.font()
    font.setPixelSize(max(round(box.height() * 0.56), 1))
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


class ShapeView(QWidget):
    """One shape alone, `size` pixels at 100 %. Say its meaning in words beside it."""

    def __init__(self, shape: Shape, colour: str, size: int = 18) -> None:
        super().__init__()
        self._shape, self._colour, self._size = shape, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_shape(self, shape: Shape, colour: str) -> None:
        """Show another shape, in the colour of a role."""
        self._shape, self._colour = shape, colour
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = look().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_shape(painter, box, self._shape, self._colour, "surface")
        painter.end()
