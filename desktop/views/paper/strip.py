"""A strip of a scanned page, as wide as there is room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look


class Strip(QWidget):
    """Paper stays white, in every theme: it is a picture of paper."""

    def __init__(self, name: str, *, least: int = 60) -> None:
        """Make it; `name` is for screen readers, `least` its least height at 100 %."""
        super().__init__()
        self.setAccessibleName(name)
        self._image, self._least = QImage(), least
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(look().px(least))

    def show_picture(self, png: bytes) -> None:
        """Show a picture; without one it takes no room."""
        self._image = QImage.fromData(png)
        self.setVisible(not self._image.isNull())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        if self._image.isNull():
            return 0
        return max(1, width * self._image.height() // self._image.width())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        width = look().px(480)
        return QSize(width, max(self.heightForWidth(width), look().px(self._least)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(0, 0, size.width(), size.height())
        painter.drawImage(where, self._image)
        painter.setPen(look().colour("border_strong"))
        painter.drawRect(where.adjusted(0, 0, -1, -1))
        painter.end()
