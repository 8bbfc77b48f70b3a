"""How widgets share the room there is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.theme import look
from desktop.widgets.layouts import column, scrolled, shares
from desktop.widgets.page_stack import PageStack
from desktop.widgets.short_text import ShortText
from desktop.widgets.split_view import SplitView


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([10, 20, 30], 100, [10, 20, 30]),
        ([10, 50, 90], 100, [10, 45, 45]),
        ([90, 10, 50], 100, [45, 10, 45]),
        ([90, 90], 0, [0, 0]),
        ([], 100, []),
    ],
)
def test_the_widest_give_first_where_there_is_too_little(
    wanted: list[int], room: int, given: list[int]
) -> None:
    assert shares(wanted, room) == given


def test_a_page_out_of_sight_asks_for_no_room(qtbot: QtBot) -> None:
    stack, small, large = PageStack(), QWidget(), QWidget()
    qtbot.addWidget(stack)
    small.setMinimumSize(100, 50)
    large.setMinimumSize(3000, 2000)
    for page in (small, large):
        stack.addWidget(page)
    assert stack.minimumSizeHint().width() == 100
    stack.setCurrentWidget(large)
    assert stack.minimumSizeHint().height() == 2000


def test_a_long_text_keeps_its_two_lines_and_says_all_of_it_in_the_tooltip(qtbot: QtBot) -> None:
    text = ShortText(2)
    qtbot.addWidget(text)
    text.resize(300, text.sizeHint().height())
    text.setText("Short")
    text.show()
    high = text.sizeHint().height()
    assert text.shown_lines() == ["Short"]
    text.setText("Work is set up, held and measured to the drawing and within tolerance " * 3)
    text.grab()
    assert len(text.shown_lines()) == 2
    assert text.shown_lines()[-1].endswith("…")
    assert text.sizeHint().height() == high
    assert text.toolTip() == text.text()


def test_one_below_the_other_what_scrolls_inside_leaves_it_to_what_is_around(
    qtbot: QtBot, qapp: QApplication
) -> None:
    facts = QWidget()
    facts.setLayout(column(*(QLabel(f"Fact {number}") for number in range(60))))
    inside = scrolled(facts)
    around = scrolled(SplitView("Standard", QLabel("Units"), inside))
    qtbot.addWidget(around)
    around.resize(1200, 600)
    around.show()
    qtbot.waitUntil(lambda: inside.verticalScrollBar().maximum() > 0)
    assert around.verticalScrollBar().maximum() == 0
    look().apply(qapp, text_scale=2.0)
    qtbot.waitUntil(lambda: around.verticalScrollBar().maximum() > 0)
    assert inside.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert inside.height() >= facts.minimumSizeHint().height()


def test_what_scrolls_shows_the_last_thing_that_was_put_into_it_before_it_was_seen(
    qtbot: QtBot,
) -> None:
    first, second = QLabel("first"), QLabel("second")
    area = scrolled(first)
    area.setWidget(second)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitUntil(second.isVisible)
    assert area.widget() is second
    qtbot.waitUntil(lambda: not isValid(first))
