"""Reading files that were named on the command line."""

from pathlib import Path
from typing import Final

MAX_BYTES: Final = 17 << 20
"""Just over the longest list that `credentials` reads, so that it is the one to refuse."""


def read_file(path: Path) -> bytes:
    """Return the content of a file, cut off where it is longer than anything we read."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES)
