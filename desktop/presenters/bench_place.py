"""Keeps where the assessor is in a session, so that it goes on there after a crash."""

from collections.abc import Callable

from core.ids import SessionId
from core.services import running_sessions
from core.services.running_sessions import Place
from desktop.presenters.session import Session


class PlaceKeeping:
    """Writes the newest place only: a key that is held down asks for many."""

    def __init__(
        self, session: Session, session_id: SessionId, failed: Callable[[Exception], None]
    ) -> None:
        self._session, self._session_id, self._failed = session, session_id, failed
        self._next: Place | None = None
        self._writes = False

    def keep(self, place: Place) -> None:
        """Have it written, now or after the one that is being written."""
        if self._writes:
            self._next = place
            return
        self._writes = True
        desk, by = self._session.desk, self._session.sitting
        self._session.tasks.run(
            lambda _: running_sessions.move_to(desk, by, self._session_id, place),
            done=lambda _: self._go_on(),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self._go_on()
        self._failed(error)

    def _go_on(self) -> None:
        self._writes = False
        following, self._next = self._next, None
        if following is not None:
            self.keep(following)
