"""Frames of a camera as pictures, unpacked on whatever thread asks.

`QVideoFrame.toImage` would do, but prepares a graphics surface of the window system for it, which
must not be made away from the window's thread. So only formats that are unknown here go that way.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

_Pixels = QVideoFrameFormat.PixelFormat
_PACKED: Final = {
    _Pixels.Format_BGRX8888: "BGRX",
    _Pixels.Format_BGRA8888: "BGRX",
    _Pixels.Format_BGRA8888_Premultiplied: "BGRX",
    _Pixels.Format_RGBX8888: "RGBX",
    _Pixels.Format_RGBA8888: "RGBX",
    _Pixels.Format_XRGB8888: "XRGB",
    _Pixels.Format_ARGB8888: "XRGB",
    _Pixels.Format_ARGB8888_Premultiplied: "XRGB",
    _Pixels.Format_XBGR8888: "XBGR",
    _Pixels.Format_ABGR8888: "XBGR",
}
"""Colours in one plane, as Pillow names their order."""
_PLANAR: Final = {
    _Pixels.Format_YUV420P: (1, 2),
    _Pixels.Format_YV12: (2, 1),
    _Pixels.Format_YUV422P: (1, 2),
}
"""In which planes U and V are."""
_INTERLEAVED: Final = {_Pixels.Format_NV12: (0, 1), _Pixels.Format_NV21: (1, 0)}
"""Which channel of the second plane is U, and which V."""
_IN_PAIRS: Final = {_Pixels.Format_YUYV: (0, 1, 3), _Pixels.Format_UYVY: (1, 0, 2)}
"""Which of two bytes is Y, and which of four are U and V."""


def picture_of(frame: QVideoFrame) -> Image.Image | None:
    """Return a frame as RGB, YCbCr or grey picture; None if there is nothing in it to see."""
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        picture = _unpacked(frame)
    except (OSError, ValueError):  # a frame that was cut off on its way; the next one follows
        return None
    finally:
        frame.unmap()
    return picture or _by_qt(frame)


def image_of(picture: Image.Image) -> QImage:
    """Return a picture as the window shows it."""
    shown = picture.convert("RGB")
    data, form = shown.tobytes(), QImage.Format.Format_RGB888
    return QImage(data, shown.width, shown.height, 3 * shown.width, form).copy()


def _unpacked(frame: QVideoFrame) -> Image.Image | None:
    kind, size = frame.pixelFormat(), (frame.width(), frame.height())
    if kind is _Pixels.Format_Jpeg:
        return Image.open(io.BytesIO(bytes(frame.bits(0)))).convert("RGB")
    if kind is _Pixels.Format_Y8:
        return _plane(frame, 0, "L", size)
    if kind in _PACKED:
        return _plane(frame, 0, "RGB", size, _PACKED[kind])
    return _unmixed(frame, kind, size)


def _unmixed(
    frame: QVideoFrame, kind: QVideoFrameFormat.PixelFormat, size: tuple[int, int]
) -> Image.Image | None:
    """Brightness and colour apart, as most cameras give them."""
    half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
    if kind in _INTERLEAVED:
        channels = _plane(frame, 1, "LA", half).split()
        u, v = (channels[number] for number in _INTERLEAVED[kind])
        return _merged(_plane(frame, 0, "L", size), u, v)
    if kind in _PLANAR:
        chroma = (half[0], size[1]) if kind is _Pixels.Format_YUV422P else half
        u, v = (_plane(frame, number, "L", chroma) for number in _PLANAR[kind])
        return _merged(_plane(frame, 0, "L", size), u, v)
    if kind in _IN_PAIRS:
        y, u_at, v_at = _IN_PAIRS[kind]
        pairs = _plane(frame, 0, "RGBA", (size[0] // 2, size[1])).split()
        return _merged(_plane(frame, 0, "LA", size).split()[y], pairs[u_at], pairs[v_at])
    return None


def _plane(
    frame: QVideoFrame, number: int, mode: str, size: tuple[int, int], raw: str = ""
) -> Image.Image:
    content, line = bytes(frame.bits(number)), frame.bytesPerLine(number)
    return Image.frombytes(mode, size, content, "raw", raw or mode, line, 1)


def _merged(y: Image.Image, u: Image.Image, v: Image.Image) -> Image.Image:
    return Image.merge("YCbCr", (y, u.resize(y.size), v.resize(y.size)))


def _by_qt(frame: QVideoFrame) -> Image.Image | None:
    image = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    if image.isNull():
        return None
    size, line = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", line, 1)
