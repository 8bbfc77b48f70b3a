"""Writing a file so that it is there whole or not at all, also after a power cut."""

import logging
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Final

from core.storage.errors import disk_errors

log = logging.getLogger(__name__)

PARTIAL: Final = ".partial"
"""How the names of files end that are being written."""
STALE_AFTER_S: Final = 3600
"""A file that has been "being written" for an hour belongs to a program that was stopped."""

_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
OWNER_ONLY: Final = 0o600
"""Workers' papers and sealed keys are nobody else's business."""


def write_atomically(path: Path, content: bytes, *, staging: Path | None = None) -> None:
    """Write `content` beside `path`, or in `staging` on the same disk, and move it there.

    Raises:
        StorageError: the disk is full or refuses. What was at `path` is still there, and nothing
            else is left behind.
    """
    folder = staging or path.parent
    partial = folder / f"{path.name}.{secrets.token_hex(8)}{PARTIAL}"
    with disk_errors(path):
        folder.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(partial, content)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove what stopped programs left half-written in a folder, and in those `below` it.

    What is fresh may be another program's, that is writing now. A disk that refuses is no reason
    not to begin: what is left does no harm.
    """
    oldest = time.time() - STALE_AFTER_S
    try:
        for partial in list((folder.rglob if below else folder.glob)(f"*{PARTIAL}")):
            if partial.stat().st_mtime < oldest:
                partial.unlink(missing_ok=True)
    except OSError as error:
        log.info("what was left half-written in %s stays: %s", folder, error)


def move_into_place(whole: Path, path: Path) -> None:
    """Move a file that is written to its end to `path`, on the same disk, for good.

    Raises:
        StorageError: the disk is full or refuses; the file is still where it was.
    """
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.chmod(OWNER_ONLY)
        descriptor = os.open(whole, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        whole.replace(path)
        _sync_folder(path.parent)


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, _CREATE, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last. Windows cannot open folders and keeps names by its journal."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
