"""The grid's page by mouse, in three duties, in narrow and wide windows."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark, Result
from core.domain.case import Case, Route, Stage
from core.domain.standards import Unit
from core.domain.verifying import Principle
from core.ports.sitting import Sitting
from core.services import handling_cases, mapping
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import ThemeName, look
from desktop.views.grid_page import GridPage
from desktop.widgets.grid_table import EXHIBIT_MIME
from tests import practice

Open = Callable[..., GridPage]


@pytest.fixture
def unit(walk: Walk) -> Unit:
    return practice_unit(walk.desk, "D4")


@pytest.fixture
def page_of(qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner) -> Open:
    def made(by: Sitting, case: Case, mode: GridMode | None = None) -> GridPage:
        page = GridPage(Session(walk.desk, by, reads), case.id, unit.id, mode)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not reads.busy)
        return page

    return made


def mapping_case(walk: Walk, unit: Unit) -> Case:
    case = walk.open(practice.DARA, Route.RMCS_UNITS, [unit])
    walk.collect(case, practice.PAPERS)
    return handling_cases.move_case(walk.desk, walk.advisor, case.id, Stage.MAP)


def test_everybody_works_on_the_same_page_and_gets_their_own_columns(
    walk: Walk, page_of: Open
) -> None:
    case = practice.decided(walk)[0]
    verifier, assessor = page_of(walk.verifier, case), page_of(walk.assessor, case)
    advisor, registrar = page_of(walk.advisor, case), page_of(walk.registrar, case)
    modes = [one.mode for one in (verifier, assessor, advisor, registrar)]
    assert modes == [GridMode.VERIFY, GridMode.ASSESS, GridMode.MAP, GridMode.READ]
    assert not verifier.table.isColumnHidden(GridColumn.VERIFIER)
    assert assessor.table.isColumnHidden(GridColumn.VERIFIER)
    for page in (verifier, assessor, advisor, registrar):
        for column in (GridColumn.PORTFOLIO, GridColumn.TASKS, GridColumn.QUESTIONS):
            assert not page.table.isColumnHidden(column)


def test_coverage_is_counted_never_scored(walk: Walk, page_of: Open) -> None:
    page = page_of(walk.advisor, practice.mapped(walk))
    assert page.head.count.text() == "6 of 7 rows + descriptor have evidence"


def test_an_exhibit_is_dragged_onto_a_row(
    qtbot: QtBot, walk: Walk, unit: Unit, page_of: Open, reads: QtTaskRunner
) -> None:
    case = mapping_case(walk, unit)
    page = page_of(walk.advisor, case)
    assert page.unmapped.list.count() == 2
    item = page.unmapped.list.item(1)
    data = page.unmapped.list.mimeData([item])
    assert data.hasFormat(EXHIBIT_MIME)
    drop(page, data, "3")
    qtbot.waitUntil(lambda: not reads.busy)
    [link] = walk.file(case.id).links
    assert link.row_id == row(unit, "3").id
    assert page.unmapped.list.count() == 1
    assert "Exhibit 2 linked to row 3." in page.undo.accessibleName()


def drop(page: GridPage, data: QMimeData, number: str) -> None:
    at = next(
        index for index in range(page.model.rowCount())
        if page.model.index(index, GridColumn.NUMBER).data() == number
    )  # fmt: skip
    place = page.table.visualRect(page.model.index(at, GridColumn.PORTFOLIO)).center()
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.table.dropEvent(event)


def test_a_look_for_question_is_answered_by_an_exhibit_of_its_kind(
    walk: Walk, unit: Unit, page_of: Open
) -> None:
    page = page_of(walk.advisor, practice.mapped(walk))
    page.go_to_row(row(unit, "2").id)
    said = " ".join(
        one.text() for one in page.row_pane.findChildren(type(page.row_pane.text)) if one.text()
    )
    assert "Is there a statement from the supervisor about the quality of work outputs?" in said
    assert "yes: exhibit 2" in said


def test_space_shows_the_exhibit_in_place(
    qtbot: QtBot, walk: Walk, page_of: Open, reads: QtTaskRunner
) -> None:
    page = page_of(walk.advisor, practice.mapped(walk))
    page.look()
    qtbot.waitUntil(lambda: not reads.busy)
    assert page.evidence.shown == "1"
    assert page.evidence.head.text() == "Exhibit 1  Job description"
    assert page.evidence.viewer.problem == ""


def test_a_damaged_file_is_answered_by_a_sentence(
    qtbot: QtBot, walk: Walk, page_of: Open, reads: QtTaskRunner
) -> None:
    case = practice.mapped(walk)
    file = walk.file(case.id).files[0]
    path = walk.desk.files.path(file.sha256)
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    page = page_of(walk.advisor, case)
    page.look()
    qtbot.waitUntil(lambda: not reads.busy)
    assert page.evidence.viewer.problem


def test_without_a_declaration_nothing_can_be_marked_and_it_says_why(
    walk: Walk, page_of: Open
) -> None:
    case = practice.mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    page = page_of(walk.assessor, case)
    assert not page.assessment.judging.picker.isEnabled()
    page.footer.main.click()
    facts = " ".join(reason.fact for reason in page.footer.main.refusals)
    assert "Chan Virak has not declared it for this case." in facts
    page.mark(Mark.MET)
    assert walk.file(case.id).judgements == ()


def test_not_yet_competent_needs_only_what_is_not_met_and_keeps_the_advice(
    qtbot: QtBot, walk: Walk, unit: Unit, page_of: Open, reads: QtTaskRunner
) -> None:
    case = practice.handed_over(walk)
    page = page_of(walk.assessor, case)
    page.go_to_row(row(unit, "4").id)
    page.table.go_to_cell(page.table.row, GridColumn.ASSESSOR)
    page.mark(Mark.NOT_MET)
    qtbot.waitUntil(lambda: not reads.busy)
    page.footer.main.click()
    page.decision.buttons[Result.NOT_YET_COMPETENT].click()
    QTest.keyClick(page.decision.buttons[Result.COMPETENT], Qt.Key.Key_1)  # marks no row from here
    [advice] = page.decision.advice_fields.values()
    QTest.keyClicks(advice, "practise speeds and feeds")
    assert page.footer.main.refusals == ()
    page.footer.main.click()
    qtbot.waitUntil(lambda: not reads.busy)
    decision = walk.file(case.id).decision(unit.id)
    assert decision is not None
    assert decision.result is Result.NOT_YET_COMPETENT
    assert {one.number: one.advice for one in decision.rows}["4"] == "practise speeds and feeds"


def test_one_press_never_countersigns_and_an_open_row_refuses(
    qtbot: QtBot, walk: Walk, page_of: Open, reads: QtTaskRunner
) -> None:
    case, decision = practice.decided(walk)
    page = page_of(walk.verifier, case)
    page.footer.main.click()
    for principle in Principle:
        page.verification.principles.lines[principle].yes.click()
    page.footer.main.click()
    qtbot.waitUntil(lambda: not reads.busy)
    assert walk.file(case.id).verification(decision.id) is None
    assert "Rith Ponleu has not agreed with row 1." in page.footer.panel.accessibleName()


def test_somebody_elses_change_is_seen_after_refresh_and_the_row_stays(
    qtbot: QtBot, walk: Walk, unit: Unit, page_of: Open, reads: QtTaskRunner
) -> None:
    case = practice.mapped(walk)
    page = page_of(walk.advisor, case)
    page.go_to_row(row(unit, "4").id)
    mapping.link_number(walk.desk, walk.advisor, case.id, unit.id, row(unit, "4").id, "2")
    page.refresh()
    qtbot.waitUntil(lambda: not reads.busy)
    line = page.line()
    assert line is not None
    assert (line.row.number, line.labels) == ("4", ("2",))


def test_the_case_page_hears_of_every_write(
    qtbot: QtBot, walk: Walk, unit: Unit, page_of: Open, reads: QtTaskRunner
) -> None:
    page = page_of(walk.advisor, mapping_case(walk, unit))
    with qtbot.waitSignal(page.changed):
        page.type_exhibit("1")
        page.enter()
    qtbot.waitUntil(lambda: not reads.busy)


def test_at_200_percent_the_grid_and_what_lies_beside_it_take_turns(
    qtbot: QtBot, walk: Walk, page_of: Open, reads: QtTaskRunner
) -> None:
    page = page_of(walk.advisor, practice.mapped(walk))
    assert page.beside
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, ThemeName.LIGHT, text_scale=2.0)
    assert not page.beside
    assert page.table.isColumnHidden(GridColumn.NEWEST)
    assert not page.evidence.isVisible()
    page.look()
    qtbot.waitUntil(lambda: not reads.busy)
    assert page.evidence.shown == "1"
    assert page.evidence.isVisible()
    in_hand = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().height() == in_hand.height(), "the row in hand alone"
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.table.visualRect(page.table.currentIndex()).top() == 0)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.evidence.isVisible()
    qtbot.waitUntil(lambda: page.table.viewport().height() > 3 * in_hand.height())


def test_a_page_that_is_closed_while_it_reads_is_told_nothing_any_more(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner
) -> None:
    case = practice.mapped(walk)
    page = GridPage(Session(walk.desk, walk.advisor, reads), case.id, unit.id)
    qtbot.waitUntil(lambda: not reads.busy)
    page.refresh()
    page.look()
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: not reads.busy)  # an exception in a slot would fail this test
