"""The frame: places, pages over places, find, keys, look, gate. It knows no rule and no data."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.theme import Icon, ThemeName, look
from desktop.widgets.find_palette import Command, FindPalette, matching
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.pages import Place
from desktop.widgets.saving import SavingLineEdit
from desktop.widgets.shortcut_table import KeyGroup, ShortcutTable

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Page(QWidget):
    """A page that remembers what was asked of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.refreshed, self.done = name, 0, list[str]()
        self.field, self.button = SavingLineEdit(name="Remark"), QPushButton("Link")
        self.field.saved.connect(self.done.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)

    def refresh(self) -> None:
        self.refreshed += 1

    def commands(self) -> Sequence[Command]:
        return [Command(f"Print {self.name}", lambda: self.done.append("printed"))]

    def key_groups(self) -> Sequence[KeyGroup]:
        return [KeyGroup(self.name, (("G", "Gaps only"),))]

    def panes(self) -> Sequence[QWidget]:
        return [self.field, self.button]


@pytest.fixture
def window(qtbot: QtBot, settings: QSettings) -> MainWindow:
    """A window with three places, the first one open."""
    made = MainWindow(settings)
    qtbot.addWidget(made)
    give_places(made)
    made.show_place("work")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def give_places(window: MainWindow) -> None:
    names = (("work", "My work"), ("cases", "Cases"), ("verify", "Verify"))
    places = [Place(key, name, Icon.CASES, partial(Page, name)) for key, name in names]
    window.set_places(places, name="V. Chan", role="certified assessor")


def current(window: MainWindow) -> Page:
    page = window.current_page
    assert isinstance(page, Page)
    return page


def test_only_the_places_that_are_given_are_there(window: MainWindow) -> None:
    buttons = [button.accessibleName() for button in window.nav.findChildren(QPushButton)]
    assert buttons == ["My work", "Cases", "Verify"]


def test_a_page_is_made_when_it_is_first_shown_and_kept(window: MainWindow) -> None:
    assert set(window._pages) == {"work"}
    first = current(window)
    window.show_place("cases")
    window.show_place("work")
    assert current(window) is first
    assert first.refreshed == 2


def test_alt_and_a_number_goes_to_a_place(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.place_shown) as shown:
        qtbot.keyClick(window, Qt.Key.Key_3, ALT)
    assert shown.args == ["verify"]
    qtbot.keyClick(window, Qt.Key.Key_9, ALT)
    assert window.current_place == "verify"


def test_a_place_gets_the_keyboard_where_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    current(window).button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert not window.page("work").isAncestorOf(window.focusWidget())

    qtbot.keyClick(window, Qt.Key.Key_1, ALT)

    assert current(window).button.hasFocus()


def test_what_gets_the_keyboard_is_scrolled_into_sight(qtbot: QtBot, window: MainWindow) -> None:
    field = QLineEdit()
    tall = QWidget()
    tall.setLayout(column(QLineEdit(), 3000, field))
    area = scrolled(tall)
    window.open_page(area, "work")
    assert field.visibleRegion().isEmpty()

    field.setFocus()

    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())


def test_a_click_goes_to_a_place(qtbot: QtBot, window: MainWindow) -> None:
    button = window.nav.findChildren(QPushButton)[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current_place == "cases"
    assert button.isChecked()


def test_a_page_over_a_place_is_there_until_one_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    case = Page("KPC-7Q4-M2")
    window.open_page(case, "cases")
    window.show_place("work")
    window.show_place("cases")
    assert current(window) is case
    assert window.header.back.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)

    assert current(window).name == "Cases"
    assert not window.header.back.isVisible()

    window.open_page(Page("KPC-7Q4-M2"), "cases")
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert current(window).name == "Cases"


def test_leaving_a_page_saves_what_was_being_typed(qtbot: QtBot, window: MainWindow) -> None:
    page = current(window)
    qtbot.keyClicks(page.field, "half a sen")
    window.show_place("cases")
    assert page.done == ["half a sen"]


def test_closing_the_window_saves_what_was_being_typed(qtbot: QtBot, window: MainWindow) -> None:
    page = current(window)
    qtbot.keyClicks(page.field, "half a sen")
    with qtbot.waitSignal(window.closing):
        window.close()
    assert page.done == ["half a sen"]


def test_locking_is_asked_for_and_the_pages_live_on_behind_the_gate(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = current(window)
    qtbot.keyClicks(page.field, "not lost")
    clip = QDialog(page)
    clip.show()
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)

    gate = QLabel("Locked")
    window.show_gate(gate)
    assert window.at_gate
    assert gate.isVisible()
    assert not page.isVisible()
    assert not clip.isVisible()  # a window of the page is no way round the gate
    assert page.done == ["not lost"]

    window.show_desk()
    assert current(window) is page


