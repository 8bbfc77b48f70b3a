"""The places of whoever is signed in, and the ways between them."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from core.domain.people import Role, Staff
from core.domain.rules import KEEPERS
from core.ids import CandidateId, CaseId, PassportId, UnitId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.reading_assessors import OF_THE_TRADE
from desktop.app.bench import BenchWays
from desktop.app.paper import PaperWays
from desktop.app.quality import QualityWays
from desktop.app.roles import roles_of
from desktop.app.turn_guard import SittingGuard
from desktop.app.verifying_places import open_queue
from desktop.main_window import MainWindow
from desktop.presenters.centre_keys import CentreKeys
from desktop.presenters.grid_state import GridMode
from desktop.presenters.running import TaskRunner
from desktop.presenters.session import Session, TasksOfToday
from desktop.theme import Icon
from desktop.widgets.find_palette import Command, matching
from desktop.widgets.pages import Place

WORK, CANDIDATES, CASES, STANDARDS, PASSPORTS, VERIFY, QUALITY, ADMINISTRATION = (
    "work",
    "candidates",
    "cases",
    "standards",
    "passports",
    "verify",
    "quality",
    "administration",
)

_EVERYBODY: Final = frozenset(Role)
_WHO: Final[dict[str, frozenset[Role]]] = {
    WORK: frozenset(
        {Role.ADVISOR, Role.ASSESSOR, Role.VERIFIER, Role.LEAD_VERIFIER, Role.REGISTRAR}
    ),
    CANDIDATES: _EVERYBODY,
    CASES: _EVERYBODY,
    STANDARDS: _EVERYBODY,
    PASSPORTS: frozenset({Role.REGISTRAR, Role.ADMINISTRATOR}),
    VERIFY: _EVERYBODY,
    QUALITY: _EVERYBODY,  # anybody may be told a complaint, and be asked to look into one
    ADMINISTRATION: frozenset({Role.REGISTRAR, Role.ADMINISTRATOR}),
}


class Places:
    """Makes the pages of one person's sitting and opens one from another."""

    def __init__(self, window: MainWindow, desk: Desk, sitting: Sitting, tasks: TaskRunner) -> None:
        self._window, self.desk = window, desk
        self._session = Session(desk, sitting, TasksOfToday(desk, sitting, tasks))
        self._keys = CentreKeys(desk)
        self.bench = BenchWays(window, self._session, WORK, self.open_case)
        self.paper = PaperWays(window, self._session, WORK, self.bench.open)
        self.bench.paper_asked.connect(self.paper.of_session)
        self._quality = QualityWays(
            window,
            self._session,
            QUALITY,
            self.open_case,
            lambda: window.show_place(CASES),
        )
        window.set_places(
            self._for(sitting.staff), name=sitting.staff.name, role=roles_of(sitting.staff)
        )
        window.set_finder(self._find)
        window.set_turn_guard(SittingGuard(self._session))
        window.set_own_keys(self.open_my_keys)

    @property
    def staff(self) -> Staff:
        """Who is signed in."""
        return self._session.sitting.staff

    @property
    def sitting(self) -> Sitting:
        """The sitting of whoever is signed in."""
        return self._session.sitting

    def show_first(self) -> None:
        """Go to the first place."""
        self._window.show_place(self._for(self.staff)[0].id)

    def end(self) -> None:
        """Wipe this person's key, and the centre's."""
        self._session.sitting.end()
        self._keys.wipe()

    def resume(self, sitting: Sitting) -> bool:
        """Go on after a lock, if the same person is back."""
        if sitting.staff.id != self.staff.id:
            return False
        self._session.sitting.resume(sitting)
        return True

    # -- pages ------------------------------------------------------------------------------------

    def _for(self, staff: Staff) -> Sequence[Place]:
        translate = QCoreApplication.translate
        all_places = (
            Place(WORK, translate("Places", "My work"), Icon.MY_WORK, self._work),
            Place(CANDIDATES, translate("Places", "Candidates"), Icon.CANDIDATES, self._candidates),
            Place(CASES, translate("Places", "Cases"), Icon.CASES, self._cases),
            Place(STANDARDS, translate("Places", "Standards"), Icon.STANDARDS, self._standards),
            Place(PASSPORTS, translate("Places", "Passports"), Icon.PASSPORTS, self._passports),
            Place(VERIFY, translate("Places", "Verify"), Icon.VERIFY, self._verify),
            Place(
                QUALITY,
                translate("Places", "Quality"),
                Icon.QUALITY,
                self._quality.make_page,
                translate("Places", "appeals complaints moderation sampling"),
            ),
            Place(
                ADMINISTRATION,
                translate("Places", "Administration"),
                Icon.ADMINISTRATION,
                self._administration,
                translate("Places", "staff assessors calendar centre key trust list agency"),
            ),
        )
        return [place for place in all_places if _WHO[place.id] & staff.roles]

    def _work(self) -> QWidget:
        from desktop.views.my_work import MyWorkPage

        page = MyWorkPage(self._session)
        page.case_opened.connect(lambda case_id: self.open_case(case_id, WORK))
        page.go_to_candidates.connect(self._register)
        page.duty_opened.connect(self._quality.open_duty)
        page.session_opened.connect(lambda one: self.bench.open(one))
        page.test_days_asked.connect(self.paper.open_days)
        page.to_verify_asked.connect(self.open_queue)
        page.notices.record_asked.connect(self.open_my_record)
        page.notices.case_opened.connect(lambda case_id: self.open_case(case_id, WORK))
        return page

    def _candidates(self) -> QWidget:
        from desktop.views.candidates import CandidatesPage

        page = CandidatesPage(self._session)
        page.case_opened.connect(lambda case_id: self.open_case(case_id, CANDIDATES))
        return page

    def _cases(self) -> QWidget:
        from desktop.views.cases import CasesPage

        page = CasesPage(self._session)
        page.case_opened.connect(lambda case_id: self.open_case(case_id, CASES))
        page.go_to_candidates.connect(self._register)
        return page

    def _standards(self) -> QWidget:
        from desktop.views.standards_page import StandardsPage

        return StandardsPage(self._session)

    def _passports(self) -> QWidget:
        from desktop.views.passports_page import PassportsPage

        page = PassportsPage(self._session, self._keys)
        page.case_chosen.connect(self.issue)
        page.several_asked.connect(self.issue_several)
        page.passport_opened.connect(self.open_passport)
        return page

    def _verify(self) -> QWidget:
        from desktop.presenters.lists_source import ListsSource
        from desktop.views.verify_page import VerifyPage

        page = VerifyPage(
            ListsSource(self.desk.published), self._session.tasks, session=self._session
        )
        page.case_opened.connect(lambda case_id: self.open_case(case_id, CASES))
        return page

    def _administration(self) -> QWidget:
        from desktop.views.administration.page import AdministrationPage

        page = AdministrationPage(self._session, self._keys)
        page.case_opened.connect(lambda case_id: self.open_case(case_id, ADMINISTRATION))
        return page

    # -- from one page to another -----------------------------------------------------------------

    def open_case(self, case_id: CaseId, place: str) -> None:
        """Open a case over the page of a place."""
        from desktop.views.case.factories import StageFactories
        from desktop.views.case_page import CasePage

        factories = StageFactories(
            grid=_grid(GridMode.MAP),
            assessment=_grid(GridMode.ASSESS),
            verification=_grid(GridMode.VERIFY),
        )
        page = CasePage(self._session, case_id, factories=factories)
        page.case_opened.connect(lambda other: self.open_case(other, place))
        page.candidate_opened.connect(self.open_candidate)
        page.issue_asked.connect(self.issue)
        page.passport_opened.connect(self.open_passport)
        page.session_asked.connect(self.bench.start)
        page.plan_asked.connect(self.open_plan)
        page.letter_asked.connect(self._quality.open_feedback)
        page.appeal_asked.connect(self._quality.take_appeal)
        page.appeal_opened.connect(lambda one: self._quality.open_appeal(one, case_id))
        self._window.open_page(page, place)

    def open_plan(self, case_id: CaseId) -> None:
        """Open the assessment plan of a case; from there back to the case."""
        from desktop.views.plan.plan_page import PlanPage

        place = self._window.current_place
        page = PlanPage(self._session, case_id)
        back = lambda: self.open_case(case_id, place)  # noqa: E731
        page.closed.connect(back)
        self._window.open_page(page, place, back)

    def open_queue(self) -> None:
        """Open what waits for a verifier."""
        open_queue(self._window, self._session, WORK)

    def open_candidate(self, candidate_id: CandidateId) -> None:
        """Open a worker's record at the candidates."""
        from desktop.views.candidates import CandidatesPage

        self._window.show_place(CANDIDATES)
        page = self._window.current_page
        if isinstance(page, CandidatesPage):
            page.open_candidate(candidate_id)

    def issue(self, case_id: CaseId) -> None:
        """Open the page where the passport of a case is issued."""
        from desktop.views.issue_page import IssuePage

        page = IssuePage(self._session, self._keys, case_id)
        page.issued.connect(self.open_passport)
        self._window.open_page(page, PASSPORTS)

    def issue_several(self) -> None:
        """Open the page where the passports of several cases are issued."""
        from desktop.views.batch_page import BatchPage

        self._window.open_page(BatchPage(self._session, self._keys), PASSPORTS)

    def open_passport(self, passport_id: PassportId) -> None:
        """Open an issued passport."""
        from desktop.views.passport_page import PassportPage

        page = PassportPage(self._session, self._keys, passport_id)
        page.issued_anew.connect(self.open_passport)
        has_place = _WHO[PASSPORTS] & self.staff.roles
        self._window.open_page(page, PASSPORTS if has_place else self._window.current_place)

    def open_my_keys(self) -> None:
        """Open the keys of whoever is signed in, over the place that is shown."""
        from desktop.views.administration.my_keys import MyKeysPage

        self._window.open_page(MyKeysPage(self._session), self._window.current_place)

    def open_my_record(self) -> None:
        """Open what the register of assessors keeps of whoever is signed in."""
        from desktop.views.own_record import OwnRecordPage

        self._window.open_page(OwnRecordPage(self._session), self._window.current_place)

    def _register(self) -> None:
        from desktop.views.candidates import CandidatesPage

        self._window.show_place(CANDIDATES)
        page = self._window.current_page
        if isinstance(page, CandidatesPage):
            page.register()

    def _find(self, text: str) -> Sequence[Command]:
        words = QCoreApplication.translate("Places", "Search the cases for “{text}”")
        search = Command(words.format(text=text), lambda: self._search(text), meaning=Icon.SEARCH)
        keys = QCoreApplication.translate("Places", "My keys")
        commands = [Command(keys, self.open_my_keys, meaning=Icon.KEY)]
        if Role.VERIFIER in self.staff.roles:
            queue = QCoreApplication.translate("Places", "To verify")
            commands.append(Command(queue, self.open_queue, meaning=Icon.VERIFY))
        if self.staff.roles & KEEPERS:
            days = QCoreApplication.translate("Places", "Test days")
            commands.append(Command(days, self.paper.open_days, meaning=Icon.CALENDAR))
        if self.staff.roles & OF_THE_TRADE:
            record = QCoreApplication.translate("Places", "My record as an assessor")
            commands.append(Command(record, self.open_my_record, meaning=Icon.DOCUMENT))
        return [search, *matching(text, commands)]

    def _search(self, text: str) -> None:
        from desktop.views.cases import CasesPage

        self._window.show_place(CASES)
        if not isinstance(self._window.current_page, CasesPage):
            self._window.go_back()
        page = self._window.current_page
        if isinstance(page, CasesPage):
            page.search(text)


def _grid(mode: GridMode) -> Callable[[Session, CaseId, UnitId], QWidget]:
    from desktop.views.grid_page import GridPage

    return lambda session, case_id, unit_id: GridPage(session, case_id, unit_id, mode)
