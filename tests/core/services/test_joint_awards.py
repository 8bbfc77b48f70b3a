"""Several units signed in one sitting: one award, one code, and what becomes of it with a unit."""

import json

import pytest

from core.domain.appeals import AppealForm, AppealOutcome, AppealSubject
from core.domain.assessment import Decision, Mark, Quality, Recommendation, Result
from core.domain.awarding import units_without_award
from core.domain.case import Case, CaseEnd, Duty, Stage
from core.domain.missing import what_is_missing
from core.domain.people import Certification
from core.domain.recognition import Status, StatusPlace, StatusReason
from core.domain.rules import Rule
from core.domain.standards import Unit
from core.domain.verifying import Principle
from core.errors import RefusedError
from core.ids import StatusPlaceId
from core.scanning.attachments import attached
from core.services import (
    answering_rows,
    deciding,
    handling_cases,
    hearing_appeals,
    judging,
    verifying_decisions,
)
from core.services.checking_passports import check_input, deciding_code
from core.services.finding_scope_invalid import find_scope_invalid, resting_on
from core.services.key_requests import DecisionsWaitingError, switch_to_next_personal_key
from core.services.lists_at_hand import published_lists
from core.services.registering import change_name
from core.services.status_places import change_status
from credentials.openbadges.file import FILE_NAME
from credentials.report import Verdict
from desktop.demo.centre import sit_down
from desktop.demo.walk import Walk
from desktop.presenters.quality.reading import read_appeal_page
from tests.core.services.test_issuing import publish
from tests.practice import judged_with, three_judged

COMPETENT = deciding.Conclusion(Result.COMPETENT, Recommendation.ISSUE)
FAILED = deciding.Conclusion(Result.NOT_YET_COMPETENT, Recommendation.RE_ASSESS)


def together(walk: Walk, case: Case, *units: Unit) -> list[Decision]:
    """Sign these units in one sitting."""
    signed = {unit.id: COMPETENT for unit in units}
    return list(deciding.decide_together(walk.desk, walk.assessor, case.id, signed))


def awards(walk: Walk, case: Case) -> list[list[str]]:
    """The codes of each award that was countersigned, in the order of their making."""
    codes = {unit.id: unit.code for unit in walk.file(case.id).units}
    return [[codes[one] for one in award.unit_ids] for award in walk.file(case.id).awards]


def status(walk: Walk, place: StatusPlaceId) -> Status:
    with walk.desk.uow() as uow:
        return uow.get(StatusPlace, place).status


def agree_again(walk: Walk, case: Case, decision: Decision) -> None:
    """Agree to everything at once that this verifier agreed to before, and countersign."""
    desk, by = walk.desk, walk.verifier
    answering_rows.agree_again(desk, by, case.id, decision.id)
    verifying_decisions.countersign(desk, by, case.id, decision.id, tuple(Principle))


def test_three_units_of_one_sitting_are_one_award_one_place_and_one_code(walk: Walk) -> None:
    case, units = three_judged(walk)
    decisions = together(walk, case, *units)
    file = walk.file(case.id)
    [proposed] = file.proposals
    assert proposed.decision_ids == tuple(one.id for one in decisions)
    assert len({one.document for one in decisions}) == 3, "each unit has its own signed decision"

    walk.verify(case, decisions[0])
    walk.verify(case, decisions[2])
    assert (awards(walk, case), walk.file(case.id).case.stage) == ([], Stage.ASSESS_AND_VERIFY)
    with pytest.raises(RefusedError) as caught:  # nobody changes the name under a signed award
        change_name(walk.desk, walk.advisor, file.candidate.id, "Sok Darith", "marriage")
    assert Rule.ALREADY_DECIDED.value in {one.rule for one in caught.value.refusals}
    with pytest.raises(DecisionsWaitingError):
        switch_to_next_personal_key(walk.desk, walk.staff.assessor.id, by=walk.staff.assessor.id)
    walk.verify(case, decisions[1])
    assert awards(walk, case) == [["D4", "C2", "E5"]]
    assert walk.file(case.id).case.stage is Stage.RECOGNISE

    passport = walk.issue(case)
    publish(walk)
    assert len(passport.code_texts) == 1
    pdf = walk.desk.files.get(passport.pdf_sha256)
    found = deciding_code(
        check_input(
            pdf,
            "input",
            read_codes=walk.desk.read_codes,
            lists=published_lists(walk.desk.published),
            at=walk.clock.now(),
        )
    )
    assert found.report.verdict is Verdict.VALID
    [award] = found.report.awards
    assert [unit.code for unit in award.award.units] == ["D4", "C2", "E5"]
    members = json.loads(attached(pdf, FILE_NAME) or b"")["credentialSubject"][
        "verifiableCredential"
    ]
    assert [one["name"] for one in members] == [unit.title.original for unit in units]
    assert len({one["credentialStatus"]["statusListIndex"] for one in members}) == 1
    [line] = walk.desk.lists.passports(offset=0, limit=10)
    assert sorted(line.units) == ["C2", "D4", "E5"]


