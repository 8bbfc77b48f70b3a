"""The pictures of the camera that is chosen, looked at one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.presenters.running import TaskRunner
from desktop.views.camera.live_camera import CameraTrouble, LiveCamera
from desktop.views.narrow import narrow
from desktop.widgets.saving import SavingChoice

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink

Look = Callable[[], object]
"""A job that looks at one frame."""


class CameraFrames(QObject):
    """From `open` to `close`: `seen(what a look answered)`, or `troubled(CameraTrouble)`.

    `look` says how a frame is looked at, away from the window; None lets it go, as the frames are
    that come while one is looked at.
    """

    seen = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, tasks: TaskRunner, look: Callable[[QVideoFrame], Look | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._look = tasks, look
        self._camera: LiveCamera | None = None
        self._on = self._looking = False
        self.choice = SavingChoice([], name=self.tr("Camera"))
        narrow(self.choice)
        self.choice.saved.connect(self._on_chosen)

    @property
    def is_on(self) -> bool:
        """Whether frames are looked at."""
        return self._on

    @property
    def session(self) -> QMediaCaptureSession | None:
        """What a video is recorded from; None: no camera is open."""
        return self._camera.session if self._camera is not None and self._camera.is_on else None

    def open(self) -> None:
        """Start the usual camera, and offer the others."""
        self._on = True
        if self._camera is None:
            try:
                self._camera = LiveCamera(self)
            except ImportError:
                self.troubled.emit(CameraTrouble.NO_SUPPORT)
                return
            self._camera.troubled.connect(self.troubled)
            self.listen(self._camera.sink)
        cameras = self._camera.cameras
        self.choice.set_choices(list(cameras))
        self.choice.setVisible(len(cameras) > 1)
        self._camera.start()

    def listen(self, sink: QVideoSink) -> None:
        """Look at the frames that come out of this sink."""
        self._on = True
        sink.videoFrameChanged.connect(self._on_frame)

    def close(self) -> None:
        """Let go of the camera."""
        self._on = False
        if self._camera is not None:
            self._camera.stop()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._looking or not self._on or not frame.isValid():
            return
        look = self._look(frame)
        if look is not None:
            self._looking = True
            self._tasks.run(lambda _: look(), done=self._on_seen, failed=self._on_failed)

    def _on_seen(self, seen: object) -> None:
        self._looking = False
        if isValid(self) and self._on:  # or the page was closed meanwhile
            self.seen.emit(seen)

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        if isValid(self):
            self.troubled.emit(CameraTrouble.NO_PICTURE)
        raise error

    def _on_chosen(self, camera: object) -> None:
        if self._camera is not None and isinstance(camera, bytes):
            self._camera.start(camera)
