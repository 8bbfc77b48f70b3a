"""A real database in a folder of its own, and short ways to what it holds."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from core.ids import DeskId, new_id
from core.storage.engine import open_database
from core.storage.unit_of_work import SqlUnitOfWork

POSTGRESQL = os.environ.get("TOUCHSTONE_TEST_POSTGRESQL", "")
"""`postgresql+psycopg://…?…`: then the tests of units of work and lists run on that server."""

sqlite_only = pytest.mark.skipif(bool(POSTGRESQL), reason="about files of SQLite")

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class TickingClock:
    """A clock that is one second further on each time somebody looks."""

    def __init__(self) -> None:
        self._now = MORNING

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test lies. It is not there yet."""
    return tmp_path / "centre" / "touchstone.db"


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations make it, to be copied: making one takes half a second."""
    path = tmp_path_factory.mktemp("new") / "touchstone.db"
    open_database(path).dispose()
    return path


@pytest.fixture
def engine(path: Path, new_database: Path) -> Iterator[Engine]:
    """A new database on a real disk, or a new schema of the PostgreSQL server that is named."""
    if POSTGRESQL:
        yield from _schema_of_its_own(POSTGRESQL)
        return
    path.parent.mkdir()
    shutil.copyfile(new_database, path)
    engine = open_database(path)
    yield engine
    engine.dispose()


def _schema_of_its_own(address: str) -> Iterator[Engine]:
    name = f"test_{new_id().hex}"
    with closing(create_engine(address, poolclass=NullPool).connect()) as server:
        server.execute(text(f"CREATE SCHEMA {name}"))
        server.commit()
        engine = open_database(f"{address}&options=-csearch_path%3D{name}")
        yield engine
        engine.dispose()
        server.execute(text(f"DROP SCHEMA {name} CASCADE"))
        server.commit()


@pytest.fixture
def desk() -> DeskId:
    """The desk that writes."""
    return DeskId(new_id())


@pytest.fixture
def uow(engine: Engine, desk: DeskId) -> Callable[[], SqlUnitOfWork]:
    """Makes units of work of that desk."""
    clock = TickingClock()
    return lambda: SqlUnitOfWork(engine, desk, clock)
