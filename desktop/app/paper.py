"""The ways to test days and to checklists on paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.ids import CaseId, SessionId, SessionTaskId, TestDayId
from desktop.main_window import MainWindow
from desktop.presenters.session import Session

if TYPE_CHECKING:
    from desktop.views.paper.taking_in_page import TakingInPage


class PaperWays:
    """Opens the pages over one place; `open_session` shows a session at the bench."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        place: str,
        open_session: Callable[[SessionId], None],
    ) -> None:
        self._window, self._session, self._place = window, session, place
        self._open_session = open_session

    def open_days(self) -> None:
        """Open the list of test days."""
        from desktop.views.paper.test_days_page import TestDaysPage

        page = TestDaysPage(self._session)
        page.day_opened.connect(self.open_day)
        page.new_asked.connect(lambda: self.open_day(None))
        page.scans_asked.connect(lambda: self.enter_scans(None))
        self._window.open_page(page, self._at)

    def open_day(self, day_id: TestDayId | None) -> None:
        """Open a test day, or a new one."""
        from desktop.views.paper.test_day_page import TestDayPage

        page = TestDayPage(self._session, day_id)
        page.session_opened.connect(self._open_session)
        page.scans_asked.connect(
            lambda session_id: self.enter_scans(session_id, page.presenter.day_id)
        )
        page.keyed.connect(
            lambda task_id, case_id: self.key_in(task_id, case_id, page.presenter.day_id)
        )
        self._window.open_page(page, self._at, self.open_days)

    def enter_scans(self, session_id: SessionId | None, day_id: TestDayId | None = None) -> None:
        """Open the page where scanned checklists are entered: of one session, or of any."""
        from desktop.views.paper.taking_in_page import TakingInPage

        self._take_in(TakingInPage(self._session, session_id), day_id)

    def of_session(self, session_id: SessionId) -> None:
        """Open the paper of a session at the bench; from there back to it."""
        from desktop.views.paper.taking_in_page import TakingInPage

        page = TakingInPage(self._session, session_id)
        back = lambda: self._open_session(session_id)  # noqa: E731
        page.closed.connect(back)
        self._window.open_page(page, self._at, back)

    def key_in(self, task_id: SessionTaskId, case_id: CaseId, day_id: TestDayId | None) -> None:
        """Open the page where one worker's checklist is keyed in."""
        from desktop.views.paper.taking_in_page import TakingInPage

        self._take_in(TakingInPage(self._session, keyed=(task_id, case_id)), day_id)

    def _take_in(self, page: "TakingInPage", day_id: TestDayId | None) -> None:
        back = lambda: self.open_day(day_id) if day_id else self.open_days()  # noqa: E731
        page.closed.connect(back)
        self._window.open_page(page, self._at, back)

    @property
    def _at(self) -> str:
        return self._window.current_place or self._place
