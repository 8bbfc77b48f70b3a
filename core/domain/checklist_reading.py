"""What was read off a scanned checklist: every box with what stands in it, or why nothing was."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from core.domain.assessment import Mark
from core.domain.checklists import MARK_OF, BoxColumn, CheckBox, ChecklistPage


class BoxAnswer(Enum):
    """Whether a box was marked. What cannot be said is for a person to say."""

    EMPTY = "empty"
    MARKED = "marked"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a page. `picture` is the row as it was scanned (PNG), for a person to look at."""

    boxes: Mapping[BoxColumn, BoxAnswer]
    picture: bytes = b""

    @property
    def mark(self) -> Mark | None:
        """The one mark that was made. None: none was, or it cannot be said which."""
        marked = [MARK_OF[one] for one in MARK_OF if self.boxes[one] is BoxAnswer.MARKED]
        return marked[0] if len(marked) == 1 and self.sure else None

    @property
    def prompted(self) -> bool:
        """Whether *prompted* was marked."""
        return self.boxes[BoxColumn.PROMPTED] is BoxAnswer.MARKED

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look: at most one mark, every box clear, prompted with a mark."""
        answers = [self.boxes[one] for one in MARK_OF]
        marked = answers.count(BoxAnswer.MARKED)
        if BoxAnswer.UNSURE in self.boxes.values():
            return False
        return marked == 1 or (marked == 0 and not self.prompted)


class PageProblem(Enum):
    """Why nothing was read off a page."""

    NO_CODE = "no code"
    FOREIGN_CODE = "foreign code"
    DAMAGED_CODE = "damaged code"
    OTHER_VERSION = "other version"
    PARTLY = "partly there"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page of a file, from 1. `image` is the page as it came in, `media_type` says as what.

    With a `problem` there are no rows; `code` may be there all the same.
    """

    file: str
    number: int
    image: bytes
    media_type: str
    code: ChecklistPage | None = None
    problem: PageProblem | None = None
    rows: tuple[ReadRow, ...] = ()
    checks: Mapping[CheckBox, BoxAnswer] | None = None
    head_picture: bytes = b""
    """The checks, the day and the time, as they were scanned (PNG); empty where there are none."""


class SheetProblem(Enum):
    """Why a page that could be read is left out."""

    UNKNOWN_SESSION = "unknown session"
    OTHER_SESSION = "other session"
    TWICE = "twice"
    ENTERED = "entered"
    OTHER_ROWS = "other rows"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that is not taken in, and why. `whose` names session and worker where known."""

    page: ScannedPage
    problem: PageProblem | SheetProblem
    whose: str = ""
