"""What a phone sends, brought from the server's threads to the window's, and the answer back."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import CoreError, StorageError
from core.ports.desk import Desk
from desktop.phone import Sent, Target

_LONGEST_WAIT_S: Final = 110.0


class NotAnsweredError(StorageError):
    """The laptop was closed, or too busy to keep what was sent."""

    code = "recording.not-answered"

    def __init__(self) -> None:
        super().__init__("the laptop did not keep it")


@dataclass(eq=False, slots=True)
class Waiting:
    """An upload whose phone waits for the answer. Answered once, on any thread."""

    sent: Sent
    _answered: threading.Event = field(default_factory=threading.Event)
    _error: CoreError | None = None

    def kept(self) -> None:
        """It was kept."""
        self._answered.set()

    def refused(self, error: Exception) -> None:
        """It was not kept."""
        if not self._answered.is_set():
            self._error = error if isinstance(error, CoreError) else NotAnsweredError()
            self._answered.set()

    def wait(self) -> None:
        """Wait for the answer, on the server's thread. Raises what speaks against keeping it."""
        if not self._answered.wait(_LONGEST_WAIT_S):
            raise NotAnsweredError
        if self._error is not None:
            raise self._error


class PhoneInbox(QObject):
    """`arrived(Waiting)` comes on the window's thread for each upload.

    Fulfils desktop.phone.Inbox; its methods are called on the server's threads.
    """

    arrived = Signal(object)
    _came = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._target: Target | None = None
        self._open: set[Waiting] = set()
        self._closed = False
        self._lock = threading.Lock()
        self._came.connect(self.arrived, Qt.ConnectionType.QueuedConnection)

    def point_at(self, target: Target | None) -> None:
        """Another worker or row is in sight."""
        self._target = target

    def close(self) -> None:
        """Answer who still waits: nothing more is kept."""
        with self._lock:
            self._closed = True
            waiting = tuple(self._open)
        for one in waiting:
            one.refused(NotAnsweredError())

    def target(self) -> Target | None:
        """Where the bench is."""
        return self._target

    def fresh(self) -> Path:
        """A path for an upload. Raises StorageError."""
        return self._desk.files.fresh()

    def keep(self, sent: Sent) -> None:
        """Hand an upload over and wait until it was kept. Raises CoreError."""
        waiting = Waiting(sent)
        with self._lock:
            if self._closed:
                raise NotAnsweredError
            self._open.add(waiting)
        try:
            self._came.emit(waiting)
            waiting.wait()
        finally:
            with self._lock:
                self._open.discard(waiting)
