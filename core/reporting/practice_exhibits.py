"""The papers that the practice centre's worker brings: invented, and marked PRACTICE on every page.

Sok Dara, a lathe operator at the invented Hanshin Precision Co., Ltd., Korea, 2019 to 2025. The
papers say nothing about calculating speeds and feeds: that is the gap the assessment fills.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.marks import PRACTICE_BAND, practice_marks, rule
from core.reporting.pdf import pdf_bytes
from core.reporting.practice_words import (
    DUTIES,
    EMPLOYMENT,
    FIRM,
    FIRM_ADDRESS,
    FIRM_KOREAN,
    LOG,
    PAY,
    PAYEE,
    POST,
    STATEMENT_FIRST,
    STATEMENT_SECOND,
)
from core.reporting.typeset import Align, TextStyle, set_text

_PRACTICE_TEXT: Final = "PRACTICE – an invented paper of an invented firm"

_NAVY: Final = HexColor("#26395C")
_SEAL: Final = HexColor("#B3262A")
_PEN: Final = HexColor("#1C3C8C")
_HEAD: Final = TextStyle(17, _NAVY, Weight.SEMIBOLD)
_KOREAN: Final = TextStyle(11, _NAVY)
_TITLE: Final = TextStyle(14, look.INK, Weight.SEMIBOLD)
_TEXT: Final = TextStyle(10, look.INK)
_BOLD: Final = TextStyle(10, look.INK, Weight.SEMIBOLD)
_LABEL: Final = TextStyle(10, look.QUIET)
_CELL: Final = TextStyle(8.5, look.INK)
_CELL_HEAD: Final = TextStyle(8.5, _NAVY, Weight.SEMIBOLD)
_STAMP: Final = TextStyle(7.5, _SEAL, Weight.SEMIBOLD)


def job_description_pdf() -> bytes:
    """Return the job description of a lathe operator, one page."""

    def draw(canvas: Canvas) -> None:
        y = _letterhead(canvas)
        y = _text(canvas, "Job description: lathe operator (CNC and centre lathe)", _TITLE, y)
        y = _pairs(canvas, POST, y - 4 * mm)
        for head, items in DUTIES:
            y = _text(canvas, head, _BOLD, y - 4 * mm)
            for item in items:
                y = _text(canvas, f"–  {item}", _TEXT, y - 0.8 * mm)
        _sign(canvas, y - 12 * mm, "Park Min-seo", "Personnel, 4 March 2019")
        _foot(canvas, "Form P-11, job description", 1, 1)

    return _paper(draw, "Job description")


def employer_statement_pdf() -> bytes:
    """Return the supervisor's signed statement about the quality of the work, two pages."""

    def draw(canvas: Canvas) -> None:
        y = _letterhead(canvas)
        y = _text(canvas, "14 June 2025", _TEXT, y)
        y = _text(canvas, "Statement of employment and of quality of work", _TITLE, y - 4 * mm)
        y = _pairs(canvas, EMPLOYMENT, y - 3 * mm)
        _paragraphs(canvas, STATEMENT_FIRST, y - 4 * mm)
        _foot(canvas, "Statement for Sok Dara, 14 June 2025", 1, 2)
        y = _paragraphs(canvas, STATEMENT_SECOND, _letterhead(canvas))
        _sign(canvas, y - 12 * mm, "Kim Jae-ho (김재호)", "Production supervisor, 14 June 2025")
        _foot(canvas, "Statement for Sok Dara, 14 June 2025", 2, 2)

    return _paper(draw, "Statement of employment and of quality of work")


def work_log_pdf() -> bytes:
    """Return a worker's daily log of two weeks at the lathe, one page."""

    def draw(canvas: Canvas) -> None:
        y = _letterhead(canvas)
        y = _text(canvas, "Daily work log, lathe 2", _TITLE, y)
        y = _text(canvas, "Operator: Sok Dara, No. 20417; weeks 20 and 21 of 2025", _TEXT, y)
        widths = (20 * mm, 31 * mm, 70 * mm, 35 * mm, 18 * mm)
        y = _table(canvas, LOG, widths, y - 4 * mm)
        note = (
            "Before each shift: guards, chuck key, emergency stop and glasses checked and ticked."
        )
        _text(canvas, note, look.NOTE, y - 4 * mm)
        _foot(canvas, "Form T-03, daily work log", 1, 1)

    return _paper(draw, "Daily work log")


