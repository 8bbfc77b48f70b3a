"""Evidence in a folder: files by SHA-256 of their content, two levels deep (`ab/cd/abcd…`)."""

import hashlib
import re
import time
from pathlib import Path
from typing import Final

from core.errors import NotFoundError, StorageError, WrongInputError
from core.ports.evidence_files import MAX_EVIDENCE_BYTES, StoredFile
from core.storage.atomic import PARTIAL, write_atomically
from core.storage.errors import StoreCorruptError, disk_errors

STALE_AFTER_S: Final = 3600
"""A file that has been "being written" for an hour belongs to a program that was stopped."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class EvidenceTooLargeError(WrongInputError):
    """A file above MAX_EVIDENCE_BYTES; it was not taken in."""

    code = "evidence.too-large"


class FolderEvidenceFiles:
    """Fulfils core.ports.evidence_files.EvidenceFiles in the folder `root`, made when needed."""

    def __init__(self, root: Path) -> None:
        self._root, self._staging = root, root / "incoming"
        self._sweep()

    def put(self, content: bytes) -> StoredFile:
        """Keep this content; the same content twice is kept once, and a damaged file is mended.

        Raises:
            EvidenceTooLargeError: more than MAX_EVIDENCE_BYTES.
            StorageError: the disk is full or refuses; nothing is left behind.
        """
        if len(content) > MAX_EVIDENCE_BYTES:
            raise EvidenceTooLargeError(
                f"The file has {len(content)} bytes; at most {MAX_EVIDENCE_BYTES} can be kept. "
                "Scan it at a lower resolution or split it.",
                size=len(content),
                limit=MAX_EVIDENCE_BYTES,
            )
        stored = StoredFile(hashlib.sha256(content).hexdigest(), len(content))
        path = self.path(stored.sha256)
        if not self._holds(path, stored):
            write_atomically(path, content, staging=self._staging)
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
        with disk_errors(path):
            if not path.exists():
                return False
        try:
            return len(self.get(stored.sha256)) == stored.size
        except StorageError:
            return False

    def _sweep(self) -> None:
        """Remove what a stopped program left half-written. What is fresh may be another's."""
        oldest = time.time() - STALE_AFTER_S
        with disk_errors(self._staging):
            for partial in self._staging.glob(f"*{PARTIAL}"):
                if partial.stat().st_mtime < oldest:
                    partial.unlink(missing_ok=True)
