"""An appeal's answer and the state that award, passport, status and case end in."""

from datetime import date, timedelta

import pytest

from core.domain.appeals import (
    AppealForm,
    AppealOutcome,
    AppealStep,
    AppealSubject,
    as_decided,
)
from core.domain.assessment import Decision, Mark, Quality, Recommendation, Result
from core.domain.case import Case, CaseEnd, Duty, Stage
from core.domain.feedback import GivenHow, StepKind
from core.domain.moderation import ModerationRound
from core.domain.people import Staff
from core.domain.recognition import (
    Award,
    Passport,
    Status,
    StatusChange,
    StatusPlace,
    StatusReason,
)
from core.domain.rules import Rule
from core.domain.sampling import SampleBy
from core.domain.verifying import Principle, RowAnswer
from core.errors import DateInFutureError, RefusedError
from core.ids import AppealId, StaffId
from core.ports.sitting import Sitting
from core.services import (
    answering_rows,
    deciding,
    giving_feedback,
    handling_cases,
    hearing_appeals,
    judging,
    moderating,
    sampling_decisions,
    verifying_decisions,
)
from core.services.hearing_appeals import Brought, WrongPauseError
from core.services.status_places import change_status
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit, sit_down
from desktop.demo.walk import Walk
from tests import practice


@pytest.fixture
def lead(walk: Walk) -> Sitting:
    return sit_down(walk.desk, walk.staff.lead)


@pytest.fixture
def refused(walk: Walk) -> tuple[Case, Decision]:
    """*Not yet competent* for row 4, countersigned: the case rests, though a paper spoke for it."""
    case, unit = practice.mapped(walk), practice_unit(walk.desk, "D4")
    walk.map(case, unit, {"4": ["1"]})
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    walk.judge(case, unit, {"4": "no calculation was seen"})
    walk.qualities(case, unit)
    decision = walk.decide(case, unit, Result.NOT_YET_COMPETENT, {"4": "Two days on speeds"})
    walk.verify(case, decision)
    return case, decision


def brought(walk: Walk, decision: Decision) -> Brought:
    return Brought(
        AppealSubject.DECISION,
        AppealForm.ORAL,
        "My job description says it: I set speeds every day",
        walk.clock.today(),
        decision.id,
        language="km",
        read_back=True,
    )


def received(walk: Walk, case: Case, decision: Decision, reviewer: Staff) -> AppealId:
    appeal = hearing_appeals.receive_appeal(
        walk.desk, walk.advisor, case.id, brought(walk, decision)
    )
    hearing_appeals.assign_reviewer(walk.desk, walk.registrar, appeal.id, reviewer.id)
    return appeal.id


def rules_of(error: RefusedError) -> set[str]:
    return {one.rule for one in error.refusals}


