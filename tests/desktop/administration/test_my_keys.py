"""My keys: read aloud, another passphrase, a request, a successor, a loss."""

import pytest

from core.services.key_care import request_fingerprint
from core.services.signing_in import sign_in
from credentials.errors import WrongPassphraseError
from credentials.key_report import Loss, open_key_report
from credentials.key_request import open_key_request
from credentials.keys import fingerprint, public_key
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.administration.my_keys import MyKeysPage
from tests.desktop.administration.conftest import Files, Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said


@pytest.fixture
def page(walk: Walk, reads: QtTaskRunner, shown: Shown) -> MyKeysPage:
    return shown(MyKeysPage(Session(walk.desk, walk.assessor, reads)))


def test_the_fingerprint_is_shown_in_groups(page: MyKeysPage, walk: Walk) -> None:
    digits = fingerprint(public_key(walk.assessor.staff.public_key))
    assert page.fingerprint.digits.text().split() == digits.split()
    assert "In the agency's list: in force." in said(page)


def test_the_passphrase_is_changed_and_the_sitting_goes_on(
    page: MyKeysPage, walk: Walk, settled: Settled
) -> None:
    page.passphrase.click()
    page.change_panel.old.edit.setText(PASSPHRASE)
    page.change_panel.new.first.edit.setText("three calm words")
    page.change_panel.new.second.edit.setText("three other words")
    page.change_panel.do.click()
    assert "differ" in page.banner.sentence
    page.change_panel.new.second.edit.setText("three calm words")
    page.change_panel.do.click()
    settled()
    assert page.banner.sentence == "Your key opens with the new passphrase from now on."
    sign_in(walk.desk, walk.assessor.staff.id, "three calm words").end()
    assert walk.assessor.key.sign(b"the sitting goes on")
    with pytest.raises(WrongPassphraseError):
        sign_in(walk.desk, walk.assessor.staff.id, PASSPHRASE)


def test_a_wrong_old_passphrase_changes_nothing_and_says_so(
    page: MyKeysPage, walk: Walk, settled: Settled
) -> None:
    page.passphrase.click()
    for field in (page.change_panel.old, page.change_panel.new.first, page.change_panel.new.second):
        field.edit.setText("not it")
    page.change_panel.do.click()
    settled()
    assert "does not open" in page.banner.sentence
    sign_in(walk.desk, walk.assessor.staff.id, PASSPHRASE).end()


def test_a_key_request_is_kept_as_a_file_that_the_agency_can_read(
    page: MyKeysPage, walk: Walk, files: Files, settled: Settled
) -> None:
    page.request.click()
    settled()
    request = open_key_request(files.last.read_bytes())
    assert (request.number, request.name) == ("0417", "Chan Virak")
    assert request.fingerprint.split() == page.fingerprint.digits.text().split()
    assert files.last.name in page.banner.sentence


def test_a_file_that_was_called_off_is_said_not_to_be_kept(
    page: MyKeysPage, files: Files, settled: Settled
) -> None:
    files.calls_off = True
    page.request.click()
    settled()
    assert page.banner.sentence.startswith("No file was kept")


def test_a_successor_waits_for_the_agency_and_is_signed_by_both_keys(
    page: MyKeysPage, walk: Walk, files: Files, settled: Settled
) -> None:
    page.replace.click()
    page.next_new.first.edit.setText("the next one")
    page.next_new.second.edit.setText("the next one")
    page.replace_panel.do.click()
    settled()
    request = open_key_request(files.last.read_bytes())
    assert request.replaces == walk.assessor.staff.public_key
    assert page.next_key.fingerprint.digits.text().split() == request.fingerprint.split()
    assert not page.next_key.switch.isEnabled()
    assert "does not list it yet" in said(page)
    assert not page.replace.isVisible()


def test_a_stolen_key_is_reported_signed(page: MyKeysPage, files: Files, settled: Settled) -> None:
    page.report.click()
    page.loss.set_value(Loss.STOLEN)
    page.since.setText("2026-13-01")
    page.report_panel.do.click()
    assert "year-month-day" in page.banner.sentence
    page.since.setText("2026-01-05")
    page.report_panel.do.click()
    settled()
    report = open_key_report(files.last.read_bytes())
    assert report.loss is Loss.STOLEN
    assert report.signed_by == report.key
    assert f"{report.since:%Y-%m-%d}" == "2026-01-05"
    digits = request_fingerprint(files.last.read_bytes())
    assert digits.split() == page.fingerprint.digits.text().split()


def test_an_encryption_key_is_made_once(page: MyKeysPage, files: Files, settled: Settled) -> None:
    page.make_encryption.click()
    page.encryption_new.first.edit.setText("for my eyes")
    page.encryption_new.second.edit.setText("for my eyes")
    page.encryption_panel.do.click()
    settled()
    assert len(page.encryption.digits.text().split()) == 6
    assert not page.make_encryption.isVisible()
    page.request.click()
    settled()
    assert open_key_request(files.last.read_bytes()).encryption_key is not None


def test_a_passphrase_that_was_begun_is_forgotten_when_the_page_is_hidden(page: MyKeysPage) -> None:
    page.passphrase.click()
    page.change_panel.old.edit.setText("half a passphr")
    page.hide()
    assert page.change_panel.old.text() == ""


def test_one_set_of_fields_is_open_at_a_time(page: MyKeysPage) -> None:
    page.passphrase.click()
    page.replace.click()
    assert not page.change_panel.isVisible()
    assert page.replace_panel.isVisible()
