"""JSON in its one canonical form (RFC 8785, "JCS"), for documents such as ours.

Refused rather than written: numbers with a fraction, and names of members that are not ASCII, whose
order JavaScript counts differently. No document of ours has either.
"""

from __future__ import annotations

from typing import Any, Final

from credentials import strict_json
from credentials.errors import FileFormatError

MAX_INTEGER: Final = 2**53 - 1
"""Beyond it JavaScript's numbers are not exact (RFC 8785 §3.2.2.3)."""
MAX_DEPTH: Final = 32


def canonical_json(value: Any) -> bytes:
    """Return the canonical form of a JSON value, in UTF-8.

    Raises:
        FileFormatError: it has none here: a number that is no integer of 53 bits, another name
            than in ASCII, half of a surrogate pair, or nesting deeper than MAX_DEPTH.
    """
    _check(value, 0)
    try:
        return strict_json.encode(value)
    except UnicodeEncodeError as error:
        raise FileFormatError("half of a surrogate pair is no text") from error


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise FileFormatError(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, dict):
        for name, member in value.items():
            if not name.isascii():
                raise FileFormatError(f"the name {name!r:.40} is not ASCII")
            _check(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check(member, depth + 1)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > MAX_INTEGER):
        raise FileFormatError(f"{value!r:.40} is no integer of 53 bits")
