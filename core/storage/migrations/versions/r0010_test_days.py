"""Paper checklists and test days."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import (
    entry_columns,
    named_like_ours,
    record_columns,
    refuse_changes,
)

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing was on paper before."""
    metadata = named_like_ours("staff", "cases", "assessment_sessions", "session_tasks")
    _test_days(metadata).create(op.get_bind())
    sheets = _paper_sheets(metadata)
    sheets.create(op.get_bind())
    refuse_changes(sheets.name)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("paper_sheets")
    op.drop_table("test_days")


def _test_days(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "test_days",
        metadata,
        *record_columns(),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("cases", sa.JSON(), nullable=False),
        _to("session_id", "assessment_sessions", optional=True),
    )


def _paper_sheets(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "paper_sheets",
        metadata,
        *entry_columns(),
        _to("session_id", "assessment_sessions"),
        _to("task_id", "session_tasks"),
        _to("case_id", "cases"),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Index(None, "case_id", "id"),
        sa.Index(None, "session_id", "id"),
    )


def _to(name: str, table: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=optional)
