"""The QR code of an address, for a phone. Those of passports: credentials/qr_symbol.py."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_QUIET_ZONE: Final = 4
"""Modules around the symbol that stay white (ISO/IEC 18004 §9.1)."""


def address_code(address: str, side_px: int) -> QImage:
    """Draw the code black on white in every theme, about `side_px` wide."""
    import zxingcpp  # only needed here: the way to the first window stays short

    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = memoryview(zxingcpp.write_barcode_to_image(code, add_quiet_zones=False))  # type: ignore[arg-type]  # it has the buffer protocol
    modules = drawn.shape[0] if drawn.shape else 0
    grey = QImage(
        drawn.tobytes(), modules, modules, modules, QImage.Format.Format_Grayscale8
    ).copy()
    whole = modules + 2 * _QUIET_ZONE
    module = max(side_px // whole, 2)
    page = QImage(QSize(whole, whole) * module, QImage.Format.Format_RGB32)
    page.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(page)
    edge = _QUIET_ZONE * module
    painter.drawImage(edge, edge, grey.scaled(QSize(modules, modules) * module))
    painter.end()
    return page
