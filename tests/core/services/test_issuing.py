"""Issuing: everything or nothing, in as few codes as it needs, and what is withdrawn says so."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.domain.case import Case, CaseEnd, Route
from core.domain.passport_sheet import PassportSheet
from core.domain.people import Role
from core.domain.personal_skills import Basis, PersonalSkillKind
from core.domain.recognition import Passport, Status, StatusPlace
from core.errors import CoreError, RefusedError
from core.ids import CandidateId, StatusPlaceId
from core.ports.desk import Desk
from core.services import claiming, handling_cases, issuing, registering
from core.services.checking_passports import CheckedCode, check_codes
from core.services.issuing import issue_passport
from core.services.lists_at_hand import published_lists
from core.services.publishing_status import publish_status
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from core.services.status_places import NoStatusPlaceError, change_status
from credentials.report import Check, Verdict
from credentials.signing import SigningKey
from desktop.demo.centre import PASSPHRASE, practice_unit
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.fakes import MemoryStore, a_desk
from tests.practice import DARA, PAPERS, verified


def issue(work: Work, desk: Desk | None = None) -> Passport:
    walk = work.walk
    walk.prove_spelling(work.case)
    with unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key:
        return issue_passport(desk or walk.desk, walk.registrar, work.case.id, key)


def publish(walk: Walk) -> None:
    with unlock_key(walk.desk, "status", PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)


def check(walk: Walk, texts: Sequence[str], at: datetime | None = None) -> tuple[CheckedCode, ...]:
    lists = published_lists(walk.desk.published)
    return check_codes(texts, lists=lists, at=at or walk.clock.now())


def units(walk: Walk, passport: Passport) -> list[str]:
    """The units on all its codes, each of which is valid."""
    reports = [one.report for one in check(walk, passport.code_texts)]
    assert {one.verdict for one in reports} == {Verdict.VALID}
    return [found.award.units[0].code for one in reports for found in one.awards]


def places(walk: Walk) -> dict[StatusPlaceId, StatusPlace]:
    with walk.desk.uow() as uow:
        return {one.id: one for one in uow.find(StatusPlace)}


def taken(walk: Walk) -> int:
    return sum(bool(one.taken_by) for one in places(walk).values())


def nothing_was_issued(work: Work) -> bool:
    walk, file = work.walk, work.walk.file(work.case.id)
    with walk.desk.uow() as uow:
        said = [one.action for one in uow.audit_log(walk.desk.id)]
    return not file.passports and file.case.end is None and "passport.issued" not in said


def test_a_page_that_does_not_read_back_is_not_issued(at_recognise: Work) -> None:
    walk = at_recognise.walk
    before = taken(walk)

    def printed_wrong(sheets: Sequence[PassportSheet]) -> bytes:
        other = {True: "001", False: "000"}  # DEFLATE often ends in a zero byte
        changed = [
            replace(one, code_text=one.code_text[:-3] + other[one.code_text.endswith("000")])
            for one in sheets
        ]
        return walk.desk.print_passport(changed)

    for reader in (
        replace(walk.desk, print_passport=printed_wrong),
        replace(walk.desk, read_codes=lambda data, *, name: ()),
    ):
        with pytest.raises(CoreError) as caught:
            issue(at_recognise, reader)
        assert caught.value.code == "passport.unreadable"
    assert nothing_was_issued(at_recognise)
    assert taken(walk) == before + 2, "a place that was in a signed code is never used again"
    assert all(one.status is Status.VALID for one in places(walk).values())

    passport = issue(at_recognise)

    assert walk.desk.files.get(passport.pdf_sha256).startswith(b"%PDF-")
    assert walk.file(at_recognise.case.id).case.end is CaseEnd.RECOGNISED


def test_what_does_not_fit_goes_onto_further_codes_each_valid_by_itself(at_recognise: Work) -> None:
    walk = at_recognise.walk
    texts = [f"Leads shift {number} of the turning shop, {'ជំនាញ' * 12}" for number in range(30)]
    texts += [f"Machine {number}" for number in range(70)]  # more than one document may hold
    for text in texts:
        walk.skill(at_recognise.case, PersonalSkillKind.TEAMWORK, text, Basis.TESTIMONIAL)

    passport = issue(at_recognise)
    publish(walk)

    codes = check(walk, passport.code_texts)
    assert len(codes) > 2
    assert {one.report.verdict for one in codes} == {Verdict.VALID}
    contents = [one.report.passport for one in codes]
    parts = [content.part for content in contents if content and content.part]
    assert [(one.number, one.of) for one in parts] == [
        (number + 1, len(codes)) for number in range(len(codes))
    ]
    assert [skill.text for content in contents if content for skill in content.soft_skills] == texts
    assert [len(one.report.awards) for one in codes] == [1] + [0] * (len(codes) - 1)
    pdf = walk.desk.files.get(passport.pdf_sha256)
    *printed, file = walk.desk.read_codes(pdf, name="a.pdf")
    assert set(printed) == set(passport.code_texts)
    assert {code.report.findings[Check.FILE].code for code in check(walk, [*printed, file])} == {
        "file.ok"
    }


def recognised_once_more(walk: Walk, candidate: CandidateId) -> Case:
    """The same worker comes back for a national unit, which is found competent as well."""
    unit, by = practice_unit(walk.desk, "ALT723205"), walk.advisor
    case = handling_cases.open_case(walk.desk, by, candidate)
    handling_cases.change_case(walk.desk, by, case.id, route=Route.NATIONAL_UNITS)
    claiming.claim_unit(walk.desk, by, case.id, unit.id)
    walk.collect(case, PAPERS)
    walk.map(case, unit, {one.number: ["1", "2"] for one in unit.rows() if one.takes_evidence})
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    walk.judge(case, unit)
    walk.qualities(case, unit)
    walk.verify(case, walk.decide(case, unit))
    return case


def test_a_newer_passport_holds_both_awards_and_takes_the_place_of_the_one_before(
    at_recognise: Work,
) -> None:
    walk, first = at_recognise.walk, issue(at_recognise)
    case = recognised_once_more(walk, first.candidate_id)

    second = issue(replace(at_recognise, case=case))
    publish(walk)

    assert second.supersedes == first.id
    old = check(walk, first.code_texts)[0].report
    assert (old.verdict, old.findings[Check.STATUS].code) == (
        Verdict.VALID,
        "status.passport-superseded",
    ), "what it says is not false for that"
    assert units(walk, second) == ["D4", "ALT723205"]
    handling_cases.take_up_again(walk.desk, walk.advisor, case.id)
    with pytest.raises(RefusedError) as caught:
        issue(replace(at_recognise, case=case))
    assert [one.rule for one in caught.value.refusals] == ["passport.already-issued"]


def test_a_passport_is_issued_anew_without_the_award_that_was_revoked(at_recognise: Work) -> None:
    walk, first = at_recognise.walk, issue(at_recognise)
    case = recognised_once_more(walk, first.candidate_id)
    issue(replace(at_recognise, case=case))
    award = walk.file(at_recognise.case.id).awards[0]
    change_status(walk.desk, walk.registrar, award.status_place_id, Status.REVOKED, "forged")
    handling_cases.take_up_again(walk.desk, walk.advisor, case.id)

    anew = issue(replace(at_recognise, case=case))

    publish(walk)
    assert units(walk, anew) == ["ALT723205"]


@pytest.mark.parametrize(
    ("what", "status", "code", "verdict"),
    [
        ("award", Status.REVOKED, "status.award-revoked", Verdict.INVALID),
        ("passport", Status.REVOKED, "status.passport-revoked", Verdict.INVALID),
        ("award", Status.SUSPENDED, "status.award-suspended", Verdict.INVALID),
        ("passport", Status.SUPERSEDED, "status.passport-superseded", Verdict.VALID),
    ],
)
def test_what_is_withdrawn_says_so_from_the_next_list_on(
    at_recognise: Work, what: str, status: Status, code: str, verdict: Verdict
) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    publish(walk)
    assert check(walk, passport.code_texts)[0].report.verdict is Verdict.VALID
    award = walk.file(at_recognise.case.id).awards[0]
    place = award.status_place_id if what == "award" else passport.status_place_id

    change_status(walk.desk, walk.registrar, place, status, "forged statement")
    publish(walk)

    report = check(walk, passport.code_texts)[0].report
    assert report.findings[Check.STATUS].code == code
    assert report.verdict is verdict


def test_a_suspension_is_lifted_and_a_revocation_is_for_good(at_recognise: Work) -> None:
    walk = at_recognise.walk
    place = walk.file(at_recognise.case.id).awards[0].status_place_id
    free = next(one for one in places(walk).values() if not one.taken_by)

    def change(status: Status, reason: str = "asked by the agency") -> StatusPlace:
        return change_status(walk.desk, walk.registrar, place, status, reason)

    change(Status.SUSPENDED)
    assert change(Status.VALID).status is Status.VALID
    with pytest.raises(CoreError) as caught:
        change(Status.REVOKED, "  ")
    assert caught.value.code == "status.reason-missing"
    change(Status.REVOKED)
    with pytest.raises(CoreError) as caught:
        change(Status.VALID)
    assert caught.value.code == "status.revoked-for-good"
    with pytest.raises(CoreError) as caught:
        change_status(walk.desk, walk.registrar, free.id, Status.REVOKED, "a mistake")
    assert caught.value.code == "store.not-found", "nothing is issued at a free place"
    with pytest.raises(RefusedError):
        change_status(walk.desk, walk.assessor, place, Status.VALID, "mine")
    assert places(walk)[place].status is Status.REVOKED


def test_a_revoked_award_is_nothing_to_issue(at_recognise: Work) -> None:
    walk = at_recognise.walk
    award = walk.file(at_recognise.case.id).awards[0]
    change_status(walk.desk, walk.registrar, award.status_place_id, Status.REVOKED, "forged")

    with pytest.raises(RefusedError) as caught:
        issue(at_recognise)

    assert [one.rule for one in caught.value.refusals] == ["passport.nothing-to-issue"]
    assert nothing_was_issued(at_recognise)


def test_another_key_than_the_centres_issues_nothing(at_recognise: Work) -> None:
    walk = at_recognise.walk
    with SigningKey.generate() as stranger, pytest.raises(CoreError) as caught:
        issue_passport(walk.desk, walk.registrar, at_recognise.case.id, stranger)

    assert caught.value.code == "passport.wrong-centre-key"
    assert nothing_was_issued(at_recognise)


def test_without_a_trust_list_nothing_is_issued(at_recognise: Work, tmp_path: Path) -> None:
    (tmp_path / "home" / "published" / "trust-list.json").unlink()

    with pytest.raises(CoreError) as caught:
        issue(at_recognise)

    assert caught.value.code == "passport.no-trust-list"
    assert nothing_was_issued(at_recognise)


def test_without_a_free_place_nothing_is_issued_or_signed(at_recognise: Work) -> None:
    walk = at_recognise.walk
    with walk.desk.uow() as uow:
        for place in uow.find(StatusPlace, taken_by=""):
            uow.save(replace(place, taken_by="another desk"))
        uow.commit()

    with pytest.raises(CoreError) as caught:
        issue(at_recognise)
    assert caught.value.code == "status.no-place"
    assert nothing_was_issued(at_recognise)
    with pytest.raises(CoreError) as caught:
        verified(walk)
    assert caught.value.code == "status.no-place"


def test_a_disk_that_is_full_at_the_last_moment_leaves_no_passport(
    at_recognise: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = sorted(path for path in (tmp_path / "home" / "evidence").rglob("*") if path.is_file())

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(CoreError) as caught:
            issue(at_recognise)

    assert caught.value.code == "store.disk-full"
    assert nothing_was_issued(at_recognise)
    assert before == sorted(p for p in (tmp_path / "home" / "evidence").rglob("*") if p.is_file())
    assert issue(at_recognise).reference == at_recognise.case.reference


def test_a_record_that_changes_while_the_sheet_is_printed_is_not_issued(at_recognise: Work) -> None:
    walk = at_recognise.walk

    def meanwhile(sheets: Sequence[PassportSheet]) -> bytes:
        candidate = walk.file(at_recognise.case.id).candidate
        registering.save_candidate(
            walk.desk, walk.advisor, replace(candidate, document_number="N99999999")
        )
        return walk.desk.print_passport(sheets)

    with pytest.raises(CoreError) as caught:
        issue(at_recognise, replace(walk.desk, print_passport=meanwhile))

    assert caught.value.code == "store.stale"
    assert nothing_was_issued(at_recognise)


def test_two_records_of_one_person_are_not_a_second_person(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = walk.open(DARA, Route.PORTFOLIO_ONLY, [])
    walk.collect(case, PAPERS)
    handling_cases.move_case(walk.desk, walk.advisor, case.id, walk.file(case.id).case.stage.MAP)
    walk.finalise(case)
    walk.hand_over(case)
    walk.prove_spelling(case)
    twin = replace(
        walk.registrar.staff,
        person_number=walk.advisor.staff.person_number,
        roles=frozenset({Role.REGISTRAR}),
    )
    # This desk's database keeps numbers apart; one that was merged may not have.
    monkeypatch.setattr(issuing, "read_again", lambda uow, by: None)
    with (
        unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key,
        pytest.raises(RefusedError) as caught,
    ):
        issue_passport(walk.desk, replace(walk.registrar, staff=twin), case.id, key)

    assert [one.rule for one in caught.value.refusals] == ["passport.second-person"]
    passport = walk.issue(case)
    publish(walk)
    report = check(walk, passport.code_texts)[0].report
    assert (report.verdict, report.headline.code) == (Verdict.VALID, "verdict.valid-no-unit")
    assert walk.file(case.id).case.end is CaseEnd.PORTFOLIO_ONLY


def test_a_desk_without_places_has_no_status_list_to_publish(walk: Walk) -> None:
    with SigningKey.generate() as key, pytest.raises(NoStatusPlaceError):
        publish_status(a_desk(MemoryStore()), walk.registrar, key)
