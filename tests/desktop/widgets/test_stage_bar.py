"""Six stages, each with its name, its state in words, and who has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.theme import look
from desktop.widgets.stage_bar import StageBar, StageItem, StageState

STAGES = [
    StageItem("Advise", StageState.NOT_GIVEN, note="no contact before leaving"),
    StageItem("Assemble", StageState.DONE, "03 Nov", "L. Mey", "14 exhibits"),
    StageItem("Map", StageState.DONE),
    StageItem("Finalise", StageState.ENDED),
    StageItem("Assess and verify", StageState.NOW, who="V. Chan"),
    StageItem("Recognise", StageState.WAITING),
]


@pytest.fixture
def bar(qtbot: QtBot) -> StageBar:
    """A bar in sight."""
    made = StageBar()
    made.set_stages(STAGES)
    made.resize(1200, 100)
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(bar: StageBar) -> list[QAbstractButton]:
    return bar.findChildren(QAbstractButton)


def test_a_screen_reader_hears_what_is_drawn(bar: StageBar) -> None:
    assert buttons(bar)[1].accessibleName() == "2 Assemble"
    assert buttons(bar)[1].accessibleDescription() == "done 03 Nov, L. Mey · 14 exhibits"
    assert buttons(bar)[0].accessibleDescription() == "not given, no contact before leaving"


def test_every_state_has_its_own_word(bar: StageBar) -> None:
    said = {button.accessibleDescription().split(",")[0].split()[0] for button in buttons(bar)}
    assert said == {"not", "done", "ended", "now", "waiting"}


def test_a_click_asks_for_a_stage(qtbot: QtBot, bar: StageBar) -> None:
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(buttons(bar)[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [3]


def test_ctrl_and_its_number_asks_for_a_stage(qtbot: QtBot, bar: StageBar) -> None:
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.keyClick(bar, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [6]


def test_one_stage_is_the_one_in_sight(bar: StageBar) -> None:
    bar.set_current(5)
    bar.set_current(2)
    assert [button.isChecked() for button in buttons(bar)].index(True) == 1
    assert sum(button.isChecked() for button in buttons(bar)) == 1


def test_fewer_than_six_stages_are_refused(bar: StageBar) -> None:
    with pytest.raises(ValueError, match="zip"):
        bar.set_stages(STAGES[:5])


def test_it_grows_with_the_text(bar: StageBar, qapp: QApplication) -> None:
    before = buttons(bar)[0].sizeHint().height()
    look().apply(qapp, text_scale=2.0)
    assert buttons(bar)[0].sizeHint().height() > before * 1.5
