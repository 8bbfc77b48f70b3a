"""Files attached to a PDF: put in, taken out. The pages stay as they are."""

from __future__ import annotations

import io

import pypdfium2

from core.scanning.pdfs import PDFIUM_LOCK


def attach(pdf: bytes, name: str, content: bytes) -> bytes:
    """Return our own PDF with a file attached to it."""
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            document.new_attachment(name).set_data(content)
            return _saved(document)
        finally:
            document.close()


def attached(pdf: bytes, name: str) -> bytes | None:
    """Return the file of this name that is attached to our own PDF, or None."""
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in range(document.count_attachments()):
                file = document.get_attachment(number)
                if file.get_name() == name:
                    return bytes(file.get_data())
            return None
        finally:
            document.close()


def without_attachments(pdf: bytes) -> bytes:
    """Return our own PDF with its pages alone: a stranger with a telephone needs no more."""
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in reversed(range(document.count_attachments())):
                document.del_attachment(number)
            return _saved(document)
        finally:
            document.close()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
