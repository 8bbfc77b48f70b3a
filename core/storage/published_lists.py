"""The newest trust list and status list of a desk, as files that other programs can read too."""

from pathlib import Path
from typing import Final

from core.storage.atomic import write_atomically
from core.storage.errors import disk_errors

TRUST_LIST: Final = "trust-list.json"
STATUS_LIST: Final = "status-list.cwt"


class FolderPublishedLists:
    """Fulfils core.ports.desk.PublishedLists in the folder `root`. Judges nothing it keeps."""

    def __init__(self, root: Path) -> None:
        self._trust, self._status = root / TRUST_LIST, root / STATUS_LIST

    def trust(self) -> bytes | None:
        """The newest trust list (a DSSE envelope), or None before the first."""
        return _read(self._trust)

    def status(self) -> bytes | None:
        """The newest status list (a CWT), or None before the first."""
        return _read(self._status)

    def keep_trust(self, envelope: bytes) -> None:
        """Keep a newer trust list. Raises StorageError."""
        write_atomically(self._trust, envelope)

    def keep_status(self, token: bytes) -> None:
        """Keep a newer status list. Raises StorageError."""
        write_atomically(self._status, token)


def _read(path: Path) -> bytes | None:
    with disk_errors(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
