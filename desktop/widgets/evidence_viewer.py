"""Shows a piece of evidence in place: picture, PDF or text."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSizeF, Signal
from PySide6.QtGui import QImage, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QToolButton, QWidget

from desktop.presenters.running import Running, TaskRunner
from desktop.theme import Icon, Space, icon
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.evidence_canvas import EvidenceCanvas
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, label, row
from desktop.widgets.pictures import UnreadablePictureError, read_picture
from desktop.widgets.reasoned import set_mechanical

if TYPE_CHECKING:
    from desktop.widgets.pdf_pages import PdfPages

TEXT_SHOWN_CHARS: Final = 500_000


class EvidenceViewer(QWidget):
    """`show_file` shows one; a broken one is answered by a sentence, never by a blank.

    Page Up and Page Down turn pages; in the canvas + and - zoom, F fits, R rotates.
    """

    page_changed = Signal(int)
    shown = Signal()  # something can be seen now, or a sentence that says why not

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        """Make it; `tasks` reads files away from the window."""
        super().__init__(parent)
        self._tasks = tasks
        self._running: Running | None = None
        self._asked = 0
        self._drawn_at = 0.0
        self._pages: PdfPages | None = None
        self._bar: QWidget | None = None
        self.page, self.page_count = 0, 0
        self._stack = QStackedWidget(self)
        self.message = EmptyPage(
            Icon.EYE, self.tr("Nothing chosen to look at."), parent=self._stack
        )
        self._stack.addWidget(self.message)
        self._layout = column(self._stack, gap=Space.XS)
        self.setLayout(self._layout)
        self.clear()

    # What shows a file is made with the first one: a page without evidence opens faster.

    @cached_property
    def canvas(self) -> EvidenceCanvas:
        """Where pictures and pages are drawn."""
        made = EvidenceCanvas()
        made.zoomed.connect(self._sharpen)
        self._bar = self._make_bar(made)
        self._bar.hide()
        self._layout.insertWidget(0, self._bar)
        self._stack.addWidget(made)
        tab_through(self.message, self._bar, made)
        return made

    @cached_property
    def _text(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setAccessibleName(self.tr("Evidence"))
        self._stack.addWidget(made)
        tab_through(self.message, made)
        return made

    def show_file(self, data: bytes | Path, media_type: str, page: int = 1) -> None:
        """Show a file of a media type such as "application/pdf"; pages are counted from 1."""
        self.clear()
        self._asked += 1
        asked = self._asked
        self._running = self._tasks.run(
            lambda _: _read(data, media_type),
            done=lambda found: self._on_read(found, page) if asked == self._asked else None,
            failed=lambda error: self._on_failed(error) if asked == self._asked else None,
        )

    def clear(self) -> None:
        """Show nothing."""
        self._asked += 1
        if self._pages is not None:
            self._pages.close()
        if self._bar is not None:
            self.canvas.clear()
        if "_text" in self.__dict__:
            self._text.clear()
        self.page, self.page_count = 0, 0
        self._say(self.tr("Nothing chosen to look at."))

    def go_to(self, page: int) -> None:
        """Show another page of a PDF; beyond the ends nothing happens."""
        if self._pages is None or page == self.page or not 1 <= page <= self.page_count:
            return
        self.page = page
        self._drawn_at = self._sharpness()
        self._pages.draw(page, self._drawn_at)
        self._count.setText(self.tr("{page} of {count}").format(page=page, count=self.page_count))
        set_mechanical(self._previous, possible=page > 1)
        set_mechanical(self._next, possible=page < self.page_count)
        self.page_changed.emit(page)

    @property
    def draws(self) -> bool:
        """Whether a page of a PDF is still being drawn."""
        return self._pages is not None and self._pages.draws

    @property
    def problem(self) -> str:
        """The sentence that is shown instead of the file, or empty."""
        return self.message.accessibleName() if self._stack.currentIndex() == 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_PageDown:
            self.go_to(self.page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to(self.page - 1)
        else:
            super().keyPressEvent(event)

    def _on_read(self, found: QImage | bytes | str, page: int) -> None:
        if isinstance(found, QImage):
            size = QSizeF(found.size()) / found.devicePixelRatio()
            self.canvas.show_image(found, size)
            self._show(self.canvas)
        elif isinstance(found, str):
            self._text.setPlainText(found)
            self._show(self._text)
        else:
            self._open_pdf(found, page)

    def _open_pdf(self, data: bytes, page: int) -> None:
        from desktop.widgets.pdf_pages import PdfPages  # QtPdf is large: only when needed

        if self._pages is None:
            self._pages = PdfPages(self)
            self._pages.drawn.connect(self._on_drawn)
        error = self._pages.open(data)
        self.page_count = self._pages.count
        if self.page_count < 1:
            locked = error.name == "IncorrectPassword"
            self._say(
                self.tr("This PDF is locked with a password.")
                if locked
                else self.tr("This PDF is damaged and cannot be shown."),
                self.tr("The file is kept as it came. Ask for one without a password.")
                if locked
                else self.tr("The file is kept as it came. Scan the paper again if you can."),
            )
            self.shown.emit()
            return
        self.go_to(min(max(page, 1), self.page_count))

    def _on_drawn(self, page: int, image: QImage) -> None:
        if self._pages is not None and page == self.page:
            self.canvas.show_image(image, self._pages.natural_size(page))
            self._show(self.canvas)

    def _on_failed(self, error: Exception) -> None:
        kept = self.tr("The file is kept as it came.")
        if isinstance(error, UnreadablePictureError):
            self._say(self.tr("This picture is damaged and cannot be shown."), kept)
        elif isinstance(error, _UnknownKindError):
            self._say(self.tr("This kind of file cannot be shown here."), kept)
        elif isinstance(error, OSError):
            self._say(
                self.tr("The file is missing or cannot be read."),
                self.tr("Check that the folder with the evidence is there, then open it again."),
            )
        else:
            self._say(self.tr("The file cannot be shown."), kept)
        self.shown.emit()

    def _say(self, sentence: str, what_next: str = "") -> None:
        self.message.say(sentence, what_next)
        self._stack.setCurrentWidget(self.message)
        if self._bar is not None:
            self._bar.hide()

    def _show(self, widget: QWidget) -> None:
        first = self._stack.currentWidget() is not widget
        self._stack.setCurrentWidget(widget)
        if self._bar is not None:
            self._bar.setVisible(widget is self.canvas)
            for part in (self._previous, self._count, self._next):
                part.setVisible(self.page_count > 1)
            if first:
                self.canvas.fit()
        if first:
            self.shown.emit()

    def _sharpness(self) -> float:
        return max(self.canvas.zoom, 1.0) * self.devicePixelRatioF()

    def _sharpen(self) -> None:
        zoom = self._sharpness()
        if self._pages is not None and self.page and abs(zoom - self._drawn_at) > 0.1:
            self._drawn_at = zoom
            self._pages.draw(self.page, zoom)

    def _make_bar(self, canvas: EvidenceCanvas) -> QWidget:
        self._previous = self._tool(Icon.PREVIOUS, self.tr("Previous page"))
        self._previous.clicked.connect(lambda: self.go_to(self.page - 1))
        self._count = label("", "meta")
        self._next = self._tool(Icon.NEXT, self.tr("Next page"))
        self._next.clicked.connect(lambda: self.go_to(self.page + 1))
        larger = self._tool(Icon.ZOOM_IN, self.tr("Larger (+)"))
        larger.clicked.connect(canvas.zoom_in)
        smaller = self._tool(Icon.ZOOM_OUT, self.tr("Smaller (-)"))
        smaller.clicked.connect(canvas.zoom_out)
        fit = self._tool(Icon.FIT, self.tr("Show all of it (F)"))
        fit.clicked.connect(canvas.fit)
        turn = self._tool(Icon.ROTATE, self.tr("Turn (R)"))
        turn.clicked.connect(canvas.rotate_right)
        bar = QWidget()
        pages = (self._previous, self._count, self._next)
        bar.setLayout(row(*pages, None, smaller, larger, fit, turn, gap=Space.XS))
        return bar

    def _tool(self, meaning: Icon, words: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "quiet")
        made.setIcon(icon(meaning))
        made.setToolTip(words)
        made.setAccessibleName(words)
        return made


class _UnknownKindError(Exception):
    """There is no way to show this media type."""


def _read(data: bytes | Path, media_type: str) -> QImage | bytes | str:
    raw = data.read_bytes() if isinstance(data, Path) else data
    if media_type.startswith("image/"):
        return read_picture(raw)
    if media_type == "application/pdf":
        return raw
    if media_type.startswith("text/"):
        return raw.decode("utf-8", errors="replace")[:TEXT_SHOWN_CHARS]
    raise _UnknownKindError(media_type)
