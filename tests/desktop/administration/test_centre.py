"""The centre: agreements, its key in two people's hands, and what the agency gets each month."""

from datetime import timedelta

import pytest

from core.domain.people import CentreAuthority
from core.services.signing_in import unlock_key
from credentials.key_request import OwnerKind, open_key_request
from credentials.registration import open_registration
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.administration.centre import CentrePage
from desktop.views.administration.centre_key import CentreKeyPage
from tests import practice
from tests.desktop.administration.conftest import Files, Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said


@pytest.fixture
def key_page(walk: Walk, keys: CentreKeys, reads: QtTaskRunner, shown: Shown) -> CentreKeyPage:
    return shown(CentreKeyPage(Session(walk.desk, walk.registrar, reads), keys))


def test_an_agreement_is_recorded_for_a_framework(
    walk: Walk, reads: QtTaskRunner, shown: Shown, settled: Settled
) -> None:
    page = shown(CentrePage(Session(walk.desk, walk.registrar, reads)))
    assert "PRA-C-0012 by Practice Recognition Agency" in said(page)
    today = walk.desk.clock.today()
    page.add.click()
    page.document.setText("Agreement 7 of 2026")
    page.starts.setText(today.isoformat())
    page.ends.setText((today - timedelta(days=1)).isoformat())
    page.panel.do.click()
    settled()
    assert page.banner.sentence == "The last day is before the first."
    page.ends.setText((today + timedelta(days=10)).isoformat())
    page.panel.do.click()
    settled()
    with walk.desk.uow() as uow:
        assert uow.find(CentreAuthority, document="Agreement 7 of 2026")
    assert "Agreement 7 of 2026" in said(page)
    assert "ends soon" in said(page)


def test_the_months_registration_is_made_once(
    walk: Walk, keys: CentreKeys, reads: QtTaskRunner, shown: Shown, files: Files, settled: Settled
) -> None:
    practice.issued(walk)
    page = shown(CentreKeyPage(Session(walk.desk, walk.registrar, reads), keys))
    assert "Waiting to be registered: 3. No file was made yet." in said(page)
    assert "This month's file is due" in said(page)
    page.register.click()
    assert "passphrase" in page.banner.sentence
    page.key.field.edit.setText(PASSPHRASE)
    page.register.click()
    settled()
    made = open_registration(files.last.read_bytes())
    assert (made.content.centre, made.content.number) == ("KPC", 1)
    assert "Everything that was issued here is registered. The last file is number 1" in said(page)
    assert not page.register.isEnabled()


def test_a_wrong_passphrase_registers_nothing(
    walk: Walk, keys: CentreKeys, reads: QtTaskRunner, shown: Shown, files: Files, settled: Settled
) -> None:
    practice.issued(walk)
    page = shown(CentreKeyPage(Session(walk.desk, walk.registrar, reads), keys))
    page.key.field.edit.setText("wrong")
    page.register.click()
    settled()
    assert "does not open" in page.banner.sentence
    assert files.kept == []


def test_the_centres_key_request_names_the_centre(
    key_page: CentreKeyPage, files: Files, settled: Settled
) -> None:
    key_page.key.field.edit.setText(PASSPHRASE)
    key_page.request.click()
    settled()
    request = open_key_request(files.last.read_bytes())
    assert (request.kind, request.number) == (OwnerKind.CENTRE, "KPC")
    assert request.fingerprint.split() == key_page.fingerprint.digits.text().split()


def test_a_key_in_two_hands_comes_back_after_the_desk_has_burnt(
    key_page: CentreKeyPage, walk: Walk, files: Files, settled: Settled
) -> None:
    page = key_page
    panel = page.recovery.divide_panel
    page.recovery.divide.click()
    panel.key.edit.setText(PASSPHRASE)
    panel.first.setText("Mey Leakhena")
    panel.second.setText("Rith Ponleu")
    for field, typed in zip(panel._secrets, ("one", "two", "one", "three"), strict=True):
        field.edit.setText(typed)
    panel.do.click()
    assert "second holder" in page.banner.sentence
    panel._secrets[3].edit.setText("two")
    panel.do.click()
    settled()
    first, second = files.kept
    assert first.read_bytes() != second.read_bytes()

    before = unlock_key(walk.desk, CENTRE, PASSPHRASE)
    recover = page.recovery.recover_panel
    page.recovery.recover.click()
    for half, path, typed in ((recover.first, first, "one"), (recover.second, second, "two")):
        files.chosen = path
        half.choose.click()
        settled()
        half.passphrase.edit.setText(typed)
    recover.new.first.edit.setText("a new beginning")
    recover.new.second.edit.setText("a new beginning")
    recover.do.click()
    settled()
    assert page.banner.sentence == "The key is back and opens with the new passphrase."
    with before, unlock_key(walk.desk, CENTRE, "a new beginning") as after:
        assert after.public_key == before.public_key


def test_the_centres_successor_waits_for_the_agency(
    key_page: CentreKeyPage, files: Files, settled: Settled
) -> None:
    page = key_page
    page.replace.click()
    page.next_new.first.edit.setText("next")
    page.next_new.second.edit.setText("next")
    page.key.field.edit.setText(PASSPHRASE)
    page.replace_panel.do.click()
    settled()
    request = open_key_request(files.last.read_bytes())
    assert request.replaces is not None
    assert not page.next_key.switch.isEnabled()
    assert page.next_key.fingerprint.digits.text().split() == request.fingerprint.split()
