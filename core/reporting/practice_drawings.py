"""Drawn pictures of the practice centre: a workshop that looks like a photograph, and a face.

Nobody is shown: both are drawn here and say PRACTICE. The same call gives the same bytes.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_FINE: Final = 2
"""Drawn twice as large and reduced, so that edges are smooth."""
_JPEG_QUALITY: Final = 86


@cache
def workshop_photo_jpeg() -> bytes:
    """Draw a lathe with a stepped shaft in its chuck, slightly tilted and grainy, 1600 x 1200."""
    image = Image.new("RGB", (1600 * _FINE, 1200 * _FINE), "#8d968f")
    draw = ImageDraw.Draw(image)
    _wall_and_floor(draw)
    _lathe_bed(draw)
    _headstock(draw)
    _shaft(draw)
    _tool_post(draw)
    _tailstock(draw)
    photo = image.resize((1600, 1200), Image.Resampling.LANCZOS)
    photo = photo.rotate(-1.4, Image.Resampling.BICUBIC).crop((40, 40, 1560, 1160))
    photo = photo.resize((1600, 1200), Image.Resampling.BICUBIC)
    photo = _grain(_shade(photo.filter(ImageFilter.GaussianBlur(1.1))))
    _label(photo, "PRACTICE  -  drawn, not a photograph", 40)
    return _jpeg(photo)


@cache
def holder_portrait_jpeg() -> bytes:
    """Draw a face for the practice worker's passport, plainly a drawing, 900 x 1200."""
    image = Image.new("RGB", (900 * _FINE, 1200 * _FINE), "#cfdcdf")
    draw = ImageDraw.Draw(image)
    skin, shade, hair, jacket = "#c58f68", "#a97450", "#211b19", "#32566b"
    _ellipse(draw, (90, 850, 810, 1700), jacket)
    _polygon(draw, [(330, 905), (450, 1080), (570, 905)], "#eef1ef")
    _polygon(draw, [(325, 890), (450, 1080), (300, 1130), (250, 930)], "#264556")
    _polygon(draw, [(575, 890), (450, 1080), (600, 1130), (650, 930)], "#264556")
    _polygon(draw, [(375, 740), (525, 740), (555, 925), (450, 1000), (345, 925)], shade)
    _ellipse(draw, (262, 500, 318, 620), shade)
    _ellipse(draw, (582, 500, 638, 620), shade)
    _ellipse(draw, (275, 250, 625, 700), hair)
    _ellipse(draw, (290, 330, 610, 840), skin)
    fringe = [(296, 500), (312, 400), (450, 300), (588, 400), (604, 500), (560, 410), (350, 420)]
    _polygon(draw, fringe, hair)
    for left in (345, 495):
        _ellipse(draw, (left, 535, left + 62, 569), "#f4efe9")
        _ellipse(draw, (left + 18, 535, left + 48, 569), hair)
        _arc(draw, (left - 12, 488, left + 76, 560), 200, 340, hair, 11)
    _arc(draw, (415, 560, 485, 670), 20, 160, shade, 8)
    _arc(draw, (375, 640, 525, 745), 30, 150, "#8c4a3c", 12)
    portrait = image.resize((900, 1200), Image.Resampling.LANCZOS)
    _label(portrait, "PRACTICE", 52)
    return _jpeg(portrait)


@cache
def signature_png() -> bytes:
    """Draw a signature such as a practice worker would write with a finger, 600 x 200."""
    image = Image.new("RGB", (600, 200), "#ffffff")
    draw = ImageDraw.Draw(image)
    strokes = (
        [(60, 130), (95, 55), (120, 60), (90, 120), (130, 140), (170, 90), (180, 135)],
        [(200, 130), (225, 80), (240, 132), (262, 84), (280, 130), (330, 70), (335, 140)],
        [(60, 165), (240, 152), (470, 158)],
    )
    for stroke in strokes:
        draw.line(stroke, fill="#1b2a3a", width=5, joint="curve")
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def _wall_and_floor(draw: ImageDraw.ImageDraw) -> None:
    for y in range(0, 820, 4):
        tone = 120 + y // 14
        _box(draw, (0, y, 1600, y + 4), (tone, tone + 8, tone + 2))
    for x in range(120, 1500, 480):
        _box(draw, (x, 60, x + 330, 330), "#dfe8e6")
        _box(draw, (x + 160, 60, x + 170, 330), "#77817d")
        _box(draw, (x, 190, x + 330, 200), "#77817d")
    for y in range(820, 1200, 4):
        tone = 96 - (y - 820) // 10
        _box(draw, (0, y, 1600, y + 4), (tone + 6, tone, tone - 6))


def _lathe_bed(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (150, 880, 430, 1120), "#3d5c54")
    _box(draw, (1180, 880, 1440, 1120), "#3d5c54")
    _box(draw, (430, 900, 1180, 1010), "#34504a")
    _box(draw, (110, 830, 1490, 892), "#4d7067")
    _box(draw, (110, 812, 1490, 832), "#b9c0c2")
    _box(draw, (110, 822, 1490, 826), "#7c8588")
    _box(draw, (470, 905, 1490, 917), "#a5adb0")  # the lead screw
    for x in range(475, 1485, 10):
        _line(draw, (x, 905, x + 5, 917), "#6b7376", 2)


