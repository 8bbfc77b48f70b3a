"""Records a short video of what the camera sees, with the microphone's sound if there is one.

Written as Matroska, which can be played up to where it was cut off (RFC 9559). Which encoder there
is depends on the system: where there is none, that is said.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, QTimer, QUrl, Signal

from core.domain.recordings import LONGEST_S, RecordingKind
from core.services.recording import has_room
from desktop.views.bench.capture import Ended, Ending

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QMediaFormat, QMediaRecorder

_LOOK_EVERY_MS: Final = 500
_SIZE: Final = QSize(1280, 720)
_BITS_A_SECOND: Final = 4_000_000
"""A minute has 30 MB: sharp enough to see which tool is in the hand."""


class FilmRecorder(QObject):
    """One video from `start` to `ended`; `stepped(seconds)` comes about twice a second."""

    stepped = Signal(int)
    ended = Signal(object)  # Ended

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        longest_s: float = LONGEST_S[RecordingKind.VIDEO],
    ) -> None:
        super().__init__(parent)
        self._longest_s = longest_s
        self._recorder: QMediaRecorder | None = None
        self._session: QMediaCaptureSession | None = None
        self._path = Path()
        self._began = 0.0
        self._why = Ending.STOPPED
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def is_on(self) -> bool:
        """Whether it records, or is still writing the end."""
        return self._recorder is not None

    @property
    def seconds(self) -> int:
        """How much was recorded."""
        return round(time.monotonic() - self._began) if self._recorder else 0

    def start(self, session: QMediaCaptureSession, path: Path) -> None:
        """Record what comes through this session into `path`."""
        from PySide6.QtMultimedia import QAudioInput, QMediaDevices, QMediaRecorder

        form = _form()
        if form is None:
            self.ended.emit(Ended(Ending.NO_SUPPORT))
            return
        recorder = QMediaRecorder(self)
        recorder.setMediaFormat(form)
        recorder.setVideoResolution(_SIZE)
        recorder.setVideoBitRate(_BITS_A_SECOND)
        recorder.setEncodingMode(QMediaRecorder.EncodingMode.AverageBitRateEncoding)
        recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))
        recorder.recorderStateChanged.connect(self._on_state)
        recorder.errorOccurred.connect(self._on_error)
        if not QMediaDevices.defaultAudioInput().isNull() and session.audioInput() is None:
            session.setAudioInput(QAudioInput(session))
        session.setRecorder(recorder)
        self._recorder, self._session, self._path = recorder, session, path
        self._began, self._why = time.monotonic(), Ending.STOPPED
        recorder.record()
        self._timer.start()

    def stop(self, why: Ending = Ending.STOPPED) -> None:
        """End the video. `ended` comes when its last bytes are written."""
        if self._recorder is None or not self._timer.isActive():
            return
        self._timer.stop()
        self._why = why
        self._recorder.stop()
        self._on_state()

    # -- inside ---------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        self.stepped.emit(self.seconds)
        if time.monotonic() - self._began >= self._longest_s:
            self.stop(Ending.FULL_LENGTH)
            return
        try:
            room = has_room(self._path.parent)
        except OSError:
            room = False
        if not room:
            self.stop(Ending.ALMOST_FULL)

    def _on_state(self) -> None:
        recorder = self._recorder
        if recorder is None or recorder.recorderState().name != "StoppedState":
            return
        if self._timer.isActive():  # it stopped by itself: what it saw has gone
            self._timer.stop()
            self._why = Ending.UNPLUGGED
        self._finish()

    def _on_error(self) -> None:
        if self._recorder is None:
            return
        error = self._recorder.error().name
        full = error in ("OutOfSpaceError", "LocationNotWritable")
        self._timer.stop()
        self._why = Ending.DISK if full else Ending.REFUSED
        self._recorder.stop()
        self._finish()

    def _finish(self) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return
        seconds = round(recorder.duration() / 1000)
        if self._session is not None:
            self._session.setRecorder(None)  # type: ignore[arg-type]  # how Qt lets go of it
            self._session = None
        recorder.deleteLater()
        self.ended.emit(Ended(self._why, seconds))


def _form() -> QMediaFormat | None:
    """Matroska with the best pictures that this system can write; None: it can write none."""
    from PySide6.QtMultimedia import QMediaFormat

    form = QMediaFormat(QMediaFormat.FileFormat.Matroska)
    writes = QMediaFormat.ConversionMode.Encode
    if form.fileFormat() not in form.supportedFileFormats(writes):
        return None
    pictures, sounds = form.supportedVideoCodecs(writes), form.supportedAudioCodecs(writes)
    codec, sound = QMediaFormat.VideoCodec, QMediaFormat.AudioCodec
    best = next(
        (one for one in (codec.H264, codec.VP8, codec.MPEG4, codec.MotionJPEG) if one in pictures),
        None,
    )
    if best is None:
        return None
    form.setVideoCodec(best)
    for one in (sound.Opus, sound.AAC, sound.FLAC):
        if one in sounds:
            form.setAudioCodec(one)
            break
    return form
