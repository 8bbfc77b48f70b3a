"""Records a voice note: sound from the microphone, written to a WAVE file as it comes.

No encoder is needed, so this works wherever there is a microphone, and what was said before a crash
is in the file. QtMultimedia is imported only when something is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import (
    QCoreApplication,
    QIODevice,
    QMicrophonePermission,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from core.domain.recordings import LONGEST_S, RecordingKind
from core.services.wave_clips import WaveFile, WaveForm
from desktop.views.bench.capture import Ended, Ending

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSource, QMediaDevices

_LOOK_EVERY_MS: Final = 500


class VoiceRecorder(QObject):
    """One voice note from `start` to `ended`.

    `stepped(seconds)` comes about twice a second.
    """

    stepped = Signal(int)
    ended = Signal(object)  # Ended

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        longest_s: float = LONGEST_S[RecordingKind.VOICE],
        open_file: Callable[[Path], BinaryIO] | None = None,
    ) -> None:
        super().__init__(parent)
        self._longest_s, self._open_file = longest_s, open_file
        self._form = WaveForm()
        self._file: WaveFile | None = None
        self._source: QAudioSource | None = None
        self._devices: QMediaDevices | None = None
        self._microphone = b""
        self._sound: QIODevice | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def is_on(self) -> bool:
        """Whether it records."""
        return self._file is not None

    @property
    def seconds(self) -> int:
        """How much was recorded."""
        return int(self._file.seconds) if self._file else 0

    def start(self, path: Path) -> None:
        """Open the microphone and record into `path`; `ended` says if that is impossible."""
        app, permission = QCoreApplication.instance(), QMicrophonePermission()
        allowed = app.checkPermission(permission) if app else Qt.PermissionStatus.Denied
        if app and allowed is Qt.PermissionStatus.Undetermined:
            app.requestPermission(permission, self, lambda _: self._on_permission(path))
        elif allowed is Qt.PermissionStatus.Denied:
            self.ended.emit(Ended(Ending.NOT_ALLOWED))
        else:
            self._open(path)

    def listen(self, sound: QIODevice, path: Path) -> None:
        """Record what can be read from `sound`: the microphone's, 16 bits, one channel."""
        try:
            self._file = WaveFile(path, self._form, self._open_file)
        except OSError:
            self.ended.emit(Ended(Ending.DISK))
            return
        self._sound = sound
        sound.readyRead.connect(self._on_sound)
        self._timer.start()

    def stop(self, why: Ending = Ending.STOPPED) -> None:
        """Let go of the microphone and end the file."""
        file, self._file = self._file, None
        if file is None:
            return
        self._timer.stop()
        if self._sound is not None:
            self._sound.readyRead.disconnect(self._on_sound)
            self._sound = None
        self._let_go()
        seconds = round(file.seconds)
        try:
            file.close()
        except OSError:
            why = Ending.DISK
        self.ended.emit(Ended(why, seconds))

    # -- inside ---------------------------------------------------------------------------------

    def _on_permission(self, path: Path) -> None:
        app = QCoreApplication.instance()
        if app and app.checkPermission(QMicrophonePermission()) is Qt.PermissionStatus.Granted:
            self._open(path)
        else:
            self.ended.emit(Ended(Ending.NOT_ALLOWED))

    def _open(self, path: Path) -> None:
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices
        except ImportError:
            self.ended.emit(Ended(Ending.NO_SUPPORT))
            return
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            self.ended.emit(Ended(Ending.NO_DEVICE))
            return
        asked = QAudioFormat()
        asked.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        asked.setChannelCount(1)
        asked.setSampleRate(WaveForm().rate)
        if not device.isFormatSupported(asked):
            asked.setSampleRate(device.preferredFormat().sampleRate())
        self._form = WaveForm(asked.sampleRate())
        self._microphone = bytes(device.id().data())
        self._source = QAudioSource(device, asked, self)
        sound = self._source.start()
        if self._source.error().name not in ("NoError", "UnderrunError"):
            self._let_go()
            self.ended.emit(Ended(Ending.REFUSED))
            return
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._on_devices_changed)
        self.listen(sound, path)

    def _let_go(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.stop()
            source.deleteLater()
        devices, self._devices = self._devices, None
        if devices is not None:
            devices.deleteLater()

    def _on_sound(self) -> None:
        if self._file is None or self._sound is None:
            return
        room = round((self._longest_s - self._file.seconds) * self._form.bytes_a_second)
        sound = bytes(self._sound.readAll().data())[: room - room % 2]
        try:
            self._file.write(sound)
        except OSError:
            self.stop(Ending.DISK)
            return
        if self._file.seconds >= self._longest_s:
            self.stop(Ending.FULL_LENGTH)

    def _on_tick(self) -> None:
        if self._source is not None and self._source.error().name in ("FatalError", "IOError"):
            self.stop(Ending.UNPLUGGED)
            return
        self.stepped.emit(self.seconds)

    def _on_devices_changed(self) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        there = {bytes(one.id().data()) for one in QMediaDevices.audioInputs()}
        if self._microphone not in there:
            self.stop(Ending.UNPLUGGED)
