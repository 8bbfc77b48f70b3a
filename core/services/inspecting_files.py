"""Look into a file before it is taken in: what it really is, and how many pages it has."""

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from core.errors import StorageError, WrongInputError
from core.ports.evidence_files import refuse_large

MAX_PICTURE_PIXELS: Final = 150_000_000
"""Picture points that are unfolded: A3 scanned at 600 dpi has 70 million, as RGB 0.4 GB at most."""

_PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD of PDFium
_BROKEN_PICTURE: Final = (
    OSError, SyntaxError, ValueError, LookupError, EOFError, TypeError, OverflowError,
    ZeroDivisionError, RuntimeError, struct.error,
)  # fmt: skip
"""What Pillow's decoders raise on damaged files."""
_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_SUFFIXES: Final = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".csv": "text/plain",
}


class EmptyFileError(WrongInputError):
    """The file has no content."""

    code = "evidence.empty"


class UnknownFileError(WrongInputError):
    """The file is of a kind that cannot be shown beside the grid."""

    code = "evidence.unknown-kind"


class MisnamedFileError(WrongInputError):
    """The content is not what the file's name says."""

    code = "evidence.misnamed"


class BrokenFileError(WrongInputError):
    """The file begins as it should, and cannot be opened."""

    code = "evidence.broken"


class LockedFileError(WrongInputError):
    """The PDF asks for a password."""

    code = "evidence.locked"


class PictureTooLargeError(WrongInputError):
    """A small file that unfolds to more picture points than are taken in."""

    code = "evidence.picture-too-large"


class UnreadableFileError(StorageError):
    """The disk would not give the file."""

    code = "evidence.unreadable"


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that can be taken in. An image has one page."""

    name: str
    media_type: str
    pages: int
    content: bytes


def read_evidence(path: Path) -> InspectedFile:
    """Read a file from disk and look into it. Its size is asked before a byte is read.

    Raises:
        EvidenceTooLargeError, EmptyFileError, UnknownFileError, MisnamedFileError, BrokenFileError,
        LockedFileError, PictureTooLargeError: each says what the file is and what would do.
        UnreadableFileError: the disk would not give it.
    """
    try:
        _check_size(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except ValueError as error:  # a name that no file can have
        raise _unreadable(path, str(error)) from error
    return inspect(path.name, content)


def _unreadable(path: Path, reason: str) -> UnreadableFileError:
    name = path.name
    return UnreadableFileError(f"{name!r} cannot be read: {reason}", name=name, reason=reason)


def inspect(name: str, content: bytes) -> InspectedFile:
    """Look into a file's content. Raises as `read_evidence` does."""
    _check_size(name, len(content))
    media_type = _media_type(content)
    expected = _SUFFIXES.get(PurePath(name).suffix.lower())
    if expected and expected != media_type:
        raise MisnamedFileError(
            f"{name} is named as {expected} and is {media_type or 'something else'}",
            name=name,
            expected=expected,
            found=media_type or "",
        )
    if media_type is None:
        raise UnknownFileError(f"{name} is no PDF, picture or text", name=name)
    pages = 1
    if media_type == "application/pdf":
        pages = _pdf_pages(name, content)
    elif media_type.startswith("image/"):
        _check_image(name, content)
    return InspectedFile(name, media_type, pages, content)


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise EmptyFileError(f"{name} is empty", name=name)
    refuse_large(size, name)


def _media_type(content: bytes) -> str | None:
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    printable = all(character >= " " or character in "\t\r\n\f" for character in text[:4096])
    return "text/plain" if printable else None


def _pdf_pages(name: str, content: bytes) -> int:
    # Imported here: it loads a shared library that the way to the first window does not need.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise LockedFileError(f"{name} asks for a password", name=name) from error
        raise BrokenFileError(f"{name} is a broken PDF", name=name) from error
    if pages == 0:
        raise BrokenFileError(f"{name} is a PDF without a page", name=name)
    return pages


def _check_image(name: str, content: bytes) -> None:
    """Unfold the picture once: one that is cut off shows only there."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Of a strange label in a photo, and of many points: our own limit follows.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as image:
                if image.width * image.height > MAX_PICTURE_PIXELS:
                    raise _too_many_pixels(name)
                image.draft("L", (1, 1))  # a JPEG is unfolded at an eighth of its size
                image.load()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except (UnidentifiedImageError, *_BROKEN_PICTURE) as error:
        raise BrokenFileError(f"{name} cannot be opened as a picture", name=name) from error


def _too_many_pixels(name: str) -> PictureTooLargeError:
    return PictureTooLargeError(
        f"{name} has more than {MAX_PICTURE_PIXELS} picture points",
        name=name,
        limit_pixels=MAX_PICTURE_PIXELS,
    )
