"""Somebody comes late to a session: who could, and a seat for whom the assessor chose."""

from collections.abc import Callable

from core.ids import CaseId, SessionId
from core.services.reading_sessions import RunningSession, read_session
from core.services.seating_latecomers import seat_latecomer, who_may_come
from core.services.starting_sessions import Seatable
from desktop.presenters.session import Session


class Latecomers:
    """`seated(session, case_id)` hears the session with the new seat, `failed` what went wrong."""

    def __init__(
        self,
        session: Session,
        session_id: SessionId,
        seated: Callable[[RunningSession, CaseId], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._session, self._session_id = session, session_id
        self._seated, self._failed = seated, failed

    def look(self, show: Callable[[tuple[Seatable, ...]], None]) -> None:
        """Hand to `show` who waits for this assessor and has no seat."""
        desk, by, of = self._session.desk, self._session.sitting, self._session_id
        self._session.tasks.run(
            lambda _: who_may_come(desk, by, of), done=show, failed=self._failed
        )

    def seat(self, case_id: CaseId) -> None:
        """Give a worker a seat, with a part in every task."""
        desk, by, of = self._session.desk, self._session.sitting, self._session_id

        def job() -> RunningSession:
            seat_latecomer(desk, by, of, case_id)
            return read_session(desk, of)

        self._session.tasks.run(
            lambda _: job(),
            done=lambda running: self._seated(running, case_id),
            failed=self._failed,
        )