def test_an_upheld_appeal_ends_in_an_award_by_others_and_a_valid_passport(
    walk: Walk, lead: Sitting, refused: tuple[Case, Decision]
) -> None:
    case, decision = refused
    desk, unit = walk.desk, practice_unit(walk.desk, "D4")
    assert walk.file(case.id).case.end is CaseEnd.NOT_REACHED
    appeal = hearing_appeals.receive_appeal(desk, walk.advisor, case.id, brought(walk, decision))
    assert set(appeal.against) == {
        walk.staff.advisor.id,
        walk.staff.assessor.id,
        walk.staff.verifier.id,
    }
    with pytest.raises(RefusedError) as caught:
        hearing_appeals.assign_reviewer(desk, walk.registrar, appeal.id, walk.staff.assessor.id)
    assert rules_of(caught.value) == {Rule.APPEAL_INDEPENDENT.value}
    hearing_appeals.assign_reviewer(desk, walk.registrar, appeal.id, walk.staff.lead.id)
    with pytest.raises(RefusedError) as caught:  # not the reviewer, and without reasons
        hearing_appeals.answer_appeal(desk, walk.registrar, appeal.id, AppealOutcome.CHANGED, " ")
    assert {Rule.APPEAL_REVIEWER.value, Rule.APPEAL_REASONS.value} <= rules_of(caught.value)

    hearing_appeals.answer_appeal(
        desk, lead, appeal.id, AppealOutcome.CHANGED, "The job description was overlooked"
    )

    file = walk.file(case.id)
    assert (file.case.stage, file.case.end) == (Stage.ASSESS_AND_VERIFY, None)
    assert (file.case.assessor_id, file.case.verifier_id) == (walk.staff.lead.id, None)
    assert file.decision(unit.id) is None
    assert file.decisions == (decision,), "what was signed stays as it was"
    handling_cases.declare_conflict(desk, lead, case.id, Duty.ASSESS, conflict=False)
    for line in unit.judged_rows():
        judging.judge(desk, lead, case.id, unit.id, line.id, Mark.MET)
    for quality in Quality:
        judging.judge_quality(desk, lead, case.id, unit.id, quality, True)
    anew = deciding.decide(
        desk,
        lead,
        case.id,
        unit.id,
        deciding.Conclusion(Result.COMPETENT, Recommendation.ISSUE),
    )
    assert anew.replaces == decision.id
    handling_cases.declare_conflict(desk, walk.verifier, case.id, Duty.VERIFY, conflict=False)
    with pytest.raises(RefusedError) as caught:  # who verified the first one took part in it
        verifying_decisions.countersign(desk, walk.verifier, case.id, anew.id, tuple(Principle))
    assert Rule.SOMEONE_NEW.value in rules_of(caught.value)
    colleague = sit_down(desk, walk.staff.colleague)
    handling_cases.declare_conflict(desk, colleague, case.id, Duty.VERIFY, conflict=False)
    for outcome in anew.rows:
        answering_rows.agree(desk, colleague, case.id, anew.id, outcome.row_id, RowAnswer.AGREE)
    verifying_decisions.countersign(desk, colleague, case.id, anew.id, tuple(Principle))
    passport = walk.issue(case)

    with desk.uow() as uow:
        [award] = uow.find(Award, case_id=case.id)
        places = [uow.get(StatusPlace, one.status_place_id).status for one in (award, passport)]
    assert award.decision_ids == (anew.id,)
    assert places == [Status.VALID, Status.VALID]
    assert walk.file(case.id).case.end is CaseEnd.RECOGNISED
    with pytest.raises(RefusedError) as caught:
        hearing_appeals.answer_appeal(desk, lead, appeal.id, AppealOutcome.DISMISSED, "No")
    assert Rule.APPEAL_CLOSED.value in rules_of(caught.value)


def test_a_dismissed_appeal_changes_nothing_but_the_log(
    walk: Walk, lead: Sitting, refused: tuple[Case, Decision]
) -> None:
    case, decision = refused
    before = walk.file(case.id)
    appeal_id = received(walk, case, decision, walk.staff.lead)
    today = walk.clock.today()
    hearing_appeals.pause(walk.desk, walk.registrar, appeal_id, "abroad until May", today)
    with pytest.raises(WrongPauseError):
        hearing_appeals.pause(walk.desk, walk.registrar, appeal_id, "again", today)
    hearing_appeals.resume(walk.desk, walk.registrar, appeal_id, today)
    answered = hearing_appeals.answer_appeal(
        walk.desk, lead, appeal_id, AppealOutcome.DISMISSED, "No paper shows a calculation"
    )
    assert answered.answer is not None
    assert walk.file(case.id) == before
    hearing_appeals.note_letter(walk.desk, walk.advisor, appeal_id, today, b"%PDF letter")
    with walk.desk.uow() as uow:
        found = hearing_appeals.read_appeal(uow, appeal_id)
    assert [one.step for one in found.events][-1] is AppealStep.LETTER
    assert walk.desk.files.get(found.events[-1].pdf_sha256) == b"%PDF letter"


