"""Codes in single frames of a camera: one look at one size, the next frame follows at once."""

from PIL import Image

from core.scanning.found import Found, codes_in_any


def scan_frame(grey: bytes, width: int, height: int, bytes_per_line: int) -> Found:
    """Read the codes in a grey picture, one byte a pixel.

    `bytes_per_line` is at least `width`: cameras pad their lines.
    """
    image = Image.frombuffer("L", (width, height), grey, "raw", "L", bytes_per_line, 1)
    return codes_in_any([image])
