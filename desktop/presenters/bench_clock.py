"""The clocks of a session: those of its tasks, and a watch over the machine's own.

The wall clock can be set back and the time zone changed while a session goes on. What a task's
clock shows is counted by the steady clock, which nobody can set; marks keep UTC.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.domain.sessions import SessionEvent, task_clock
from core.ids import SessionTaskId

Steady = Callable[[], float]
"""Seconds of a clock that only goes forward."""

MOVED_BY: Final = timedelta(minutes=2)
"""From here on a wall clock that ran apart from the steady one was set, and did not drift."""


@dataclass(slots=True)
class _Shown:
    elapsed_ms: int = 0
    since: float | None = None  # seconds of the steady clock


class TaskClocks:
    """What each task's clock shows."""

    def __init__(self, steady: Steady = time.monotonic) -> None:
        self._steady = steady
        self._clocks: dict[SessionTaskId, _Shown] = {}

    def read(
        self, tasks: Iterable[SessionTaskId], events: Iterable[SessionEvent], now: datetime
    ) -> None:
        """Go on from what was kept: a clock that ran when the program died has run on."""
        kept = tuple(events)
        for task in tasks:
            clock = task_clock(task, kept)
            since = self._steady() if clock.since else None
            self._clocks[task] = _Shown(clock.shows(now), since)

    def running(self, task: SessionTaskId | None) -> bool:
        """Whether a task's clock runs."""
        return task in self._clocks and self._clocks[task].since is not None

    def shows_ms(self, task: SessionTaskId | None) -> int:
        """The milliseconds on a task's clock now; 0 before it was first started."""
        if task is None or task not in self._clocks:
            return 0
        clock = self._clocks[task]
        passed = 0.0 if clock.since is None else self._steady() - clock.since
        return clock.elapsed_ms + round(passed * 1000)

    def turn(self, task: SessionTaskId, *, on: bool) -> int:
        """Start or pause a task's clock; return the milliseconds on it."""
        shown = self.shows_ms(task)
        self._clocks[task] = _Shown(shown, self._steady() if on else None)
        return shown

    def pause_all(self) -> None:
        """Pause every clock, for a stop."""
        for task in tuple(self._clocks):
            self.turn(task, on=False)


class WallWatch:
    """Compares the wall clock with the steady one, and notices a change of the time zone."""

    def __init__(self, now: Callable[[], datetime], steady: Steady = time.monotonic) -> None:
        self._now, self._steady = now, steady
        self._wall, self._at = now(), steady()
        self._zone: int | None = None

    def moved(self) -> timedelta | None:
        """How far the wall clock was set since last asked; None: no further than it may drift."""
        wall, at = self._now(), self._steady()
        apart = (wall - self._wall) - timedelta(seconds=at - self._at)
        self._wall, self._at = wall, at
        return apart if abs(apart) > MOVED_BY else None

    def zone_changed(self, offset_s: int) -> bool:
        """Whether the offset from UTC in seconds is another one than last time."""
        before, self._zone = self._zone, offset_s
        return before is not None and before != offset_s
