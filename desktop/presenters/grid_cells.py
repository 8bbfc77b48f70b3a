"""What the grid draws in its cells, and the roles under which an item model keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Final

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.ids import RowId

CHIPS_ROLE: Final = 0x0102
"""A tuple of `Chip`: what a cell of evidence holds."""
HEADING_ROLE: Final = 0x0103
"""True for a line that is a heading and takes nothing."""
CONTENTS_ROLE: Final = 0x0104
"""A cell's `Content`; of a column's head all different ones, so that its width is found fast."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell, as far as its width goes."""

    text: str
    mark: Mark | None
    chips: "tuple[Chip, ...] | None"


class GridColumn(IntEnum):
    """The columns: number, row, the three of the Guidelines, two aids, and those of a duty."""

    NUMBER = 0
    ROW = 1
    PORTFOLIO = 2
    TASKS = 3
    QUESTIONS = 4
    NEWEST = 5
    WORKER = 6
    ASSESSOR = 7
    OPENED = 8
    VERIFIER = 9


class GridFilter(Enum):
    """Which rows are shown; headings are shown with the rows below them."""

    ALL = "all"
    GAPS = "gaps"
    THIN = "thin"
    RETURNED = "returned"


class ChipKind(Enum):
    """How a piece in a cell looks."""

    EXHIBIT = "exhibit"
    MARKED = "marked"
    GAP = "gap"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class RowNotes:
    """What is said of rows beside their evidence.

    `pointed` are the rows that a return was about, or that changed since; `was` what the assessor
    had judged before; `hidden` the rows whose marks the verifier is not to see yet. With `offers`
    rows not judged show what their marks offer. In `short` the three columns of evidence have one
    letter each.
    """

    pointed: frozenset[RowId] = frozenset()
    was: Mapping[RowId, Mark] = field(default_factory=dict)
    hidden: frozenset[RowId] = frozenset()
    short: bool = False
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One piece in a cell: an exhibit, a marked task or question, the gap, or what is typed."""

    text: str
    kind: ChipKind
    mark: Mark | None = None


def offered(line: GridRow) -> Mark | None:
    """What the marks of tasks and questions offer as a judgement; it never judges by itself."""
    marks = {cell.observation.mark for cell in line.tasks}
    marks |= {answer.mark for answer in line.questions}
    if Mark.NOT_MET in marks:
        return Mark.NOT_MET
    return Mark.MET if Mark.MET in marks else None
