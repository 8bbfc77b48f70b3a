"""The marks of an answer on paper: a shape and a colour, beside the word."""

from __future__ import annotations

from enum import Enum
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.typeset import Align, TextStyle, set_text


class PaperTone(Enum):
    """Good, bad, open or nothing to check. Open is grey: neither red nor green."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    NONE = "none"


_COLOURS: Final = {
    PaperTone.GOOD: HexColor("#1D6B3C"),
    PaperTone.BAD: HexColor("#A3271C"),
    PaperTone.OPEN: HexColor("#4B5661"),
    PaperTone.NONE: look.QUIET,
}
_TINTS: Final = {
    PaperTone.GOOD: HexColor("#E7F2EA"),
    PaperTone.BAD: HexColor("#F9E8E6"),
    PaperTone.OPEN: HexColor("#ECEFF1"),
    PaperTone.NONE: look.TINT,
}


def tone_colour(tone: PaperTone) -> Color:
    """The colour of its word and shape."""
    return _COLOURS[tone]


def tone_tint(tone: PaperTone) -> Color:
    """The colour of the field behind it."""
    return _TINTS[tone]


def draw_tone(canvas: Canvas, tone: PaperTone, x: float, top: float, size: float) -> None:
    """Draw the shape: a ticked circle, a crossed one, an open one with a query, or a dash."""
    radius, middle = size / 2, top - size / 2
    canvas.saveState()
    canvas.setStrokeColor(tone_colour(tone))
    canvas.setFillColor(tone_colour(tone))
    canvas.setLineWidth(size / 9)
    if tone is PaperTone.NONE:
        canvas.line(x, middle, x + size, middle)
    else:
        inset = size / 18
        canvas.circle(x + radius, middle, radius - inset, fill=int(tone is PaperTone.GOOD))
    if tone is PaperTone.GOOD:
        canvas.setStrokeColor(look.WHITE)
        path = canvas.beginPath()
        path.moveTo(x + size * 0.27, middle - size * 0.03)
        path.lineTo(x + size * 0.44, middle - size * 0.19)
        path.lineTo(x + size * 0.74, middle + size * 0.16)
        canvas.drawPath(path)
    if tone is PaperTone.BAD:
        arm = radius * 0.42
        for slope in (-1, 1):
            canvas.line(
                x + radius - arm, middle - slope * arm, x + radius + arm, middle + slope * arm
            )
    if tone is PaperTone.OPEN:
        style = TextStyle(size * 0.62, tone_colour(tone), Weight.SEMIBOLD)
        query = set_text("?", style, size)
        query.draw(canvas, x, middle + query.height / 2, size, Align.CENTRE)
    canvas.restoreState()
