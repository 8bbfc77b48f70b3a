"""A real database in a folder of its own, and short ways to what it holds."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.ids import DeskId, new_id
from core.storage.engine import open_database
from core.storage.unit_of_work import SqlUnitOfWork

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


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """A new database on a real disk."""
    engine = open_database(path)
    yield engine
    engine.dispose()


@pytest.fixture
def desk() -> DeskId:
    """The desk that writes."""
    return DeskId(new_id())


@pytest.fixture
def uow(engine: Engine, desk: DeskId) -> Callable[[], SqlUnitOfWork]:
    """Makes units of work of that desk."""
    clock = TickingClock()
    return lambda: SqlUnitOfWork(engine, desk, clock)
