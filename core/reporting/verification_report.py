"""The printable report of a check: what was asked, the answer, and every check with its code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from core.reporting import look
from core.reporting.blocks import Block, draw_column, paginate
from core.reporting.fonts import UnprintableTextError, Weight, runs
from core.reporting.look import mm
from core.reporting.marks import PRACTICE_BAND, practice_marks, rule
from core.reporting.pdf import pdf_bytes
from core.reporting.report_marks import PaperTone, draw_tone, tone_colour, tone_tint
from core.reporting.typeset import Align, Text, TextStyle, fit_text, set_text


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """One check: its name, the answer as a shape and in words, its sentence and stable code."""

    name: str
    tone: PaperTone
    answer: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class PaperAward:
    """An award: each unit with the line below it, then who answers for them."""

    units: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PaperPassport:
    """What one code says of its holder; not made after a bad signature."""

    name: str
    own_name: str
    facts: str
    reminder: str
    heading: str
    """Whether it is proved, or only claimed."""
    issued: str
    awards: tuple[PaperAward, ...]
    no_unit: str
    """What is said where there is no award."""
    statements: tuple[tuple[str, str], ...] = ()
    statements_heading: str = ""
    notices: tuple[str, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class VerificationPaper:
    """All words of the report of one input, in the reader's language."""

    title: str
    tone: PaperTone
    word: str
    sentence: str
    advice: str
    facts: tuple[tuple[str, str], ...]
    """What was checked, when, as of when, with which lists: label and value."""
    passports: tuple[PaperPassport, ...]
    checks_heading: str
    checks: tuple[PaperCheck, ...]
    closing: str
    practice: str = ""
    """The sentence of the band across the page; empty outside of practice."""


_WORD: Final = TextStyle(21, look.INK, Weight.SEMIBOLD)
_SENTENCE: Final = TextStyle(11, look.INK)
_NAME: Final = TextStyle(15, look.INK, Weight.SEMIBOLD)
_OWN_NAME: Final = TextStyle(12, look.INK)
_FOOT: Final = 12 * mm
_BOX_PAD: Final = 4 * mm
_MARK: Final = 15 * mm
_LABEL_WIDTH: Final = 32 * mm
_ANSWER_WIDTH: Final = 34 * mm
_MAX_TEXT: Final = 60 * mm


def verification_report_pdf(papers: Sequence[VerificationPaper]) -> bytes:
    """Return one PDF with the report of each input; each begins a page.

    Characters that no font of ours has are printed as a replacement mark: names of files and
    what a stranger's code says must not keep the report from being printed.
    """

    def draw(canvas: Canvas) -> None:
        for paper in papers:
            _draw(canvas, paper)

    return pdf_bytes(draw, title=papers[0].title, author="Touchstone")


def _draw(canvas: Canvas, paper: VerificationPaper) -> None:
    top = look.TOP - PRACTICE_BAND - 5 * mm if paper.practice else look.TOP
    head = 10 * mm
    room = top - head - look.BOTTOM - _FOOT
    pages = paginate(list(_blocks(paper)), iter(lambda: room, None))
    for number, blocks in enumerate(pages, start=1):
        if paper.practice:
            practice_marks(canvas, _printable(paper.practice))
        rule(canvas, top, width=1.4 * mm, colour=look.ACCENT)
        _fit(paper.title, look.HEADING, look.WIDTH).draw(canvas, look.MARGIN, top - 2.5 * mm)
        draw_column(canvas, blocks, top - head)
        _draw_foot(canvas, paper, number, len(pages))
        canvas.showPage()


def _draw_foot(canvas: Canvas, paper: VerificationPaper, page: int, pages: int) -> None:
    y = look.BOTTOM + 7 * mm
    rule(canvas, y)
    closing = _fit(paper.closing, look.LABEL, look.WIDTH - 20 * mm, 8 * mm)
    closing.draw(canvas, look.MARGIN, y - 1 * mm)
    number = set_text(f"{page} / {pages}", look.LABEL, 20 * mm)
    number.draw(canvas, look.MARGIN, y - 1 * mm, look.WIDTH, Align.RIGHT)


def _blocks(paper: VerificationPaper) -> Iterator[Block]:
    yield _verdict(paper)
    for name, value in paper.facts:
        yield _pair(name, value)
    for passport in paper.passports:
        yield from _passport(passport)
    if paper.checks:
        yield _heading(paper.checks_heading)
        yield from (_check(one) for one in paper.checks)


