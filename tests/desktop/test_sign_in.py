"""Sign-in: who, and their passphrase. A wrong one costs a sentence and another try."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.views.sign_in import SignInPage, SignInPerson

PEOPLE = [
    SignInPerson("mey", "L. Mey", "advisor"),
    SignInPerson("chan", "V. Chan", "certified assessor"),
]


@pytest.fixture
def page(qtbot: QtBot) -> SignInPage:
    """The page with two people, in sight."""
    made = SignInPage()
    made.set_centre("Practice centre")
    made.set_people(PEOPLE)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def person(page: SignInPage, name: str) -> QPushButton:
    return next(it for it in page.findChildren(QPushButton) if name in it.accessibleName())


def test_name_passphrase_enter(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.mouseClick(person(page, "V. Chan"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.passphrase.edit, "two brown horses")
    with qtbot.waitSignal(page.sign_in_requested) as asked:
        qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    assert asked.args == ["chan", "two brown horses"]


def test_the_first_person_is_chosen_and_the_lock_can_choose_another(
    qtbot: QtBot, page: SignInPage
) -> None:
    assert person(page, "L. Mey").isChecked()
    page.choose("chan")
    assert person(page, "V. Chan").isChecked()


def test_up_and_down_choose_a_person_while_the_passphrase_keeps_the_keyboard(
    qtbot: QtBot, page: SignInPage
) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.passphrase.edit.hasFocus)

    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Down)
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Down)  # nobody below: stays
    assert person(page, "V. Chan").isChecked()
    assert page.passphrase.edit.hasFocus()

    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Up)
    assert person(page, "L. Mey").isChecked()


def test_without_a_passphrase_nothing_is_asked(qtbot: QtBot, page: SignInPage) -> None:
    with qtbot.assertNotEmitted(page.sign_in_requested):
        page.button.click()
    assert page.banner.sentence


def test_a_wrong_passphrase_says_so_and_is_forgotten(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.keyClicks(page.passphrase.edit, "wrong")
    page.button.click()
    page.set_busy(True)

    page.say_problem("This is not the passphrase of L. Mey.", "Try again.")

    assert page.banner.sentence == "This is not the passphrase of L. Mey."
    assert page.passphrase.text() == ""
    assert page.button.isEnabled()


def test_while_the_key_is_opened_nobody_asks_twice(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.keyClicks(page.passphrase.edit, "two brown horses")
    page.set_busy(True)
    with qtbot.assertNotEmitted(page.sign_in_requested):
        page.button.click()
        qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def test_the_next_person_finds_nothing_of_the_one_before(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.keyClicks(page.passphrase.edit, "two brown horses")
    page.say_problem("Wrong.")
    page.clear()
    assert page.passphrase.text() == ""
    assert page.banner.isHidden()


def test_where_nobody_is_registered_the_page_says_what_to_do(
    qtbot: QtBot, page: SignInPage
) -> None:
    page.set_people([])
    assert page._nobody.isVisible()
    assert not page.passphrase.isVisible()
