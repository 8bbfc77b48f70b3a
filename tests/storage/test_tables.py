import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

import core.domain
from core.domain.assessment import Judgement, Mark
from core.domain.audit import AuditEntry
from core.domain.people import Candidate
from core.domain.records import Entry, Record
from core.domain.standards import Element, Text
from core.ids import ElementId, new_id
from core.storage.codec import from_row, to_json, to_row
from core.storage.errors import StoreCorruptError
from core.storage.tables import AUDIT_LOG, TABLES, table_of
from tests.storage import made

for _module in pkgutil.iter_modules(core.domain.__path__):
    import_module(f"core.domain.{_module.name}")

KINDS: list[type[Any]] = [
    kind
    for base in (Record, Entry)
    for kind in base.__subclasses__()
    if getattr(sys.modules[kind.__module__], kind.__name__) is kind  # slots make a second class
]

_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3.5))])
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    bytes: st.binary(max_size=80),
    UUID: st.uuids(),
    date: st.dates(date(1900, 1, 1)),
    datetime: st.datetimes(timezones=_ZONES).filter(lambda moment: 1900 < moment.year < 9999),
    NoneType: st.none(),
}


def any_value(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type that a database can hold."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([any_value(one) for one in inner])
    if origin is frozenset:
        return st.frozensets(any_value(inner[0]), max_size=3)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(any_value(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(any_value(one) for one in inner))
    return st.sampled_from(hint) if issubclass(hint, Enum) else any_of(hint)


@cache
def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any object of a dataclass, with every field drawn, also those with a default."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{one.name: any_value(hints[one.name]) for one in fields(kind)})


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """The real tables, where rows may name what is not there."""
    if engine.dialect.name == "postgresql":
        pytest.skip("foreign keys cannot be turned off there")
    raw: Any = engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.close()  # back to the pool, from which the next one is taken
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
        yield connection


def test_every_kind_of_record_and_entry_has_a_table() -> None:
    assert set(TABLES) == set(KINDS)
    assert len(set(TABLES.values())) == len(KINDS)


@pytest.mark.parametrize("kind", [*KINDS, AuditEntry], ids=lambda kind: kind.__name__)
def test_a_table_has_exactly_the_fields_of_its_class(kind: type[Any]) -> None:
    table = AUDIT_LOG if kind is AuditEntry else table_of(kind)
    hints = get_type_hints(kind)
    stamped = {"changed_at", "changed_on", "desk"}  # the store fills them

    assert {one.name for one in table.columns} == {one.name for one in fields(kind)}
    for column in table.columns:
        optional = NoneType in get_args(hints[column.name]) and column.name not in stamped
        assert column.nullable == optional, f"{table.name}.{column.name}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_is_written_is_what_is_read(
    connection: Connection, kind: Any, data: st.DataObject
) -> None:
    item = data.draw(any_of(kind))
    stamps = (
        {"changed_at": datetime.now(UTC), "changed_on": new_id()}
        if issubclass(kind, Record)
        else {"desk": new_id()}
    )
    table = table_of(kind)
    row = to_row(item)
    row |= {name: row[name] or value for name, value in stamps.items()}

    with connection.begin_nested() as savepoint:
        connection.execute(insert(table).values(row))
        found = connection.execute(select(table).where(table.c.id == item.id)).mappings().one()
        savepoint.rollback()

    read = from_row(kind, found)
    for one in fields(kind):
        expected = getattr(item, one.name) or stamps.get(one.name, getattr(item, one.name))
        assert getattr(read, one.name) == expected, one.name
    hash(read)


def test_a_time_without_a_zone_is_not_stored(connection: Connection) -> None:
    row = to_row(made.candidate()) | {
        "version": 1,
        "changed_on": new_id(),
        "changed_at": datetime(2026, 1, 1),  # noqa: DTZ001
    }
    with pytest.raises(Exception, match="has no time zone"):
        connection.execute(insert(table_of(Candidate)).values(row))


def test_moments_sort_by_time_wherever_they_were_taken(connection: Connection) -> None:
    table = table_of(Judgement)
    phnom_penh = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=7)))
    geneva = datetime(2026, 3, 2, 7, tzinfo=timezone(timedelta(hours=1)))
    for moment in (geneva, phnom_penh):
        entry = Judgement(
            id=new_id(),  # type: ignore[arg-type]
            case_id=new_id(),  # type: ignore[arg-type]
            unit_id=new_id(),  # type: ignore[arg-type]
            row_id=new_id(),  # type: ignore[arg-type]
            mark=Mark.MET,
            at=moment,
            by=new_id(),  # type: ignore[arg-type]
            desk=new_id(),  # type: ignore[arg-type]
        )
        connection.execute(insert(table).values(to_row(entry)))

    found = connection.execute(select(table.c["at"]).order_by(table.c["at"])).scalars().all()

    assert found == [phnom_penh, geneva]
    assert {moment.tzinfo for moment in found} == {UTC}


def test_a_nested_field_that_was_added_later_takes_its_default() -> None:
    unit = made.unit(made.framework())
    row = to_row(unit)
    del row["elements"][0]["criteria"][0]["critical"]

    (first, _) = from_row(type(unit), row).elements

    assert first.criteria[0].critical is False


@pytest.mark.parametrize(
    ("column", "value"),
    [("origin", "forged"), ("elements", [{"id": "no id"}]), ("elements", None), ("title", "x")],
)
def test_a_row_that_no_record_can_have_is_said_to_be_damaged(column: str, value: object) -> None:
    unit = made.unit(made.framework())
    with pytest.raises(StoreCorruptError, match="Unit"):
        from_row(type(unit), to_row(unit) | {column: value})


def test_json_is_the_same_for_every_order_of_a_set() -> None:
    assert to_json(frozenset({Mark.MET, Mark.NOT_MET})) == ["met", "not met"]
    element = Element(ElementId(new_id()), "1", Text((("en", "x"),)))
    assert to_json(element)["text"] == {"entries": [["en", "x"]]}


def test_every_foreign_key_to_a_case_is_indexed() -> None:
    for table in TABLES.values():
        if "case_id" in table.columns:
            firsts = {next(iter(index.columns)).name for index in table.indexes}
            assert "case_id" in firsts, table.name


def test_defaults_are_the_domains_alone() -> None:
    for kind, table in TABLES.items():
        assert not any(column.server_default for column in table.columns)
        assert any(one.default is MISSING for one in fields(kind))
