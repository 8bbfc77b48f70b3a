"""The skill passport's card (ISO/IEC 7810 ID-1): the holder and the newest award, and its code.

It is drawn for printers that take cards, and for those that take paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import CardPaper, PassportSheet
from core.reporting import look
from core.reporting.card_back import draw_back
from core.reporting.card_front import draw_front
from core.reporting.card_look import HEIGHT, WIDTH
from core.reporting.look import mm
from core.reporting.pdf import pdf_bytes
from core.reporting.typeset import Align, set_text

_GAP: Final = 14 * mm
_MARK: Final = 5 * mm
_MARK_AWAY: Final = 1.5 * mm
_HOW: Final = (
    "Print at actual size (100 %). Cut along the marks and put the two sides back to back."
)


def card_pdf(sheet: PassportSheet, paper: CardPaper = CardPaper.CARD) -> bytes:
    """Return the card as a PDF; the same sheet gives the same bytes.

    The code is drawn as vectors, at least 0.38 mm a module, with its quiet zone.

    Args:
        sheet: one award, or none, and the code that carries just that.
        paper: what the printer takes.

    Raises:
        TooLargeError: the code's text does not fit the largest allowed symbol.
        UnprintableTextError: a text holds characters that no font has.
        UnusablePhotoError: the photo is no readable JPEG or PNG.
    """
    draw = _draw_cards if paper is CardPaper.CARD else _draw_paper
    title = f"Skill passport {sheet.reference}, card"
    return pdf_bytes(lambda canvas: draw(canvas, sheet), title=title, author=sheet.centre.name)


def _draw_cards(canvas: Canvas, sheet: PassportSheet) -> None:
    for side in (draw_front, draw_back):
        canvas.setPageSize((WIDTH, HEIGHT))
        side(canvas, sheet)
        canvas.showPage()


def _draw_paper(canvas: Canvas, sheet: PassportSheet) -> None:
    x = (look.PAGE_WIDTH - WIDTH) / 2
    top = look.PAGE_HEIGHT - 40 * mm
    set_text(_HOW, look.SMALL, look.WIDTH).draw(
        canvas, look.MARGIN, top + 20 * mm, look.WIDTH, Align.CENTRE
    )
    for side in (draw_front, draw_back):
        with _at(canvas, x, top - HEIGHT):
            side(canvas, sheet)
            _crop_marks(canvas)
        top -= HEIGHT + _GAP
    canvas.showPage()


@contextmanager
def _at(canvas: Canvas, x: float, y: float) -> Iterator[None]:
    canvas.saveState()
    canvas.translate(x, y)
    yield
    canvas.restoreState()


def _crop_marks(canvas: Canvas) -> None:
    canvas.setStrokeColor(look.INK)
    canvas.setLineWidth(0.3)
    for x, outwards in ((0.0, -1), (WIDTH, 1)):
        for y, upwards in ((0.0, -1), (HEIGHT, 1)):
            away, end = _MARK_AWAY, _MARK_AWAY + _MARK
            canvas.line(x + outwards * away, y, x + outwards * end, y)
            canvas.line(x, y + upwards * away, x, y + upwards * end)
