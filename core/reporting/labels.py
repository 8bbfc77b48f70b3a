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


def labels_for(country: str) -> Labels:
    """Return the labels of a country: an ISO 3166 code of two or three letters, or any text."""
    return _labels().get(country, Labels())


@cache
def _labels() -> dict[str, Labels]:
    found: dict[str, Labels] = {}
    for file in (files("resources") / "labels").iterdir():
        alpha2, _, kind = file.name.partition(".")
        if kind == "json":
            content = json.loads(file.read_text(encoding="utf-8"))
            labels = Labels(content["country"], content.get("words", {}))
            found |= {alpha2: labels, content["alpha3"]: labels}
    return found
