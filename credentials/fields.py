"""Reading the fields of documents from outside: exact types, limits, own errors.

The functions raise the error class they are given, so that each document answers with its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from credentials.errors import CredentialError

MAX_TIME: Final = 32_503_679_999
"""The last second of the year 2999, in seconds since 1970."""
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, halves of characters, and the marks that turn the order of letters round: on a screen
those could show another name than was signed. Joiners stay: Khmer and Sinhala need them."""


def text(value: Any, error: type[CredentialError], limit: int) -> str:
    """Return a text of 1 to `limit` characters without control characters."""
    if type(value) is not str or not 0 < len(value) <= limit:
        raise error(f"not a text of 1 to {limit} characters")
    if not value.isprintable() and _FORBIDDEN.search(value):  # the first is fast, the second exact
        raise error("a control character in a text")
    return value


def texts(values: Sequence[Any], error: type[CredentialError], limit: int) -> None:
    """Refuse several texts unless each is as `text` asks; at once, since a document has dozens."""
    try:
        joined = "".join(values)
    except TypeError as problem:
        raise error("not a text") from problem
    if not all(values) or max(map(len, values)) > limit:
        raise error(f"not texts of 1 to {limit} characters")
    if not joined.isprintable() and _FORBIDDEN.search(joined):
        raise error("a control character in a text")


def octets(value: Any, error: type[CredentialError], size: int) -> bytes:
    """Return exactly `size` bytes."""
    if type(value) is not bytes or len(value) != size:
        raise error(f"not {size} bytes")
    return value


def number(value: Any, error: type[CredentialError], low: int, high: int) -> int:
    """Return an integer from `low` to `high`, both included."""
    if type(value) is not int or not low <= value <= high:
        raise error(f"not an integer from {low} to {high}")
    return value


def array(value: Any, error: type[CredentialError], low: int, high: int) -> list[Any]:
    """Return an array of `low` to `high` entries, both included."""
    if type(value) is not list or not low <= len(value) <= high:
        raise error(f"not an array of {low} to {high} entries")
    return value


def mapping(
    value: Any, error: type[CredentialError], required: frozenset[Any], allowed: frozenset[Any]
) -> dict[Any, Any]:
    """Return a map that has all `required` keys and none that is not `allowed`."""
    if type(value) is not dict:
        raise error("not a map")
    keys = value.keys()
    if not required <= keys or not keys <= allowed:
        raise error(f"keys {sorted(map(str, keys))} are not the expected ones")
    return value


def time_from_seconds(value: Any, error: type[CredentialError]) -> datetime:
    """Return the UTC time of a number of seconds since 1970."""
    if type(value) is not int or not 0 <= value <= MAX_TIME:
        raise error(f"not a time in seconds from 0 to {MAX_TIME}")
    return datetime.fromtimestamp(value, UTC)


def seconds(time: datetime, error: type[CredentialError]) -> int:
    """Return a UTC time as whole seconds since 1970."""
    if time.tzinfo is None or time.microsecond:
        raise error("a time must be aware and of whole seconds")
    return number(int(time.timestamp()), error, 0, MAX_TIME)


def day_from_number(value: Any, error: type[CredentialError]) -> date:
    """Return the day of a number YYYYMMDD."""
    year, rest = divmod(number(value, error, 1_00_00, 9999_12_31), 100_00)
    try:
        return date(year, *divmod(rest, 100))
    except ValueError as problem:
        raise error("no such day") from problem


def number_of_day(day: date) -> int:
    """Return a day as the number YYYYMMDD."""
    return (day.year * 100 + day.month) * 100 + day.day
