"""Another centre's passport in a case: filed, its check noted, linked, and nothing decided by it."""

import pytest

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.recognition import Passport, Status
from core.errors import RefusedError
from core.services.inspecting_files import InspectedFile, inspect
from core.services.lists_at_hand import ListsAtHand, published_lists
from core.services.passports_as_evidence import (
    NoEvidenceError,
    PassportFiled,
    file_passport,
    link_where_proved,
)
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from core.services.status_places import change_status
from credentials.report import Verdict
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import STATUS
from tests import practice


@pytest.fixture
def passport(walk: Walk) -> Passport:
    issued = practice.issued(walk)
    publish(walk)
    return issued


def publish(walk: Walk) -> None:
    with unlock_key(walk.desk, STATUS, PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)


def sheet(walk: Walk, passport: Passport) -> InspectedFile:
    return inspect("passport.pdf", walk.desk.files.get(passport.pdf_sha256))


def filed(walk: Walk, passport: Passport, lists: ListsAtHand | None = None) -> PassportFiled:
    return file_passport(
        walk.desk,
        walk.advisor,
        practice.mapped(walk).id,
        sheet(walk, passport),
        lists=lists or published_lists(walk.desk.published),
        at=walk.desk.clock.now(),
    )


def test_it_is_filed_with_its_bytes_and_what_the_check_found(
    walk: Walk, passport: Passport
) -> None:
    found = filed(walk, passport)

    file = walk.file(found.exhibit.case_id)
    [kept] = file.files_of(found.exhibit.id)
    assert found.exhibit.kind is ExhibitKind.SKILL_PASSPORT
    assert found.exhibit.issued_on == passport.issued_at.date()
    assert kept.sha256 == passport.pdf_sha256
    note = file.notes[-1].text
    assert f"Exhibit {found.exhibit.number}: skill passport of" in note
    assert "VALID" in note
    assert "Practice Recognition Agency" in note
    assert "Name and birth date are the candidate's." in note
    assert (found.verdict, found.same_person) == (Verdict.VALID, True)


def test_it_is_linked_to_every_row_of_the_unit_that_it_proves(
    walk: Walk, passport: Passport
) -> None:
    found = filed(walk, passport)

    units, rows = link_where_proved(walk.desk, walk.advisor, found)

    file = walk.file(found.exhibit.case_id)
    linked = {one.row_id for one in file.links if one.exhibit_id == found.exhibit.id}
    assert units == ("D4",)
    assert linked == {row.id for row in file.units[0].rows() if row.takes_evidence}
    assert rows == len(linked)
    assert not file.judgements, "an assessor judges, not the passport"


def test_without_a_list_it_is_filed_as_undecided_and_proves_no_unit(
    walk: Walk, passport: Passport
) -> None:
    found = filed(walk, passport, ListsAtHand())

    assert (found.verdict, found.units) == (Verdict.UNDECIDED, ())
    assert "UNDECIDED" in walk.file(found.exhibit.case_id).notes[-1].text
    assert link_where_proved(walk.desk, walk.advisor, found) == ((), 0)


def test_one_that_was_revoked_is_no_evidence(walk: Walk, passport: Passport) -> None:
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.REVOKED, "issued in error"
    )
    publish(walk)
    with pytest.raises(NoEvidenceError):
        filed(walk, passport)


def test_some_other_code_is_no_evidence(walk: Walk, passport: Passport) -> None:
    case = practice.mapped(walk)
    before = len(walk.file(case.id).exhibits)
    with pytest.raises(NoEvidenceError):
        file_passport(
            walk.desk,
            walk.advisor,
            case.id,
            inspect("menu.txt", b"https://example.org/menu#1"),
            lists=published_lists(walk.desk.published),
            at=walk.desk.clock.now(),
        )
    assert len(walk.file(case.id).exhibits) == before


def test_only_an_advisor_files_it(walk: Walk, passport: Passport) -> None:
    case = practice.mapped(walk)
    with pytest.raises(RefusedError):
        file_passport(
            walk.desk,
            walk.registrar,
            case.id,
            sheet(walk, passport),
            lists=published_lists(walk.desk.published),
            at=walk.desk.clock.now(),
        )
