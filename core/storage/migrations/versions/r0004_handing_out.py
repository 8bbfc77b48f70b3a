"""Spelling proofs, the life of a printed sheet, and changes of a worker's name."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EVENTS = ("printed", "spoiled", "read back", "handed over", "lost")


def upgrade() -> None:
    """Make the three tables; nothing is known of what was handed out before."""
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    for other in ("staff", "cases", "candidates", "passports"):
        sa.Table(other, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    for table in _tables(metadata):
        table.create(op.get_bind())
        _refuse_changes(table.name)


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
            *_entry(),
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
            *_entry(),
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
            *_entry(),
            sa.Column("candidate_id", sa.Uuid(), sa.ForeignKey("candidates.id"), nullable=False),
            sa.Column("former_name", sa.Text(), nullable=False),
            sa.Column("new_name", sa.Text(), nullable=False),
            sa.Column("document", sa.Text(), nullable=False),
            sa.Index(None, "candidate_id", "id"),
        ),
    )


def _entry() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
    )


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for what, each in (
            ("change BEFORE UPDATE OR DELETE", "ROW"),
            ("truncate BEFORE TRUNCATE", "STATEMENT"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{what} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        )
