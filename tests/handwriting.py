"""A hand with a pen, and a scanner: printed checklists filled in and scanned badly, by a seed."""

import io
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from core.domain.checklists import BOX, PAGE, BoxColumn, CheckBox, ChecklistPage
from core.scanning.straightening import solve

_DRAWN = 12.0
"""Pixels for each millimetre where the hand draws."""


@dataclass(frozen=True)
class Scan:
    """How badly a page is scanned. Angles in degrees, `aslant` as a share of the page's width."""

    dpi: int = 150
    turned: float = 0.0
    aslant: float = 0.0
    noise: int = 0
    quality: int = 75
    shadow: float = 0.0
    blur: float = 0.0


def any_scan(rng: random.Random) -> Scan:
    """A scan as centres make them: a flat-bed, a feeder, a telephone held over the paper."""
    return Scan(
        dpi=rng.choice((100, 120, 150, 200)),
        turned=rng.choice((0, 0, 90, 180, 180, 270)) + rng.uniform(-6, 6),
        aslant=rng.choice((0.0, 0.0, 0.02, 0.05)),
        noise=rng.choice((0, 20, 50, 80)),
        quality=rng.choice((35, 55, 75, 90)),
        shadow=rng.choice((0.0, 0.0, 0.25, 0.4)),
        blur=rng.choice((0.0, 0.0, 0.4, 0.7)),
    )


def filled_in(
    page: Image.Image,
    code: ChecklistPage,
    marks: Mapping[int, Iterable[BoxColumn]],
    rng: random.Random,
    checks: Iterable[CheckBox] = (),
) -> Image.Image:
    """The page with crosses, ticks and strokes in these boxes; rows are counted on the page."""
    paper = page.convert("L")
    scale = paper.width / PAGE[0]
    pen = ImageDraw.Draw(paper)
    ink, width = rng.choice((15, 40, 70, 110)), max(2, round(rng.uniform(0.4, 0.8) * scale))
    places = [(x, y) for row, column, x, y in code.boxes() if column in tuple(marks.get(row, ()))]
    ticked = tuple(checks)
    places += [(x, y) for box, x, y in code.check_boxes() if box in ticked]
    for x, y in places:
        _make_mark(pen, rng, (x * scale, y * scale), BOX * scale, ink, width)
    return paper


def _make_mark(
    pen: ImageDraw.ImageDraw,
    rng: random.Random,
    at: tuple[float, float],
    side: float,
    ink: int,
    width: int,
) -> None:
    x = at[0] + rng.uniform(-0.12, 0.12) * side
    y = at[1] + rng.uniform(-0.12, 0.12) * side
    reach = side * rng.uniform(0.32, 0.55)
    shape = rng.choice(("cross", "cross", "tick", "stroke"))
    if shape == "tick":
        strokes = [((-0.8, 0.0), (-0.2, 0.8)), ((-0.2, 0.8), (1.1, -0.9))]
    elif shape == "stroke":
        strokes = [((-1.0, 0.9), (1.0, -0.9))]
    else:
        strokes = [((-1.0, -1.0), (1.0, 1.0)), ((-1.0, 1.0), (1.0, -1.0))]
    for start, end in strokes:
        _stroke(pen, rng, [(x + reach * u, y + reach * v) for u, v in (start, end)], ink, width)


def _stroke(
    pen: ImageDraw.ImageDraw,
    rng: random.Random,
    ends: list[tuple[float, float]],
    ink: int,
    width: int,
) -> None:
    (x0, y0), (x1, y1) = ends
    points = []
    for step in range(9):
        share = step / 8
        shake = width * 0.5
        points.append(
            (
                x0 + (x1 - x0) * share + rng.uniform(-shake, shake),
                y0 + (y1 - y0) * share + rng.uniform(-shake, shake),
            )
        )
    pen.line(points, fill=ink, width=width, joint="curve")


def drawn_page(pdf: bytes, number: int) -> Image.Image:
    """A page of a PDF as it comes out of the printer, sharp enough to be written on."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[number].render(scale=_DRAWN * 25.4 / 72, grayscale=True)
        image: Image.Image = bitmap.to_pil().convert("L")
        return image
    finally:
        document.close()


def scanned(paper: Image.Image, scan: Scan, rng: random.Random) -> Image.Image:
    """The paper as the scanner or the telephone gives it."""
    per_mm = scan.dpi / 25.4
    small = paper.resize((round(PAGE[0] * per_mm), round(PAGE[1] * per_mm)), Image.Resampling.BOX)
    bed = ImageOps.expand(small, round(12 * per_mm), fill=rng.choice((255, 235, 90)))
    if scan.aslant:
        bed = _aslant(bed, scan.aslant, rng)
    turned = bed.rotate(scan.turned, Image.Resampling.BICUBIC, expand=True, fillcolor=240)
    if scan.blur:
        turned = turned.filter(ImageFilter.GaussianBlur(scan.blur))
    if scan.shadow:
        gradient = Image.linear_gradient("L").resize(turned.size)
        darker = gradient.point(lambda value: round(255 - scan.shadow * value))
        turned = ImageChops.multiply(turned, darker)
    if scan.noise:
        grain = Image.frombytes("L", turned.size, rng.randbytes(turned.width * turned.height))
        grain = grain.point(lambda value: value * scan.noise // 255)
        turned = ImageChops.add(turned, grain, offset=-scan.noise // 2)
    return turned


def as_jpeg(picture: Image.Image, quality: int = 75) -> bytes:
    """A picture as the scanner's program saves it."""
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return target.getvalue()


def as_pdf(pictures: list[Image.Image]) -> bytes:
    """Several pages as the scanner's program saves them in one file."""
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=150)
    return target.getvalue()


def _aslant(paper: Image.Image, share: float, rng: random.Random) -> Image.Image:
    width, height = paper.size
    far = share * width
    corners = [
        (rng.uniform(0, far), rng.uniform(0, far)),
        (rng.uniform(0, far), height - rng.uniform(0, far)),
        (width - rng.uniform(0, far), height - rng.uniform(0, far)),
        (width - rng.uniform(0, far), rng.uniform(0, far)),
    ]
    # A quadrilateral of the paper fills the picture, so the paper itself looks drawn out.
    numbers = [number for corner in corners for number in corner]
    x = [(0.0, 0.0), (0.0, float(height)), (float(width), float(height)), (float(width), 0.0)]
    grown = list(zip(numbers[::2], numbers[1::2], strict=True))
    return paper.transform(
        paper.size,
        Image.Transform.PERSPECTIVE,
        solve(grown, x),
        Image.Resampling.BICUBIC,
        fillcolor=240,
    )
