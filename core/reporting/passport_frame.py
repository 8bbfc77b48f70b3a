"""The fixed parts of the passport's pages: heading, holder, the panel with the code, foot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import PassportSheet
from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.labels import labels_for
from core.reporting.look import mm
from core.reporting.marks import (
    PRACTICE_BAND,
    UNPROVED,
    breakable,
    draw_abreast,
    in_words,
    practice_marks,
    qr_symbol,
    rule,
)
from core.reporting.pictures import portrait_jpeg
from core.reporting.typeset import Align, TextStyle, fit_text, set_text
from credentials.qr_symbol import QUIET_ZONE_MODULES

_CODE_SIDE: Final = 60 * mm
"""With the quiet zone. The largest symbol has 113 modules with it: 0.53 mm each."""
_PANEL_PAD: Final = 2 * mm
PANEL_HEIGHT: Final = _CODE_SIDE + 2 * _PANEL_PAD
FOOT_HEIGHT: Final = 9 * mm

_PHOTO_MM: Final = (27, 36)
_SIDE_WIDTH: Final = 56 * mm
_GAP: Final = 6 * mm

_PRACTICE_TEXT: Final = "PRACTICE – made for training. It proves nothing about anybody."
_NAMES: Final = [TextStyle(s, look.INK, Weight.SEMIBOLD) for s in (21, 18, 15, 12, 10, 8)]
_OWN_NAMES: Final = [TextStyle(s, look.INK) for s in (15, 13, 11, 9, 8)]
_NAME_HEIGHT: Final = 21 * mm
_OWN_NAME_HEIGHT: Final = 14 * mm
_REFERENCE: Final = TextStyle(13, look.INK, Weight.SEMIBOLD)
_ADDRESSES: Final = [TextStyle(s, look.ACCENT, Weight.SEMIBOLD) for s in (11, 9, 7.5)]
_PANEL_NOTE: Final = TextStyle(7.5, look.INK)
_PANEL_HEAD: Final = TextStyle(8, look.ACCENT, Weight.SEMIBOLD)


def draw_first_head(canvas: Canvas, sheet: PassportSheet) -> float:
    """Draw title, issuer and holder of page 1; return the y below them."""
    top = _start_page(canvas, sheet)
    rule(canvas, top, width=1.4 * mm, colour=look.ACCENT)
    top -= 4 * mm
    main = look.WIDTH - _SIDE_WIDTH - _GAP
    left = set_text("Skill passport", look.TITLE, main).draw(canvas, look.MARGIN, top)
    subtitle = "Skills recognised by assessment"
    if sheet.portfolio_only:
        subtitle = "Record of a portfolio. No unit was assessed."
    left = set_text(subtitle, look.BODY, main).draw(canvas, look.MARGIN, left)
    left = _draw_issuer(canvas, sheet, left - 2.5 * mm, main)
    right = _draw_reference(canvas, sheet, top - 2 * mm)
    top = min(left, right) - 3.5 * mm
    rule(canvas, top)
    return _draw_holder(canvas, sheet, top - 4 * mm)


def draw_later_head(canvas: Canvas, sheet: PassportSheet) -> None:
    """Draw the short heading of the pages after the first, above `later_top`."""
    top = _start_page(canvas, sheet)
    rule(canvas, top, width=1.4 * mm, colour=look.ACCENT)
    top -= 3 * mm
    title = set_text("Skill passport, continued", look.HEADING, look.WIDTH / 2)
    reference = set_text(f"{sheet.reference}{UNPROVED}", look.STRONG, look.WIDTH / 2)
    reference.draw(canvas, look.MARGIN, top - 0.6 * mm, look.WIDTH, Align.RIGHT)
    top = title.draw(canvas, look.MARGIN, top)
    born = f"{sheet.holder.latin_name}, born {in_words(sheet.holder.born)}"
    fit_text(born, [look.SMALL], look.WIDTH, 8 * mm).draw(canvas, look.MARGIN, top)


def later_top(sheet: PassportSheet) -> float:
    """Where the content of the pages after the first begins."""
    return _top(sheet) - 18 * mm


def _start_page(canvas: Canvas, sheet: PassportSheet) -> float:
    if sheet.practice:
        practice_marks(canvas, _PRACTICE_TEXT)
    return _top(sheet)


def _top(sheet: PassportSheet) -> float:
    return look.TOP - PRACTICE_BAND - 3.5 * mm if sheet.practice else look.TOP


def _draw_issuer(canvas: Canvas, sheet: PassportSheet, top: float, width: float) -> float:
    centre = sheet.centre
    name = fit_text(centre.name, [look.STRONG, look.SMALL], width, 10 * mm)
    top = name.draw(canvas, look.MARGIN, top)
    line = f"Accredited by {centre.agency}, No. {centre.accreditation}{UNPROVED}"
    return fit_text(line, [look.NOTE, look.LABEL], width, 8 * mm).draw(canvas, look.MARGIN, top)


def _draw_reference(canvas: Canvas, sheet: PassportSheet, top: float) -> float:
    x = look.MARGIN + look.WIDTH - _SIDE_WIDTH
    lines = [("Reference", look.LABEL), (f"{sheet.reference}{UNPROVED}", _REFERENCE)]
    lines.append((f"Issued {in_words(sheet.issued_on)}", look.SMALL))
    if sheet.parts > 1:
        lines.append((f"Part {sheet.part} of {sheet.parts}, each complete in itself", look.SMALL))
    for text, style in lines:
        top = set_text(text, style, _SIDE_WIDTH).draw(canvas, x, top, _SIDE_WIDTH, Align.RIGHT)
    return top


def _draw_holder(canvas: Canvas, sheet: PassportSheet, top: float) -> float:
    holder, labels = sheet.holder, labels_for(sheet.holder.nationality)
    x, width = look.MARGIN, look.WIDTH
    bottom = top
    if holder.photo is not None:
        photo_width, photo_height = (side * mm for side in _PHOTO_MM)
        bottom = top - photo_height
        jpeg = portrait_jpeg(holder.photo, width_mm=_PHOTO_MM[0], height_mm=_PHOTO_MM[1])
        image = ImageReader(io.BytesIO(jpeg))
        canvas.drawImage(image, x, bottom, photo_width, photo_height)
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(look.HAIRLINE)
        canvas.rect(x, bottom, photo_width, photo_height)
        mark = set_text(UNPROVED, look.STRONG, _GAP)
        mark.draw(canvas, x + photo_width + 0.6 * mm, bottom + mark.height - 1 * mm)
        x, width = x + photo_width + _GAP, width - photo_width - _GAP
    y = set_text(labels.both("name"), look.LABEL, width).draw(canvas, x, top + 1 * mm)
    y = fit_text(holder.latin_name, _NAMES, width, _NAME_HEIGHT).draw(canvas, x, y)
    if holder.own_name:
        y = fit_text(holder.own_name, _OWN_NAMES, width, _OWN_NAME_HEIGHT).draw(canvas, x, y)
    fields = [(labels.both("born"), in_words(holder.born))]
    if holder.nationality:
        fields.append((labels.both("nationality"), labels.country or holder.nationality))
    if holder.document_ends:
        fields.append(("Travel document ends", holder.document_ends))
    lowest = _draw_fields(canvas, fields, x, y - 2.5 * mm, width)
    return min(lowest, bottom) - 2 * mm


def _draw_fields(
    canvas: Canvas, fields: Sequence[tuple[str, str]], x: float, top: float, width: float
) -> float:
    column = width / 3
    room = column - 3 * mm
    xs = [x + place * column for place in range(len(fields))]
    labels = [fit_text(label, [look.LABEL], room, 9 * mm) for label, _ in fields]
    values = [fit_text(value, [look.STRONG, look.SMALL], room, 12 * mm) for _, value in fields]
    return draw_abreast(canvas, values, xs, draw_abreast(canvas, labels, xs, top))


def draw_check_panel(
    canvas: Canvas, sheet: PassportSheet, matrix: Sequence[Sequence[bool]], bottom: float
) -> None:
    """Draw the code, what it proves and how to check it, PANEL_HEIGHT high."""
    canvas.setFillColor(look.TINT)
    canvas.roundRect(look.MARGIN, bottom, look.WIDTH, PANEL_HEIGHT, 2 * mm, stroke=0, fill=1)
    x = look.MARGIN + _PANEL_PAD
    canvas.setFillColor(look.WHITE)
    canvas.rect(x, bottom + _PANEL_PAD, _CODE_SIDE, _CODE_SIDE, stroke=0, fill=1)
    modules = len(matrix)
    module = _CODE_SIDE / (modules + 2 * QUIET_ZONE_MODULES)
    inset = QUIET_ZONE_MODULES * module
    qr_symbol(canvas, matrix, x + inset, bottom + _PANEL_PAD + inset, module)
    left = x + _CODE_SIDE + 5 * mm
    _draw_advice(canvas, sheet, left, bottom + PANEL_HEIGHT - 2 * mm)


def _draw_advice(canvas: Canvas, sheet: PassportSheet, x: float, top: float) -> None:
    width = look.MARGIN + look.WIDTH - _PANEL_PAD - x
    top = set_text("Check this passport", look.HEADING, width).draw(canvas, x, top)
    how = (
        "Scan the code with Touchstone: no network and no account are needed. "
        "Then compare the name and birth date with the holder's own document."
    )
    top = set_text(how, _PANEL_NOTE, width).draw(canvas, x, top) - 1.8 * mm
    proves, not_proves = _what_it_proves(sheet)
    half = (width - 4 * mm) / 2
    columns = (("The code proves", proves), ("The code does not prove", not_proves))
    lowest = top
    for place, (head, text) in enumerate(columns):
        left = x + place * (half + 4 * mm)
        y = set_text(head, _PANEL_HEAD, half).draw(canvas, left, top)
        lowest = min(lowest, set_text(text, _PANEL_NOTE, half).draw(canvas, left, y))
    top = set_text("Address to trust", _PANEL_HEAD, width).draw(canvas, x, lowest - 1.8 * mm)
    top = fit_text(breakable(sheet.address, _ADDRESSES[-1], width), _ADDRESSES, width, 8 * mm).draw(
        canvas, x, top
    )
    warning = "A code that begins with another address is not this agency's."
    top = set_text(warning, _PANEL_NOTE, width).draw(canvas, x, top)
    ask = f"Questions: {sheet.centre.contact}{UNPROVED}"
    fit_text(ask, [_PANEL_NOTE, look.LABEL], width, 7 * mm).draw(canvas, x, top)


def _what_it_proves(sheet: PassportSheet) -> tuple[str, str]:
    stated = "what the centre states, with its basis"
    proves = (
        f"Name and birth date; each award with its units, evidence, assessor, verifier and dates; "
        f"{stated}; who issued it. Each signed by those who answer for it."
    )
    if sheet.portfolio_only:
        proves = f"Name and birth date; {stated}; who issued it. Signed by the centre."
    return proves, (
        f"The photo, and anything else that is printed on this sheet and not in the code: "
        f"it is marked {UNPROVED}."
    )


def draw_foot(canvas: Canvas, sheet: PassportSheet, page: int, pages: int) -> None:
    """Draw the last line of a page; `page` of `pages` counts within the part."""
    y = look.BOTTOM + 5 * mm
    rule(canvas, y)
    code = "" if page == 1 else "  ·  the code to check is on page 1"
    line = f"{sheet.reference}{UNPROVED}  ·  {sheet.centre.name}{code}"
    left = fit_text(line, [look.LABEL], look.WIDTH - 40 * mm, 4 * mm)
    left.draw(canvas, look.MARGIN, y - 1 * mm)
    part = f"Part {sheet.part} of {sheet.parts}, page" if sheet.parts > 1 else "Page"
    number = set_text(f"{part} {page} of {pages}", look.LABEL, 40 * mm)
    number.draw(canvas, look.MARGIN, y - 1 * mm, look.WIDTH, Align.RIGHT)
