import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from core.domain.people import Candidate
from core.errors import StorageError, WrongInputError
from core.ids import DeskId, new_id
from core.storage import engine as opening
from core.storage.engine import open_database
from core.storage.errors import (
    DiskFullError,
    NotAStoreError,
    ReadOnlyStoreError,
    StoreCorruptError,
    StoreLockedError,
    StoreTooNewError,
)
from core.storage.migrations import HEAD, REVISIONS, running
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.conftest import TickingClock, sqlite_only

Uow = Callable[[], SqlUnitOfWork]
pytestmark = sqlite_only
NOBODY = 65534
NEXT = f"{int(HEAD) + 1:04}"

NEXT_MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{next}", "{head}"
def upgrade():
    op.add_column("candidates", sa.Column("nickname", sa.Text(), nullable=True))
    {then}
"""


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def closed(path: Path, uow: Uow, engine: Engine) -> Path:
    """The database with one case in it, closed by everybody."""
    made.open_case(uow)
    engine.dispose()
    return path


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this the next version of the program, with a migration more."""

    def install(then: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(Path(running.__file__).parent / "versions", folder / "versions")
        text = NEXT_MIGRATION.format(next=NEXT, head=HEAD, then=then)
        (folder / "versions" / f"r{NEXT}_next.py").write_text(text)
        monkeypatch.setattr(running, "__file__", str(folder / "running.py"))
        monkeypatch.setattr(opening, "REVISIONS", (*REVISIONS, NEXT))
        monkeypatch.setattr(opening, "HEAD", NEXT)

    return install


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that everybody on the machine can get to."""
    folder = Path(tempfile.mkdtemp(prefix="touchstone-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """The test goes on as an ordinary user: to root nothing is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def test_a_new_database_is_made_with_its_folder(path: Path) -> None:
    open_database(path).dispose()
    assert path.exists()


def test_only_the_owner_can_read_the_database_and_its_journal(path: Path) -> None:
    engine = open_database(path)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE candidates SET name = ''")
        modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    engine.dispose()
    assert set(modes.values()) == {0o600}
    assert len(modes) == 3, modes


def test_an_address_can_be_a_path_or_a_url(tmp_path: Path) -> None:
    open_database(str(tmp_path / "a.db")).dispose()
    open_database(f"sqlite:///{tmp_path}/b.db").dispose()
    assert {one.name for one in tmp_path.iterdir()} == {"a.db", "b.db"}


@pytest.mark.parametrize("typed", ["://", "mysql://centre", "http://centre.example"])
def test_what_is_no_address_of_a_database_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(WrongInputError, match="not the address of a database"):
        open_database(typed)


def test_it_is_opened_as_the_design_says(engine: Engine) -> None:
    pragmas = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas}
    assert found == pragmas


