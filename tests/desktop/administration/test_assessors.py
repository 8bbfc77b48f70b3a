"""The register of assessors at the window: kept, printed, and a scope that was found invalid."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.case import Duty, Stage
from core.domain.people import Certification
from core.domain.recognition import Award, Status, StatusPlace
from core.domain.staff_records import AssessorQuality, StaffPost, TrainingEntry
from core.services import handling_cases
from desktop.demo.walk import Walk
from desktop.presenters.case_on_page import read_case_on_page
from desktop.presenters.case_work import CaseWork
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.administration.assessors import AssessorsPage
from desktop.views.case.people_choice import PeopleChoice
from desktop.views.own_record import OwnRecordPage
from desktop.widgets.reasoned import reasons_in
from tests.desktop.administration.conftest import Files, Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said
from tests.practice import mapped, verified


@pytest.fixture
def page(walk: Walk, reads: QtTaskRunner, shown: Shown) -> AssessorsPage:
    made = shown(AssessorsPage(Session(walk.desk, walk.registrar, reads)))
    made.go_to(walk.staff.assessor.person_number)
    return made


def test_what_is_known_is_kept_and_printed_and_lapsing_training_is_warned_of(
    page: AssessorsPage,
    walk: Walk,
    settled: Settled,
    files: Files,
    reads: QtTaskRunner,
    shown: Shown,
) -> None:
    today, card = walk.clock.today(), page.card
    card.edit.click()
    card.profile.address.setText("12 Street 271, Phnom Penh")
    card.profile.languages.setText("km, en")
    card.profile.do.click()
    settled()
    card.add_post.click()
    card.post.employer.setText("Hanshin Precision")
    card.post.starts.setText("2019-01-01")
    card.post.do.click()
    settled()
    card.add_training.click()
    card.training.name.setText("Tooling")
    card.training.hours.setText("a day")
    card.training.starts.setText((today - timedelta(days=340)).isoformat())
    card.training.do.click()
    settled()
    assert "whole numbers" in page.banner.sentence
    card.training.hours.setText("16")
    card.training.do.click()
    settled()
    page.requirements.set.click()
    page.requirements.framework.set_value("RMCS-MAN")
    page.requirements.hours.setText("16")
    page.requirements.months.setText("12")
    page.requirements.panel.do.click()
    settled()

    with walk.desk.uow() as uow:
        assert uow.find(StaffPost)[0].employer == "Hanshin Precision"
        assert uow.find(TrainingEntry)[0].hours == 16
    assert "12 Street 271" in said(card)
    assert "only 0 of 16 hours count" in said(card)

    card.add_practice.click()
    card.practice.observed_on.setText(today.isoformat())
    card.practice.seen[AssessorQuality.SHARED_CONTROL].setChecked(True)
    card.practice.narrative.set_value("Asked the worker first.")
    card.practice.do.click()
    settled()
    assert "sharing control with the worker" in said(card)
    own = shown(OwnRecordPage(Session(walk.desk, walk.assessor, reads)))
    own.card.print.click()
    settled()
    assert files.last.read_bytes().startswith(b"%PDF")
    assert not own.card.edit.isVisible()


def test_decisions_on_an_invalid_scope_are_shown_before_they_are_undone(
    page: AssessorsPage, walk: Walk, settled: Settled, files: Files
) -> None:
    case = verified(walk)
    page.refresh()
    settled()
    card, panel = page.card, page.card.scope
    card.find_invalid.click()
    with walk.desk.uow() as uow:
        held = uow.find(Certification, staff_id=walk.staff.assessor.id)
    panel.certification.set_value(next(one.id for one in held if one.framework_code == "RMCS-MAN"))
    assert not panel.do.isEnabled(), "nothing was shown yet"
    panel.look.click()
    settled()
    assert case.reference in said(panel)
    assert "an award came of it" in said(panel)
    panel.since.setText("2001-01-01")
    assert not panel.do.isEnabled(), "this day was not looked at"
    panel.since.set_value(held[0].starts)
    panel.look.click()
    settled()
    panel.do.click()
    settled()
    assert "without a reason" in page.banner.sentence
    panel.reason.setText("The certificate was forged")
    panel.do.click()
    settled()

    assert "award revoked" in said(panel)
    assert walk.file(case.id).case.stage is Stage.ASSESS_AND_VERIFY
    with walk.desk.uow() as uow:
        place = uow.find(Award)[0].status_place_id
        assert uow.get(StatusPlace, place).status is Status.REVOKED
    panel.letters.click()
    settled()
    assert files.last.name.endswith(f"letter-{case.reference}.pdf")


def test_who_cannot_be_assigned_is_offered_with_the_reason(
    walk: Walk, reads: QtTaskRunner, qtbot: QtBot
) -> None:
    case = mapped(walk)
    handling_cases.move_case(walk.desk, walk.advisor, case.id, Stage.FINALISE)
    with walk.desk.uow() as uow:
        for one in uow.find(Certification, staff_id=walk.staff.lead.id):
            uow.save(_ended(one, walk))
        uow.commit()

    work = CaseWork(_Nowhere(), Session(walk.desk, walk.advisor, reads), case.id)
    choice = PeopleChoice(work, Duty.ASSESS)
    qtbot.addWidget(choice)
    choice.show()
    choice.show_case(read_case_on_page(walk.desk, case.id), {})

    offered = [choice.choice.itemData(place) for place in range(choice.choice.count())]
    place = offered.index(walk.staff.lead.id)
    enabled = choice.choice.model().flags(choice.choice.model().index(place, 0))
    assert not enabled & Qt.ItemFlag.ItemIsEnabled
    assert "no certification in force" in choice.choice.itemText(place)
    assert any("Keo Sovann" in one.action for one in reasons_in(choice))
    mine = choice.choice.itemText(offered.index(walk.staff.assessor.id))
    assert mine == "Chan Virak · certified for D4 · nothing open"


class _Nowhere:
    """A view of a case that shows nothing."""

    def show_case(self, page: object) -> None:
        """Show nothing."""

    def show_problem(self, error: Exception) -> None:
        raise error


def _ended(one: Certification, walk: Walk) -> Certification:
    return replace(one, ends=walk.clock.today() - timedelta(days=1))
