"""The agency's desk: what is changed gathers in a draft, and there is a way back until it counts."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from core.ports.desk import Desk
from core.services.agency_draft import published_list
from core.services.key_care import report_key
from core.services.key_requests import request_for_centre, request_for_person
from core.services.next_root import NEXT_ROOT
from core.services.reserving_places import GrantRefusedError, take_in_grant
from core.services.signing_in import staff_key_name, unlock_key
from credentials.key_report import Loss
from credentials.keys import fingerprint, parse_key_file, public_key
from credentials.trust_list import RevocationReason
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CENTRE
from desktop.tasks import QtTaskRunner
from desktop.views.administration.agency import AgencyPage
from tests.desktop.administration.conftest import Files, Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said


@pytest.fixture
def page(agency: Desk, reads: QtTaskRunner, shown: Shown) -> AgencyPage:
    return shown(AgencyPage(agency, reads))


@pytest.fixture
def give(
    page: AgencyPage, files: Files, tmp_path: Path, settled: Settled
) -> Callable[[Callable[[], object], bytes], None]:
    def given(press: Callable[[], object], raw: bytes) -> None:
        files.chosen = tmp_path / "given.json"
        files.chosen.write_bytes(raw)
        press()
        settled()

    return given


Give = Callable[[Callable[[], object], bytes], None]


def admit(page: AgencyPage, walk: Walk, give: Give, settled: Settled) -> None:
    give(page.entries.admit.click, request_for_person(walk.desk, walk.assessor))
    page.admit_panel.typed.setText(fingerprint(public_key(walk.assessor.staff.public_key)))
    page.admit_panel.do.click()
    settled()


def publish(page: AgencyPage, settled: Settled) -> None:
    page.publish.click()
    page.passphrase.edit.setText("root")
    page.publish_panel.do.click()
    settled()


def test_an_empty_agency_says_what_comes_first(page: AgencyPage) -> None:
    assert "List 1 of" in said(page.head)
    assert "Nothing waits" in said(page)
    assert page.entries.entry is None


def test_a_key_is_admitted_by_the_digits_its_owner_reads(
    page: AgencyPage, walk: Walk, agency: Desk, give: Give, settled: Settled
) -> None:
    give(page.entries.admit.click, request_for_person(walk.desk, walk.assessor))
    assert "Chan Virak (0417) asks for" in said(page.admit_panel)
    digits = fingerprint(public_key(walk.assessor.staff.public_key))
    assert digits not in said(page), "whoever could copy the digits would compare nothing"
    page.admit_panel.do.click()
    assert "Type the fingerprint" in page.banner.sentence
    page.admit_panel.typed.setText("2" * 30)
    page.admit_panel.do.click()
    settled()
    assert "not the fingerprint" in page.banner.sentence
    assert page.admit_panel.isVisible(), "a typing mistake is no reason to begin again"

    page.admit_panel.typed.setText(digits)
    page.admit_panel.do.click()
    settled()
    assert any("Chan Virak (0417) has a new key" in one for one in page.changes.sentences)
    assert page.entries.entry is not None
    assert page.entries.entry.waits
    assert published_list(agency).content.people == (), "a draft does not count"

    page.publish.click()
    page.passphrase.edit.setText("wrong")
    page.publish_panel.do.click()
    settled()
    assert "does not open" in page.banner.sentence
    publish(page, settled)
    assert page.banner.sentence == "List 2 is published."
    assert [one.number for one in published_list(agency).content.people] == ["0417"]
    assert page.changes.sentences == ()


def test_a_step_is_taken_back_before_it_is_published(
    page: AgencyPage, walk: Walk, give: Give, settled: Settled
) -> None:
    admit(page, walk, give, settled)
    page.entries.rename.click()
    page.entries.new_name.setText("Chan V.")
    page.entries.rename_panel.do.click()
    settled()
    assert page.entries.entry is not None
    assert page.entries.entry.name == "Chan V."
    page.undo.button.click()
    settled()
    assert page.entries.entry.name == "Chan Virak"
    page.discard.click()
    settled()
    assert page.entries.entry is None
    page.undo.button.click()
    settled()
    assert page.entries.entry is not None


def test_a_scope_is_set_for_one_framework_and_the_rest_stays(
    page: AgencyPage, walk: Walk, give: Give, settled: Settled
) -> None:
    admit(page, walk, give, settled)
    entries, today = page.entries, walk.desk.clock.today()
    assert entries.entry is not None
    before = entries.entry.scopes
    entries.scope.click()
    entries.framework.setText("KH-WELDING")
    entries.units.setText("W1, W2")
    entries.starts.setText(today.isoformat())
    entries.scope_panel.do.click()
    assert "year-month-day" in page.banner.sentence
    entries.ends.setText((today + timedelta(days=30)).isoformat())
    entries.scope_panel.do.click()
    settled()
    assert set(entries.entry.scopes) > set(before)
    assert "KH-WELDING: W1, W2" in said(entries)


def test_a_key_in_wrong_hands_is_marked_as_grave(
    page: AgencyPage, walk: Walk, agency: Desk, give: Give, settled: Settled
) -> None:
    admit(page, walk, give, settled)
    publish(page, settled)
    page.entries.end.click()
    page.entries.reason.set_value(RevocationReason.COMPROMISED)
    page.entries.end_panel.do.click()
    settled()
    assert any("in wrong hands" in one for one in page.changes.sentences)
    publish(page, settled)
    [person] = published_list(agency).content.people
    assert person.life.reason is RevocationReason.COMPROMISED
    assert not page.entries.end.isEnabled()


def test_an_unsigned_report_needs_the_digits_read_over_the_telephone(
    page: AgencyPage, walk: Walk, give: Give, settled: Settled
) -> None:
    admit(page, walk, give, settled)
    publish(page, settled)
    since = walk.desk.clock.now().replace(microsecond=0)
    name = staff_key_name(walk.assessor.staff.id)
    give(page.files.report.click, report_key(walk.desk, name, Loss.LOST, since))
    page.files.panel.do.click()
    settled()
    assert "Nothing proves yet" in page.banner.sentence
    page.files.digits.setText(fingerprint(public_key(walk.assessor.staff.public_key)))
    page.files.panel.do.click()
    settled()
    assert any("is given up" in one for one in page.changes.sentences)


def test_another_agency_is_recognised_by_its_fingerprint_and_no_more(
    page: AgencyPage, walk: Walk, give: Give, settled: Settled
) -> None:
    raw = walk.desk.published.trust()
    assert raw is not None
    foreign, today = page.foreign, walk.desk.clock.today()
    give(foreign.recognise.click, raw)
    assert "The list is of Practice Recognition Agency." in said(foreign)
    foreign.typed.setText(fingerprint(published_list(walk.desk).content.agency_key))
    foreign.panel.do.click()
    assert "at least one framework" in page.banner.sentence
    foreign.frameworks.setText("RMCS-MACHINING")
    foreign.ends.setText((today + timedelta(days=365)).isoformat())
    foreign.panel.do.click()
    settled()
    assert any("is recognised for RMCS-MACHINING" in one for one in page.changes.sentences)
    publish(page, settled)
    [stop] = [one for one in foreign.findChildren(QPushButton) if "Stop" in one.text()]
    stop.click()
    settled()
    assert any("is no longer recognised" in one for one in page.changes.sentences)


def test_the_root_is_changed_with_the_key_from_the_stick(
    page: AgencyPage, agency: Desk, give: Give, files: Files, tmp_path: Path, settled: Settled
) -> None:
    old = published_list(agency).content.agency_key
    give(page.root.rotate.click, (tmp_path / "next-root.json").read_bytes())
    root = page.root
    root.root.edit.setText("root")
    root.following.edit.setText("next")
    root.after.first.edit.setText("after")
    root.after.second.edit.setText("after")
    files.calls_off = True
    root.rotate_panel.do.click()
    settled()
    assert published_list(agency).content.agency_key != old
    page.refresh()  # as when the program was closed in between
    settled()
    assert "still on this machine" in page.next_key.sentence
    files.calls_off = False
    page.next_key.button.click()
    settled()
    page.refresh()
    settled()
    assert page.next_key.sentence == ""
    assert NEXT_ROOT not in agency.keys.names(), "it lives elsewhere"
    announced = published_list(agency).content.next_key_sha256
    kept = parse_key_file(files.last.read_bytes()).public_key
    assert hashlib.sha256(kept).digest() == announced


def test_a_centre_is_granted_places(
    page: AgencyPage, walk: Walk, give: Give, files: Files, settled: Settled
) -> None:
    with unlock_key(walk.desk, CENTRE, PASSPHRASE) as key:
        give(page.entries.admit.click, request_for_centre(walk.desk, key))
        page.admit_panel.typed.setText(fingerprint(key.public_key))
    page.admit_panel.do.click()
    settled()
    publish(page, settled)
    page.root.grant.click()
    page.root.centre.setText("KPC")
    page.root.count.setText("many")
    page.root.grant_panel.do.click()
    assert "in digits" in page.banner.sentence
    page.root.count.setText("12")
    page.root.status.edit.setText("root")
    page.root.grant_panel.do.click()
    settled()
    grant = files.last.read_bytes()
    with pytest.raises(GrantRefusedError):
        take_in_grant(walk.desk, grant)  # the practice centre has another agency


def test_the_published_list_is_kept_as_a_file(
    page: AgencyPage, agency: Desk, files: Files, settled: Settled
) -> None:
    page.keep.click()
    settled()
    assert files.last.read_bytes() == agency.published.trust()