def test_units_signed_one_by_one_need_more_codes(walk: Walk) -> None:
    case, units = three_judged(walk)
    for unit in units:
        walk.verify(case, walk.decide(case, unit))
    assert awards(walk, case) == [["D4"], ["C2"], ["E5"]]
    assert len(walk.issue(case).code_texts) == 3


def test_units_that_one_code_cannot_hold_become_awards_apart(walk: Walk) -> None:
    titles = {"C2": "ក្រឡឹងដែក និងបរិក្ខារ " * 6, "E5": "កិនឧបករណ៍កាត់ និងមុខរាប " * 6}
    case, units = judged_with(walk, {code: title.strip() for code, title in titles.items()})
    for one in together(walk, case, *units):
        walk.verify(case, one)

    signed = awards(walk, case)
    assert [code for award in signed for code in award] == ["D4", "C2", "E5"]
    assert 1 < len(walk.issue(case).code_texts) == len(signed), "each award fills a code"


@pytest.mark.parametrize("again", [COMPETENT, FAILED], ids=["competent", "not yet competent"])
def test_a_returned_unit_holds_the_award_and_is_decided_anew_with_or_without_it(
    walk: Walk, again: deciding.Conclusion
) -> None:
    case, (lathe, mill, grind) = three_judged(walk)
    decisions = together(walk, case, lathe, mill, grind)
    walk.verify(case, decisions[0])
    walk.send_back(case, decisions[1], "row 2 rests on one paper")
    walk.verify(case, decisions[2])
    assert awards(walk, case) == [], "nothing of the award is countersigned"
    file = walk.file(case.id)
    assert file.verification(decisions[0].id), "the agreement to the others stays on record"
    assert units_without_award(file) == (lathe.id, grind.id)
    lacking = [one.code for one in what_is_missing(file, on=walk.clock.today())]
    assert lacking.count("not-awarded") == 2

    if again is FAILED:
        walk.judge(case, mill, {"2": "not seen at the machine"})
    [anew] = deciding.decide_together(walk.desk, walk.assessor, case.id, {mill.id: again})
    proposed = walk.file(case.id).proposals[-1]
    stays = (decisions[0].id, decisions[2].id)
    assert set(proposed.decision_ids) == {*stays, *([anew.id] if again is COMPETENT else [])}
    walk.verify(case, anew)

    kept = ["D4", "C2", "E5"] if again is COMPETENT else ["D4", "E5"]
    assert awards(walk, case) == [kept]
    assert walk.file(case.id).case.stage is Stage.RECOGNISE
    assert len(walk.issue(case).code_texts) == 1


def test_the_award_is_of_one_verifier_or_its_units_are_decided_anew(walk: Walk) -> None:
    case, (lathe, mill, _) = three_judged(walk)
    first, second = together(walk, case, lathe, mill)
    walk.verify(case, first)
    lead = sit_down(walk.desk, walk.staff.lead)
    handling_cases.assign(walk.desk, walk.advisor, case.id, verifier=lead.staff.id)
    handling_cases.declare_conflict(walk.desk, lead, case.id, Duty.VERIFY, conflict=False)
    walk.verifier, before = lead, walk.verifier

    with pytest.raises(RefusedError) as caught:
        walk.verify(case, second)
    assert [one.rule for one in caught.value.refusals] == [Rule.ONE_VERIFIER.value]
    assert before.staff.name in str(caught.value.refusals[0].facts)
    walk.send_back(case, second, "the case changed hands")
    third, fourth = together(walk, case, lathe, mill)
    assert third.replaces == first.id
    walk.verify(case, third)
    walk.verify(case, fourth)
    assert awards(walk, case) == [["D4", "C2"]]
    assert walk.file(case.id).awards[0].by == lead.staff.id


