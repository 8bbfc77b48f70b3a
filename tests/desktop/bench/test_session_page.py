"""The session page: what the disk refuses, what a rule refuses, the clock, the stop, the lock."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark
from core.domain.case import Case, Route
from core.domain.people import Certification
from core.domain.sessions import SessionEventKind
from core.domain.worker_answers import WorkerSays
from core.errors import StorageError
from core.services import observing, reading_sessions, running_sessions
from desktop.app import make_program
from desktop.demo.centre import PASSPHRASE, practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.bench import BenchPresenter
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.bench import session_page
from desktop.views.bench.edge import EdgeState
from desktop.views.bench.keys import HOLD_MS
from desktop.views.bench.session_page import SessionPage
from desktop.views.turn.turn_page import WorkerTurnPage
from tests import practice

Key = Qt.Key


class Bench:
    """A session page with one worker whose seat is checked, and a hand at the keys."""

    def __init__(self, qtbot: QtBot, walk: Walk, case: Case) -> None:
        self.qtbot, self.walk, self.case = qtbot, walk, case
        self.unit = practice_unit(walk.desk, "D4")
        session = walk.seat(case, place="Lathe 2")
        running_sessions.set_session_task(
            walk.desk, walk.assessor, session.id, self.unit.id, title="Turn a shaft"
        )
        self.tasks = QtTaskRunner()
        self.page = SessionPage(Session(walk.desk, walk.assessor, self.tasks), session.id)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 700)
        self.page.show()
        self.wait()

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(self.page, key)
            self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy)

    @property
    def banner(self) -> str:
        return self.page.banner.accessibleName() if self.page.banner.isVisible() else ""

    def marks(self) -> list[Mark]:
        return [one.mark for one in self.walk.file(self.case.id).observations]


@pytest.fixture
def bench(qtbot: QtBot, walk: Walk) -> Iterator[Bench]:
    made = Bench(qtbot, walk, practice.handed_over(walk))
    yield made
    made.wait()


def test_what_the_disk_refuses_stays_in_sight_and_is_saved_with_the_next_mark(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.press(Key.Key_1)
    assert bench.page.head.saved.text().startswith("SAVED ")
    real = observing.observe

    def full(*args: Any, **facts: Any) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(observing, "observe", full)
    bench.press(Key.Key_A, Key.Key_2)

    assert bench.page.head.saved.text() == "NOT SAVED: 1"
    assert bench.page.rows.state.text() == "NOT SAVED"
    assert bench.page.rows.targets.buttons[Mark.NOT_MET].isChecked(), "it is not forgotten"
    assert bench.marks() == [Mark.MET]

    monkeypatch.setattr(observing, "observe", real)
    bench.press(Key.Key_A, Key.Key_1)

    assert bench.marks() == [Mark.MET, Mark.MET, Mark.NOT_MET]
    assert bench.page.head.saved.text().startswith("SAVED ")
    late = bench.walk.file(bench.case.id).observations[-1]
    assert late.observed_at < late.at, "when it was seen is not when it was saved"


def test_when_the_certificate_ends_the_rule_speaks_and_what_was_marked_stays(bench: Bench) -> None:
    bench.press(Key.Key_1)
    with bench.walk.desk.uow() as uow:
        for one in uow.find(Certification, staff_id=bench.walk.staff.assessor.id):
            uow.save(replace(one, ends=bench.walk.clock.today() - timedelta(days=1)))
        uow.commit()
    bench.press(Key.Key_2)

    assert bench.marks() == [Mark.MET]
    assert bench.page.rows.targets.buttons[Mark.MET].isChecked()
    assert bench.page.banner.isVisible()
    assert "no certification in force" in bench.page.banner.sentence


def test_holding_escape_stops_for_safety_and_nobody_goes_on_without_saying_why(
    bench: Bench,
) -> None:
    page = bench.page

    def edge() -> EdgeState:
        return page.edge

    bench.press(Key.Key_Space)
    assert edge() is EdgeState.RUNNING
    QTest.keyClick(page, Key.Key_Escape)  # a short one stops nothing
    QTest.keyPress(page, Key.Key_Escape)
    bench.qtbot.wait(HOLD_MS + 200)
    QTest.keyRelease(page, Key.Key_Escape)
    bench.wait()

    assert page.parts.currentWidget() is page.stop_panel
    assert edge() is EdgeState.STOPPED
    page.setFocus()
    bench.press(Key.Key_1)
    assert bench.marks() == [], "nothing is marked while it is stopped"
    assert not page.stop_panel.resume.isEnabled()
    page.stop_panel.reason.setText("chuck guard was open")
    assert not page.stop_panel.resume.isEnabled()
    page.stop_panel.made_safe.setText("guard closed, brief repeated")
    page.stop_panel.resume.click()
    bench.wait()

    assert page.parts.currentWidget() is page.rows
    assert edge() is EdgeState.PAUSED, "the clock starts when somebody starts it"
    events = reading_sessions.read_session(bench.walk.desk, page.session_id).events
    assert [(one.kind, one.note) for one in events[1:]] == [
        (SessionEventKind.SAFETY_STOP, ""),
        (SessionEventKind.SAFETY_STOP, "chuck guard was open"),
        (SessionEventKind.RESUMED, "guard closed, brief repeated"),
    ]

    # The same with a number pad alone: a digit chooses a sentence, Enter goes on.
    pad = Qt.KeyboardModifier.KeypadModifier
    QTest.keyPress(page, Key.Key_Minus, pad)
    bench.qtbot.wait(HOLD_MS + 200)
    QTest.keyRelease(page, Key.Key_Minus, pad)
    bench.wait()
    assert page.parts.currentWidget() is page.stop_panel
    for field, key in ((page.stop_panel.reason, Key.Key_2), (page.stop_panel.made_safe, Key.Key_4)):
        QTest.keyClick(field, key, pad)
        QTest.keyClick(field, Key.Key_Enter, pad)
    bench.wait()
    assert page.parts.currentWidget() is page.rows
    resumed = reading_sessions.read_session(bench.walk.desk, page.session_id).events[-1]
    assert (resumed.kind, resumed.note) == (SessionEventKind.RESUMED, "Nothing had to be made safe")


def another(walk: Walk, bench: Bench) -> Case:
    case = walk.open(
        replace(practice.DARA, name="Chea Lina", own_name="", document="N7"),
        Route.RMCS_UNITS,
        [bench.unit],
    )
    walk.collect(case, practice.PAPERS)
    walk.map(case, bench.unit, {"": ["1"]})
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    return case


def test_who_comes_late_sits_down_and_is_checked_before_the_first_mark(bench: Bench) -> None:
    page, walk = bench.page, bench.walk
    bench.press(Key.Key_1)
    lina = another(walk, bench)
    bench.qtbot.mouseClick(page.head.late, Qt.MouseButton.LeftButton)
    bench.wait()
    form = page.late_form
    assert page.parts.currentWidget() is form
    assert not form.keep.isEnabled(), "nobody sits down by a slip"
    assert [form.workers.item(at).text().split("   ")[0] for at in range(form.workers.count())] == [
        "Chea Lina"
    ]
    for key in (Key.Key_A, Key.Key_Tab):
        QTest.keyClick(form.workers, key)
    assert page.state is not None
    assert page.state.case_id == bench.case.id, "no key works the session behind the list"
    QTest.keyClick(form.workers, Key.Key_Down)
    QTest.keyClick(form.workers, Key.Key_Return)
    bench.wait()

    assert (page.state.case_id, len(page.state.tasks)) == (lina.id, 1)
    assert page.parts.currentWidget() is page.checks
    assert page.checks.title.text().startswith("[2]  Chea Lina")
    assert len(page.state.missing_checks(lina.id)) == 7, "each check of their own"
    page.escape()
    bench.press(Key.Key_Tab, Key.Key_A, Key.Key_2)
    assert bench.marks() == [Mark.MET, Mark.NOT_MET], "the first one goes on as before"


def test_notes_prompts_and_questions_go_with_the_row(bench: Bench) -> None:
    page = bench.page
    bench.press(Key.Key_A, Key.Key_1, Key.Key_P, Key.Key_W)
    QTest.keyClicks(page.rows.note, "zeroed DTI twice")
    QTest.keyClick(page.rows.note, Key.Key_Return)
    bench.wait()
    bench.press(Key.Key_F)
    QTest.keyClick(page, Key.Key_W)
    QTest.keyClicks(page.question.answer, "the shoulder")
    QTest.keyClick(page.question.answer, Key.Key_Escape)  # Esc leaves the question whole
    bench.wait()
    assert bench.walk.file(bench.case.id).answers == ()
    bench.press(Key.Key_F, Key.Key_1)

    file = bench.walk.file(bench.case.id)
    seen = file.observations[-1]
    assert (seen.mark, seen.prompted, seen.note) == (Mark.MET, True, "zeroed DTI twice")
    assert [(one.mark, one.answer) for one in file.answers] == [(Mark.MET, "")], "heard"
    assert page.parts.currentWidget() is page.rows


def test_f9_asks_the_worker_in_view_about_the_row_in_view(bench: Bench) -> None:
    bench.press(Key.Key_A)
    turned = bench.page.worker_turn(lambda: None)
    assert isinstance(turned, WorkerTurnPage)
    bench.qtbot.addWidget(turned)
    bench.wait()
    assert turned.name.text().endswith("Sok Dara")
    turned.buttons.buttons[WorkerSays.CAN].click()
    bench.wait()
    [said] = bench.walk.file(bench.case.id).worker_answers
    assert (said.row_id, said.says) == (bench.unit.judged_rows()[1].id, WorkerSays.CAN)


def test_a_machine_whose_clock_is_set_back_warns_and_counts_on(walk: Walk) -> None:
    said: list[int] = []

    class Page:
        """Hears what the presenter says; everything else is not looked at here."""

        def say_clock_moved(self, minutes: int) -> None:
            said.append(minutes)

        def __getattr__(self, name: str) -> Any:
            return lambda *_: None

    class AtOnce:
        """Runs a job where it is asked for."""

        def run(self, job: Any, *, done: Any, **_: Any) -> None:
            done(job(None))

    class Clock:
        """A wall clock that somebody sets."""

        at = datetime(2026, 3, 2, 9, tzinfo=UTC)

        def now(self) -> datetime:
            return self.at

        def today(self) -> Any:
            return walk.clock.today()

    case, unit = practice.handed_over(walk), practice_unit(walk.desk, "D4")
    opened = walk.seat(case)
    running_sessions.set_session_task(walk.desk, walk.assessor, opened.id, unit.id, title="Turn")
    clock, steady = Clock(), [100.0]
    desk = replace(walk.desk, clock=clock)
    bench = BenchPresenter(
        Session(desk, walk.assessor, AtOnce()),  # type: ignore[arg-type]
        opened.id,
        steady=lambda: steady[0],
    )
    bench.attach(Page())
    bench.turn_clock()
    bench.mark(Mark.MET)

    steady[0] += 60
    clock.at += timedelta(seconds=60)
    bench.time.tick(0)
    assert said == []
    steady[0] += 60
    clock.at -= timedelta(hours=1)
    bench.time.tick(0)
    bench.step_row(1)
    bench.mark(Mark.NOT_MET)

    assert said == [-61]
    assert bench.state is not None
    assert bench.clocks.shows_ms(bench.state.place.task_id) == 120_000
    found = reading_sessions.read_session(walk.desk, opened.id)
    [file] = found.files.values()
    assert [one.mark for one in file.observations] == [Mark.MET, Mark.NOT_MET], "in their order"
    assert file.observations[1].at < file.observations[0].at
    assert SessionEventKind.CLOCK_MOVED in {one.kind for one in found.events}


def test_an_open_session_goes_on_alone_while_everything_else_is_locked(
    qtbot: QtBot, walk: Walk, tmp_path: Any
) -> None:
    case, unit = practice.handed_over(walk), practice_unit(walk.desk, "D4")
    opened = walk.seat(case)
    running_sessions.set_session_task(walk.desk, walk.assessor, opened.id, unit.id, title="Turn")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    program = make_program(tmp_path / "home", settings)

    def rest() -> None:
        qtbot.waitUntil(lambda: not program.tasks.busy, timeout=30_000)

    with qtbot.waitExposed(program.window):
        program.start()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=30_000)
    rest()

    def sign_in() -> None:
        program.sign_in.sign_in_requested.emit(str(walk.staff.assessor.id), PASSPHRASE)
        rest()

    sign_in()
    assert program.places is not None
    work = program.window.current_page
    assert work is not None
    work.open_session.button.click()  # type: ignore[attr-defined]
    rest()
    page = program.window.current_page
    assert isinstance(page, session_page.SessionPage)
    program.lock()
    assert not program.window.nav.isVisible(), "no other data is in sight"
    assert page.isVisible()
    assert not page.head.end.isVisible()
    QTest.keyClick(page, Key.Key_1)
    rest()
    assert [one.mark for one in walk.file(case.id).observations] == [Mark.MET]

    page.head.unlock.click()
    assert program.sign_in.isVisible()
    program.sign_in.session.click()
    assert page.isVisible()
    page.head.unlock.click()
    sign_in()

    assert program.window.nav.isVisible()
    assert program.window.current_page is page
    assert page.head.end.isVisible()
    page.head.end.click()
    page.banner.button.click()  # it is asked once more: there is no way back
    rest()
    assert reading_sessions.open_sessions(walk.desk, walk.assessor) == ()
    program.window.close()
    program.window.deleteLater()
