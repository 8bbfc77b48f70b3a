"""Which rows of a checklist stand on which page, and where, in whole millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.checklist_sheet import ChecklistRow, ChecklistSheet
from core.domain.checklists import CHECK_STEP, ChecklistPage, rows_sum
from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.typeset import Text, TextStyle, set_text

LEFT: Final = 18
TEXT_AT: Final = 30
TEXT_WIDTH: Final = 102
OWN_GAP: Final = 4
NOTE_HEIGHT: Final = 7
"""The line to write on, below a row's text."""
CHECKS_AT: Final = 50
HEAD_END: Final = 44
_LEAST_HEIGHT: Final = 14
_COLUMN_HEADS: Final = 9
_DAY_LINE: Final = 11
_ROWS_END: Final = 272
_SIGNATURES: Final = 26
_ROW: Final = TextStyle(9, look.INK)
_HEADING: Final = TextStyle(9, look.ACCENT, Weight.SEMIBOLD)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row with its texts broken into lines. Heights are in millimetres."""

    row: ChecklistRow
    text: Text
    own: Text | None
    heading: Text | None
    height: int
    heading_height: int


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page: what its code says, and the rows that are drawn on it."""

    code: ChecklistPage
    rows: tuple[SetRow, ...]
    last: bool

    @property
    def rows_begin(self) -> int:
        """Where the first row or the heading above it begins."""
        return self.code.top - (self.rows[0].heading_height if self.rows else 0)


def lay_out(sheet: ChecklistSheet) -> tuple[LaidPage, ...]:
    """Divide the rows onto pages; the last one has room for the signatures.

    Raises:
        UnprintableTextError: no font of ours has a character of it.
    """
    rows = _set_rows(sheet.rows)
    pages: list[list[SetRow]] = [[]]
    below = _begin(1)
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        room = _ROWS_END - (_SIGNATURES if last else 0)
        # On a page of its own a row repeats the element that it belongs to.
        new = not pages[-1]
        shown = row if new or row.row.heading else _without_heading(row)
        if below + shown.heading_height + shown.height > room and not new:
            pages.append([])
            below, shown = _begin(len(pages)), row
        pages[-1].append(shown)
        below += shown.heading_height + shown.height
    return tuple(_laid(sheet, pages, number) for number in range(len(pages)))


def _laid(sheet: ChecklistSheet, pages: Sequence[Sequence[SetRow]], at: int) -> LaidPage:
    rows = tuple(pages[at])
    following = [one.heading_height for one in rows[1:]] + [0]
    code = ChecklistPage(
        task_id=sheet.task_id,
        case_id=sheet.case_id,
        page=at + 1,
        pages=len(pages),
        first=sum(map(len, pages[:at])),
        heights=tuple(one.height + more for one, more in zip(rows, following, strict=False)),
        top=_begin(at + 1) + (rows[0].heading_height if rows else 0),
        checks_top=0 if at else CHECKS_AT,
        rows_sum=rows_sum([one.row.id for one in rows]),
    )
    return LaidPage(code, rows, last=at == len(pages) - 1)


def _begin(page: int) -> int:
    """Where rows begin below the column heads of the page."""
    if page > 1:
        return HEAD_END + _COLUMN_HEADS
    return CHECKS_AT + round(4 * CHECK_STEP) + _DAY_LINE + _COLUMN_HEADS


def _set_rows(rows: Sequence[ChecklistRow]) -> list[SetRow]:
    heading = ""
    found = []
    for row in rows:
        heading = row.heading or heading
        found.append(_set_row(row, heading))
    return found


def _set_row(row: ChecklistRow, heading: str) -> SetRow:
    width = TEXT_WIDTH if not row.own else (TEXT_WIDTH - OWN_GAP) / 2
    text = set_text(row.text, _ROW, width * mm)
    own = set_text(row.own, _ROW, width * mm) if row.own else None
    above = set_text(heading, _HEADING, (TEXT_WIDTH + TEXT_AT - LEFT) * mm) if heading else None
    high = max(text.height, own.height if own else 0) / mm
    return SetRow(
        row=row,
        text=text,
        own=own,
        heading=above,
        height=max(_LEAST_HEIGHT, math.ceil(high) + 2 + NOTE_HEIGHT),
        heading_height=math.ceil(above.height / mm) + 2 if above else 0,
    )


def _without_heading(row: SetRow) -> SetRow:
    return SetRow(row.row, row.text, row.own, None, row.height, 0)
