"""Quality: what stands around assessments, as pages side by side; each sees what concerns them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.presenters.session import Session
from desktop.theme import Icon
from desktop.views.administration.parts import Section
from desktop.views.quality.appeals import AppealsPage
from desktop.views.quality.complaints import ComplaintsPage
from desktop.views.quality.moderation import ModerationPage
from desktop.views.quality.sampling import SamplingPage
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column
from desktop.widgets.saving import flush_all


class QualityPage(QWidget):
    """Appeals, complaints, moderation, sampling."""

    appeal_opened = Signal(object)  # AppealId
    round_opened = Signal(object)  # ModerationRoundId
    case_opened = Signal(object)  # CaseId
    go_to_cases = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = self.tr("Quality")
        self._session = session
        self._made: dict[int, Section] = {}
        self._makers: list[tuple[str, Callable[[], Section]]] = [
            (self.tr("Appeals"), self._appeals),
            (self.tr("Complaints"), lambda: ComplaintsPage(session)),
            (self.tr("Moderation"), self._moderation),
            (self.tr("Sampling"), self._sampling),
        ]
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.title)
        self._places = [column() for _ in self._makers]
        for (words, _), inside in zip(self._makers, self._places, strict=True):
            place = QWidget()
            place.setLayout(inside)
            self.tabs.addTab(place, words)
        self.tabs.currentChanged.connect(self._on_changed)
        self.setLayout(column(self.tabs))

    @property
    def current(self) -> Section:
        """The page in sight; made now if it was never shown."""
        index = self.tabs.currentIndex()
        if index not in self._made:
            made = self._makers[index][1]()
            self._places[index].addWidget(made)
            self._made[index] = made
        return self._made[index]

    def refresh(self) -> None:
        """Read again what is in sight; the keyboard comes to its list."""
        self.current.refresh()
        shown = (pane for pane in self.current.panes() if not pane.isHidden())
        self.setFocusProxy(next(shown, self.current))

    def show_tab(self, number: int) -> Section:
        """Show a page by its place, counted from 0, and return it."""
        self.tabs.setCurrentIndex(number)
        return self.current

    def commands(self) -> Sequence[Command]:
        """Each page by its name."""
        return [
            Command(words, lambda number=number: self.show_tab(number), meaning=Icon.QUALITY)  # type: ignore[misc]
            for number, (words, _) in enumerate(self._makers)
        ]

    def panes(self) -> Sequence[QWidget]:
        """The names of the pages, then the panes of the one in sight."""
        return (self.tabs.tabBar(), *self.current.panes())

    def _on_changed(self) -> None:
        flush_all(self)
        self.current.refresh()

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
