"""Looking at a PDF as a reader program does: its pages, their words, and where the words are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, with every run of white space as one space."""
    with opened(pdf) as document:
        pages = [
            document[number].get_textpage().get_text_range() for number in range(len(document))
        ]
    return [" ".join(page.split()) for page in pages]


def page_image(pdf: bytes, number: int, dpi: int) -> Image.Image:
    with opened(pdf) as document:
        bitmap = document[number].render(scale=dpi / 72, fill_color=(255, 255, 255, 255))
        image: Image.Image = bitmap.to_pil().convert("L")
    return image


def word_boxes(pdf: bytes, number: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each stretch of text on a page, in points."""
    with opened(pdf) as document:
        words = document[number].get_textpage()
        return [words.get_rect(i) for i in range(words.count_rects())]
