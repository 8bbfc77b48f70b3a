"""Evidence by its content: files kept by SHA-256."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from core.errors import WrongInputError

MAX_EVIDENCE_BYTES: Final = 100 * 1024 * 1024
"""The largest file that is taken in: 100 MiB. A phone's photo has 5, a scanned binder 40."""


class EvidenceTooLargeError(WrongInputError):
    """A file above MAX_EVIDENCE_BYTES; it is not taken in."""

    code = "evidence.too-large"


def refuse_large(size: int, name: str = "The file") -> None:
    """Refuse a file of so many bytes if that is too many. Raises EvidenceTooLargeError."""
    if size > MAX_EVIDENCE_BYTES:
        raise EvidenceTooLargeError(
            f"{name} has {size} bytes; at most {MAX_EVIDENCE_BYTES} are taken in",
            name=name,
            megabytes=round(size / 1_000_000),
            limit_megabytes=round(MAX_EVIDENCE_BYTES / 1_000_000),
        )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is in the store: SHA-256 (hex) of its content and its size in bytes."""

    sha256: str
    size: int


class EvidenceFiles(Protocol):
    """The store. What is put in is there whole or not at all, also after a power cut."""

    def put(self, content: bytes) -> StoredFile:
        """Keep this content; the same content twice is kept once.

        Raises:
            StorageError: the disk is full or refuses; nothing is left behind.
        """
        ...

    def fresh(self) -> Path:
        """A path for a file that is written bit by bit, to be taken in by `take`.

        What a stopped program leaves at such a path is swept away an hour later.

        Raises:
            StorageError: the disk refuses its folder.
        """
        ...

    def unfinished(self) -> Path:
        """The folder of recordings that go on. What a stopped program leaves there is kept.

        Raises:
            StorageError: the disk refuses it.
        """
        ...

    def digest(self, path: Path) -> str:
        """The SHA-256 (hex) of a file before it is taken in, read in pieces.

        Raises:
            StorageError: the disk refuses.
        """
        ...

    def take(self, path: Path) -> StoredFile:
        """Move a whole file into the store, read once in pieces. It was made by the two above.

        Raises:
            StorageError: the disk refuses; the file is still at `path`.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """Read the content back, checked against its digest.

        Raises:
            NotFoundError: nothing with this digest is here.
            StorageError: the file was damaged, or the disk refuses.
        """
        ...

    def path(self, sha256: str) -> Path:
        """Where the content lies, for programs that read files. Not checked."""
        ...
