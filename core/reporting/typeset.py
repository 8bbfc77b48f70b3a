"""Text on a canvas: shaped, wrapped and aligned, in every script that `fonts` knows.

ReportLab's `Paragraph` breaks lines at spaces only, so a Khmer or Thai phrase runs out of its
column; and `Canvas.drawString(shaping=True)` silently does not shape. Hence these few functions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr
from reportlab.pdfgen.canvas import Canvas

from core.reporting.fonts import Face, Run, Weight, runs

_STRIKE_HEIGHT: Final = 0.3
"""Of the line through a text, above its base, for size 1."""


class Align(Enum):
    """Where the lines of a text stand in their column."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size in points, weight and colour. `struck` is for what does not count any more."""

    size: float
    colour: Color
    weight: Weight = Weight.REGULAR
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring glyphs at one height: what ReportLab draws, how far right and up of the run."""

    drawn: str
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run after shaping, and how wide it is in points."""

    face: Face
    text: str
    stretches: tuple[Stretch, ...]
    width: float

    @property
    def reads_as_drawn(self) -> bool:
        """Whether a reader of PDF finds the characters again in the glyphs.

        Not if they stand in another order; and beside marks, or where glyphs are drawn apart, some
        readers see a space.
        """
        marked = any(unicodedata.category(character)[0] == "M" for character in self.text)
        return not marked and [stretch.drawn for stretch in self.stretches] == [self.text]


@dataclass(frozen=True, slots=True)
class Text:
    """Lines in one style. Heights are in points."""

    lines: tuple[tuple[Piece, ...], ...]
    style: TextStyle

    @property
    def height(self) -> float:
        """Of all lines together. A line is as high as its tallest script."""
        return sum(self._above(line) + self._below(line) for line in self.lines)

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((_width(line) for line in self.lines), default=0.0)

    def draw(
        self, canvas: Canvas, x: float, top: float, width: float = 0.0, align: Align = Align.LEFT
    ) -> float:
        """Draw the lines into a column that begins at `x`, and return the y below them."""
        canvas.setFillColor(self.style.colour)
        for line in self.lines:
            base = top - self._above(line)
            self._draw_line(canvas, line, x + align.value * (width - _width(line)), base)
            top = base - self._below(line)
        return top

    def _draw_line(self, canvas: Canvas, line: tuple[Piece, ...], x: float, base: float) -> None:
        if self.style.struck:
            canvas.setStrokeColor(self.style.colour)
            canvas.setLineWidth(self.style.size / 14)
            middle = base + self.style.size * _STRIKE_HEIGHT
            canvas.line(x, middle, x + _width(line), middle)
        for piece in line:
            canvas.setFont(piece.face.name, self.style.size)
            if not piece.reads_as_drawn:  # copying and searching need the text itself
                actual = f"feff{piece.text.encode('utf-16-be').hex()}"
                canvas.addLiteral(f"/Span <</ActualText <{actual}>>> BDC")
            for stretch in piece.stretches:
                canvas.drawString(x + stretch.right, base + stretch.up, stretch.drawn)
            if not piece.reads_as_drawn:
                canvas.addLiteral("EMC")
            x += piece.width

    def _above(self, line: tuple[Piece, ...]) -> float:
        return self.style.size * max((piece.face.ascent for piece in line), default=1.0)

    def _below(self, line: tuple[Piece, ...]) -> float:
        return self.style.size * max((piece.face.descent for piece in line), default=0.3)


def set_text(text: str, style: TextStyle, width: float) -> Text:
    """Break a text into lines of at most `width` points.

    Lines break at spaces; a word that alone is too long (Khmer, Lao, Thai and Burmese write whole
    phrases without one) breaks between syllables. A line end in `text` begins a new line.

    Raises:
        UnprintableTextError: see `fonts.runs`.
    """
    lines: list[tuple[Piece, ...]] = []
    for paragraph in text.split("\n"):
        lines += [_shape(line, style) for line in _broken(paragraph, style, width)]
    return Text(tuple(lines), style)


def fit_text(text: str, styles: list[TextStyle], width: float, max_height: float) -> Text:
    """Set a text in the first of `styles` (large to small) in which it is not too high.

    In the last style it is cut instead, with an ellipsis: the sheet never overlaps.
    """
    *larger, smallest = styles
    for style in larger:
        fitted = set_text(text, style, width)
        if fitted.height <= max_height:
            return fitted
    fitted, kept = set_text(text, smallest, width), text
    while fitted.height > max_height and kept:
        kept = kept[: -max(1, len(kept) // 20)].rstrip()
        fitted = set_text(f"{kept}…", smallest, width)
    return fitted


def _broken(paragraph: str, style: TextStyle, width: float) -> Iterator[str]:
    line = ""
    for part in _parts(paragraph, style, width):
        if line and _width(_shape((line + part).rstrip(), style)) > width:
            yield line.rstrip()
            line = ""
        line += part
    yield line.rstrip()


def _parts(paragraph: str, style: TextStyle, width: float) -> Iterator[str]:
    """Pieces between which a line may break: words, or the syllables of a word that is too long."""
    for word in paragraph.split():
        if _width(_shape(word, style)) <= width:
            yield f"{word} "
        else:
            yield from _syllables(word)
            yield " "


_STACKING: Final = frozenset("\u1039\u17d2\u094d\u09cd\u0c4d\u0dca\u200d")
"""Signs that bind the consonant after them: virama, coeng, zero width joiner."""
_LEADING_VOWELS: Final = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels that are written before their consonant."""


def _syllables(word: str) -> list[str]:
    parts: list[str] = []
    for character in word:
        bound = unicodedata.category(character).startswith("M") or character in _STACKING
        if parts and (bound or parts[-1][-1] in _STACKING or parts[-1][-1] in _LEADING_VOWELS):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def start_afresh() -> None:
    """Forget shaped text; belongs to `fonts.start_afresh`."""
    _shape.cache_clear()


@lru_cache(maxsize=4096)
def _shape(text: str, style: TextStyle) -> tuple[Piece, ...]:
    return tuple(_piece(run, style.size) for run in runs(text, style.weight))


def _piece(run: Run, size: float) -> Piece:
    drawn = shapeStr(run.text, run.face.name, size) if run.face.embedded else run.text
    if not isinstance(drawn, ShapedStr):
        width = stringWidth(drawn, run.face.name, size)
        return Piece(run.face, run.text, (Stretch(drawn, 0.0, 0.0),), width)
    # ReportLab 5.1 forgets to come back to the line after two raised or lowered glyphs in a row
    # (its `setRise`), so glyphs of different heights are given to it one height at a time.
    stretches, right = [], 0.0
    glyphs = zip(str(drawn), drawn.__shapeData__, strict=True)
    for up, level in groupby(glyphs, key=lambda glyph: glyph[1].y_offset):
        characters, data = zip(*level, strict=True)
        flat = ShapedStr("".join(characters), shapeData=[d._replace(y_offset=0) for d in data])
        stretches.append(Stretch(flat, right, up * size / 1000))
        right += sum(d.x_advance for d in data) * size / 1000
    return Piece(run.face, run.text, tuple(stretches), right)


def _width(line: tuple[Piece, ...]) -> float:
    return sum(piece.width for piece in line)
