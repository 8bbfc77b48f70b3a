"""Printed pages as a telephone sees them: small, blurred, turned, slanting, unevenly lit, as JPEG.

Everything is drawn from a seeded generator, so that image number n is the same on every machine.
"""

from __future__ import annotations

import io
import math
import random
from typing import Final

from PIL import Image, ImageChops, ImageFilter

DPI: Final = 150
REDUCED: Final = (0.75, 1.0)
"""Of the 150 dots an inch: down to 113."""
BLUR_PIXELS: Final = (0.0, 0.8)
"""Standard deviation, after the reduction."""
TURN_DEGREES: Final = 20.0
"""To either side of one of the four quarters."""
SLANT: Final = 0.04
"""How far each corner strays, of the page's shorter side."""
CONTRAST: Final = (0.5, 1.0)
SHADOW: Final = (0.0, 0.4)
"""How much darker the darkest edge is."""
NOISE: Final = (0.0, 0.06)
"""Share of pure noise in the picture."""
JPEG_QUALITY: Final = (40, 90)
_DESK_GREY: Final = 110


def photographed(page: Image.Image, rng: random.Random) -> bytes:
    """Return a JPEG of a page that was rendered in grey at DPI dots an inch."""
    seen = _held_by_hand(page, rng)
    scale = rng.uniform(*REDUCED)
    size = (round(seen.width * scale), round(seen.height * scale))
    seen = seen.resize(size, Image.Resampling.BICUBIC)
    seen = seen.filter(ImageFilter.GaussianBlur(rng.uniform(*BLUR_PIXELS)))
    seen = _lit(seen, rng)
    noise = Image.frombytes("L", seen.size, rng.randbytes(seen.width * seen.height))
    seen = Image.blend(seen, noise, rng.uniform(*NOISE))
    jpeg = io.BytesIO()
    seen.save(jpeg, "JPEG", quality=rng.randint(*JPEG_QUALITY))
    return jpeg.getvalue()


def _held_by_hand(page: Image.Image, rng: random.Random) -> Image.Image:
    """Slant and turn the page on a grey desk, with nothing cut off."""
    stray = SLANT * min(page.size)
    angle = math.radians(rng.choice((0, 90, 180, 270)) + rng.uniform(-TURN_DEGREES, TURN_DEGREES))
    flat = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    turned = []
    for corner in flat:
        x, y = (side + rng.uniform(-stray, stray) for side in corner)
        turned.append(
            (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
        )
    edge = stray + 10
    left, top = min(x for x, _ in turned) - edge, min(y for _, y in turned) - edge
    corners = [(x - left, y - top) for x, y in turned]
    size = tuple(math.ceil(max(one[axis] for one in corners) + edge) for axis in (0, 1))
    return page.transform(
        (size[0], size[1]),
        Image.Transform.PERSPECTIVE,
        _perspective(corners, flat),
        Image.Resampling.BICUBIC,
        fillcolor=_DESK_GREY,
    )


def _lit(image: Image.Image, rng: random.Random) -> Image.Image:
    """Lower the contrast and let a shadow fall from one side."""
    contrast, dark = rng.uniform(*CONTRAST), rng.uniform(0, 60)
    image = image.point([round(dark + (235 - dark) * contrast * v / 255) for v in range(256)])
    strength = rng.uniform(*SHADOW)
    shade = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize(image.size)
    return ImageChops.multiply(image, shade.point([round(255 - strength * v) for v in range(256)]))


def _perspective(seen: list[tuple[float, float]], flat: list[tuple[int, int]]) -> tuple[float, ...]:
    """Solve for the eight numbers that Pillow takes: from a point seen to one of the page."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [value / head for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return tuple(row[8] for row in rows)
