"""Text on a canvas: shaped, wrapped and aligned, in every script that `fonts` knows.

ReportLab's `Paragraph` breaks lines at spaces only, so a Khmer or Thai phrase runs out of its
column; and `Canvas.drawString(shaping=True)` silently does not shape. Hence these few functions.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate, groupby
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
    """A run after shaping. All lengths are those for size 1."""

    face: Face
    text: str
    stretches: tuple[Stretch, ...]
    advances: tuple[float, ...]
    """What each character adds to the width; 0 for one that is drawn together with the last."""
    width: float
    reads_as_drawn: bool
    """Whether a reader of PDF finds the characters again in the glyphs.

    Not if they stand in another order; and beside marks, or where glyphs are drawn apart, some
    readers see a space.
    """


@dataclass(frozen=True, slots=True)
class Text:
    """Lines in one style. Heights and widths are in points."""

    lines: tuple[tuple[Piece, ...], ...]
    style: TextStyle

    @property
    def height(self) -> float:
        """Of all lines together. A line is as high as its tallest script."""
        return sum(self._above(line) + self._below(line) for line in self.lines)

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((self._width(line) for line in self.lines), default=0.0)

    def draw(
        self, canvas: Canvas, x: float, top: float, width: float = 0.0, align: Align = Align.LEFT
    ) -> float:
        """Draw the lines into a column that begins at `x`, and return the y below them."""
        canvas.setFillColor(self.style.colour)
        for line in self.lines:
            base = top - self._above(line)
            self._draw_line(canvas, line, x + align.value * (width - self._width(line)), base)
            top = base - self._below(line)
        return top

    def _draw_line(self, canvas: Canvas, line: tuple[Piece, ...], x: float, base: float) -> None:
        size = self.style.size
        if self.style.struck:
            canvas.setStrokeColor(self.style.colour)
            canvas.setLineWidth(size / 14)
            middle = base + size * _STRIKE_HEIGHT
            canvas.line(x, middle, x + self._width(line), middle)
        for piece in line:
            canvas.setFont(piece.face.name, size)
            if not piece.reads_as_drawn:  # copying and searching need the text itself
                actual = f"feff{piece.text.encode('utf-16-be').hex()}"
                canvas.addLiteral(f"/Span <</ActualText <{actual}>>> BDC")
            for stretch in piece.stretches:
                canvas.drawString(x + stretch.right * size, base + stretch.up * size, stretch.drawn)
            if not piece.reads_as_drawn:
                canvas.addLiteral("EMC")
            x += piece.width * size

    def _width(self, line: tuple[Piece, ...]) -> float:
        return self.style.size * _width(line)

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
    return Text(_lines(text, style.weight, width / style.size), style)


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


@lru_cache(maxsize=1024)
def _lines(text: str, weight: Weight, width: float) -> tuple[tuple[Piece, ...], ...]:
    """Break and shape a text for size 1. Kept: most of what a sheet says, all sheets say."""
    return tuple(
        _shape(line, weight)
        for paragraph in text.split("\n")
        for line in _broken(paragraph, weight, width)
    )


_UNSURE: Final = 0.1
"""How far a width may be off, for size 1, that is read off a longer text: by kerning."""


def _broken(paragraph: str, weight: Weight, width: float) -> Iterator[str]:
    """Divide a paragraph into lines by the widths of its characters, as they are in the whole.

    So it is shaped once and not at each place where it might break. A line may turn out wider when
    it stands alone; then what is in doubt goes to the next one.
    """
    words = unicodedata.normalize("NFC", paragraph).split()
    whole = " ".join(words)
    if _width(_shape(whole, weight)) <= width:
        yield whole
        return
    advances = (advance for piece in _shape(whole, weight) for advance in piece.advances)
    places = list(accumulate(advances, initial=0.0))

    def fits(start: int, end: int) -> bool:
        return _width(_shape(whole[start:end], weight)) <= width

    def surely_fits(start: int, end: int) -> bool:
        return places[end] - places[start] <= width - _UNSURE or fits(start, end)

    ends = list(_ends(words, surely_fits))
    start = first = 0
    while first < len(ends):
        furthest = places[start] + width + _UNSURE
        last = bisect(ends, furthest, lo=first, key=lambda end: places[end]) - 1
        while last > first and not fits(start, ends[last]):
            last -= 1
        last = max(last, first)  # a syllable goes in, however wide
        end = ends[last]
        yield whole[start:end]
        start, first = end + (whole[end : end + 1] == " "), last + 1


def _ends(words: list[str], fits: Callable[[int, int], bool]) -> Iterator[int]:
    """Where lines may end: after a word, and after the syllables of one that alone is too long."""
    start = 0
    for word in words:
        end = start + len(word)
        if not fits(start, end):
            *syllables, _ = accumulate(map(len, _syllables(word)), initial=start)
            yield from syllables[1:]
        yield end
        start = end + 1


_STACKING: Final = frozenset("\u1039\u17d2\u094d\u09cd\u0c4d\u0dca\u200d")
"""Signs that bind the consonant after them: virama, coeng, zero width joiner."""
_LEADING_VOWELS: Final = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels that are written before their consonant."""
_FOLLOWING: Final = frozenset("ะาำๅๆฯະາຳໆຯ")
"""Thai and Lao vowels and signs that are written after their consonant, but are letters too."""


def _syllables(word: str) -> list[str]:
    parts: list[str] = []
    for character in word:
        marks = unicodedata.category(character).startswith("M")
        bound = marks or character in _STACKING or character in _FOLLOWING
        if parts and (bound or parts[-1][-1] in _STACKING or parts[-1][-1] in _LEADING_VOWELS):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


@lru_cache(maxsize=1024)
def _shape(text: str, weight: Weight) -> tuple[Piece, ...]:
    return tuple(_piece(run) for run in runs(text, weight))


def _piece(run: Run) -> Piece:
    name = run.face.name
    drawn = shapeStr(run.text, name, 1) if run.face.embedded else run.text
    if isinstance(drawn, ShapedStr):
        stretches, advances = _stretches(drawn, len(run.text))
    else:
        stretches = (Stretch(drawn, 0.0, 0.0),)
        advances = tuple(stringWidth(character, name, 1) for character in drawn)
    marked = any(unicodedata.category(character)[0] == "M" for character in run.text)
    as_drawn = not marked and [stretch.drawn for stretch in stretches] == [run.text]
    return Piece(run.face, run.text, stretches, advances, sum(advances), as_drawn)


def _stretches(drawn: ShapedStr, characters: int) -> tuple[tuple[Stretch, ...], tuple[float, ...]]:
    """Return the glyphs of each height, and what each of the characters adds to the width."""
    # ReportLab 5.1 forgets to come back to the line after two raised or lowered glyphs in a row
    # (its `setRise`), so glyphs of different heights are given to it one height at a time.
    stretches, right = [], 0.0
    advances = [0.0] * characters
    glyphs = zip(str(drawn), drawn.__shapeData__, strict=True)
    for up, level in groupby(glyphs, key=lambda glyph: glyph[1].y_offset):
        letters, data = zip(*level, strict=True)
        flat = ShapedStr("".join(letters), shapeData=[d._replace(y_offset=0) for d in data])
        stretches.append(Stretch(flat, right, up / 1000))
        for one in data:
            advances[one.cluster] += one.x_advance / 1000
            right += one.x_advance / 1000
    return tuple(stretches), tuple(advances)


def _width(line: tuple[Piece, ...]) -> float:
    return sum(piece.width for piece in line)
