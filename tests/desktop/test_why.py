"""On every page of every role: F1 says why something cannot be done, and 200 % text fits."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.domain.case import Duty, Stage
from core.domain.people import Candidate, Role, Staff
from core.services import handling_cases
from desktop.app.places import CANDIDATES, CASES, STANDARDS, VERIFY
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.reasons import Reason
from desktop.views.case_page import CasePage
from desktop.widgets.grid_table import GridTable
from desktop.widgets.main_button import MainButton
from desktop.widgets.reasoned import (
    allow,
    is_mechanical,
    reasons_in,
    reasons_of,
    set_mechanical,
    set_refused_lines,
)
from desktop.widgets.why_panel import WhyPanel
from tests.desktop.at_the_window import Hands, the_window
from tests.practice import Template, handed_over, practice_walk, verified

SCREEN = (1366, 768)
ROWS_SEEN = 5
LONG_NAME = "Nang Khin Win Myint Aung Thura Kyaw Swa"
BURMESE_NAME = "နန်းခင်ဝင်းမြင့်အောင်သူရ ကျော်စွာထွန်းလင်း"
NO_KEY = Reason("The root key signs.", "It is not here.", "Its keeper brings it.")


@pytest.fixture
def home(practice_template: Template, tmp_path: Path) -> Path:
    """A centre with a case under assessment, whose assessor has a conflict, and a verified one."""
    with practice_walk(practice_template, tmp_path / "home") as walk:
        conflicting = handed_over(walk)
        _declare_cousin(walk, conflicting.id)
        verified(walk)
        with walk.desk.uow() as uow:
            for worker in uow.find(Candidate):
                uow.save(replace(worker, name=LONG_NAME, own_script_name=BURMESE_NAME))
            uow.commit()
    return tmp_path / "home"


def _declare_cousin(walk: Walk, case_id: object) -> None:
    handling_cases.declare_conflict(
        walk.desk,
        walk.assessor,
        case_id,  # type: ignore[arg-type]
        Duty.ASSESS,
        conflict=True,
        what="my cousin",
    )


def test_what_is_disabled_says_why_and_stops_saying_it_once_it_is_possible(qtbot: QtBot) -> None:
    page, button, choice = QWidget(), QAbstractButtonStub("Publish"), QWidget()
    for part in (button, choice):
        part.setParent(page)
    qtbot.addWidget(page)
    button.setToolTip("Ctrl+P")
    page.show()

    allow(button, possible=False, otherwise=NO_KEY)

    assert not button.isEnabled()
    assert "It is not here." in button.toolTip()
    assert [(one.action, one.fact) for one in reasons_in(page)] == [("Publish", "It is not here.")]
    set_refused_lines(choice, [NO_KEY])
    assert len(reasons_in(page)) == 2
    set_refused_lines(choice, [])
    allow(button, possible=True, otherwise=NO_KEY)
    assert (button.isEnabled(), button.toolTip(), reasons_in(page)) == (True, "Ctrl+P", ())
    set_mechanical(button, possible=False)
    assert is_mechanical(button)


class QAbstractButtonStub(QAbstractButton):
    """A button that draws nothing."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        del event


def test_on_every_page_f1_explains_what_is_disabled_and_at_200_percent_everything_fits(
    qtbot: QtBot, practice_template: Template, home: Path, settings: QSettings
) -> None:
    staff = practice_template.staff
    explained, grids, seen = 0, 0, set[str]()
    settings.setValue("text_scale", 2.0)
    with the_window(qtbot, home, settings) as hands:
        for person in (staff.advisor, staff.assessor, staff.registrar, staff.lead):
            _sign_in(hands, person)
            for where in _everywhere(hands, person, seen):
                _fits(hands, f"{person.name}: {where}")
                grids += _rows_are_seen(hands, f"{person.name}: {where}")
                explained += _all_explained(hands, f"{person.name}: {where}")
            hands.program.sign_out()
    assert explained > 10, "the walk sees what is disabled"
    assert grids > 3, "the walk sees grids"


