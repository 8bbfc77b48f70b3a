"""Deterministic CBOR (RFC 8949 §4.2.1), narrowed to what our documents use.

Integers of at most 64 bits, byte and text strings, arrays, maps, true, false and null. The keys of
one map are all non-negative integers or all text: there the older length-first order of cbor2 and
the bytewise order of RFC 8949 are the same, and so is every other library's.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final, NoReturn, cast

import cbor2

from credentials.errors import CborFormatError, CborNotDeterministicError

MAX_BYTES: Final = 1 << 20
"""Longest item read: a status list of four million places; passports have their own limit."""
MAX_DEPTH: Final = 8
"""Deepest nesting of arrays and maps that is read: a passport needs 4."""

Keys = frozenset[tuple[int, ...]]
"""Every sequence of keys that one kind of map may have; see `keys_in_order`."""

_BUILT_IN_TAGS: Final = (
    *(0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100),
    *(256, 258, 260, 261, 1004, 43000, 55799),
)
"""Tags that cbor2 would turn into objects by itself, even into a list that holds itself."""


def encode(value: Any) -> bytes:
    """Write a value of the types above in its one deterministic form.

    Raises:
        CborFormatError: text that is not Unicode (a lone surrogate), or a type unknown to CBOR.
    """
    try:
        return cbor2.dumps(value, canonical=True)
    except (cbor2.CBOREncodeError, UnicodeEncodeError) as error:
        raise CborFormatError(f"cannot be written: {error}") from error


def decode(raw: bytes) -> Any:
    """Read exactly one item, without tags.

    The keys of its maps are as said above. Its values are whatever CBOR has: a reader takes only
    what it knows by exact type, as `fields` does, so that neither 1.0 nor true passes for 1. A
    floating-point number, which no reader takes, is read in its eight-byte form whatever its value.

    Raises:
        CborFormatError: too long or deep, cut, a tag, or a map with other keys.
        CborNotDeterministicError: readable, but not in its one form: longer heads than needed,
            keys out of order or twice, indefinite lengths, or bytes after the end.
    """
    if len(raw) > MAX_BYTES:
        raise CborFormatError(f"{len(raw)} bytes; at most {MAX_BYTES} are allowed")
    try:
        value = _loads(raw, object_hook=_checked_map)
        # Maps are in order already, so this is the one form: sorting again costs as much again.
        again = cbor2.dumps(value)
    except _NOT_CBOR as error:
        if isinstance(error.__cause__, CborFormatError):
            raise error.__cause__ from None
        raise CborFormatError(f"not CBOR: {error}") from error
    if again != raw:
        raise CborNotDeterministicError("not the one form of RFC 8949 section 4.2.1")
    return value


def decode_map(raw: bytes, keys: Keys) -> dict[int, Any] | None:
    """Read one map with such keys, in order; or return None.

    In half the time of `decode`, which then says what is wrong. Only the map's own keys are looked
    at. Whoever expects another map in it asks `has_keys` of that one; where none is expected, a
    map is refused for its type.
    """
    if len(raw) > MAX_BYTES:
        return None
    try:
        value = _loads(raw)
        if has_keys(value, keys) and cbor2.dumps(value) == raw:
            return cast("dict[int, Any]", value)
    except _NOT_CBOR:
        pass
    return None


def has_keys(value: Any, keys: Keys) -> bool:
    """Tell whether this is a map just read with such keys, in order; true is not 1."""
    return type(value) is dict and tuple(value) in keys and {*map(type, value)} == _INTEGERS


def keys_in_order(required: frozenset[int], allowed: frozenset[int]) -> Keys:
    """Return all that the keys of a map may be: `required`, and any of `allowed`, in order."""
    found: list[tuple[int, ...]] = [()]
    for key in sorted(allowed):
        having = [(*keys, key) for keys in found]
        found = having if key in required else found + having
    return frozenset(found) - {()}


def _refuse_tag(*_: object) -> NoReturn:
    raise CborFormatError("a tag has no place in our documents")


_loads: Final = partial(
    cbor2.loads,
    max_depth=MAX_DEPTH,
    tag_hook=_refuse_tag,
    semantic_decoders=dict.fromkeys(_BUILT_IN_TAGS, _refuse_tag),
)
_NOT_CBOR: Final = (cbor2.CBORError, ValueError, TypeError, OverflowError, MemoryError)
_INTEGERS: Final = {int}


def _checked_map(value: Any, _: bool) -> Any:
    """Return a map just read if its keys are of one kind, ours, and in order."""
    kinds = set(map(type, value))
    keys = list(value)
    if kinds == _INTEGERS:
        if keys[0] < 0:
            raise CborFormatError("a map key that is negative")
        if keys != sorted(keys):
            raise CborNotDeterministicError("map keys out of order")
    elif kinds == {str}:
        if keys != sorted(keys, key=_text_order):
            raise CborNotDeterministicError("map keys out of order")
    elif kinds:
        raise CborFormatError("map keys must be all non-negative integers or all text")
    return value


def _text_order(key: str) -> tuple[int, bytes]:
    encoded = key.encode()
    return len(encoded), encoded
