"""The small pieces say what they mean, also to a screen reader."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.theme import Icon
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card
from desktop.widgets.check_list import CheckAnswer, CheckItem, CheckList
from desktop.widgets.drop_field import DropField
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.form import Form
from desktop.widgets.layouts import label
from desktop.widgets.names_label import NamesLabel
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.search_field import SearchField
from desktop.widgets.undo_bar import UndoBar
from desktop.widgets.verdict_badge import VerdictBadge, VerdictTone

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_banner_is_hidden_until_it_says_something(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()

    banner.say("Saved on the other laptop.", "Look at it.", tone=Tone.WARNING, button="Look")
    assert not banner.isHidden()
    assert (banner.accessibleName(), banner.accessibleDescription()) == (
        "Saved on the other laptop.",
        "Look at it.",
    )
    with qtbot.waitSignal(banner.acted):
        banner.button.click()
    banner.clear()
    assert banner.isHidden()
    assert banner.sentence == ""


def test_names_and_remarks_are_never_read_as_markup(qtbot: QtBot) -> None:
    name = label("<b>Sok</b> <img src=x>")
    qtbot.addWidget(name)
    assert name.textFormat() is Qt.TextFormat.PlainText


def test_a_card_can_be_emptied(qtbot: QtBot) -> None:
    card = Card("Claimed", note="2 units")
    qtbot.addWidget(card)
    card.add(label("D4"), label("Shop maintenance"))
    card.clear()
    assert card.body.count() == 0
    assert card.accessibleName() == "Claimed"


@pytest.mark.parametrize("tone", VerdictTone)
def test_a_verdict_says_word_and_sentence(qtbot: QtBot, tone: VerdictTone) -> None:
    badge = VerdictBadge()
    qtbot.addWidget(badge)
    badge.show_verdict(tone, "VALID", "This is what the centre signed.", "checked today")
    assert badge.accessibleName() == "VALID"
    assert badge.property("tone") == tone.value
    assert badge.sentence.text() == "This is what the centre signed."


def test_the_three_verdicts_do_not_look_alike(qtbot: QtBot) -> None:
    pictures = []
    for tone in VerdictTone:
        badge = VerdictBadge()
        qtbot.addWidget(badge)
        badge.show_verdict(tone, "THE SAME WORD")
        badge.resize(400, 120)
        pictures.append(badge.grab().toImage())
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


def test_checks_are_listed_with_their_answers(qtbot: QtBot) -> None:
    checks = CheckList()
    qtbot.addWidget(checks)
    checks.set_checks([CheckItem("Status", CheckAnswer.NOT_CHECKED, "old list")])
    checks.set_checks(
        [CheckItem("Signature", CheckAnswer.PASSED), CheckItem("Dates", CheckAnswer.FAILED, "late")]
    )
    said = [one.text() for one in checks.findChildren(QLabel) if one.text() and not one.isHidden()]
    assert said == ["Signature", "passed", "Dates", "failed", "late"]


def test_an_empty_page_says_what_to_do_next(qtbot: QtBot) -> None:
    page = EmptyPage(Icon.CASES, "No case is open.", "Begin with a candidate.", button="New case")
    qtbot.addWidget(page)
    assert page.accessibleDescription() == "Begin with a candidate."
    with qtbot.waitSignal(page.acted):
        page.button.click()


def test_the_name_of_a_field_is_what_a_screen_reader_says(qtbot: QtBot) -> None:
    form, field = Form(2), QLineEdit()
    qtbot.addWidget(form)
    words = form.add("Name in Latin letters", field, hint="As on the document")
    assert field.accessibleName() == "Name in Latin letters"
    assert field.accessibleDescription() == "As on the document"
    assert words.buddy() is field


def test_a_long_name_is_cut_and_told_in_full(qtbot: QtBot) -> None:
    name = ElidedLabel("Sok Dara " * 40, "h1")
    qtbot.addWidget(name)
    name.resize(200, 40)
    name.show()
    name.grab()
    assert name.shown_text().endswith("…")
    assert name.toolTip() == "Sok Dara " * 40
    name.resize(20_000, 40)
    name.grab()
    assert name.toolTip() == ""


def test_without_a_latin_name_the_own_script_stands_first(qtbot: QtBot) -> None:
    names = NamesLabel("", "សុខ ដារ៉ា")
    qtbot.addWidget(names)
    shown = [one.text() for one in names.findChildren(QLabel) if not one.isHidden()]
    assert shown == ["សុខ ដារ៉ា"]
    names.set_names("Sok Dara", "សុខ ដារ៉ា")
    assert names.accessibleName() == "Sok Dara សុខ ដារ៉ា"


def test_a_passphrase_is_hidden_and_forgotten(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, "two horses ")
    assert field.edit.displayText() != "two horses "
    assert field.text() == "two horses ", "spaces count"
    field.clear()
    assert field.text() == ""


@pytest.mark.parametrize(
    ("letter", "modifiers", "warned"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", SHIFT, False),
        ("a", SHIFT, True),
        ("7", Qt.KeyboardModifier.NoModifier, False),
        ("ក", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_caps_lock_is_noticed(
    qtbot: QtBot, letter: str, modifiers: Qt.KeyboardModifier, warned: bool
) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    key_press(field.edit, letter, modifiers)
    assert field.says_caps_lock is warned


def test_search_waits_for_the_hand_and_escape_empties(qtbot: QtBot) -> None:
    field = SearchField("Find a person")
    qtbot.addWidget(field)
    searched: list[str] = []
    field.searched.connect(searched.append)
    qtbot.keyClicks(field, "sok")
    qtbot.waitUntil(lambda: searched == ["sok"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: searched == ["sok", ""])


def test_undo_undoes_once(qtbot: QtBot) -> None:
    bar, undone = UndoBar(), list[str]()
    qtbot.addWidget(bar)
    bar.offer("Exhibit 3 unlinked.", lambda: undone.append("exhibit 3"))
    bar.button.click()
    bar.button.click()
    assert undone == ["exhibit 3"]
    assert bar.isHidden()


def test_progress_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.begin("Reading 300 pages…")
    line.step(30, 300)
    with qtbot.waitSignal(line.cancel_requested):
        line.cancel.click()
    line.end()
    assert line.isHidden()


def test_files_can_be_dropped_and_web_addresses_not(qtbot: QtBot, tmp_path: Path) -> None:
    field = DropField("Drop a passport here.")
    qtbot.addWidget(field)
    given: list[list[Path]] = []
    field.files_given.connect(given.append)
    file = tmp_path / "passport សុខ.pdf"

    for urls in ([QUrl.fromLocalFile(str(file))], [QUrl("https://example.org/a.pdf")]):
        data = QMimeData()
        data.setUrls(urls)
        drop(field, data)

    assert given == [[file]]


def drop(field: DropField, data: QMimeData) -> None:
    field.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def key_press(edit: QLineEdit, letter: str, modifiers: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, letter))
