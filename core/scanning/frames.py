"""Codes in single frames of a camera: one look at one size, the next frame follows at once."""

from PIL import Image

from core.scanning.found import Found, codes_in_any


def scan_frame(grey: Image.Image) -> Found:
    """Read the codes in a grey picture."""
    return codes_in_any([grey])
