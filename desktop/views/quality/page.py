"""Quality: what stands around assessments, as pages side by side; each sees what concerns them."""

from PySide6.QtCore import Signal

from desktop.presenters.session import Session
from desktop.theme import Icon
from desktop.views.administration.parts import Section
from desktop.views.quality.appeals import AppealsPage
from desktop.views.quality.complaints import ComplaintsPage
from desktop.views.quality.moderation import ModerationPage
from desktop.views.quality.sampling import SamplingPage
from desktop.views.tabbed_page import TabbedPage


class QualityPage(TabbedPage):
    """Appeals, complaints, moderation, sampling."""

    appeal_opened = Signal(object)  # AppealId
    round_opened = Signal(object)  # ModerationRoundId
    case_opened = Signal(object)  # CaseId
    go_to_cases = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(Icon.QUALITY)
        self._session = session
        self.build(
            self.tr("Quality"),
            [
                (self.tr("Appeals"), self._appeals),
                (self.tr("Complaints"), lambda: ComplaintsPage(session)),
                (self.tr("Moderation"), self._moderation),
                (self.tr("Sampling"), self._sampling),
            ],
        )

    def refresh(self) -> None:
        """Read again what is in sight; the keyboard comes to its list."""
        super().refresh()
        shown = (pane for pane in self.current.panes() if not pane.isHidden())
        self.setFocusProxy(next(shown, self.current))

    def _appeals(self) -> Section:
        made = AppealsPage(self._session)
        made.opened.connect(self.appeal_opened)
        made.cases_asked.connect(self.go_to_cases)
        return made

    def _moderation(self) -> Section:
        made = ModerationPage(self._session)
        made.opened.connect(self.round_opened)
        return made

    def _sampling(self) -> Section:
        made = SamplingPage(self._session)
        made.case_asked.connect(self.case_opened)
        return made
