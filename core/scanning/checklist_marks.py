"""Reads scanned checklists: finds each page's code, puts it straight, looks into every box.

Scans are turned, upside down, skewed, noisy, photographed aslant. What cannot be read is said, and
what cannot be decided is left to a person with the picture of the row before them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, ImageSequence

from core.domain.checklist_reading import BoxAnswer, PageProblem, ReadRow, ScannedPage
from core.domain.checklists import (
    BOX,
    CHECK_STEP,
    BoxColumn,
    ChecklistCodeDamagedError,
    ChecklistPage,
    ChecklistVersionError,
    NoChecklistCodeError,
    read_code,
)
from core.scanning.errors import (
    BrokenPictureError,
    EmptyFileError,
    FileTooLargeError,
    UnknownKindError,
)
from core.scanning.files import content_of
from core.scanning.pdfs import MAX_PAGE_PIXELS, is_pdf, opened_pdf, rendered
from core.scanning.pictures import open_picture
from core.scanning.straightening import SCALE, Point, rounded, straightened

MAX_BYTES: Final = 100 * 1024 * 1024
"""A group's checklists in one scan: 60 pages in grey at 300 dots an inch."""
MAX_PAGES: Final = 120

_DPI: Final = 200
_KEPT_QUALITY: Final = 80
_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_ROW_LEFT: Final = 16.0
_ROW_RIGHT: Final = 194.0
_CHECKS_HIGH: Final = 4 * CHECK_STEP + 11.0

_INSET: Final = 0.8
"""Millimetres of a box that are left out beside its printed line."""
_BESIDE: Final = (0.7, 1.9)
"""From a box's line outwards, what is looked at for a mark that missed it."""
_GRAIN: Final = ImageFilter.GaussianBlur(0.8)
"""Evens out a scanner's noise; a stroke of the finest pen stays."""
_INK: Final = 0.78
"""Of the paper's brightness: what is darker was written."""
_EMPTY: Final = 0.018
_MARKED: Final = 0.065
"""Shares of a box's inside: below the first it is empty, from the second on it was marked."""
_ASTRAY: Final = 0.05


def read_checklists(data: bytes, *, name: str) -> tuple[ScannedPage, ...]:
    """Read the pages of a scan in their order.

    A page that cannot be read comes back with its problem; the others are read all the same.

    Args:
        data: a PDF, a JPEG, a PNG or a TIFF of several pages; any bytes at all.
        name: the file's name, for messages only.

    Raises:
        ScanError: the file itself cannot be opened; each of its children is another reason.
    """
    if not data:
        raise EmptyFileError(f"{name} is empty", name=name)
    if len(data) > MAX_BYTES:
        raise FileTooLargeError(name, len(data), MAX_BYTES)
    return tuple(
        _read_page(ScannedPage(name, number, page.image, page.media_type), page.grey)
        for number, page in enumerate(_pages(data, name), start=1)
    )


def read_checklists_of_file(path: Path) -> tuple[ScannedPage, ...]:
    """Do the same for a file; one that is too large is refused without being read.

    Raises:
        ScanError: as for `read_checklists`, or CannotOpenError.
    """
    return read_checklists(content_of(path, MAX_BYTES), name=path.name)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it came in, and as what it is kept."""

    grey: Image.Image
    image: bytes
    media_type: str


def _pages(data: bytes, name: str) -> Iterator[_Page]:
    if is_pdf(data):
        yield from _pdf_pages(data, name)
        return
    picture = open_picture(data, name=name)
    if picture is None:
        raise UnknownKindError(f"{name} is neither PDF nor picture", name=name)
    try:
        several = getattr(picture, "n_frames", 1) > 1
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number == MAX_PAGES:
                break
            grey = ImageOps.exif_transpose(frame).convert("L")
            if several or picture.format not in ("JPEG", "PNG"):
                yield _Page(grey, _jpeg(grey), "image/jpeg")
            else:
                yield _Page(grey, data, f"image/{picture.format.lower()}")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BrokenPictureError(f"{name}: {error}", name=name) from error


def _pdf_pages(data: bytes, name: str) -> Iterator[_Page]:
    # Each page is kept by itself: a scan may hold the sheets of several workers.
    with opened_pdf(data, name=name) as document:
        pages = range(min(len(document), MAX_PAGES))
        greys = [_jpeg(rendered(document, number, _DPI)) for number in pages]
    for packed in greys:
        with Image.open(io.BytesIO(packed)) as grey:
            yield _Page(grey.convert("L"), packed, "image/jpeg")


def _jpeg(grey: Image.Image) -> bytes:
    target = io.BytesIO()
    grey.save(target, "JPEG", quality=_KEPT_QUALITY)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A code in a picture, with its corners from its own upper left clockwise."""

    text: str
    corners: tuple[Point, ...]


