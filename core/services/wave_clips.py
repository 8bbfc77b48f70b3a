"""Sound as it comes from a microphone, written to a WAVE file that survives being cut off.

A WAVE file begins with two lengths. They are written as nothing first and put right at the end;
`mend_wave` puts them right for a program that was stopped in the middle.
Source: Microsoft/IBM, Multimedia Programming Interface and Data Specifications 1.0 (RIFF WAVE).
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM: Final = 1
_BITS: Final = 16
_FRAME_BYTES: Final = 2
_MOST_RATE: Final = 768_000
_BEFORE_DATA: Final = 36
"""Bytes between the first length and the sound itself."""


@dataclass(frozen=True, slots=True)
class WaveForm:
    """One channel of 16 bits; `rate` is in samples a second. Speech is clear at 16,000."""

    rate: int = 16_000

    @property
    def bytes_a_second(self) -> int:
        """How much a second of it takes."""
        return self.rate * _FRAME_BYTES


class WaveFile:
    """A WAVE file that is being written. Whatever ends the program, what was written is there."""

    def __init__(
        self, path: Path, form: WaveForm, open_file: Callable[[Path], BinaryIO] | None = None
    ) -> None:
        """Begin the file. Raises OSError."""
        self.path, self.form = path, form
        self._file = (open_file or _unbuffered)(path)
        self._bytes = 0
        try:
            self._file.write(_header(form, 0))
        except OSError:
            self._file.close()
            raise

    @property
    def seconds(self) -> float:
        """How much sound is in it."""
        return self._bytes / self.form.bytes_a_second

    def write(self, sound: bytes) -> None:
        """Add sound. Raises OSError: the disk is full or gone."""
        left = memoryview(sound)
        while left:
            written = self._file.write(left)
            self._bytes += written
            left = left[written:]

    def close(self) -> None:
        """Put the lengths right and let go of the file. Raises OSError."""
        if self._file.closed:
            return
        try:
            self._file.seek(0)
            self._file.write(_header(self.form, self._bytes))
        finally:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def wave_seconds(file: BinaryIO) -> int | None:
    """The whole seconds of sound in a WAVE file, as its lengths say; None: they do not fit it."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(12)
    rate = 0
    while len(head := file.read(8)) == 8:
        kind, length = struct.unpack("<4sI", head)
        at = file.tell()
        if at + length > size:
            return None
        if kind == b"fmt " and length >= 16:
            rate = struct.unpack("<I", file.read(12)[8:])[0]  # bytes a second
        elif kind == b"data":
            return round(length / rate) if rate else None
        file.seek(at + length + length % 2)
    return None


def mend_wave(path: Path) -> int:
    """Put the lengths of a file right that `WaveFile` did not close; return its whole seconds.

    Raises:
        OSError: it cannot be read or written.
        ValueError: it holds no sound.
    """
    with path.open("r+b") as file:
        head = file.read(_HEADER.size)
        sound = path.stat().st_size - _HEADER.size
        sound -= sound % _FRAME_BYTES
        if len(head) < _HEADER.size or head[8:12] != b"WAVE" or sound <= 0:
            raise ValueError("there is no sound in it")
        form = WaveForm(_HEADER.unpack(head)[7])
        if form.rate > _MOST_RATE:
            raise ValueError("no sound is that fast")
        file.truncate(_HEADER.size + sound)
        file.seek(0)
        file.write(_header(form, sound))
    return round(sound / form.bytes_a_second) if form.rate else 0


def _unbuffered(path: Path) -> BinaryIO:
    return path.open("xb", buffering=0)


def _header(form: WaveForm, sound: int) -> bytes:
    rate = form.rate
    return _HEADER.pack(
        *(b"RIFF", _BEFORE_DATA + sound, b"WAVE", b"fmt ", 16, _PCM, 1, rate),
        *(rate * _FRAME_BYTES, _FRAME_BYTES, _BITS, b"data", sound),
    )
