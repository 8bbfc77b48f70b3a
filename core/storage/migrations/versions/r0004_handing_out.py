"""Spelling proofs, the life of a printed sheet, and changes of a worker's name."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import entry_columns, named_like_ours, refuse_changes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EVENTS = ("printed", "spoiled", "read back", "handed over", "lost")


def upgrade() -> None:
    """Make the three tables; nothing is known of what was handed out before."""
    metadata = named_like_ours("staff", "cases", "candidates", "passports")
    for table in _tables(metadata):
        table.create(op.get_bind())
        refuse_changes(table.name)


def downgrade() -> None:
    """Take the tables away."""
    for name in ("name_changes", "sheet_events", "spelling_proofs"):
        op.drop_table(name)


def _tables(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    kinds = ", ".join(repr(kind) for kind in _EVENTS)
    return (
        sa.Table(
            "spelling_proofs",
            metadata,
            *entry_columns(),
            sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
            sa.Column("candidate_id", sa.Uuid(), sa.ForeignKey("candidates.id"), nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("own_script_name", sa.Text(), nullable=False),
            sa.Column("birth_date", sa.Date(), nullable=False),
            sa.Column("agreed", sa.Boolean(), nullable=False),
            sa.Column("remark", sa.Text(), nullable=False),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "sheet_events",
            metadata,
            *entry_columns(),
            sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
            sa.Column("passport_id", sa.Uuid(), sa.ForeignKey("passports.id"), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("note", sa.Text(), nullable=False),
            sa.CheckConstraint(f'"kind" IN ({kinds})', name="kind"),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "name_changes",
            metadata,
            *entry_columns(),
            sa.Column("candidate_id", sa.Uuid(), sa.ForeignKey("candidates.id"), nullable=False),
            sa.Column("former_name", sa.Text(), nullable=False),
            sa.Column("new_name", sa.Text(), nullable=False),
            sa.Column("document", sa.Text(), nullable=False),
            sa.Index(None, "candidate_id", "id"),
        ),
    )
