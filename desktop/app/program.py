"""The program at work: opens the centre, lets people in, locks, and ends everything tidily."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from core.ids import StaffId
from desktop.app.opening import (
    PRACTICE_FOLDER,
    OpenAgency,
    OpenCentre,
    has_centre,
    let_next_root_go,
    make_practice,
    open_home,
    set_up,
    start_agency,
)
from desktop.app.unexpected import HomeLog
from desktop.main_window import MainWindow
from desktop.parts import PRACTICE_PASSPHRASE
from desktop.tasks import QtTaskRunner, Task
from desktop.translation import translate_texts
from desktop.views.sign_in import SignInPage, SignInPerson
from desktop.views.start_page import StartPage

if TYPE_CHECKING:
    from core.domain.people import Staff
    from core.ports.sitting import Sitting
    from desktop.app.places import Places
    from desktop.texts import Problem
    from desktop.views.administration.set_up import SetUpPage
    from desktop.views.administration.start_agency import StartAgencyPage
    from desktop.views.check_gate import CheckGate

log = logging.getLogger(__name__)

CLOSE_WITHIN_MS: Final = 30_000


class Program(QObject):
    """One window on one home. Who sits at it may change; there is one sitting at a time."""

    def __init__(self, home: Path, settings: QSettings) -> None:
        self.window = MainWindow(settings)
        super().__init__(self.window)
        self._home = home
        self.tasks = QtTaskRunner()
        self.sign_in, self.start_page = SignInPage(), StartPage()
        self._check: CheckGate | None = None
        self._before_check: QWidget = self.sign_in
        self._log = HomeLog()
        self._opened: OpenCentre | None = None
        self._agency: OpenAgency | None = None
        self._places: Places | None = None
        self._making: Task | None = None
        self._closed = False
        self._connect()

    @property
    def opened(self) -> OpenCentre | None:
        """The centre that is open; None before."""
        return self._opened

    @property
    def places(self) -> Places | None:
        """The places of whoever is signed in or has locked; None before."""
        return self._places

    def start(self) -> None:
        """Show the window and begin to open the centre behind it."""
        if has_centre(self._home):
            self.sign_in.set_opening()
            self.window.show_gate(self.sign_in)
        else:
            self._show_empty()
        self.window.show()
        if has_centre(self._home):
            QTimer.singleShot(0, self, self._open)  # the window is painted first

    def close(self) -> None:
        """Wait for what runs, wipe the keys, let go of the desk. Again is no error."""
        if self._closed:
            return
        self._closed = True
        self.tasks.cancel_all()
        self.tasks.finish(CLOSE_WITHIN_MS)
        if self._places is not None:
            self._places.end()
        for opened in (self._opened, self._agency):
            if opened is not None:
                opened.desk.close()
        self._log.close()

    # -- the centre -------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._closed:
            return
        self._log.open(self._home)
        self.sign_in.set_opening()
        self.window.show_gate(self.sign_in)
        self.tasks.run(
            lambda _: self._keep(open_home(self._home)),
            done=self._on_opened,
            failed=self._on_not_opened,
        )

    def _keep(self, opened: OpenCentre | OpenAgency) -> OpenCentre | OpenAgency:
        # Kept on the job's thread: a window that was closed meanwhile must still let go of it.
        if isinstance(opened, OpenAgency):
            self._agency = opened
        else:
            self._opened = opened
        return opened

    def _on_opened(self, opened: OpenCentre | OpenAgency) -> None:
        if isinstance(opened, OpenAgency):
            self._show_agency(opened)
        else:
            self._show_centre(opened)

    def _show_agency(self, opened: OpenAgency) -> None:
        from desktop.views.administration.agency import AgencyPage

        page = AgencyPage(opened.desk, self.tasks)
        page.refresh()
        self.window.show_gate(page)

    def _show_centre(self, opened: OpenCentre) -> None:
        centre = opened.centre
        self.sign_in.set_centre(centre.name)
        self.sign_in.set_hint(
            self.tr("This is a practice centre: everybody's passphrase is “{passphrase}”.").format(
                passphrase=PRACTICE_PASSPHRASE
            )
            if centre.practice
            else ""
        )
        self.window.set_practice(
            self.tr("PRACTICE: nothing here is real, and no passport from here recognises anything")
            if centre.practice
            else ""
        )
        self.sign_in.set_people([_person(one) for one in opened.people])

    def _on_not_opened(self, error: Exception) -> None:
        from core.services.standing import NoCentreError

        if isinstance(error, NoCentreError):
            self._show_empty()
            return
        problem = _problem(error)
        self.start_page.show_problem(problem.sentence, problem.what_to_do, str(self._home))
        self.window.show_gate(self.start_page)

    def _show_empty(self) -> None:
        there = has_centre(self._home / PRACTICE_FOLDER)
        self.start_page.show_empty(str(self._home), practice_is_there=there)
        self.window.show_gate(self.start_page)

    def _begin_centre(self) -> None:
        from desktop.views.administration.set_up import SetUpPage

        home = self._home
        page = SetUpPage(
            lambda centre, passphrase, first: set_up(home, centre, passphrase, first), self.tasks
        )
        self._show_once(page)

    def _begin_agency(self) -> None:
        from desktop.views.administration.start_agency import StartAgencyPage

        home = self._home
        page = StartAgencyPage(
            lambda name, hosts, root, following: start_agency(home, name, hosts, root, following),
            lambda: let_next_root_go(home),
            self.tasks,
        )
        self._show_once(page)

    def _show_once(self, page: SetUpPage | StartAgencyPage) -> None:
        page.done.connect(self._open)
        page.left.connect(self._show_empty)
        for ended in (page.done, page.left):
            ended.connect(page.deleteLater)
        self.window.show_gate(page)

    def _make_practice(self) -> None:
        self.start_page.set_making(True)
        self._making = self.tasks.run(
            lambda progress: make_practice(self._home, progress),
            done=self._on_made,
            failed=self._on_not_made,
            stepped=self.start_page.progress.step,
            cancelled=lambda: self.start_page.set_making(False),
        )

    def _on_made(self, home: Path) -> None:
        self.start_page.set_making(False)
        self._home = home
        if self._check is not None:  # it has the lists of the home before
            self._check.deleteLater()
            self._check = None
        self._open()

    def _on_not_made(self, error: Exception) -> None:
        self.start_page.set_making(False)
        problem = _problem(error)
        self.start_page.banner.problem(problem.sentence, problem.what_to_do)

    def _cancel_making(self) -> None:
        if self._making is not None:
            self._making.cancel()

    # -- who sits at the desk ---------------------------------------------------------------------

    def _sign_in(self, key: str, passphrase: str) -> None:
        from core.services.signing_in import sign_in

        if self._opened is None:
            return
        desk, person = self._opened.desk, StaffId(UUID(key))
        self.sign_in.set_busy(True)
        self.tasks.run(
            lambda _: sign_in(desk, person, passphrase),
            done=self._on_signed_in,
            failed=self._on_refused,
        )

    def _on_signed_in(self, sitting: Sitting) -> None:
        from desktop.app.places import Places

        if self._opened is None or self._closed:
            sitting.end()
            return
        self.sign_in.clear()
        self.sign_in.set_session(False)
        if self._places is not None and self._places.resume(sitting):
            self._places.bench.unlock()
            self.window.show_desk()
            return
        if self._places is not None:
            self._places.bench.let_go()
        self._places = Places(self.window, self._opened.desk, sitting, self.tasks)
        self._places.bench.unlock_asked.connect(self._unlock)
        self.window.show_desk()
        self._places.show_first()

    def _on_refused(self, error: Exception) -> None:
        problem = _problem(error)
        self.sign_in.say_problem(problem.sentence, problem.what_to_do)

    def lock(self) -> None:
        """Hide everything and wipe the keys; the pages wait as they are for the same person.

        An open session goes on, alone in sight: it writes marks, and those need no key.
        """
        if self._places is None or self.window.at_gate:
            return
        bench = self._places.bench.lock()
        self.sign_in.set_session(bench is not None)
        self.window.show_gate(bench or self.sign_in)  # saves what is in fields
        self._places.end()
        self.sign_in.clear()
        self.sign_in.choose(str(self._places.staff.id))
        if bench is not None:
            bench.setFocus()

    def sign_out(self) -> None:
        """Hide everything, wipe the keys, and let the pages go: somebody else comes."""
        if self._places is None or self.window.at_gate:
            return
        self.lock()
        self.sign_in.set_session(False)
        self.window.show_gate(self.sign_in)
        self.window.set_places((), name="")
        self._places = None

    def _unlock(self) -> None:
        self.window.show_gate(self.sign_in)
        self.sign_in.passphrase.setFocus()

    def _back_to_session(self) -> None:
        bench = self._places.bench.page if self._places is not None else None
        if bench is not None:
            self.window.show_gate(bench)
            bench.setFocus()

    # -- checking passports without signing in ----------------------------------------------------

    def _show_check(self) -> None:
        from desktop.parts import published_in
        from desktop.presenters.lists_source import ListsSource
        from desktop.views.check_gate import CheckGate
        from desktop.views.verify_page import VerifyPage

        if self._check is None:
            translate_texts()
            published = self._opened.desk.published if self._opened else published_in(self._home)
            self._check = CheckGate(VerifyPage(ListsSource(published), self.tasks))
            self._check.closed.connect(self._leave_check)
        self._before_check = self.start_page if self.start_page.isVisible() else self.sign_in
        self.window.show_gate(self._check)

    def _leave_check(self) -> None:
        self.window.show_gate(self._before_check)

    def _connect(self) -> None:
        self.window.lock_requested.connect(self.lock)
        self.window.sign_out_requested.connect(self.sign_out)
        self.window.closing.connect(self.close)
        self.sign_in.sign_in_requested.connect(self._sign_in)
        self.sign_in.session_requested.connect(self._back_to_session)
        self.sign_in.check_requested.connect(self._show_check)
        self.start_page.check_requested.connect(self._show_check)
        self.start_page.practice_requested.connect(self._make_practice)
        self.start_page.set_up_requested.connect(self._begin_centre)
        self.start_page.agency_requested.connect(self._begin_agency)
        self.start_page.cancel_requested.connect(self._cancel_making)
        self.start_page.open_requested.connect(self._open)


def _problem(error: Exception) -> Problem:
    from desktop.texts import problem_text

    return problem_text(error)


def _person(staff: Staff) -> SignInPerson:
    from desktop.app.roles import roles_of

    return SignInPerson(str(staff.id), staff.name, roles_of(staff))
