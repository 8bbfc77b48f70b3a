"""The way from an English text to the language of the window, and from facts into its gaps."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Final

CONTEXT: Final = "Texts"
"""The translation context of all texts in this package."""

Translate = Callable[[str, str], str]
"""Takes a context and an English text; returns the text to show."""


def _english(context: str, text: str) -> str:
    del context
    return text


class _Translator:
    translate: Translate = staticmethod(_english)


def set_translator(translate: Translate) -> None:
    """Have all texts put through `translate`, in the window `QCoreApplication.translate`."""
    _Translator.translate = staticmethod(translate)


def say(text: str) -> str:
    """Return a text of this package in the language of the window."""
    return _Translator.translate(CONTEXT, text) if text else ""


def fill(text: str, facts: Mapping[str, object], spell: Callable[[Enum], str]) -> str:
    """Translate a text and fill its gaps; a gap without a fact is shown as an ellipsis."""
    return say(text).format_map(_Facts({key: _spelt(it, spell) for key, it in facts.items()}))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _spelt(fact: object, spell: Callable[[Enum], str]) -> str:
    if isinstance(fact, Enum):
        return spell(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    return "" if fact is None else str(fact)
