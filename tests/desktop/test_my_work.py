"""My work and Cases on a real database: what waits, what is next, and how it is found."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.ids import CaseId
from core.ports.sitting import Sitting
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import look
from desktop.views.cases import CasesPage
from desktop.views.my_work import MyWorkPage
from tests import practice

Sit = Callable[[Sitting], Session]
Page = TypeVar("Page", bound=QWidget)


@pytest.fixture
def sit(walk: Walk, reads: QtTaskRunner) -> Sit:
    return lambda sitting: Session(walk.desk, sitting, reads)


def test_the_advisor_sees_the_case_with_what_is_to_be_done_next(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    case = practice.mapped(walk)

    page = shown(qtbot, reads, MyWorkPage(sit(walk.advisor)))

    [row] = page.list.model.rows
    said = [page.list.model.index(0, column).data() for column in range(6)]
    assert row.id == case.id
    assert "Map the evidence to the rows" in said
    assert "Sok Dara · សុខ ដារ៉ា" in said
    assert case.reference in said


def test_a_case_goes_from_one_persons_work_to_the_next_ones(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    practice.decided(walk)

    advisors = shown(qtbot, reads, MyWorkPage(sit(walk.advisor)))
    verifiers = shown(qtbot, reads, MyWorkPage(sit(walk.verifier)))

    assert advisors.list.model.rows == ()
    assert verifiers.list.model.index(0, 2).data() == "Verify the decision: D4"


def test_enter_opens_the_case(qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit) -> None:
    case = practice.mapped(walk)
    page = shown(qtbot, reads, MyWorkPage(sit(walk.advisor)))
    opened: list[CaseId] = []
    page.case_opened.connect(opened.append)

    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)

    assert opened == [case.id]


def test_without_work_the_advisor_is_led_to_the_candidates(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    page = shown(qtbot, reads, MyWorkPage(sit(walk.advisor)))
    assert page.list.empty.isVisible()

    with qtbot.waitSignal(page.go_to_candidates):
        qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)


def test_without_work_the_assessor_is_offered_no_button(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    page = shown(qtbot, reads, MyWorkPage(sit(walk.assessor)))

    assert page.list.empty.isVisible()
    assert not page.list.empty.button.isVisible()


def test_a_reference_is_found_as_it_was_heard_on_the_telephone(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    case, other = practice.mapped(walk), practice.mapped(walk)
    page = shown(qtbot, reads, CasesPage(sit(walk.registrar)))
    assert {row.id for row in page.list.model.rows} == {case.id, other.id}

    qtbot.keyClicks(page.search_field, case.reference.lower().replace("-", " "))

    qtbot.waitUntil(lambda: [row.id for row in page.list.model.rows] == [case.id])


def test_cases_are_narrowed_by_stage_and_shown_again(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit
) -> None:
    practice.mapped(walk)
    page = shown(qtbot, reads, CasesPage(sit(walk.advisor)))

    page.stage.setFocus()
    qtbot.keyClick(page.stage, Qt.Key.Key_Down)
    page.stage.activated.emit(page.stage.currentIndex())
    qtbot.waitUntil(lambda: page.list.empty.isVisible())
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(page.list.model.rows) == 1)


def test_at_twice_the_size_what_is_next_still_has_room(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, sit: Sit, qapp: object
) -> None:
    practice.mapped(walk)
    page = shown(qtbot, reads, MyWorkPage(sit(walk.advisor)))
    roomy = page.list.table.columnWidth(2)

    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    page.resize(1157, 700)
    page.resize(1158, 700)

    assert page.list.table.isColumnHidden(5)
    assert page.list.table.columnWidth(2) > roomy / 2


def shown(qtbot: QtBot, reads: QtTaskRunner, page: Page) -> Page:
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.show()
    qtbot.waitUntil(lambda: not reads.busy)
    return page
