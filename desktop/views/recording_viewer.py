"""A recording of the bench, shown or played in place."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from core.domain.recordings import Recording, RecordingKind
from core.ports.desk import Desk
from core.services.recording import whole_clip
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Space, look
from desktop.widgets.clip_player import ClipPlayer
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.layouts import column

_WIDE: Final = 720
_HIGH: Final = 540


class RecordingViewer(QWidget):
    """Every content is checked against its digest before it is shown or played."""

    shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked = 0
        self.photo, self.player = EvidenceViewer(session.tasks), ClipPlayer()
        self.photo.shown.connect(self.shown)
        self.player.shown.connect(self.shown)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.photo)
        self._stack.addWidget(self.player)
        self.setLayout(column(self._stack))

    def show_recording(self, one: Recording) -> None:
        """Show a photo, or offer a clip to be played."""
        self.clear()
        asked, desk = self._asked, self._session.desk
        if one.kind is RecordingKind.PHOTO:
            self._stack.setCurrentWidget(self.photo)
        else:
            self._stack.setCurrentWidget(self.player)
        self._session.tasks.run(
            lambda _: _read(desk, one),
            done=lambda found: self._on_read(asked, one, found),
            failed=lambda error: self._on_failed(asked, error),
        )

    def clear(self) -> None:
        """Show nothing, and let nothing sound."""
        self._asked += 1
        self.photo.clear()
        self.player.clear()

    def _on_read(self, asked: int, one: Recording, found: bytes | Path) -> None:
        if not isValid(self) or asked != self._asked:
            return
        if isinstance(found, bytes):
            self.photo.show_file(found, one.media_type)
        else:
            self.player.show_clip(found, moving=one.kind is RecordingKind.VIDEO)

    def _on_failed(self, asked: int, error: Exception) -> None:
        if isValid(self) and asked == self._asked:
            problem = problem_text(error)
            self._stack.setCurrentWidget(self.player)
            self.player.say(problem.sentence, problem.what_to_do)


class RecordingWindow(QDialog):
    """One recording in a window of its own; nothing sounds on after it was closed."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recording"))
        self.resize(look().px(_WIDE), look().px(_HIGH))
        self.viewer = RecordingViewer(session)
        self.setLayout(column(self.viewer, margin=Space.M))
        self.finished.connect(self.viewer.clear)

    def show_recording(self, one: Recording) -> None:
        """Show or offer this recording."""
        self.viewer.show_recording(one)
        self.show()


def _read(desk: Desk, one: Recording) -> bytes | Path:
    return desk.files.get(one.sha256) if one.kind is RecordingKind.PHOTO else whole_clip(desk, one)
