"""The sealed key files of a desk in one folder: `NAME.key`, readable by their owner only."""

import re
from pathlib import Path
from typing import Final

from core.errors import NotFoundError, WrongInputError
from core.storage.atomic import sweep, write_atomically
from core.storage.errors import disk_errors
from credentials.keys import SealedKey, parse_key_file

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


class FolderSealedKeys:
    """Fulfils core.ports.desk.SealedKeys in the folder `root`, made when the first key is kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        sweep(root, below=False)

    def load(self, name: str) -> SealedKey:
        """Read one.

        Raises:
            NotFoundError: there is no such file.
            KeyFileDamagedError: it was cut, changed or never was a key file.
            StorageError: the disk refuses.
        """
        path = self._path(name)
        with disk_errors(path):
            try:
                raw = path.read_bytes()
            except FileNotFoundError as error:
                raise NotFoundError("key file", name) from error
        return parse_key_file(raw)

    def keep(self, name: str, key: SealedKey) -> None:
        """Write one, whole or not at all. Raises StorageError."""
        write_atomically(self._path(name), key.to_bytes())

    def drop(self, name: str) -> None:
        """Let go of one, if it is there. Raises StorageError."""
        path = self._path(name)
        with disk_errors(path):
            path.unlink(missing_ok=True)

    def names(self) -> tuple[str, ...]:
        """The names of all key files here, in their order."""
        with disk_errors(self._root):
            found = [path.stem for path in self._root.glob("*.key")]
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise WrongInputError(f"{name!r} cannot be the name of a key", typed=name)
        return self._root / f"{name}.key"
