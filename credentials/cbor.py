"""Deterministic CBOR (RFC 8949 §4.2.1), narrowed to what our documents use.

Integers of at most 64 bits, byte and text strings, arrays, maps, true, false and null. The keys of
one map are all non-negative integers or all text: there the older length-first order of cbor2 and
the bytewise order of RFC 8949 are the same, and so is every other library's.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

import cbor2

from credentials.errors import CborFormatError, CborNotDeterministicError

MAX_BYTES: Final = 1 << 20
"""Longest item read: a status list of four million places; passports have their own limit."""
MAX_DEPTH: Final = 8
"""Deepest nesting of arrays and maps that is read: a passport needs 4."""

_BUILT_IN_TAGS: Final = (
    *(0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100),
    *(256, 258, 260, 261, 1004, 43000, 55799),
)
"""Tags that cbor2 would turn into objects by itself, even into a list that holds itself."""
_MIN_INT: Final = -(1 << 63)
_MAX_INT: Final = (1 << 63) - 1


def encode(value: Any) -> bytes:
    """Write a value of the types above in its one deterministic form.

    Raises:
        CborFormatError: a type we do not use, or text that is not Unicode (a lone surrogate).
    """
    _check(value)
    try:
        return cbor2.dumps(value, canonical=True)
    except (cbor2.CBOREncodeError, UnicodeEncodeError) as error:
        raise CborFormatError(f"cannot be written: {error}") from error


def decode(raw: bytes) -> Any:
    """Read exactly one item; what comes back holds only the types above.

    Raises:
        CborFormatError: too long or deep, cut, or of a type that we do not use (tags, floats,
            undefined, simple values, larger integers, other map keys).
        CborNotDeterministicError: readable, but not in its one form: longer heads than needed,
            keys out of order or twice, indefinite lengths, or bytes after the end.
    """
    if len(raw) > MAX_BYTES:
        raise CborFormatError(f"{len(raw)} bytes; at most {MAX_BYTES} are allowed")
    try:
        value = cbor2.loads(
            raw, max_depth=MAX_DEPTH, tag_hook=_refuse_tag, semantic_decoders=_REFUSED_TAGS
        )
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise CborFormatError(f"not CBOR: {error}") from error
    _check(value)
    if cbor2.dumps(value, canonical=True) != raw:
        raise CborNotDeterministicError("not the one form of RFC 8949 section 4.2.1")
    return value


def _refuse_tag(*_: object) -> NoReturn:
    raise ValueError("a tag has no place in our documents")


_REFUSED_TAGS: Final = dict.fromkeys(_BUILT_IN_TAGS, _refuse_tag)


def _check(value: Any) -> None:
    """Refuse every type that is not ours. Exact types: bool is not an int, a tag is no value."""
    kind = type(value)
    if kind is int:
        if not _MIN_INT <= value <= _MAX_INT:
            raise CborFormatError("an integer of more than 64 bits")
    elif kind is list:
        for item in value:
            _check(item)
    elif kind is dict:
        _check_keys(value)
        for item in value.values():
            _check(item)
    elif not (kind is str or kind is bytes or kind is bool or value is None):
        raise CborFormatError(f"a {kind.__name__} has no place in our documents")


def _check_keys(value: dict[Any, Any]) -> None:
    kinds = set(map(type, value))
    if kinds == {int}:
        if min(value) < 0 or max(value) > _MAX_INT:
            raise CborFormatError("a map key that is negative or of more than 64 bits")
    elif kinds and kinds != {str}:
        raise CborFormatError("map keys must be all non-negative integers or all text")
