"""Reading codes with a camera: the picture, what to do, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.presenters.running import TaskRunner
from desktop.theme import Icon, Space, icon
from desktop.views.camera.frames import CameraFrames, Look
from desktop.views.camera.live_camera import CameraTrouble
from desktop.views.camera.troubles import CameraUse, camera_words
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.camera_picture import CameraPicture
from desktop.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

_HOPELESS: Final = (
    CameraTrouble.NO_SUPPORT,
    CameraTrouble.NONE_THERE,
    CameraTrouble.NOT_ALLOWED,
)
"""Troubles in which another way to check is named."""


class CameraPane(QFrame):
    """Looks at one frame at a time, away from the window; frames that come meanwhile are let go.

    `read(texts)` comes once for each code that is held before the camera, not for every frame.
    """

    read = Signal(tuple)  # of str
    switched = Signal()  # shown or hidden

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._frames = CameraFrames(tasks, _look, self)
        self._last: tuple[str, ...] = ()
        self.picture, self.banner = CameraPicture(), Banner()
        self._say = label(self.tr("Hold the passport's code into the frame."), wrap=True)
        self.close_button = QPushButton(icon(Icon.CLOSE), self.tr("Close the camera"))
        self.again = QPushButton(icon(Icon.CAMERA), self.tr("Try again"))
        self._lay_out()
        self.close_button.clicked.connect(self.close_camera)
        self.again.clicked.connect(self.open_camera)
        self._frames.seen.connect(self._on_seen)
        self._frames.troubled.connect(self._on_trouble)
        self.hide()

    def open_camera(self) -> None:
        """Show the pane and start the usual camera, or say why there is none."""
        self._begin()
        self._frames.open()

    def listen(self, sink: QVideoSink) -> None:
        """Look at the frames that come out of this sink."""
        self._begin()
        self._frames.listen(sink)

    def close_camera(self) -> None:
        """Let go of the camera and hide."""
        self._stop()
        self.hide()
        self.switched.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        # Another page is shown, or the window is locked: nobody is filmed who does not see it.
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()

    def _begin(self) -> None:
        self.banner.clear()
        self.again.hide()
        self._say.show()
        self.picture.show()
        self._last = ()
        self.show()
        self.switched.emit()

    def _stop(self) -> None:
        self.picture.clear()
        self._frames.close()

    def _on_seen(self, seen: tuple[QImage, tuple[str, ...]]) -> None:
        image, texts = seen
        self.picture.show_image(image)
        if texts and texts != self._last:
            self._last = texts
            self.read.emit(texts)

    def _on_trouble(self, trouble: CameraTrouble) -> None:
        self._stop()
        self._say.hide()
        self.picture.hide()
        self.again.setVisible(trouble is not CameraTrouble.NO_SUPPORT)
        sentence, what_to_do = camera_words(trouble, CameraUse.CODES)
        if trouble in _HOPELESS:
            what_to_do += " " + self.tr("A file, a photo or a pasted code works as well.")
        self.banner.say(sentence, what_to_do, tone=Tone.WARNING)

    def _lay_out(self) -> None:
        buttons = row(self.again, self.close_button, None, gap=Space.S)
        side = column(self._say, self._frames.choice, None, buttons, gap=Space.S)
        body = row(self.picture, side, gap=Space.M)
        body.setStretchFactor(self.picture, 1)
        self.setLayout(column(self.banner, body, gap=Space.S, margin=Space.M))


def _look(frame: QVideoFrame) -> Look:
    return lambda: look_at(frame)


def look_at(frame: QVideoFrame) -> tuple[QImage, tuple[str, ...]]:
    """Turn a frame into a picture and read the codes in it. A job."""
    from core.scanning.frames import scan_frame
    from desktop.views.camera.frame_pictures import image_of, picture_of

    picture = picture_of(frame)
    if picture is None:
        return QImage(), ()
    grey = picture.getchannel(0) if picture.mode == "YCbCr" else picture.convert("L")
    return image_of(picture), scan_frame(grey).texts