def test_behind_the_gate_no_key_reaches_the_desk(qtbot: QtBot, window: MainWindow) -> None:
    window.show_gate(QLabel("Locked"))
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.current_place == "work"
    assert not window.findChildren(FindPalette)


def test_another_person_gets_pages_of_their_own(window: MainWindow) -> None:
    before = current(window)
    window.open_page(Page("of the one before"), "cases")
    give_places(window)
    assert window.current_place == ""
    window.show_place("work")
    assert current(window) is not before
    window.show_place("cases")
    assert current(window).name == "Cases"


def test_find_lists_places_commands_of_the_page_and_what_the_finder_knows(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.set_finder(lambda text: [Command(f"Open case of {text}", lambda: None)])
    assert [it.words for it in window._found("print")] == ["Print My work", "Open case of print"]
    assert "Go to Verify" in [it.words for it in window._found("")]


def test_find_does_what_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.findChildren(FindPalette)[0]
    qtbot.keyClicks(palette.field, "go to c")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current_place == "cases"


def test_find_moves_by_arrows(qtbot: QtBot, window: MainWindow) -> None:
    window.open_finder()
    palette = window.findChildren(FindPalette)[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert current(window).done == [], "the first is Print, the second the first place"
    assert window.current_place == "work"


def test_matching_takes_words_in_any_order_and_own_script() -> None:
    sok = Command("Open KPC-7Q4-M2, Sok Dara", lambda: None, also="សុខ ដារ៉ា")
    lina = Command("Dara's standards", lambda: None)
    assert matching("dara open", [sok, lina]) == [sok]
    assert matching("សុខ", [sok, lina]) == [sok]
    assert matching("dara", [sok, lina]) == [lina, sok], "what begins so comes first"
    assert matching("nobody", [sok, lina]) == []


def test_the_keys_of_the_page_are_in_the_table(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    table = window.findChildren(ShortcutTable)[0]
    said = [label.text() for label in table.findChildren(QLabel)]
    assert {"My work", "G", "Gaps only", "Everywhere", "Ctrl+K"} <= set(said)
    table.reject()


def test_back_goes_up_one_level_and_only_then_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place("cases")
    window.open_page(Page("case"), "cases")
    window.open_page(Page("plan"), "cases", up=lambda: window.open_page(Page("case"), "cases"))
    qtbot.mouseClick(window.header.back, Qt.MouseButton.LeftButton)
    assert current(window).name == "case"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert current(window).name == "Cases"


def test_f1_shows_the_keys_where_nothing_is_to_be_explained(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    [table] = window.findChildren(ShortcutTable)
    assert table.isVisible()


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    page = current(window)
    page.field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page.button.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.nav.findChildren(QPushButton)[0].hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page.field.hasFocus()


def test_look_and_size_are_remembered(
    qtbot: QtBot, window: MainWindow, settings: QSettings
) -> None:
    window.set_look(ThemeName.DARK, text_scale=1.5)
    window.resize(777, 555)  # fits the screen of the tests
    window.close()
    look().theme, look().text_scale = ThemeName.LIGHT, 1.0

    again = MainWindow(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    qtbot.addWidget(again)

    assert (look().theme, look().text_scale) == (ThemeName.DARK, 1.5)
    assert (again.width(), again.height()) == (777, 555)


@pytest.mark.parametrize(("theme", "scale"), [("pink", "1.0"), ("dark", "forty"), ("", "9")])
def test_spoilt_settings_do_no_harm(
    qtbot: QtBot, settings: QSettings, theme: str, scale: str
) -> None:
    settings.setValue("theme", theme)
    settings.setValue("text_scale", scale)
    settings.setValue("geometry", "nonsense")
    qtbot.addWidget(MainWindow(settings))
    assert look().text_scale == 1.0


def test_in_a_narrow_window_the_places_are_icons_with_names_to_hear(window: MainWindow) -> None:
    window.resize(1300, 700)
    wide = window.nav.width()
    window.resize(800, 700)
    assert window.nav.width() < wide
    button = window.nav.findChildren(QPushButton)[0]
    assert button.text() == ""
    assert button.accessibleName() == "My work"


def test_practice_is_written_across_everything(window: MainWindow) -> None:
    window.set_practice("PRACTICE: nothing here is real.")
    window.show_gate(QLabel("Locked"))
    assert window._practice.isVisible()
    window.set_practice("")
    assert not window._practice.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QPushButton | QLineEdit) and widget.text())
        and widget.objectName() == ""
    ]
    assert [type(widget).__name__ for widget in nameless] == []
