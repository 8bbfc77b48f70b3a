"""Voice notes, photos and videos of the bench."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import entry_columns, named_like_ours, refuse_changes

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KINDS = ("voice note", "photo", "video")
_SOURCES = ("this computer", "phone", "file")


def upgrade() -> None:
    """Make the table; nothing was recorded before."""
    metadata = named_like_ours("staff", "cases", "units", "practical_tasks", "assessment_sessions")
    table = _recordings(metadata)
    table.create(op.get_bind())
    refuse_changes(table.name)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("recordings")


def _recordings(metadata: sa.MetaData) -> sa.Table:
    session = sa.ForeignKey("assessment_sessions.id")
    task = sa.ForeignKey("practical_tasks.id")
    return sa.Table(
        "recordings",
        metadata,
        *entry_columns(),
        sa.Column("session_id", sa.Uuid(), session, nullable=False),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), sa.ForeignKey("units.id"), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), task),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("duration_s", sa.Integer()),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f'"kind" IN ({_listed(_KINDS)})', name="kind"),
        sa.CheckConstraint(f'"source" IN ({_listed(_SOURCES)})', name="source"),
        sa.Index(None, "case_id", "id"),
    )


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(repr(value) for value in values)
