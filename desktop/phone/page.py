"""The page itself: one HTML file of ours, with the words and a nonce put in."""

import html
import json
import secrets
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from desktop.texts.phone import labels, phone_refusal

_POLICY: Final = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
    "connect-src 'self'; img-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the policy under which a browser shows it: nothing from anywhere else."""

    content: bytes
    policy: str


def phone_page(facts: dict[str, object]) -> Page:
    """The page for sending, with what it is to know at the start."""
    known = json.dumps(facts | {"say": labels()}).replace("<", "\\u003c")
    return _filled("page.html", {"facts": known, "title": html.escape(labels()["title"])})


def refusal_page(code: str) -> Page:
    """A page that says why there is no other."""
    return _filled("refused.html", {"sentence": html.escape(phone_refusal(code))})


def _filled(name: str, gaps: dict[str, str]) -> Page:
    nonce = secrets.token_urlsafe(16)
    text = _template(name)
    for gap, value in (gaps | {"nonce": nonce}).items():
        text = text.replace("{{" + gap + "}}", value)
    return Page(text.encode(), _POLICY.format(nonce=nonce))


@cache
def _template(name: str) -> str:
    return (files("resources") / "phone" / name).read_text(encoding="utf-8")
