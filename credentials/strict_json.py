"""Strict JSON: no key twice, no number that is not finite, own error; for lists and envelopes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from credentials.errors import CredentialError

_TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%SZ"
_TIME_CHARS: Final = 20
_UTC_CHARS: Final = len("+00:00")


def decode(raw: bytes, error: type[CredentialError]) -> Any:
    """Read one UTF-8 JSON document."""
    try:
        return json.loads(
            raw.decode(), object_pairs_hook=_without_duplicates, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as problem:
        raise error(f"not JSON: {problem}") from problem


def encode(value: Any) -> bytes:
    """Write JSON, keys in order, no spaces, UTF-8: readable and the same every time."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def hex_octets(value: Any, error: type[CredentialError], size: int) -> bytes:
    """Return `size` bytes written as lower-case hexadecimal."""
    if type(value) is not str or len(value) != 2 * size or not value.isascii():
        raise error(f"not {size} bytes in hexadecimal")
    try:
        read = bytes.fromhex(value)
    except ValueError as problem:
        raise error(f"not {size} bytes in hexadecimal") from problem
    if read.hex() != value:
        raise error("hexadecimal must be in lower case")
    return read


def write_time(time: datetime) -> str:
    """Write a UTC time of whole seconds: 2026-03-01T09:00:00Z."""
    return time.astimezone(UTC).isoformat(timespec="seconds")[:-_UTC_CHARS] + "Z"


def read_time(value: Any, error: type[CredentialError]) -> datetime:
    """Read what `write_time` writes, and nothing else."""
    if type(value) is not str or len(value) != _TIME_CHARS or not value.isascii():
        raise error("not a time like 2026-03-01T09:00:00Z")
    try:
        return datetime.strptime(value, _TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError as problem:
        raise error("not a time like 2026-03-01T09:00:00Z") from problem


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
