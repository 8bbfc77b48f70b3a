"""What the database and the disk can refuse, each with its own code and sentence for people."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError

from core.errors import StorageError, WrongInputError


class StoreLockedError(StorageError):
    """Another program held the database for longer than we wait."""

    code = "store.locked"


class DiskFullError(StorageError):
    """There is no room left; nothing of this action was written."""

    code = "store.disk-full"


class ReadOnlyStoreError(StorageError):
    """The file, its folder or its disk may not be written."""

    code = "store.read-only"


class StoreCorruptError(StorageError):
    """What is read back is not what was written."""

    code = "store.corrupt"


class StoreTooNewError(StorageError):
    """A newer version of the program has changed the database."""

    code = "store.too-new"


class NotAStoreError(StorageError):
    """The file is something else: not a database, or another program's."""

    code = "store.not-a-database"


class BrokenTextError(WrongInputError):
    """A text holds half of a character, as a broken copy and paste can leave it."""

    code = "input.broken-text"


_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_UNIQUE: Final = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_STATES: Final = {"55P03": "locked", "40001": "locked", "40P01": "locked", "53100": "full"}
_UNIQUE_STATE: Final = "23505"  # PostgreSQL, appendix A "Error codes", as those above
_READ_ONLY_STATE: Final = "25006"


def is_taken(error: IntegrityError) -> bool:
    """Tell whether a value that must be unique was there already."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) in _UNIQUE
    return getattr(cause, "sqlstate", "") == _UNIQUE_STATE


def of_database(error: BaseException, where: str) -> StorageError:
    """Say what the database refused, why, and what to do. `where` names the database."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    state = getattr(error, "sqlstate", None) or ""
    if code in _LOCKED or _STATES.get(state) == "locked":
        return locked(where)
    if code == sqlite3.SQLITE_FULL or _STATES.get(state) == "full":
        return disk_full(where)
    if code in _READ_ONLY or state == _READ_ONLY_STATE:
        return read_only(where)
    if code == sqlite3.SQLITE_CORRUPT:
        return corrupt(where, str(error))
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_store(where)
    return StorageError(
        f"The database {where} could not be used ({error}). Nothing was saved. Check that the disk "
        "or the server is there, then try again.",
        where=where,
        reason=str(error),
    )


def of_disk(error: OSError, path: Path) -> StorageError:
    """Say what the disk refused, why, and what to do."""
    if error.errno in _NO_ROOM:
        return disk_full(str(path))
    if error.errno in _NOT_ALLOWED:
        return read_only(str(path))
    return StorageError(
        f"The disk refused {path} ({error.strerror or error}). Nothing was saved. Check that the "
        "disk is there and whole, then try again.",
        where=str(path),
        reason=error.strerror or str(error),
    )


def locked(where: str) -> StoreLockedError:
    """Another program is writing."""
    return StoreLockedError(
        f"Another program is using the database {where}, so nothing was saved. "
        "Wait a moment and try again; if it stays so, close the other program.",
        where=where,
    )


def disk_full(where: str) -> DiskFullError:
    """There is no room."""
    return DiskFullError(
        f"The disk is full, so nothing was saved in {where}. What was saved before is safe. "
        "Free some space on this disk, then try again.",
        where=where,
    )


def read_only(where: str) -> ReadOnlyStoreError:
    """It may not be written."""
    return ReadOnlyStoreError(
        f"{where} may not be written, so nothing can be saved there. Check the permissions of the "
        "file and its folder, and that the disk is not write-protected.",
        where=where,
    )


def corrupt(where: str, reason: str) -> StoreCorruptError:
    """It is damaged."""
    return StoreCorruptError(
        f"{where} is damaged ({reason}). Nothing was changed. Keep a copy of the file as it is and "
        "restore the last backup.",
        where=where,
        reason=reason,
    )


def not_a_store(where: str) -> NotAStoreError:
    """It is something else."""
    return NotAStoreError(
        f"{where} is not a database of this program. Nothing in it was changed. Choose another "
        "file or folder.",
        where=where,
    )


def too_new(where: str, revision: str) -> StoreTooNewError:
    """A newer version of the program has been here."""
    return StoreTooNewError(
        f"The database {where} was changed by a newer version of this program (schema {revision}), "
        "so this version does not touch it. Install the newer version.",
        where=where,
        revision=revision,
    )


@contextmanager
def database_errors(where: str) -> Iterator[None]:
    """Turn what the database raises in this block into StorageError.

    A text that cannot be written in UTF-8 becomes a BrokenTextError. A broken constraint stays an
    IntegrityError: either the caller expects it, or it is a bug.
    """
    try:
        yield
    except IntegrityError:
        raise
    except UnicodeEncodeError as error:
        raise BrokenTextError("a text holds half of a character and was not saved") from error
    except DBAPIError as error:
        raise of_database(error.orig or error, where) from error
    except sqlite3.Error as error:
        raise of_database(error, where) from error


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the disk raises in this block into StorageError."""
    try:
        yield
    except OSError as error:
        raise of_disk(error, path) from error
