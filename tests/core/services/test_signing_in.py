"""Signing in: the passphrase opens one person's own key, and nothing else does."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.people import Role, Staff
from core.errors import CoreError, NotFoundError
from core.ids import StaffId, new_id
from core.services.signing_in import (
    people_who_can_sign_in,
    sign_in,
    staff_key_name,
    unlock_key,
)
from credentials.errors import CredentialError, KeyClosedError
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from tests.practice import changed


def code_of(walk: Walk, person: StaffId, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises((CoreError, CredentialError)) as caught:
        sign_in(walk.desk, person, passphrase)
    assert isinstance(caught.value, CoreError | CredentialError)
    return caught.value.code


def key_file(home: Path, person: Staff) -> Path:
    return home / "keys" / f"{staff_key_name(person.id)}.key"


def sign_ins(walk: Walk) -> int:
    with walk.desk.uow() as uow:
        return sum(one.action == "staff.signed-in" for one in uow.audit_log(walk.desk.id))


def test_the_own_passphrase_opens_the_own_key_until_the_sitting_ends(walk: Walk) -> None:
    before = sign_ins(walk)
    sitting = sign_in(walk.desk, walk.staff.assessor.id, PASSPHRASE)

    assert sitting.staff == walk.staff.assessor
    assert sitting.key.public_key == walk.staff.assessor.public_key
    assert sign_ins(walk) == before + 1
    sitting.end()
    with pytest.raises(KeyClosedError):
        sitting.key.sign(b"afterwards")


def test_another_passphrase_opens_nothing(walk: Walk) -> None:
    before = sign_ins(walk)

    for passphrase in ("practise", "practice ", "ព្យាយាម", "x" * 10_000):
        assert code_of(walk, walk.staff.assessor.id, passphrase) == "key.wrong-passphrase"
    assert code_of(walk, walk.staff.assessor.id, "") == "key.empty-passphrase"
    assert sign_ins(walk) == before


def test_another_persons_key_file_is_not_mine(walk: Walk, tmp_path: Path) -> None:
    mine, theirs = (
        key_file(tmp_path / "home", one) for one in (walk.staff.assessor, walk.staff.verifier)
    )
    mine.write_bytes(theirs.read_bytes())

    assert code_of(walk, walk.staff.assessor.id) == "key.file-damaged"


def test_a_key_file_that_was_changed_cut_or_lost_is_said(walk: Walk, tmp_path: Path) -> None:
    path, person = key_file(tmp_path / "home", walk.staff.assessor), walk.staff.assessor.id
    whole = path.read_bytes()
    for damaged in (whole[:100], b"", whole.replace(b"Chan Virak", b"Chan Virax"), b"\xff" * 9000):
        path.write_bytes(damaged)
        assert code_of(walk, person) == "key.file-damaged"
    path.unlink()

    assert code_of(walk, person) == "store.not-found"
    path.write_bytes(whole)
    sign_in(walk.desk, person, PASSPHRASE).end()


def test_who_has_left_the_centre_does_not_sign_in(walk: Walk) -> None:
    gone = changed(walk.desk, replace(walk.staff.assessor, active=False))
    before = sign_ins(walk)

    assert code_of(walk, gone.id) == "staff.not-active"
    assert gone.id not in {one.id for one in people_who_can_sign_in(walk.desk)}
    assert sign_ins(walk) == before


def test_those_who_can_sign_in_are_listed_by_name(walk: Walk) -> None:
    with walk.desk.uow() as uow:
        keyless = Staff(
            id=StaffId(new_id()), person_number="0999", name="Aaa", roles=frozenset({Role.ADVISOR})
        )
        uow.save(keyless)
        uow.commit()

    names = [one.name for one in people_who_can_sign_in(walk.desk)]

    assert names == [
        *("Chan Virak", "Keo Sovann", "Lim Bopha"),
        *("Mey Leakhena", "Noun Sophea", "Rith Ponleu"),
    ]


def test_nobody_signs_in_as_somebody_unknown(walk: Walk) -> None:
    with pytest.raises(NotFoundError):
        sign_in(walk.desk, StaffId(new_id()), PASSPHRASE)


def test_the_centres_key_opens_by_its_own_passphrase_only(walk: Walk) -> None:
    with unlock_key(walk.desk, "centre", PASSPHRASE) as key:
        assert len(key.sign(b"x")) == 64
    with pytest.raises(CredentialError) as caught:
        unlock_key(walk.desk, "centre", "guess")
    assert caught.value.code == "key.wrong-passphrase"
