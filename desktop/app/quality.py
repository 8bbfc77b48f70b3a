"""The ways to letters, appeals, rounds and second looks, from wherever somebody is."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.ids import AppealId, CaseId, DecisionId, ModerationRoundId
from desktop.main_window import MainWindow
from desktop.presenters.quality.duties import DutyKind, QualityDuty
from desktop.presenters.session import Session

APPEALS_TAB, COMPLAINTS_TAB, MODERATION_TAB, SAMPLING_TAB = range(4)
_TABS = {
    DutyKind.HANDLE: COMPLAINTS_TAB,
    DutyKind.GIVE: COMPLAINTS_TAB,
    DutyKind.LOOK: SAMPLING_TAB,
    DutyKind.FOLLOW: SAMPLING_TAB,
}


class QualityWays:
    """Opens the pages of quality; `place` is theirs on the left."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        place: str,
        open_case: Callable[[CaseId, str], None],
        show_cases: Callable[[], None],
    ) -> None:
        self._window, self._session, self._place = window, session, place
        self._open_case, self._show_cases = open_case, show_cases

    def make_page(self) -> QWidget:
        """Make the page of the place."""
        from desktop.views.quality.page import QualityPage

        page = QualityPage(self._session)
        page.appeal_opened.connect(self.open_appeal)
        page.round_opened.connect(self.open_round)
        page.case_opened.connect(lambda case_id: self._open_case(case_id, self._place))
        page.go_to_cases.connect(self._show_cases)
        return page

    def open_appeal(self, appeal_id: AppealId, of: CaseId | None = None) -> None:
        """Open an appeal: over the log, or over the case that it is opened from."""
        from desktop.views.quality.appeal_page import AppealPage

        page = AppealPage(self._session, appeal_id)
        place = self._place if of is None else self._window.current_place
        page.case_asked.connect(lambda case_id: self._open_case(case_id, place))
        if of is None:
            self._window.open_page(page, place)
        else:
            self._open_from_case(page, of)

    def take_appeal(self, case_id: CaseId) -> None:
        """Open the page where an appeal in a case is taken down."""
        from desktop.views.quality.take_appeal_page import TakeAppealPage

        page = TakeAppealPage(self._session, case_id)
        page.taken.connect(lambda appeal_id: self.open_appeal(appeal_id, case_id))
        self._open_from_case(page, case_id)

    def open_feedback(self, case_id: CaseId, decision_id: DecisionId) -> None:
        """Open the feedback letter of a decision."""
        from desktop.views.quality.feedback_page import FeedbackPage

        page = FeedbackPage(self._session, case_id, decision_id)
        page.appeal_asked.connect(self.take_appeal)
        self._open_from_case(page, case_id)

    def _open_from_case(self, page: QWidget, case_id: CaseId) -> None:
        place = self._window.current_place
        self._window.open_page(page, place, lambda: self._open_case(case_id, place))

    def open_round(self, round_id: ModerationRoundId) -> None:
        """Open a moderation round."""
        from desktop.views.quality.round_page import RoundPage

        self._window.open_page(RoundPage(self._session, round_id), self._place)

    def open_duty(self, duty: QualityDuty) -> None:
        """Open what waits for whoever is signed in."""
        from desktop.views.quality.page import QualityPage

        if duty.kind in (DutyKind.REVIEW, DutyKind.ASSIGN):
            self.open_appeal(AppealId(duty.first))
        elif duty.kind in (DutyKind.MODERATE, DutyKind.ACT):
            self.open_round(ModerationRoundId(duty.first))
        else:
            self._window.show_place(self._place)
            if not isinstance(self._window.current_page, QualityPage):
                self._window.go_back()  # from an appeal or a round that is open over it
            page = self._window.current_page
            if isinstance(page, QualityPage):
                page.show_tab(_TABS[duty.kind]).focus_work()
