"""The camera at the bench: what it sees, and a photo of it."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QPushButton
from shiboken6 import isValid

from desktop.tasks import QtTaskRunner
from desktop.theme import Icon, Space, icon
from desktop.views.narrow import narrow
from desktop.views.verify.live_camera import CameraTrouble, LiveCamera
from desktop.widgets.camera_picture import CameraPicture
from desktop.widgets.layouts import column, row
from desktop.widgets.saving import SavingChoice

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
        self._camera: LiveCamera | None = None
        self._on = self._looking = self._wanted = self._seen = False
        self._since = self._last = 0.0
        self.held = False  # a video is being taken: stay on
        self.picture = CameraPicture(aim=False)
        self.choice = SavingChoice([], name=self.tr("Camera"))
        narrow(self.choice)
        self.off = QPushButton(icon(Icon.CLOSE), self.tr("Switch the camera off"))
        for part in (self.choice, self.off):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the session's
        self.off.clicked.connect(self.close_camera)
        self.choice.saved.connect(self._on_chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SWITCH_OFF_MS)
        self._timer.timeout.connect(self._on_idle)
        side = column(self.choice, self.off, None, gap=Space.S)
        layout = row(self.picture, side, gap=Space.S, margin=Space.S)
        layout.setStretchFactor(self.picture, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether pictures are looked at."""
        return self._on

    @property
    def sees(self) -> bool:
        """Whether there was a picture since it was switched on."""
        return self._on and self._seen

    @property
    def session(self) -> QMediaCaptureSession | None:
        """What a video is recorded from; None: the camera is off."""
        return self._camera.session if self._camera is not None and self._camera.is_on else None

    @property
    def busy(self) -> bool:
        """Whether a picture is being looked at just now."""
        return self._looks.busy

    def open_camera(self) -> None:
        """Switch the camera on, or say why that is impossible."""
        if self._on:
            return
        if self._camera is None:
            try:
                self._camera = LiveCamera(self)
            except ImportError:
                self.troubled.emit(CameraTrouble.NO_SUPPORT)
                return
            self._camera.troubled.connect(self._on_trouble)
            self._camera.sink.videoFrameChanged.connect(self._on_frame)
        self._begin(time.monotonic() + _WARM_S)
        cameras = self._camera.cameras
        self.choice.set_choices(list(cameras))
        self.choice.setVisible(len(cameras) > 1)
        self._camera.start()

    def listen(self, sink: QVideoSink) -> None:
        """Look at what comes out of this sink, at once."""
        self._begin(0.0)
        sink.videoFrameChanged.connect(self._on_frame)

    def take(self) -> None:
        """Take a photo of the next good picture, switching the camera on if need be."""
        self._wanted = True
        self.open_camera()
        self._timer.start()

    def close_camera(self) -> None:
        """Let go of the camera: its light goes out."""
        if self.held:
            return
        self._on = self._wanted = False
        self._timer.stop()
        self.picture.clear()
        self.hide()
        if self._camera is not None:
            self._camera.stop()
        self.switched.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _begin(self, good_from: float) -> None:
        self._on, self._seen, self._since = True, False, good_from
        self._timer.start()
        self.show()
        self.switched.emit()

    def _on_frame(self, frame: QVideoFrame) -> None:
        now = time.monotonic()
        if self._looking or not self._on or not frame.isValid():
            return
        wanted = self._wanted and now >= self._since
        if not wanted and now < self._last + _LOOK_EVERY_S:
            return
        self._looking, self._last = True, now
        self._looks.run(
            lambda _: see(frame, photo=wanted), done=self._on_seen, failed=self._on_failed
        )

    def _on_seen(self, seen: Seen | None) -> None:
        self._looking = False
        if not isValid(self) or not self._on or seen is None:
            return
        self.picture.show_image(seen.shown)
        if not self._seen:
            self._seen = True
            self.ready.emit()
        if seen.photo and self._wanted:
            self._wanted = False
            self._timer.start()
            self.taken.emit(seen.photo)

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        if isValid(self):
            self._on_trouble(CameraTrouble.NO_PICTURE)
        raise error

    def _on_chosen(self, camera: object) -> None:
        if self._camera is not None and isinstance(camera, bytes):
            self._camera.start(camera)

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
    from desktop.views.verify.frame_pictures import picture_of

    picture = picture_of(frame)
    if picture is None:
        return None
    turned = frame.rotation().value
    upright = picture.rotate(-turned, expand=True) if turned else picture
    jpeg = io.BytesIO()
    if photo:
        upright.convert("RGB").save(jpeg, "JPEG", quality=JPEG_QUALITY)
    upright.thumbnail((_SHOWN_PX, _SHOWN_PX))
    shown = upright.convert("RGB")
    data, form = shown.tobytes(), QImage.Format.Format_RGB888
    image = QImage(data, shown.width, shown.height, 3 * shown.width, form)
    return Seen(image.copy(), jpeg.getvalue())
