"""The verifier's desk: three answers to a row, what was marked blind, and which cases are blind.

An agreement said yes or no until now; it becomes *agree* or *do not agree*, and the remark stays.
SQLite changes no column to the letter, so the table is made anew there.
"""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import entry_columns, named_like_ours, refuse_changes

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLE = "agreements"
_KEPT = ("id", "at", "by", "desk", "case_id", "decision_id", "row_id", "remark")
_ANSWER = "CASE WHEN agrees IS NULL THEN NULL WHEN agrees THEN 'agree' ELSE 'do not agree' END"
_AGREES = "CASE WHEN answer IS NULL THEN NULL ELSE answer = 'agree' END"


def upgrade() -> None:
    """Turn yes and no into the answer; no case was verified blind before."""
    if op.get_bind().dialect.name == "postgresql":
        _change_in_place(
            [_choice("answer", "agree", "do not agree", "want more"), _own_mark()],
            f"answer = {_ANSWER}",
            ["agrees"],
        )
    else:
        _make_anew(_answered(), "answer", _ANSWER)
    orders = _orders()
    orders.create(op.get_bind())
    refuse_changes(orders.name)


def downgrade() -> None:
    """Say yes or no again; what more was wanted becomes no."""
    op.drop_table("blind_orders")
    if op.get_bind().dialect.name == "postgresql":
        _change_in_place(
            [(sa.Column("agrees", sa.Boolean()),)], f"agrees = {_AGREES}", ["answer", "own_mark"]
        )
    else:
        _make_anew((sa.Column("agrees", sa.Boolean()),), "agrees", _AGREES)


def _change_in_place(
    new: list[tuple[sa.schema.SchemaItem, ...]], value: str, gone: list[str]
) -> None:
    for parts in new:
        for part in parts:
            if isinstance(part, sa.Column):
                op.add_column(_TABLE, part)
    op.execute(f"ALTER TABLE {_TABLE} DISABLE TRIGGER USER")
    op.execute(f"UPDATE {_TABLE} SET {value}")  # noqa: S608 - constants of this module
    op.execute(f"ALTER TABLE {_TABLE} ENABLE TRIGGER USER")
    for parts in new:
        for part in parts:
            if isinstance(part, sa.CheckConstraint):
                name = f"ck_{_TABLE}_{part.name}"
                op.create_check_constraint(op.f(name), _TABLE, part.sqltext)
    for name in gone:
        op.drop_column(_TABLE, name)


def _make_anew(own: tuple[sa.schema.SchemaItem, ...], name: str, value: str) -> None:
    old = f"{_TABLE}_before"
    op.drop_index(f"ix_{_TABLE}_case_id_id")
    op.rename_table(_TABLE, old)
    _agreements(own).create(op.get_bind())
    kept = ", ".join(f'"{one}"' for one in _KEPT)
    # The names are constants of this module.
    op.execute(f"INSERT INTO {_TABLE} ({kept}, {name}) SELECT {kept}, {value} FROM {old}")  # noqa: S608
    op.drop_table(old)
    refuse_changes(_TABLE)


def _answered() -> tuple[sa.schema.SchemaItem, ...]:
    return (*_choice("answer", "agree", "do not agree", "want more"), *_own_mark())


def _own_mark() -> tuple[sa.schema.SchemaItem, ...]:
    return _choice("own_mark", "met", "not met", "not seen")


def _agreements(own: tuple[sa.schema.SchemaItem, ...]) -> sa.Table:
    return sa.Table(
        _TABLE,
        named_like_ours("staff", "cases", "decisions"),
        *entry_columns(),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("decision_id", sa.Uuid(), sa.ForeignKey("decisions.id"), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        *own,
        sa.Index(None, "case_id", "id"),
    )


def _orders() -> sa.Table:
    return sa.Table(
        "blind_orders",
        named_like_ours("staff", "cases"),
        *entry_columns(),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Index(None, "case_id", "id"),
    )


def _choice(name: str, *values: str) -> tuple[sa.schema.SchemaItem, ...]:
    listed = ", ".join(f"'{value}'" for value in values)
    return (
        sa.Column(name, sa.String()),
        sa.CheckConstraint(f'"{name}" IN ({listed})', name=name),
    )
