"""The worker's photograph."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from desktop.theme import Icon, icon, look
from desktop.widgets.pictures import UnreadablePictureError, read_picture


class Portrait(QLabel):
    """Shows a portrait of 3 to 4, or the outline of a person while there is none."""

    def __init__(self, width: int) -> None:
        """Make it; `width` is in pixels at 100 %."""
        super().__init__()
        self._width = width
        self._photo = b""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_photo(b"")

    def show_photo(self, photo: bytes, name: str = "") -> None:
        """Show the bytes of a picture; nothing, or what is no picture, shows the outline."""
        self._photo = photo
        wide = look().px(self._width)
        size = QSize(wide, wide * 4 // 3)
        self.setFixedSize(size)
        self.setPixmap(self._drawn(size))
        self.setAccessibleName(
            self.tr("Photograph of {name}").format(name=name) if photo else self.tr("No photograph")
        )

    def _drawn(self, size: QSize) -> QPixmap:
        if self._photo:
            try:
                image = read_picture(self._photo)
            except UnreadablePictureError:
                return icon(Icon.PROBLEM, "muted").pixmap(size.width() // 2, size.width() // 2)
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            return QPixmap.fromImage(image.scaled(size, keep, smooth))
        return icon(Icon.PERSON, "border_strong").pixmap(size.width(), size.width())
