"""Verify: what an employer reads, for every answer there is, and what must never be shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.domain.recognition import Passport, Status
from core.services.status_places import change_status
from credentials.qr import decode_text, encode_text
from credentials.qr_symbol import qr_png
from desktop.demo.walk import Walk
from desktop.presenters.lists_source import ListsSource
from desktop.tasks import QtTaskRunner
from desktop.theme import look
from desktop.views.verify_page import VerifyPage
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said
from tests.desktop.verify.conftest import checks, opened, publish, tone, word

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stranger(qtbot: QtBot, reads: QtTaskRunner) -> VerifyPage:
    """The page of an employer who holds no list at all."""
    return opened(qtbot, reads, ListsSource(None))


def test_nothing_checked_yet_says_what_to_do_and_which_lists_are_at_hand(page: VerifyPage) -> None:
    assert "Nothing is checked yet." in said(page)
    assert "trust list 1 of Practice Recognition Agency" in said(page)
    assert "status list of" in said(page)


def test_a_valid_passport_answers_whose_what_how_proved_and_by_whom(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page.check_text(passport.code_texts[0])
    settled()

    assert (word(page), tone(page)) == ("VALID", "valid")
    text = said(page.result)
    for words in (
        "Genuine, and not withdrawn.",
        "Sok Dara",
        "សុខ ដារ៉ា",
        "born 1988-04-12",
        "Cambodia",
        "travel document ends 4821",
        "COMPARE",
        "Compare name and birth date",
        "This code proves",
        "D4  Perform lathe operations",
        "proved by portfolio, tasks",
        "Assessed by Chan Virak (cert. 0417)",
        "Verified by Rith Ponleu (no. 0388)",
        "Anything else printed on the sheet is not proved by this code.",
        "PRACTICE. This recognises nothing.",
        "trust list 1 of Practice Recognition Agency",
    ):
        assert words in text
    found = checks(page)
    assert len(found) == 8
    assert found["File"] == "does not apply"
    assert set(found.values()) == {"passed", "does not apply"}


def test_dropped_pdf_pasted_picture_and_copied_text_say_the_same(
    qtbot: QtBot, walk: Walk, page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page.drop.files_given.emit([walk.desk.files.path(passport.pdf_sha256)])
    settled()
    assert word(page) == "VALID"

    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(QImage.fromData(qr_png(passport.code_texts[0])))
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL)
    settled()
    assert word(page) == "VALID"
    assert "pasted picture" in said(page.result)

    clipboard.setText(f"see {passport.code_texts[0]} please")
    qtbot.mouseClick(page.paste_button, LEFT)
    settled()
    assert word(page) == "VALID"
    assert "pasted text" in said(page.result)

    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(walk.desk.files.path(passport.pdf_sha256)))])
    clipboard.setMimeData(files)
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL)
    settled()
    assert word(page) == "VALID"


def test_an_empty_clipboard_is_answered_by_a_sentence(page: VerifyPage) -> None:
    QGuiApplication.clipboard().clear()
    page.paste()
    assert "nothing on the clipboard" in page.banner.sentence


def test_without_a_list_it_is_grey_and_everything_stands_under_claims(
    stranger: VerifyPage, passport: Passport, settled: Settled
) -> None:
    stranger.check_text(passport.code_texts[0])
    settled()

    assert (word(stranger), tone(stranger)) == ("UNDECIDED", "undecided")
    text = said(stranger.result)
    assert "Claims, not confirmed" in text
    assert "This code proves" not in text
    assert "Nobody trusted has confirmed it." in text
    assert "Take in the list of the agency" in text
    assert checks(stranger)["Signature"] == "not checked"


def test_an_employer_takes_in_the_agencys_lists_and_then_it_is_decided(
    stranger: VerifyPage,
    walk: Walk,
    passport: Passport,
    settled: Settled,
    tmp_path: Path,
) -> None:
    trust, status = tmp_path / "trust.json", tmp_path / "status.cwt"
    trust.write_bytes(walk.desk.published.trust() or b"")
    status.write_bytes(walk.desk.published.status() or b"")

    stranger._presenter.add_lists([status, trust])
    settled()
    assert "Key of Practice Recognition Agency: " in said(stranger), "to be compared once"
    stranger.check_text(passport.code_texts[0])
    settled()

    assert word(stranger) == "VALID"


def test_a_file_that_is_no_list_is_refused_and_the_others_stay(
    stranger: VerifyPage, walk: Walk, settled: Settled, tmp_path: Path
) -> None:
    trust, menu = tmp_path / "trust.json", tmp_path / "menu.json"
    trust.write_bytes(walk.desk.published.trust() or b"")
    menu.write_text('{"soup": "of the day"}')
    stranger._presenter.add_lists([trust])
    settled()
    stranger._presenter.add_lists([menu])
    settled()
    assert "menu.json" in stranger.banner.sentence
    assert "Practice Recognition Agency" in said(stranger)


def test_a_revoked_passport_is_struck_through_and_says_so(
    walk: Walk, page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.REVOKED, "issued in error"
    )
    publish(walk)
    page.check_text(passport.code_texts[0])
    settled()

    assert (word(page), tone(page)) == ("WITHDRAWN", "invalid")
    assert "The passport was revoked." in said(page.result)
    assert page.result is not None
    struck = [one.text() for one in page.result.findChildren(QLabel) if one.property("struck")]
    assert "D4  Perform lathe operations" in struck
    assert checks(page)["Status"] == "failed"


def test_a_status_list_that_is_too_old_decides_nothing(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page._presenter._now = lambda: datetime.now(UTC) + timedelta(days=9)
    page.check_text(passport.code_texts[0])
    settled()

    assert (word(page), tone(page)) == ("UNDECIDED", "undecided")
    assert "whether withdrawn since: not checked" in said(page.result)
    assert checks(page)["Status"] == "not checked"
    assert "This code proves" in said(page.result), "the signature is good all the same"


def test_one_changed_digit_shows_nothing_of_the_content(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    text = passport.code_texts[0]
    at = len(text) // 2
    changed = text[:at] + ("1" if text[at] == "0" else "0") + text[at + 1 :]
    page.check_text(changed)
    settled()

    assert word(page) in ("NOT READABLE", "NOT VALID")
    assert "Sok Dara" not in said(page.result)
    assert "D4" not in said(page.result)


def test_a_forged_centre_signature_shows_nothing_of_the_content(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    payload = decode_text(passport.code_texts[0])
    forged = bytearray(payload.document)
    forged[-1] ^= 1  # the last byte is the signature's
    page.check_text(encode_text(payload.address, bytes(forged)))
    settled()

    assert (word(page), tone(page)) == ("NOT VALID", "invalid")
    assert "signature is bad" in said(page.result)
    assert "Sok Dara" not in said(page.result)


def test_another_code_is_no_passport_and_no_alarm(page: VerifyPage, settled: Settled) -> None:
    page.check_text("https://example.org/menu")
    settled()
    assert (word(page), tone(page)) == ("NOT A PASSPORT", "undecided")
    assert "nothing is wrong with it" in said(page.result)
    assert checks(page) == {}


def test_a_blurred_picture_says_what_to_try(
    page: VerifyPage, settled: Settled, tmp_path: Path
) -> None:
    empty = QImage(400, 400, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFF)
    path = tmp_path / "photo.png"
    empty.save(str(path))
    page.check_files([path])
    settled()
    assert (word(page), tone(page)) == ("NOT READABLE", "undecided")
    assert "photo.png" in said(page.result)
    assert page.result is not None
    assert page.result.advice.text()


def test_many_inputs_are_listed_by_trouble_and_space_goes_on(
    qtbot: QtBot,
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    settled: Settled,
    tmp_path: Path,
) -> None:
    sheet = walk.desk.files.path(passport.pdf_sha256)
    note, other = tmp_path / "note.pdf", tmp_path / "code.txt"
    note.write_bytes(b"")
    other.write_text("https://example.org/menu")
    page.check_files([sheet, other, note])
    settled()

    names = [one.name for one in page.found]
    assert names == ["note.pdf", "code.txt", sheet.name]
    assert page.table.isVisible()
    assert word(page) == "NOT READABLE"
    page.area.setFocus()
    for expected in ("NOT A PASSPORT", "VALID"):
        qtbot.keyClick(page.area, Qt.Key.Key_Space)
        assert word(page) == expected
    qtbot.keyClick(page.area, Qt.Key.Key_Space)
    assert page.drop.button.hasFocus(), "after the last one the next file is asked for"


def test_the_next_persons_passport_leaves_nothing_of_the_one_before(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    page.check_text("https://example.org/menu")
    settled()
    assert "Sok Dara" not in said(page)
    assert not page.table.isVisible()


def test_at_twice_the_size_nothing_is_cut_at_the_right(
    page: VerifyPage, passport: Passport, settled: Settled, qapp: object
) -> None:
    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    page.resize(1200, 700)
    page.check_text(passport.code_texts[0])
    settled()
    assert not page.area.horizontalScrollBar().isVisible()
