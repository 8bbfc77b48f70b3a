"""Independence, and the register of assessors."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import entry_columns, named_like_ours, refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BASES = ("no valid scope", "appeal upheld")


def upgrade() -> None:
    """Make the tables; nothing is known of what was before."""
    metadata = named_like_ours("staff", "cases", "units", "decisions")
    for table in _entries(metadata):
        table.create(op.get_bind())
        refuse_changes(table.name)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("decision_voids")


def _entries(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    bases = ", ".join(repr(basis) for basis in _BASES)
    return (
        sa.Table(
            "decision_voids",
            metadata,
            *entry_columns(),
            sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
            sa.Column("unit_id", sa.Uuid(), sa.ForeignKey("units.id"), nullable=False),
            sa.Column("decision_id", sa.Uuid(), sa.ForeignKey("decisions.id"), nullable=False),
            sa.Column("basis", sa.String(), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("barred", sa.JSON(), nullable=False),
            sa.CheckConstraint(f'"basis" IN ({bases})', name="basis"),
            sa.UniqueConstraint("decision_id"),
            sa.Index(None, "case_id", "id"),
        ),
    )
