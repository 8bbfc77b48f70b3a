"""Keys and lists at a real desk: registration, theft, the next key, and who is locked out."""

from datetime import timedelta

import pytest

from core.domain.people import Role, Staff
from core.domain.recognition import Passport
from core.services.agency_draft import agency_state
from core.services.checking_passports import CheckedCode, check_codes
from core.services.keeping_agency import (
    RegistrationRefusedError,
    admit_key,
    anchor_registration,
    end_key,
    read_request,
)
from core.services.key_care import keys_at_desk
from core.services.key_requests import (
    DecisionsWaitingError,
    KeyNotAdmittedError,
    prepare_next_personal_key,
    switch_to_next_personal_key,
)
from core.services.lists_at_hand import published_lists
from core.services.practice_agency import AGENCY_KEY
from core.services.publishing_status import publish_status
from core.services.publishing_trust import publish
from core.services.registration_files import (
    NothingToRegisterError,
    NotTheCentresKeyError,
    make_registration,
    registrations_due,
)
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import sign_in, unlock_key
from credentials.errors import WrongPassphraseError
from credentials.keys import Purpose, Strength, public_key
from credentials.registration import Registered, open_registration, sign_registration
from credentials.report import Check, Verdict
from credentials.trust_list import Period, RevocationReason, Standing
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.practice import decided


def _issued(work: Work) -> Passport:
    walk = work.walk
    passport = walk.issue(work.case)
    with unlock_key(walk.desk, "status", PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)
    return passport


def _registered(walk: Walk) -> bytes:
    with unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key:
        return make_registration(walk.desk, key)


def _checked(walk: Walk, passport: Passport) -> CheckedCode:
    lists = published_lists(walk.desk.published)
    (found,) = check_codes(passport.code_texts, lists=lists, at=walk.clock.now())
    return found


def _steal(walk: Walk, staff: Staff) -> None:
    walk.clock.turn(hours=1)
    since = walk.clock.now().replace(microsecond=0)
    end_key(walk.desk, public_key(staff.public_key), RevocationReason.COMPROMISED, since)
    publish(walk.desk, PASSPHRASE)


def test_what_was_registered_survives_the_theft_of_its_assessors_key(at_recognise: Work) -> None:
    walk = at_recognise.walk
    passport = _issued(at_recognise)
    anchor_registration(walk.desk, _registered(walk))
    publish(walk.desk, PASSPHRASE)

    _steal(walk, walk.assessor.staff)

    report = _checked(walk, passport).report
    assert report.verdict is Verdict.VALID
    assert report.findings[Check.DATES].code == "dates.confirmed"


def test_what_was_not_registered_does_not(at_recognise: Work) -> None:
    walk = at_recognise.walk
    passport = _issued(at_recognise)

    _steal(walk, walk.assessor.staff)

    report = _checked(walk, passport).report
    assert report.verdict is Verdict.INVALID
    assert report.findings[Check.ISSUER].code == "issuer.assessor-compromised"


def test_a_file_that_the_agency_has_not_anchored_confirms_nothing(at_recognise: Work) -> None:
    walk = at_recognise.walk
    passport = _issued(at_recognise)
    _registered(walk)

    _steal(walk, walk.assessor.staff)

    assert _checked(walk, passport).report.verdict is Verdict.INVALID


def test_each_document_is_registered_once(at_recognise: Work) -> None:
    walk = at_recognise.walk
    assert registrations_due(walk.desk) == 1, "the award waits before any passport"
    _issued(at_recognise)
    assert registrations_due(walk.desk) == 3, "the code of the sheet and that of the card"

    file = open_registration(_registered(walk))

    assert (file.content.number, len(file.content.awards), len(file.content.passports)) == (1, 1, 2)
    assert registrations_due(walk.desk) == 0
    with pytest.raises(NothingToRegisterError):
        _registered(walk)


