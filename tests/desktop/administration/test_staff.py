"""Staff: added with a passphrase of their own, certified, let go, with a way back."""

from datetime import timedelta

import pytest

from core.domain.people import AssessorRoute, Certification, Role
from core.services.signing_in import people_who_can_sign_in, sign_in
from credentials.key_report import Loss, open_key_report
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.administration.staff import StaffPage
from tests.desktop.administration.conftest import Files, Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said


@pytest.fixture
def page(walk: Walk, reads: QtTaskRunner, shown: Shown) -> StaffPage:
    return shown(StaffPage(Session(walk.desk, walk.registrar, reads)))


def add(page: StaffPage, settled: Settled) -> None:
    page.add.click()
    page.panel.name.setText("Kim Sothea")
    page.panel.number.setText("0500")
    page.panel.roles[Role.ASSESSOR].click()
    page.panel.passphrase.first.edit.setText("mine alone")
    page.panel.passphrase.second.edit.setText("mine alone")
    page.panel.do.click()
    settled()


def test_a_person_is_added_and_signs_in(page: StaffPage, walk: Walk, settled: Settled) -> None:
    add(page, settled)
    assert page.banner.sentence == "Kim Sothea can sign in now."
    assert page.card.person is not None
    assert page.card.person.staff.name == "Kim Sothea"
    assert "may not assess or verify" in said(page.card)
    [kim] = [one for one in people_who_can_sign_in(walk.desk) if one.person_number == "0500"]
    sign_in(walk.desk, kim.id, "mine alone").end()


def test_a_taken_number_is_said_and_what_was_typed_stays(page: StaffPage, settled: Settled) -> None:
    page.add.click()
    page.panel.name.setText("Somebody Else")
    page.panel.number.setText("0417")
    page.panel.roles[Role.ADVISOR].click()
    page.panel.do.click()
    assert "passphrase" in page.banner.sentence
    page.panel.passphrase.first.edit.setText("x")
    page.panel.passphrase.second.edit.setText("x")
    page.panel.do.click()
    settled()
    assert page.banner.sentence == "Somebody else has the number 0417."
    assert page.panel.isVisible()
    assert page.panel.name.text() == "Somebody Else"


def test_a_certification_is_recorded_and_a_near_end_is_warned_of(
    page: StaffPage, walk: Walk, settled: Settled
) -> None:
    add(page, settled)
    today, card = walk.desk.clock.today(), page.card
    card.certify.click()
    assert (card.number.text(), card.authority.text()) == ("0500", "Practice Recognition Agency")
    card.units.setText("D4, D5")
    card.route.set_value(AssessorRoute.TRAINER)
    card.certify_panel.do.click()
    assert "year-month-day" in page.banner.sentence
    card.starts.setText(today.isoformat())
    card.ends.setText((today + timedelta(days=20)).isoformat())
    card.certify_panel.do.click()
    settled()
    with walk.desk.uow() as uow:
        [made] = uow.find(Certification, number="0500")
    assert made.unit_codes == {"D4", "D5"}
    assert "ask for a new one now" in said(page.card)
    assert "Certifications that end soon: 1." in said(page.head)


def test_a_withdrawn_certification_is_given_back_by_undo(
    page: StaffPage, walk: Walk, settled: Settled
) -> None:
    page.go_to("0388")
    assert page.card.person is not None
    one = page.card.person.certifications[0]
    page.withdraw(one, withdrawn=True)
    settled()
    assert "withdrawn from" in said(page.card)
    page.undo.button.click()
    settled()
    assert "withdrawn from" not in said(page.card)
    with walk.desk.uow() as uow:
        assert uow.get(Certification, one.id).withdrawn_on is None


def test_who_left_is_shown_as_such_and_comes_back_by_undo(
    page: StaffPage, walk: Walk, settled: Settled
) -> None:
    page.go_to("0417")
    page.card.deactivate.click()
    settled()
    assert "cannot sign in any more" in page.undo.accessibleName()
    assert "Does not work here any more" in said(page.card)
    assert len(people_who_can_sign_in(walk.desk)) == 5
    page.undo.button.click()
    settled()
    assert len(people_who_can_sign_in(walk.desk)) == 6


def test_the_only_administrator_is_not_let_go(page: StaffPage, settled: Settled) -> None:
    page.go_to("0102")
    page.card.deactivate.click()
    settled()
    assert "only administrator" in page.banner.sentence


def test_searching_finds_people_by_role(page: StaffPage, settled: Settled) -> None:
    page.search_field.setText("registrar")
    page.search_field._now()
    assert [one.staff.name for one in page.model.rows] == ["Noun Sophea"]


def test_who_is_no_administrator_only_looks(walk: Walk, reads: QtTaskRunner, shown: Shown) -> None:
    page = shown(StaffPage(Session(walk.desk, walk.advisor, reads)))
    assert len(page.model.rows) == 6
    for button in (page.add, page.card.certify, page.card.deactivate, page.card.report):
        assert not button.isVisible()


def test_a_lost_key_is_reported_for_its_owner_unsigned(
    page: StaffPage, files: Files, settled: Settled
) -> None:
    page.go_to("0388")
    page.card.report.click()
    settled()
    report = open_key_report(files.last.read_bytes())
    assert (report.name, report.loss, report.signed_by) == ("Rith Ponleu", Loss.LOST, None)
