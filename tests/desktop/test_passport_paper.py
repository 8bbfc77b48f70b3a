"""The paper of a passport at the registrar's desk: read back, handed over, lost, issued anew."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.domain.handing_out import SheetEventKind
from core.domain.recognition import Passport, Status, StatusChange, StatusPlace, StatusReason
from core.ids import PassportId
from core.services.registering import change_name
from core.services.status_places import change_status
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.passport_page import PassportPage
from tests import practice
from tests.desktop.eyes import said
from tests.reporting.pages import page_texts

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Hand:
    """A registrar at the page of one passport."""

    qtbot: QtBot
    walk: Walk
    tasks: QtTaskRunner
    page: PassportPage
    passport: Passport

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def kinds(self) -> list[SheetEventKind]:
        return [one.kind for one in self.walk.file(self.passport.case_id).sheet_events]


@pytest.fixture
def hand(qtbot: QtBot, walk: Walk, reads: QtTaskRunner, keys: CentreKeys) -> Hand:
    passport = practice.issued(walk)
    page = PassportPage(Session(walk.desk, walk.registrar, reads), keys, passport.id)
    qtbot.addWidget(page)
    page.resize(1160, 900)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    made = Hand(qtbot, walk, reads, page, passport)
    made.rest()
    return made


def scan_of(walk: Walk, passport: Passport, path: Path) -> Path:
    """A scan as a flatbed scanner makes it: a picture at 150 dpi."""
    document = pypdfium2.PdfDocument(walk.desk.files.get(passport.pdf_sha256))
    document[0].render(scale=150 / 72).to_pil().convert("L").save(path)
    document.close()
    return path


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def test_paper_is_printed_read_back_from_a_scan_and_handed_over_with_a_receipt(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.printing.ask_and_print", lambda *_: True)
    hand.click(hand.page.print)
    assert hand.kinds() == [SheetEventKind.PRINTED]
    hand.click(hand.page.paper.buttons[SheetEventKind.HANDED_OVER])
    assert "not read back" in hand.page.banner.sentence
    assert not hand.page.paper.who.isVisible()

    choose(monkeypatch, scan_of(hand.walk, hand.passport, tmp_path / "scan.png"))
    hand.click(hand.page.paper.scan)
    assert "can be handed over" in hand.page.banner.sentence
    hand.click(hand.page.paper.buttons[SheetEventKind.HANDED_OVER])
    hand.click(hand.page.paper.do)
    assert "Write it down first" in hand.page.banner.sentence
    hand.qtbot.keyClicks(hand.page.paper.who, "Sok Dara")
    hand.qtbot.keyClicks(hand.page.paper.what, "travel document N00124821")
    hand.click(hand.page.paper.do)

    assert hand.kinds()[-1] is SheetEventKind.HANDED_OVER
    receipt = "to Sok Dara, who showed travel document N00124821"
    assert hand.walk.file(hand.passport.case_id).sheet_events[-1].note == receipt
    assert receipt in said(hand.page.paper)


def test_a_print_that_was_called_off_is_not_recorded(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.printing.ask_and_print", lambda *_: False)
    hand.click(hand.page.print)
    assert hand.kinds() == []


def test_the_camera_reads_the_paper_and_refuses_another_one(hand: Hand) -> None:
    hand.page.paper.see(("https://example.org/menu",))
    hand.rest()
    assert "is not passport" in hand.page.banner.sentence
    assert hand.kinds() == []
    hand.page.paper.see(hand.passport.code_texts)
    hand.rest()
    assert hand.kinds() == [SheetEventKind.READ_BACK]


def test_lost_paper_is_written_down_and_the_passport_stays_as_it_is(hand: Hand) -> None:
    hand.click(hand.page.paper.buttons[SheetEventKind.LOST])
    hand.qtbot.keyClicks(hand.page.paper.what, "left in a bus")
    hand.click(hand.page.paper.do)
    assert hand.kinds() == [SheetEventKind.LOST]
    assert "left in a bus" in said(hand.page.paper)
    with hand.walk.desk.uow() as uow:
        assert uow.get(StatusPlace, hand.passport.status_place_id).status is Status.VALID


def test_a_new_name_is_issued_with_a_second_person_whose_key_is_wiped_at_once(
    hand: Hand, keys: CentreKeys
) -> None:
    walk, card = hand.walk, hand.page.reissue
    issued: list[PassportId] = []
    hand.page.issued_anew.connect(issued.append)
    change_name(walk.desk, walk.advisor, hand.passport.candidate_id, "Sok Sovann", "deed 77")
    hand.page.refresh()
    hand.rest()
    names = [card.second.itemText(number) for number in range(card.second.count())]
    assert walk.registrar.staff.name not in names
    assert walk.advisor.staff.name not in names

    hand.click(card.open)
    hand.click(card.do)
    assert "reads name and birth date" in hand.page.banner.sentence
    hand.click(card.spelling.agree)
    card.second.set_value(walk.verifier.staff.id)
    hand.qtbot.keyClicks(card.passphrase.edit, "practise")
    hand.qtbot.keyClicks(card.key.field.edit, PASSPHRASE)
    hand.click(card.do)
    assert "does not open the key" in hand.page.banner.sentence
    assert issued == []
    hand.qtbot.keyClicks(card.passphrase.edit, PASSPHRASE)
    hand.click(card.do)

    assert keys.is_open(CENTRE)
    newest = walk.file(hand.passport.case_id).passports[-1]
    assert issued == [newest.id]
    assert newest.supersedes == hand.passport.id
    assert card.passphrase.text() == ""


def test_a_suspension_has_a_coded_reason_and_a_letter_with_the_right_of_appeal(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = hand.page.status
    assert not status.save_letter.isVisible()
    hand.click(status.buttons[Status.SUSPENDED])
    status.code.set_value(StatusReason.INVESTIGATION)
    hand.qtbot.keyClicks(status.reason, "a former employer doubts the statement")
    hand.qtbot.keyClicks(status.key.field.edit, PASSPHRASE)
    hand.click(status.do)
    with hand.walk.desk.uow() as uow:
        (change,) = uow.find(StatusChange)
    assert change.code is StatusReason.INVESTIGATION

    choose(monkeypatch, tmp_path / "letter.pdf")
    hand.click(status.save_letter)
    [text] = page_texts((tmp_path / "letter.pdf").read_bytes())
    for words in (
        "Sok Dara",
        f"Your skill passport {hand.passport.reference} is suspended",
        "Something about it is being looked into.",
        "A former employer doubts the statement.",
        "You may appeal.",
    ):
        assert words in text


def test_one_award_is_revoked_alone_with_a_letter_that_names_the_unit(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, (award,) = hand.page.status, hand.walk.file(hand.passport.case_id).awards
    assert [status.about.itemText(number) for number in range(status.about.count())] == [
        "The whole passport: valid",
        "D4 Perform lathe operations: valid",
    ]
    status.about.setCurrentIndex(1)
    status.about.activated.emit(1)
    hand.click(status.buttons[Status.REVOKED])
    hand.qtbot.keyClicks(status.reason, "another turned the shaft")
    hand.click(status.do)
    assert "kind of reason" in hand.page.banner.sentence, "a person chooses it"
    status.code.set_value(StatusReason.FRAUD)
    hand.qtbot.keyClicks(status.key.field.edit, PASSPHRASE)
    hand.click(status.do)

    with hand.walk.desk.uow() as uow:
        assert uow.get(StatusPlace, award.status_place_id).status is Status.REVOKED
        assert uow.get(StatusPlace, hand.passport.status_place_id).status is Status.VALID
    assert "D4 is now revoked in every passport" in hand.page.banner.sentence
    assert "valid  ·  D4 Perform lathe operations: revoked" in said(hand.page)
    assert status.about.currentText() == "D4 Perform lathe operations: revoked"
    assert "another turned the shaft" in said(status)

    choose(monkeypatch, tmp_path / "letter.pdf")
    hand.click(status.save_letter)
    [letter] = page_texts((tmp_path / "letter.pdf").read_bytes())
    assert "D4 Perform lathe operations in your skill passport" in letter
    assert "reads that it is revoked" in letter.replace("\n", " ")
    assert "Another turned the shaft." in letter


def test_who_is_no_registrar_neither_prints_nor_notes_anything(
    qtbot: QtBot, walk: Walk, reads: QtTaskRunner, keys: CentreKeys
) -> None:
    passport = practice.issued(walk)
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.SUSPENDED, "looked into"
    )
    page = PassportPage(Session(walk.desk, walk.assessor, reads), keys, passport.id)
    qtbot.addWidget(page)
    page.show()
    Hand(qtbot, walk, reads, page, passport).rest()
    for button in (page.print, page.paper.scan, page.reissue.open, page.status.save_letter):
        assert not button.isVisible()
    page.print_sheet()
    assert walk.file(passport.case_id).sheet_events == ()
