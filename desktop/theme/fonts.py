"""Letters for every script the trade meets, the same on each machine."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

_PACKS: Final = ("resources", "justmytype_intl_sea", "justmytype_intl_south_asia")
_FIRST: Final = "Noto Sans"  # with its own SemiBold, so that Qt need not thicken it

_QUIET: Final = "qt.text.font.db=false\nqt.multimedia.*=false"
"""Remarks about what is in order: fonts without a script, and libraries for screens and recording
that no camera needs. There is one such set of rules for the whole program."""


def add_own_fonts() -> tuple[str, ...]:
    """Make the fonts of our packages known to Qt; return their families, the first one first.

    They are opened when first drawn, so this costs about a millisecond each. Qt remarks on every
    font that lacks a script before it takes the next one; that is what the list is for.
    """
    QLoggingCategory.setFilterRules(_QUIET)
    families: set[str] = set()
    for pack in _PACKS:
        spec = find_spec(pack)
        if spec is None or spec.origin is None:
            continue
        for file in sorted(Path(spec.origin).parent.rglob("*.ttf")):
            number = QFontDatabase.addApplicationFont(str(file))
            families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families, key=lambda family: (family != _FIRST, family)))


def window_font(own: tuple[str, ...], size_px: int) -> QFont:
    """Return the font of the window: Latin first, then our own fonts for other scripts."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = list(own) if own and sys.platform == "linux" else [system.family(), *own]
    font = QFont(system)
    font.setFamilies(families)
    font.setPixelSize(size_px)
    return font
