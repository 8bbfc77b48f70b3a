"""Which font prints which character.

ReportLab has no font fallback: a character that the chosen font lacks is printed as a box. So each
text is cut into runs, one font a run, by the Unicode block of its characters. Fonts are embedded
into the PDF. Only for rare Chinese characters, which the shipped font lacks, is it Adobe's
`STSong-Light`, which most PDF readers bring along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from core.errors import CoreError


class UnprintableTextError(CoreError):
    """A text holds characters that none of the program's fonts has. Facts: text, characters."""

    code = "reporting.unprintable-text"

    def __init__(self, text: str, characters: Iterable[str]) -> None:
        missing = "".join(sorted(set(characters)))
        super().__init__(
            f"no font for {missing.encode('unicode_escape').decode()} in {text[:60]!r}",
            text=text,
            characters=missing,
        )


class Weight(Enum):
    """The two weights of Latin, Greek and Cyrillic; the other scripts have one."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"


@dataclass(frozen=True, slots=True)
class Face:
    """A font as ReportLab knows it, with its height above and below the line for size 1."""

    name: str
    ascent: float
    descent: float
    embedded: bool = True

    def has(self, character: str) -> bool:
        """Whether the font has a glyph of its own for the character."""
        return not self.embedded or ord(character) in _glyphs(self.name)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that one font prints."""

    face: Face
    text: str


_SEA: Final = ("justmytype_intl_sea", "fonts/ofl/{low}/{name}[wdth,wght].ttf")
_INDIC: Final = ("justmytype_intl_south_asia", "fonts/ofl/{low}/{name}[wdth,wght].ttf")
_OWN: Final = ("resources", "fonts/{name}-Regular.ttf")
_CHINESE: Final = "NotoSansSC"
_RARE_CHINESE: Final = "STSong-Light"

# First and last character of the block, the font, where its file is. The default instance of the
# packages' variable fonts is the regular one, and that is what ReportLab embeds.
_BLOCKS: Final = (
    (0x0900, 0x097F, "NotoSansDevanagari", _INDIC),
    (0x0980, 0x09FF, "NotoSansBengali", _INDIC),
    (0x0B80, 0x0BFF, "NotoSansTamil", _INDIC),
    (0x0C00, 0x0C7F, "NotoSansTelugu", _INDIC),
    (0x0D80, 0x0DFF, "NotoSansSinhala", _OWN),
    (0x0E00, 0x0E7F, "NotoSansThai", _SEA),
    (0x0E80, 0x0EFF, "NotoSansLao", _SEA),
    (0x1000, 0x109F, "NotoSansMyanmar", _SEA),
    (0x1100, 0x11FF, "NotoSansKR", _OWN),
    (0x1780, 0x17FF, "NotoSansKhmer", _SEA),
    (0x19E0, 0x19FF, "NotoSansKhmer", _SEA),
    (0x3000, 0x3011, "NotoSansKR", _OWN),
    (0x3012, 0x30FF, _CHINESE, _OWN),
    (0x3130, 0x318F, "NotoSansKR", _OWN),
    (0x3400, 0x4DBF, _CHINESE, _OWN),
    (0x4E00, 0x9FFF, _CHINESE, _OWN),
    (0xA960, 0xA97F, "NotoSansKR", _OWN),
    (0xA9E0, 0xA9FF, "NotoSansMyanmar", _SEA),
    (0xAA60, 0xAA7F, "NotoSansMyanmar", _SEA),
    (0xAC00, 0xD7FF, "NotoSansKR", _OWN),
    (0xFF00, 0xFFEF, _CHINESE, _OWN),
)


def runs(text: str, weight: Weight = Weight.REGULAR) -> list[Run]:
    """Cut a text into runs of one font each.

    Spaces, joiners and marks stay with the run before them where its font has them, so that no
    syllable is torn apart. Control characters and line ends are printed as spaces.

    Raises:
        UnprintableTextError: no font has one of the characters.
    """
    pieces: list[tuple[Face, list[str]]] = []
    missing = []
    for character in unicodedata.normalize("NFC", text):
        shown = " " if unicodedata.category(character) in _BLANK else character
        before = pieces[-1][0] if pieces else None
        face = _face_for(shown, weight, before)
        if not face.has(shown):
            missing.append(shown)
        if face == before:
            pieces[-1][1].append(shown)
        else:
            pieces.append((face, [shown]))
    if missing:
        raise UnprintableTextError(text, missing)
    return [Run(face, "".join(characters)) for face, characters in pieces]


_BLANK: Final = ("Cc", "Zl", "Zp")
_FOLLOWS: Final = ("Mn", "Mc", "Cf", "Zs")


def _face_for(character: str, weight: Weight, before: Face | None) -> Face:
    follows = unicodedata.category(character) in _FOLLOWS
    if before is not None and follows and before.has(character):
        return before
    return _own_face(character, weight)


@cache
def _own_face(character: str, weight: Weight) -> Face:
    """Return the face of a character's block. Kept: a page asks for some 6,000 characters."""
    point = ord(character)
    for first, last, name, source in _BLOCKS:
        if first <= point <= last:
            face = _embedded(name, source)
            return face if name != _CHINESE or face.has(character) else _rare_chinese()
    return _embedded(f"NotoSans-{weight.value}", ("resources", "fonts/{name}.ttf"))


_LEAST_ASCENT: Final = 1.069
_LEAST_DESCENT: Final = 0.293
"""Those of Noto Sans: some fonts name less than they need, so lines would touch."""
_DEEP: Final = {"NotoSansKhmer": 0.6}
"""Khmer consonants below consonants reach further down than the font says."""


@cache
def _embedded(name: str, source: tuple[str, str]) -> Face:
    package, path = source
    file = Path(str(files(package))) / path.format(name=name, low=name.lower())
    font = TTFont(name, str(file))
    registerFont(font)
    _glyphs(name)  # before the private code points come in: nobody writes those
    _name_all_glyphs(font)
    deepest = _DEEP.get(name, _LEAST_DESCENT)
    return Face(
        name,
        max(font.face.ascent / 1000, _LEAST_ASCENT),
        max(-font.face.descent / 1000, deepest),
    )


@cache
def _rare_chinese() -> Face:
    registerFont(UnicodeCIDFont(_RARE_CHINESE))
    return Face(_RARE_CHINESE, _LEAST_ASCENT, _LEAST_DESCENT, embedded=False)


@cache
def _glyphs(name: str) -> frozenset[int]:
    return frozenset(getFont(name).face.charToGlyph)


_PRIVATE: Final = 0xE000


def _name_all_glyphs(font: TTFont) -> None:
    """Give each glyph that stands for no character a private code point, always the same one.

    ReportLab does so as glyphs come up in shaped text, in an order of chance; then text that was
    shaped for one document is not good for the next, and the same drawing gives other bytes.
    """
    shaper, face = font.hbFont(), font.face
    nameless = (n for n in range(font.hbFace.glyph_count) if n not in face.glyphToChar)
    for point, glyph in enumerate(nameless, _PRIVATE):
        face.charToGlyph[point] = glyph
        face.glyphToChar[glyph] = [point]
        face.charWidths[point] = font.pdfScale(shaper.get_glyph_h_advance(glyph))