def payslip_pdf() -> bytes:
    """Return a payslip of May 2025, one page."""

    def draw(canvas: Canvas) -> None:
        y = _letterhead(canvas)
        y = _text(canvas, "Payslip, May 2025", _TITLE, y)
        y = _pairs(canvas, PAYEE, y - 4 * mm)
        y = _table(canvas, PAY, (104 * mm, 35 * mm, 35 * mm), y - 5 * mm, numbers_from=1)
        _text(canvas, "Paid into the employee's account on 10 June 2025.", _TEXT, y - 4 * mm)
        _foot(canvas, "Payslip 2025-05, No. 20417", 1, 1)

    return _paper(draw, "Payslip, May 2025")


def _paper(draw: Callable[[Canvas], None], title: str) -> bytes:
    return pdf_bytes(draw, title=f"PRACTICE: {title}", author=FIRM)


def _letterhead(canvas: Canvas) -> float:
    practice_marks(canvas, _PRACTICE_TEXT)
    top = look.TOP - PRACTICE_BAND - 7 * mm
    y = set_text(FIRM, _HEAD, look.WIDTH).draw(canvas, look.MARGIN, top)
    korean = set_text(FIRM_KOREAN, _KOREAN, look.WIDTH)
    korean.draw(canvas, look.MARGIN, top - 2 * mm, look.WIDTH, Align.RIGHT)
    y = _text(canvas, FIRM_ADDRESS, look.NOTE, y) - 2 * mm
    rule(canvas, y, width=1.2, colour=_NAVY)
    return y - 9 * mm


def _text(canvas: Canvas, text: str, style: TextStyle, y: float) -> float:
    return set_text(text, style, look.WIDTH).draw(canvas, look.MARGIN, y)


def _paragraphs(canvas: Canvas, paragraphs: Sequence[str], y: float) -> float:
    for paragraph in paragraphs:
        y = _text(canvas, paragraph, _TEXT, y) - 3 * mm
    return y


def _pairs(canvas: Canvas, pairs: Sequence[tuple[str, str]], y: float) -> float:
    label_width = 42 * mm
    for label, value in pairs:
        set_text(label, _LABEL, label_width).draw(canvas, look.MARGIN, y)
        words = set_text(value, _TEXT, look.WIDTH - label_width)
        y = words.draw(canvas, look.MARGIN + label_width, y)
    return y


def _table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    y: float,
    *,
    numbers_from: int = 99,
) -> float:
    """Draw rows under a heading row; columns from `numbers_from` on are aligned to the right."""
    for number, row in enumerate(rows):
        style = _CELL if number else _CELL_HEAD
        cells = [set_text(c, style, w - 2 * mm) for c, w in zip(row, widths, strict=True)]
        x = look.MARGIN
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            align = Align.RIGHT if column >= numbers_from else Align.LEFT
            cell.draw(canvas, x, y - 1 * mm, width, align)
            x += width
        y -= max(cell.height for cell in cells) + 2 * mm
        rule(canvas, y)
    return y


def _sign(canvas: Canvas, y: float, name: str, role: str) -> None:
    """Draw a signature in blue and the firm's round red seal over it, then name and role."""
    x = look.MARGIN
    canvas.setStrokeColor(_PEN)
    canvas.setLineWidth(1.3)
    pen = canvas.beginPath()
    pen.moveTo(x, y - 4 * mm)
    for step in range(6):
        left = x + (4 + step * 8) * mm
        high = y + (6 - step) * mm
        pen.curveTo(left, high, left + 5 * mm, y - 14 * mm, left + 7 * mm, y - 3 * mm)
    canvas.drawPath(pen, stroke=1, fill=0)
    canvas.setStrokeColor(_SEAL)
    canvas.setLineWidth(1.6)
    centre = (x + 62 * mm, y - 3 * mm)
    canvas.circle(*centre, 11 * mm)
    canvas.circle(*centre, 9.8 * mm)
    seal = set_text("HANSHIN\nPRECISION\n한신정밀", _STAMP, 18 * mm)
    seal.draw(canvas, centre[0] - 9 * mm, centre[1] + seal.height / 2, 18 * mm, Align.CENTRE)
    y = _text(canvas, name, _BOLD, y - 13 * mm)
    _text(canvas, role, look.NOTE, y)


def _foot(canvas: Canvas, text: str, page: int, pages: int) -> None:
    y = look.BOTTOM + 5 * mm
    rule(canvas, y)
    set_text(text, look.LABEL, look.WIDTH).draw(canvas, look.MARGIN, y - 1 * mm)
    number = set_text(f"{page} / {pages}", look.LABEL, look.WIDTH)
    number.draw(canvas, look.MARGIN, y - 1 * mm, look.WIDTH, Align.RIGHT)
    canvas.showPage()
