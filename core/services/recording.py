"""Keep what is recorded at the bench: photos, voice notes and short videos of a worker's row.

The content is stored first and noted in the database then. Whether it may be kept at all is asked
before a byte of it is stored, and once more in the transaction that notes it.
"""

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from core.domain.recordings import BenchPlace, Recording, RecordingKind, RecordingSource
from core.domain.rules import may_record, require
from core.domain.sessions import Seat, SeatCheck, may_be_recorded
from core.errors import NotFoundError, StorageError, WrongInputError
from core.ids import RecordingId, new_id
from core.ports.desk import Desk
from core.ports.evidence_files import StoredFile
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services import unfinished_recordings
from core.services.inspecting_recordings import Clip, inspect_clip, inspect_photo
from core.services.observing import require_judged, require_own_task
from core.services.standing import read_standing
from core.services.unfinished_recordings import Unfinished
from core.services.wave_clips import mend_wave

SHORTEST_BYTES: Final = 1024
"""A recording that was cut off with less than this in it holds nothing to hear or see."""
QUIET_S: Final = 5
"""A file that grew within these seconds is still being recorded, perhaps by another window."""


LEAST_ROOM_BYTES: Final = 200 * 1024 * 1024
"""With less than this left on the disk nothing is recorded: a day of marks takes a thousandth."""


class NothingRecordedError(WrongInputError):
    """It ended before there was anything in it."""

    code = "recording.nothing"


class NoRoomToRecordError(StorageError):
    """The disk has so little left that it is kept for marks."""

    code = "recording.no-room"


