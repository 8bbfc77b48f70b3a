"""The newest trust list and status list of a desk, as files that other programs can read too."""

import re
from pathlib import Path
from typing import Final

from core.errors import WrongInputError
from core.storage.atomic import PARTIAL, sweep, write_atomically
from core.storage.errors import disk_errors

TRUST_LIST: Final = "trust-list.json"
STATUS_LIST: Final = "status-list.cwt"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*){0,3}")
"""Small letters only: two names must not be one on a system that folds case."""
BITSTRINGS: Final = "status-list.json"


class FolderPublishedLists:
    """Fulfils core.ports.desk.PublishedLists in the folder `root`. Judges nothing it keeps."""

    def __init__(self, root: Path) -> None:
        self._kept = root / "trust"
        self._trust, self._status = root / TRUST_LIST, root / STATUS_LIST
        self._bitstrings = root / BITSTRINGS
        sweep(root)

    def trust(self) -> bytes | None:
        """The newest trust list (a DSSE envelope), or None before the first."""
        return _read(self._trust)

    def status(self) -> bytes | None:
        """The newest status list (a CWT), or None before the first."""
        return _read(self._status)

    def keep_trust(self, envelope: bytes) -> None:
        """Keep a newer trust list. Raises StorageError."""
        write_atomically(self._trust, envelope)

    def bitstrings(self) -> bytes | None:
        """The same table as Bitstring Status Lists, a JSON array, or None before the first."""
        return _read(self._bitstrings)

    def keep_status(self, token: bytes, bitstrings: bytes) -> None:
        """Keep a newer status list, and its Bitstring lists for others. Raises StorageError."""
        write_atomically(self._bitstrings, bitstrings)
        write_atomically(self._status, token)

    def kept(self, name: str) -> bytes | None:
        """A file of trust, or None if there is none."""
        return _read(self._file(name))

    def keep(self, name: str, content: bytes) -> None:
        """Keep a file of trust. Raises StorageError."""
        write_atomically(self._file(name), content)

    def drop(self, name: str) -> None:
        """Let go of a file of trust. Raises StorageError."""
        path = self._file(name)
        with disk_errors(path):
            path.unlink(missing_ok=True)

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files of trust in a folder and those below it, in their order."""
        root = self._file(folder)
        with disk_errors(root):
            paths = [path for path in root.rglob("*") if path.is_file()]
        names = (path.relative_to(self._kept).as_posix() for path in paths)
        return tuple(
            sorted(name for name in names if _NAME.fullmatch(name) and not name.endswith(PARTIAL))
        )

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise WrongInputError(f"{name!r} cannot be the name of a file of trust", typed=name)
        return self._kept / name


def _read(path: Path) -> bytes | None:
    with disk_errors(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
