"""Look into a recording before it is taken in: what it really is, and how long.

Phones name a file as they like, so only its content is asked. Sound and film are not decoded: the
container is walked, a few bytes at each step, which also shows a file that was cut off on its way.
Sources: ISO/IEC 14496-12 (MP4, QuickTime, 3GP), RFC 9559 (Matroska), RFC 3533 (Ogg).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from core.domain.recordings import RecordingKind
from core.errors import WrongInputError
from core.ports.evidence_files import MAX_EVIDENCE_BYTES, EvidenceTooLargeError
from core.services.inspecting_files import (
    BrokenFileError,
    EmptyFileError,
    PictureTooLargeError,
    UnknownFileError,
    UnreadableFileError,
    inspect,
)
from core.services.wave_clips import wave_seconds

_HEAD: Final = 16
_MOST_BOXES: Final = 10_000
_MOST_MOOV: Final = 32 * 1024 * 1024
_SIGNATURES: Final = (
    (b"OggS", "ogg"),
    (b"\x1a\x45\xdf\xa3", "matroska"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
    (b"caff", "caf"),
    (b"ID3", "mpeg"),
    (b"\xff\xfb", "mpeg"),
    (b"\xff\xf3", "mpeg"),
    (b"\xff\xf2", "mpeg"),
    (b"\xff\xf1", "aac"),
    (b"\xff\xf9", "aac"),
)
_TYPES: Final = {
    ("mp4", RecordingKind.VOICE): "audio/mp4",
    ("mp4", RecordingKind.VIDEO): "video/mp4",
    ("matroska", RecordingKind.VOICE): "audio/webm",
    ("matroska", RecordingKind.VIDEO): "video/x-matroska",
    ("ogg", RecordingKind.VOICE): "audio/ogg",
    ("wave", RecordingKind.VOICE): "audio/wav",
    ("flac", RecordingKind.VOICE): "audio/flac",
    ("amr", RecordingKind.VOICE): "audio/amr",
    ("caf", RecordingKind.VOICE): "audio/x-caf",
    ("mpeg", RecordingKind.VOICE): "audio/mpeg",
    ("aac", RecordingKind.VOICE): "audio/aac",
    ("avi", RecordingKind.VIDEO): "video/x-msvideo",
}


class NotARecordingError(WrongInputError):
    """The content is no photo, sound or film, or not the one that was announced."""

    code = "recording.other-kind"

    def __init__(self, kind: RecordingKind) -> None:
        super().__init__(f"this is no {kind.value} that can be kept", kind=kind)


class BrokenRecordingError(WrongInputError):
    """It begins as it should, and was cut off or damaged."""

    code = "recording.broken"

    def __init__(self, kind: RecordingKind) -> None:
        super().__init__(f"the {kind.value} is cut off or damaged", kind=kind)


class RecordingTooLargeError(WrongInputError):
    """It is larger than the store takes, or unfolds to too many picture points."""

    code = "recording.too-large"

    def __init__(self, kind: RecordingKind) -> None:
        limit = MAX_EVIDENCE_BYTES // (1024 * 1024)
        super().__init__(f"the {kind.value} is too large", kind=kind, limit_megabytes=limit)


@dataclass(frozen=True, slots=True)
class Clip:
    """What a recording is. `duration_s` is in whole seconds, None: a photo, or not known."""

    media_type: str
    duration_s: int | None = None


def inspect_photo(content: bytes) -> Clip:
    """Look into a photo; it is unfolded once.

    Raises:
        NotARecordingError, BrokenRecordingError, RecordingTooLargeError: what is wrong with it.
    """
    kind = RecordingKind.PHOTO
    try:
        found = inspect(kind.value, content)
    except (EvidenceTooLargeError, PictureTooLargeError) as error:
        raise RecordingTooLargeError(kind) from error
    except (BrokenFileError, EmptyFileError) as error:
        raise BrokenRecordingError(kind) from error
    except UnknownFileError as error:
        raise NotARecordingError(kind) from error
    if not found.media_type.startswith("image/"):
        raise NotARecordingError(kind)
    return Clip(found.media_type)


def inspect_clip(path: Path, kind: RecordingKind) -> Clip:
    """Look into a sound or film that lies on this disk.

    Raises:
        NotARecordingError, BrokenRecordingError, RecordingTooLargeError: what is wrong with it.
        UnreadableFileError: the disk would not give it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_EVIDENCE_BYTES:
            raise RecordingTooLargeError(kind)
        with path.open("rb") as file:
            return _look(file, size, kind)
    except OSError as error:
        reason, name = error.strerror or str(error), kind.value
        raise UnreadableFileError(
            f"the {name} cannot be read: {reason}", name=name, reason=reason
        ) from error


def _look(file: BinaryIO, size: int, kind: RecordingKind) -> Clip:
    container = _container(file.read(_HEAD))
    if size == 0:
        raise BrokenRecordingError(kind)
    duration: int | None = None
    films = container == "avi"
    try:
        if container == "mp4":
            duration, films = _read_mp4(file, size)
        elif container == "wave":
            duration = wave_seconds(file)
            if duration is None:
                raise BrokenRecordingError(kind)
    except _CutOffError as error:
        raise BrokenRecordingError(kind) from error
    media_type = _TYPES.get((container or "", kind))
    if media_type is None or (films and kind is RecordingKind.VOICE):
        raise NotARecordingError(kind)
    return Clip(media_type, duration)


class _CutOffError(Exception):
    """The file ends where something in it says that it goes on."""


def _container(head: bytes) -> str | None:
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide"):
        return "mp4"
    if head[:4] == b"RIFF":
        return {b"WAVE": "wave", b"AVI ": "avi"}.get(head[8:12])
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)


def _read_mp4(file: BinaryIO, size: int) -> tuple[int | None, bool]:
    """The seconds and whether there are pictures. Without its index such a file cannot be played.

    Raises:
        _CutOffError: it was cut off, or its boxes do not fit into each other.
    """
    for kind, at, length in _boxes(file, size):
        if kind == b"moov":
            file.seek(at)
            index = file.read(min(length, _MOST_MOOV))
            return _mvhd_seconds(index), b"vide" in index
    raise _CutOffError


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """The outermost boxes: kind, where the content begins, and its length in bytes."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at >= size:
            return
        file.seek(at)
        head = file.read(_HEAD)
        if len(head) < 8:
            raise _CutOffError
        length, begins = int.from_bytes(head[:4], "big"), 8
        if length == 1 and len(head) == _HEAD:
            length, begins = int.from_bytes(head[8:], "big"), 16
        elif length == 0:  # the last box reaches to the end
            length = size - at
        if length < begins or at + length > size:
            raise _CutOffError
        yield head[4:8], at + begins, length - begins
        at += length
    raise _CutOffError


def _mvhd_seconds(index: bytes) -> int | None:
    at = index.find(b"mvhd")
    body = index[at + 4 : at + 36]
    if at < 0 or len(body) < 32:
        return None
    if body[0] == 1:
        scale, duration = struct.unpack(">IQ", body[20:32])
    else:
        scale, duration = struct.unpack(">II", body[12:20])
    unknown = duration in (0xFFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF)
    seconds = round(duration / scale) if scale and not unknown else None
    return seconds if seconds is not None and seconds < 86_400 else None
