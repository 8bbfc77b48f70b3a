"""The observation checklist on paper: rows with boxes, to be filled in by hand and read back.

Nothing on a page is as dark and as large as the squares in its corners, and nothing is printed
close to a box: by both the page is read back (`core.scanning.checklist_marks`).
"""

from __future__ import annotations

from typing import Final

import zxingcpp
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from core.domain import checklists
from core.domain.checklist_sheet import ChecklistSheet
from core.domain.checklists import (
    BOX,
    CHECK_BOXES,
    CHECK_STEP,
    CODE_AT,
    CODE_SIDE,
    CORNER_SIDE,
    CORNERS,
    BoxColumn,
    write_code,
)
from core.domain.sessions import CheckKind
from core.reporting import look
from core.reporting.checklist_layout import (
    CHECKS_AT,
    HEAD_END,
    LEFT,
    NOTE_HEIGHT,
    OWN_GAP,
    TEXT_AT,
    TEXT_WIDTH,
    LaidPage,
    SetRow,
    lay_out,
)
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.marks import qr_symbol
from core.reporting.pdf import pdf_bytes
from core.reporting.typeset import Align, TextStyle, fit_text, set_text

_RIGHT: Final = 192
_HEAD_WIDTH: Final = 134
_DARK: Final = 0
_BOX_LINE: Final = HexColor("#6B7680")
_TITLE: Final = TextStyle(13, look.ACCENT, Weight.SEMIBOLD)
_NAME: Final = TextStyle(12, look.INK, Weight.SEMIBOLD)
_NUMBER: Final = TextStyle(9, look.INK, Weight.SEMIBOLD)
_PRACTICE: Final = TextStyle(8, look.WARNING, Weight.SEMIBOLD)
_HEAD: Final = TextStyle(7, look.QUIET, Weight.SEMIBOLD)
_WORDS: Final = {
    BoxColumn.MET: "MET",
    BoxColumn.NOT_MET: "NOT MET",
    BoxColumn.NOT_SEEN: "NOT SEEN",
    BoxColumn.PROMPTED: "PROMPTED",
}
_CHECKS: Final = {
    CheckKind.DOCUMENT_SEEN: "Identity document seen",
    CheckKind.FACE_COMPARED: "Face compared with the document",
    CheckKind.PHOTO_NOW: "Photo taken now (to be added when this is entered)",
    CheckKind.SAFETY_BRIEF: "Safety explained",
    CheckKind.PROTECTIVE_EQUIPMENT: "Protective equipment worn",
    CheckKind.PLAN_EXPLAINED: "Plan and right of appeal explained",
    CheckKind.CONSENT_TO_RECORD: "May be recorded: yes",
}
_NO_CONSENT: Final = "May be recorded: no"
_HOW: Final = (
    "Cross one box in each row that you saw. A row without a cross stays unmarked. Wrong box? "
    "Cross the right one too: you will be asked when the sheet is entered."
)
_NO_PASSPORT: Final = "Working paper of an assessor. It proves nothing and is no skill passport."


def checklist_pdf(*sheets: ChecklistSheet) -> bytes:
    """Return the pages of these checklists, one worker after the other.

    Raises:
        UnprintableTextError: no font of ours has a character of it.
    """
    laid = [(sheet, lay_out(sheet)) for sheet in sheets]

    def draw(canvas: Canvas) -> None:
        for sheet, pages in laid:
            for page in pages:
                _draw_page(canvas, sheet, page)
                canvas.showPage()

    return pdf_bytes(draw, title="Observation checklist", author=sheets[0].centre)


def _draw_page(canvas: Canvas, sheet: ChecklistSheet, page: LaidPage) -> None:
    _corners(canvas)
    _code(canvas, page)
    _head(canvas, sheet, page)
    if page.code.checks_top:
        _checks(canvas)
    _column_heads(canvas, page)
    for row, top in zip(page.rows, page.code.row_tops(), strict=True):
        _row(canvas, row, top)
    _hairline(canvas, page.code.top + sum(page.code.heights))
    if page.last:
        _signatures(canvas)
    _foot(canvas, sheet, page)


def _up(down: float) -> float:
    """Points from the paper's lower edge, for millimetres from its upper one."""
    return float(look.PAGE_HEIGHT) - down * mm


def _write(
    canvas: Canvas, text: str, style: TextStyle, x: float, down: float, width: float, high: float
) -> float:
    """Write into a field of so many millimetres, and return where it ends."""
    made = fit_text(text, [style], width * mm, high * mm)
    made.draw(canvas, x * mm, _up(down))
    return down + made.height / mm


