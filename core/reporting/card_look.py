"""The look of the card: its measures (ISO/IEC 7810 ID-1) and its smaller text styles."""

from __future__ import annotations

from typing import Final

from core.reporting import look
from core.reporting.fonts import Weight
from core.reporting.look import mm
from core.reporting.typeset import TextStyle

WIDTH: Final = 85.6 * mm
HEIGHT: Final = 54 * mm
MARGIN: Final = 3.5 * mm
"""Cards have round corners of 3.2 mm, and many printers leave a white edge of 1 mm."""

TITLE: Final = TextStyle(10, look.ACCENT, Weight.SEMIBOLD)
HEADS: Final = [TextStyle(s, look.ACCENT, Weight.SEMIBOLD) for s in (7, 6, 5)]
NAMES: Final = [TextStyle(s, look.INK, Weight.SEMIBOLD) for s in (10.5, 9, 8, 7, 6, 5)]
OWN_NAMES: Final = [TextStyle(s, look.INK) for s in (9, 8, 7, 6, 5)]
VALUES: Final = [TextStyle(s, look.INK, Weight.SEMIBOLD) for s in (6.5, 5.5, 5)]
TEXTS: Final = [TextStyle(s, look.INK) for s in (6.5, 6, 5.5, 5)]
TEXT: Final = TextStyle(5.2, look.INK)
NOTES: Final = [TextStyle(s, look.QUIET) for s in (5.5, 5, 4.5)]
LABEL: Final = TextStyle(4.8, look.QUIET)
BAND: Final = TextStyle(5.5, look.WHITE, Weight.SEMIBOLD)
WATERMARK: Final = TextStyle(40, look.WARNING_TINT, Weight.SEMIBOLD)