def _headstock(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (130, 470, 520, 815), "#557a70")
    _box(draw, (130, 470, 520, 500), "#678d83")
    for x, y, radius in ((205, 590, 42), (320, 590, 42), (205, 715, 34), (320, 715, 34)):
        _disc(draw, x, y, radius, "#28322f")
        _disc(draw, x, y, radius - 10, "#c3c8c8")
        _line(draw, (x, y, x + radius - 14, y - radius + 20), "#9b2c22", 7)
    _box(draw, (395, 560, 490, 620), "#e7ead9")
    _box(draw, (395, 640, 490, 670), "#a33327")
    _box(draw, (520, 560, 560, 720), "#858e91")
    for band, tone in enumerate(("#6d7679", "#949da0", "#c3cacc", "#aab2b5", "#7b8487")):
        _box(draw, (560, 505 + band * 54, 650, 559 + band * 54), tone)
    for y in (525, 615, 705):
        _box(draw, (640, y, 705, y + 50), "#596265")


def _shaft(draw: ImageDraw.ImageDraw) -> None:
    """The workpiece: three diameters, each a stack of tones as round metal has."""
    tones = ("#5c6467", "#8a9396", "#c9d0d2", "#f3f6f6", "#d3d9da", "#9aa3a5", "#6a7275")
    for left, right, radius in ((690, 870, 70), (870, 1010, 52), (1010, 1130, 34)):
        height = 2 * radius / len(tones)
        for band, tone in enumerate(tones):
            top = 640 - radius + band * height
            _box(draw, (left, top, right, top + height + 1), tone)
    for x in range(875, 1005, 7):
        _line(draw, (x, 592, x - 3, 688), "#7d8688", 1)


def _tool_post(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (770, 780, 1080, 830), "#4a6a62")
    _box(draw, (840, 735, 1010, 785), "#6f797b")
    _box(draw, (870, 690, 985, 740), "#3c4446")
    _polygon(draw, [(905, 695), (940, 695), (925, 655)], "#d8b34a")
    chips = random.Random(4)  # noqa: S311 - a drawing, and the same one each time
    for _ in range(90):
        x, y = chips.uniform(760, 1150), chips.uniform(795, 880)
        box = (x, y, x + chips.uniform(9, 26), y + chips.uniform(8, 18))
        start = chips.randrange(360)
        _arc(draw, box, start, start + 210, chips.choice(("#c8cfd1", "#8f989b", "#b39b63")), 3)
    _disc(draw, 1060, 870, 62, "#2b3331")
    _disc(draw, 1060, 870, 44, "#8d9698")
    _line(draw, (1060, 870, 1105, 835), "#2b3331", 9)


def _tailstock(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (1230, 570, 1420, 815), "#557a70")
    _box(draw, (1230, 570, 1420, 592), "#678d83")
    _box(draw, (1170, 622, 1230, 658), "#b5bdbf")
    _polygon(draw, [(1128, 640), (1172, 624), (1172, 656)], "#d7dcdd")
    _disc(draw, 1462, 640, 58, "#2b3331")
    _disc(draw, 1462, 640, 40, "#9aa2a4")
    _line(draw, (1462, 640, 1462, 590), "#2b3331", 10)


def _shade(photo: Image.Image) -> Image.Image:
    """Darken the corners, as a cheap lens does."""
    vignette = Image.radial_gradient("L").resize(photo.size)
    light = vignette.point([255 - value // 3 for value in range(256)])
    return ImageChops.multiply(photo, Image.merge("RGB", (light, light, light)))


def _grain(photo: Image.Image) -> Image.Image:
    seeded = random.Random(19)  # noqa: S311 - a drawing, and the same one each time
    noise = Image.frombytes("L", photo.size, seeded.randbytes(photo.width * photo.height))
    soft = noise.filter(ImageFilter.GaussianBlur(0.8)).convert("RGB")
    return Image.blend(photo, soft, 0.07)


def _label(image: Image.Image, text: str, size: int) -> None:
    path = Path(str(files("resources"))) / "fonts" / "NotoSans-SemiBold.ttf"
    font = ImageFont.truetype(str(path), size)
    draw = ImageDraw.Draw(image)
    band = size * 2
    draw.rectangle((0, image.height - band, image.width, image.height), fill="#b4470b")
    centre = (image.width / 2, image.height - band / 2)
    draw.text(centre, text, fill="white", font=font, anchor="mm")


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue()


_Box = tuple[float, float, float, float]
_Ink = str | tuple[int, int, int]


def _large(box: _Box) -> _Box:
    return (box[0] * _FINE, box[1] * _FINE, box[2] * _FINE, box[3] * _FINE)


def _box(draw: ImageDraw.ImageDraw, box: _Box, fill: _Ink) -> None:
    draw.rectangle(_large(box), fill=fill)


def _ellipse(draw: ImageDraw.ImageDraw, box: _Box, fill: _Ink) -> None:
    draw.ellipse(_large(box), fill=fill)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: _Ink) -> None:
    _ellipse(draw, (x - radius, y - radius, x + radius, y + radius), fill)


def _polygon(draw: ImageDraw.ImageDraw, points: Sequence[tuple[float, float]], fill: _Ink) -> None:
    draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=fill)


def _line(draw: ImageDraw.ImageDraw, ends: _Box, fill: _Ink, width: int) -> None:
    draw.line(_large(ends), fill=fill, width=width * _FINE)


def _arc(
    draw: ImageDraw.ImageDraw, box: _Box, start: float, end: float, fill: _Ink, width: int
) -> None:
    draw.arc(_large(box), start, end, fill=fill, width=width * _FINE)
