"""The few kinds of column and table that every table is made of."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.schema import SchemaItem

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Takes aware times only and gives back UTC; sorts by time in every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def reference(name: str, table: str, *, optional: bool = False) -> Column[Any]:
    """A column with the id of a row of `table`."""
    return Column(name, Uuid, ForeignKey(f"{table}.id"), nullable=optional)


def moment(name: str, *, optional: bool = False) -> Column[Any]:
    """A column with a moment in UTC."""
    return Column(name, UtcDateTime, nullable=optional)


def text(name: str, *, optional: bool = False) -> Column[Any]:
    """A column with a text of any length."""
    return Column(name, Text, nullable=optional)


def nested(name: str) -> Column[Any]:
    """A column with nested values as JSON (codec.py)."""
    return Column(name, JSON(none_as_null=True), nullable=False)


def choice(name: str, values: type[Enum], *, optional: bool = False) -> tuple[SchemaItem, ...]:
    """A column with the value of an enum, and the check that it is one of them.

    For enums that are closed: states, marks, answers. Kinds that will grow are plain `text`.
    """
    numbers = all(isinstance(one.value, int) for one in values)
    listed = ", ".join(str(one.value) if numbers else f"'{one.value}'" for one in values)
    return (
        Column(name, Integer if numbers else String, nullable=optional),
        CheckConstraint(f'"{name}" IN ({listed})', name=name),
    )


def record(name: str, *items: SchemaItem | Sequence[SchemaItem]) -> Table:
    """A table of a class of records: they change and know their version."""
    return Table(
        name,
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        moment("changed_at"),
        Column("changed_on", Uuid, nullable=False),
        *_flat(items),
    )


def entry(name: str, *items: SchemaItem | Sequence[SchemaItem]) -> Table:
    """A table of a class of entries: the migrations give it triggers that refuse any change."""
    return Table(
        name,
        metadata,
        Column("id", Uuid, primary_key=True),
        moment("at"),
        reference("by", "staff"),
        Column("desk", Uuid, nullable=False),
        *_flat(items),
        info={"append_only": True},
    )


def of_case() -> tuple[SchemaItem, ...]:
    """The column with the case a row belongs to, and the index that reads a case in order."""
    return (reference("case_id", "cases"), Index(None, "case_id", "id"))


def _flat(items: Sequence[SchemaItem | Sequence[SchemaItem]]) -> list[SchemaItem]:
    return [
        one for item in items for one in ([item] if isinstance(item, SchemaItem) else list(item))
    ]
