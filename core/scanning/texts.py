"""Codes as text: in a text file, an e-mail, or inside JSON; and credentials, which are JSON."""

from __future__ import annotations

import codecs
import re
from typing import Final

from core.scanning.found import Found

_CODE: Final = re.compile(r"""https://[^\s"'<>\\#]+#[^\s"'<>\\]+""")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(data: bytes) -> str | None:
    """Return the bytes as text, or None if they are not text (UTF-8, or UTF-16 with its mark)."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def is_linked_data(text: str) -> bool:
    """Tell whether this looks like a JSON-LD document; whether it is one, its reader will say."""
    return text.lstrip().startswith("{") and '"@context"' in text


def scan_text(text: str) -> Found:
    """Find addresses with a fragment; a single line without one counts as a code's text itself.

    A document of linked data (JSON-LD) is handed on whole: addresses in it are not codes, and what
    counts may be inside in another form.
    """
    if is_linked_data(text):
        return Found((text,))
    codes = tuple(_CODE.findall(text))
    line = text.strip()
    if not codes and line and "\n" not in line:
        codes = (line,)
    return Found(codes)
