"""The main button acts, or says which rule, which fact and who can mend it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.presenters.reasons import Reason
from desktop.widgets.action_footer import ActionFooter

WHY = Reason(
    "Nobody verifies their own assessment.",
    "You decided unit D4 on 20 November.",
    "P. Rith, the other certified assessor.",
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def footer(qtbot: QtBot) -> ActionFooter:
    """A footer in sight, its window active."""
    made = ActionFooter("Countersign")
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_acts(qtbot: QtBot, footer: ActionFooter, key: Qt.Key) -> None:
    with qtbot.waitSignal(footer.triggered):
        qtbot.keyClick(footer, key, CTRL)


def test_while_refused_nothing_is_triggered(qtbot: QtBot, footer: ActionFooter) -> None:
    footer.set_main("Countersign", [WHY])
    with qtbot.assertNotEmitted(footer.triggered):
        qtbot.keyClick(footer, Qt.Key.Key_Return, CTRL)
        qtbot.mouseClick(footer.main, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("way", ["click", "F1", "Ctrl+Enter", "Enter on it"])
def test_while_refused_it_says_why(qtbot: QtBot, footer: ActionFooter, way: str) -> None:
    footer.set_main("Countersign", [WHY])
    footer.main.setFocus()
    qtbot.waitUntil(footer.main.hasFocus)

    if way == "click":
        qtbot.mouseClick(footer.main, Qt.MouseButton.LeftButton)
    elif way == "F1":
        qtbot.keyClick(footer, Qt.Key.Key_F1)
    elif way == "Ctrl+Enter":
        qtbot.keyClick(footer, Qt.Key.Key_Return, CTRL)
    else:
        qtbot.keyClick(footer.main, Qt.Key.Key_Return)

    assert footer.panel.isVisible()
    said = " ".join(label.text() for label in footer.panel.findChildren(QLabel))
    assert all(part in said for part in (WHY.rule, WHY.fact, WHY.mend))
    assert WHY.mend in footer.panel.accessibleName()


def test_a_refused_button_takes_the_focus_and_says_so(footer: ActionFooter) -> None:
    footer.set_main("Countersign", [WHY])
    assert footer.main.isEnabled()
    assert "F1" in footer.main.accessibleDescription()


def test_escape_closes_the_panel_and_goes_back_to_the_button(
    qtbot: QtBot, footer: ActionFooter
) -> None:
    footer.set_main("Countersign", [WHY])
    qtbot.keyClick(footer, Qt.Key.Key_F1)

    qtbot.keyClick(footer.panel, Qt.Key.Key_Escape)

    assert not footer.panel.isVisible()
    assert footer.main.hasFocus()


def test_escape_gives_the_keyboard_back_to_the_work(qtbot: QtBot, footer: ActionFooter) -> None:
    footer.set_main("Countersign", [WHY])
    footer.activateWindow()
    qtbot.waitUntil(footer.isActiveWindow)
    footer.why.setFocus()
    qtbot.keyClick(footer, Qt.Key.Key_F1)
    assert footer.panel.hasFocus()

    qtbot.keyClick(footer.panel, Qt.Key.Key_Escape)

    assert footer.why.hasFocus()


def test_many_reasons_of_one_rule_stay_readable(qtbot: QtBot, footer: ActionFooter) -> None:
    facts = ["Not confirmed: fair.", "Not confirmed: valid.", *(f"Row {n}." for n in range(20))]
    footer.set_main("Countersign", [Reason("All is confirmed.", fact, "You.") for fact in facts])
    qtbot.keyClick(footer, Qt.Key.Key_F1)

    said = [one for one in footer.panel.findChildren(QLabel) if one.text() in facts]
    assert [one.text() for one in said] == facts
    assert all(one.height() >= one.fontMetrics().height() for one in said)
    rules = [one.text() for one in footer.panel.findChildren(QLabel)]
    assert rules.count("All is confirmed.") == 1
    assert footer.panel.height() < 400  # and does not push the page away


def test_when_it_is_mended_the_panel_goes_and_it_acts(qtbot: QtBot, footer: ActionFooter) -> None:
    footer.set_main("Countersign", [WHY])
    qtbot.keyClick(footer, Qt.Key.Key_F1)

    footer.set_main("Countersign")

    assert not footer.panel.isVisible()
    with qtbot.waitSignal(footer.triggered):
        footer.main.click()


def test_f1_with_nothing_to_explain_opens_nothing(qtbot: QtBot, footer: ActionFooter) -> None:
    qtbot.keyClick(footer, Qt.Key.Key_F1)
    assert not footer.panel.isVisible()
