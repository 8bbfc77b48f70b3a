"""From any file to the texts of the codes in it: PDF, picture, or a text that holds them.

What the content is decides, not what the name says. Nothing here knows what a skill passport is:
every code is handed on, so that a foreign one can be named as such.
"""

from pathlib import Path
from typing import Final

from core.scanning.errors import (
    EmptyFileError,
    FileTooLargeError,
    NoCodeError,
    NotWhatItsNameSaysError,
    UnknownKindError,
    UnreadableCodeError,
)
from core.scanning.files import content_of
from core.scanning.found import Found
from core.scanning.pdfs import is_pdf, scan_pdf
from core.scanning.pictures import open_picture, scan_picture
from core.scanning.texts import decoded, scan_text

__all__ = ["MAX_FILE_BYTES", "read_codes", "read_codes_of_file"]

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
"""Ten times a good photograph or a long PDF."""

_KNOWN_SUFFIXES: Final = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".txt", ".json"}
)


def read_codes(data: bytes, *, name: str) -> tuple[str, ...]:
    """Return the texts of all codes in the content of a file, each once, in reading order.

    Args:
        data: at most MAX_FILE_BYTES bytes; any bytes at all.
        name: the file's name, for messages only.

    Raises:
        ScanError: no code could be read; each of its children is another reason.
    """
    if not data:
        raise EmptyFileError(f"{name} is empty", name=name)
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLargeError(name, len(data), MAX_FILE_BYTES)
    found = _scan(data, name)
    if found.texts:
        return tuple(dict.fromkeys(found.texts))
    if found.unreadable:
        raise UnreadableCodeError(f"the code in {name} is too blurred or damaged", name=name)
    raise NoCodeError(f"no code in {name}", name=name)


def read_codes_of_file(path: Path) -> tuple[str, ...]:
    """Do the same for a file; one that is too large is refused without being read.

    Raises:
        ScanError: as for `read_codes`, or CannotOpenError.
    """
    return read_codes(content_of(path, MAX_FILE_BYTES), name=path.name)


def _scan(data: bytes, name: str) -> Found:
    if is_pdf(data):
        return scan_pdf(data, name=name)
    picture = open_picture(data, name=name)
    if picture is not None:
        return scan_picture(picture, name=name)
    text = decoded(data)
    if text is not None:
        return scan_text(text)
    suffix = Path(name).suffix.lower()
    if suffix in _KNOWN_SUFFIXES:
        raise NotWhatItsNameSaysError(
            f"{name} is no {suffix[1:]} file inside", name=name, suffix=suffix
        )
    raise UnknownKindError(f"{name} is neither PDF, picture nor text", name=name)
