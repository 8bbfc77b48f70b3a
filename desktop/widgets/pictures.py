"""Reading the picture files that people bring. Safe on any thread."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

LARGEST_SIDE: Final = 5000
"""Pictures are brought down to this many pixels a side for showing; the file stays as it is."""


class UnreadablePictureError(Exception):
    """The bytes are no picture that Qt can read."""


def read_picture(data: bytes) -> QImage:
    """Read a picture, the right way up, at most `LARGEST_SIDE` pixels a side.

    Raises:
        UnreadablePictureError: broken, of an unknown kind, or larger than Qt's limit of memory.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST_SIDE:
        within = QSize(LARGEST_SIDE, LARGEST_SIDE)
        reader.setScaledSize(size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UnreadablePictureError(reader.errorString())
    return image
