"""The task's clock, the stop for safety, and a machine whose clock somebody sets."""

from collections.abc import Callable
from typing import Protocol

from core.domain.sessions import SessionEvent, SessionEventKind
from core.ids import SessionId, SessionTaskId
from core.services import running_sessions
from desktop.presenters.bench_clock import Steady, TaskClocks, WallWatch
from desktop.presenters.bench_state import BenchState
from desktop.presenters.session import Session


class TimeView(Protocol):
    """What is told of time."""

    def show_clock(self) -> None:
        """Show the clock, and whether the session is stopped."""

    def say_clock_moved(self, minutes: int) -> None:
        """The wall clock was set by so many minutes; forward is positive."""

    def say_zone_changed(self) -> None:
        """The time zone was changed."""


class BenchTime:
    """Every start, pause, stop and resumption is an entry; the clocks are counted from them."""

    def __init__(
        self,
        session: Session,
        session_id: SessionId,
        steady: Steady,
        failed: Callable[[Exception], None],
    ) -> None:
        self._session, self._session_id, self._failed = session, session_id, failed
        self.clocks = TaskClocks(steady)
        self._watch = WallWatch(session.desk.clock.now, steady)
        self._state: BenchState | None = None
        self._view: TimeView | None = None

    def begin(self, state: BenchState) -> None:
        """Go on from what was kept."""
        self._state = state
        now = self._session.desk.clock.now()
        self.clocks.read((one.id for one in state.tasks), state.events, now)

    def attach(self, view: TimeView | None) -> None:
        """Say which page to tell, or none any more."""
        self._view = view

    def turn(self, task_id: SessionTaskId, *, on: bool) -> None:
        """Start or pause a task's clock."""
        kind = SessionEventKind.CLOCK_STARTED if on else SessionEventKind.CLOCK_PAUSED
        self._happen(kind, task_id=task_id, elapsed_ms=self.clocks.turn(task_id, on=on))

    def pause_all(self) -> None:
        """Pause every clock that runs."""
        for task in self._state.tasks if self._state else ():
            if self.clocks.running(task.id):
                self.turn(task.id, on=False)

    def tick(self, zone_offset_s: int) -> None:
        """Once a second: show the clock, and see whether somebody set the machine's."""
        view, state, moved = self._view, self._state, self._watch.moved()
        if view is None or state is None:
            return
        if moved is not None:
            minutes = round(moved.total_seconds() / 60)
            self._happen(SessionEventKind.CLOCK_MOVED, note=f"{minutes:+d} min")
            for task in state.tasks:
                if self.clocks.running(task.id):  # counted on from the clock as it is set now
                    self.turn(task.id, on=True)
            view.say_clock_moved(minutes)
        if self._watch.zone_changed(zone_offset_s):
            view.say_zone_changed()
        view.show_clock()

    def stop(self) -> None:
        """Stop everything for safety, at once; the reason is written afterwards."""
        if self._state is not None and self._state.stop is None:
            self.clocks.pause_all()
            self._happen(SessionEventKind.SAFETY_STOP)

    def resume(self, reason: str, made_safe: str) -> None:
        """Go on deliberately: why it was stopped, and what was made safe."""
        stop = self._state.stop if self._state else None
        if stop is None:
            return
        if reason.strip() and reason.strip() != stop.note:
            self._happen(SessionEventKind.SAFETY_STOP, note=reason)
        self._happen(SessionEventKind.RESUMED, note=made_safe)

    def _happen(
        self,
        kind: SessionEventKind,
        *,
        task_id: SessionTaskId | None = None,
        elapsed_ms: int = 0,
        note: str = "",
    ) -> None:
        desk, by, session_id = self._session.desk, self._session.sitting, self._session_id
        self._session.tasks.run(
            lambda _: running_sessions.happen(
                desk, by, session_id, kind, task_id=task_id, elapsed_ms=elapsed_ms, note=note
            ),
            done=self._on_happened,
            failed=self._failed,
        )
        self._show()

    def _on_happened(self, event: SessionEvent) -> None:
        if self._state is not None:
            self._state.events.append(event)
        self._show()

    def _show(self) -> None:
        if self._view is not None:
            self._view.show_clock()
