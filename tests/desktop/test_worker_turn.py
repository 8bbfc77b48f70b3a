"""The worker's turn at the window: alone on the screen, answered by the worker, and given back."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.domain.grid import unit_grid
from core.domain.standards import Text
from core.domain.worker_answers import AskedOf, WorkerSays, WorkerSubject
from core.services import registering
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.main_window import MainWindow
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import Icon
from desktop.views.grid_page import GridPage
from desktop.views.plan.plan_page import PlanPage
from desktop.views.turn.turn_page import WorkerTurnPage
from desktop.widgets.pages import Place
from tests import practice

COMMENT = "ខ្ញុំធ្វើបាន"


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[QtTaskRunner]:
    runner = QtTaskRunner()
    yield runner
    qtbot.waitUntil(lambda: not runner.busy)


@pytest.fixture
def show(
    qtbot: QtBot, settings: QSettings, tasks: QtTaskRunner
) -> Callable[[Callable[[], QWidget]], MainWindow]:
    """Put a page into a window of its own, as the program does."""

    def shown(make: Callable[[], QWidget]) -> MainWindow:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.set_places([Place("cases", "Cases", Icon.CASES, make)], name="L. Mey")
        window.show_place("cases")
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: not tasks.busy)
        return window

    return shown


def turned(qtbot: QtBot, window: MainWindow, tasks: QtTaskRunner) -> WorkerTurnPage:
    window.turn_to_worker()
    qtbot.waitUntil(lambda: not tasks.busy)
    [page] = window.findChildren(WorkerTurnPage)
    return page


def test_the_worker_answers_row_by_row_alone_on_the_screen_and_it_counts_for_nothing(
    qtbot: QtBot,
    walk: Walk,
    tasks: QtTaskRunner,
    show: Callable[[Callable[[], QWidget]], MainWindow],
) -> None:
    case, unit = practice.mapped(walk), practice_unit(walk.desk, "D4")
    worker = walk.file(case.id).candidate
    registering.save_candidate(walk.desk, walk.advisor, replace(worker, interpreter="Chea Sros"))
    before = unit_grid(walk.file(case.id), unit).row(row(unit, "4").id)
    grid = GridPage(Session(walk.desk, walk.advisor, tasks), case.id, unit.id, GridMode.MAP)
    window = show(lambda: grid)
    grid.go_to_row(row(unit, "4").id)
    page = turned(qtbot, window, tasks)

    # Alone: the desk is hidden, and neither a place nor a search opens behind the worker's back.
    assert page.isVisible()
    assert not grid.isVisible()
    assert not window.header.isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_Escape):
        held = Qt.KeyboardModifier.AltModifier if key == Qt.Key.Key_1 else (
            Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_K
            else Qt.KeyboardModifier.NoModifier
        )  # fmt: skip
        QTest.keyClick(page, key, held)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert window.at_gate
    assert walk.file(case.id).worker_answers == ()

    # The standard has no Khmer: English is shown, and who interprets is written down.
    assert page.progress.text() == "5 of 8"
    assert (page.language.text(), page.interpreter.text()) == ("English", "Chea Sros")
    page.comment.setPlainText(COMMENT)
    page.buttons.buttons[WorkerSays.UNSURE].click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.progress.text() == "6 of 8", "it goes on by itself"
    assert page.comment.value() == ""
    QTest.keyClick(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not tasks.busy)
    page.comment.setPlainText("only written, nothing pressed")
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not tasks.busy)

    assert not window.at_gate
    file = walk.file(case.id)
    said = file.worker_says[AskedOf(WorkerSubject.ROW, unit.id, row(unit, "4").id)]
    assert (said.says, said.text, said.by) == (WorkerSays.UNSURE, COMMENT, walk.advisor.staff.id)
    assert (said.language, said.interpreter) == ("en", "Chea Sros")
    third = file.worker_says[AskedOf(WorkerSubject.ROW, unit.id, row(unit, "6").id)]
    assert (third.says, third.text) == (None, "only written, nothing pressed")
    line = unit_grid(file, unit).row(row(unit, "4").id)
    assert line.gap
    assert line.pieces == before.pieces
    at = grid.model.row_of(row(unit, "4").id)
    assert grid.model.data(grid.model.index(at, GridColumn.WORKER)) == "unsure"
    assert COMMENT in grid.row_pane.worker.text()

    # Locked while it is turned: nothing is left in sight, and F9 gives nothing back.
    gate = QWidget()
    window.lock_requested.connect(lambda: window.show_gate(gate))
    page = turned(qtbot, window, tasks)
    page.comment.setPlainText("before the lock")
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tasks.busy and not window.findChildren(WorkerTurnPage))
    assert gate.isVisible()
    QTest.keyClick(gate, Qt.Key.Key_F9)
    assert window.at_gate
    assert not grid.isVisible()
    said = walk.file(case.id).worker_says[AskedOf(WorkerSubject.ROW, unit.id, row(unit, "4").id)]
    assert (said.says, said.text) == (WorkerSays.UNSURE, "before the lock")


def test_the_worker_answers_to_the_plan_and_the_assessor_reads_it_beside_the_signature(
    qtbot: QtBot,
    walk: Walk,
    tasks: QtTaskRunner,
    show: Callable[[Callable[[], QWidget]], MainWindow],
) -> None:
    case = practice.handed_over(walk)
    plan = PlanPage(Session(walk.desk, walk.assessor, tasks), case.id)
    window = show(lambda: plan)
    page = turned(qtbot, window, tasks)
    page.buttons.buttons[WorkerSays.ASK].click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not page.buttons.isVisible(), "all was asked"
    page.back.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert "has a question" in plan.agree.said.text()

    plan.place.setText("somewhere else")  # not kept: the worker would be asked about another plan
    window.turn_to_worker()
    assert not window.at_gate


def test_a_text_is_shown_in_the_first_language_that_it_has() -> None:
    text = Text((("en", "Check components"), ("km", "ពិនិត្យ")))
    assert text.spoken(("lo", "km")) == ("km", "ពិនិត្យ")
    assert text.spoken(("lo",)) == ("en", "Check components")