def test_a_reassessment_revokes_what_was_issued_and_goes_to_somebody_new(
    walk: Walk, lead: Sitting
) -> None:
    """Also *competent* can be appealed, such as by an employer who was named in it."""
    case = practice.verified(walk)
    passport: Passport = walk.issue(case)
    unit = practice_unit(walk.desk, "D4")
    decision = walk.file(case.id).verified(unit.id)
    assert decision is not None
    appeal_id = received(walk, case, decision, walk.staff.lead)
    answer = hearing_appeals.answer_appeal
    with pytest.raises(RefusedError) as caught:
        answer(
            walk.desk,
            lead,
            appeal_id,
            AppealOutcome.REASSESS,
            "To be seen again",
            new_assessor=walk.staff.assessor.id,
        )
    assert rules_of(caught.value) == {Rule.APPEAL_NEW_ASSESSOR.value}
    answer(
        walk.desk,
        lead,
        appeal_id,
        AppealOutcome.REASSESS,
        "To be seen again",
        new_assessor=walk.staff.colleague.id,
    )

    file = walk.file(case.id)
    assert (file.case.stage, file.case.end) == (Stage.ASSESS_AND_VERIFY, None)
    assert file.case.assessor_id == walk.staff.colleague.id
    with walk.desk.uow() as uow:
        places = [one.status_place_id for one in file.awards] + [passport.status_place_id]
        statuses = {uow.get(StatusPlace, one).status for one in places}
    assert statuses == {Status.REVOKED}
    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "4").id, Mark.MET)
    assert Rule.SOMEONE_NEW.value in rules_of(caught.value)


def test_the_reviewer_sees_what_the_assessor_saw_and_the_worker_gets_a_plan(
    walk: Walk, lead: Sitting, refused: tuple[Case, Decision]
) -> None:
    case, decision = refused
    desk, unit = walk.desk, practice_unit(walk.desk, "D4")
    seen = as_decided(walk.file(case.id), decision.at)
    assert (len(seen.exhibits), seen.verifications) == (2, ())
    early = as_decided(walk.file(case.id), decision.at - timedelta(days=400))
    assert (early.exhibits, early.links, early.judgements) == ((), (), ())

    [step] = giving_feedback.plan_steps(desk, walk.advisor, case.id, decision.id)
    assert (step.kind, step.what) == (StepKind.TRAINING, "Two days on speeds")
    assert step.row_ids == (row(unit, "4").id,)
    assert giving_feedback.plan_steps(desk, walk.advisor, case.id, decision.id) == ()

    def given(on: date) -> None:
        how, pdf = GivenHow.IN_PERSON, b"%PDF the letter"
        giving_feedback.note_given(
            desk, walk.advisor, case.id, decision.id, on=on, how=how, pdf=pdf
        )

    with pytest.raises(DateInFutureError):
        given(walk.clock.today() + timedelta(days=1))
    given(walk.clock.today())
    with desk.uow() as uow:
        found = giving_feedback.read_feedback(uow, case.id, decision.id)
    assert [one.how for one in found.given] == [GivenHow.IN_PERSON]
    assert found.feedback.language == "km"
    assert found.terms.appeal_days is None, "no term is shipped: none has a source"

    plan = sampling_decisions.make_plan(
        desk, lead, sampling_decisions.Wanted("All", SampleBy.SHARE, 100)
    )
    drawn = sampling_decisions.draw_sample(desk, lead, plan.id)
    [verification] = drawn.drawn
    with pytest.raises(sampling_decisions.NothingToDrawError):
        sampling_decisions.draw_sample(desk, lead, plan.id)
    with pytest.raises(RefusedError) as caught:
        sampling_decisions.look_again(desk, walk.verifier, drawn.id, verification, agrees=True)
    assert {Rule.ROLE.value, Rule.SAMPLE_INDEPENDENT.value} == rules_of(caught.value)
    look = sampling_decisions.look_again(desk, lead, drawn.id, verification, agrees=True)
    assert look.decision_id == decision.id

    def opened_with(*participants: StaffId) -> ModerationRound:
        return moderating.open_round(
            desk,
            lead,
            title="Row 4",
            unit_id=unit.id,
            decision_ids=[decision.id],
            participants=participants,
        )

    for one in (walk.staff.assessor, walk.staff.verifier):
        with pytest.raises(RefusedError) as caught:
            opened_with(walk.staff.lead.id, one.id)
        assert Rule.MODERATION_INDEPENDENT.value in rules_of(caught.value)
    opened = opened_with(walk.staff.lead.id, walk.staff.colleague.id)
    moderating.mark_row(desk, lead, opened.id, decision.id, row(unit, "4").id, Mark.MET)
    with pytest.raises(RefusedError) as caught:
        moderating.mark_row(
            desk, walk.assessor, opened.id, decision.id, row(unit, "4").id, Mark.MET
        )
    assert rules_of(caught.value) == {Rule.MODERATION_PARTICIPANT.value}
    with desk.uow() as uow:
        evidence = moderating.read_round(uow, opened.id).evidence[decision.id]
    assert (evidence.candidate.name, evidence.judgements, evidence.decisions) == ("", (), ())
    assert {one.name for one in evidence.staff} == {""}