def _corners(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    half = CORNER_SIDE / 2
    for x, y in CORNERS:
        canvas.rect((x - half) * mm, _up(y + half), CORNER_SIDE * mm, CORNER_SIDE * mm, 0, 1)


def _code(canvas: Canvas, page: LaidPage) -> None:
    code = zxingcpp.create_barcode(write_code(page.code), zxingcpp.BarcodeFormat.QRCode)
    drawn = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    symbol = Image.fromarray(drawn)  # type: ignore[arg-type]  # pillow needs no __len__ of it
    dark = [value == _DARK for value in symbol.tobytes()]
    matrix = [dark[start : start + symbol.width] for start in range(0, len(dark), symbol.width)]
    x, down = CODE_AT
    module = CODE_SIDE * mm / symbol.width
    qr_symbol(canvas, matrix, x * mm, _up(down + CODE_SIDE), module)


def _head(canvas: Canvas, sheet: ChecklistSheet, page: LaidPage) -> None:
    down = _write(canvas, "Observation checklist", _TITLE, LEFT, 9, _HEAD_WIDTH, 7)
    said = f"{sheet.centre} · {sheet.reference} · page {page.code.page} of {page.code.pages}"
    down = _write(canvas, said, look.NOTE, LEFT, down, _HEAD_WIDTH, 4)
    if sheet.practice:
        down = _write(canvas, sheet.practice, _PRACTICE, LEFT, down, _HEAD_WIDTH, 4)
    bib = f"[{sheet.bib}] " if sheet.bib else ""
    who = " · ".join(filter(None, (f"{bib}{sheet.name}", sheet.own_name)))
    down = _write(canvas, who, _NAME, LEFT, down + 0.5, _HEAD_WIDTH, 9)
    down = _write(canvas, sheet.unit, look.STRONG, LEFT, down, _HEAD_WIDTH, 9)
    task = " · ".join(filter(None, (sheet.task, sheet.place)))
    _write(canvas, task, look.SMALL, LEFT, down, _HEAD_WIDTH, HEAD_END - down)


def _checks(canvas: Canvas) -> None:
    _write(canvas, "BEFORE THE FIRST MARK", _HEAD, LEFT, CHECKS_AT - 4, 80, 4)
    for box, (x, line) in CHECK_BOXES.items():
        middle = CHECKS_AT + CHECK_STEP * (line + 0.5)
        _box(canvas, x, middle)
        words = _CHECKS[box.kind] if box.answer else _NO_CONSENT
        _write(canvas, words, look.SMALL, x + 6, middle - 2.2, 76, 4.5)
    down = CHECKS_AT + 4 * CHECK_STEP + 7
    for x, words, width in ((LEFT, "Observed on (day)", 40), (92, "from", 28), (132, "to", 28)):
        _write(canvas, words, look.NOTE, x, down - 4, 34, 4)
        start = x + (28 if x == LEFT else 9)
        _line(canvas, start, down, start + width)


def _column_heads(canvas: Canvas, page: LaidPage) -> None:
    down = page.rows_begin - 4.5
    for column, words in _WORDS.items():
        made = set_text(words, _HEAD, 20 * mm)
        made.draw(canvas, (column.value - 10) * mm, _up(down), 20 * mm, Align.CENTRE)
    if page.code.page == 1:
        _write(canvas, _HOW, look.LABEL, LEFT, down - 3, 108, 7)


def _row(canvas: Canvas, row: SetRow, top: float) -> None:
    if row.heading is not None:
        row.heading.draw(canvas, LEFT * mm, _up(top - row.heading_height + 1))
    _hairline(canvas, top)
    _write(canvas, row.row.number, _NUMBER, LEFT, top + 1, TEXT_AT - LEFT - 1, 6)
    if row.row.critical:
        _write(canvas, "critical", look.LABEL, LEFT, top + 5.5, TEXT_AT - LEFT - 1, 4)
    row.text.draw(canvas, TEXT_AT * mm, _up(top + 1))
    if row.own is not None:
        row.own.draw(canvas, (TEXT_AT + (TEXT_WIDTH + OWN_GAP) / 2) * mm, _up(top + 1))
    note = top + row.height - 1.5
    _write(canvas, "note", look.LABEL, TEXT_AT, note - 3, 10, NOTE_HEIGHT)
    _line(canvas, TEXT_AT + 8, note, _RIGHT)
    for column in BoxColumn:
        _box(canvas, column.value, top + checklists.BOX_DOWN)


def _signatures(canvas: Canvas) -> None:
    for x, words in ((LEFT, "Observer: name, signature, date"), (108, "Worker: signature, date")):
        _line(canvas, x, 275, x + 80)
        _write(canvas, words, look.LABEL, x, 276, 80, 4)


def _foot(canvas: Canvas, sheet: ChecklistSheet, page: LaidPage) -> None:
    said = f"{sheet.reference} · {page.code.page} / {page.code.pages} · {_NO_PASSPORT}"
    _write(canvas, said, look.LABEL, LEFT, 284, 170, 4)


def _box(canvas: Canvas, x: float, down: float) -> None:
    canvas.setStrokeColor(_BOX_LINE)
    canvas.setLineWidth(0.9)
    half = BOX / 2
    canvas.roundRect((x - half) * mm, _up(down + half), BOX * mm, BOX * mm, 1.5, stroke=1, fill=0)


def _line(canvas: Canvas, x: float, down: float, until: float) -> None:
    canvas.setStrokeColor(look.QUIET)
    canvas.setLineWidth(look.HAIRLINE)
    canvas.setDash(1, 1.5)
    canvas.line(x * mm, _up(down), until * mm, _up(down))
    canvas.setDash()


def _hairline(canvas: Canvas, down: float) -> None:
    canvas.setStrokeColor(look.RULE)
    canvas.setLineWidth(look.HAIRLINE)
    canvas.line(LEFT * mm, _up(down), _RIGHT * mm, _up(down))
