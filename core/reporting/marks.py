"""Small drawn things that several papers share: rules, the QR symbol, the word PRACTICE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.typeset import Align, Text, TextStyle, set_text

UNPROVED: Final = "†"
"""Stands beside what is printed and not in the code; the sheet explains it."""
_ADDRESS_PARTS: Final = re.compile(r"\w+://|[.]?[^./]+/?|[./]")
_DARK_RUN: Final = re.compile(rb"\x01+")
PRACTICE_BAND: Final = 8 * mm
_BAND_TEXT: Final = TextStyle(9.5, look.WHITE, Weight.SEMIBOLD)
_WATERMARK: Final = TextStyle(104, look.WARNING_TINT, Weight.SEMIBOLD)

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from the computer's language: the sheet is English everywhere."""


def in_words(day: date) -> str:
    """Write a date so that no country reads it the wrong way round: 5 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def breakable(address: str, style: TextStyle, width: float) -> str:
    """Return an address with line ends, where it needs any, after its slashes and before its dots.

    A reader must see where a host ends; lines that break anywhere hide it.
    """
    lines = [""]
    for part in _ADDRESS_PARTS.findall(address):
        if lines[-1] and set_text(lines[-1] + part, style, look.PAGE_WIDTH).width > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def draw_abreast(canvas: Canvas, texts: Sequence[Text], xs: Sequence[float], top: float) -> float:
    """Draw texts beside each other with their first lines on one base; return the y below all."""
    for text, x, lower in zip(texts, xs, _lowered(texts), strict=True):
        text.draw(canvas, x, top - lower)
    return top - abreast_height(texts)


def abreast_height(texts: Sequence[Text]) -> float:
    """How high the texts are together, in points, where `draw_abreast` draws them."""
    return max(low + text.height for low, text in zip(_lowered(texts), texts, strict=True))


def _lowered(texts: Sequence[Text]) -> list[float]:
    ascents = [_first_ascent(text) for text in texts]
    return [max(ascents) - ascent for ascent in ascents]


def _first_ascent(text: Text) -> float:
    return text.style.size * max((piece.face.ascent for piece in text.lines[0]), default=0.0)


def rule(
    canvas: Canvas, y: float, *, width: float = look.HAIRLINE, colour: Color = look.RULE
) -> None:
    """Draw a line across the column."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(look.MARGIN, y, look.MARGIN + look.WIDTH, y)


def practice_marks(canvas: Canvas, text: str) -> None:
    """Say PRACTICE across the whole page and in a band at its top. To be drawn first."""
    canvas.saveState()
    canvas.translate(look.PAGE_WIDTH / 2, look.PAGE_HEIGHT / 2)
    canvas.rotate(52)
    word = set_text("PRACTICE", _WATERMARK, look.PAGE_HEIGHT)
    for shift in (-1.25, 0.5, 2.25):
        word.draw(canvas, -word.width / 2, shift * word.height)
    canvas.restoreState()
    canvas.setFillColor(look.WARNING)
    canvas.rect(look.MARGIN, look.TOP - PRACTICE_BAND, look.WIDTH, PRACTICE_BAND, stroke=0, fill=1)
    band = set_text(text, _BAND_TEXT, look.WIDTH)
    middle = look.TOP - (PRACTICE_BAND - band.height) / 2
    band.draw(canvas, look.MARGIN, middle, look.WIDTH, Align.CENTRE)


def qr_symbol(
    canvas: Canvas, matrix: Sequence[Sequence[bool]], x: float, bottom: float, module: float
) -> None:
    """Draw the dark modules as one black path; `module` is their side in points.

    One path, because renderers leave light seams between rectangles that merely touch.
    """
    rows = enumerate(map(bytes, reversed(matrix)))
    runs = [(y, run.span()) for y, row in rows for run in _DARK_RUN.finditer(row)]
    path = " ".join(f"{start} {y} {end - start} 1 re" for y, (start, end) in runs)
    canvas.saveState()
    canvas.translate(x, bottom)
    canvas.scale(module, module)
    canvas.setFillGray(0)
    canvas.addLiteral(f"n {path} f*")  # `drawPath` writes the same, but takes ten times as long
    canvas.restoreState()
