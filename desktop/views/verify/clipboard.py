"""What lies on the clipboard, as something that can be checked."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter


def clipboard_content() -> list[Path] | bytes | str:
    """Return files, else a picture as PNG, else a text; the text is empty if there is nothing."""
    given: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None when empty
    mime = given or QMimeData()
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths
    if mime.hasImage():
        return _png(QImage(mime.imageData()))
    return mime.text().strip()


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())
