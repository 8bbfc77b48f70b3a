"""One award for several units: what the assessor signs for a passport stands beside the decisions.

Until now each decision carried the award of its one unit. That becomes a proposed award of its own,
under the decision's id; an award names what it was proposed as, its units and their decisions.
SQLite drops no column that refers to another table, so the decisions are made anew there.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import entry_columns, named_like_ours, refuse_changes

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KNOWN = ("staff", "candidates", "cases", "units", "status_places")
_OF_PROPOSED = "(SELECT {} FROM proposed_awards WHERE proposed_awards.id = {}.{})"


class SignedSinceError(Exception):
    """Awards were signed in the newer form, which the schema before cannot hold."""


def upgrade() -> None:
    """Move the awards out of decisions and verifications; nothing that was signed changes."""
    signed = [one for one in _rows(_decisions(with_award=True)) if one["award"]]
    awards = _rows(_awards_of_one_unit())
    op.drop_table("awards")
    for table, rows in (
        (_proposed_awards(), map(_as_proposed, signed)),
        (_awards(), map(_of_units, awards)),
    ):
        table.create(op.get_bind())
        _fill(table, rows)
        refuse_changes(table.name)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("decisions", "status_place_id")
        op.drop_column("decisions", "award")
    else:
        _make_anew(_decisions(with_award=False), {})
    op.drop_column("verifications", "award")


def downgrade() -> None:
    """Put each award back beside its one decision."""
    proposed, awards = _rows(_proposed_awards()), _rows(_awards())
    if any(one["decision_ids"] != [str(one["id"])] for one in proposed):
        raise SignedSinceError
    answers = {one["decision_id"]: one["id"] for one in _rows(_verifications(with_award=False))}
    of_decision = {
        "award": _or_empty(_OF_PROPOSED.format("document", "decisions", "id")),
        "status_place_id": _OF_PROPOSED.format("status_place_id", "decisions", "id"),
    }
    of_answer = {
        "award": _or_empty(
            "(SELECT document FROM awards WHERE awards.proposed_id = verifications.decision_id)"
        )
    }
    if op.get_bind().dialect.name == "postgresql":
        _add_in_place(_decisions(with_award=True), of_decision)
        _add_in_place(_verifications(with_award=True), of_answer)
    else:
        _make_anew(_decisions(with_award=True), of_decision)
        _make_anew(_verifications(with_award=True), of_answer)
    op.drop_table("awards")
    op.drop_table("proposed_awards")
    table = _awards_of_one_unit()
    table.create(op.get_bind())
    _fill(table, (_of_one_unit(one, answers) for one in awards))
    refuse_changes(table.name)


def _as_proposed(decision: Mapping[str, Any]) -> dict[str, Any]:
    return {**decision, "decision_ids": [str(decision["id"])], "document": decision["award"]}


def _of_units(award: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: [str(award[name[:-1]])] for name in ("unit_ids", "decision_ids")}
    return {**award, **named, "proposed_id": award["decision_id"]}


def _of_one_unit(award: Mapping[str, Any], answers: Mapping[Any, Any]) -> dict[str, Any]:
    decision = award["proposed_id"]
    unit = UUID(award["unit_ids"][0])
    answer = answers[decision]
    return {**award, "unit_id": unit, "decision_id": decision, "verification_id": answer}


def _or_empty(value: str) -> str:
    postgresql = op.get_bind().dialect.name == "postgresql"
    return f"coalesce({value}, {'bytea ' if postgresql else 'x'}'')"


def _rows(table: sa.Table) -> list[Mapping[str, Any]]:
    return [dict(one) for one in op.get_bind().execute(sa.select(table)).mappings()]


def _fill(table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    values = [{name: one[name] for name in names} for one in rows]
    if values:
        op.get_bind().execute(table.insert(), values)


def _make_anew(table: sa.Table, added: Mapping[str, str]) -> None:
    """Make a table to which others refer once more, with the rows that it has.

    The references are counted again at the end of the transaction.
    """
    name, kept = table.name, f"{table.name}_before"
    same = [f'"{one.name}"' for one in table.columns if one.name not in added]
    values = ", ".join([*same, *(f"{value} AS {of}" for of, value in added.items())])
    names = ", ".join([*same, *added])
    op.execute("PRAGMA defer_foreign_keys = ON")
    # The names are constants of this module.
    op.execute(f"CREATE TEMP TABLE {kept} AS SELECT {values} FROM {name}")  # noqa: S608
    op.drop_table(name)
    table.create(op.get_bind())
    op.execute(f"INSERT INTO {name} ({names}) SELECT {names} FROM {kept}")  # noqa: S608
    op.execute(f"DROP TABLE {kept}")
    refuse_changes(name)


def _add_in_place(table: sa.Table, added: Mapping[str, str]) -> None:
    name = table.name
    for of in added:
        column = table.columns[of]
        op.add_column(name, sa.Column(of, column.type, *column.foreign_keys))
    op.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    values = ", ".join(f"{of} = {value}" for of, value in added.items())
    op.execute(f"UPDATE {name} SET {values}")  # noqa: S608 - constants of this module
    op.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
    op.alter_column(name, "award", nullable=False)


def _decisions(*, with_award: bool) -> sa.Table:
    award = (
        sa.Column("award", sa.LargeBinary(), nullable=False),
        _to("status_place_id", "status_places", optional=True),
    )
    return sa.Table(
        "decisions",
        named_like_ours(*_KNOWN),
        *entry_columns(),
        _to("case_id", "cases"),
        _to("unit_id", "units"),
        *_choice("result", ("competent", "not yet competent")),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("qualities", sa.JSON(), nullable=False),
        *_choice("recommendation", ("issue", "more documents", "re-assess")),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date()),
        _to("replaces", "decisions", optional=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        *(award if with_award else ()),
        sa.Index(None, "case_id", "id"),
        sa.Index(None, "case_id", "unit_id", "id"),
    )


def _verifications(*, with_award: bool) -> sa.Table:
    return sa.Table(
        "verifications",
        named_like_ours(*_KNOWN, "decisions"),
        *entry_columns(),
        _to("case_id", "cases"),
        _to("decision_id", "decisions"),
        *_choice("outcome", ("countersigned", "returned")),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        *((sa.Column("award", sa.LargeBinary(), nullable=False),) if with_award else ()),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("decision_id"),
        sa.Index(None, "case_id", "id"),
    )


def _proposed_awards() -> sa.Table:
    return sa.Table(
        "proposed_awards",
        named_like_ours(*_KNOWN),
        *entry_columns(),
        _to("case_id", "cases"),
        sa.Column("decision_ids", sa.JSON(), nullable=False),
        *_signed(),
        sa.UniqueConstraint("status_place_id"),
        sa.Index(None, "case_id", "id"),
    )


def _awards() -> sa.Table:
    return sa.Table(
        "awards",
        named_like_ours(*_KNOWN, "proposed_awards"),
        *entry_columns(),
        _to("candidate_id", "candidates"),
        _to("case_id", "cases"),
        _to("proposed_id", "proposed_awards"),
        sa.Column("unit_ids", sa.JSON(), nullable=False),
        sa.Column("decision_ids", sa.JSON(), nullable=False),
        *_signed(),
        sa.UniqueConstraint("proposed_id"),
        sa.Index(None, "case_id", "id"),
        sa.Index(None, "candidate_id", "id"),
    )


def _awards_of_one_unit() -> sa.Table:
    return sa.Table(
        "awards",
        named_like_ours(*_KNOWN, "decisions", "verifications"),
        *entry_columns(),
        _to("candidate_id", "candidates"),
        _to("case_id", "cases"),
        _to("unit_id", "units"),
        _to("decision_id", "decisions"),
        _to("verification_id", "verifications"),
        *_signed(),
        sa.UniqueConstraint("verification_id"),
        sa.Index(None, "case_id", "id"),
        sa.Index(None, "candidate_id", "id"),
    )


def _signed() -> tuple[sa.Column[object], ...]:
    return (
        _to("status_place_id", "status_places"),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date()),
        sa.Column("document", sa.LargeBinary(), nullable=False),
    )


def _to(name: str, table: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=optional)


def _choice(name: str, values: tuple[str, ...]) -> tuple[sa.schema.SchemaItem, ...]:
    listed = ", ".join(f"'{one}'" for one in values)
    return (
        sa.Column(name, sa.String(), nullable=False),
        sa.CheckConstraint(f'"{name}" IN ({listed})', name=name),
    )
