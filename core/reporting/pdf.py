"""One PDF from a function that draws on a canvas."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

COMPRESS_PAGES: Final = 1
_lock: Final = threading.Lock()


def pdf_bytes(draw: Callable[[Canvas], None], *, title: str, author: str) -> bytes:
    """Return the A4 document that `draw` draws; it ends each page with `canvas.showPage()`.

    The same drawing gives the same bytes, always: no clock, no random id, and glyphs that are
    numbered once and for all. ReportLab's fonts belong to the whole process, so one document is
    made at a time.
    """
    with _lock:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=COMPRESS_PAGES, lang="en")
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("Touchstone")
        draw(canvas)
        canvas.save()
        return buffer.getvalue()
