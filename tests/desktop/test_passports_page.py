"""Passports: issue with the centre's key, show the sheet, revoke with a reason, publish."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.domain.case import Case, CaseEnd
from core.domain.people import Candidate, Consent
from core.domain.recognition import Passport, Status, StatusChange, StatusPlace, StatusReason
from core.ids import CaseId, PassportId
from core.ports.sitting import Sitting
from core.scanning.attachments import attached
from core.services.checking_passports import check_codes
from core.services.lists_at_hand import published_lists
from credentials.openbadges.file import FILE_NAME
from credentials.report import Verdict
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CENTRE, STATUS, CentreKeys
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import look
from desktop.views.issue_page import IssuePage
from desktop.views.passport_page import PassportPage
from desktop.views.passports_page import PassportsPage
from desktop.views.printing import print_pdf
from tests import practice
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot: QtBot, settled: Settled) -> Callable[[QWidget], None]:
    def shown(page: QWidget) -> None:
        qtbot.addWidget(page)
        page.resize(1160, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        settled()

    return shown


@pytest.fixture
def issue_page(
    walk: Walk, reads: QtTaskRunner, keys: CentreKeys, show: Callable[[QWidget], None]
) -> Callable[[CaseId], IssuePage]:
    def made(case_id: CaseId, by: Sitting | None = None) -> IssuePage:
        page = IssuePage(Session(walk.desk, by or walk.registrar, reads), keys, case_id)
        show(page)
        return page

    return made


@pytest.fixture
def unread(walk: Walk) -> Case:
    """A case whose worker has not read name and birth date yet."""
    case, decision = practice.decided(walk)
    walk.verify(case, decision)
    return case


@pytest.fixture
def passport(walk: Walk) -> Passport:
    return practice.issued(walk)


@pytest.fixture
def passport_page(
    walk: Walk,
    reads: QtTaskRunner,
    keys: CentreKeys,
    passport: Passport,
    show: Callable[[QWidget], None],
) -> PassportPage:
    page = PassportPage(Session(walk.desk, walk.registrar, reads), keys, passport.id)
    show(page)
    return page


def verdict(walk: Walk, passport: Passport) -> Verdict:
    lists = published_lists(walk.desk.published)
    [code] = check_codes(passport.code_texts, lists=lists, at=walk.clock.now())
    return code.report.verdict


# -- issuing --------------------------------------------------------------------------------------


def test_what_it_will_say_and_what_was_checked_stands_on_the_page(
    walk: Walk, issue_page: Callable[[CaseId], IssuePage]
) -> None:
    page = issue_page(practice.verified(walk).id)
    text = said(page)
    for words in (
        "Sok Dara",
        "សុខ ដារ៉ា",
        "document ends 4821",
        "D4  Perform lathe operations",
        "Assessed by Chan Virak, verified by Rith Ponleu",
        "The worker has agreed to the passport.",
    ):
        assert words in text
    assert "failed" not in text


def test_the_worker_reads_both_scripts_and_the_birth_date_before_the_key_is_asked_for(
    qtbot: QtBot,
    walk: Walk,
    unread: Case,
    settled: Settled,
    issue_page: Callable[[CaseId], IssuePage],
) -> None:
    page = issue_page(unread.id)
    for words in ("Sok Dara", "សុខ ដារ៉ា", "1988"):
        assert words in said(page.spelling)
    (against,) = page.footer.main.refusals
    assert "Nobody has recorded" in against.fact
    assert not page.key.isVisible()

    qtbot.mouseClick(page.spelling.agree, LEFT)
    settled()

    assert page.key.field.edit.hasFocus(), "what comes next has the keyboard"
    assert not page.footer.main.refusals
    assert page.key.isVisible()
    assert "The worker agreed on" in said(page.spelling)
    assert walk.file(unread.id).proofs[-1].agreed


def test_what_the_worker_finds_wrong_is_kept_and_nothing_is_issued(
    qtbot: QtBot,
    walk: Walk,
    unread: Case,
    settled: Settled,
    issue_page: Callable[[CaseId], IssuePage],
) -> None:
    page = issue_page(unread.id)
    qtbot.mouseClick(page.spelling.disagree, LEFT)
    qtbot.keyClick(page.spelling.remark, Qt.Key.Key_Return)
    assert walk.file(unread.id).proofs == (), "it must be said what is wrong"
    qtbot.keyClicks(page.spelling.remark, "Dara is spelt with one r")
    qtbot.keyClick(page.spelling.remark, Qt.Key.Key_Return)
    settled()

    [proof] = walk.file(unread.id).proofs
    assert (proof.agreed, proof.remark) == (False, "Dara is spelt with one r")
    assert "Dara is spelt with one r" in said(page.spelling)
    assert page.footer.main.refusals


def test_the_centres_passphrase_is_asked_once_a_sitting_and_the_passport_is_issued(
    qtbot: QtBot,
    walk: Walk,
    keys: CentreKeys,
    settled: Settled,
    issue_page: Callable[[CaseId], IssuePage],
) -> None:
    case = practice.verified(walk)
    page = issue_page(case.id)
    issued: list[PassportId] = []
    page.issued.connect(issued.append)

    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert "Type the passphrase" in page.banner.sentence
    assert page.key.field.edit.hasFocus()
    qtbot.keyClicks(page.key.field.edit, PASSPHRASE)
    qtbot.keyClick(page.key.field.edit, Qt.Key.Key_Return)
    settled()

    [passport] = walk.file(case.id).passports
    assert issued == [passport.id]
    assert walk.file(case.id).case.end is CaseEnd.RECOGNISED
    assert keys.is_open(CENTRE)
    assert page.key.field.text() == "", "the passphrase is forgotten at once"
    page.key.refresh()
    assert not page.key.field.isVisible()
    keys.wipe()
    page.key.refresh()
    assert page.key.field.isVisible()


def test_a_wrong_passphrase_issues_nothing(
    qtbot: QtBot,
    walk: Walk,
    settled: Settled,
    issue_page: Callable[[CaseId], IssuePage],
) -> None:
    case = practice.verified(walk)
    page = issue_page(case.id)
    qtbot.keyClicks(page.key.field.edit, "practise")
    qtbot.mouseClick(page.footer.main, LEFT)
    settled()
    assert "does not open the key" in page.banner.sentence
    assert walk.file(case.id).passports == ()
    assert page.footer.isEnabled()


def test_without_consent_the_button_says_which_rule_and_who_can_mend_it(
    qtbot: QtBot, walk: Walk, issue_page: Callable[[CaseId], IssuePage]
) -> None:
    case = practice.verified(walk)
    with walk.desk.uow() as uow:
        candidate = uow.get(Candidate, case.candidate_id)
        uow.save(replace(candidate, passport_consent=Consent.NO))
        uow.commit()
    page = issue_page(case.id)

    qtbot.mouseClick(page.footer.main, LEFT)

    assert page.footer.panel.isVisible()
    [reason] = page.footer.main.refusals
    assert reason.fact in said(page)
    assert not page.key.isVisible()
    assert walk.file(case.id).passports == ()


def test_an_advisor_cannot_issue(walk: Walk, issue_page: Callable[..., IssuePage]) -> None:
    page = issue_page(practice.verified(walk).id, walk.advisor)
    assert page.footer.main.refusals
    assert "registrar" in page.footer.main.refusals[0].fact


def test_the_same_content_is_not_issued_twice(
    walk: Walk, passport: Passport, issue_page: Callable[[CaseId], IssuePage]
) -> None:
    page = issue_page(passport.case_id)
    assert page.footer.main.refusals
    assert "failed" in said(page)


# -- the lists ------------------------------------------------------------------------------------


@pytest.fixture
def lists_page(
    walk: Walk, reads: QtTaskRunner, keys: CentreKeys, show: Callable[[QWidget], None]
) -> Callable[[], PassportsPage]:
    def made() -> PassportsPage:
        page = PassportsPage(Session(walk.desk, walk.registrar, reads), keys)
        show(page)
        return page

    return made


def test_what_waits_and_what_was_issued_are_two_lists_that_open_by_enter(
    qtbot: QtBot, walk: Walk, settled: Settled, lists_page: Callable[[], PassportsPage]
) -> None:
    case = practice.verified(walk)
    page = lists_page()
    chosen: list[CaseId] = []
    page.case_chosen.connect(chosen.append)
    page.queue.table.setFocus()
    qtbot.keyClick(page.queue.table, Qt.Key.Key_Return)
    assert chosen == [case.id]
    assert "1 case is ready to issue" in said(page)

    passport = walk.issue(case)
    page.refresh()
    settled()
    assert page.queue.model.rows == ()
    assert "No case waits for its passport." in said(page)
    opened: list[PassportId] = []
    page.passport_opened.connect(opened.append)
    page.issued.table.setFocus()
    qtbot.keyClick(page.issued.table, Qt.Key.Key_Return)
    assert opened == [passport.id]


def test_the_status_list_is_published_by_the_desk_that_holds_its_key(
    qtbot: QtBot,
    walk: Walk,
    passport: Passport,
    settled: Settled,
    lists_page: Callable[[], PassportsPage],
) -> None:
    assert verdict(walk, passport) is Verdict.UNDECIDED
    page = lists_page()
    assert "None is published yet" in said(page)
    qtbot.mouseClick(page.publish, LEFT)
    assert page.key.field.edit.hasFocus()
    qtbot.keyClicks(page.key.field.edit, PASSPHRASE)
    qtbot.mouseClick(page.publish, LEFT)
    settled()
    assert "is published" in page.banner.sentence
    assert verdict(walk, passport) is Verdict.VALID


def test_a_desk_without_the_status_key_says_that_the_agency_publishes(
    walk: Walk, tmp_path: Path, lists_page: Callable[[], PassportsPage]
) -> None:
    for file in (tmp_path / "home" / "keys").iterdir():
        if STATUS in file.name:
            file.unlink()
    page = lists_page()
    assert "The agency publishes it" in said(page)
    assert not page.publish.isVisible()


# -- one passport ---------------------------------------------------------------------------------


def test_the_sheet_is_shown_and_saved_to_the_byte(
    qtbot: QtBot,
    walk: Walk,
    passport: Passport,
    passport_page: PassportPage,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    qtbot.waitUntil(lambda: passport_page.viewer.page_count == 1)
    assert f"Passport {passport.reference}" in said(passport_page)
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    alone, whole = passport_page.save.menu().actions()
    alone.trigger()
    settled()
    assert attached(path.read_bytes(), FILE_NAME) is None, "a telephone needs the pages alone"
    assert walk.desk.read_codes(path.read_bytes(), name="sheet.pdf") == passport.code_texts
    assert "sheet.pdf" in passport_page.banner.sentence
    whole.trigger()
    settled()
    assert path.read_bytes() == walk.desk.files.get(passport.pdf_sha256)


@pytest.mark.parametrize("place", [0, 1])
def test_the_card_is_saved_for_either_paper_and_verifies(
    walk: Walk,
    passport_page: PassportPage,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: int,
) -> None:
    path = tmp_path / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    assert passport_page.card.isVisible()
    passport_page.card.menu().actions()[place].trigger()
    settled()
    assert "card.pdf" in passport_page.banner.sentence
    texts = walk.desk.read_codes(path.read_bytes(), name="card.pdf")
    (code,) = check_codes(texts, lists=published_lists(walk.desk.published), at=walk.clock.now())
    assert [one.award.units[0].code for one in code.report.awards] == ["D4"]


def test_a_folder_that_is_not_there_is_answered_by_a_sentence(
    passport_page: PassportPage, settled: Settled, tmp_path: Path
) -> None:
    passport_page.save_to(tmp_path / "no such folder" / "sheet.pdf")
    settled()
    assert "The disk refused" in passport_page.banner.sentence


def test_revoking_asks_for_a_reason_and_employers_read_it_at_once(
    qtbot: QtBot,
    walk: Walk,
    passport: Passport,
    passport_page: PassportPage,
    settled: Settled,
) -> None:
    card = passport_page.status
    qtbot.mouseClick(card.buttons[Status.REVOKED], LEFT)
    qtbot.mouseClick(card.do, LEFT)
    assert "reason" in passport_page.banner.sentence
    card.code.set_value(StatusReason.ERROR)
    qtbot.keyClicks(card.reason, "issued to the wrong person")
    qtbot.keyClicks(card.key.field.edit, "practise")
    qtbot.mouseClick(card.do, LEFT)
    settled()
    assert "does not open the key" in passport_page.banner.sentence
    with walk.desk.uow() as uow:
        assert uow.find(StatusChange) == (), "a wrong passphrase changes nothing"
    assert card.reason.value() == "issued to the wrong person", "what was typed stays"

    qtbot.keyClicks(card.key.field.edit, PASSPHRASE)
    qtbot.mouseClick(card.do, LEFT)
    settled()

    assert "now revoked" in passport_page.banner.sentence
    assert "issued to the wrong person" in said(card)
    assert not card.buttons[Status.REVOKED].isVisible()
    assert verdict(walk, passport) is Verdict.INVALID


def test_a_suspension_is_lifted_again_and_both_changes_stay_readable(
    qtbot: QtBot,
    walk: Walk,
    passport: Passport,
    passport_page: PassportPage,
    settled: Settled,
) -> None:
    card = passport_page.status
    for status, reason in (
        (Status.SUSPENDED, "under review"),
        (Status.VALID, "review found nothing"),
    ):
        qtbot.mouseClick(card.buttons[status], LEFT)
        card.code.set_value(StatusReason.OTHER)
        qtbot.keyClicks(card.reason, reason)
        if card.key.lacks_passphrase:
            qtbot.keyClicks(card.key.field.edit, PASSPHRASE)
        qtbot.mouseClick(card.do, LEFT)
        settled()
    assert "under review" in said(card)
    assert "review found nothing" in said(card)
    assert verdict(walk, passport) is Verdict.VALID
    with walk.desk.uow() as uow:
        assert uow.get(StatusPlace, passport.status_place_id).status is Status.VALID


def test_who_is_no_registrar_looks_and_changes_nothing(
    walk: Walk,
    reads: QtTaskRunner,
    keys: CentreKeys,
    passport: Passport,
    show: Callable[[QWidget], None],
) -> None:
    page = PassportPage(Session(walk.desk, walk.assessor, reads), keys, passport.id)
    show(page)
    assert not any(button.isVisible() for button in page.status.buttons.values())


def test_printing_puts_every_sheet_on_its_own_paper(
    walk: Walk, passport: Passport, tmp_path: Path, qapp: object
) -> None:
    del qapp
    pdf = walk.desk.files.get(passport.pdf_sha256)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pdf(pdf, printer)
    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    assert document.pageCount() == 1
    document.close()


def test_at_twice_the_size_the_sheet_stands_below_and_nothing_is_lost(
    passport_page: PassportPage, settled: Settled, qapp: object
) -> None:
    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    passport_page.resize(1160, 700)
    settled()
    facts = passport_page.panes()[0].mapTo(passport_page, passport_page.panes()[0].rect().topLeft())
    sheet = passport_page.viewer.mapTo(passport_page, passport_page.viewer.rect().topLeft())
    assert sheet.y() > facts.y()
    assert passport_page.viewer.height() >= 300
