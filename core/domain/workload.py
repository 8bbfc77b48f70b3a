"""Who has how many cases and when: to assign with, and to see two places at one time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from typing import Final

from core.ids import CaseId, StaffId

APART: Final = timedelta(hours=3)
"""Two places within this time are pointed out. Ours: a practical task takes one to three hours."""


@dataclass(frozen=True, slots=True)
class Load:
    """The open cases of one person: to assess and to verify, and the first day one is due."""

    staff_id: StaffId
    assessing: int
    verifying: int
    next_due: date | None

    @property
    def open(self) -> int:
        """All of them together."""
        return self.assessing + self.verifying


class DateKind(Enum):
    """What is on a day."""

    DUE_TO_ASSESS = "case due, to assess"
    DUE_TO_VERIFY = "case due, to verify"
    PLANNED = "assessment planned"
    SESSION = "session at the bench"
    TEST_DAY = "test day"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on a person's days. `at` (UTC) where it has a time, else it is for a whole day."""

    staff_id: StaffId
    name: str
    kind: DateKind
    day: date | None
    at: datetime | None
    place: str
    case_id: CaseId | None
    reference: str


def on_day(entry: CalendarEntry) -> date:
    """The day it is on, at the place of whoever looks."""
    if entry.at is not None:
        return entry.at.astimezone().date()
    return entry.day or date.max


def clashes(entries: Iterable[CalendarEntry]) -> frozenset[CalendarEntry]:
    """The entries of one person that are less than APART from another and at another place.

    Several workers at one place at one time are a group and no clash; a session is what became of
    the plan of its own hour and does not clash with it.
    """
    timed = defaultdict(list)
    for one in entries:
        if one.at is not None:
            timed[one.staff_id].append((one.at, one))
    found: set[CalendarEntry] = set()
    for own in timed.values():
        own.sort(key=lambda pair: pair[0])
        for (at, first), (later, second) in pairwise(own):
            elsewhere = first.place.casefold().strip() != second.place.casefold().strip()
            if elsewhere and later - at < APART and not _same_work(first, second):
                found |= {first, second}
    return frozenset(found)


def _same_work(first: CalendarEntry, second: CalendarEntry) -> bool:
    return {first.kind, second.kind} == {DateKind.PLANNED, DateKind.SESSION}
