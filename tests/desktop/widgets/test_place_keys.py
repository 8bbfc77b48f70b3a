"""Marking keys are places on the keyboard: whatever layout is active, they mark the same."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark
from desktop.widgets import place_keys
from desktop.widgets.place_keys import MarkKey, is_typing, mark_key, place_key

NONE = Qt.KeyboardModifier.NoModifier
PAD = Qt.KeyboardModifier.KeypadModifier
KEY_OF_NO_LATIN_LETTER = 0x01000000 + 0x17E1  # what Qt gives for a key with a Khmer digit


def pressed(
    key: int, *, code: int = 0, text: str = "", modifiers: Qt.KeyboardModifier = NONE, mac: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, mac, 0, text)


@pytest.mark.parametrize(
    ("layout", "key", "text"),
    [
        ("English", Qt.Key.Key_1, "1"),
        ("Khmer", KEY_OF_NO_LATIN_LETTER, "១"),
        ("Thai", 0x0E45, "ๅ"),
        ("Lao", 0x0EA2, "ຢ"),
        ("French", Qt.Key.Key_Ampersand, "&"),
    ],
)
@pytest.mark.parametrize(("column", "code"), [("linux", 10), ("win32", 0x02)])
def test_the_key_marked_1_means_met_in_every_layout(
    monkeypatch: pytest.MonkeyPatch, layout: str, key: int, text: str, column: str, code: int
) -> None:
    use_system(monkeypatch, column)
    assert mark_key(pressed(key, code=code, text=text)) is MarkKey.MET


@pytest.mark.parametrize(
    ("legend", "code", "thai", "lao", "khmer"),
    [
        ("Q", 24, "ๆ", "ົ", "ឆ"),
        ("A", 38, "ฟ", "ັ", "ា"),
        ("W", 25, "ไ", "ໄ", "ឹ"),
        ("E", 26, "ำ", "ຳ", "េ"),
        ("R", 27, "พ", "ພ", "រ"),
        ("T", 28, "ะ", "ະ", "ត"),
        ("+", 86, "+", "+", "+"),
        ("-", 82, "-", "-", "-"),
        ("*", 63, "*", "*", "*"),
        ("/", 106, "/", "/", "/"),
    ],
)
def test_the_keys_of_a_session_are_places_in_every_layout(
    monkeypatch: pytest.MonkeyPatch, legend: str, code: int, thai: str, lao: str, khmer: str
) -> None:
    use_system(monkeypatch, "linux")
    for text in (thai, lao, khmer):
        assert place_key(pressed(ord(text[0]), code=code, text=text)) == legend


def test_the_key_that_gives_a_1_elsewhere_does_not_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    use_system(monkeypatch, "linux")
    assert mark_key(pressed(Qt.Key.Key_1, code=52, text="1")) is None


@pytest.mark.parametrize(
    ("code", "key"),
    [(87, MarkKey.MET), (88, MarkKey.NOT_MET), (89, MarkKey.NOT_SEEN), (90, MarkKey.CLEAR)],
)
@pytest.mark.parametrize("num_lock", [True, False])
def test_the_number_pad_marks_with_num_lock_on_and_off(
    monkeypatch: pytest.MonkeyPatch, code: int, key: MarkKey, num_lock: bool
) -> None:
    use_system(monkeypatch, "linux")
    arrows = {
        87: Qt.Key.Key_End,
        88: Qt.Key.Key_Down,
        89: Qt.Key.Key_PageDown,
        90: Qt.Key.Key_Insert,
    }
    digit = {87: Qt.Key.Key_1, 88: Qt.Key.Key_2, 89: Qt.Key.Key_3, 90: Qt.Key.Key_0}
    qt_key = digit[code] if num_lock else arrows[code]
    assert mark_key(pressed(qt_key, code=code, modifiers=PAD)) is key


def test_the_arrows_beside_the_pad_do_not_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    use_system(monkeypatch, "win32")
    assert mark_key(pressed(Qt.Key.Key_Down, code=0x150)) is None
    assert mark_key(pressed(Qt.Key.Key_Down, code=0x50, modifiers=PAD)) is MarkKey.NOT_MET


def test_on_a_mac_the_virtual_key_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    use_system(monkeypatch, "darwin")
    assert mark_key(pressed(0x0E45, code=1, mac=0x12, text="ๅ")) is MarkKey.MET
    assert place_key(pressed(0x0E1F, code=1, mac=0x00, text="ฟ")) == "A"


@pytest.mark.parametrize(
    "modifier",
    [
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.MetaModifier,
    ],
)
def test_commands_are_not_marks(modifier: Qt.KeyboardModifier) -> None:
    assert place_key(pressed(Qt.Key.Key_1, modifiers=modifier)) is None


def test_with_shift_the_place_is_known_but_it_is_no_mark() -> None:
    event = pressed(Qt.Key.Key_1, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert place_key(event) == "1"
    assert mark_key(event) is None


@pytest.mark.parametrize(("key", "legend"), [(Qt.Key.Key_G, "G"), (Qt.Key.Key_0, "0")])
def test_without_a_native_code_the_key_counts(key: Qt.Key, legend: str) -> None:
    assert place_key(pressed(key)) == legend


def test_each_marking_key_has_its_mark() -> None:
    assert {key: key.mark for key in MarkKey} == {
        MarkKey.MET: Mark.MET,
        MarkKey.NOT_MET: Mark.NOT_MET,
        MarkKey.NOT_SEEN: Mark.NOT_SEEN,
        MarkKey.CLEAR: None,
    }


@pytest.mark.parametrize("column", [1, 2, 3])
def test_no_two_keys_share_a_native_code(column: int) -> None:
    codes = [line[column] for line in (*place_keys._MAIN, *place_keys._PAD)]
    assert len(set(codes)) == len(codes)


def test_in_a_field_of_text_one_is_typing(qtbot: QtBot) -> None:
    field, button = QLineEdit(), QPushButton()
    for widget in (field, button):
        qtbot.addWidget(widget)
        widget.show()
    field.setFocus()
    field.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    assert is_typing()

    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert not is_typing()


def use_system(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    column = {"linux": 1, "win32": 2, "darwin": 3}[system]
    monkeypatch.setattr(sys, "platform", system)
    legends = {int(line[column]): line[0] for line in (*place_keys._MAIN, *place_keys._PAD)}
    monkeypatch.setattr(place_keys, "_LEGENDS", legends)
