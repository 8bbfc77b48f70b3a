"""Runs migrations over an open connection: no alembic.ini, no env.py, no command line."""

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection


def scripts() -> ScriptDirectory:
    """The migrations as Alembic finds them."""
    return ScriptDirectory(str(Path(__file__).parent))


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema, in the transaction that is open."""
    context = MigrationContext.configure(connection)
    current = context.get_current_revision()
    with Operations.context(context):
        for step in reversed(_between(current, "head")):
            step.module.upgrade()
        context.stamp(scripts(), "head")


def downgrade(connection: Connection) -> None:
    """Undo every migration, in the transaction that is open. For tests of the migrations."""
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for step in _between(None, context.get_current_revision() or "head"):
            step.module.downgrade()
        context.stamp(scripts(), "base")


def _between(lower: str | None, upper: str) -> list[Script]:
    """The migrations after `lower` up to `upper`, newest first."""
    return list(scripts().iterate_revisions(upper, lower or "base"))
