"""The letter to a worker whose passport was suspended or revoked, or whose suspension ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.marks import PRACTICE_BAND, practice_marks, rule
from core.reporting.pdf import pdf_bytes
from core.reporting.typeset import TextStyle, fit_text


@dataclass(frozen=True, slots=True)
class StatusLetter:
    """All words of the letter, in the writer's language, from top to bottom."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: str
    subject: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    """Below the room for a signature by hand."""
    practice: str = ""
    """The sentence of the band across the page; empty outside of practice."""


_BODY: Final = TextStyle(11, look.INK)
_SUBJECT: Final = TextStyle(13, look.INK, Weight.SEMIBOLD)
_MAX: Final = 90 * mm
_SIGNATURE_ROOM: Final = 22 * mm


def status_letter_pdf(letter: StatusLetter) -> bytes:
    """Return the letter as one A4 page.

    Raises:
        UnprintableTextError: no font of ours has a character of it.
        TextTooLongError: a paragraph is longer than a third of the page.
    """

    def draw(canvas: Canvas) -> None:
        if letter.practice:
            practice_marks(canvas, letter.practice)
        y = look.TOP - (PRACTICE_BAND + 5 * mm if letter.practice else 0)
        y = _lines(canvas, letter.sender, look.ASIDE, y) - 3 * mm
        rule(canvas, y, colour=look.ACCENT)
        y = _lines(canvas, letter.addressee, _BODY, y - 14 * mm) - 12 * mm
        y = _lines(canvas, (letter.day,), _BODY, y) - 8 * mm
        y = _lines(canvas, (letter.subject,), _SUBJECT, y) - 5 * mm
        for paragraph in letter.paragraphs:
            y = _lines(canvas, (paragraph,), _BODY, y) - 3.5 * mm
        _lines(canvas, letter.signature, _BODY, y - _SIGNATURE_ROOM)
        canvas.showPage()

    return pdf_bytes(draw, title=letter.subject, author=letter.sender[0])


def _lines(canvas: Canvas, texts: Sequence[str], style: TextStyle, y: float) -> float:
    for text in texts:
        if text:
            y = fit_text(text, [style], look.WIDTH, _MAX).draw(canvas, look.MARGIN, y)
    return y
