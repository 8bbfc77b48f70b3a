"""The card's back: the code, what it proves, and how to check it."""

from __future__ import annotations

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import PassportSheet
from core.reporting import card_look, look
from core.reporting.card_look import HEIGHT, MARGIN, WIDTH
from core.reporting.look import mm
from core.reporting.marks import UNPROVED, breakable, qr_symbol
from core.reporting.typeset import Align, fit_text, set_text
from credentials.qr_symbol import QUIET_ZONE_MODULES, qr_matrix

_CODE_SIDE: Final = 47 * mm
"""With the quiet zone. The largest symbol has 113 modules with it: 0.41 mm each."""
_CODE_X: Final = 2 * mm
"""Of the quiet zone, which nobody minds being cut into a little by a printer's white edge."""
_TEXT_X: Final = _CODE_X + _CODE_SIDE
_TEXT_WIDTH: Final = WIDTH - MARGIN - _TEXT_X
_PRACTICE_HEIGHT: Final = 4 * mm


def draw_back(canvas: Canvas, sheet: PassportSheet) -> None:
    """Draw the back with its lower left corner at the origin."""
    matrix = qr_matrix(sheet.code_text)
    module = _CODE_SIDE / (len(matrix) + 2 * QUIET_ZONE_MODULES)
    inset = QUIET_ZONE_MODULES * module
    bottom = (HEIGHT - _CODE_SIDE) / 2
    qr_symbol(canvas, matrix, _CODE_X + inset, bottom + inset, module)
    top = HEIGHT - bottom - inset
    if sheet.practice:
        top = _draw_practice(canvas, top) - 1.2 * mm
    _draw_advice(canvas, sheet, top)


def _draw_practice(canvas: Canvas, top: float) -> float:
    canvas.setFillColor(look.WARNING)
    canvas.rect(_TEXT_X, top - _PRACTICE_HEIGHT, _TEXT_WIDTH, _PRACTICE_HEIGHT, stroke=0, fill=1)
    word = set_text("PRACTICE", card_look.BAND, _TEXT_WIDTH)
    middle = top - (_PRACTICE_HEIGHT - word.height) / 2
    word.draw(canvas, _TEXT_X, middle, _TEXT_WIDTH, Align.CENTRE)
    return top - _PRACTICE_HEIGHT


def _draw_advice(canvas: Canvas, sheet: PassportSheet, top: float) -> None:
    how = (
        "Scan the code with Touchstone: no network and no account are needed. Then compare name "
        "and birth date with the holder's own document."
    )
    award = "" if sheet.portfolio_only else ", the award with its units, signers and dates"
    proves = (
        f"The code proves name and birth date{award}. It does not prove what is marked {UNPROVED}."
    )
    gap = 0.8 * mm
    x, width = _TEXT_X, _TEXT_WIDTH
    top = set_text("Check this card", card_look.HEADS[0], width).draw(canvas, x, top)
    for text in (how, proves):
        top = set_text(text, card_look.TEXT, width).draw(canvas, x, top) - gap
    top = set_text("Address to trust", card_look.LABEL, width).draw(canvas, x, top)
    address = breakable(sheet.address, card_look.HEADS[1], width)
    top = fit_text(address, card_look.HEADS[1:], width, 7.5 * mm).draw(canvas, x, top)
    warning = "A code with another address is not this agency's."
    top = set_text(warning, card_look.NOTES[1], width).draw(canvas, x, top) - gap
    ask = set_text(f"{sheet.centre.contact}{UNPROVED}", card_look.NOTES[1], width)
    if ask.height <= top - MARGIN / 2:
        ask.draw(canvas, x, top)
