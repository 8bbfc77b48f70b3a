"""A copy of a SQLite database that is whole even while it is in use, and looked through."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.storage import errors
from core.storage.atomic import OWNER_ONLY


def keep_backup(database: Path, label: str) -> Path:
    """Copy a database to `NAME.LABEL.bak` beside it, or `NAME.LABEL.2.bak` if that is there.

    Raises:
        StorageError: no room, no permission, or the copy does not pass its check; then nothing is
            left behind.
    """
    target = _free_name(database, label)
    partial = target.with_name(target.name + ".part")
    try:
        with errors.disk_errors(target), errors.database_errors(str(database)):
            _copy(database, partial)
            problems = integrity_problems(partial)
            if problems:
                raise errors.corrupt(str(database), problems[0])
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def integrity_problems(database: Path) -> list[str]:
    """Look through a whole SQLite file, as slowly as that takes; an empty list means sound."""
    with errors.database_errors(str(database)), closing(sqlite3.connect(database)) as connection:
        found = [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def _free_name(database: Path, label: str) -> Path:
    first = database.with_name(f"{database.name}.{label}.bak")
    number, target = 2, first
    while target.exists():
        target = database.with_name(f"{database.name}.{label}.{number}.bak")
        number += 1
    return target


def _copy(database: Path, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    partial.touch(mode=OWNER_ONLY)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as copy:
        copy.execute("PRAGMA synchronous = FULL")
        source.backup(copy)
