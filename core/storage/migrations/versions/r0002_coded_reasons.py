"""A change of status says its reason by a code too, and letters and lists can name it.

SQLite adds no column in the middle of a table to the letter, so the table is made anew there; the
triggers that refuse any change go with the old one and are made again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLE = "status_changes"
_COLUMNS = ("id", "at", "by", "desk", "place_id", "status", "reason")


def upgrade() -> None:
    """Add the code; what was changed before has none but "other"."""
    if op.get_bind().dialect.name == "postgresql":
        op.add_column(_TABLE, sa.Column("code", sa.Text(), nullable=False, server_default="other"))
        op.alter_column(_TABLE, "code", server_default=None)
        return
    _make_anew(with_code=True)


def downgrade() -> None:
    """Take the code away."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column(_TABLE, "code")
        return
    _make_anew(with_code=False)


def _make_anew(*, with_code: bool) -> None:
    old = f"{_TABLE}_before"
    op.drop_index(f"ix_{_TABLE}_place_id")
    op.rename_table(_TABLE, old)
    _table(with_code=with_code).create(op.get_bind())
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    added, value = (', "code"', ", 'other'") if with_code else ("", "")
    # The names are constants of this module.
    op.execute(f"INSERT INTO {_TABLE} ({names}{added}) SELECT {names}{value} FROM {old}")  # noqa: S608
    op.drop_table(old)
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_{what.lower()} BEFORE {what} ON {_TABLE} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {_TABLE}'); END"
        )


def _table(*, with_code: bool) -> sa.Table:
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    for other in ("staff", "status_places"):
        sa.Table(other, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    return sa.Table(
        _TABLE,
        metadata,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), sa.ForeignKey("status_places.id"), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.CheckConstraint('"status" IN (0, 1, 2, 3)', name="status"),
        sa.Column("reason", sa.Text(), nullable=False),
        *([sa.Column("code", sa.Text(), nullable=False)] if with_code else []),
        sa.Index(None, "place_id"),
    )
