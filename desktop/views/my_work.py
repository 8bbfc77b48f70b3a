"""My work: the cases whose turn it is with the person who is signed in, due first."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.domain.people import Role
from core.domain.rules import KEEPERS
from core.domain.sessions import AssessmentSession
from core.ports.lists import CaseRow
from core.services.reading_sessions import open_sessions
from desktop.models.rows import Column
from desktop.presenters.acting import Acting
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon
from desktop.views.case_rows import due_of, names, next_of, stage_of
from desktop.views.paged_list import PagedList
from desktop.views.quality.duty_lines import DutyLines
from desktop.views.standing_notices import StandingNotices
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.dates import day, minute
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead


class MyWorkPage(QWidget):
    """Each line says who, what is to be done next, and by when. Enter opens the case."""

    case_opened = Signal(object)  # CaseId
    session_opened = Signal(object)  # SessionId
    go_to_candidates = Signal()
    to_verify_asked = Signal()
    duty_opened = Signal(object)  # QualityDuty
    test_days_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("My work")
        self._session = session
        self.to_verify = QPushButton(icon(Icon.VERIFY), self.tr("To &verify"))
        self.to_verify.setToolTip(self.tr("Everything that waits for you as a verifier"))
        self.to_verify.clicked.connect(self.to_verify_asked)
        if Role.VERIFIER not in session.sitting.staff.roles:
            self.to_verify.hide()
        self.test_days = QPushButton(icon(Icon.CALENDAR), self.tr("Test &days"))
        self.test_days.clicked.connect(self.test_days_asked)
        if not KEEPERS & session.sitting.staff.roles:
            self.test_days.hide()
        self._head = PageHead(self.title, actions=(self.test_days, self.to_verify))
        self.list = self._make_list()
        self.list.opened.connect(lambda row: self.case_opened.emit(row.id))
        self.list.counted.connect(self._say_how_many)
        self.list.empty.acted.connect(self.go_to_candidates)
        self.open_session = Banner()
        self.open_session.acted.connect(self._go_on)
        self.notices = StandingNotices(session)
        self.duties = DutyLines(session)
        self.duties.opened.connect(self.duty_opened)
        self.duties.shown.connect(self._lead_to_duty)
        self._open: AssessmentSession | None = None
        self._acting = Acting(self, session.tasks)
        self.destroyed.connect(self._acting.stop)
        parts = (self._head, self.open_session, self.notices, self.duties, self.list)
        self.setLayout(column(*parts, gap=Space.L, margin=Space.XL))
        self.setFocusProxy(self.list.table)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, and whether a session of this person was left open."""
        self.list.refresh()
        self.notices.refresh()
        self.duties.refresh()
        if Role.ASSESSOR in self._session.sitting.staff.roles:
            desk, by = self._session.desk, self._session.sitting
            self._acting.do(lambda: open_sessions(desk, by), self._show_open)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.open_session.problem(problem.sentence, problem.what_to_do)

    def _show_open(self, found: Sequence[AssessmentSession]) -> None:
        self._open = found[-1] if found else None
        if self._open is None:
            self.open_session.clear()
            return
        said = self.tr("A session of yours is open since {begun}: {place}")
        begun, place = minute(self._open.opened_at), self._open.place or self.tr("no place given")
        self.open_session.say(
            said.format(begun=begun, place=place),
            self.tr("It goes on at the same worker, task and row; nothing that was saved is lost."),
            tone=Tone.WARNING,
            button=self.tr("Go on"),
        )

    def _go_on(self) -> None:
        if self._open is not None:
            self.session_opened.emit(self._open.id)

    def _make_list(self) -> PagedList[CaseRow]:
        session = self._session
        staff, today = session.sitting.staff, session.desk.clock.today()
        lists = session.desk.lists

        def read(offset: int, limit: int) -> Sequence[CaseRow]:
            return lists.my_work(staff.id, staff.roles, offset=offset, limit=limit)

        columns: list[Column[CaseRow]] = [
            Column(self.tr("Due"), lambda row: due_of(row, today)),
            Column(self.tr("Worker"), names),
            Column(self.tr("To be done next"), next_of),
            Column(self.tr("Reference"), lambda row: row.reference),
            Column(self.tr("Stage"), stage_of),
            Column(self.tr("Changed"), lambda row: day(row.since)),
        ]
        return PagedList(
            session.tasks,
            self.title,
            columns,
            read=read,
            count=lambda: lists.count_my_work(staff.id, staff.roles),
            empty=self._nothing(),
            stretch=2,
            widths={0: 160, 1: 280, 3: 120, 4: 160, 5: 100},
            spare=(4, 5),
        )

    def _nothing(self) -> EmptyPage:
        if Role.ADVISOR in self._session.sitting.staff.roles:
            return EmptyPage(
                Icon.MY_WORK,
                self.tr("No case waits for you."),
                self.tr("Register a worker, or open a case that is with somebody else."),
                button=self.tr("Go to the candidates"),
            )
        return EmptyPage(
            Icon.MY_WORK,
            self.tr("No case waits for you."),
            self.tr("A case appears here as soon as it is handed to you."),
        )

    def _lead_to_duty(self) -> None:
        """Where no case waits, the keyboard comes to what else does."""
        duties, focus = self.duties.buttons, QApplication.focusWidget()
        inside = focus is not None and self.list.isAncestorOf(focus)
        if self.list.empty.isVisible() and duties and inside:
            first = next(iter(duties.values()))
            QTimer.singleShot(0, first, first.setFocus)  # once it has its place

    def _say_how_many(self, total: int) -> None:
        name = self._session.sitting.staff.name
        if total == 0:
            said = name
            self._lead_to_duty()
        elif total == 1:
            said = self.tr("{name}: 1 case is with you").format(name=name)
        else:
            said = self.tr("{name}: {count} cases are with you").format(name=name, count=total)
        self._head.set_title(self.title, said)
