"""What new migrations have in common: the columns of every table, and append-only triggers.

A migration says what the schema *was*, so nothing here may change its meaning. It imports nothing
of the program.
"""

import sqlalchemy as sa
from alembic import op


def named_like_ours(*known: str) -> sa.MetaData:
    """A collection for new tables, with our names of constraints and tables to refer to."""
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    for name in known:
        sa.Table(name, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    return metadata


def entry_columns() -> tuple[sa.Column[object], ...]:
    """The first columns of a table of entries."""
    return (
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("desk", sa.Uuid(), nullable=False),
    )


def record_columns() -> tuple[sa.Column[object], ...]:
    """The first columns of a table of records."""
    return (
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_on", sa.Uuid(), nullable=False),
    )


def refuse_changes(table: str) -> None:
    """Give a table of entries the triggers that refuse any change."""
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
