"""Many printed documents as one, for one errand to the printer."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2

from core.scanning.pdfs import PDFIUM_LOCK


def joined(pdfs: Iterable[bytes]) -> bytes:
    """Return the pages of our own PDFs, one after the other; attached files stay behind."""
    with PDFIUM_LOCK:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                part = pypdfium2.PdfDocument(pdf)
                try:
                    whole.import_pages(part)
                finally:
                    part.close()
            target = io.BytesIO()
            whole.save(target)
            return target.getvalue()
        finally:
            whole.close()
