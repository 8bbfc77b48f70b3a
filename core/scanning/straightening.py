"""A scanned page put straight: by its code, then by the dark squares in its corners.

The code says which side is up and roughly where the page lies; each corner is looked for where the
ones before let it be expected. All pixel work is done by Pillow's compiled parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from core.domain.checklists import CODE_AT, CODE_SIDE, CORNER_SIDE, CORNERS, PAGE

Point = tuple[float, float]
Homography = tuple[float, float, float, float, float, float, float, float]
"""The eight numbers of Pillow's perspective transform: from the page's place to the picture's."""

SCALE: Final = 6.0
"""Pixels for each millimetre of a straightened page: 152 dots an inch."""
_LOOK_SCALE: Final = 4.0
_REACH: Final = (9.0, 18.0)
"""How far around its expected place, in millimetres, a corner's square is looked for, in turn."""
_LEAST_CONTRAST: Final = 70
"""Of 255: how much darker a square is than what surrounds it."""


def straightened(picture: Image.Image, code: Sequence[Point]) -> Image.Image | None:
    """Return the whole page upright at SCALE, or None where one of its corners is not there.

    Args:
        picture: grey.
        code: the corners of the code's symbol in the picture, from its own upper left clockwise.
    """
    page, seen = list(_code_corners()), list(code)
    nearest = (1, 0, 2, 3)  # the code is at the upper right
    found: dict[int, Point] = {}
    for corner in nearest:
        at = _find_corner(picture, _fitted(page, seen, found), CORNERS[corner])
        if at is None:
            return None
        found[corner] = at
    whole = solve([CORNERS[one] for one in range(4)], [found[one] for one in range(4)])
    return warp(picture, whole, (0.0, 0.0), PAGE, SCALE)


def solve(page: Sequence[Point], picture: Sequence[Point]) -> Homography:
    """The transform that takes four places of the page to four places of the picture.

    Raises:
        ZeroDivisionError: three of them lie on one line.
    """
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(page, picture, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _eliminated(rows)


def place(transform: Homography, at: Point) -> Point:
    """Where a place of the page is in the picture."""
    a, b, c, d, e, f, g, h = transform
    x, y = at
    below = g * x + h * y + 1
    return ((a * x + b * y + c) / below, (d * x + e * y + f) / below)


def warp(
    picture: Image.Image, transform: Homography, start: Point, size: Point, scale: float
) -> Image.Image:
    """Cut a piece of the page, in millimetres, out of the picture; outside of it all is white."""
    a, b, c, d, e, f, g, h = transform
    x, y = start
    # Pixels of the piece to the page's millimetres: (px + 0.5) / scale + start.
    sx = 1 / scale
    ox, oy = x + 0.5 * sx, y + 0.5 * sx
    below = g * ox + h * oy + 1
    data = tuple(
        value / below
        for value in (
            *(a * sx, b * sx, a * ox + b * oy + c),
            *(d * sx, e * sx, d * ox + e * oy + f),
            *(g * sx, h * sx),
        )
    )
    pixels = (round(size[0] * scale), round(size[1] * scale))
    return picture.transform(
        pixels, Image.Transform.PERSPECTIVE, data, Image.Resampling.BILINEAR, fillcolor=255
    )


def rounded(left: float, up: float, right: float, down: float) -> tuple[int, int, int, int]:
    """A piece of a picture in whole pixels."""
    return round(left), round(up), round(right), round(down)


def _code_corners() -> tuple[Point, ...]:
    x, y = CODE_AT
    far_x, far_y = x + CODE_SIDE, y + CODE_SIDE
    return ((x, y), (far_x, y), (far_x, far_y), (x, far_y))


def _fitted(page: list[Point], code: list[Point], found: dict[int, Point]) -> Homography:
    """The best guess of where the page lies, from the code and the corners found so far.

    From the code alone without perspective: so small a square says little about it.
    """
    known = [(CORNERS[one], at) for one, at in found.items()]
    # What lies far apart first: three places near one line would say little.
    by_code = ((page[3], code[3]), (page[0], code[0]), (page[1], code[1]))
    known += by_code[: 3 - len(known)]
    return _affine([one for one, _ in known], [at for _, at in known])


def _affine(page: Sequence[Point], picture: Sequence[Point]) -> Homography:
    """The transform without perspective through three places."""
    (x0, y0), (x1, y1), (x2, y2) = page
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    numbers: list[float] = []
    for axis in (0, 1):
        u0, u1, u2 = (one[axis] for one in picture)
        across = ((u1 - u0) * (y2 - y0) - (u2 - u0) * (y1 - y0)) / area
        along = ((u2 - u0) * (x1 - x0) - (u1 - u0) * (x2 - x0)) / area
        numbers += [across, along, u0 - across * x0 - along * y0]
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f, 0.0, 0.0)