def test_an_upheld_appeal_about_one_unit_takes_the_award_and_the_others_are_awarded_anew(
    walk: Walk,
) -> None:
    case, units = three_judged(walk)
    lathe, mill, grind = units
    decisions = together(walk, case, *units)
    for one in decisions:
        walk.verify(case, one)
    passport, desk = walk.issue(case), walk.desk
    brought = hearing_appeals.Brought(
        AppealSubject.DECISION,
        AppealForm.WRITTEN,
        "My second task was not looked at",
        walk.clock.today(),
        decisions[1].id,
    )
    appeal = hearing_appeals.receive_appeal(desk, walk.advisor, case.id, brought)
    lead = sit_down(desk, walk.staff.lead)
    hearing_appeals.assign_reviewer(desk, walk.registrar, appeal.id, lead.staff.id)
    assert read_appeal_page(desk, appeal.id).awarded_with == ("D4", "E5"), "said before"
    hearing_appeals.answer_appeal(desk, lead, appeal.id, AppealOutcome.CHANGED, "overlooked")

    [award] = walk.file(case.id).awards
    assert status(walk, award.status_place_id) is Status.REVOKED
    assert status(walk, passport.status_place_id) is Status.REVOKED, "it held nothing else"
    assert units_without_award(walk.file(case.id)) == (lathe.id, grind.id)
    with pytest.raises(RefusedError):  # who is new judges the unit that was appealed, not these
        deciding.decide(desk, lead, case.id, lathe.id, COMPETENT)

    # The two whose decisions stand: by those who signed them, who are barred from the other.
    staff = walk.staff
    handling_cases.assign(
        desk, walk.advisor, case.id, assessor=staff.assessor.id, verifier=staff.verifier.id
    )
    anew = together(walk, case, lathe, grind)
    for one in anew:
        agree_again(walk, case, one)
    assert awards(walk, case)[1:] == [["D4", "E5"]]
    assert walk.file(case.id).case.stage is Stage.ASSESS_AND_VERIFY, "the third is still open"
    with pytest.raises(RefusedError) as caught:
        together(walk, case, mill)
    assert Rule.SOMEONE_NEW.value in {one.rule for one in caught.value.refusals}

    handling_cases.assign(desk, walk.advisor, case.id, assessor=lead.staff.id)
    handling_cases.declare_conflict(desk, lead, case.id, Duty.ASSESS, conflict=False)
    for row in mill.judged_rows():
        judging.judge(desk, lead, case.id, mill.id, row.id, Mark.MET)
    for quality in Quality:
        judging.judge_quality(desk, lead, case.id, mill.id, quality, True)
    last = deciding.decide(desk, lead, case.id, mill.id, COMPETENT)
    walk.verifier = sit_down(desk, staff.colleague)
    handling_cases.declare_conflict(desk, walk.verifier, case.id, Duty.VERIFY, conflict=False)
    walk.verify(case, last)
    assert awards(walk, case)[2:] == [["C2"]]
    newest = walk.issue(case)
    assert len(newest.award_ids) == 2
    assert walk.file(case.id).case.end is CaseEnd.RECOGNISED


def test_a_scope_found_invalid_says_first_which_units_of_an_award_it_takes(walk: Walk) -> None:
    case, (lathe, mill, _) = three_judged(walk)
    for one in together(walk, case, lathe, mill):
        walk.verify(case, one)
    desk, staff = walk.desk, walk.staff
    with desk.uow() as uow:
        held = uow.find(Certification, staff_id=staff.verifier.id)
    certification = next(one for one in held if one.framework_code == "RMCS-MAN")

    resting = resting_on(desk, certification.id, certification.starts)
    assert {(one.unit_code, one.with_it) for one in resting} == {("D4", ("C2",)), ("C2", ("D4",))}
    found = find_scope_invalid(
        desk, walk.registrar, certification.id, since=certification.starts, reason="never in scope"
    )
    assert [one.to_award for one in found.voided] == [(), ()], "both decisions are void"
    assert status(walk, walk.file(case.id).awards[0].status_place_id) is Status.REVOKED


def test_what_was_revoked_by_hand_is_corrected_by_awarding_anew_what_is_right(walk: Walk) -> None:
    case, (lathe, mill, grind) = three_judged(walk)
    for one in together(walk, case, lathe, mill):
        walk.verify(case, one)
    walk.verify(case, walk.decide(case, grind))
    walk.issue(case)
    joint = walk.file(case.id).awards[0]
    change_status(
        walk.desk,
        walk.registrar,
        joint.status_place_id,
        Status.REVOKED,
        "the unit was mixed up",
        code=StatusReason.ERROR,
    )

    after = handling_cases.take_up_again(walk.desk, walk.advisor, case.id)
    assert (after.stage, after.end) == (Stage.ASSESS_AND_VERIFY, None)
    [anew] = together(walk, case, lathe)
    agree_again(walk, case, anew)

    assert awards(walk, case) == [["D4", "C2"], ["E5"], ["D4"]]
    assert walk.file(case.id).case.stage is Stage.RECOGNISE
    passport = walk.issue(case)
    assert set(passport.award_ids) == {one.id for one in walk.file(case.id).awards[1:]}
