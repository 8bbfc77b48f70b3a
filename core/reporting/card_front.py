"""The card's front: who, what was recognised, by whom, and until when."""

from __future__ import annotations

import io
import math
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import PassportSheet, SheetAward
from core.reporting import card_look, look
from core.reporting.card_look import HEIGHT, MARGIN, WIDTH
from core.reporting.labels import labels_for
from core.reporting.look import mm
from core.reporting.marks import UNPROVED, draw_abreast, in_words
from core.reporting.pictures import portrait_jpeg
from core.reporting.typeset import Align, Text, fit_text, set_text

_INNER: Final = WIDTH - 2 * MARGIN
_COLUMN: Final = _INNER / 2
_BAR: Final = 1.6 * mm
_PRACTICE_BAR: Final = 4 * mm
_PRACTICE_TEXT: Final = "PRACTICE – made for training. It proves nothing about anybody."
_PHOTO_MM: Final = (19.5, 26.0)
_GAP: Final = 3 * mm
_REFERENCE_WIDTH: Final = 22 * mm
_FOOT: Final = 2.4 * mm
"""The card's last line stands on this."""


def draw_front(canvas: Canvas, sheet: PassportSheet) -> None:
    """Draw the front with its lower left corner at the origin."""
    top = _draw_edge(canvas, sheet)
    x, width = MARGIN, _INNER
    bottom = top - _PHOTO_MM[1] * mm
    if sheet.holder.photo is not None:
        _draw_photo(canvas, sheet.holder.photo, bottom)
        x, width = x + _PHOTO_MM[0] * mm + _GAP, width - _PHOTO_MM[0] * mm - _GAP
    y = _draw_head(canvas, sheet, x, top, width)
    _draw_holder(canvas, sheet, x, y - 0.6 * mm, bottom - 0.4 * mm, width)
    top = bottom - 1 * mm
    canvas.setStrokeColor(look.RULE)
    canvas.setLineWidth(look.HAIRLINE)
    canvas.line(MARGIN, top, WIDTH - MARGIN, top)
    _draw_result(canvas, sheet, top - 0.6 * mm)


def _draw_edge(canvas: Canvas, sheet: PassportSheet) -> float:
    """Draw the coloured edge, and return the y below it."""
    if not sheet.practice:
        canvas.setFillColor(look.ACCENT)
        canvas.rect(0, HEIGHT - _BAR, WIDTH, _BAR, stroke=0, fill=1)
        return HEIGHT - _BAR - 1.6 * mm
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(24)
    word = set_text("PRACTICE", card_look.WATERMARK, WIDTH)
    word.draw(canvas, -word.width / 2, word.height / 2 - 2 * mm)
    canvas.restoreState()
    canvas.setFillColor(look.WARNING)
    canvas.rect(0, HEIGHT - _PRACTICE_BAR, WIDTH, _PRACTICE_BAR, stroke=0, fill=1)
    band = set_text(_PRACTICE_TEXT, card_look.BAND, _INNER)
    middle = HEIGHT - (_PRACTICE_BAR - band.height) / 2
    band.draw(canvas, MARGIN, middle, _INNER, Align.CENTRE)
    return HEIGHT - _PRACTICE_BAR - 0.8 * mm


def _draw_photo(canvas: Canvas, photo: bytes, bottom: float) -> None:
    width, height = (side * mm for side in _PHOTO_MM)
    jpeg = portrait_jpeg(photo, width_mm=_PHOTO_MM[0], height_mm=_PHOTO_MM[1])
    canvas.drawImage(ImageReader(io.BytesIO(jpeg)), MARGIN, bottom, width, height)
    mark = set_text(UNPROVED, card_look.VALUES[0], width)
    mark.draw(canvas, MARGIN + width + 0.3 * mm, bottom + mark.height - 0.6 * mm)


def _draw_head(canvas: Canvas, sheet: PassportSheet, x: float, top: float, width: float) -> float:
    text = f"{sheet.reference}{UNPROVED}"
    reference = fit_text(text, card_look.VALUES, _REFERENCE_WIDTH, 3 * mm)
    reference.draw(canvas, x, top - 0.9 * mm, width, Align.RIGHT)
    title = set_text("Skill passport", card_look.TITLE, width - _REFERENCE_WIDTH)
    top = title.draw(canvas, x, top)
    name = fit_text(sheet.centre.name, card_look.NOTES, width, 4.4 * mm)
    return name.draw(canvas, x, top)