def _read_page(page: ScannedPage, grey: Image.Image) -> ScannedPage:
    codes, unreadable = _codes(grey)
    problem = PageProblem.DAMAGED_CODE if unreadable else PageProblem.NO_CODE
    for seen in codes:
        try:
            code = read_code(seen.text)
        except NoChecklistCodeError:
            problem = PageProblem.FOREIGN_CODE
        except ChecklistVersionError:
            problem = PageProblem.OTHER_VERSION
        except ChecklistCodeDamagedError:
            problem = PageProblem.DAMAGED_CODE
        else:
            return _read_boxes(replace(page, code=code), grey, code, seen)
    return replace(page, problem=problem)


def _read_boxes(
    page: ScannedPage, grey: Image.Image, code: ChecklistPage, seen: _Seen
) -> ScannedPage:
    upright = straightened(grey, seen.corners)
    if upright is None:
        return replace(page, problem=PageProblem.PARTLY)
    smooth = upright.filter(_GRAIN)
    rows: list[dict[BoxColumn, BoxAnswer]] = [{} for _ in code.heights]
    for row, column, x, y in code.boxes():
        rows[row][column] = _answer(smooth, x, y)
    places = zip(rows, code.row_tops(), code.heights, strict=True)
    has_checks = code.checks_top > 0
    return replace(
        page,
        rows=tuple(ReadRow(boxes, _strip(upright, top, high)) for boxes, top, high in places),
        checks={box: _answer(smooth, x, y) for box, x, y in code.check_boxes()},
        head_picture=_strip(upright, code.checks_top, _CHECKS_HIGH) if has_checks else b"",
    )


def _codes(grey: Image.Image) -> tuple[list[_Seen], bool]:
    """The codes of a page, and whether there is one that cannot be read."""
    unreadable = False
    for scale in (1.0, 2.0, 0.5):
        if scale == 2.0 and grey.width * grey.height > MAX_PAGE_PIXELS / 4:
            continue
        size = (round(grey.width * scale), round(grey.height * scale))
        picture = grey if scale == 1.0 else grey.resize(size, Image.Resampling.BICUBIC)
        seen = zxingcpp.read_barcodes(
            picture, formats=_QR, text_mode=zxingcpp.TextMode.Plain, return_errors=True
        )
        found = [_Seen(one.text, _corners(one.position, scale)) for one in seen if one.valid]
        unreadable = unreadable or any(not one.valid for one in seen)
        if found:
            return found, False
    return [], unreadable


def _corners(position: zxingcpp.Position, scale: float) -> tuple[Point, ...]:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((one.x / scale, one.y / scale) for one in points)


def _answer(upright: Image.Image, x: float, y: float) -> BoxAnswer:
    """What stands in the box whose middle is there."""
    around = _cut(upright, x, y, BOX / 2 + _BESIDE[1])
    level = _paper(around) * _INK
    inside = _ink(_cut(upright, x, y, BOX / 2 - _INSET), level)
    if inside >= _MARKED:
        return BoxAnswer.MARKED
    if inside >= _EMPTY or _ink_beside(around, level) >= _ASTRAY:
        return BoxAnswer.UNSURE
    return BoxAnswer.EMPTY


def _cut(upright: Image.Image, x: float, y: float, half: float) -> Image.Image:
    return _piece(upright, (x - half, y - half, x + half, y + half))


def _piece(upright: Image.Image, millimetres: tuple[float, float, float, float]) -> Image.Image:
    left, up, right, down = millimetres
    return upright.crop(rounded(left * SCALE, up * SCALE, right * SCALE, down * SCALE))


def _paper(piece: Image.Image) -> float:
    """How bright the paper is here: shadows and grey paper are no ink."""
    counts = piece.histogram()
    left = sum(counts) * 0.3
    for value in range(255, 0, -1):
        left -= counts[value]
        if left <= 0:
            return float(value)
    return 0.0


def _ink(piece: Image.Image, level: float) -> float:
    counts = piece.histogram()
    return sum(counts[: round(level)]) / max(sum(counts), 1)


def _ink_beside(around: Image.Image, level: float) -> float:
    """The share of ink in the frame outside of the printed line."""
    frame = round((_BESIDE[1] - _BESIDE[0]) * SCALE)
    whole = around.histogram()
    hole = around.crop((frame, frame, around.width - frame, around.height - frame)).histogram()
    counts = [one - other for one, other in zip(whole, hole, strict=True)]
    return sum(counts[: round(level)]) / max(sum(counts), 1)


def _strip(upright: Image.Image, top: float, height: float) -> bytes:
    piece = _piece(upright, (_ROW_LEFT, top, _ROW_RIGHT, top + height))
    target = io.BytesIO()
    piece.save(target, "PNG", compress_level=1)
    return target.getvalue()
