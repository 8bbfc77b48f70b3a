"""Fields save as they are typed into, lose nothing, and never save what is not meant."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.dates import read_date
from desktop.widgets.saving import (
    SAVE_AFTER_MS,
    SavingCheck,
    SavingChoice,
    SavingDate,
    SavingLineEdit,
    SavingTextEdit,
    flush_all,
)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a line, a text and a day."""
    made = QWidget()
    layout = QVBoxLayout(made)
    for field in (SavingLineEdit("Sok"), SavingTextEdit("note"), SavingDate()):
        layout.addWidget(field)
    qtbot.addWidget(made)
    made.show()
    return made


def line(page: QWidget) -> SavingLineEdit:
    return page.findChildren(SavingLineEdit)[0]


def test_what_is_typed_is_saved_when_the_hand_rests(qtbot: QtBot, page: QWidget) -> None:
    with qtbot.waitSignal(line(page).saved, timeout=SAVE_AFTER_MS * 5) as saved:
        qtbot.keyClicks(line(page), " Dara")

    assert saved.args == ["Sok Dara"]


def test_one_word_is_saved_once_and_not_letter_by_letter(qtbot: QtBot, page: QWidget) -> None:
    saved: list[str] = []
    line(page).saved.connect(saved.append)

    qtbot.keyClicks(line(page), " Dara")
    flush_all(page)

    assert saved == ["Sok Dara"]


def test_leaving_the_field_saves_at_once(qtbot: QtBot, page: QWidget) -> None:
    saved: list[str] = []
    text = page.findChildren(SavingTextEdit)[0]
    text.saved.connect(saved.append)
    text.setFocus()
    page.activateWindow()
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClicks(text, "Her ")

    line(page).setFocus()

    assert saved == ["Her note"]


def test_escape_saves_and_gives_the_keyboard_to_the_page(qtbot: QtBot, page: QWidget) -> None:
    saved: list[str] = []
    line(page).saved.connect(saved.append)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.activateWindow()
    line(page).setFocus()
    qtbot.waitUntil(line(page).hasFocus)
    qtbot.keyClicks(line(page), " Dara")

    qtbot.keyClick(line(page), Qt.Key.Key_Escape)

    assert page.hasFocus()
    assert saved == ["Sok Dara"]


def test_a_page_that_is_left_loses_nothing(qtbot: QtBot, page: QWidget) -> None:
    saved: list[str] = []
    line(page).saved.connect(saved.append)
    qtbot.keyClicks(line(page), " D")

    flush_all(page)
    flush_all(page)

    assert saved == ["Sok D"]


def test_what_comes_from_outside_is_shown_and_not_saved(qtbot: QtBot, page: QWidget) -> None:
    for field in page.findChildren(SavingLineEdit) + page.findChildren(SavingTextEdit):
        with qtbot.assertNotEmitted(field.saved):
            field.set_value("from the other laptop")
            flush_all(page)


def test_what_is_being_typed_is_not_overwritten_from_outside(qtbot: QtBot, page: QWidget) -> None:
    qtbot.keyClicks(line(page), " Dara")

    line(page).set_value("Sok")

    assert line(page).text() == "Sok Dara"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1988-04-12", date(1988, 4, 12)),
        ("1988.4.12", date(1988, 4, 12)),
        ("១៩៨៨-០៤-១២", date(1988, 4, 12)),
        ("12-04-1988", None),
        ("1988-13-01", None),
        ("1988-02-30", None),
        ("", None),
    ],
)
def test_days_are_read_year_first_in_any_digits(typed: str, read: date | None) -> None:
    assert read_date(typed) == read


def test_what_is_no_day_is_not_saved_and_says_so(qtbot: QtBot, page: QWidget) -> None:
    day = page.findChildren(SavingDate)[0]
    with qtbot.assertNotEmitted(day.saved):
        qtbot.keyClicks(day, "12/04/1988")
        flush_all(page)

    assert day.property("wrong")
    assert "1988-04-12" in day.toolTip()


def test_a_day_is_saved_as_a_day_and_an_empty_field_as_none(qtbot: QtBot, page: QWidget) -> None:
    saved: list[date | None] = []
    day = page.findChildren(SavingDate)[0]
    day.saved.connect(saved.append)

    qtbot.keyClicks(day, "1988-04-12")
    flush_all(page)
    day.selectAll()
    qtbot.keyClick(day, Qt.Key.Key_Backspace)
    flush_all(page)

    assert saved == [date(1988, 4, 12), None]


def test_a_choice_gives_its_key_and_the_wheel_does_not_change_it(qtbot: QtBot) -> None:
    choice = SavingChoice([("kr", "Korea"), ("jp", "Japan")], name="Country")
    qtbot.addWidget(choice)
    choice.show()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    choice.wheelEvent(wheel)
    assert choice.value() == "kr"
    with qtbot.waitSignal(choice.saved) as saved:
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert saved.args == ["jp"]
    choice.set_value("nowhere")
    assert choice.value() is None


def test_yes_or_no_is_saved_when_it_is_clicked(qtbot: QtBot) -> None:
    check = SavingCheck("Originals seen")
    qtbot.addWidget(check)
    with qtbot.waitSignal(check.saved) as saved:
        qtbot.keyClick(check, Qt.Key.Key_Space)
    assert saved.args == [True]


def test_burmese_gets_the_room_it_needs(qtbot: QtBot) -> None:
    latin, burmese = SavingLineEdit("Sok Dara"), SavingLineEdit("မောင်အောင်ကျော်")
    for field in (latin, burmese):
        qtbot.addWidget(field)
    assert burmese.sizeHint().height() > latin.sizeHint().height()
