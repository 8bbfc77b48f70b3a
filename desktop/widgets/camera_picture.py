"""What a camera sees, painted as large as there is room for, and a frame to hold a code into."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look

_AIM: Final = 0.82
"""Side of the frame, of the picture's height."""
_CORNER: Final = 0.18


class CameraPicture(QWidget):
    """Shows the last image it was given; asks nobody. `aim` paints the frame for a code."""

    def __init__(self, *, aim: bool = True) -> None:
        super().__init__()
        self._aim = aim
        self._image = QImage()
        self.setAccessibleName(self.tr("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look().changed.connect(self.updateGeometry)

    @property
    def is_empty(self) -> bool:
        """Whether no picture has come yet."""
        return self._image.isNull()

    def show_image(self, image: QImage) -> None:
        """Show another image."""
        self._image = image
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_image(QImage())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(360), look().px(220))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(200), look().px(130))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("sunken"))
        room = QRectF(self.rect())
        if not self._image.isNull():
            size = QSizeF(self._image.size()).scaled(
                room.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            room = QRectF(0, 0, size.width(), size.height())
            room.moveCenter(QRectF(self.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(room, self._image)
        if self._aim:
            self._paint_aim(painter, room)
        painter.end()

    def _paint_aim(self, painter: QPainter, room: QRectF) -> None:
        side = min(room.width(), room.height()) * _AIM
        box = QRectF(0, 0, side, side)
        box.moveCenter(room.center())
        pen = QPen(look().colour("accent"), look().px(3))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        arm = side * _CORNER
        for x, to_right in ((box.left(), arm), (box.right(), -arm)):
            for y, down in ((box.top(), arm), (box.bottom(), -arm)):
                painter.drawLine(round(x), round(y), round(x + to_right), round(y))
                painter.drawLine(round(x), round(y), round(x), round(y + down))
