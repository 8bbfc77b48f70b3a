"""The camera at the bench: what it sees, and a photo of it."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.tasks import QtTaskRunner
from desktop.theme import Icon, Space, icon
from desktop.views.camera.frames import CameraFrames, Look
from desktop.views.camera.live_camera import CameraTrouble
from desktop.widgets.camera_picture import CameraPicture
from desktop.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink

JPEG_QUALITY: Final = 85
_LOOK_EVERY_S: Final = 0.125
"""Eight pictures a second are enough to aim by, and leave the processor to the marks."""
_WARM_S: Final = 0.6
"""A webcam's first pictures are dark: it still measures the light."""
_SHOWN_PX: Final = 640
_SWITCH_OFF_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A frame, small for showing, and as JPEG if a photo was wanted."""

    shown: QImage
    photo: bytes = b""


class CameraBox(QFrame):
    """`taken(jpeg)` after `take`; `troubled(CameraTrouble)` where there is no picture.

    The camera is on only while it can be seen that it is, and a minute after the last photo it
    switches off by itself. Pictures are looked at on a thread of their own, so that no mark waits.
    """

    taken = Signal(bytes)
    troubled = Signal(object)  # CameraTrouble
    ready = Signal()  # there is a picture
    switched = Signal()  # on or off

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._looks = QtTaskRunner()
        self._frames = CameraFrames(self._looks, self._look, self)
        self._frames.seen.connect(self._on_seen)
        self._frames.troubled.connect(self._on_trouble)
        self._wanted = self._seen = False
        self._since = self._last = 0.0
        self.held = False  # a video is being taken: stay on
        self.picture = CameraPicture(aim=False)
        self.off = QPushButton(icon(Icon.CLOSE), self.tr("Switch the camera off"))
        for part in (self._frames.choice, self.off):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the session's
        self.off.clicked.connect(self.close_camera)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SWITCH_OFF_MS)
        self._timer.timeout.connect(self._on_idle)
        side = column(self._frames.choice, self.off, None, gap=Space.S)
        layout = row(self.picture, side, gap=Space.S, margin=Space.S)
        layout.setStretchFactor(self.picture, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether pictures are looked at."""
        return self._frames.is_on

    @property
    def sees(self) -> bool:
        """Whether there was a picture since it was switched on."""
        return self.is_on and self._seen

    @property
    def session(self) -> QMediaCaptureSession | None:
        """What a video is recorded from; None: the camera is off."""
        return self._frames.session

    @property
    def busy(self) -> bool:
        """Whether a picture is being looked at just now."""
        return self._looks.busy

    def open_camera(self) -> None:
        """Switch the camera on, or say why that is impossible."""
        if self.is_on:
            return
        self._begin(time.monotonic() + _WARM_S)
        self._frames.open()

    def listen(self, sink: QVideoSink) -> None:
        """Look at what comes out of this sink, at once."""
        self._begin(0.0)
        self._frames.listen(sink)

    def take(self) -> None:
        """Take a photo of the next good picture, switching the camera on if need be."""
        self._wanted = True
        self.open_camera()
        self._timer.start()

    def close_camera(self) -> None:
        """Let go of the camera: its light goes out."""
        if self.held:
            return
        self._wanted = False
        self._timer.stop()
        self.picture.clear()
        self.hide()
        self._frames.close()
        self.switched.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _begin(self, good_from: float) -> None:
        self._seen, self._since = False, good_from
        self._timer.start()
        self.show()
        self.switched.emit()

    def _look(self, frame: QVideoFrame) -> Look | None:
        now = time.monotonic()
        wanted = self._wanted and now >= self._since
        if not wanted and now < self._last + _LOOK_EVERY_S:
            return None
        self._last = now
        return lambda: see(frame, photo=wanted)

    def _on_seen(self, seen: Seen | None) -> None:
        if seen is None:
            return
        self.picture.show_image(seen.shown)
        if not self._seen:
            self._seen = True
            self.ready.emit()
        if seen.photo and self._wanted:
            self._wanted = False
            self._timer.start()
            self.taken.emit(seen.photo)

    def _on_trouble(self, trouble: CameraTrouble) -> None:
        self.held = False
        self.close_camera()
        self.troubled.emit(trouble)

    def _on_idle(self) -> None:
        if self.held:
            self._timer.start()
        else:
            self.close_camera()


def see(frame: QVideoFrame, *, photo: bool) -> Seen | None:
    """Turn a frame into what is shown, and into a JPEG if one is wanted. A job."""
    from desktop.views.camera.frame_pictures import image_of, picture_of

    picture = picture_of(frame)
    if picture is None:
        return None
    turned = frame.rotation().value
    upright = picture.rotate(-turned, expand=True) if turned else picture
    jpeg = io.BytesIO()
    if photo:
        upright.convert("RGB").save(jpeg, "JPEG", quality=JPEG_QUALITY)
    upright.thumbnail((_SHOWN_PX, _SHOWN_PX))
    return Seen(image_of(upright), jpeg.getvalue())
