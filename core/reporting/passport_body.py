"""The flowing part of the passport: awards with their units, then what is stated without award."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.domain.passport_sheet import (
    PassportSheet,
    SheetAward,
    SheetSigner,
    SheetStatement,
    SheetUnit,
)
from core.reporting import look
from core.reporting.blocks import Block
from core.reporting.look import mm
from core.reporting.marks import abreast_height, draw_abreast, in_words, rule
from core.reporting.typeset import Align, Text, TextStyle, fit_text, set_text

_CODE_WIDTH: Final = 24 * mm
_TITLE_WIDTH: Final = 76 * mm
_LEVEL_WIDTH: Final = 22 * mm
_EVIDENCE_WIDTH: Final = look.WIDTH - _CODE_WIDTH - _TITLE_WIDTH - _LEVEL_WIDTH
_GUTTER: Final = 3 * mm
_GROUP_WIDTH: Final = 34 * mm
_BASIS_WIDTH: Final = 40 * mm
_DATES_WIDTH: Final = 56 * mm
_PAD: Final = 1.1 * mm
_MAX_ROW: Final = 45 * mm
"""A title or statement of the greatest allowed length, in the widest script, stays under this."""


def body_blocks(sheet: PassportSheet) -> list[Block]:
    """Return everything between the holder and the foot, as strips that may be divided."""
    blocks = [block for award in sheet.awards for block in _award_blocks(award)]
    if sheet.portfolio_only:
        blocks = [_portfolio_only()]
    return blocks + list(_statement_blocks(sheet))


def _portfolio_only() -> Block:
    head = set_text("Portfolio only", look.HEADING, look.WIDTH)
    words = set_text(
        "No unit was assessed, so no assessor and no verifier signed. The centre has received the "
        "holder's portfolio of evidence and states what follows from it.",
        look.BODY,
        look.WIDTH,
    )
    above = 4.5 * mm

    def draw(canvas: Canvas, top: float) -> None:
        words.draw(canvas, look.MARGIN, head.draw(canvas, look.MARGIN, top - above) - 0.5 * mm)

    return Block(above + head.height + words.height + 1 * mm, draw)


def _award_blocks(award: SheetAward) -> Iterator[Block]:
    yield _award_head(award)
    again = _continued(award)
    for number, unit in enumerate(award.units):
        # The last unit stays with the signers, the first with the heading: nobody signs nothing.
        last = number == len(award.units) - 1
        yield _unit_row(award, unit, keep_with_next=last, heading=again if number else None)
    yield _signers(award)


def _award_head(award: SheetAward) -> Block:
    main = look.WIDTH - _DATES_WIDTH - _GUTTER
    result = f"{award.kind}: {award.qualification}" if award.qualification else award.kind
    kind = fit_text(result, [look.HEADING, look.STRONG], main, _MAX_ROW)
    under = f"{award.framework}\nUnder the authority of {award.authority}"
    source = fit_text(under, [look.NOTE], main, _MAX_ROW)
    decided = set_text(f"Decided {in_words(award.decided_on)}", look.SMALL, _DATES_WIDTH)
    until = f"Valid until {in_words(award.expires)}" if award.expires else "No date of expiry"
    expires = set_text(until, look.SMALL, _DATES_WIDTH)
    above = 4.5 * mm
    columns = _column_heads(award)
    height = above + kind.height + source.height + 2 * mm + columns.height

    def draw(canvas: Canvas, top: float) -> None:
        y = kind.draw(canvas, look.MARGIN, top - above)
        y = source.draw(canvas, look.MARGIN, y)
        dates = top - above - 1.2 * mm
        for text in (decided, expires):
            dates = text.draw(canvas, look.MARGIN, dates, look.WIDTH, Align.RIGHT)
        columns.draw(canvas, y - 2 * mm)

    return Block(height, draw, keep_with_next=True)


def _continued(award: SheetAward) -> Block:
    head = fit_text(f"{award.kind}, continued", [look.STRONG], look.WIDTH, 10 * mm)
    columns = _column_heads(award)

    def draw(canvas: Canvas, top: float) -> None:
        columns.draw(canvas, head.draw(canvas, look.MARGIN, top - 3 * mm) - 1 * mm)

    return Block(head.height + columns.height + 4 * mm, draw)


def _column_heads(award: SheetAward) -> Block:
    cells = _cells(award, ("Unit", "Title", "Level", "Proved by"), [look.LABEL])
    height = max(text.height for _, text in cells)

    def draw(canvas: Canvas, top: float) -> None:
        for x, text in cells:
            text.draw(canvas, x, top)
        rule(canvas, top - height - 0.4 * mm, width=0.9, colour=look.ACCENT)

    return Block(height + 0.6 * mm, draw)


def _unit_row(
    award: SheetAward, unit: SheetUnit, *, keep_with_next: bool, heading: Block | None
) -> Block:
    texts = (unit.code, unit.title, unit.level, ", ".join(unit.evidence))
    return _row(_cells(award, texts, [look.BODY, look.SMALL]), keep_with_next, heading)


def _cells(
    award: SheetAward, texts: tuple[str, str, str, str], styles: list[TextStyle]
) -> list[tuple[float, Text]]:
    """Set a row of the units' table. Where no unit has a level, the titles take its column."""
    level = _LEVEL_WIDTH if any(unit.level for unit in award.units) else 0.0
    widths = (_CODE_WIDTH, _TITLE_WIDTH + _LEVEL_WIDTH - level, level, _EVIDENCE_WIDTH)
    cells, x = [], look.MARGIN
    for text, width in zip(texts, widths, strict=True):
        if width:
            cells.append((x, fit_text(text, styles, width - _GUTTER, _MAX_ROW)))
        x += width
    return cells


