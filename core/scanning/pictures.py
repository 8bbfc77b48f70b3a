"""Codes in pictures, with a limit on what a small file may unfold to."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageFilter, ImageSequence, UnidentifiedImageError

from core.scanning.errors import BrokenPictureError, PictureTooLargeError, UnsupportedPictureError
from core.scanning.found import Found, codes_in_any

MAX_PIXELS: Final = 80_000_000
"""Telephones make 50 megapixels; as RGB this takes 240 MB. Under Pillow's own limit of 89."""
MAX_FRAMES: Final = 20
"""Pages of a TIFF that are looked at."""

_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")
_BEGINNINGS: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_MANY_PIXELS: Final = 12_000_000
_FEW_PIXELS: Final = 4_000_000
"""An A4 page at 150 dots an inch, held aslant."""
_SHARPER: Final = ImageFilter.UnsharpMask(radius=2, percent=200, threshold=0)
_BROKEN: Final = (OSError, SyntaxError, ValueError, LookupError, EOFError, TypeError, struct.error)
"""What Pillow's decoders raise on damaged files, as its own fuzzers list it."""
_TELEPHONE_BRANDS: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")


def open_picture(data: bytes, *, name: str) -> Image.Image | None:
    """Return the picture with its pixels still unread, or None if this is no picture.

    Raises:
        PictureTooLargeError: it says that it has more than MAX_PIXELS.
        BrokenPictureError: it begins like a picture and is none.
        UnsupportedPictureError: HEIC or AVIF.
    """
    if data[4:8] == b"ftyp" and data[8:12] in _TELEPHONE_BRANDS:
        raise UnsupportedPictureError(f"{name} is a HEIC or AVIF picture", name=name)
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        if data.startswith(_BEGINNINGS):
            raise BrokenPictureError(f"{name} is damaged at its beginning", name=name) from error
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except _BROKEN as error:
        raise BrokenPictureError(f"{name}: {error}", name=name) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large(name)
    return picture


def scan_picture(picture: Image.Image, *, name: str) -> Found:
    """Read the codes of all frames.

    Raises:
        BrokenPictureError: the data is cut off or damaged.
        PictureTooLargeError: a later frame has more than MAX_PIXELS.
    """
    found = Found()
    try:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number == MAX_FRAMES:
                break
            if frame.width * frame.height > MAX_PIXELS:
                raise _too_large(name)
            found += codes_in_any(_sizes(_grey_on_white(frame)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except _BROKEN as error:
        raise BrokenPictureError(f"{name}: {error}", name=name) from error
    return found


def _too_large(name: str) -> PictureTooLargeError:
    return PictureTooLargeError(
        f"{name} has more than {MAX_PIXELS} pixels", name=name, limit_pixels=MAX_PIXELS
    )


def _grey_on_white(frame: Image.Image) -> Image.Image:
    if frame.has_transparency_data:
        rgba = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    return frame.convert("L")


def _sizes(image: Image.Image) -> Iterator[Image.Image]:
    """As it is, then smaller or larger: noise and thin modules want another scale.

    At twice the size and sharpened, symbols with less than two pixels a module can be read; that
    costs most, so it comes last.
    """
    yield image
    pixels = image.width * image.height
    if pixels > _MANY_PIXELS:
        yield image.reduce(2)
    elif pixels < _FEW_PIXELS:
        larger = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
        yield larger
        yield larger.filter(_SHARPER)
