"""The fixed words of letters to a worker: English, and beside it the worker's language.

Each file in `resources/letters` holds one language; its README says who should read it first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "title": "Result of your assessment",
    "competent": "competent",
    "not_yet": "not yet competent",
    "again": "You can be assessed again.",
    "met": "met",
    "not_met": "not met",
    "not_seen": "not seen",
    "next": "What to do next",
    "training": "training",
    "evidence": "evidence",
    "test": "test",
    "appeal": "Your right of appeal",
    "how": "If you do not agree, tell us in writing, or come and say it. Somebody who took no part "
    "in this decision will look at it again.",
    "days": "You have {days} days from the day on which you get this letter.",
    "ask": "Ask the centre until when you can appeal.",
}


def own_words(language: str) -> Mapping[str, str]:
    """The words of a language (BCP 47; its first part counts), empty where there are none."""
    return _languages().get(language.partition("-")[0], {})


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    found = {}
    for file in (files("resources") / "letters").iterdir():
        tag, _, kind = file.name.partition(".")
        if kind == "json":
            found[tag] = json.loads(file.read_text(encoding="utf-8"))
    return found
