"""The printed observation checklist: what the code of a page says, and where its boxes stand.

The code says which task of which worker the page belongs to and, row by row, where the boxes were
printed: a sheet can be read for as long as it exists, whatever fonts and words a later version
prints with. It carries no name and no result, is signed by nobody and no reader of passports takes
it for one.
"""

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final
from uuid import UUID

from core.domain.assessment import Mark
from core.domain.sessions import CheckKind
from core.errors import WrongInputError
from core.ids import CaseId, RowId, SessionTaskId

PREFIX: Final = "TSCL1:"
"""How the text of every page's code begins: checklist, first layout."""
_ANY_VERSION: Final = re.compile(r"TSCL[0-9]+:")
_HEAD: Final = struct.Struct(">16s16sBBHBBIB")
_SUM: Final = struct.Struct(">I")

# All lengths are in millimetres, from the upper left corner of an upright A4 page.
PAGE: Final = (210.0, 297.0)
CORNER_SIDE: Final = 6.0
"""The side of the dark squares by which a page is straightened."""
CORNERS: Final = ((12.0, 12.0), (198.0, 12.0), (198.0, 285.0), (12.0, 285.0))
"""Their middles: upper left, upper right, lower right, lower left."""
CODE_SIDE: Final = 30.0
CODE_AT: Final = (158.0, 10.0)
"""The upper left corner of the code's first module."""
BOX: Final = 6.0
"""The side of a box to be marked, measured in the middle of its line."""
BOX_DOWN: Final = 5.0
"""From the top of a row to the middle of its boxes."""
CHECK_STEP: Final = 8.0
"""From one line of checks to the next."""


class BoxColumn(Enum):
    """The four boxes of a row; the value is where their middles are."""

    MET = 140.0
    NOT_MET = 154.0
    NOT_SEEN = 168.0
    PROMPTED = 186.0


MARK_OF: Final = {
    BoxColumn.MET: Mark.MET,
    BoxColumn.NOT_MET: Mark.NOT_MET,
    BoxColumn.NOT_SEEN: Mark.NOT_SEEN,
}
"""The box *prompted* is no mark."""


@dataclass(frozen=True, slots=True)
class CheckBox:
    """The box of one answer to what is checked before the first mark."""

    kind: CheckKind
    answer: bool


CHECK_BOXES: Final = {
    CheckBox(CheckKind.DOCUMENT_SEEN, True): (22.0, 0),
    CheckBox(CheckKind.FACE_COMPARED, True): (22.0, 1),
    CheckBox(CheckKind.PHOTO_NOW, True): (22.0, 2),
    CheckBox(CheckKind.SAFETY_BRIEF, True): (22.0, 3),
    CheckBox(CheckKind.PROTECTIVE_EQUIPMENT, True): (110.0, 0),
    CheckBox(CheckKind.PLAN_EXPLAINED, True): (110.0, 1),
    CheckBox(CheckKind.CONSENT_TO_RECORD, True): (110.0, 2),
    CheckBox(CheckKind.CONSENT_TO_RECORD, False): (110.0, 3),
}
"""Where their middles are: from the left, and on which line."""


class NoChecklistCodeError(WrongInputError):
    """A code that is no checklist's: a passport, a web address, anything."""

    code = "checklist.foreign-code"


class ChecklistCodeDamagedError(WrongInputError):
    """It begins as a checklist's code does, and its checksum is wrong."""

    code = "checklist.code-damaged"


class ChecklistVersionError(WrongInputError):
    """A checklist of a layout that this version does not know."""

    code = "checklist.version"


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """One printed page, as its code says.

    `page` counts from 1, `first` is the place (from 0) of the page's first row among the unit's
    judged rows, `heights` are the rows' heights from `top` downwards, `checks_top` is where the
    checks before the first mark begin (0: not on this page). `rows_sum` tells whether the unit
    still has these rows.
    """

    task_id: SessionTaskId
    case_id: CaseId
    page: int
    pages: int
    first: int
    heights: tuple[int, ...]
    top: int
    checks_top: int
    rows_sum: int

    @property
    def rows(self) -> range:
        """The places of the page's rows among the unit's judged rows."""
        return range(self.first, self.first + len(self.heights))

    def row_tops(self) -> Iterator[int]:
        """Where each row begins."""
        top = self.top
        for height in self.heights:
            yield top
            top += height

    def boxes(self) -> Iterator[tuple[int, BoxColumn, float, float]]:
        """Every box of every row: the row's place on the page, the column, its middle."""
        for number, top in enumerate(self.row_tops()):
            for column in BoxColumn:
                yield number, column, column.value, top + BOX_DOWN

    def check_boxes(self) -> Iterator[tuple[CheckBox, float, float]]:
        """The boxes of the checks, if they are on this page, with their middles."""
        if self.checks_top:
            for box, (x, line) in CHECK_BOXES.items():
                yield box, x, self.checks_top + CHECK_STEP * (line + 0.5)


def rows_sum(rows: Sequence[RowId]) -> int:
    """A sum over the rows of a page: another one if the standard has other rows there now."""
    return zlib.crc32(b"".join(row.bytes for row in rows))


def write_code(page: ChecklistPage) -> str:
    """The text of a page's code, in the characters that a QR symbol packs best."""
    content = _HEAD.pack(
        page.task_id.bytes,
        page.case_id.bytes,
        page.page,
        page.pages,
        page.first,
        page.top,
        page.checks_top,
        page.rows_sum,
        len(page.heights),
    ) + bytes(page.heights)
    whole = content + _SUM.pack(zlib.crc32(content))
    return PREFIX + base64.b32encode(whole).decode("ascii").rstrip("=")


def read_code(text: str) -> ChecklistPage:
    """What the code of a page says.

    Raises:
        NoChecklistCodeError: it is the code of something else.
        ChecklistVersionError: a layout of another version.
        ChecklistCodeDamagedError: cut off or changed.
    """
    if not text.startswith(PREFIX):
        if _ANY_VERSION.match(text):
            raise ChecklistVersionError("the checklist has a layout of another version")
        raise NoChecklistCodeError("the code is not that of a checklist")
    body = text.removeprefix(PREFIX)
    try:
        whole = base64.b32decode(body + "=" * (-len(body) % 8))
    except (binascii.Error, ValueError) as error:
        raise ChecklistCodeDamagedError("the code has characters that no code has") from error
    content, found = whole[: -_SUM.size], whole[-_SUM.size :]
    heights = content[_HEAD.size :]
    if len(content) < _HEAD.size or found != _SUM.pack(zlib.crc32(content)):
        raise ChecklistCodeDamagedError("the checksum of the code is wrong")
    task, case, page, pages, first, top, checks_top, total, count = _HEAD.unpack_from(content)
    on_page = all(heights) and top + sum(heights) <= PAGE[1]
    if count != len(heights) or not 1 <= page <= pages or not on_page:
        raise ChecklistCodeDamagedError("the code contradicts itself")
    return ChecklistPage(
        task_id=SessionTaskId(UUID(bytes=task)),
        case_id=CaseId(UUID(bytes=case)),
        page=page,
        pages=pages,
        first=first,
        heights=tuple(heights),
        top=top,
        checks_top=checks_top,
        rows_sum=total,
    )