def test_a_registration_is_signed_with_the_centres_key_only(at_recognise: Work) -> None:
    walk = at_recognise.walk
    with pytest.raises(NotTheCentresKeyError), unlock_key(walk.desk, AGENCY_KEY, PASSPHRASE) as key:
        make_registration(walk.desk, key)


def test_an_agency_anchors_a_file_once_and_only_from_the_centre(at_recognise: Work) -> None:
    walk = at_recognise.walk
    raw = _registered(walk)
    anchor_registration(walk.desk, raw)
    with pytest.raises(RegistrationRefusedError):
        anchor_registration(walk.desk, raw)

    first = open_registration(raw)
    second = Registered(
        centre=first.content.centre,
        number=2,
        previous=first.sha256,
        made_at=first.content.made_at,
        awards=frozenset({bytes(32)}),
        passports=frozenset(),
    )
    with pytest.raises(RegistrationRefusedError):
        anchor_registration(walk.desk, sign_registration(second, walk.assessor.key))
    assert [one.code for one in agency_state(walk.desk).changes] == ["change.anchored"]


def _next_key(walk: Walk, *, listed: bool = True) -> None:
    raw = prepare_next_personal_key(walk.desk, walk.assessor, "a new one", strength=Strength.FAST)
    if listed:
        now = walk.clock.now().replace(microsecond=0)
        admit_key(walk.desk, read_request(raw), period=Period(now, now + timedelta(days=365)))
        publish(walk.desk, PASSPHRASE)


def test_a_running_sitting_keeps_its_key_and_the_next_sign_in_uses_the_new_one(
    at_recognise: Work,
) -> None:
    walk = at_recognise.walk
    person, old = walk.assessor.staff.id, walk.assessor.key
    _next_key(walk)

    changed = switch_to_next_personal_key(walk.desk, person)

    assert old.sign(b"still at work")
    with pytest.raises(WrongPassphraseError):
        sign_in(walk.desk, person, PASSPHRASE)
    sitting = sign_in(walk.desk, person, "a new one")
    assert sitting.key.public_key == changed.public_key != old.public_key
    standings = {one.public_key: one.standing for one in keys_at_desk(walk.desk)}
    assert standings[sitting.key.public_key] is Standing.IN_FORCE
    assert standings[old.public_key] is Standing.IN_FORCE, "the two overlap"
    sitting.end()


def test_a_key_that_the_agency_has_not_listed_is_not_switched_to(at_recognise: Work) -> None:
    walk = at_recognise.walk
    _next_key(walk, listed=False)

    with pytest.raises(KeyNotAdmittedError):
        switch_to_next_personal_key(walk.desk, walk.assessor.staff.id)
    sign_in(walk.desk, walk.assessor.staff.id, PASSPHRASE).end()


def test_a_key_is_not_changed_while_a_verifier_waits_to_compare_it(at_map: Work) -> None:
    walk = at_map.walk
    decided(walk)
    _next_key(walk)

    with pytest.raises(DecisionsWaitingError):
        switch_to_next_personal_key(walk.desk, walk.assessor.staff.id)


def test_a_key_request_asks_for_what_the_person_is_certified_for(at_recognise: Work) -> None:
    walk = at_recognise.walk
    request = read_request(
        prepare_next_personal_key(walk.desk, walk.assessor, "new", strength=Strength.FAST)
    )

    assert request.number == walk.assessor.staff.person_number
    assert request.replaces == walk.assessor.key.public_key
    assert {role.value for role in request.roles} == {
        {Role.ASSESSOR: "assess", Role.VERIFIER: "verify"}[role]
        for role in walk.assessor.staff.roles & {Role.ASSESSOR, Role.VERIFIER}
    }
    assert request.wanted


def test_keys_at_a_desk_are_seen_without_a_passphrase(at_recognise: Work) -> None:
    found = {one.name: one for one in keys_at_desk(at_recognise.walk.desk)}

    assert found[AGENCY_KEY].purpose is Purpose.AGENCY
    assert found[CENTRE_KEY].standing is Standing.IN_FORCE
    assert len(found[CENTRE_KEY].fingerprint.split()) == 6
