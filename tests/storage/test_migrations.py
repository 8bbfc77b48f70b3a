import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect

from core.storage.migrations import HEAD, REVISIONS, running
from core.storage.tables import metadata
from tests.storage.conftest import sqlite_only

pytestmark = sqlite_only
VERSIONS = Path(running.__file__).parent / "versions"


def schema(connection: Connection) -> dict[str, str]:
    """Every table and index by its name, as SQL with its parts in one order."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') "
        "AND name != 'alembic_version'"
    )
    return {name: "\n".join(sorted(re.split(r",?\s*\n\s*", sql))) for name, sql in rows}


def test_the_newest_schema_is_that_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_checks_and_constraints_are_those_of_the_tables_to_the_letter(engine: Engine) -> None:
    of_tables = create_engine("sqlite://")
    metadata.create_all(of_tables)
    with engine.connect() as migrated, of_tables.connect() as made:
        assert schema(migrated) == schema(made)
    of_tables.dispose()


def test_the_list_of_revisions_is_alembics_own() -> None:
    known = [one.revision for one in running.scripts().walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS
    assert running.scripts().get_heads() == [HEAD]


def test_up_and_down_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        running.downgrade(connection)
        left = inspect(connection).get_table_names()
        triggers = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
        assert left == ["alembic_version"]
        assert connection.exec_driver_sql("SELECT * FROM alembic_version").all() == []
    assert triggers == 2, "the version's table and its own index"


def test_up_again_after_down_is_the_same_schema(engine: Engine) -> None:
    with engine.begin() as connection:
        before = schema(connection)
        running.downgrade(connection)
        running.upgrade(connection)
        assert schema(connection) == before


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("r*.py")), ids=lambda path: path.stem)
def test_a_migration_never_imports_the_program(path: Path) -> None:
    imports = r"^\s*(?:from|import) ((?:core|desktop|credentials)\b\S*)"
    assert set(re.findall(imports, path.read_text(), re.M)) <= {"core.storage.migrations.steps"}
