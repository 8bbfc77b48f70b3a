"""The codes of the passports' cards."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLE = "passport_cards"


def upgrade() -> None:
    """Make the table; passports that were issued before have no card."""
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )
    for other in ("staff", "passports"):
        sa.Table(other, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    table = sa.Table(
        _TABLE,
        metadata,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("passport_id", sa.Uuid(), sa.ForeignKey("passports.id"), nullable=False),
        sa.Column("code_text", sa.Text(), nullable=False),
        sa.UniqueConstraint("passport_id"),
    )
    table.create(op.get_bind())
    if op.get_bind().dialect.name == "postgresql":
        for what, each in (
            ("change BEFORE UPDATE OR DELETE", "ROW"),
            ("truncate BEFORE TRUNCATE", "STATEMENT"),
        ):
            op.execute(
                f"CREATE TRIGGER {_TABLE}_no_{what} ON {_TABLE} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_{what.lower()} BEFORE {what} ON {_TABLE} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {_TABLE}'); END"
        )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(_TABLE)