def _row(cells: Sequence[tuple[float, Text]], keep_with_next: bool, heading: Block | None) -> Block:
    xs, texts = [x for x, _ in cells], [text for _, text in cells]
    height = abreast_height(texts) + 2 * _PAD

    def draw(canvas: Canvas, top: float) -> None:
        draw_abreast(canvas, texts, xs, top - _PAD)
        rule(canvas, top - height)

    return Block(height, draw, keep_with_next=keep_with_next, heading=heading)


def _signers(award: SheetAward) -> Block:
    half = look.WIDTH / 2
    columns = [
        _signer("Assessed by", award.assessor, half - _GUTTER),
        _signer("Verified by", award.verifier, half - _GUTTER),
    ]
    above, below = 1.8 * mm, 2 * mm
    height = max(sum(text.height for text in column) for column in columns) + above + below

    def draw(canvas: Canvas, top: float) -> None:
        for place, column in enumerate(columns):
            y = top - above
            for text in column:
                y = text.draw(canvas, look.MARGIN + place * half, y)

    return Block(height, draw)


def _signer(label: str, signer: SheetSigner, width: float) -> list[Text]:
    return [
        set_text(label, look.LABEL, width),
        fit_text(signer.name, [look.STRONG, look.SMALL], width, 20 * mm),
        fit_text(f"Certified assessor, No. {signer.certification}", [look.NOTE], width, 10 * mm),
    ]


def _statement_blocks(sheet: PassportSheet) -> Iterator[Block]:
    groups = (
        ("Soft skills", sheet.soft_skills),
        ("Languages", sheet.languages),
        ("Cultures lived in", sheet.cultures),
    )
    rows = [(name, statement) for name, group in groups for statement in group]
    if not rows:
        return
    yield _statements_head()
    last = len(rows) - 1
    for name, group in groupby(enumerate(rows), key=lambda numbered: numbered[1][0]):
        for place, (number, (_, statement)) in enumerate(group):
            yield _statement_row("" if place else name, name, statement, last=number == last)


def _statements_head() -> Block:
    head = set_text("Soft skills, languages and cultures", look.HEADING, look.WIDTH)
    note = set_text(
        "Stated by the centre, not assessed against a standard unless it says so.",
        look.NOTE,
        look.WIDTH,
    )
    basis = set_text("Basis", look.LABEL, _BASIS_WIDTH)
    above = 5 * mm

    def draw(canvas: Canvas, top: float) -> None:
        y = note.draw(canvas, look.MARGIN, head.draw(canvas, look.MARGIN, top - above))
        basis.draw(canvas, look.MARGIN + look.WIDTH - _BASIS_WIDTH, y + basis.height)
        rule(canvas, y - 0.8 * mm, width=0.9, colour=look.ACCENT)

    return Block(above + head.height + note.height + 1 * mm, draw, keep_with_next=True)


def _statement_row(label: str, group: str, statement: SheetStatement, *, last: bool) -> Block:
    text_x = look.MARGIN + _GROUP_WIDTH
    text_width = look.WIDTH - _GROUP_WIDTH - _BASIS_WIDTH - _GUTTER
    cells = [
        (look.MARGIN, set_text(label, look.STRONG, _GROUP_WIDTH)),
        (text_x, fit_text(statement.text, [look.BODY, look.SMALL], text_width, _MAX_ROW)),
        (
            look.MARGIN + look.WIDTH - _BASIS_WIDTH,
            fit_text(statement.basis, [look.ASIDE], _BASIS_WIDTH, _MAX_ROW),
        ),
    ]
    again = None if label else _group_again(group)
    return _row(cells, False, again)


def _group_again(group: str) -> Block:
    head = set_text(f"{group}, continued", look.STRONG, look.WIDTH)

    def draw(canvas: Canvas, top: float) -> None:
        y = head.draw(canvas, look.MARGIN, top - 3 * mm)
        rule(canvas, y - 0.6 * mm, width=0.9, colour=look.ACCENT)

    return Block(head.height + 4 * mm, draw)
