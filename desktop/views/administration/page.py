"""Administration: its pages side by side, each made when it is first looked at."""

from collections.abc import Callable

from PySide6.QtCore import Signal

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
from desktop.views.tabbed_page import TabbedPage


class AdministrationPage(TabbedPage):
    """For administrators and registrars; the agency's part only where an agency is kept."""

    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session, keys: CentreKeys) -> None:
        super().__init__(Icon.ADMINISTRATION)
        desk, tasks, me = session.desk, session.tasks, session.sitting.staff.id
        makers: list[tuple[str, Callable[[], Section]]] = [
            (self.tr("Staff"), lambda: StaffPage(session)),
            (self.tr("Assessors"), lambda: self._with_cases(AssessorsPage(session))),
            (self.tr("Calendar"), lambda: self._with_cases(CalendarPage(session))),
            (self.tr("Centre"), lambda: CentrePage(session)),
            (self.tr("Centre key"), lambda: CentreKeyPage(session, keys)),
            (self.tr("Trust list"), lambda: TrustPage(session)),
            (self.tr("My keys"), lambda: MyKeysPage(session)),
        ]
        if holds_agency(desk):
            makers.append((self.tr("Agency"), lambda: AgencyPage(desk, tasks, me)))
        self.build(self.tr("Administration"), makers)
        self.setFocusProxy(self.tabs)

    def _with_cases(self, page: AssessorsPage | CalendarPage) -> Section:
        page.case_opened.connect(self.case_opened)
        return page
