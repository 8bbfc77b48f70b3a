"""Recordings that go on: a file that grows, and beside it a note of what and where.

The note is written before the first byte of sound and taken away after the recording was kept. So
a program that was killed in between leaves everything that is needed to keep it the next time.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from core.domain.recordings import BenchPlace, RecordingKind
from core.ids import (
    CaseId,
    RecordingId,
    RowId,
    SessionId,
    StaffId,
    TaskId,
    UnitId,
    new_id,
)
from core.ports.evidence_files import EvidenceFiles

_NOTE: Final = ".json"
_PARTIAL_NOTE: Final = ".json-new"
_SUFFIXES: Final = {RecordingKind.VOICE: ".wav", RecordingKind.VIDEO: ".mkv"}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A recording that goes on, or was cut off. `media` is its file, which may not exist yet.

    `sha256` (hex) is set once the file was whole and about to be moved into the store.
    """

    id: RecordingId
    place: BenchPlace
    kind: RecordingKind
    by: StaffId
    taken_at: datetime
    media: Path
    sha256: str = ""

    @property
    def note(self) -> Path:
        """The note beside it."""
        return self.media.with_suffix(_NOTE)


def begin(
    files: EvidenceFiles, by: StaffId, place: BenchPlace, kind: RecordingKind, at: datetime
) -> Unfinished:
    """Say that a recording begins now; its file is then written at `media`.

    Raises:
        OSError, StorageError: the disk is full or refuses.
    """
    name = new_id()
    media = files.unfinished() / f"{name}{_SUFFIXES[kind]}"
    begun = Unfinished(RecordingId(name), place, kind, by, at, media)
    write_note(begun)
    return begun


def write_note(one: Unfinished) -> None:
    """Write the note, whole or not at all. Raises OSError."""
    facts = {
        "session": str(one.place.session_id),
        "case": str(one.place.case_id),
        "unit": str(one.place.unit_id),
        "row": str(one.place.row_id),
        "task": str(one.place.task_id) if one.place.task_id else None,
        "kind": one.kind.value,
        "by": str(one.by),
        "taken_at": one.taken_at.isoformat(),
        "sha256": one.sha256,
    }
    new = one.media.with_suffix(_PARTIAL_NOTE)
    try:
        new.write_text(json.dumps(facts), encoding="utf-8")
        new.replace(one.note)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def drop(one: Unfinished) -> None:
    """Take file and note away. Raises OSError."""
    one.media.unlink(missing_ok=True)
    one.note.unlink(missing_ok=True)


def left_over(files: EvidenceFiles) -> tuple[Unfinished, ...]:
    """What was begun and never kept, in the order of beginning. A note nobody can read is let be.

    Raises:
        OSError, StorageError: the disk refuses.
    """
    notes = sorted(files.unfinished().glob(f"*{_NOTE}"))
    return tuple(one for one in map(_read, notes) if one is not None)


def _read(note: Path) -> Unfinished | None:
    try:
        facts: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        kind = RecordingKind(facts["kind"])
        return Unfinished(
            RecordingId(UUID(note.stem)),
            BenchPlace(
                SessionId(UUID(facts["session"])),
                CaseId(UUID(facts["case"])),
                UnitId(UUID(facts["unit"])),
                RowId(UUID(facts["row"])),
                TaskId(UUID(facts["task"])) if facts["task"] else None,
            ),
            kind,
            StaffId(UUID(facts["by"])),
            datetime.fromisoformat(facts["taken_at"]),
            note.with_suffix(_SUFFIXES[kind]),
            facts["sha256"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
