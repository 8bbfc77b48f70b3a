"""A place to drop files on, with a button for those who would rather choose."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton

from desktop.theme import Icon, Space, icon, restyle
from desktop.widgets.layouts import column, label, row


class DropField(QFrame):
    """Emits the paths that were dropped or chosen; opens none of them."""

    files_given = Signal(list)  # of Path

    def __init__(self, sentence: str, *, file_filter: str = "", low: bool = False) -> None:
        """Make it; `file_filter` is as Qt's file dialog wants it, all files when empty.

        `low` puts the button beside the sentence, where room is scarce.
        """
        super().__init__()
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(sentence)
        self._filter = file_filter
        words = label(sentence, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(icon(Icon.OPEN), self.tr("Choose a file…"))
        self.button.clicked.connect(self.choose)
        if low:
            words.setWordWrap(False)
            self.setLayout(row(None, words, self.button, None, gap=Space.M, margin=Space.M))
        else:
            below = row(None, self.button, None)
            self.setLayout(column(words, below, gap=Space.S, margin=Space.L))

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.button.text(), "", self._filter)
        if names:
            self.files_given.emit([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if event.mimeData().hasUrls():
            restyle(self, over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        restyle(self, over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        restyle(self, over=False)
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_given.emit(paths)
