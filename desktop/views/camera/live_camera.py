"""The camera itself. QtMultimedia is only imported here, and only when a camera is opened."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import (
        QCamera,
        QCameraDevice,
        QCameraFormat,
        QMediaCaptureSession,
        QVideoSink,
    )

_FIRST_PICTURE_MS: Final = 8_000
_WIDEST: Final = 1920
"""Wider pictures make a code no clearer at arm's length and take longer to read."""


class CameraTrouble(Enum):
    """Why there is no picture."""

    NO_SUPPORT = "no support"
    """The system lacks what QtMultimedia needs, such as libpulse."""
    NONE_THERE = "none there"
    NOT_ALLOWED = "not allowed"
    UNPLUGGED = "unplugged"
    REFUSES = "refuses"
    """It is there and does not start; mostly another program has it."""
    NO_PICTURE = "no picture"


class LiveCamera(QObject):
    """One camera from `start` to `stop`. Its frames come out of `sink`."""

    started = Signal()
    troubled = Signal(object)  # CameraTrouble

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it; no camera is opened yet.

        Raises:
            ImportError: the system lacks a library that QtMultimedia needs.
        """
        super().__init__(parent)
        from PySide6.QtMultimedia import QMediaCaptureSession, QMediaDevices, QVideoSink

        self.sink: QVideoSink = QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._on_devices_changed)
        self._camera: QCamera | None = None
        self._wanted = b""
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_PICTURE_MS)
        self._first.timeout.connect(lambda: self._fail(CameraTrouble.NO_PICTURE))
        self.sink.videoFrameChanged.connect(self._first.stop)

    @property
    def session(self) -> QMediaCaptureSession:
        """What a recorder is connected to."""
        return self._session

    @property
    def is_on(self) -> bool:
        """Whether a camera is open."""
        return self._camera is not None

    @property
    def cameras(self) -> tuple[tuple[bytes, str], ...]:
        """The cameras that are plugged in: id and name, the usual one first."""
        from PySide6.QtMultimedia import QMediaDevices

        usual = QMediaDevices.defaultVideoInput()
        found = [*([] if usual.isNull() else [usual]), *QMediaDevices.videoInputs()]
        named = {bytes(one.id().data()): one.description() for one in found}
        return tuple(named.items())

    def start(self, wanted: bytes = b"") -> None:
        """Open the camera with this id, or the usual one. `troubled` says if that is impossible."""
        self.stop()
        self._wanted = wanted
        if not self.cameras:
            self.troubled.emit(CameraTrouble.NONE_THERE)
            return
        app, permission = QCoreApplication.instance(), QCameraPermission()
        allowed = app.checkPermission(permission) if app else Qt.PermissionStatus.Denied
        if app and allowed is Qt.PermissionStatus.Undetermined:
            app.requestPermission(permission, self, self._on_permission)
        elif allowed is Qt.PermissionStatus.Denied:
            self.troubled.emit(CameraTrouble.NOT_ALLOWED)
        else:
            self._open()

    def stop(self) -> None:
        """Let go of the camera: its light goes out."""
        self._first.stop()
        if self._camera is not None:
            camera, self._camera = self._camera, None
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # how Qt lets go of it
            camera.deleteLater()

    def _on_permission(self) -> None:
        app = QCoreApplication.instance()
        if app and app.checkPermission(QCameraPermission()) is Qt.PermissionStatus.Granted:
            self._open()
        else:
            self.troubled.emit(CameraTrouble.NOT_ALLOWED)

    def _open(self) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaDevices

        devices = QMediaDevices.videoInputs()
        wanted = [one for one in devices if bytes(one.id().data()) == self._wanted]
        device = wanted[0] if wanted else QMediaDevices.defaultVideoInput()
        if device.isNull():
            self.troubled.emit(CameraTrouble.NONE_THERE)
            return
        self._camera = QCamera(device, self)
        self._camera.setCameraFormat(_best_format(device))
        self._camera.errorOccurred.connect(lambda *_: self._fail(CameraTrouble.REFUSES))
        self._session.setCamera(self._camera)
        self._camera.start()
        self._first.start()
        self.started.emit()

    def _on_devices_changed(self) -> None:
        if self._camera is None:
            return
        mine = bytes(self._camera.cameraDevice().id().data())
        if mine not in dict(self.cameras):
            self._fail(CameraTrouble.UNPLUGGED)

    def _fail(self, trouble: CameraTrouble) -> None:
        if self._camera is not None:
            # An unplugged camera reports an error first; that it is gone says more.
            mine = bytes(self._camera.cameraDevice().id().data())
            gone = trouble is CameraTrouble.REFUSES and mine not in dict(self.cameras)
            self.stop()
            self.troubled.emit(CameraTrouble.UNPLUGGED if gone else trouble)


def _best_format(device: QCameraDevice) -> QCameraFormat:
    """The sharpest picture that is not wider than needed, at the most pictures a second."""
    from PySide6.QtMultimedia import QCameraFormat

    def rank(one: QCameraFormat) -> tuple[bool, int, float]:
        width = one.resolution().width()
        return width <= _WIDEST, width if width <= _WIDEST else -width, one.maxFrameRate()

    return max(device.videoFormats(), key=rank, default=QCameraFormat())
