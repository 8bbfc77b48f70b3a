"""Setting a centre up: what could not stand on a passport is refused before a key is made."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.domain.people import AssessorRoute, Centre, Certification, Role, Staff
from core.domain.references import new_reference, parse_reference
from core.errors import CoreError
from core.services.setting_up import (
    NewCentre,
    NewCertification,
    NewPerson,
    certify,
    create_centre,
    enrol_staff,
)
from credentials.errors import CredentialError
from credentials.keys import Strength
from desktop.demo.walk import Walk
from desktop.parts import open_desk


def code_of(use: Callable[[], object]) -> str:
    with pytest.raises((CoreError, CredentialError)) as caught:
        use()
    assert isinstance(caught.value, CoreError | CredentialError)
    return caught.value.code


def test_a_centre_that_could_not_issue_is_not_created(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "home")
    today = desk.clock.today()
    good = NewCentre(
        code="KPC",
        name="Kampong Cham",
        agency="Agency",
        accreditation="A-1",
        accredited=(today, today),
        passport_address="https://skills.example/p",
        contact="",
    )

    def create(passphrase: str = "practice", **changes: Any) -> Centre:
        return create_centre(desk, replace(good, **changes), passphrase, strength=Strength.FAST)

    wrong: list[tuple[dict[str, Any], str]] = [
        ({"code": "KP"}, "centre.code"),
        ({"code": "KPCC"}, "centre.code"),
        ({"code": "kpc"}, "centre.code"),
        ({"code": "IO1"}, "centre.code"),
        ({"name": " "}, "setting-up.missing"),
        ({"agency": ""}, "setting-up.missing"),
        ({"name": "x" * 201}, "text.too-long"),
        ({"accreditation": "A\u202e1"}, "text.unusable-character"),
        ({"passport_address": "http://skills.example/p"}, "qr.bad-address"),
        ({"passport_address": "https://Skills.example/p"}, "qr.bad-address"),
        ({"passport_address": "https://skills.example/p#"}, "qr.bad-address"),
        ({"passphrase": ""}, "key.empty-passphrase"),
    ]
    try:
        for change, code in wrong:
            assert code_of(partial(create, **change)) == code, change
        assert not (tmp_path / "home" / "keys").exists(), "no key was made for nothing"

        centre = create(name="  Kampong\nCham ")

        assert centre.name == "Kampong Cham"
        assert parse_reference(new_reference(centre.code)).startswith("KPC-")
    finally:
        desk.close()


def test_nobody_is_enrolled_whom_no_award_could_name(walk: Walk) -> None:
    def enrol(name: str, number: str) -> Staff:
        roles = frozenset({Role.ASSESSOR})
        person = NewPerson(name=name, person_number=number, roles=roles, passphrase="practice")
        return enrol_staff(walk.desk, person, strength=Strength.FAST)

    for name, number, code in (
        ("", "0500", "setting-up.missing"),
        ("Som", " ", "setting-up.missing"),
        ("Som\x00", "0500", "text.unusable-character"),
        ("Som", "5" * 201, "text.too-long"),
        ("Som", " 0417 ", "staff.number-taken"),
    ):
        assert code_of(partial(enrol, name, number)) == code
    with walk.desk.uow() as uow:
        assert len(uow.find(Staff)) == 6

    assert enrol(" Som  Vichea", "0500").name == "Som Vichea"


def test_a_certificate_without_a_number_is_none(walk: Walk) -> None:
    today = walk.clock.today()

    def record(number: str) -> Certification:
        new = NewCertification(
            number=number,
            authority="Agency",
            framework_code="RMCS-M",
            unit_codes=frozenset(),
            route=AssessorRoute.TRAINER,
            starts=today,
            ends=today,
        )
        return certify(walk.desk, walk.staff.assessor.id, new)

    assert code_of(partial(record, " ")) == "setting-up.missing"
    assert code_of(partial(record, "1\u2066")) == "text.unusable-character"
    assert record(" 0417-B ").number == "0417-B"
