"""Keys bound to their place on the keyboard, not to the letter it gives today.

With a Khmer keyboard active the key marked 1 gives a Khmer digit, with a Thai one a letter. So the
native code is read: on Linux the XKB key code (the kernel's plus eight), on Windows the scan code
(set 1, with 0x100 for the extended keys), on macOS the virtual key. Events without a native code,
such as a test's, fall back to Qt's key.
"""

import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from desktop.presenters.marks import Mark

# One line a key: its Latin legend, and the codes on Linux, Windows and macOS.
_MAIN: Final = (
    ("1", 10, 0x02, 0x12),
    ("2", 11, 0x03, 0x13),
    ("3", 12, 0x04, 0x14),
    ("4", 13, 0x05, 0x15),
    ("5", 14, 0x06, 0x17),
    ("6", 15, 0x07, 0x16),
    ("7", 16, 0x08, 0x1A),
    ("8", 17, 0x09, 0x1C),
    ("9", 18, 0x0A, 0x19),
    ("0", 19, 0x0B, 0x1D),
    ("Q", 24, 0x10, 0x0C),
    ("W", 25, 0x11, 0x0D),
    ("E", 26, 0x12, 0x0E),
    ("R", 27, 0x13, 0x0F),
    ("A", 38, 0x1E, 0x00),
    ("F", 41, 0x21, 0x03),
    ("G", 42, 0x22, 0x05),
    ("N", 57, 0x31, 0x2D),
    ("M", 58, 0x32, 0x2E),
    ("P", 33, 0x19, 0x23),
    ("T", 28, 0x14, 0x11),
    (".", 60, 0x34, 0x2F),
)
# The number pad gives arrows when Num Lock is off; its native codes stay.
_PAD: Final = (
    ("0", 90, 0x52, 0x52),
    ("1", 87, 0x4F, 0x53),
    ("2", 88, 0x50, 0x54),
    ("3", 89, 0x51, 0x55),
    ("4", 83, 0x4B, 0x56),
    ("5", 84, 0x4C, 0x57),
    ("6", 85, 0x4D, 0x58),
    ("7", 79, 0x47, 0x59),
    ("8", 80, 0x48, 0x5B),
    ("9", 81, 0x49, 0x5C),
    (".", 91, 0x53, 0x41),
    ("+", 86, 0x4E, 0x45),
    ("-", 82, 0x4A, 0x4E),
    ("*", 63, 0x37, 0x43),
    ("/", 106, 0x135, 0x4B),
)
_PAD_WITHOUT_NUM_LOCK: Final = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
}
_COLUMN: Final = {"win32": 2, "darwin": 3}.get(sys.platform, 1)
_LEGENDS: Final[Mapping[int, str]] = {int(key[_COLUMN]): key[0] for key in (*_MAIN, *_PAD)}
_WITHOUT_NATIVE_CODE: Final[Mapping[int, str]] = {
    ord(key[0]): key[0] for key in (*_MAIN, *_PAD[-4:])
}
_COMMAND_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class MarkKey(StrEnum):
    """The four keys of marking, on every page the same."""

    MET = "1"
    NOT_MET = "2"
    NOT_SEEN = "3"
    CLEAR = "0"

    @property
    def mark(self) -> Mark | None:
        """The mark that the key sets, or None where it clears."""
        return None if self is MarkKey.CLEAR else Mark[self.name]


def place_key(event: QKeyEvent) -> str | None:
    """Return the Latin legend of the key: "0" to "9", ".", a letter we use, or "+-*/" of the pad.

    None for any other key, and with Ctrl, Alt or Meta held. Shift is for the caller to look at.
    """
    if event.modifiers() & _COMMAND_KEYS:
        return None
    if event.nativeScanCode():  # on macOS Qt sets it to 1: a real key, see its virtual key
        mac = sys.platform == "darwin"
        return _LEGENDS.get(event.nativeVirtualKey() if mac else event.nativeScanCode())
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        without = _PAD_WITHOUT_NUM_LOCK.get(Qt.Key(event.key()))
        if without is not None:
            return without
    return _WITHOUT_NATIVE_CODE.get(event.key())


def mark_key(event: QKeyEvent) -> MarkKey | None:
    """Return the marking key that was pressed alone, or None."""
    legend = place_key(event)
    if legend is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    return MarkKey(legend) if legend in {key.value for key in MarkKey} else None


def is_typing() -> bool:
    """Tell whether the keyboard is in a field of text, where single keys are letters."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
