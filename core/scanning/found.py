"""What the scanner saw, and the one call of the barcode reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import zxingcpp
from PIL import Image

_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@dataclass(frozen=True, slots=True)
class Found:
    """Texts of the codes that were read, and whether there was one that could not be."""

    texts: tuple[str, ...] = ()
    unreadable: bool = False

    def __add__(self, other: Found) -> Self:
        return type(self)(self.texts + other.texts, self.unreadable or other.unreadable)


def codes_in_any(images: Iterable[Image.Image]) -> Found:
    """Read one grey picture at several sizes, until every code that is seen is also read."""
    found = Found()
    for image in images:
        seen = _codes_in(image)
        found = Found(found.texts + seen.texts, seen.unreadable)
        if found.texts and not found.unreadable:
            break
    return found


def _codes_in(image: Image.Image) -> Found:
    # The reader also takes codes that are turned, mirrored, or light on dark.
    seen = zxingcpp.read_barcodes(
        image,
        formats=_QR,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    texts = tuple(code.text for code in seen if code.valid)
    return Found(texts, unreadable=any(not code.valid for code in seen))