def _sign_in(hands: Hands, person: Staff) -> None:
    hands.program.sign_in.sign_in_requested.emit(str(person.id), PASSPHRASE)
    hands.rest()


SAME_FOR_ALL = {CANDIDATES, STANDARDS, VERIFY}
"""Places that look alike to whoever may not change what they show: two roles see enough."""
TELLING = (Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE, Stage.ASSESS_AND_VERIFY, Stage.RECOGNISE)


def _everywhere(hands: Hands, person: Staff, seen: set[str]) -> Iterator[str]:
    """Go through all places with their tabs, then through the cases with their stages."""
    window = hands.window
    for place in list(window._places):
        if place in SAME_FOR_ALL and f"{place} again" in seen:
            continue
        seen.add(f"{place} again" if place in seen else place)
        window.show_place(place)
        hands.rest()
        yield place
        page = window.current_page
        for tabs in page.findChildren(QTabWidget) if page is not None else ():
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                hands.rest()
                yield f"{place}, {tabs.tabText(number)}"
    places = hands.program.places
    assert places is not None
    for row in places.desk.lists.cases(offset=0, limit=5):
        places.open_case(row.id, CASES)
        hands.rest()
        page = window.current_page
        assert isinstance(page, CasePage)
        for stage in TELLING:
            page.show_stage(stage)
            hands.rest()
            yield f"case {row.stage.name}, {stage.name}"
    if Role.REGISTRAR in person.roles:
        places.issue(row.id)
        hands.rest()
        yield "issue"
    if Role.ASSESSOR in person.roles:
        places.open_plan(row.id)
        hands.rest()
        yield "plan"
        places.open_queue()
        hands.rest()
        yield "queue"


def _fits(hands: Hands, where: str) -> None:
    """A window that needs more room than the screen has grows beyond it."""
    window = hands.window
    QApplication.processEvents()  # what was shown just now is laid out
    size, page = window.size(), window.current_page
    assert (size.width(), size.height()) == SCREEN, f"{where}: grew to {size}"
    assert page is not None
    needed = page.minimumSizeHint()
    there = page.size()
    assert needed.width() <= there.width(), f"{where}: needs {needed}, has {there}"
    assert needed.height() <= there.height(), f"{where}: needs {needed}, has {there}"
    cut = [
        area
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]
    assert not cut, f"{where}: {cut} scrolls to the right"


def _rows_are_seen(hands: Hands, where: str) -> int:
    grids = [one for one in hands.window.findChildren(GridTable) if one.isVisible()]
    for grid in grids:
        sight = grid.viewport().visibleRegion().boundingRect()
        columns = grid.horizontalHeader().length()
        assert columns <= grid.viewport().width(), f"{where}: columns of the grid are out of sight"
        rows = range(grid.model().rowCount())
        places = [grid.visualRect(grid.model().index(row, GridColumn.ROW)) for row in rows]
        whole = [
            one for one in places if one.top() >= sight.top() and one.bottom() <= sight.bottom()
        ]
        assert len(whole) >= ROWS_SEEN, f"{where}: only {len(whole)} rows of the grid are in sight"
    return len(grids)


def _all_explained(hands: Hands, where: str) -> int:
    page = hands.window.current_page
    assert page is not None
    refused = [one for one in page.findChildren(MainButton) if one.isVisible() and one.refusals]
    disabled = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and not one.isEnabled() and not is_mechanical(one)
        and not isinstance(one.parentWidget(), QTabBar)
    ]  # fmt: skip
    silent = [
        one.text() or one.accessibleName() or repr(one) for one in disabled if not reasons_of(one)
    ]
    assert not silent, f"{where}: disabled without a reason: {silent}"
    expected = {one.fact for button in disabled for one in reasons_of(button)}
    expected |= {one.fact for button in refused for one in button.refusals}
    if not expected:
        return 0
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_F1)
    panels = [one for one in hands.window.findChildren(WhyPanel) if one.isVisible()]
    said = " ".join(one.accessibleName() for one in panels)
    unsaid = [fact for fact in expected if fact not in said]
    assert not unsaid, f"{where}: F1 does not say {unsaid}"
    for panel in panels:
        panel.shut()
    return len(expected)
