"""The ways to a session at the bench, which goes on while everything else is locked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from core.ids import CaseId, SessionId
from desktop.main_window import MainWindow
from desktop.presenters.session import Session

if TYPE_CHECKING:
    from desktop.views.bench.session_page import SessionPage


class BenchWays(QObject):
    """At most one session is open on a page. `open_case` shows a case over a place."""

    unlock_asked = Signal()  # from a session that goes on while everything else is locked
    paper_asked = Signal(object)  # SessionId: the checklists of this session

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        place: str,
        open_case: Callable[[CaseId, str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._open_case = window, session, open_case
        self._page: SessionPage | None = None
        self._at = place
        self._up: Callable[[], None] | None = None

    @property
    def page(self) -> "SessionPage | None":
        """The session that is open on a page, if there is one."""
        return self._page if self._page is not None and isValid(self._page) else None

    def start(self, case_id: CaseId) -> None:
        """Go on with the session in which the case has a seat, else start one."""
        from core.services.reading_sessions import session_with

        desk, by = self._session.desk, self._session.sitting
        self._session.tasks.run(
            lambda _: session_with(desk, by, case_id),
            done=lambda found: self._begin(case_id, found),
            failed=_unexpected,
        )

    def open(self, session_id: SessionId, up: Callable[[], None] | None = None) -> None:
        """Open a session, or the page on which it is open already.

        `up` opens what is one level above it; without it that stays as it was.
        """
        from desktop.views.bench.session_page import SessionPage

        page = self.page
        if page is None or page.session_id != session_id:
            page = SessionPage(self._session, session_id)
            page.finished.connect(self._on_finished)
            page.unlock_asked.connect(self.unlock_asked)
            page.paper_asked.connect(lambda: self.paper_asked.emit(session_id))
            self._page, self._at = page, self._window.current_place
            self._up = None
        self._up = up or self._up
        self._window.open_page(page, self._at, self._up)

    def lock(self) -> "SessionPage | None":
        """Leave nothing but an open session in sight; return its page."""
        page = self.page
        if page is not None:
            page.set_locked(True)
        return page

    def unlock(self) -> None:
        """Give an open session back to its place."""
        page = self.page
        if page is not None and page.locked:
            page.set_locked(False)
            self._window.open_page(page, self._at, self._up)

    def let_go(self) -> None:
        """Somebody else is here: a session that was left open waits for its assessor."""
        page = self.page
        if page is not None:
            page.deleteLater()
        self._page = None

    def _begin(self, case_id: CaseId, found: SessionId | None) -> None:
        from desktop.views.bench.start_page import StartSessionPage

        place = self._window.current_place
        back = lambda: self._open_case(case_id, place)  # noqa: E731
        if found is not None:
            self.open(found, back)
            return
        page = StartSessionPage(self._session, case_id)
        page.started.connect(lambda made: self.open(made, back))
        self._window.open_page(page, place, back)

    def _on_finished(self) -> None:
        page, self._page = self.page, None
        cases = [seat.case_id for seat in page.state.seats] if page and page.state else []
        if len(cases) == 1:
            self._open_case(cases[0], self._at)
        elif self._window.current_page is page:
            self._window.go_back()


def _unexpected(error: Exception) -> None:
    raise error
