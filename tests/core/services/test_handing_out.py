"""The registrar's last steps: spelling proof, paper, issuing anew, and a change of name."""

from dataclasses import replace

import pytest

from core.domain.handing_out import SheetEventKind
from core.domain.people import Candidate
from core.domain.recognition import Passport, Status, StatusPlace
from core.errors import RefusedError
from core.services.checking_passports import check_codes
from core.services.handing_out import (
    OtherPassportError,
    note_sheet,
    prove_spelling,
    read_paper_back,
)
from core.services.issuing import issue_passport
from core.services.lists_at_hand import published_lists
from core.services.publishing_status import publish_status
from core.services.registering import change_name
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from credentials.report import Verdict
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from tests.practice import decided, issued, verified


def rules(caught: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {refusal.rule for refusal in caught.value.refusals}


def issue_anew(walk: Walk, passport: Passport) -> Passport:
    with unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key:
        return issue_passport(
            walk.desk, walk.registrar, passport.case_id, key, second=walk.verifier
        )


def test_nothing_is_issued_before_the_worker_has_read_the_spelling(walk: Walk) -> None:
    case = verified(walk)
    prove_spelling(walk.desk, walk.registrar, case.id, agreed=False, remark="one t too many")

    with (
        unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key,
        pytest.raises(RefusedError) as caught,
    ):
        issue_passport(walk.desk, walk.registrar, case.id, key)

    assert rules(caught) == {"passport.proof"}


def test_a_proof_does_not_cover_what_was_changed_after_it(walk: Walk) -> None:
    case = verified(walk)
    with walk.desk.uow() as uow:
        candidate = uow.get(Candidate, case.candidate_id)
        uow.save(replace(candidate, own_script_name="សុខ"))
        uow.commit()

    with (
        unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key,
        pytest.raises(RefusedError) as caught,
    ):
        issue_passport(walk.desk, walk.registrar, case.id, key)

    assert rules(caught) == {"passport.proof"}


def test_paper_is_handed_over_only_after_it_was_read_back(walk: Walk) -> None:
    passport = issued(walk)
    note_sheet(walk.desk, walk.registrar, passport.id, SheetEventKind.PRINTED)

    with pytest.raises(RefusedError) as caught:
        note_sheet(walk.desk, walk.registrar, passport.id, SheetEventKind.HANDED_OVER)
    with pytest.raises(OtherPassportError):
        read_paper_back(walk.desk, walk.registrar, passport.id, frozenset({"https://x/#1"}))
    read_paper_back(walk.desk, walk.registrar, passport.id, frozenset(passport.code_texts))
    note_sheet(walk.desk, walk.registrar, passport.id, SheetEventKind.HANDED_OVER, "to the holder")

    assert rules(caught) == {"passport.not-read-back"}
    assert [one.kind for one in walk.file(passport.case_id).sheet_events] == [
        SheetEventKind.PRINTED,
        SheetEventKind.READ_BACK,
        SheetEventKind.HANDED_OVER,
    ]


def test_a_sheet_that_was_printed_again_is_read_back_again(walk: Walk) -> None:
    passport = issued(walk)
    read_paper_back(walk.desk, walk.registrar, passport.id, frozenset(passport.code_texts))
    note_sheet(walk.desk, walk.registrar, passport.id, SheetEventKind.SPOILED, "paper jam")

    with pytest.raises(RefusedError) as caught:
        note_sheet(walk.desk, walk.registrar, passport.id, SheetEventKind.HANDED_OVER)

    assert rules(caught) == {"passport.not-read-back"}


def test_issuing_anew_without_a_new_award_needs_somebody_else(walk: Walk) -> None:
    passport = issued(walk)

    for alone in (walk.registrar, walk.advisor):
        with (
            unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key,
            pytest.raises(RefusedError) as caught,
        ):
            issue_passport(walk.desk, walk.registrar, passport.case_id, key, second=alone)
        assert rules(caught) == {"passport.second-person"}

    newer = issue_anew(walk, passport)
    with walk.desk.uow() as uow:
        assert uow.get(StatusPlace, passport.status_place_id).status is Status.SUPERSEDED
    assert newer.supersedes == passport.id


def test_after_a_change_of_name_the_next_passport_verifies_with_the_awards_of_before(
    walk: Walk,
) -> None:
    passport = issued(walk)

    change_name(walk.desk, walk.advisor, passport.candidate_id, "Sok Sovann", "marriage deed 77")
    with pytest.raises(RefusedError) as caught:
        issue_anew(walk, passport)
    walk.prove_spelling(walk.file(passport.case_id).case)
    newer = issue_anew(walk, passport)

    assert rules(caught) == {"passport.proof"}
    with unlock_key(walk.desk, "status", PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)
    lists = published_lists(walk.desk.published)
    for checked in check_codes(newer.code_texts, lists=lists, at=walk.clock.now()):
        assert checked.report.verdict is Verdict.VALID
        assert checked.report.holder is not None
        assert checked.report.holder.latin_name == "Sok Sovann"


def test_a_name_is_changed_once_and_not_while_a_decision_waits(walk: Walk) -> None:
    case, decision = decided(walk)
    with pytest.raises(RefusedError) as waiting:
        change_name(walk.desk, walk.advisor, case.candidate_id, "Sok Sovann", "deed")
    walk.verify(case, decision)
    change_name(walk.desk, walk.advisor, case.candidate_id, "Sok Sovann", "deed")
    with pytest.raises(RefusedError) as twice:
        change_name(walk.desk, walk.advisor, case.candidate_id, "Sok Dara", "deed")

    assert rules(waiting) == {"decision.awaiting"}
    assert rules(twice) == {"candidate.former-name"}
