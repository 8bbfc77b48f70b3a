"""Evidence in a folder: files by SHA-256 of their content, two levels deep (`ab/cd/abcd…`)."""

import hashlib
import re
import secrets
from pathlib import Path
from typing import Final

from core.errors import NotFoundError, StorageError, WrongInputError
from core.ports.evidence_files import StoredFile, refuse_large
from core.storage.atomic import PARTIAL, move_into_place, sweep, write_atomically
from core.storage.errors import StoreCorruptError, disk_errors

OWNER_ONLY_FOLDER: Final = 0o700
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class FolderEvidenceFiles:
    """Fulfils core.ports.evidence_files.EvidenceFiles in the folder `root`, made when needed."""

    def __init__(self, root: Path) -> None:
        self._root, self._staging = root, root / "incoming"
        sweep(self._staging, below=False)

    def put(self, content: bytes) -> StoredFile:
        """Keep this content; the same content twice is kept once, and a damaged file is mended.

        Raises:
            EvidenceTooLargeError: more than MAX_EVIDENCE_BYTES.
            StorageError: the disk is full or refuses; nothing is left behind.
        """
        refuse_large(len(content))
        stored = StoredFile(hashlib.sha256(content).hexdigest(), len(content))
        path = self.path(stored.sha256)
        if not self._holds(path, stored):
            write_atomically(path, content, staging=self._staging)
        return stored

    def fresh(self) -> Path:
        """A path for a file that is written bit by bit; swept an hour after its last byte.

        Raises:
            StorageError: the disk refuses its folder.
        """
        with disk_errors(self._staging):
            self._staging.mkdir(parents=True, exist_ok=True)
        return self._staging / f"{secrets.token_hex(16)}{PARTIAL}"

    def unfinished(self) -> Path:
        """The folder of recordings that go on; never swept.

        Raises:
            StorageError: the disk refuses it.
        """
        folder = self._root / "recording"
        with disk_errors(folder):
            folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        return folder

    def digest(self, path: Path) -> str:
        """The SHA-256 (hex) of a file, read in pieces. Raises StorageError."""
        with disk_errors(path):
            return _digest(path).sha256

    def take(self, path: Path) -> StoredFile:
        """Move a whole file in. It is read in pieces, so that its size costs no memory.

        Raises:
            EvidenceTooLargeError: more than MAX_EVIDENCE_BYTES.
            StorageError: the disk refuses; the file is still at `path`.
        """
        with disk_errors(path):
            refuse_large(path.stat().st_size)
            stored = _digest(path)
            kept = self.path(stored.sha256)
            if self._holds(kept, stored):
                path.unlink()
            else:
                move_into_place(path, kept)
        return stored

    def get(self, sha256: str) -> bytes:
        """Read the content back, checked against its digest.

        Raises:
            NotFoundError: nothing with this digest is here.
            StorageError: the file was damaged, or the disk refuses.
        """
        path = self.path(sha256)
        with disk_errors(path):
            try:
                content = path.read_bytes()
            except FileNotFoundError as error:
                raise NotFoundError("evidence file", sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreCorruptError(
                f"The evidence file {path} was changed since it was taken in. "
                "Restore it from a backup; do not use it as evidence.",
                where=str(path),
                sha256=sha256,
            )
        return content

    def path(self, sha256: str) -> Path:
        """Where the content lies, for programs that read files. Not checked.

        Raises:
            WrongInputError: not a SHA-256 in small hex digits, so that no path can be made of it.
        """
        if not _SHA256.fullmatch(sha256):
            raise WrongInputError(f"{sha256!r} is not a SHA-256", typed=sha256)
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _holds(self, path: Path, stored: StoredFile) -> bool:
        try:
            with disk_errors(path):
                return path.exists() and _digest(path) == stored
        except StorageError:
            return False


def _digest(path: Path) -> StoredFile:
    """What a file holds. Read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return StoredFile(digest.hexdigest(), file.tell())
