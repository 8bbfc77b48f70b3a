"""The skill passport on A4: page 1 carries the holder and the code, the rest flows on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import PassportSheet
from core.reporting import look
from core.reporting.blocks import draw_column, paginate
from core.reporting.look import mm
from core.reporting.passport_body import body_blocks
from core.reporting.passport_frame import (
    FOOT_HEIGHT,
    PANEL_HEIGHT,
    draw_check_panel,
    draw_first_head,
    draw_foot,
    draw_later_head,
    later_top,
)
from core.reporting.pdf import pdf_bytes
from credentials.qr_symbol import qr_matrix

_PANEL_BOTTOM = look.BOTTOM + FOOT_HEIGHT
_PANEL_TOP = _PANEL_BOTTOM + PANEL_HEIGHT + 3 * mm


def passport_pdf(first: PassportSheet, *further: PassportSheet) -> bytes:
    """Return the printed passport as one PDF; the same sheets give the same bytes.

    `further` are the other parts of a passport whose awards need several codes; each begins a page.
    The code is drawn as vectors, at least 0.5 mm a module, with its quiet zone. Whoever hands the
    sheet out scans it first: this function does not look at its own work.

    Raises:
        TooLargeError: a code's text does not fit the largest allowed symbol.
        UnprintableTextError: a text holds characters that no font has.
        UnusablePhotoError: the photo is no readable JPEG or PNG.
    """

    def draw(canvas: Canvas) -> None:
        for sheet in (first, *further):
            _draw_part(canvas, sheet)

    title = f"Skill passport {first.reference}"
    return pdf_bytes(draw, title=title, author=first.centre.name)


def _draw_part(canvas: Canvas, sheet: PassportSheet) -> None:
    matrix = qr_matrix(sheet.code_text)
    top = draw_first_head(canvas, sheet)
    pages = paginate(body_blocks(sheet), _rooms(top, later_top(sheet)))
    for number, blocks in enumerate(pages, 1):
        if number == 1:
            draw_check_panel(canvas, sheet, matrix, _PANEL_BOTTOM)
        else:
            draw_later_head(canvas, sheet)
            top = later_top(sheet)
        draw_column(canvas, blocks, top)
        draw_foot(canvas, sheet, number, len(pages))
        canvas.showPage()


def _rooms(first_top: float, later: float) -> Iterator[float]:
    return chain([first_top - _PANEL_TOP], repeat(later - _PANEL_BOTTOM))
