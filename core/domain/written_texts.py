"""Texts that will stand on a passport: brought into one form while they are typed, or refused.

What a name or statement holds is signed, printed and compared with a document years later. So one
name has one spelling in bytes (Unicode NFC, single spaces), and nothing in it is unseen: a mark
that turns the order of letters round could show another name than was signed.
"""

import unicodedata
from typing import Final

from core.errors import WrongInputError

MAX_CHARS: Final = 200
"""Characters of one text: what a passport can carry (docs/passport-format.md)."""

_JOINERS: Final = frozenset("\u200b\u200c\u200d")
"""Unseen, and part of the spelling of Khmer, Lao, Burmese and Sinhala: break, do not join, join."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lo"})


class UnusableCharacterError(WrongInputError):
    """A text holds a character that nobody sees and that no passport carries."""

    code = "text.unusable-character"


class TextTooLongError(WrongInputError):
    """A text is longer than a passport can carry."""

    code = "text.too-long"


class NotLatinError(WrongInputError):
    """A name in Latin letters holds a letter of another script, or no letter at all."""

    code = "candidate.name-not-latin"


def tidied(typed: str) -> str:
    """Bring a text of one line into the form in which it is kept and signed.

    Letters are composed (NFC); white space of any kind, also a pasted line break, becomes one
    space, and none is left at the ends. The result may be empty.

    Raises:
        UnusableCharacterError: a control character, a mark of writing direction, or a code point
            that stands for no character.
        TextTooLongError: more than MAX_CHARS.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    for character in text:
        if character not in _JOINERS and unicodedata.category(character) in _UNSEEN:
            raise UnusableCharacterError(
                f"a text must not hold {_called(character)}", character=_called(character)
            )
    if len(text) > MAX_CHARS:
        raise TextTooLongError(
            f"{len(text)} characters; a passport carries {MAX_CHARS}",
            length=len(text),
            limit=MAX_CHARS,
        )
    return text


def tidied_latin(typed: str) -> str:
    """Bring a name in Latin letters, with any accents, into its form.

    Letters that only look Latin, such as the Cyrillic “а”, are refused: nobody could find the
    person by them.

    Raises:
        NotLatinError: a letter of another script, or no letter in a name that is not empty.
        UnusableCharacterError, TextTooLongError: see `tidied`.
    """
    name = tidied(typed)
    for character in name:
        if character in _JOINERS:
            raise UnusableCharacterError(
                f"a name must not hold {_called(character)}", character=_called(character)
            )
        if _is_letter(character) and not unicodedata.name(character, "").startswith("LATIN "):
            raise NotLatinError(
                f"{_called(character)} is no Latin letter", character=_called(character)
            )
    if name and not any(map(_is_letter, name)):
        raise NotLatinError(f"{name!r} holds no letter", character=name)
    return name


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in _LETTERS


def _called(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`: what can be said of a character that is not seen."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