def test_a_return_that_is_set_aside_leaves_the_assessor_and_takes_another_verifier(
    walk: Walk, lead: Sitting
) -> None:
    case, decision = practice.decided(walk)
    unit = practice_unit(walk.desk, "D4")
    returned = walk.send_back(case, decision, "Not enough")
    appeal = hearing_appeals.receive_appeal(
        walk.desk,
        walk.advisor,
        case.id,
        Brought(
            AppealSubject.RETURN,
            AppealForm.WRITTEN,
            "Nothing was missing",
            walk.clock.today(),
            returned.id,
        ),
    )
    hearing_appeals.assign_reviewer(walk.desk, walk.registrar, appeal.id, walk.staff.lead.id)
    hearing_appeals.answer_appeal(
        walk.desk, lead, appeal.id, AppealOutcome.CHANGED, "All rows had their evidence"
    )
    file = walk.file(case.id)
    assert (file.case.assessor_id, file.case.verifier_id) == (walk.staff.assessor.id, None)
    again = walk.decide(case, unit)  # the assessor's judgements stand
    with pytest.raises(RefusedError) as caught:
        walk.verify(case, again)
    assert Rule.SOMEONE_NEW.value in rules_of(caught.value)


def test_an_upheld_appeal_against_a_suspension_lifts_it(walk: Walk, lead: Sitting) -> None:
    passport = walk.issue(practice.verified(walk))
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.SUSPENDED, "being looked into"
    )
    with walk.desk.uow() as uow:
        [change] = uow.find(StatusChange, place_id=passport.status_place_id)
    brought_ = Brought(
        AppealSubject.STATUS, AppealForm.WRITTEN, "Why?", walk.clock.today(), change.id
    )
    appeal = hearing_appeals.receive_appeal(walk.desk, walk.advisor, passport.case_id, brought_)
    hearing_appeals.assign_reviewer(walk.desk, walk.registrar, appeal.id, walk.staff.lead.id)
    with pytest.raises(hearing_appeals.ImpossibleOutcomeError):
        hearing_appeals.answer_appeal(
            walk.desk, lead, appeal.id, AppealOutcome.REASSESS, "There is nothing to assess"
        )
    hearing_appeals.answer_appeal(
        walk.desk, lead, appeal.id, AppealOutcome.CHANGED, "There was nothing to look into"
    )
    with walk.desk.uow() as uow:
        place = uow.get(StatusPlace, passport.status_place_id)
        newest = uow.find(StatusChange, place_id=passport.status_place_id)[-1]
    assert (place.status, newest.code) == (Status.VALID, StatusReason.APPEAL)
