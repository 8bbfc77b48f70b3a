"""A session at the bench: who sits in it, what was checked before the first mark, its clock.

Everything that happens is an entry, so that a session whose program was killed goes on where it
was. The session itself is a record only for where its assessor is just now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final

from core.domain.records import Entry, Record
from core.ids import (
    CaseId,
    RowId,
    SeatCheckId,
    SeatId,
    SessionEventId,
    SessionId,
    SessionTaskId,
    StaffId,
    TaskId,
    UnitId,
)


class SessionView(Enum):
    """How the assessor works just now: one worker's rows, or the whole group at once."""

    ROWS = "row by row"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSession(Record):
    """A session at one place, with one worker or a group. Open until `closed_at`.

    `at_case`, `at_task` and `at_row` say where its assessor is; `turned` that the group view has
    the workers down the side.
    """

    id: SessionId
    place: str
    opened_at: datetime
    opened_by: StaffId
    closed_at: datetime | None = None
    view: SessionView = SessionView.ROWS
    turned: bool = False
    at_case: CaseId | None = None
    at_task: SessionTaskId | None = None
    at_row: RowId | None = None

    @property
    def open(self) -> bool:
        """Whether the session goes on."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Entry):
    """A worker in a session, known by the bib number that the worker wears (1, 2, 3 …)."""

    id: SeatId
    session_id: SessionId
    case_id: CaseId
    bib: int


class CheckKind(Enum):
    """What is checked before a worker's first mark, in the order of doing."""

    DOCUMENT_SEEN = "document seen"
    FACE_COMPARED = "face compared"
    PHOTO_NOW = "photo now"
    SAFETY_BRIEF = "safety brief"
    PROTECTIVE_EQUIPMENT = "protective equipment"
    PLAN_EXPLAINED = "plan explained"
    CONSENT_TO_RECORD = "consent to record"


QUESTIONS: Final = frozenset({CheckKind.CONSENT_TO_RECORD})
"""Checks that ask the worker something: yes and no are both answers."""

IDENTITY: Final = (CheckKind.DOCUMENT_SEEN, CheckKind.FACE_COMPARED, CheckKind.PHOTO_NOW)
"""The checks that say that this is the worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatCheck(Entry):
    """One check of one worker in a session; the latest of a kind counts.

    `sha256` (hex) names the photo that was taken, `language` is the BCP 47 tag in which plan and
    right of appeal were explained.
    """

    id: SeatCheckId
    session_id: SessionId
    case_id: CaseId
    kind: CheckKind
    answer: bool
    sha256: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SeatTask:
    """One worker's own practical task (T1, T2 … of the case) within a task of the session."""

    case_id: CaseId
    task_id: TaskId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTask(Entry):
    """One task that everybody with a seat does, for one unit; see `joined_tasks`."""

    id: SessionTaskId
    session_id: SessionId
    unit_id: UnitId
    title: str
    tasks: tuple[SeatTask, ...]

    def of(self, case_id: CaseId) -> TaskId | None:
        """The worker's own task; None: the worker does not claim the unit."""
        return next((one.task_id for one in self.tasks if one.case_id == case_id), None)


def joined_tasks(entries: Iterable[SessionTask]) -> tuple[SessionTask, ...]:
    """The tasks of a session. Who came late has an entry of their own for what all others do.

    An entry joins the first one of the same unit and title that none of its workers does yet.
    """
    joined: list[SessionTask] = []
    for one in entries:
        workers = {pair.case_id for pair in one.tasks}
        at = next((n for n, first in enumerate(joined) if _joins(first, one, workers)), None)
        if at is None:
            joined.append(one)
        else:
            joined[at] = replace(joined[at], tasks=(*joined[at].tasks, *one.tasks))
    return tuple(joined)


def _joins(first: SessionTask, one: SessionTask, workers: set[CaseId]) -> bool:
    same = (first.session_id, first.unit_id, first.title)
    others = workers.isdisjoint(pair.case_id for pair in first.tasks)
    return others and same == (one.session_id, one.unit_id, one.title)


class SessionEventKind(Enum):
    """What happened in a session beside the marks."""

    CLOCK_STARTED = "clock started"
    CLOCK_PAUSED = "clock paused"
    SAFETY_STOP = "safety stop"
    RESUMED = "resumed"
    CLOCK_MOVED = "clock moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEvent(Entry):
    """One event. `elapsed_ms` is what the task's clock showed, by the machine's steady clock.

    `task_id` is None for a safety stop, which is everybody's; `note` gives its reason.
    """

    id: SessionEventId
    session_id: SessionId
    kind: SessionEventKind
    task_id: SessionTaskId | None = None
    elapsed_ms: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskClock:
    """A task's clock as the events leave it. `since` is when it was started, None: it is paused."""

    elapsed_ms: int = 0
    since: datetime | None = None

    def shows(self, now: datetime) -> int:
        """The milliseconds on the clock at `now`; a clock set back takes nothing away."""
        if self.since is None:
            return self.elapsed_ms
        passed = (now - self.since).total_seconds() * 1000
        return self.elapsed_ms + max(0, round(passed))


def task_clock(task_id: SessionTaskId, events: Iterable[SessionEvent]) -> TaskClock:
    """The clock of a task after these events. A safety stop pauses every clock."""
    clock = TaskClock()
    for one in events:
        if one.kind is SessionEventKind.SAFETY_STOP:
            clock = TaskClock(clock.shows(one.at))
        elif one.task_id != task_id:
            continue
        elif one.kind is SessionEventKind.CLOCK_STARTED:
            clock = TaskClock(one.elapsed_ms, one.at)
        elif one.kind is SessionEventKind.CLOCK_PAUSED:
            clock = TaskClock(one.elapsed_ms)
    return clock


def stopped(events: Iterable[SessionEvent]) -> SessionEvent | None:
    """The safety stop that stands, if nobody resumed deliberately after it."""
    standing: SessionEvent | None = None
    for one in events:
        if one.kind is SessionEventKind.SAFETY_STOP:
            standing = one
        elif one.kind is SessionEventKind.RESUMED:
            standing = None
    return standing


def standing_checks(case_id: CaseId, checks: Iterable[SeatCheck]) -> dict[CheckKind, SeatCheck]:
    """The latest check of each kind of one worker."""
    return {one.kind: one for one in checks if one.case_id == case_id}


def checks_missing(case_id: CaseId, checks: Iterable[SeatCheck]) -> tuple[CheckKind, ...]:
    """What is still to be checked before the worker's first mark, in the order of doing."""
    found = standing_checks(case_id, checks)
    return tuple(
        kind
        for kind in CheckKind
        if kind not in found or not (found[kind].answer or kind in QUESTIONS)
    )


def identity_checked(case_id: CaseId, checks: Iterable[SeatCheck]) -> datetime | None:
    """When the worker's identity was checked in this session; None: not yet."""
    found = standing_checks(case_id, checks)
    if all(kind in found and found[kind].answer for kind in IDENTITY):
        return max(found[kind].at for kind in IDENTITY)
    return None


def may_be_recorded(case_id: CaseId, checks: Iterable[SeatCheck]) -> bool:
    """Whether the worker agreed to be recorded; not asked is no."""
    found = standing_checks(case_id, checks).get(CheckKind.CONSENT_TO_RECORD)
    return found is not None and found.answer


@dataclass(frozen=True, slots=True)
class Bench:
    """What a mark needs to know of the session that it is made in."""

    session: AssessmentSession
    checks: tuple[SeatCheck, ...] = ()
    events: tuple[SessionEvent, ...] = ()
