"""Rows to frozen domain objects and back, by the names and types of the fields.

Ids, texts, numbers, dates and bytes are columns of their own type; an enum is stored by its value;
tuples, sets and nested dataclasses become JSON. Nothing here names a class or a field, so that a
new field is written in the domain class and the table only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from core.storage.errors import corrupt

T = TypeVar("T")
_Convert = Callable[[Any], Any]

_COLUMN_TYPES: Final = (str, int, bool, bytes, UUID, date, datetime)
_FROM_JSON: Final[Mapping[type, _Convert]] = {
    UUID: UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    bytes: bytes.fromhex,
}


def to_row(item: object) -> dict[str, Any]:
    """The values of a record or an entry, by column."""
    write = _codec(type(item)).write
    return {name: one(getattr(item, name)) for name, one in write.items()}


def to_column(kind: type[Any], name: str, value: object) -> object:
    """One value as its column holds it, for looking it up."""
    return _codec(kind).write[name](value)


def from_row(kind: type[T], row: Mapping[Any, Any]) -> T:
    """The record or entry that a row holds.

    Raises:
        StoreCorruptError: a value is not one that this class can have.
    """
    try:
        codec = _codec(kind)
        values = {name: row[name] for name in codec.as_is}
        values |= {name: read(row[name]) for name, read in codec.read.items()}
        return kind(**values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise corrupt(f"the {kind.__name__} {row.get('id', '')}", str(error)) from error


def to_json(value: object) -> Any:
    """A value out of plain JSON types only: objects by field names, sets as sorted lists."""
    for kinds, write in _TO_JSON:
        if isinstance(value, kinds):
            return write(value)
    if is_dataclass(value):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    return value


_TO_JSON: Final[tuple[tuple[tuple[type, ...], _Convert], ...]] = (
    ((Enum,), lambda value: value.value),
    ((UUID,), str),
    ((date,), lambda value: value.isoformat()),
    ((bytes,), lambda value: value.hex()),
    ((tuple, list), lambda value: [to_json(one) for one in value]),
    ((frozenset, set), lambda value: sorted(to_json(one) for one in value)),
    ((Mapping,), lambda value: {str(name): to_json(one) for name, one in value.items()}),
)


@dataclass(frozen=True, slots=True)
class _Codec:
    """How each field of one class is written and read; those in `as_is` are read as they come."""

    write: Mapping[str, _Convert]
    read: Mapping[str, _Convert]
    as_is: tuple[str, ...]


_CODECS: Final[dict[type[Any], _Codec]] = {}


def _codec(kind: type[Any]) -> _Codec:
    found = _CODECS.get(kind)
    if found is None:
        hints = _hints(kind)
        read = {name: _reader(hint) for name, hint in hints.items()}
        found = _CODECS[kind] = _Codec(
            {name: _writer(hint) for name, hint in hints.items()},
            {name: one for name, one in read.items() if one is not _as_is},
            tuple(name for name, one in read.items() if one is _as_is),
        )
    return found


def _writer(hint: Any) -> _Convert:
    plain, _ = _bare(hint)
    return _as_is if plain in _COLUMN_TYPES else to_json


def _reader(hint: Any) -> _Convert:
    plain, optional = _bare(hint)
    if plain in _COLUMN_TYPES:
        return _as_is
    read = _json_reader(plain)
    return _or_none(read) if optional else read


@cache
def _json_reader(hint: Any) -> _Convert:
    """What turns plain JSON into a value of this type."""
    plain, optional = _bare(hint)
    if optional:
        return _or_none(_json_reader(plain))
    origin, inner = get_origin(plain), get_args(plain)
    if origin is tuple and inner[-1] is not Ellipsis:
        parts = [_json_reader(one) for one in inner]
        return lambda value: tuple(read(one) for read, one in zip(parts, value, strict=True))
    if origin in (tuple, frozenset):
        each = _json_reader(inner[0])
        return lambda value: origin(map(each, value))
    if is_dataclass(plain):
        return _object_reader(plain)
    enum: type[Enum] | None = plain if issubclass(plain, Enum) else None
    return enum or _FROM_JSON.get(plain, _as_is)


def _object_reader(kind: Any) -> _Convert:
    readers = {name: _json_reader(hint) for name, hint in _hints(kind).items()}
    # A field that was added later is not in old rows and takes its default.
    return lambda value: kind(**{name: readers[name](one) for name, one in value.items()})


def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _bare(hint: Any) -> tuple[Any, bool]:
    """The type under its NewType and without its None, and whether None was allowed."""
    optional = False
    if get_origin(hint) in (Union, UnionType):
        kinds = [one for one in get_args(hint) if one is not NoneType]
        optional = len(kinds) < len(get_args(hint))
        (hint,) = kinds
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint, optional


def _or_none(read: _Convert) -> _Convert:
    return lambda value: None if value is None else read(value)


def _as_is(value: Any) -> Any:
    return value
