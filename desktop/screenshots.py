"""Pictures of every view, light and dark, taken from the practice centre without a screen."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.appeals import Appeal
from core.domain.case import Stage
from core.domain.moderation import ModerationRound
from core.domain.people import Role, Staff
from core.domain.recognition import Passport
from core.ids import CaseId
from core.services.holding_test_days import test_days
from core.services.reading_sessions import open_sessions
from credentials.keys import SealedKey
from desktop.app import make_program
from desktop.app.places import (
    ADMINISTRATION,
    CANDIDATES,
    CASES,
    PASSPORTS,
    QUALITY,
    STANDARDS,
    VERIFY,
    WORK,
    Places,
)
from desktop.app.program import Program
from desktop.demo.centre import PASSPHRASE
from desktop.presenters.lists_source import ListsSource
from desktop.theme import ThemeName, look
from desktop.views.administration.page import AdministrationPage
from desktop.views.administration.set_up import SetUpPage
from desktop.views.administration.staff import StaffPage
from desktop.views.administration.start_agency import StartAgencyPage
from desktop.views.bench.session_page import SessionPage
from desktop.views.candidates import CandidatesPage
from desktop.views.case_page import CasePage
from desktop.views.check_gate import CheckGate
from desktop.views.grid_page import GridPage
from desktop.views.quality.page import QualityPage
from desktop.views.verify_page import VerifyPage
from desktop.views.verifying.queue_page import ToVerifyPage
from desktop.widgets.evidence_viewer import EvidenceViewer

SIZE: Final = (1366, 768)
PNG_QUALITY: Final = 70
"""Nothing is lost at any; this one is written a third faster than Qt's own choice, and as small."""
THEMES: Final = (ThemeName.LIGHT, ThemeName.DARK)
_SETTLE_S: Final = 0.03
"""For what is put right a moment later, such as what is scrolled into sight."""
_TICK_MS: Final = 5
"""How often it is looked whether something is so, while nothing happens."""
_PATIENCE_S: Final = 60.0


class NotShownError(RuntimeError):
    """A view did not come to rest in time, so there is no picture of it."""


