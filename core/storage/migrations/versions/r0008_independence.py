"""Independence, and the register of assessors."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import (
    entry_columns,
    named_like_ours,
    record_columns,
    refuse_changes,
)

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BASES: Final = ("no valid scope", "appeal upheld")
_OUTCOMES: Final = ("replaced", "allowed with measures", "allowed, another assessor present")
_POSTS: Final = ("worked", "taught")
_TRAININGS: Final = ("initial", "updating", "moderation", "continuing")
_DECLARATIONS: Final = "conflict_declarations"


def upgrade() -> None:
    """Make the tables; nothing is known of what was before.

    What a declarer wrote as the handling of an own conflict stays readable as a proposal: somebody
    else decides about it now.
    """
    op.execute(f"ALTER TABLE {_DECLARATIONS} RENAME COLUMN handling TO proposed")
    metadata = named_like_ours("staff", "cases", "units", "decisions", _DECLARATIONS)
    for made in _records(metadata):
        made.create(op.get_bind())
    for made in _entries(metadata):
        made.create(op.get_bind())
        refuse_changes(made.name)


def downgrade() -> None:
    """Take the tables away."""
    for name in (
        *("decision_voids", "conflict_handlings", "observed_practice"),
        *("training_requirements", "training_entries", "staff_posts", "assessor_profiles"),
    ):
        op.drop_table(name)
    op.execute(f"ALTER TABLE {_DECLARATIONS} RENAME COLUMN proposed TO handling")


def _one_of(name: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values)
    return sa.CheckConstraint(f'"{name}" IN ({listed})', name=name)


def _records(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "assessor_profiles",
            metadata,
            *record_columns(),
            sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
            sa.Column("address", sa.Text(), nullable=False),
            sa.Column("languages", sa.JSON(), nullable=False),
            sa.Column("nominated_by", sa.Text(), nullable=False),
            sa.Column("current_practice", sa.Text(), nullable=False),
            sa.UniqueConstraint("staff_id"),
        ),
        sa.Table(
            "staff_posts",
            metadata,
            *record_columns(),
            sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("employer", sa.Text(), nullable=False),
            sa.Column("role", sa.Text(), nullable=False),
            sa.Column("starts", sa.Date(), nullable=False),
            sa.Column("ends", sa.Date()),
            sa.Column("removed", sa.Boolean(), nullable=False),
            _one_of("kind", _POSTS),
            sa.Index(None, "staff_id"),
        ),
        sa.Table(
            "training_entries",
            metadata,
            *record_columns(),
            sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("provider", sa.Text(), nullable=False),
            sa.Column("hours", sa.Integer(), nullable=False),
            sa.Column("starts", sa.Date(), nullable=False),
            sa.Column("ends", sa.Date(), nullable=False),
            sa.Column("certificate", sa.Text(), nullable=False),
            sa.Column("removed", sa.Boolean(), nullable=False),
            _one_of("kind", _TRAININGS),
            sa.Index(None, "staff_id"),
        ),
        sa.Table(
            "training_requirements",
            metadata,
            *record_columns(),
            sa.Column("framework_code", sa.Text(), nullable=False),
            sa.Column("hours", sa.Integer(), nullable=False),
            sa.Column("within_months", sa.Integer(), nullable=False),
            sa.Column("source", sa.Text(), nullable=False),
            sa.Column("removed", sa.Boolean(), nullable=False),
        ),
    )


def _entries(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    declaration = sa.ForeignKey(f"{_DECLARATIONS}.id")
    return (
        sa.Table(
            "observed_practice",
            metadata,
            *entry_columns(),
            sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
            sa.Column("observed_on", sa.Date(), nullable=False),
            sa.Column("seen", sa.JSON(), nullable=False),
            sa.Column("to_work_on", sa.JSON(), nullable=False),
            sa.Column("narrative", sa.Text(), nullable=False),
            sa.Index(None, "staff_id"),
        ),
        sa.Table(
            "conflict_handlings",
            metadata,
            *entry_columns(),
            sa.Column("case_id", sa.Uuid(), sa.ForeignKey("cases.id"), nullable=False),
            sa.Column("declaration_id", sa.Uuid(), declaration, nullable=False),
            sa.Column("outcome", sa.String(), nullable=False),
            sa.Column("measures", sa.Text(), nullable=False),
            _one_of("outcome", _OUTCOMES),
            sa.Index(None, "case_id", "id"),
        ),
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
            _one_of("basis", _BASES),
            sa.UniqueConstraint("decision_id"),
            sa.Index(None, "case_id", "id"),
        ),
    )
