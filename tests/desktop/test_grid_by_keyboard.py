"""The grid and the decision by keyboard alone: every step below is a key that a person presses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.assessment import Decision, Mark, Result
from core.domain.case import Case, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.grid import Grid, unit_grid
from core.domain.standards import Unit
from core.domain.verifying import VerificationOutcome
from core.ports.sitting import Sitting
from core.services import handling_cases
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.grid_cells import GridColumn, GridFilter
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.grid_page import GridPage
from tests import practice

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Presses keys wherever the keyboard is, and waits until what they started is done."""

    def __init__(self, qtbot: QtBot, page: GridPage, tasks: QtTaskRunner) -> None:
        self.qtbot, self.page, self.tasks = qtbot, page, tasks

    def press(
        self, *keys: Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, with_)
            self.wait()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy)

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        assert self.page.isAncestorOf(found)
        return found


@pytest.fixture
def unit(walk: Walk) -> Unit:
    return practice_unit(walk.desk, "D4")


@contextmanager
def grid(
    qtbot: QtBot, walk: Walk, by: Sitting, case: Case, unit: Unit, tasks: QtTaskRunner
) -> Iterator[Hands]:
    page = GridPage(Session(walk.desk, by, tasks), case.id, unit.id)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    hands = Hands(qtbot, page, tasks)
    hands.wait()
    yield hands
    hands.wait()


def read(walk: Walk, case: Case, unit: Unit) -> tuple[CaseFile, Grid]:
    file = walk.file(case.id)
    return file, unit_grid(file, unit)


def labels(walk: Walk, case: Case, unit: Unit, number: str) -> tuple[str, ...]:
    lines = read(walk, case, unit)[1].rows
    return next(one.labels for one in lines if one.row.number == number)


def an_open_case(walk: Walk, unit: Unit) -> Case:
    case = walk.open(practice.DARA, Route.RMCS_UNITS, [unit])
    walk.collect(case, practice.PAPERS)
    return handling_cases.move_case(walk.desk, walk.advisor, case.id, Stage.MAP)


