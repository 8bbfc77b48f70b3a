"""The look of everything the program prints: page, colours, text styles. One accent colour."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4

from core.reporting.fonts import Weight
from core.reporting.typeset import TextStyle

mm: Final = 72 / 25.4
"""Points in a millimetre."""
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN: Final = 18 * mm
TOP: Final[float] = PAGE_HEIGHT - 15 * mm
BOTTOM: Final = 13 * mm
WIDTH: Final[float] = PAGE_WIDTH - 2 * MARGIN

ACCENT: Final = HexColor("#0E4F5C")
TINT: Final = HexColor("#EFF4F4")
INK: Final = HexColor("#17212B")
QUIET: Final = HexColor("#56626D")
RULE: Final = HexColor("#C9D1D6")
WHITE: Final = HexColor("#FFFFFF")
WARNING: Final = HexColor("#B4470B")
"""Only for what must not be taken for real: practice papers."""
WARNING_TINT: Final = HexColor("#F8E6DB")

HAIRLINE: Final = 0.5

TITLE: Final = TextStyle(25, ACCENT, Weight.SEMIBOLD)
HEADING: Final = TextStyle(12, ACCENT, Weight.SEMIBOLD)
STRONG: Final = TextStyle(9.5, INK, Weight.SEMIBOLD)
BODY: Final = TextStyle(9.5, INK)
ASIDE: Final = TextStyle(9.5, QUIET)
SMALL: Final = TextStyle(8, INK)
NOTE: Final = TextStyle(8, QUIET)
LABEL: Final = TextStyle(7, QUIET)
