"""Languages and countries to choose from, by Qt's own tables (CLDR)."""

from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

_LANGUAGES: Final = (
    "en", "ar", "bn", "fil", "he", "hi", "id", "ja", "km", "ko", "lo", "ms", "my", "ne", "si",
    "ta", "th", "vi", "zh",
)  # fmt: skip
"""Where this region's workers come from and go to; English, which is preferred, first."""
_COUNTRIES: Final = (
    "AE", "BD", "BH", "BN", "CN", "HK", "ID", "IL", "IN", "JO", "JP", "KH", "KR", "KW", "LA", "LB",
    "LK", "MM", "MY", "NP", "OM", "PH", "PK", "QA", "SA", "SG", "TH", "TW", "VN",
)  # fmt: skip


def language_name(tag: str) -> str:
    """The name of a BCP 47 tag in English and in the language itself; the tag if unknown."""
    language = QLocale.codeToLanguage(tag.partition("-")[0])
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return tag
    english = QLocale.languageToString(language)
    own = QLocale(tag).nativeLanguageName()
    return english if own in ("", english) or tag.startswith("en") else f"{english} · {own}"


def country_name(code: str) -> str:
    """The name of an ISO 3166 alpha-2 code; the code if unknown."""
    territory = QLocale.codeToTerritory(code)
    unknown = territory is QLocale.Country.AnyCountry
    return code if unknown else QLocale.territoryToString(territory)


@cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Pairs of tag and name, English first, then by name."""
    pairs = [(tag, language_name(tag)) for tag in _LANGUAGES[1:]]
    return ("en", language_name("en")), *sorted(pairs, key=lambda pair: pair[1])


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """Pairs of code and name by name; the first is no country."""
    pairs = [(code, country_name(code)) for code in _COUNTRIES]
    return ("", ""), *sorted(pairs, key=lambda pair: pair[1])