def _verdict(paper: VerificationPaper) -> Block:
    width = look.WIDTH - 2 * _BOX_PAD - _MARK
    word = replace(_WORD, colour=tone_colour(paper.tone))
    texts = [_fit(paper.word, word, width), _fit(paper.sentence, _SENTENCE, width)]
    if paper.advice:
        texts.append(_fit(paper.advice, look.BODY, width))
    inner = max(sum(text.height for text in texts), _MARK)

    def draw(canvas: Canvas, top: float) -> None:
        bottom = top - inner - 2 * _BOX_PAD
        canvas.setFillColor(tone_tint(paper.tone))
        canvas.roundRect(look.MARGIN, bottom, look.WIDTH, top - bottom, 2 * mm, stroke=0, fill=1)
        draw_tone(canvas, paper.tone, look.MARGIN + _BOX_PAD, top - _BOX_PAD - 1 * mm, 10 * mm)
        y = top - _BOX_PAD
        for text in texts:
            y = text.draw(canvas, look.MARGIN + _BOX_PAD + _MARK, y)

    return Block(inner + 2 * _BOX_PAD + 4 * mm, draw)


def _passport(passport: PaperPassport) -> Iterator[Block]:
    for notice in passport.notices:
        yield _lines([(notice, look.STRONG)], above=2 * mm)
    yield _lines(
        [
            (passport.name, _NAME),
            (passport.own_name, _OWN_NAME),
            (passport.facts, look.BODY),
            (passport.reminder, look.STRONG),
        ],
        above=5 * mm,
    )
    yield _heading(passport.heading)
    yield _lines([(passport.issued, look.ASIDE)], keep=True)
    if not passport.awards:
        yield _lines([(passport.no_unit, look.STRONG)], above=1 * mm)
    for award in passport.awards:
        yield from _award(award)
    if passport.statements:
        yield _heading(passport.statements_heading)
        for text, basis in passport.statements:
            style = replace(look.BODY, struck=passport.struck)
            yield _columns([(0.0, text, style), (look.WIDTH - 45 * mm, basis, look.ASIDE)])


def _award(award: PaperAward) -> Iterator[Block]:
    for title, line in award.units:
        head = replace(look.STRONG, struck=award.struck)
        yield _lines([(title, head), (line, look.BODY)], above=2 * mm, keep=True)
    yield _lines([(line, look.ASIDE) for line in award.lines], above=0.5 * mm, below=1.5 * mm)


def _heading(text: str) -> Block:
    words = _fit(text, look.HEADING, look.WIDTH)

    def draw(canvas: Canvas, top: float) -> None:
        y = words.draw(canvas, look.MARGIN, top - 5 * mm)
        rule(canvas, y - 0.6 * mm, width=0.9, colour=look.ACCENT)

    return Block(words.height + 7 * mm, draw, keep_with_next=True)


def _lines(
    texts: Sequence[tuple[str, TextStyle]],
    *,
    above: float = 0.0,
    below: float = 0.0,
    keep: bool = False,
) -> Block:
    lines = [_fit(text, style, look.WIDTH) for text, style in texts if text]

    def draw(canvas: Canvas, top: float) -> None:
        y = top - above
        for line in lines:
            y = line.draw(canvas, look.MARGIN, y)

    height = sum(line.height for line in lines)
    return Block(above + height + below, draw, keep_with_next=keep)


def _pair(name: str, value: str) -> Block:
    return _columns([(0.0, name, look.ASIDE), (_LABEL_WIDTH, value, look.BODY)], pad=0.4 * mm)


def _check(check: PaperCheck) -> Block:
    answer = replace(look.STRONG, colour=tone_colour(check.tone))
    row = _columns(
        [
            (0.0, check.name, look.STRONG),
            (_LABEL_WIDTH + 6 * mm, check.answer, answer),
            (_LABEL_WIDTH + _ANSWER_WIDTH, f"{check.sentence}  [{check.code}]", look.BODY),
        ],
        ruled=True,
    )

    def draw(canvas: Canvas, top: float) -> None:
        draw_tone(canvas, check.tone, look.MARGIN + _LABEL_WIDTH, top - 1.6 * mm, 3.6 * mm)
        row.draw(canvas, top)

    return Block(row.height, draw)


def _columns(
    cells: Sequence[tuple[float, str, TextStyle]], *, pad: float = 1.1 * mm, ruled: bool = False
) -> Block:
    ends = [x for x, _, _ in cells[1:]] + [look.WIDTH + 3 * mm]
    texts = [
        (x, _fit(text, style, end - x - 3 * mm))
        for (x, text, style), end in zip(cells, ends, strict=True)
    ]
    height = max(text.height for _, text in texts) + 2 * pad

    def draw(canvas: Canvas, top: float) -> None:
        for x, text in texts:
            text.draw(canvas, look.MARGIN + x, top - pad)
        if ruled:
            rule(canvas, top - height)

    return Block(height, draw)


def _fit(text: str, style: TextStyle, width: float, height: float = _MAX_TEXT) -> Text:
    return fit_text(_printable(text), [style], width, height)


def _printable(text: str) -> str:
    shown = unicodedata.normalize("NFC", text)
    for weight in Weight:
        try:
            runs(shown, weight)
        except UnprintableTextError as error:
            missing = str(error.facts["characters"])
            shown = shown.translate({ord(character): "\ufffd" for character in missing})
    return shown
