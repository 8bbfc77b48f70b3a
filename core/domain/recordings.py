"""What was recorded at the bench beside the marks: voice notes, photos and short videos.

A recording is evidence of one worker's row in one session. It needs the worker's consent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from core.domain.records import Entry
from core.ids import CaseId, RecordingId, RowId, SessionId, TaskId, UnitId


class RecordingKind(Enum):
    """What was recorded."""

    VOICE = "voice note"
    PHOTO = "photo"
    VIDEO = "video"


class RecordingSource(Enum):
    """Where it came from: this computer's camera or microphone, a phone, or a file."""

    COMPUTER = "this computer"
    PHONE = "phone"
    FILE = "file"


LONGEST_S: Final = {RecordingKind.VOICE: 300, RecordingKind.VIDEO: 60}
"""The seconds after which a recording at this computer ends by itself."""


@dataclass(frozen=True, slots=True)
class BenchPlace:
    """Where at the bench: the session, the worker's case, the row, and the task (if there is one).

    `row_id` and `task_id` are those that were in sight when the recording began.
    """

    session_id: SessionId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    task_id: TaskId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording(Entry):
    """One recording, kept by the SHA-256 of its content (hex). `size` is in bytes.

    `taken_at` is when it began, `at` when it was kept. `duration_s` is in seconds, None for photos
    and where a phone's file does not say it. `by` took it, or had the worker's phone take it.
    """

    id: RecordingId
    session_id: SessionId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    task_id: TaskId | None = None
    kind: RecordingKind
    source: RecordingSource
    media_type: str
    sha256: str
    size: int
    duration_s: int | None = None
    taken_at: datetime

    @property
    def place(self) -> BenchPlace:
        """Where it was taken."""
        return BenchPlace(self.session_id, self.case_id, self.unit_id, self.row_id, self.task_id)


def recordings_of(
    recordings: Iterable[Recording], unit_id: UnitId, row_id: RowId
) -> tuple[Recording, ...]:
    """The recordings of one row, in the order in which they were taken."""
    found = (one for one in recordings if (one.unit_id, one.row_id) == (unit_id, row_id))
    return tuple(sorted(found, key=lambda one: (one.taken_at, one.id)))
