"""The QR symbol of a code's text: rows of modules, and a PNG of them.

Kept apart from `credentials.qr`, so that reading a code loads neither of the two libraries.
"""

from __future__ import annotations

import io
import re
from typing import ClassVar, Final

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from credentials.qr import QrFormatError

MAX_VERSION: Final = 22
"""Largest symbol: 105 modules, 52.5 mm at the least half millimetre a module on the A4 sheet."""
QUIET_ZONE_MODULES: Final = 4
"""Blank margin that every reader may rely on (ISO/IEC 18004)."""

_PARTS: Final = re.compile(r"([^#]*#)([0-9]+)", re.ASCII)


class TooLargeError(QrFormatError):
    """The text needs a symbol larger than version MAX_VERSION at error correction M."""

    code: ClassVar[str] = "qr.symbol-too-large"

    def __init__(self, text_chars: int) -> None:
        super().__init__(f"{text_chars} characters do not fit a version {MAX_VERSION} symbol")
        self.text_chars = text_chars


def symbol_version(text: str) -> int:
    """Return the smallest version that holds the text; quick, for dividing awards onto codes.

    Raises:
        TooLargeError: that would be larger than MAX_VERSION.
        QrFormatError: `text` did not come from `encode_text`.
    """
    return int(_symbol(text).version)


def fits_a_symbol(text: str) -> bool:
    """Tell whether the text of a code fits the largest symbol that is printed."""
    try:
        symbol_version(text)
    except TooLargeError:
        return False
    return True


def qr_matrix(text: str) -> list[list[bool]]:
    """Draw the symbol: rows from the top, True is dark, without the quiet zone.

    The mask is chosen by the penalty rules of ISO/IEC 18004 §7.8.3; that takes a few tenths of a
    second, so call it once for each code.

    Raises:
        TooLargeError, QrFormatError: see `symbol_version`.
    """
    symbol = _symbol(text)
    symbol.make(fit=False)
    return [[bool(module) for module in row] for row in symbol.modules]


def qr_png(text: str, *, module_px: int = 8) -> bytes:
    """Draw the symbol with its quiet zone as a black and white PNG.

    Args:
        text: from `encode_text`.
        module_px: side of a module in pixels.

    Raises:
        TooLargeError, QrFormatError: see `symbol_version`.
    """
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * QUIET_ZONE_MODULES
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(matrix, QUIET_ZONE_MODULES):
        for x, dark in enumerate(row, QUIET_ZONE_MODULES):
            if dark:
                image.putpixel((x, y), 0)
    scaled = image.resize((side * module_px, side * module_px), Image.Resampling.NEAREST)
    png = io.BytesIO()
    scaled.save(png, "PNG", optimize=True)
    return png.getvalue()


def _symbol(text: str) -> QRCode:
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise QrFormatError("not an address, a # and digits")
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES)
    symbol.add_data(QRData(parts[1].encode(), MODE_8BIT_BYTE, check_data=False))
    symbol.add_data(QRData(parts[2].encode(), MODE_NUMBER, check_data=False))
    try:
        version = symbol.best_fit()
    except (DataOverflowError, ValueError) as error:  # qrcode 8.2 trips over its own version 41
        raise TooLargeError(len(text)) from error
    if version > MAX_VERSION:
        raise TooLargeError(len(text))
    return symbol