def test_the_advisor_maps_by_keys(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = an_open_case(walk, unit)
    with grid(qtbot, walk, walk.advisor, case, unit, reads) as hands:
        page = hands.page
        assert page.mode is GridMode.MAP
        hands.press(Key.Key_1, Key.Key_Return)  # the descriptor's own row
        hands.press(Key.Key_Down)
        hands.press(Key.Key_2, Key.Key_Period, Key.Key_1, Key.Key_Return)
        assert labels(walk, case, unit, "") == ("1",)
        assert labels(walk, case, unit, "1") == ("2.1",)

        hands.press(Key.Key_Delete)
        assert labels(walk, case, unit, "1") == ()
        hands.press(Key.Key_Z, with_=CTRL)
        assert labels(walk, case, unit, "1") == ("2.1",)

        hands.press(Key.Key_F3)
        assert page.model.line(page.table.row).row.number == "2"  # type: ignore[union-attr]
        hands.press(Key.Key_F3, with_=SHIFT)  # around: the last gap
        assert page.model.line(page.table.row).row.number == "7"  # type: ignore[union-attr]
        hands.press(Key.Key_G)
        assert page.model.filter is GridFilter.GAPS
        assert page.model.rowCount() == 6
        hands.press(Key.Key_G)
        assert page.model.rowCount() == 8

        hands.press(Key.Key_F2)
        hands.type("3 1 2 he says so")
        hands.press(Key.Key_Escape)
        assert page.table.hasFocus()
    remark = next(one.remark for one in read(walk, case, unit)[1].rows if one.row.number == "7")
    assert remark == "3 1 2 he says so"


def test_a_number_that_the_binder_does_not_hold_is_answered_by_a_sentence(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = an_open_case(walk, unit)
    with grid(qtbot, walk, walk.advisor, case, unit, reads) as hands:
        hands.press(Key.Key_9, Key.Key_Return)
        assert "9" in hands.page.banner.sentence
        hands.press(Key.Key_1, Key.Key_Period, Key.Key_7, Key.Key_Return)
        assert "no page 7" in hands.page.banner.sentence
        hands.press(Key.Key_8, Key.Key_Escape, Key.Key_Return)
    assert labels(walk, case, unit, "") == ()


def test_the_assessor_fills_the_gap_judges_and_decides_by_keys(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = practice.handed_over(walk)
    walk.seat(case)
    with grid(qtbot, walk, walk.assessor, case, unit, reads) as hands:
        page = hands.page
        assert page.mode is GridMode.ASSESS
        hands.press(Key.Key_F3)  # row 4, the only gap
        hands.press(Key.Key_Left, Key.Key_Left)
        assert page.current_column() is GridColumn.TASKS
        hands.press(Key.Key_Return)
        hands.type("Turn a stepped shaft")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_1, Key.Key_P)
        hands.press(Key.Key_Right, Key.Key_Return)
        hands.type("1200 revolutions for this diameter")
        hands.press(Key.Key_Return, Key.Key_1)
        assert labels(walk, case, unit, "4") == ("T1", "Q1")
        file, lines = read(walk, case, unit)
        assert [one.prompted for one in file.observations] == [False, True]
        assert file.answers[0].bank_question_id is not None

        hands.press(Key.Key_Right)
        for _ in lines.judged:
            hands.press(Key.Key_Up)
        hands.press(Key.Key_1)  # the descriptor is not judged: nothing happens
        assert read(walk, case, unit)[0].judgements == ()
        fourth = page.model.row_of(lines.judged[3].row.id)
        offered = page.model.index(fourth, GridColumn.ASSESSOR)
        assert offered.data() == "met?", "what the marks offer is no judgement yet"
        for _ in lines.judged:
            hands.press(Key.Key_Return, Key.Key_1)
        assert offered.data() == ""
        assert all(one.judgement for one in read(walk, case, unit)[1].judged)

        hands.press(Key.Key_Return, with_=CTRL)  # to the decision
        assert read(walk, case, unit)[0].decision(unit.id) is None
        for _ in range(5):
            hands.press(Key.Key_1, Key.Key_Down)
        hands.press(Key.Key_Space)
        assert page.decision.result is Result.COMPETENT
        said = page.decision.sentence.text()
        assert said == "You sign: D4, competent, for Sok Dara, born 1988"
        hands.press(Key.Key_Return, with_=CTRL)
        assert page.table.hasFocus()
    decision = read(walk, case, unit)[0].decision(unit.id)
    assert decision is not None
    assert decision.result is Result.COMPETENT
    assert decision.signature


def test_not_met_asks_why_and_the_reason_is_kept(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = practice.handed_over(walk)
    with grid(qtbot, walk, walk.assessor, case, unit, reads) as hands:
        hands.press(Key.Key_2)  # the keyboard begins on the first row that is not judged
        hands.type("wore no glasses")
        hands.press(Key.Key_Return)
        assert hands.page.table.hasFocus()
        hands.press(Key.Key_W, Key.Key_Tab)
        hands.type("wear them from the door on")
        hands.press(Key.Key_Return)
    assert [one.text for one in read(walk, case, unit)[0].row_advice] == [
        "wear them from the door on"
    ]
    judgement = read(walk, case, unit)[1].judged[0].judgement
    assert judgement is not None
    assert (judgement.mark, judgement.reason) == (Mark.NOT_MET, "wore no glasses")


def test_a_decision_with_open_rows_is_not_signed_and_f1_says_which(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = practice.handed_over(walk)
    with grid(qtbot, walk, walk.assessor, case, unit, reads) as hands:
        page = hands.page
        hands.press(Key.Key_Return, with_=CTRL)
        for _ in range(5):
            hands.press(Key.Key_Down)
        hands.press(Key.Key_Space)
        hands.press(Key.Key_Return, with_=CTRL)
        assert page.footer.panel.isVisible()
        assert "Row 1 is not judged yet." in page.footer.panel.accessibleName()
        assert "authentic" in page.footer.panel.accessibleName()
        hands.press(Key.Key_Escape)
    assert read(walk, case, unit)[0].decisions == ()


def _look_and_agree(hands: Hands, decision: Decision) -> None:
    for _ in decision.rows:
        hands.press(Key.Key_Space, Key.Key_1, Key.Key_Return)


def test_the_verifier_looks_agrees_and_countersigns_by_keys(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, decision = practice.decided(walk)
    with grid(qtbot, walk, walk.verifier, case, unit, reads) as hands:
        page = hands.page
        assert page.mode is GridMode.VERIFY
        _look_and_agree(hands, decision)
        opened = page.model.index(1, GridColumn.OPENED).data()
        assert opened == "1 of 1"
        hands.press(Key.Key_Return, with_=CTRL)
        for _ in range(5):
            hands.press(Key.Key_1, Key.Key_Down)
        said = page.verification.sentence.text()
        assert said == "You confirm: D4, competent, for Sok Dara, born 1988"
        hands.press(Key.Key_Return, with_=CTRL)
        assert page.banner.sentence == "Countersigned."
    file = read(walk, case, unit)[0]
    answer = file.verification(decision.id)
    assert answer is not None
    assert answer.outcome is VerificationOutcome.COUNTERSIGNED
    assert len(file.awards) == 1


def test_the_verifier_returns_with_reasons_by_keys(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, decision = practice.decided(walk)
    with grid(qtbot, walk, walk.verifier, case, unit, reads) as hands:
        hands.press(Key.Key_2)
        hands.type("no drawing was given")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_R, with_=CTRL)
        hands.type("see row 1")
        hands.press(Key.Key_R, with_=CTRL)
    file = read(walk, case, unit)[0]
    answer = file.verification(decision.id)
    agreement = file.agreement(decision.id, decision.rows[0].row_id)
    assert answer is not None
    assert (answer.outcome, answer.reasons) == (VerificationOutcome.RETURNED, "see row 1")
    assert agreement is not None
    assert agreement.remark == "no drawing was given"


def test_keys_are_places_with_a_khmer_keyboard_too(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    if sys.platform != "linux":
        pytest.skip("the native codes below are those of Linux")
    case = an_open_case(walk, unit)
    with grid(qtbot, walk, walk.advisor, case, unit, reads) as hands:
        khmer_two = QKeyEvent(
            QEvent.Type.KeyPress, 0x17E2, Qt.KeyboardModifier.NoModifier, 11, 0, 0, "២"
        )
        QApplication.sendEvent(hands.focus, khmer_two)
        hands.press(Key.Key_Return)
    assert labels(walk, case, unit, "") == ("2",)
