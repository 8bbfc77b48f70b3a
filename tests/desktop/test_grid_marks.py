"""A mark in the grid is shown from what was committed; other desks' work when the hand rests."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark, Quality
from core.domain.case import Case
from core.domain.casefile import CaseFile
from core.domain.standards import Unit
from core.domain.verifying import RowAnswer
from core.ids import CaseId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services import judging
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.presenters import grid as presenting
from desktop.presenters.case_reading import OpenCase, read_case
from desktop.presenters.grid import GridPresenter
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.grid_page import COMPARE_AFTER_MS, GridPage
from tests import practice


@pytest.fixture
def unit(walk: Walk) -> Unit:
    return practice_unit(walk.desk, "D4")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[CaseFile]:
    """What the grid reads of whole cases."""
    found: list[CaseFile] = []

    def read(desk: Desk, case_id: CaseId) -> OpenCase:
        case = read_case(desk, case_id)
        found.append(case.file)
        return case

    monkeypatch.setattr(presenting, "read_case", read)
    return found


class Page:
    """A grid's page, its presenter, and what it shows."""

    def __init__(
        self, qtbot: QtBot, walk: Walk, by: Sitting, case: Case, unit: Unit, tasks: QtTaskRunner
    ) -> None:
        self.page = GridPage(Session(walk.desk, by, tasks), case.id, unit.id)
        self.page._comparing.setInterval(10 * COMPARE_AFTER_MS)  # not before the test says so
        qtbot.addWidget(self.page)
        self._qtbot, self._tasks = qtbot, tasks
        self.wait()

    @property
    def presenter(self) -> GridPresenter:
        return self.page._presenter

    @property
    def file(self) -> CaseFile:
        assert self.page._state is not None
        return self.page._state.file

    def wait(self, until: Callable[[], bool] = lambda: True) -> None:
        self._qtbot.waitUntil(lambda: until() and not self._tasks.busy)

    def rest(self) -> None:
        """Mark nothing for as long as it takes until the case is compared."""
        assert self.page._comparing.isActive()
        self.page._comparing.start(0)
        self.wait(lambda: not self.page._comparing.isActive())


def test_the_assessors_marks_are_shown_without_reading_the_case_and_are_what_would_be_read(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner, readings: list[CaseFile]
) -> None:
    case = practice.judged(walk)
    walk.seat(case)
    page = Page(qtbot, walk, walk.assessor, case, unit, reads)
    readings.clear()
    one, two = row(unit, "1").id, row(unit, "2").id
    page.presenter.judge(one, Mark.NOT_MET, "not shown")
    page.presenter.judge(one, Mark.MET)  # before the first is shown
    page.presenter.judge_quality(Quality.VALID, holds=False)
    page.presenter.observe(two, page.file.tasks[0].id, Mark.NOT_MET, note="seen twice")
    page.wait()
    assert not readings
    assert page.file == walk.file(case.id)
    assert page.page._state is not None
    assert page.page._state.grid.row(one).judgement == page.file.judgements[-1]

    judging.judge(walk.desk, walk.assessor, case.id, unit.id, two, Mark.NOT_MET, reason="elsewhere")
    page.rest()
    assert len(readings) == 1
    assert page.file.judgements[-1].reason == "elsewhere"


def test_the_verifiers_answers_are_shown_so_too_and_a_quiet_case_is_not_shown_again(
    qtbot: QtBot, walk: Walk, unit: Unit, reads: QtTaskRunner, readings: list[CaseFile]
) -> None:
    case = practice.decided(walk)[0]
    page = Page(qtbot, walk, walk.verifier, case, unit, reads)
    readings.clear()
    page.presenter.answer(row(unit, "1").id, RowAnswer.AGREE)
    page.presenter.answer(row(unit, "2").id, RowAnswer.DISAGREE, "no date")
    page.wait()
    assert not readings
    shown = page.file
    assert shown == walk.file(case.id)
    page.rest()
    assert len(readings) == 1
    assert page.file is shown
