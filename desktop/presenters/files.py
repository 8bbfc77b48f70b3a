"""Small files that go to an agency and come from it."""

from pathlib import Path
from typing import Final

MAX_BYTES: Final = 17 << 20
"""Just over the longest list that `credentials` reads, so that it is the one to refuse."""


def read_file(path: Path) -> bytes:
    """Return the content of a file, cut off where it is too long to be any good. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def write_file(path: Path, raw: bytes) -> Path:
    """Write a file and return where it is. Raises OSError."""
    path.write_bytes(raw)
    return path
