"""Administering: only administrators, never the last one away, and a centre set up from nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.people import AssessorRoute, Centre, Certification, Role, Staff
from core.domain.standards import Framework
from core.errors import RefusedError
from core.services import administering
from core.services.setting_up import (
    CentreExistsError,
    DaysReversedError,
    EntryMissingError,
    NewCentre,
    NewCertification,
    NewPerson,
    PersonNumberTakenError,
    set_up_centre,
)
from core.services.signing_in import NotActiveError, people_who_can_sign_in, sign_in
from credentials.keys import Strength
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.parts import open_desk

NEW = NewPerson(
    name="Kim Sothea",
    person_number="0500",
    roles=frozenset({Role.ASSESSOR}),
    passphrase="open sesame",
)


def test_somebody_who_is_added_signs_in_with_their_own_passphrase(walk: Walk) -> None:
    added = administering.add_person(walk.desk, walk.registrar, NEW, strength=Strength.FAST)
    sitting = sign_in(walk.desk, added.id, "open sesame")
    assert sitting.staff.roles == {Role.ASSESSOR}
    sitting.end()
    with pytest.raises(PersonNumberTakenError):
        administering.add_person(walk.desk, walk.registrar, NEW, strength=Strength.FAST)


def test_only_an_administrator_may_change_people_and_agreements(walk: Walk) -> None:
    desk, by, who = walk.desk, walk.advisor, walk.assessor.staff.id
    with desk.uow() as uow:
        framework = uow.find(Framework)[0]
        certification = uow.find(Certification, staff_id=who)[0]
    today = desk.clock.today()
    with pytest.raises(RefusedError):
        administering.add_person(desk, by, NEW)
    with pytest.raises(RefusedError):
        administering.set_active(desk, by, who, active=False)
    with pytest.raises(RefusedError):
        administering.set_roles(desk, by, by.staff.id, frozenset(Role))
    with pytest.raises(RefusedError):
        administering.withdraw_certification(desk, by, certification.id, today)
    with pytest.raises(RefusedError):
        administering.add_agreement(
            desk, by, framework.id, document="A-1", starts=today, ends=today
        )
    new = NewCertification(
        number="1",
        authority="A",
        framework_code="F",
        unit_codes=frozenset(),
        route=AssessorRoute.TRAINER,
        starts=today,
        ends=today,
    )
    with pytest.raises(RefusedError):
        administering.certify_person(desk, by, who, new)


def test_who_left_cannot_sign_in_until_taken_up_again(walk: Walk) -> None:
    desk, who = walk.desk, walk.assessor.staff.id
    administering.set_active(desk, walk.registrar, who, active=False)
    assert who not in {one.id for one in people_who_can_sign_in(desk)}
    with pytest.raises(NotActiveError):
        sign_in(desk, who, PASSPHRASE)
    administering.set_active(desk, walk.registrar, who, active=True)
    sign_in(desk, who, PASSPHRASE).end()


def test_the_last_administrator_stays_one(walk: Walk) -> None:
    desk, me = walk.desk, walk.registrar.staff.id
    with pytest.raises(administering.LastAdministratorError):
        administering.set_active(desk, walk.registrar, me, active=False)
    with pytest.raises(administering.LastAdministratorError):
        administering.set_roles(desk, walk.registrar, me, frozenset({Role.REGISTRAR}))
    everything = frozenset({Role.ADVISOR, Role.ADMINISTRATOR})
    administering.set_roles(desk, walk.registrar, walk.advisor.staff.id, everything)
    after = administering.set_roles(desk, walk.registrar, me, frozenset({Role.REGISTRAR}))
    assert Role.ADMINISTRATOR not in after.roles


def test_a_withdrawn_certification_ends_that_day_and_can_be_given_back(walk: Walk) -> None:
    desk, today = walk.desk, walk.desk.clock.today()
    with desk.uow() as uow:
        certification = uow.find(Certification, staff_id=walk.assessor.staff.id)[0]
    after = administering.withdraw_certification(desk, walk.registrar, certification.id, today)
    assert not after.in_force(today)
    assert after.in_force(today - timedelta(days=1))
    again = administering.withdraw_certification(desk, walk.registrar, certification.id, None)
    assert again.in_force(today)


def test_days_in_the_wrong_order_are_refused(walk: Walk) -> None:
    today = walk.desk.clock.today()
    with walk.desk.uow() as uow:
        framework = uow.find(Framework)[0]
    with pytest.raises(DaysReversedError):
        administering.add_agreement(
            walk.desk,
            walk.registrar,
            framework.id,
            document="A-1",
            starts=today,
            ends=today - timedelta(days=1),
        )


def test_a_centre_is_set_up_with_its_first_administrator_or_not_at_all(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "home")
    today = desk.clock.today()
    centre = NewCentre(
        code="BTB",
        name="Battambang Centre",
        agency="National Agency",
        accreditation="A-12",
        accredited=(today, today),
        passport_address="https://skills.example/p",
        contact="",
    )
    try:
        nobody = replace(NEW, name=" ")
        with pytest.raises(EntryMissingError):
            set_up_centre(desk, centre, "centre", nobody, strength=Strength.FAST)
        unnamed = replace(centre, name="")
        with pytest.raises(EntryMissingError):
            set_up_centre(desk, unnamed, "centre", NEW, strength=Strength.FAST)
        with desk.uow() as uow:
            assert (uow.find(Centre), uow.find(Staff)) == ((), ())
        first = set_up_centre(desk, centre, "centre", NEW, strength=Strength.FAST)
        assert first.roles == {Role.ASSESSOR, Role.ADMINISTRATOR}
        assert people_who_can_sign_in(desk) == (first,)
        with pytest.raises(CentreExistsError):
            set_up_centre(desk, centre, "centre", replace(NEW, person_number="2"))
    finally:
        desk.close()