class ChangedRecordingError(StorageError):
    """What lies in the store is not what was recorded."""

    code = "recording.changed"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken, where and when, before anybody looked into its content."""

    place: BenchPlace
    kind: RecordingKind
    source: RecordingSource
    at: datetime
    id: RecordingId = field(default_factory=lambda: RecordingId(new_id()))


def check_may_record(desk: Desk, by: Sitting, place: BenchPlace) -> None:
    """Ask before a camera or microphone is opened.

    Raises:
        RefusedError: the worker did not agree (`recording.consent`), or `by` may not observe.
        NotFoundError: the worker has no seat in the session, or no such row or task.
    """
    with desk.uow() as uow:
        _require_may_record(uow, desk, by, place)


def keep_photo(desk: Desk, by: Sitting, taken: Taken, content: bytes) -> Recording:
    """Keep a photo as it came, without changing a byte.

    Raises:
        RefusedError, NotFoundError: as `check_may_record` says.
        WrongInputError: no picture, damaged, or too large (`inspecting_recordings`).
        StorageError: the disk is full or refuses; nothing is left behind.
    """
    check_may_record(desk, by, taken.place)
    clip = inspect_photo(content)
    stored = desk.files.put(content)
    return _append(desk, by, taken, clip, stored)


def keep_clip(
    desk: Desk, by: Sitting, taken: Taken, path: Path, *, duration_s: int | None = None
) -> Recording:
    """Move a voice note or a video that lies at `path` into the store. It is read in pieces.

    `path` came from `EvidenceFiles.fresh`. `duration_s` counts where the file does not say it.

    Raises:
        RefusedError, NotFoundError, WrongInputError, StorageError: as `keep_photo` says; the file
            is still at `path`.
    """
    check_may_record(desk, by, taken.place)
    clip = _look_into(taken.kind, path, duration_s)
    return _append(desk, by, taken, clip, desk.files.take(path))


def begin_recording(desk: Desk, by: Sitting, place: BenchPlace, kind: RecordingKind) -> Unfinished:
    """Begin a recording at this computer: its file is then written at `media`.

    Raises:
        RefusedError, NotFoundError: as `check_may_record` says.
        NoRoomToRecordError: the disk is almost full.
        StorageError, OSError: the disk refuses.
    """
    check_may_record(desk, by, place)
    if not has_room(desk.files.unfinished()):
        raise NoRoomToRecordError("the disk is almost full", kind=kind)
    return unfinished_recordings.begin(desk.files, by.staff.id, place, kind, desk.clock.now())


def has_room(folder: Path) -> bool:
    """Whether the disk of `folder` has room for recordings beside the marks. Raises OSError."""
    return shutil.disk_usage(folder).free >= LEAST_ROOM_BYTES


def finish_recording(
    desk: Desk, by: Sitting, one: Unfinished, *, duration_s: int | None = None
) -> Recording:
    """Keep a recording of this computer, whole or as far as it came before it was cut off.

    It may be called again after any failure, also in another run of the program; the recording is
    kept once. `duration_s` counts where the file does not say it.

    Raises:
        NothingRecordedError: there is nothing in it; file and note are gone.
        RefusedError: it may not be kept any more; file and note stay.
        WrongInputError: it is damaged; file and note stay.
        StorageError, OSError: the disk is full or refuses; file and note stay.
    """
    with desk.uow() as uow:
        there = uow.find(Recording, id=one.id)
        if not there:
            _require_may_record(uow, desk, by, one.place)
    if there:
        unfinished_recordings.drop(one)
        return there[0]
    clip, stored = _stored(desk, one, duration_s)
    taken = Taken(one.place, one.kind, RecordingSource.COMPUTER, one.taken_at, one.id)
    kept = _append(desk, by, taken, clip, stored)
    unfinished_recordings.drop(one)
    return kept


def drop_recording(one: Unfinished) -> None:
    """Let a recording go that is not to be kept. Raises OSError."""
    unfinished_recordings.drop(one)


def whole_clip(desk: Desk, one: Recording) -> Path:
    """Where a clip lies, for a player, after a look whether it is what was recorded.

    Raises:
        ChangedRecordingError: it was changed since it was kept, or has gone.
        StorageError: the disk refuses.
    """
    path = desk.files.path(one.sha256)
    if not path.exists() or desk.files.digest(path) != one.sha256:
        kind = one.kind.value
        raise ChangedRecordingError(f"the {kind} {one.id} is not what was recorded", kind=one.kind)
    return path


def cut_off(desk: Desk, by: Sitting) -> tuple[Unfinished, ...]:
    """The recordings of `by` that a killed program left, in the order of their beginning.

    Raises:
        StorageError, OSError: the disk refuses.
    """
    left = unfinished_recordings.left_over(desk.files)
    return tuple(one for one in left if one.by == by.staff.id and not _grows(one))


def _grows(one: Unfinished) -> bool:
    file = one.media if one.media.exists() else one.note
    return file.stat().st_mtime > time.time() - QUIET_S


def _stored(desk: Desk, one: Unfinished, duration_s: int | None) -> tuple[Clip, StoredFile]:
    """Move the file of a recording into the store, or find it there after a kill in between."""
    if not one.media.exists():
        if not one.sha256:
            raise _nothing(one)
        path = desk.files.path(one.sha256)
        if not path.exists():
            raise _nothing(one)
        return _look_into(one.kind, path, duration_s), StoredFile(one.sha256, path.stat().st_size)
    if one.media.stat().st_size < SHORTEST_BYTES:
        raise _nothing(one)
    if one.kind is RecordingKind.VOICE:
        with suppress(ValueError):  # what is no sound is refused in words below
            mend_wave(one.media)
    clip = _look_into(one.kind, one.media, duration_s)
    unfinished_recordings.write_note(replace(one, sha256=desk.files.digest(one.media)))
    return clip, desk.files.take(one.media)


def _nothing(one: Unfinished) -> NothingRecordedError:
    unfinished_recordings.drop(one)
    return NothingRecordedError(f"the {one.kind.value} is empty", kind=one.kind)


def _look_into(kind: RecordingKind, path: Path, duration_s: int | None) -> Clip:
    clip = inspect_clip(path, kind)
    return clip if clip.duration_s is not None else replace(clip, duration_s=duration_s)


def _append(desk: Desk, by: Sitting, taken: Taken, clip: Clip, stored: StoredFile) -> Recording:
    now, place = desk.clock.now(), taken.place
    with desk.uow() as uow:
        _require_may_record(uow, desk, by, place)
        kept = uow.append(
            Recording(
                id=taken.id,
                session_id=place.session_id,
                case_id=place.case_id,
                unit_id=place.unit_id,
                row_id=place.row_id,
                task_id=place.task_id,
                kind=taken.kind,
                source=taken.source,
                media_type=clip.media_type,
                sha256=stored.sha256,
                size=stored.size,
                duration_s=clip.duration_s,
                taken_at=taken.at,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"kind": kept.kind.value, "sha256": kept.sha256, "row": str(kept.row_id)}
        uow.note("row.recorded", kept.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return kept


def _require_may_record(uow: UnitOfWork, desk: Desk, by: Sitting, place: BenchPlace) -> None:
    file = uow.case_file(place.case_id)
    seats = uow.find(Seat, session_id=place.session_id, case_id=place.case_id)
    if not seats:
        raise NotFoundError(Seat.__name__, place.session_id)
    checks = uow.find(SeatCheck, session_id=place.session_id, case_id=place.case_id)
    agreed = may_be_recorded(place.case_id, checks)
    standing = read_standing(uow, desk.clock.today())
    unit = file.unit(place.unit_id)
    require(may_record(file, unit, by.staff, standing, agreed=agreed))
    require_judged(unit, place.row_id)
    if place.task_id is not None:
        require_own_task(uow, place.case_id, place.task_id)
