"""Writing to the terminal: plain lines that survive any encoding and a closed pipe."""

import io
import sys
from collections.abc import Iterable


def prepare_streams() -> None:
    """Show what the terminal's encoding lacks as escapes instead of failing half-way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str = "") -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{line}\n")


def complain(sentence: str) -> None:
    """Write one sentence about what went wrong to standard error."""
    sys.stderr.write(f"touchstone: {sentence}\n")


def say_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows in columns as wide as their widest cell."""
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())
