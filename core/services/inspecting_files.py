"""Look into a file before it is taken in: what it really is, and how many pages it has."""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from core.errors import StorageError, WrongInputError
from core.ports.evidence_files import MAX_EVIDENCE_BYTES

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


class FileTooLargeError(WrongInputError):
    """The file is larger than the store takes."""

    code = "evidence.too-large"


class UnknownFileError(WrongInputError):
    """The file is of a kind that cannot be shown beside the grid."""

    code = "evidence.unknown-kind"


class MisnamedFileError(WrongInputError):
    """The content is not what the file's name says."""

    code = "evidence.misnamed"


class BrokenFileError(WrongInputError):
    """The file begins as it should, and cannot be opened."""

    code = "evidence.broken"


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
        FileTooLargeError, EmptyFileError, UnknownFileError, MisnamedFileError, BrokenFileError:
            each says what the file is and what would do.
        UnreadableFileError: the disk would not give it.
    """
    try:
        size = path.stat().st_size
        _check_size(path.name, size)
        return inspect(path.name, path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(
            f"{path.name} cannot be read: {error.strerror}", name=path.name, reason=error.strerror
        ) from error


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
    if size > MAX_EVIDENCE_BYTES:
        raise FileTooLargeError(
            f"{name} has {size} bytes; at most {MAX_EVIDENCE_BYTES} are taken in",
            name=name,
            megabytes=round(size / 1_000_000),
            limit_megabytes=round(MAX_EVIDENCE_BYTES / 1_000_000),
        )


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
        raise BrokenFileError(f"{name} is a broken or locked PDF", name=name) from error
    if pages == 0:
        raise BrokenFileError(f"{name} is a PDF without a page", name=name)
    return pages


def _check_image(name: str, content: bytes) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                image.verify()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise BrokenFileError(f"{name} cannot be opened as a picture", name=name) from error
