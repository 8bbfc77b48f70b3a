"""Reading codes with a camera: the picture, what to do, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFrame, QPushButton
from shiboken6 import isValid

from desktop.presenters.running import TaskRunner
from desktop.theme import Icon, Space, icon
from desktop.views.narrow import narrow
from desktop.views.verify.live_camera import CameraTrouble, LiveCamera
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.camera_picture import CameraPicture
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink


class CameraPane(QFrame):
    """Looks at one frame at a time, away from the window; frames that come meanwhile are let go.

    `read(texts)` comes once for each code that is held before the camera, not for every frame.
    """

    read = Signal(tuple)  # of str
    switched = Signal()  # shown or hidden

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._tasks = tasks
        self._camera: LiveCamera | None = None
        self._looking = self._on = False
        self._last: tuple[str, ...] = ()
        self.picture, self.banner = CameraPicture(), Banner()
        self._say = label(self.tr("Hold the passport's code into the frame."), wrap=True)
        self.choice = SavingChoice([], name=self.tr("Camera"))
        narrow(self.choice)
        self.close_button = QPushButton(icon(Icon.CLOSE), self.tr("Close the camera"))
        self.again = QPushButton(icon(Icon.CAMERA), self.tr("Try again"))
        self._lay_out()
        self.close_button.clicked.connect(self.close_camera)
        self.again.clicked.connect(self.open_camera)
        self.choice.saved.connect(self._on_chosen)
        self.hide()

    def open_camera(self) -> None:
        """Show the pane and start the usual camera, or say why there is none."""
        self._begin()
        if self._camera is None:
            try:
                self._camera = LiveCamera(self)
            except ImportError:
                self._on_trouble(CameraTrouble.NO_SUPPORT)
                return
            self._camera.troubled.connect(self._on_trouble)
            self.listen(self._camera.sink)
        cameras = self._camera.cameras
        self.choice.set_choices(list(cameras))
        self.choice.setVisible(len(cameras) > 1)
        self._camera.start()

    def listen(self, sink: QVideoSink) -> None:
        """Look at the frames that come out of this sink."""
        self._begin()
        sink.videoFrameChanged.connect(self._on_frame)

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
        self._on, self._last = True, ()
        self.show()
        self.switched.emit()

    def _stop(self) -> None:
        self._on = False
        self.picture.clear()
        if self._camera is not None:
            self._camera.stop()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._looking or not self._on or not frame.isValid():
            return
        self._looking = True
        self._tasks.run(lambda _: look_at(frame), done=self._on_seen, failed=self._on_failed)

    def _on_seen(self, seen: tuple[QImage, tuple[str, ...]]) -> None:
        self._looking = False
        if not isValid(self) or not self._on:  # the page was closed meanwhile
            return
        image, texts = seen
        self.picture.show_image(image)
        if texts and texts != self._last:
            self._last = texts
            self.read.emit(texts)

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        if isValid(self):
            self._on_trouble(CameraTrouble.NO_PICTURE)
        raise error

    def _on_chosen(self, camera: object) -> None:
        if self._camera is not None and isinstance(camera, bytes):
            self._camera.start(camera)

    def _on_trouble(self, trouble: CameraTrouble) -> None:
        self._stop()
        self._say.hide()
        self.picture.hide()
        self.again.setVisible(trouble is not CameraTrouble.NO_SUPPORT)
        sentence, what_to_do = self._words(trouble)
        self.banner.say(sentence, what_to_do, tone=Tone.WARNING)

    def _words(self, trouble: CameraTrouble) -> tuple[str, str]:
        instead = self.tr("A file, a photo or a pasted code works as well.")
        if trouble is CameraTrouble.NO_SUPPORT:
            return self.tr("This computer lacks what reading from a camera needs."), self.tr(
                "Install the system's sound library (libpulse on Linux), then start again. "
            ) + instead
        if trouble is CameraTrouble.NONE_THERE:
            return self.tr("No camera was found."), self.tr("Plug one in and try again. ") + instead
        if trouble is CameraTrouble.NOT_ALLOWED:
            return self.tr("This program may not use the camera."), self.tr(
                "Allow it in the system's privacy settings, then try again. "
            ) + instead
        if trouble is CameraTrouble.UNPLUGGED:
            return self.tr("The camera was unplugged."), self.tr("Plug it in and try again.")
        if trouble is CameraTrouble.REFUSES:
            return self.tr("The camera cannot be used now."), self.tr(
                "Another program may be using it: close that, then try again."
            )
        return self.tr("The camera gives no picture."), self.tr(
            "Look whether it is covered or switched off, then try again."
        )

    def _lay_out(self) -> None:
        buttons = row(self.again, self.close_button, None, gap=Space.S)
        side = column(self._say, self.choice, None, buttons, gap=Space.S)
        body = row(self.picture, side, gap=Space.M)
        body.setStretchFactor(self.picture, 1)
        self.setLayout(column(self.banner, body, gap=Space.S, margin=Space.M))


def look_at(frame: QVideoFrame) -> tuple[QImage, tuple[str, ...]]:
    """Turn a frame into a picture and read the codes in it. A job."""
    from core.scanning.frames import scan_frame
    from desktop.views.verify.frame_pictures import picture_of

    picture = picture_of(frame)
    if picture is None:
        return QImage(), ()
    grey = picture.getchannel(0) if picture.mode == "YCbCr" else picture.convert("L")
    shown = picture.convert("RGB")
    data = shown.tobytes()
    image = QImage(data, shown.width, shown.height, 3 * shown.width, QImage.Format.Format_RGB888)
    return image.copy(), scan_frame(grey).texts