def test_alembic_is_not_loaded_for_a_database_that_is_up_to_date(path: Path) -> None:
    open_database(path).dispose()
    program = (
        "import sys; from pathlib import Path; from core.storage.engine import open_database; "
        "open_database(Path(sys.argv[1])); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0


def test_a_newer_database_is_refused_and_left_alone(path: Path, uow: Uow, engine: Engine) -> None:
    closed(path, uow, engine)
    sql(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()

    with pytest.raises(StoreTooNewError, match="Install the newer version") as caught:
        open_database(path)

    assert caught.value.code == "store.too-new"
    assert caught.value.facts["revision"] == "9999"
    assert path.read_bytes() == before


def test_an_older_database_is_backed_up_and_migrated(
    path: Path, uow: Uow, engine: Engine, next_version: Callable[[], None]
) -> None:
    closed(path, uow, engine)
    next_version()

    migrated = open_database(path)

    columns = {one["name"] for one in inspect(migrated).get_columns("candidates")}
    migrated.dispose()
    backup = path.with_name(f"touchstone.db.before-{NEXT}.bak")
    assert "nickname" in columns
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert copy.execute("SELECT name FROM candidates").fetchone() == ("Chea Sokha",)


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(
    path: Path, uow: Uow, engine: Engine, next_version: Callable[[str], None]
) -> None:
    closed(path, uow, engine)
    next_version("op.execute('INSERT INTO no_such_table VALUES (1)')")

    for _ in range(2):
        with pytest.raises(StorageError, match="no such table"):
            open_database(path)

    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        columns = [row[1] for row in database.execute("PRAGMA table_info(candidates)")]
    assert "nickname" not in columns
    backups = sorted(one.name for one in path.parent.glob("*.bak"))
    assert backups == [f"touchstone.db.before-{NEXT}.2.bak", f"touchstone.db.before-{NEXT}.bak"]
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("content", [b"PK\x03\x04 a zip file", b"name,date\n", b"S", b"\0" * 5000])
def test_a_file_that_is_no_database_is_said_to_be_none(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotAStoreError, match="Nothing in it was changed"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_database(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(NotAStoreError):
        open_database(path)


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    sql(path, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(NotAStoreError):
        open_database(path)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    open_database(path).dispose()
    assert path.stat().st_size > 0


@pytest.mark.parametrize("keep", [0.5, 0.9, 0.999])
def test_a_database_that_was_cut_short_is_corrupt(
    path: Path, uow: Uow, engine: Engine, keep: float
) -> None:
    closed(path, uow, engine)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    with pytest.raises(StoreCorruptError, match="restore the last backup") as caught:
        open_database(path)
    assert caught.value.code == "store.corrupt"


@pytest.mark.parametrize("place", [0.01, 0.3, 0.7])
def test_a_database_with_a_page_overwritten_is_corrupt(
    path: Path, uow: Uow, engine: Engine, place: float
) -> None:
    closed(path, uow, engine)
    damaged = bytearray(path.read_bytes())
    start = int(len(damaged) * place) // 4096 * 4096 or 100
    damaged[start : start + 4096] = os.urandom(4096)
    path.write_bytes(damaged)
    with pytest.raises(StorageError) as caught:
        open_database(path)
    assert caught.value.code in {"store.corrupt", "store.not-a-database"}


def test_a_database_that_another_program_holds_is_locked(path: Path, engine: Engine) -> None:
    engine.dispose()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError, match="Another program is using") as caught:
            open_database(path, busy_timeout_ms=50)
    assert caught.value.code == "store.locked"
    open_database(path).dispose()


def test_a_unit_of_work_that_cannot_begin_says_locked(path: Path, engine: Engine) -> None:
    engine.dispose()
    impatient = open_database(path, busy_timeout_ms=50)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StoreLockedError),
            SqlUnitOfWork(impatient, DeskId(new_id()), TickingClock()),
        ):
            pass
    impatient.dispose()


def test_a_read_only_file_or_folder_is_said_to_be_so(
    shared_folder: Path, ordinary_user: None
) -> None:
    with pytest.raises(ReadOnlyStoreError, match="may not be written") as caught:
        open_database(shared_folder / "new.db")
    assert caught.value.code == "store.read-only"


def test_a_read_only_database_is_said_to_be_so(shared_folder: Path) -> None:
    path = shared_folder / "old.db"
    open_database(path).dispose()
    path.chmod(0o444)
    shared_folder.chmod(0o777)
    uid = os.geteuid()
    if uid == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(ReadOnlyStoreError):
            open_database(path)
    finally:
        os.seteuid(uid)


def test_a_full_disk_undoes_the_action_and_says_so(uow: Uow, engine: Engine) -> None:
    made.open_case(uow)
    with uow() as work:
        pages = work._connection.exec_driver_sql("PRAGMA page_count").scalar()
        work._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError, match="Free some space") as caught:
            work.save(made.candidate("X" * 100_000))
    assert caught.value.code == "store.disk-full"

    with uow() as work:
        assert [one.name for one in work.find(Candidate)] == ["Chea Sokha"]
        assert work._connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
