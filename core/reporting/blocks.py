"""A column of blocks that flows over pages: nothing overlaps, and headings stay with their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Block:
    """A strip across the page, as high as `height` points."""

    height: float
    draw: Callable[[Canvas, float], None]
    """Draws the strip on a canvas, downwards from a y."""
    keep_with_next: bool = False
    """Never the last strip on a page."""
    heading: Block | None = None
    """Drawn first, again, when a page begins with this strip."""


def paginate(blocks: Sequence[Block], rooms: Iterator[float]) -> list[list[Block]]:
    """Divide blocks onto pages. `rooms` gives the height that each page in turn has for them.

    What must stay together and is higher than a whole page runs out of it; callers keep their
    strips well below that.
    """
    pages: list[list[Block]] = [[]]
    room = next(rooms)
    for group in _groups(blocks):
        height = sum(block.height for block in group)
        if height > room:
            pages.append([])
            room = next(rooms)
            heading = group[0].heading
            if heading is not None:
                group = [heading, *group]
                height += heading.height
        pages[-1] += group
        room -= height
    return pages


def draw_column(canvas: Canvas, blocks: Sequence[Block], top: float) -> float:
    """Draw blocks one below the other and return the y below them."""
    for block in blocks:
        block.draw(canvas, top)
        top -= block.height
    return top


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep_with_next:
            yield group
            group = []
    if group:
        yield group
