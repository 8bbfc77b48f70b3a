"""Photographs on paper: read safely, turned upright, cropped, and without what cameras add."""

from __future__ import annotations

import io
import struct
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import CoreError

MAX_PIXELS: Final = 80_000_000
_PRINT_DPI: Final = 300
_MM_PER_INCH: Final = 25.4
_SPARE: Final = 2
"""Pixels that are decoded for each one printed, along a side, at least."""


class UnusablePhotoError(CoreError):
    """The photograph is no JPEG or PNG, is damaged, or has too many pixels."""

    code = "reporting.unusable-photo"


def portrait_jpeg(photo: bytes, *, width_mm: float, height_mm: float) -> bytes:
    """Make a JPEG of exactly that shape at 300 dpi out of the middle of a photograph.

    Raises:
        UnusablePhotoError: it cannot be read.
    """
    size = tuple(round(side / _MM_PER_INCH * _PRINT_DPI) for side in (width_mm, height_mm))
    try:
        picture = Image.open(io.BytesIO(photo), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MAX_PIXELS:
            raise UnusablePhotoError(f"more than {MAX_PIXELS} pixels")
        # A camera's JPEG has many times the pixels that are printed: its decoder leaves some out.
        picture.draft("RGB", (_SPARE * max(size),) * 2)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except UnidentifiedImageError as error:
        raise UnusablePhotoError("the photograph is neither JPEG nor PNG") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusablePhotoError(f"more than {MAX_PIXELS} pixels") from error
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error) as error:
        raise UnusablePhotoError(f"the photograph is damaged: {error}") from error
    spare = min(side // (_SPARE * wanted) for side, wanted in zip(upright.size, size, strict=True))
    # Faces are in the upper part of a portrait that is too high for the frame.
    fitted = ImageOps.fit(
        upright.reduce(spare) if spare > 1 else upright,
        (size[0], size[1]),
        Image.Resampling.LANCZOS,
        centering=(0.5, 0.4),
    )
    jpeg = io.BytesIO()
    fitted.save(jpeg, "JPEG", quality=88, dpi=(_PRINT_DPI, _PRINT_DPI))
    return jpeg.getvalue()
