"""The pages of a PDF, drawn by QtPdf on a thread of its own."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

POINTS_TO_PIXELS: Final = 96 / 72
LARGEST_SIDE: Final = 6000
"""No page is drawn wider or higher than this, however far one zooms in: about 144 MB."""


class PdfPages(QObject):
    """Opens a PDF and draws its pages. Pages are counted from 1."""

    drawn = Signal(int, QImage)  # page, image

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._on_drawn)
        self._buffer: QBuffer | None = None
        self._wanted = 0
        self._came = 0

    def open(self, data: bytes) -> QPdfDocument.Error:
        """Open a document; the answer says what is wrong with it."""
        self.close()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._document.status() is QPdfDocument.Status.Ready:
            return QPdfDocument.Error.None_
        return self._document.error()

    def close(self) -> None:
        """Let the document go."""
        self._wanted = self._came = 0
        self._document.close()
        if self._buffer is not None:
            self._buffer.deleteLater()
            self._buffer = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def draws(self) -> bool:
        """Whether the page that was asked for last is still to come."""
        return self._wanted != self._came

    def natural_size(self, page: int) -> QSizeF:
        """Return the size of a page at 100 %, in logical pixels."""
        return self._document.pagePointSize(page - 1) * POINTS_TO_PIXELS

    def draw(self, page: int, zoom: float) -> None:
        """Ask for a page at `zoom` device pixels per natural pixel; `drawn` brings it later."""
        size = self.natural_size(page)
        if size.isEmpty():
            return
        fitting = min(zoom, LARGEST_SIDE / max(size.width(), size.height()))
        pixels = QSize(
            max(round(size.width() * fitting), 1), max(round(size.height() * fitting), 1)
        )
        self._wanted = self._renderer.requestPage(page - 1, pixels, QPdfDocumentRenderOptions())

    def _on_drawn(
        self,
        page: int,
        size: QSize,
        image: QImage,
        options: QPdfDocumentRenderOptions,
        request: int,
    ) -> None:
        del size, options
        if request == self._wanted:
            self._came = request
            white = QImage(image.size(), QImage.Format.Format_RGB32)
            white.fill(0xFFFFFFFF)  # paper, in every theme
            self.drawn.emit(page + 1, _over(white, image))


def _over(paper: QImage, ink: QImage) -> QImage:
    painter = QPainter(paper)
    painter.drawImage(0, 0, ink)
    painter.end()
    return paper
