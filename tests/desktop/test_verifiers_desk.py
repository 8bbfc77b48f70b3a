"""The verifier's desk by keyboard alone: the queue, the declaration, the grid, the next case."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.assessment import Decision, Mark
from core.domain.case import Case, Duty, Route
from core.domain.standards import Unit
from core.domain.verifying import RowAnswer, VerificationOutcome
from core.ids import CaseId, UnitId, new_id
from core.services import (
    answering_rows,
    handling_cases,
    judging,
    verifying_decisions,
)
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit, sit_down
from desktop.demo.walk import Walk
from desktop.presenters.grid_cells import CHIPS_ROLE, GridColumn, GridFilter
from desktop.presenters.marks import MARK_ROLE
from desktop.presenters.session import Session
from desktop.presenters.verifier_queue import Waiting, following
from desktop.tasks import QtTaskRunner
from desktop.views.grid_page import GridPage
from desktop.views.verifying.desk_page import VerifierDeskPage
from desktop.views.verifying.queue_page import ToVerifyPage
from tests import practice

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CASES = 15


class Hands:
    """Presses keys wherever the keyboard is, and waits until what they started is done."""

    def __init__(self, qtbot: QtBot, page: QWidget, tasks: QtTaskRunner) -> None:
        self.qtbot, self.page, self.tasks = qtbot, page, tasks

    def press(
        self, *keys: Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            QTest.keyClick(self._focus(), key, with_)
            self.qtbot.waitUntil(lambda: not self.tasks.busy)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    def _focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        assert found is self.page or self.page.isAncestorOf(found)
        return found


@contextmanager
def at(qtbot: QtBot, page: QWidget, tasks: QtTaskRunner) -> Iterator[Hands]:
    qtbot.addWidget(page)
    page.resize(1158, 690)  # what is left of 1366 x 768
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(lambda: not tasks.busy and QApplication.focusWidget() is not None)
    yield Hands(qtbot, page, tasks)
    qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def unit(walk: Walk) -> Unit:
    return practice_unit(walk.desk, "D4")


def signed(walk: Walk, unit: Unit) -> tuple[Case, Decision]:
    """A case that is decided, and for which the verifier has declared nothing yet."""
    case = practice.mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    handling_cases.declare_conflict(walk.desk, walk.assessor, case.id, Duty.ASSESS, conflict=False)
    walk.agree_plan(case)
    walk.observe(case, unit, "Turn a stepped shaft", {"4": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    return case, walk.decide(case, unit)


def short_unit(walk: Walk) -> Unit:
    """The first two elements of D4 alone: fifteen cases are to be made and gone through."""
    whole = practice_unit(walk.desk, "D4")
    unit = replace(whole, id=UnitId(new_id()), code="D4S", elements=whole.elements[:2], version=0)
    with walk.desk.uow() as uow:
        saved = uow.save(unit)
        uow.commit()
    return saved


def signed_on_papers(walk: Walk, unit: Unit) -> tuple[Case, Decision]:
    """The same as `signed`, of the short unit and by papers alone."""
    case = walk.open(practice.DARA, Route.RMCS_UNITS, [unit])
    walk.collect(case, practice.PAPERS)
    walk.map(case, unit, {"1": ["1", "2"], "2": ["2"]})
    walk.finalise(case)
    walk.hand_over(case)
    handling_cases.declare_conflict(walk.desk, walk.assessor, case.id, Duty.ASSESS, conflict=False)
    walk.agree_plan(case)
    walk.judge(case, unit)
    walk.qualities(case, unit)
    return case, walk.decide(case, unit)


def grid_of(page: VerifierDeskPage) -> GridPage:
    assert page.grid is not None
    return page.grid


def countersign(hands: Hands) -> None:
    hands.press(Key.Key_Return, with_=CTRL)
    for _ in range(5):
        hands.press(Key.Key_1, Key.Key_Down)
    hands.press(Key.Key_Return, with_=CTRL)


def test_a_verifier_works_through_fifteen_cases_by_keyboard_alone(
    qtbot: QtBot, walk: Walk, reads: QtTaskRunner
) -> None:
    unit = short_unit(walk)
    made = [signed_on_papers(walk, unit) for _ in range(CASES)]
    session = Session(walk.desk, walk.verifier, reads)
    opened: list[CaseId] = []
    queue = ToVerifyPage(session)
    queue.case_opened.connect(opened.append)
    with at(qtbot, queue, reads) as hands:
        assert [row.case_id for row in queue.list.model.rows] == [case.id for case, _ in made]
        hands.press(Key.Key_Return)
        assert opened == [made[0][0].id]

    finished: list[bool] = []
    desk = VerifierDeskPage(session, opened[0])
    desk.finished.connect(lambda: finished.append(True))
    with at(qtbot, desk, reads) as hands:
        for number, (case, decision) in enumerate(made):
            assert desk.grid is None, "nothing is shown before the conflict is declared"
            assert case.reference in desk.who.text()
            hands.press(Key.Key_1)
            page = grid_of(desk)
            if number == 1:
                _return_it(hands, page)
            else:
                for line in decision.rows:
                    pieces = page.line().pieces  # type: ignore[union-attr]
                    hands.press(*[Key.Key_Space] * len(pieces))
                    hands.press(Key.Key_1, with_=SHIFT)
                    assert walk.file(case.id).agreement(decision.id, line.row_id)
                    hands.press(Key.Key_Return)
                countersign(hands)
            hands.press(Key.Key_PageDown)
    assert finished == [True]

    outcomes = [walk.file(case.id).verification(decision.id) for case, decision in made]
    returned = [one is not None and one.outcome is VerificationOutcome.RETURNED for one in outcomes]
    assert returned == [number == 1 for number in range(CASES)]
    queue = ToVerifyPage(session)
    with at(qtbot, queue, reads):
        assert queue.list.empty.isVisible()
        assert "comes back when it is decided again" in queue.list.empty.accessibleDescription()

    _redecide(walk, unit, made[1][0])
    _verify_the_difference(qtbot, walk, session, made[1][0])


def _return_it(hands: Hands, page: GridPage) -> None:
    hands.press(Key.Key_1, with_=SHIFT)
    assert "Not opened yet" in page.banner.what_to_do + page.banner.sentence
    hands.press(Key.Key_1, Key.Key_Return)
    hands.press(Key.Key_3)
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_R, with_=CTRL)
    hands.press(Key.Key_R, with_=CTRL)
    assert page.banner.sentence != "Returned. The assessor sees your reasons.", "without a why"
    hands.press(Key.Key_Escape)
    page.show_row_tab()
    hands.press(Key.Key_3)
    hands.type("the drawing")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_R, with_=CTRL)
    hands.press(Key.Key_R, with_=CTRL)
    assert page.banner.sentence == "Returned. The assessor sees your reasons."


def _redecide(walk: Walk, unit: Unit, case: Case) -> None:
    judging.judge(
        walk.desk, walk.assessor, case.id, unit.id, row(unit, "2").id, Mark.MET,
        reason="shown on drawing 4",
    )  # fmt: skip
    walk.decide(case, unit)


def _verify_the_difference(qtbot: QtBot, walk: Walk, session: Session, case: Case) -> None:
    reads = session.tasks
    assert isinstance(reads, QtTaskRunner)
    desk = VerifierDeskPage(session)
    with at(qtbot, desk, reads) as hands:
        page = grid_of(desk)
        assert page.model.filter is GridFilter.RETURNED
        assert [page.model.line(at_).row.number for at_ in range(page.model.rowCount())] == ["2"]  # type: ignore[union-attr]
        assert "want more: the drawing" in page.returned.reason.text()
        assert "shown on drawing 4" in page.returned.after.text()
        assert "“" not in page.returned.before.text()
        assert page.notices.isVisible()
        assert not page.hasHeightForWidth(), "a notice that wraps would push the foot out of sight"
        hands.press(Key.Key_A)
        hands.press(Key.Key_1)
        answered = walk.file(case.id).decisions[-1]
        file = walk.file(case.id)
        agreed = [one.number for one in answered.rows if file.agreement(answered.id, one.row_id)]
        assert agreed == ["1", "2"], "the only one that was agreed to before, and the changed one"


def test_a_declared_conflict_is_written_by_keys_and_keeps_the_work_refused(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, _ = signed(walk, unit)
    desk = VerifierDeskPage(Session(walk.desk, walk.verifier, reads))
    with at(qtbot, desk, reads) as hands:
        hands.press(Key.Key_2)
        hands.type("I trained him in 2015")
        hands.press(Key.Key_Return)
        hands.type("another assessor present")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_1)
        assert grid_of(desk).banner.sentence or not grid_of(desk).agreement.picker.isEnabled()
    [declared] = [one for one in walk.file(case.id).conflicts if one.duty is Duty.VERIFY]
    assert (declared.conflict, declared.what) == (True, "I trained him in 2015")
    assert declared.proposed == "another assessor present"
    assert walk.file(case.id).agreements == ()


def test_blind_the_marks_are_seen_only_after_ones_own(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, decision = signed(walk, unit)
    lead = sit_down(walk.desk, walk.staff.lead)
    verifying_decisions.order_blind(walk.desk, lead, case.id, blind=True)
    lead.end()
    desk = VerifierDeskPage(Session(walk.desk, walk.verifier, reads))
    with at(qtbot, desk, reads) as hands:
        hands.press(Key.Key_1)
        page = grid_of(desk)
        name = walk.staff.assessor.name
        assert name not in desk.who.text()
        page.table.go_to_cell(4, GridColumn.VERIFIER)
        assert page.model.index(4, GridColumn.ASSESSOR).data(MARK_ROLE) is None
        [task] = page.model.index(4, GridColumn.TASKS).data(CHIPS_ROLE)
        assert task.mark is None
        hands.press(Key.Key_2)
        hands.type("no speed was given")
        hands.press(Key.Key_Return)
        assert page.model.index(4, GridColumn.ASSESSOR).data(MARK_ROLE) is Mark.MET
        assert page.model.index(1, GridColumn.ASSESSOR).data(MARK_ROLE) is None
    answer = walk.file(case.id).agreement(decision.id, row(unit, "4").id)
    assert answer is not None
    assert (answer.own_mark, answer.answer) == (Mark.NOT_MET, RowAnswer.DISAGREE)


def test_what_another_desk_has_signed_meanwhile_is_said_and_nothing_typed_is_lost(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, decision = practice.decided(walk)
    page = GridPage(Session(walk.desk, walk.verifier, reads), case.id, unit.id)
    with at(qtbot, page, reads) as hands:
        hands.press(Key.Key_2)
        walk.verify(case, decision)  # the same verifier, on another desk
        hands.type("no drawing")
        hands.press(Key.Key_Return)
        assert page.banner.sentence
        assert "“no drawing”" in page.banner.what_to_do
        qtbot.waitUntil(lambda: not page.agreement.isVisible())  # it was read again
    assert not [one for one in walk.file(case.id).agreements if one.remark]


def test_what_was_opened_is_still_known_when_the_page_is_opened_again(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case, decision = practice.decided(walk)
    session = Session(walk.desk, walk.verifier, reads)
    for presses in (1, 0):
        page = GridPage(session, case.id, unit.id)
        with at(qtbot, page, reads) as hands:
            hands.press(*[Key.Key_Space] * presses)
            assert page.model.index(1, GridColumn.OPENED).data() == "1 of 1"
    answering_rows.agree(
        walk.desk, walk.verifier, case.id, decision.id, decision.rows[0].row_id, RowAnswer.AGREE
    )


def test_the_queue_goes_on_where_it_was_although_it_became_shorter() -> None:
    a, b, c, d = (Waiting(CaseId(new_id()), UnitId(new_id())) for _ in range(4))
    assert following((a, b, c), (a, c), a) == c
    assert following((a, b, c), (a, b, c), b) == c, "what was passed over is not forced again"
    assert following((a, b, c), (a, b), b) is None
    assert following((a, b), (a, b, d), b) == d
    assert following((), (a,), b) == a
