"""The labels that stand in two languages: English, and a language of the holder's country.

Each file in `resources/labels` holds one country's; its README says which words may stand there.
Without a file for the country the label is English alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

ENGLISH: Final = {
    "name": "Name",
    "born": "Date of birth",
    "nationality": "Nationality",
}
"""Words of every travel document, so each country has its own for them."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one country; `country` is its English name, "" if it is not known."""

    country: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def both(self, name: str) -> str:
        """Return the English label, followed by the country's own if it has one."""
        own = self.words.get(name)
        return f"{ENGLISH[name]}  ·  {own}" if own else ENGLISH[name]


@cache
def labels_for(country: str) -> Labels:
    """Return the labels of a country; it is an ISO 3166 alpha-2 code, or any other text."""
    for file in (files("resources") / "labels").iterdir():
        if file.name == f"{country}.json":
            content = json.loads(file.read_text(encoding="utf-8"))
            return Labels(content["country"], content.get("words", {}))
    return Labels()
