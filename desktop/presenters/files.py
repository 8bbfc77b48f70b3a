"""Small files that go to an agency and come from it."""

import os
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 17 << 20
"""Just over the longest list that `credentials` reads, so that it is the one to refuse."""


def read_file(path: Path) -> bytes:
    """Return the content of a file, cut off where it is too long to be any good. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def write_file(path: Path, raw: bytes) -> Path:
    """Write a file, also to a stick that is pulled out next; return where it is. Raises OSError."""
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    return path
