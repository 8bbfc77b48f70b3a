"""Strips on pages: none lost, none overlapping, headings never last."""

from __future__ import annotations

from itertools import chain, repeat

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from core.reporting.blocks import Block, paginate

FIRST_ROOM, ROOM = 60.0, 100.0


def nothing(canvas: Canvas, top: float) -> None:
    """Strips of these tests draw nothing."""


def strip(height: float, *, keep: bool = False, heading: Block | None = None) -> Block:
    return Block(height, nothing, keep_with_next=keep, heading=heading)


def pages_of(blocks: list[Block]) -> list[list[Block]]:
    return paginate(blocks, chain([FIRST_ROOM], repeat(ROOM)))


STRIPS = st.lists(
    st.builds(strip, st.floats(1, 45), keep=st.just(False)).flatmap(
        lambda block: st.sampled_from([[block], [strip(5, keep=True), block]])
    ),
    max_size=40,
)


@settings(derandomize=True, deadline=None)
@given(STRIPS)
def test_every_strip_comes_once_in_order_and_fits_its_page(groups: list[list[Block]]) -> None:
    blocks = list(chain.from_iterable(groups))
    pages = pages_of(blocks)
    assert [id(b) for page in pages for b in page] == [id(b) for b in blocks]
    for number, page in enumerate(pages):
        assert sum(block.height for block in page) <= (ROOM if number else FIRST_ROOM)
        assert not (page and page[-1].keep_with_next)


def test_a_heading_is_drawn_again_where_a_page_begins_in_the_middle() -> None:
    heading = strip(10)
    rows = [strip(20, heading=heading) for _ in range(8)]
    pages = pages_of(rows)
    assert [len(page) for page in pages] == [3, 5, 2]
    assert all(page[0] is heading for page in pages[1:])
    assert pages[0][0] is not heading
