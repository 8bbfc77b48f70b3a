"""Standards: found by code or words, both shapes of unit, the two kinds of question kept apart."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.standards import QuestionPurpose
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.presenters.standards import StandardsPresenter, UnitDetail
from desktop.tasks import QtTaskRunner
from desktop.theme import look
from desktop.views.standards_page import StandardsPage
from desktop.widgets.card import Card
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said
from tests.fakes import Immediately


@pytest.fixture
def page(qtbot: QtBot, walk: Walk, reads: QtTaskRunner, settled: Settled) -> StandardsPage:
    made = StandardsPage(Session(walk.desk, walk.assessor, reads))
    qtbot.addWidget(made)
    made.resize(1160, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settled()
    return made


def card(page: StandardsPage, title: str) -> str:
    assert page.unit is not None
    return said(next(one for one in page.unit.findChildren(Card) if one.accessibleName() == title))


def choose(page: StandardsPage, code: str, settled: Settled) -> None:
    codes = [one.code for one in page._rows.rows]
    page.table.go_to(codes.index(code))
    settled()


def test_the_units_of_every_standard_are_listed_and_the_first_is_shown(
    page: StandardsPage,
) -> None:
    assert {"D4", "ALT723205"} == {one.code for one in page._rows.rows}
    assert page.unit is not None
    assert "2 units" in said(page)


def test_an_rmcs_unit_has_flat_rows_and_a_national_one_numbered_criteria_below_headings(
    page: StandardsPage, settled: Settled
) -> None:
    choose(page, "D4", settled)
    rows = card(page, "Performance elements")
    assert "7 rows are judged" in rows
    assert rows.index("1\nObserve correct safety") < rows.index("2\nInterpret drawings")

    choose(page, "ALT723205", settled)
    rows = card(page, "Elements and performance criteria")
    assert "11 rows are judged" in rows
    assert rows.index("1\nInspect or clean tools") < rows.index("1.1\nCleaning solvent")


def test_what_to_look_for_and_what_to_ask_are_never_in_one_list(
    page: StandardsPage, settled: Settled
) -> None:
    choose(page, "D4", settled)
    look_for, ask = card(page, "Look for in the papers"), card(page, "Ask the worker")
    statement = "Is there a statement from the supervisor about the quality of work outputs?"
    spindle = "Before you start the spindle"
    assert statement in look_for
    assert statement not in ask
    assert spindle in ask
    assert spindle not in look_for
    assert "answered by: written statement, signed" in look_for


def test_source_status_and_authority_are_cited(page: StandardsPage, settled: Settled) -> None:
    choose(page, "D4", settled)
    source = card(page, "Source and status")
    assert "Guidelines on recognizing the skills of returning migrant workers" in source
    assert "endorsed" in source
    assert "International Labour Organization" in source
    assert "in force" in said(page.unit)
    assert "written for Touchstone" in card(page, "Ask the worker"), "what is ours says so"


def test_search_by_typing_and_the_choice_of_a_standard_narrow_the_list(
    qtbot: QtBot, page: StandardsPage, settled: Settled
) -> None:
    qtbot.keyClicks(page.search_field, "lathe")
    qtbot.keyClick(page.search_field, Qt.Key.Key_Return)
    settled()
    assert [one.code for one in page._rows.rows] == ["D4"]
    assert "Perform lathe operations" in said(page.unit)

    qtbot.keyClick(page.search_field, Qt.Key.Key_Escape)
    qtbot.keyClick(page.search_field, Qt.Key.Key_Return)
    settled()
    page.framework.setCurrentIndex(1)
    page.framework.activated.emit(1)
    settled()
    assert len(page._rows.rows) == 1


def test_a_search_without_a_hit_says_so_and_keeps_what_was_read(
    qtbot: QtBot, page: StandardsPage, settled: Settled
) -> None:
    qtbot.keyClicks(page.search_field, "welding under water")
    qtbot.keyClick(page.search_field, Qt.Key.Key_Return)
    settled()
    assert page._rows.rows == ()
    assert page.unit is not None


def test_by_keyboard_from_the_search_to_the_text(
    qtbot: QtBot, page: StandardsPage, settled: Settled
) -> None:
    page.search_field.setFocus()
    qtbot.keyClick(page.search_field, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settled()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.area.hasFocus()


def test_at_twice_the_size_the_unit_stands_below_the_list(
    qtbot: QtBot, page: StandardsPage, qapp: object
) -> None:
    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    page.resize(1160, 700)

    def below() -> bool:
        table = page.table.mapTo(page, page.table.rect().bottomLeft())
        unit = page.area.mapTo(page, page.area.rect().topLeft())
        return unit.y() >= table.y()

    qtbot.waitUntil(below)


class SeenUnits:
    """A view that remembers what it was shown."""

    def __init__(self) -> None:
        self.details: list[UnitDetail] = []

    def show_units(self, rows: object) -> None:
        del rows

    def show_unit(self, detail: UnitDetail) -> None:
        self.details.append(detail)

    def show_problem(self, error: Exception) -> None:
        raise error


def test_only_the_unit_that_was_chosen_last_is_shown(walk: Walk) -> None:
    tasks, view = Immediately(hold=True), SeenUnits()
    presenter = StandardsPresenter(view, walk.desk, tasks)
    first, second = practice_unit(walk.desk, "D4"), practice_unit(walk.desk, "ALT723205")
    presenter.choose(first.id)
    presenter.choose(second.id)
    tasks.release()
    assert [one.unit.id for one in view.details] == [second.id]


def test_questions_come_in_the_order_of_the_rows(walk: Walk) -> None:
    view = SeenUnits()
    StandardsPresenter(view, walk.desk, Immediately()).choose(practice_unit(walk.desk, "D4").id)
    numbers = [row.number for row, _ in view.details[0].asked(QuestionPurpose.ASK)]
    assert numbers == sorted(numbers)
    assert numbers[0] == "", "the descriptor's own come first"
