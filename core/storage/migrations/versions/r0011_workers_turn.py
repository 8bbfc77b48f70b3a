"""The worker's turn, and advice to the worker on single rows while it is being judged."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import (
    entry_columns,
    named_like_ours,
    record_columns,
    refuse_changes,
)

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SUBJECTS = ("self-assessment", "plan", "decision")
_SAYS = ("can", "unsure", "cannot", "yes", "ask", "no")


def upgrade() -> None:
    """Make the tables; nobody was asked on a turned screen before."""
    metadata = named_like_ours("staff", "cases", "units", "assessment_plans", "decisions")
    _row_advice(metadata).create(op.get_bind())
    answers = _worker_answers(metadata)
    answers.create(op.get_bind())
    refuse_changes(answers.name)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("worker_answers")
    op.drop_table("row_advice")


def _row_advice(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "row_advice",
        metadata,
        *record_columns(),
        _to("case_id", "cases"),
        _to("unit_id", "units"),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Index(None, "case_id", "id"),
    )


def _worker_answers(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "worker_answers",
        metadata,
        *entry_columns(),
        _to("case_id", "cases"),
        *_choice("subject", _SUBJECTS),
        _to("unit_id", "units", optional=True),
        sa.Column("row_id", sa.Uuid()),
        _to("plan_id", "assessment_plans", optional=True),
        _to("decision_id", "decisions", optional=True),
        *_choice("says", _SAYS, optional=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Index(None, "case_id", "id"),
    )


def _to(name: str, table: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=optional)


def _choice(
    name: str, values: tuple[str, ...], *, optional: bool = False
) -> tuple[sa.schema.SchemaItem, ...]:
    listed = ", ".join(f"'{one}'" for one in values)
    return (
        sa.Column(name, sa.String(), nullable=optional),
        sa.CheckConstraint(f'"{name}" IN ({listed})', name=name),
    )
