"""Codes on the pages of a PDF, rendered as a scanner would see the printed sheet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2
from PIL import Image

from core.scanning.errors import BrokenPdfError, LockedPdfError
from core.scanning.found import Found, codes_in_any
from core.scanning.texts import decoded, is_linked_data

MAX_PAGES: Final = 40
"""Pages that are looked at, from the first."""
MAX_PAGE_PIXELS: Final = 40_000_000
"""A larger page is rendered at a smaller scale: A1 at 200 dpi is 31 million."""
DPI: Final = (150, 300, 100)
"""Tried in turn until a page gives its code: as printed, sharper, and with scanned noise evened."""

MAX_ATTACHMENTS: Final = 16
"""Attached files that are looked at, from the first."""

_POINTS_PER_INCH: Final = 72
_PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD of PDFium
PDFIUM_LOCK: Final = threading.Lock()
"""PDFium works on one thread at a time."""


def is_pdf(data: bytes) -> bool:
    """Whether this begins as a PDF does; readers accept up to 1,024 bytes before the mark."""
    return b"%PDF-" in data[:1024]


def scan_pdf(data: bytes, *, name: str) -> Found:
    """Read the codes of all pages, then the credentials attached to them.

    Raises:
        LockedPdfError: it asks for a password.
        BrokenPdfError: PDFium cannot read it.
    """
    with opened_pdf(data, name=name) as document:
        found = Found()
        for number in range(min(len(document), MAX_PAGES)):
            found += codes_in_any(rendered(document, number, dpi) for dpi in DPI)
        found += _attached(document)
    return found


@contextmanager
def opened_pdf(data: bytes, *, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for reading; PDFium is this thread's until the block ends.

    Raises:
        LockedPdfError: it asks for a password.
        BrokenPdfError: PDFium cannot read it, now or within the block.
    """
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise LockedPdfError(f"{name} asks for a password", name=name) from error
            raise BrokenPdfError(f"{name}: {error}", name=name) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise BrokenPdfError(f"{name}: {error}", name=name) from error
        finally:
            document.close()


def _attached(document: pypdfium2.PdfDocument) -> Found:
    """Return attached documents of linked data; other attachments are nobody's code."""
    texts = []
    for number in range(min(document.count_attachments(), MAX_ATTACHMENTS)):
        text = decoded(bytes(document.get_attachment(number).get_data()))
        if text is not None and is_linked_data(text):
            texts.append(text)
    return Found(tuple(texts))


def rendered(document: pypdfium2.PdfDocument, number: int, dpi: int) -> Image.Image:
    """One page in grey, at `dpi` dots an inch or at what MAX_PAGE_PIXELS allows."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = dpi / _POINTS_PER_INCH
        too_many = width * height * scale * scale / MAX_PAGE_PIXELS
        if too_many > 1:
            scale /= too_many**0.5
        bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 255), grayscale=True)
        image: Image.Image = bitmap.to_pil().convert("L")
        return image
    finally:
        page.close()
