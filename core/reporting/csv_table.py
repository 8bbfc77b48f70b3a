"""Tables as CSV (RFC 4180) that a spreadsheet can open without running what is written in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_BOM: Final = "\ufeff"
"""Without it, spreadsheets read Khmer and Lao names as Western letters."""
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes as the beginning of a formula; full-width signs count in East Asia."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table in UTF-8 with its mark, every cell in quotes, lines ending in CR LF.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it:
    names and file names come from strangers.
    """
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    begins = cell.lstrip()
    if cell[:1] in ("\t", "\r", "\n") or begins.startswith(_FORMULA):
        return f"'{cell}"
    return cell
