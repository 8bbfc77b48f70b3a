"""Which desk this is: an id made once and kept in a file beside the database.

It stays out of the database, so that a database that is copied to a second laptop does not bring
its name along: two desks with one id would write one audit chain in two versions.
"""

from pathlib import Path
from typing import Final
from uuid import UUID

from core.ids import DeskId, new_id
from core.storage.atomic import sweep, write_atomically
from core.storage.errors import StoreCorruptError, disk_errors

FILE_NAME: Final = "desk-id"


def desk_id(home: Path) -> DeskId:
    """Read the id of the desk whose files are in `home`; made and kept at the first call.

    Raises:
        StorageError: the disk refuses, or the file holds something else.
    """
    path = home / FILE_NAME
    sweep(home, below=False)
    with disk_errors(path):
        if not path.exists():
            write_atomically(path, f"{new_id()}\n".encode())
        kept = path.read_bytes()
    try:
        return DeskId(UUID(kept.decode().strip()))
    except ValueError as error:
        raise StoreCorruptError(
            f"The file {path}, which names this desk, is damaged. Restore it from a backup. "
            "If there is none, delete it: the desk gets a new name and begins a new audit log.",
            where=str(path),
        ) from error
