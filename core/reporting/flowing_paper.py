"""A paper of any length: letters to workers and reports, in two languages beside each other.

Nothing is cut: what does not fit onto a page goes onto the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, repeat
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.blocks import Block, draw_column, paginate
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.marks import PRACTICE_BAND, practice_marks, rule
from core.reporting.pdf import pdf_bytes
from core.reporting.typeset import Align, Text, TextStyle, fit_text, set_text


class Level(Enum):
    """How a paragraph looks."""

    SUBJECT = "subject"
    HEADING = "heading"
    STRONG = "strong"
    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and the same in the worker's language at its right."""

    text: str
    own: str = ""
    level: Level = Level.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below titles, which come again on each page. `shares` are the columns' widths."""

    titles: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FlowingPaper:
    """All that is printed, from top to bottom."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: str
    reference: str
    title: str
    parts: tuple[Paragraph | Table, ...]
    signature: tuple[str, ...] = ()
    """Below the room for a signature by hand; without one there is no such room."""
    practice: str = ""
    """The sentence of the band across each page; empty outside of practice."""


_STYLES: Final = {
    Level.SUBJECT: TextStyle(15, look.ACCENT, Weight.SEMIBOLD),
    Level.HEADING: look.HEADING,
    Level.STRONG: TextStyle(10.5, look.INK, Weight.SEMIBOLD),
    Level.BODY: TextStyle(10.5, look.INK),
    Level.NOTE: look.NOTE,
}
_ABOVE: Final = {Level.SUBJECT: 2 * mm, Level.HEADING: 5 * mm}
_CELL: Final = TextStyle(9, look.INK)
_TITLE: Final = TextStyle(8, look.QUIET, Weight.SEMIBOLD)
_BELOW: Final = 2.2 * mm
_GUTTER: Final = 6 * mm
_CELL_GAP: Final = 2.5 * mm
_SIGNATURE_ROOM: Final = 20 * mm
_FOOT: Final = 9 * mm
_LINES_TOGETHER: Final = 60 * mm
"""Higher than this, a paragraph or a row is divided over pages by its lines."""


def flowing_pdf(paper: FlowingPaper) -> bytes:
    """Return the paper as A4 pages.

    Raises:
        UnprintableTextError: no font of ours has a character of it.
    """
    top = look.TOP - (PRACTICE_BAND + 5 * mm if paper.practice else 0)
    room = top - look.BOTTOM - _FOOT
    blocks = [*_head(paper), *_body(paper), *_foot(paper)]
    pages = paginate(blocks, chain(repeat(room)))

    def draw(canvas: Canvas) -> None:
        for number, page in enumerate(pages, start=1):
            if paper.practice:
                practice_marks(canvas, paper.practice)
            draw_column(canvas, page, top)
            _draw_foot(canvas, paper, number, len(pages))
            canvas.showPage()

    return pdf_bytes(draw, title=paper.title, author=paper.sender[0])


def _draw_foot(canvas: Canvas, paper: FlowingPaper, number: int, pages: int) -> None:
    y = look.BOTTOM + 5 * mm
    rule(canvas, y)
    left = fit_text(
        " · ".join(filter(None, (paper.reference, paper.title))),
        [look.LABEL],
        look.WIDTH - 30 * mm,
        4 * mm,
    )
    left.draw(canvas, look.MARGIN, y - 1 * mm)
    right = set_text(f"{number} / {pages}", look.LABEL, 20 * mm)
    right.draw(canvas, look.MARGIN, y - 1 * mm, look.WIDTH, Align.RIGHT)


def _head(paper: FlowingPaper) -> Iterator[Block]:
    for line in filter(None, paper.sender):
        yield _plain(line, look.ASIDE)
    yield Block(5 * mm, lambda canvas, y: rule(canvas, y - 2 * mm, colour=look.ACCENT))
    if any(paper.addressee):
        yield _space(8 * mm)
        for line in filter(None, paper.addressee):
            yield _plain(line, _STYLES[Level.BODY])
        yield _space(6 * mm)
    yield _plain("  ·  ".join(filter(None, (paper.day, paper.reference))), look.ASIDE)
    yield _space(4 * mm)


def _body(paper: FlowingPaper) -> Iterator[Block]:
    for part in paper.parts:
        if isinstance(part, Table):
            yield from _table(part)
        else:
            yield from _paragraph(part)


def _foot(paper: FlowingPaper) -> Iterator[Block]:
    if paper.signature:
        yield replace(_space(_SIGNATURE_ROOM), keep_with_next=True)
        *first, last = filter(None, paper.signature)
        for line in first:
            yield replace(_plain(line, _STYLES[Level.BODY]), keep_with_next=True)
        yield _plain(last, _STYLES[Level.BODY])


def _paragraph(part: Paragraph) -> Iterator[Block]:
    style, heading = _STYLES[part.level], part.level in _ABOVE
    half = (look.WIDTH - _GUTTER) / 2
    texts = [set_text(part.text, style, half if part.own else look.WIDTH)]
    if part.own:
        texts.append(set_text(part.own, style, half))
    if heading:
        yield replace(_space(_ABOVE[part.level]), keep_with_next=True)
    for strip in _strips(texts, [look.MARGIN, look.MARGIN + half + _GUTTER]):
        yield replace(strip, keep_with_next=heading)
    yield replace(_space(_BELOW), keep_with_next=heading)


def _table(part: Table) -> Iterator[Block]:
    unit = look.WIDTH / sum(part.shares)
    xs = [look.MARGIN + unit * sum(part.shares[:place]) for place in range(len(part.shares))]
    widths = [unit * share - _CELL_GAP for share in part.shares]
    titles = [set_text(one, _TITLE, wide) for one, wide in zip(part.titles, widths, strict=True)]
    heading = _with_rule(next(iter(_strips(titles, xs))), 1.5 * mm)
    yield replace(heading, keep_with_next=bool(part.rows))
    for row in part.rows:
        cells = [set_text(one, _CELL, wide) for one, wide in zip(row, widths, strict=True)]
        *first, last = _strips(cells, xs)
        for strip in first:
            yield replace(strip, heading=heading)
        yield replace(_with_rule(last, 1.5 * mm), heading=heading)
    yield _space(_BELOW)


def _strips(texts: Sequence[Text], xs: Sequence[float]) -> Iterator[Block]:
    """Texts beside each other as one strip, or line by line where they are high."""
    if max(text.height for text in texts) <= _LINES_TOGETHER:
        yield _abreast(texts, xs)
        return
    for place in range(max(len(text.lines) for text in texts)):
        lines = [Text(text.lines[place : place + 1], text.style) for text in texts]
        yield _abreast(lines, xs)


def _abreast(texts: Sequence[Text], xs: Sequence[float]) -> Block:
    def draw(canvas: Canvas, top: float) -> None:
        for text, x in zip(texts, xs, strict=False):
            text.draw(canvas, x, top)

    return Block(max(text.height for text in texts), draw)


def _with_rule(block: Block, room: float) -> Block:
    def draw(canvas: Canvas, top: float) -> None:
        block.draw(canvas, top - room)
        rule(canvas, top - block.height - 2 * room)

    return Block(block.height + 2 * room, draw)


def _plain(text: str, style: TextStyle) -> Block:
    made = set_text(text, style, look.WIDTH)
    return Block(made.height, lambda canvas, top: _draw(made, canvas, top))


def _draw(text: Text, canvas: Canvas, top: float) -> None:
    text.draw(canvas, look.MARGIN, top)


def _space(height: float) -> Block:
    return Block(height, lambda canvas, top: None)
