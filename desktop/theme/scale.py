"""Distances and letter sizes, in logical pixels at 100 %. Nothing else sets a size."""

from enum import IntEnum
from typing import Final


class Space(IntEnum):
    """Distances: steps of four."""

    NONE = 0
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Text(IntEnum):
    """Letter sizes. Multiply by the text scale: `round(Text.BODY * look.text_scale)`."""

    META = 12  # dates, hints
    BODY = 14
    H3 = 16  # head of a card
    H2 = 19  # head of a part of a page
    H1 = 24  # title of a page
    DISPLAY = 34  # read at two metres


TEXT_SCALES: Final = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The text sizes offered: 100 % to 200 %."""

LARGE_TEXT: Final = 1.5
"""From this text size on, what can be left out is left out where the room is needed."""

RADIUS: Final = 6
ICON: Final = 18
SIGN: Final = 16  # the box of a tick, the arrow of a choice
