"""Administration: its pages side by side, each made when it is first looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.presenters.administration.agency import holds_agency
from desktop.presenters.centre_keys import CentreKeys
from desktop.presenters.session import Session
from desktop.theme import Icon
from desktop.views.administration.agency import AgencyPage
from desktop.views.administration.assessors import AssessorsPage
from desktop.views.administration.calendar import CalendarPage
from desktop.views.administration.centre import CentrePage
from desktop.views.administration.centre_key import CentreKeyPage
from desktop.views.administration.my_keys import MyKeysPage
from desktop.views.administration.parts import Section
from desktop.views.administration.staff import StaffPage
from desktop.views.administration.trust import TrustPage
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column
from desktop.widgets.saving import flush_all


class AdministrationPage(QWidget):
    """For administrators and registrars; the agency's part only where an agency is kept."""

    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session, keys: CentreKeys) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = self.tr("Administration")
        desk, tasks, me = session.desk, session.tasks, session.sitting.staff.id
        self._made: dict[int, Section] = {}
        self._makers: list[tuple[str, Callable[[], Section]]] = [
            (self.tr("Staff"), lambda: StaffPage(session)),
            (self.tr("Assessors"), lambda: self._with_cases(AssessorsPage(session))),
            (self.tr("Calendar"), lambda: self._with_cases(CalendarPage(session))),
            (self.tr("Centre"), lambda: CentrePage(session)),
            (self.tr("Centre key"), lambda: CentreKeyPage(session, keys)),
            (self.tr("Trust list"), lambda: TrustPage(session)),
            (self.tr("My keys"), lambda: MyKeysPage(session)),
        ]
        if holds_agency(desk):
            self._makers.append((self.tr("Agency"), lambda: AgencyPage(desk, tasks, me)))
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
        self.setFocusProxy(self.tabs)

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
        """Read again what is in sight."""
        self.current.refresh()

    def show_tab(self, words: str) -> Section:
        """Show the page of this name, and return it."""
        names = [name for name, _ in self._makers]
        self.tabs.setCurrentIndex(names.index(words))
        return self.current

    def commands(self) -> Sequence[Command]:
        """Each page by its name."""
        found = []
        for words, _ in self._makers:
            show = lambda words=words: self.show_tab(words)  # noqa: E731
            found.append(Command(words, show, meaning=Icon.ADMINISTRATION))
        return found

    def panes(self) -> Sequence[QWidget]:
        """The names of the pages, then the panes of the one in sight."""
        return (self.tabs.tabBar(), *self.current.panes())

    def _with_cases(self, page: AssessorsPage | CalendarPage) -> Section:
        page.case_opened.connect(self.case_opened)
        return page

    def _on_changed(self) -> None:
        flush_all(self)
        self.current.refresh()