def take_screenshots(home: Path, out: Path) -> int:
    """Go through every view of the practice centre in `home`; return how many pictures are in out.

    Raises:
        NotShownError: a view did not come to rest.
        StorageError: the practice centre cannot be opened.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out.mkdir(parents=True, exist_ok=True)
    before = qInstallMessageHandler(_keep_problems)
    try:
        return _take_all(home, out)
    finally:
        qInstallMessageHandler(before)


def _keep_problems(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # The offscreen platform remarks on every window that it cannot size; nobody can act on that.
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _take_all(home: Path, out: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        return sum(_taken(home, settings, theme, out) for theme in THEMES)


def _taken(home: Path, settings: QSettings, theme: ThemeName, out: Path) -> int:
    # A window for each theme: a look that is put on once everything is there takes seconds.
    settings.setValue("theme", theme.value)
    program = make_program(home, settings)
    try:
        camera = Camera(program, out)
        _tour(camera)
    finally:
        program.window.close()
        program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return camera.taken


class Camera:
    """Waits until the window rests, and takes it."""

    def __init__(self, program: Program, out: Path) -> None:
        self.program, self._out = program, out
        self.taken = 0
        self._ticks = QTimer(interval=_TICK_MS)
        program.start()
        program.window.resize(*SIZE)
        self.wait(lambda: program.opened is not None)
        self.rest()

    @property
    def places(self) -> Places:
        """The places of whoever is signed in."""
        if self.program.places is None:
            raise NotShownError("nobody is signed in")
        return self.program.places

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Take the window or a part of it as it is, once it rests."""
        self.rest()
        until = time.monotonic() + _SETTLE_S
        self.wait(lambda: time.monotonic() > until)
        self.rest()
        self.taken += 1
        picture = self._out / f"{name}-{look().theme.value}.png"
        (of or self.program.window).grab().save(str(picture), "PNG", PNG_QUALITY)

    def rest(self) -> None:
        """Wait until no job runs and no page of a PDF is being drawn."""
        viewers = self.program.window.findChildren(EvidenceViewer)
        self.wait(lambda: not (self.program.tasks.busy or any(viewer.draws for viewer in viewers)))

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Handle events until something is so."""
        until = time.monotonic() + _PATIENCE_S
        self._ticks.start()
        while not is_so():
            if time.monotonic() > until:
                raise NotShownError("a view does not come to rest")
            # The job that is waited for gets the processor meanwhile.
            self._handle_events(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._ticks.stop()
        self._handle_events()  # what a job has just ended with may not have been shown yet

    @staticmethod
    def _handle_events(
        how: QEventLoop.ProcessEventsFlag = QEventLoop.ProcessEventsFlag.AllEvents,
    ) -> None:
        QApplication.processEvents(how)
        # Without a running event loop nothing else lets closed pages go.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @contextmanager
    def signed_in(self, role: Role) -> Iterator[None]:
        """Sign in a person in this role, and out again.

        In the practice centre the first assessor by name assesses and the last verifier verifies.
        """
        program = self.program
        people = self._in_role(role)
        person = people[0] if role is Role.ASSESSOR else people[-1]
        program.sign_in.sign_in_requested.emit(str(person.id), PASSPHRASE)
        self.wait(lambda: not program.window.at_gate)
        yield
        self.rest()
        program.sign_out()

    def knows(self, role: Role) -> bool:
        """Whether somebody at the centre has this role."""
        return bool(self._in_role(role))

    def _in_role(self, role: Role) -> list[Staff]:
        if self.program.opened is None:
            raise NotShownError("no centre is open")
        return [one for one in self.program.opened.people if role in one.roles]

    def place(self, place_id: str, name: str) -> None:
        """Take one place."""
        self.program.window.show_place(place_id)
        self.take(name)

    def page(self) -> QWidget:
        """The page in sight."""
        page = self.program.window.current_page
        if page is None:
            raise NotShownError("no page is shown")
        return page

    def case(self, case_id: CaseId, stage: Stage, name: str) -> None:
        """Open a case at a stage and take it."""
        self.places.open_case(case_id, CASES)
        self.rest()
        page = self.page()
        if isinstance(page, CasePage):
            page.show_stage(stage)
        self.take(name)
        self.program.window.go_back()


def _tour(camera: Camera) -> None:
    camera.take("01-sign-in")
    with camera.signed_in(Role.ADVISOR):
        _as_advisor(camera)
    with camera.signed_in(Role.ASSESSOR):
        _at_the_grid(camera, Role.ASSESSOR, "2", "assess")
        _at_the_bench(camera)
        _at_test_days(camera)
    with camera.signed_in(Role.VERIFIER):
        _at_the_grid(camera, Role.VERIFIER, "3", "verify")
        _at_the_verifiers_desk(camera)
    if camera.knows(Role.LEAD_VERIFIER):  # nobody, in a practice centre of an earlier version
        with camera.signed_in(Role.LEAD_VERIFIER):
            _at_quality(camera)
    with camera.signed_in(Role.REGISTRAR):
        _as_registrar(camera)
        _at_administration(camera)


def _as_advisor(camera: Camera) -> None:
    camera.place(WORK, "02-my-work")
    camera.place(CANDIDATES, "03-candidates")
    page = camera.page()
    if isinstance(page, CandidatesPage):
        page.register()
        camera.take("04-register")
        page.open_candidate(page.list.model.row(0).id)
        camera.take("05-candidate")
    camera.place(CASES, "06-cases")
    for stage in (Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE):
        for case_id in _cases_at(camera, stage)[:1]:
            camera.case(case_id, Stage.ADVISE, f"10-case-at-{stage.name.lower()}-advise")
            camera.case(case_id, stage, f"1{int(stage)}-case-{stage.name.lower()}")
    camera.place(STANDARDS, "18-standards")


def _at_the_grid(camera: Camera, role: Role, tens: str, name: str) -> None:
    camera.place(WORK, f"{tens}0-{name}-my-work")
    rows = camera.places.desk.lists.cases(stage=Stage.ASSESS_AND_VERIFY, offset=0, limit=20)
    mine = [row.id for row in rows if row.turn is role and row.end is None]
    for number, case_id in enumerate(mine, start=1):
        camera.places.open_case(case_id, CASES)
        camera.rest()
        page = camera.page()
        if isinstance(page, CasePage):
            page.show_stage(Stage.ASSESS_AND_VERIFY)
            camera.take(f"{tens}{number}-{name}")
            surface = page.panels.assess.surface
            if isinstance(surface, GridPage) and surface.unit_tab is not None:
                surface.tabs.setCurrentWidget(surface.unit_tab)
                camera.take(f"{tens}{number}-{name}-to-sign")
        camera.program.window.go_back()


def _at_the_bench(camera: Camera) -> None:
    places = camera.places
    for session in open_sessions(places.desk, places.sitting)[:1]:
        places.bench.open(session.id)
        camera.take("24-session-group")
        page = camera.page()
        if isinstance(page, SessionPage) and page.state is not None:
            page.turn_view()
            camera.take("25-session-row")
            worker = page.state.case_id
            camera.program.window.go_back()
            if worker is not None:
                places.open_plan(worker)
                camera.take("26-plan")
    camera.program.window.go_back()


def _at_the_verifiers_desk(camera: Camera) -> None:
    camera.places.open_queue()
    camera.take("38-to-verify")
    page = camera.page()
    if isinstance(page, ToVerifyPage) and page.list.model.rows:
        page.case_opened.emit(page.list.model.row(0).case_id)
        camera.take("39-verifiers-desk")
    camera.program.window.go_back()


def _at_test_days(camera: Camera) -> None:
    paper, desk = camera.places.paper, camera.places.desk
    paper.open_days()
    camera.take("27-test-days")
    for day in test_days(desk)[:1]:
        paper.open_day(day.id)
        camera.take("28-test-day")
    paper.enter_scans(None)
    camera.take("29-checklists-on-paper")
    camera.program.window.go_back()


def _as_registrar(camera: Camera) -> None:
    camera.place(WORK, "40-registrar-my-work")
    camera.place(PASSPORTS, "41-passports")
    waiting = _cases_at(camera, Stage.RECOGNISE)
    desk = camera.places.desk
    with desk.uow() as uow:
        passport = uow.find(Passport)[0]
    for case_id in [one for one in waiting if one != passport.case_id][:1]:
        camera.places.issue(case_id)
        camera.take("42-issue")
    camera.places.open_passport(passport.id)
    camera.take("43-passport")
    camera.case(passport.case_id, Stage.RECOGNISE, "44-case-recognised")
    camera.place(VERIFY, "50-verify-empty")
    page = camera.page()
    text = passport.code_texts[0]
    if isinstance(page, VerifyPage):
        _checked(camera, page, text, "51-verify-valid")
        last = "1" if text[-1] == "0" else "0"
        _checked(camera, page, text[:-1] + last, "52-verify-damaged")
        _checked(camera, page, "https://example.org/menu", "53-verify-not-a-passport")
        page.check_files([desk.files.path(passport.pdf_sha256), Path("missing.pdf")])
        camera.take("54-verify-several")
    stranger = VerifyPage(ListsSource(None), camera.program.tasks)
    camera.program.window.show_gate(CheckGate(stranger))
    _checked(camera, stranger, text, "55-verify-undecided")
    camera.program.window.show_desk()


def _at_administration(camera: Camera) -> None:
    camera.place(ADMINISTRATION, "60-administration-staff")
    page = camera.page()
    if isinstance(page, AdministrationPage):
        staff = page.current
        if isinstance(staff, StaffPage):
            staff.add.click()
            camera.take("61-add-a-person")
            staff.panel.close_panel()
        for number in range(1, page.tabs.count()):
            page.tabs.setCurrentIndex(number)
            camera.take(f"62-administration-{number}")
    _beginnings(camera)


def _at_quality(camera: Camera) -> None:
    camera.place(QUALITY, "80-quality-1")
    page = camera.page()
    if isinstance(page, QualityPage):
        for number in range(1, page.tabs.count()):
            page.show_tab(number)
            camera.take(f"80-quality-{number + 1}")
        with camera.places.desk.uow() as uow:
            appeals, rounds = uow.find(Appeal), uow.find(ModerationRound)
        page.appeal_opened.emit(appeals[0].id)
        camera.take("81-appeal")
        page.round_opened.emit(rounds[0].id)
        camera.take("82-moderation-round")


def _beginnings(camera: Camera) -> None:
    """What an empty folder shows; the line that says PRACTICE is not above it."""
    window, tasks, start = camera.program.window, camera.program.tasks, camera.program.start_page
    start.show_empty("~/touchstone", practice_is_there=False)
    gates = (
        (start, "70-empty-folder"),
        (SetUpPage(_never, tasks), "71-set-up-a-centre"),
        (StartAgencyPage(_never, _never, tasks), "72-start-an-agency"),
    )
    for gate, name in gates:
        window.show_gate(gate)
        camera.take(name, gate)
    window.show_desk()


def _never(*_: object) -> SealedKey:
    raise NotShownError("nothing is started for a picture")


def _checked(camera: Camera, page: VerifyPage, text: str, name: str) -> None:
    page.check_text(text)
    camera.take(name)


def _cases_at(camera: Camera, stage: Stage) -> list[CaseId]:
    rows = camera.places.desk.lists.cases(stage=stage, offset=0, limit=20)
    return [row.id for row in rows if row.end is None]
