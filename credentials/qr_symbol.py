"""The QR symbol of a code's text: rows of modules, and a PNG of them.

zxing-cpp draws it, in a hundredth of the time that a writer in Python needs to choose the mask.
Kept apart from `credentials.qr`, so that reading a code loads neither of the two libraries.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import ClassVar, Final

import zxingcpp
from PIL import Image, ImageOps

from credentials.qr_errors import QrFormatError

MAX_VERSION: Final = 22
"""Largest symbol: 105 modules, 52.5 mm at the least half millimetre a module on the A4 sheet."""
QUIET_ZONE_MODULES: Final = 4
"""Blank margin that every reader may rely on (ISO/IEC 18004)."""

_TEXT: Final = re.compile(r"[!-~]*#[0-9]+", re.ASCII)
_ERROR_CORRECTION: Final = "M"
_DARK: Final = 0


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
    return _version(_symbol(text))


def fits_a_symbol(text: str) -> bool:
    """Tell whether the text of a code fits the largest symbol that is printed."""
    try:
        symbol_version(text)
    except TooLargeError:
        return False
    return True


def qr_matrix(text: str) -> list[list[bool]]:
    """Draw the symbol: rows from the top, True is dark, without the quiet zone.

    The mask is chosen by the penalty rules of ISO/IEC 18004 §7.8.3.

    Raises:
        TooLargeError, QrFormatError: see `symbol_version`.
    """
    symbol = _symbol(text)
    dark = [value == _DARK for value in symbol.tobytes()]
    return [dark[start : start + symbol.width] for start in range(0, len(dark), symbol.width)]


def qr_png(text: str, *, module_px: int = 8) -> bytes:
    """Draw the symbol with its quiet zone as a black and white PNG.

    Args:
        text: from `encode_text`.
        module_px: side of a module in pixels.

    Raises:
        TooLargeError, QrFormatError: see `symbol_version`.
    """
    symbol = ImageOps.expand(_symbol(text).convert("1"), QUIET_ZONE_MODULES, fill=1)
    page = symbol.resize((symbol.width * module_px,) * 2, Image.Resampling.NEAREST)
    png = io.BytesIO()
    page.save(png, "PNG", optimize=True)
    return png.getvalue()


@lru_cache(maxsize=16)
def _symbol(text: str) -> Image.Image:
    """Return the symbol as a grey picture, a pixel for each module, without the quiet zone.

    Kept, since whoever prints a symbol asks before whether it fits. The writer divides a text into
    segments so that they take the fewest bits: the address in byte mode, the digits in numeric
    mode.
    """
    if not _TEXT.fullmatch(text):
        raise QrFormatError("not an address, a # and digits")
    try:
        code = zxingcpp.create_barcode(
            text, zxingcpp.BarcodeFormat.QRCode, ec_level=_ERROR_CORRECTION
        )
    except ValueError as error:  # longer than any symbol
        raise TooLargeError(len(text)) from error
    drawn = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    symbol = Image.fromarray(drawn)  # type: ignore[arg-type]  # pillow needs no __len__ of it
    if _version(symbol) > MAX_VERSION:
        raise TooLargeError(len(text))
    return symbol


def _version(symbol: Image.Image) -> int:
    return (symbol.width - 17) // 4