def _draw_holder(
    canvas: Canvas, sheet: PassportSheet, x: float, top: float, bottom: float, width: float
) -> None:
    """Draw the fields down to `bottom`, and the names into what is left above them."""
    holder = sheet.holder
    labels, values = _fields(sheet, width / 2 - 2 * mm)
    xs = [x + place * width / 2 for place in range(len(labels))]
    values_top = bottom + max(text.height for text in values)
    fields_top = values_top + max(text.height for text in labels)
    draw_abreast(canvas, labels, xs, fields_top)
    draw_abreast(canvas, values, xs, values_top)
    room = top - fields_top - 0.4 * mm
    latin_room = room * (0.5 if holder.own_name else 1)
    latin = fit_text(holder.latin_name, card_look.NAMES, width, latin_room)
    own = fit_text(holder.own_name, card_look.OWN_NAMES, width, room - latin.height)
    own.draw(canvas, x, latin.draw(canvas, x, top))


def _fields(sheet: PassportSheet, width: float) -> tuple[list[Text], list[Text]]:
    """Set the labels of birth date and nationality, and what they say."""
    holder, labels = sheet.holder, labels_for(sheet.holder.nationality)
    fields = [(labels.both("born"), in_words(holder.born))]
    if holder.nationality:
        fields.append((labels.both("nationality"), labels.country or holder.nationality))
    above = [fit_text(label, [card_look.LABEL], width, 5.2 * mm) for label, _ in fields]
    below = [fit_text(value, card_look.VALUES, width, 3 * mm) for _, value in fields]
    return above, below


def _draw_result(canvas: Canvas, sheet: PassportSheet, top: float) -> None:
    dates = f"Issued {in_words(sheet.issued_on)}"
    if sheet.portfolio_only:
        words = "Portfolio only. No unit was assessed."
        set_text(words, card_look.HEADS[0], _INNER).draw(canvas, MARGIN, top)
        _draw_last_line(canvas, dates)
        return
    award = sheet.awards[0]
    until = f"valid until {in_words(award.expires)}" if award.expires else "no date of expiry"
    floor = _draw_last_line(canvas, f"{dates}  ·  {until}")
    signers = f"Assessed by {award.assessor.name}  ·  verified by {award.verifier.name}"
    lines = fit_text(signers, card_look.NOTES, _INNER, 2.8 * mm)
    floor += lines.height
    lines.draw(canvas, MARGIN, floor)
    result = f"{award.kind}: {award.qualification}" if award.qualification else award.kind
    top = fit_text(result, card_look.HEADS, _INNER, 3.6 * mm).draw(canvas, MARGIN, top)
    top = fit_text(award.framework, card_look.NOTES, _INNER, 2.8 * mm).draw(canvas, MARGIN, top)
    _draw_units(canvas, award, top - 0.4 * mm, floor + 0.3 * mm)


def _draw_last_line(canvas: Canvas, text: str) -> float:
    """Draw the dates, and return the y above them."""
    line = fit_text(text, card_look.VALUES[1:], _INNER, 2.8 * mm)
    line.draw(canvas, MARGIN, _FOOT + line.height)
    return _FOOT + line.height


def _draw_units(canvas: Canvas, award: SheetAward, top: float, floor: float) -> None:
    """Draw all units in full; or each on one line, in two columns; or all their codes."""
    texts = [f"{unit.code}\u00a0 {unit.title}" for unit in award.units]
    for style in card_look.TEXTS:
        for join in ("\n", "  ·  "):
            fitted = set_text(join.join(texts), style, _INNER)
            if fitted.height <= top - floor:
                fitted.draw(canvas, MARGIN, top)
                return
    lines = [_one_line(text, _COLUMN - _GAP / 2) for text in texts]
    rows = math.ceil(len(lines) / 2)
    if sum(line.height for line in lines[:rows]) <= top - floor:
        for x, column in ((MARGIN, lines[:rows]), (MARGIN + _COLUMN, lines[rows:])):
            y = top
            for line in column:
                y = line.draw(canvas, x, y)
        return
    codes = ", ".join(unit.code for unit in award.units)
    alone = f"{len(award.units)} units (the code has their titles): {codes}"
    fit_text(alone, card_look.TEXTS, _INNER, top - floor).draw(canvas, MARGIN, top)


def _one_line(text: str, width: float) -> Text:
    line = set_text(text, card_look.TEXT, look.PAGE_WIDTH)
    return fit_text(text, [card_look.TEXT], width, line.height)