def _find_corner(picture: Image.Image, guess: Homography, corner: Point) -> Point | None:
    for reach in _REACH:
        at = _find_within(picture, guess, corner, reach)
        if at is not None:
            return at
    return None


def _find_within(
    picture: Image.Image, guess: Homography, corner: Point, reach: float
) -> Point | None:
    """The middle of the dark square near a place, in the picture."""
    margin = reach + 1.5 * CORNER_SIDE
    start = (corner[0] - margin, corner[1] - margin)
    piece = warp(picture, guess, start, (2 * margin, 2 * margin), _LOOK_SCALE)
    dark = ImageChops.invert(piece)
    side = CORNER_SIDE * _LOOK_SCALE
    inside = dark.filter(ImageFilter.BoxBlur(side * 0.36))
    around = dark.filter(ImageFilter.BoxBlur(side * 0.95))
    answer = ImageChops.subtract(inside, around)
    edge = round(CORNER_SIDE * 0.8 * _LOOK_SCALE)
    answer = answer.crop((edge, edge, answer.width - edge, answer.height - edge))
    best = answer.getextrema()[1]
    if not isinstance(best, int | float) or best < _LEAST_CONTRAST:
        return None
    box = answer.point(lambda value: 255 if value >= best - 3 else 0).getbbox()
    if box is None:
        return None
    x, y = edge + (box[0] + box[2]) / 2, edge + (box[1] + box[3]) / 2
    x, y = _centred(dark, x, y, side)
    if not _is_square(dark, x, y, side):
        return None
    return place(guess, (start[0] + x / _LOOK_SCALE, start[1] + y / _LOOK_SCALE))


def _centred(dark: Image.Image, x: float, y: float, side: float) -> Point:
    """The middle of what is dark around a place, found by the sums of rows and columns."""
    for _ in range(2):
        half = side * 0.85
        box = rounded(x - half, y - half, x + half, y + half)
        around = dark.crop(box)
        low, high = around.getextrema()
        level = (float(low) + float(high)) / 2  # type: ignore[arg-type]
        black = around.point(lambda value, level=level: 255 if value > level else 0)
        across = black.resize((black.width, 1), Image.Resampling.BOX).tobytes()
        down = black.resize((1, black.height), Image.Resampling.BOX).tobytes()
        x, y = box[0] + _middle(across), box[1] + _middle(down)
    return x, y


def _middle(sums: bytes) -> float:
    total = sum(sums)
    return sum((at + 0.5) * one for at, one in enumerate(sums)) / total if total else len(sums) / 2


def _is_square(dark: Image.Image, x: float, y: float, side: float) -> bool:
    """Whether it is dark throughout and light on all four sides: no edge, no band, no letter."""
    inner, outer = side * 0.38, side * 0.62
    core = _mean(dark, (x - inner, y - inner, x + inner, y + inner))
    beside = [
        _mean(dark, (x - inner, y - outer - 3, x + inner, y - outer)),
        _mean(dark, (x - inner, y + outer, x + inner, y + outer + 3)),
        _mean(dark, (x - outer - 3, y - inner, x - outer, y + inner)),
        _mean(dark, (x + outer, y - inner, x + outer + 3, y + inner)),
    ]
    return core - max(beside) > _LEAST_CONTRAST


def _mean(grey: Image.Image, box: tuple[float, float, float, float]) -> float:
    left, up, right, down = rounded(*box)
    piece = grey.crop((left, up, max(right, left + 1), max(down, up + 1)))
    return float(piece.resize((1, 1), Image.Resampling.BOX).tobytes()[0])


def _eliminated(rows: list[list[float]]) -> Homography:
    """Solve eight linear equations, the largest pivot first."""
    count = len(rows)
    for at in range(count):
        pivot = max(range(at, count), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(count):
            if row != at:
                share = rows[row][at] / rows[at][at]
                rows[row] = [
                    one - share * other for one, other in zip(rows[row], rows[at], strict=True)
                ]
    a, b, c, d, e, f, g, h = (rows[at][count] / rows[at][at] for at in range(count))
    return (a, b, c, d, e, f, g, h)
