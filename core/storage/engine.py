"""Opens a database: makes a new one, migrates an older one, refuses what it must not touch."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import WrongInputError
from core.storage import errors
from core.storage.atomic import OWNER_ONLY
from core.storage.backups import keep_backup
from core.storage.migrations import HEAD, REVISIONS
from core.storage.uuids import share_ids

BUSY_TIMEOUT_MS: Final = 5_000
"""How long one program waits for another to finish writing."""

QUICK_CHECK_BYTES: Final = 8 * 1024 * 1024
"""Up to this size the whole file is looked through at every start (some 20 ms)."""

READ_ONLY: Final = "touchstone_read_only"
"""Execution option of a connection that only reads: it waits for no writer."""

_BACKENDS: Final = {"sqlite", "postgresql"}
_SQLITE_HEADER: Final = b"SQLite format 3\0"
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


def open_database(where: Path | str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Engine:
    """Open the database at a path or URL; a new one is made, an older one backed up and migrated.

    `busy_timeout_ms` counts for SQLite only.

    Raises:
        StorageError: it is locked, read-only, damaged, too new, no database of ours, or the disk
            is full; each its own class (core/storage/errors.py). The file was left as it was.
    """
    url = _url(where)
    path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if path is not None:
        _look_at(path)
    engine = create_engine(url, json_serializer=_to_json)
    if path is not None:
        share_ids(engine)
        event.listen(engine, "connect", partial(_prepare_sqlite, busy_timeout_ms))
        event.listen(engine, "begin", _begin_sqlite)
    try:
        with errors.database_errors(_shown(url)):
            _bring_up_to_date(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def name_of(engine: Engine) -> str:
    """What people call the database: its path, or its address without the password."""
    return _shown(engine.url)


def _url(where: Path | str) -> URL:
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise WrongInputError(f"{where!r} is not the address of a database", typed=where) from error
    if url.get_backend_name() not in _BACKENDS:
        raise WrongInputError(f"{where!r} is not the address of a database we know", typed=where)
    return url


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.render_as_string(hide_password=True)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _look_at(path: Path) -> None:
    """Make the folder of a new database; refuse a file that cannot be one or be written."""
    with errors.disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _require_writable(path.parent)  # the journal lies there
        if not path.exists():
            path.touch(mode=OWNER_ONLY)  # SQLite gives its journal the same permissions
            return
        if not path.is_file():
            raise errors.not_a_store(str(path))
        _require_writable(path)
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    if header and header != _SQLITE_HEADER:
        raise errors.not_a_store(str(path))


def _require_writable(path: Path) -> None:
    # SQLite itself only says "unable to open database file".
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise errors.read_only(str(path))


def _prepare_sqlite(
    busy_timeout_ms: int, connection: DBAPIConnection, _: ConnectionPoolEntry
) -> None:
    raw: Any = connection
    raw.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
    raw.isolation_level = None  # we say BEGIN ourselves; the driver's own is too late for DDL
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    # SQLite's own folds ASCII only, so "É" would not find "é". Used by search alone.
    raw.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once. Upgrading from a read would fail without waiting whenever
    # another program wrote in between, and what was read would be out of date.
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine, path: Path | None) -> None:
    with engine.connect() as connection:
        revision = _revision(connection, name_of(engine))
        if revision is not None and revision not in REVISIONS:
            raise errors.too_new(name_of(engine), revision)
        if path is not None:
            _check_quickly(connection, path)
    if revision == HEAD:
        return
    if path is not None and revision is not None:
        keep_backup(path, f"before-{HEAD}")
    from core.storage.migrations.running import upgrade  # costs 0.3 s

    with engine.begin() as connection:
        upgrade(connection)


def _revision(connection: Connection, name: str) -> str | None:
    """The schema's revision, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables or "audit_log" not in tables:
        raise errors.not_a_store(name)
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is None:
        raise errors.corrupt(name, "it does not say which schema it has")
    return found


def _check_quickly(connection: Connection, path: Path) -> None:
    """Look for damage that shows cheaply: a file cut short, and in a small one everything."""
    pages = connection.scalar(text("PRAGMA page_count")) or 0
    page_size = connection.scalar(text("PRAGMA page_size")) or 0
    size = path.stat().st_size
    journal = path.with_name(path.name + "-wal")
    if size < pages * page_size and not (journal.exists() and journal.stat().st_size):
        raise errors.corrupt(str(path), f"{size} bytes of {pages * page_size} are left")
    if size <= QUICK_CHECK_BYTES:
        found = connection.scalar(text("PRAGMA quick_check(1)"))
        if found != "ok":
            raise errors.corrupt(str(path), str(found))
