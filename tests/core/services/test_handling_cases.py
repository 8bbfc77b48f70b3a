"""A case from its opening to its rest: legal moves, ends, and what only its own use case changes."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.assessment import Mark, Result
from core.domain.case import Advice, Case, CaseEnd, Duty, NoteKind, Stage
from core.domain.references import parse_reference
from core.errors import NotFoundError, RefusedError, StaleRecordError
from core.ids import CandidateId, CaseId, UnitId, new_id
from core.services import claiming, handling_cases
from core.services.handling_cases import change_case, end_case, move_case, take_up_again
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.practice import DARA, decided, handed_over


def rules(caught: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [one.rule for one in caught.value.refusals]


def stage(work: Work) -> Stage:
    return work.walk.file(work.case.id).case.stage


def test_a_case_opens_with_its_history_and_a_reference_that_can_be_said(walk: Walk) -> None:
    candidate = walk.register(DARA)

    case = handling_cases.open_case(walk.desk, walk.advisor, candidate.id)

    file = walk.file(case.id)
    assert parse_reference(case.reference.lower().replace("-", " ")) == case.reference
    assert (case.stage, case.advice, case.advisor_id) == (
        Stage.ASSEMBLE,
        Advice.NOT_GIVEN,
        walk.staff.advisor.id,
    )
    assert [(one.from_stage, one.to_stage) for one in file.moves] == [
        (Stage.ADVISE, Stage.ASSEMBLE)
    ]
    advised = handling_cases.open_case(
        walk.desk, walk.advisor, candidate.id, advised_on=date(2019, 2, 1)
    )
    assert (advised.advice, advised.advised_on) == (Advice.GIVEN, date(2019, 2, 1))


def test_only_an_advisor_opens_a_case_and_only_for_somebody_who_is_registered(walk: Walk) -> None:
    candidate = walk.register(DARA)

    with pytest.raises(RefusedError):
        handling_cases.open_case(walk.desk, walk.assessor, candidate.id)
    with pytest.raises(NotFoundError):
        handling_cases.open_case(walk.desk, walk.advisor, CandidateId(new_id()))
    with walk.desk.uow() as uow:
        assert uow.find(Case) == ()


def test_the_advisor_moves_a_case_there_and_back_and_no_further(at_map: Work) -> None:
    walk, case_id = at_map.walk, at_map.case.id
    for to in (Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE, Stage.MAP, Stage.FINALISE):
        assert move_case(walk.desk, walk.advisor, case_id, to).stage is to

    for to in (Stage.ADVISE, Stage.ASSEMBLE, Stage.ASSESS_AND_VERIFY, Stage.RECOGNISE):
        with pytest.raises(RefusedError) as caught:
            move_case(walk.desk, walk.advisor, case_id, to)
        assert rules(caught) == ["case.move"], to
    assert stage(at_map) is Stage.FINALISE
    assert len(walk.file(case_id).moves) == 7


def test_no_advisor_moves_a_case_past_its_assessor(walk: Walk) -> None:
    case = handed_over(walk)

    for to in (Stage.RECOGNISE, Stage.FINALISE, Stage.MAP):
        with pytest.raises(RefusedError) as caught:
            move_case(walk.desk, walk.advisor, case.id, to)
        assert rules(caught) == ["case.move"]
    assert walk.file(case.id).case.stage is Stage.ASSESS_AND_VERIFY


def test_only_an_advisor_moves_ends_and_takes_up(at_map: Work) -> None:
    walk, case_id = at_map.walk, at_map.case.id
    for by in (walk.assessor, walk.verifier, walk.registrar):
        for use in (
            lambda by=by: move_case(walk.desk, by, case_id, Stage.FINALISE),
            lambda by=by: end_case(walk.desk, by, case_id, CaseEnd.WITHDRAWN),
            lambda by=by: take_up_again(walk.desk, by, case_id),
            lambda by=by: change_case(walk.desk, by, case_id, goal="x"),
            lambda by=by: claiming.claim_unit(walk.desk, by, case_id, at_map.unit.id),
            lambda by=by: handling_cases.assign(walk.desk, by, case_id, assessor=by.staff.id),
        ):
            with pytest.raises(RefusedError) as caught:
                use()
            assert rules(caught) == ["person.role"]


@pytest.mark.parametrize("how", [CaseEnd.WITHDRAWN, CaseEnd.AWAY_AGAIN, CaseEnd.NOT_REACHED])
def test_a_case_that_rests_keeps_everything_and_goes_on_where_it_was(
    at_map: Work, how: CaseEnd
) -> None:
    walk, case_id = at_map.walk, at_map.case.id
    before = walk.file(case_id)

    end_case(walk.desk, walk.advisor, case_id, how, "left on Monday")

    for use in (
        lambda: move_case(walk.desk, walk.advisor, case_id, Stage.FINALISE),
        lambda: end_case(walk.desk, walk.advisor, case_id, CaseEnd.WITHDRAWN),
        lambda: change_case(walk.desk, walk.advisor, case_id, goal="x"),
        lambda: handling_cases.assign(walk.desk, walk.advisor, case_id),
        lambda: claiming.claim_unit(walk.desk, walk.advisor, case_id, at_map.unit.id),
        lambda: handling_cases.declare_conflict(
            walk.desk, walk.assessor, case_id, Duty.ASSESS, conflict=False
        ),
    ):
        with pytest.raises(RefusedError) as caught:
            use()
        assert rules(caught) == ["case.ended"]
    resting = walk.file(case_id)
    assert (resting.exhibits, resting.links, resting.files) == (
        before.exhibits,
        before.links,
        before.files,
    )
    assert (resting.moves[-1].end, resting.moves[-1].note) == (how, "left on Monday")
    again = take_up_again(walk.desk, walk.advisor, case_id)
    assert (again.stage, again.end) == (Stage.MAP, None)
    with pytest.raises(RefusedError) as caught:
        take_up_again(walk.desk, walk.advisor, case_id)
    assert rules(caught) == ["case.not-ended"]


def test_nobody_ends_a_case_as_recognised_by_hand(at_map: Work) -> None:
    with pytest.raises(ValueError, match="by its passport only"):
        end_case(at_map.walk.desk, at_map.walk.advisor, at_map.case.id, CaseEnd.RECOGNISED)

    assert at_map.walk.file(at_map.case.id).case.end is None


def test_what_a_rule_watches_changes_by_its_own_use_case_only(walk: Walk) -> None:
    watched = {
        "stage", "end", "candidate_id", "assessor_id", "verifier_id", "advisor_id", "reference",
        "opened_at", "version", "id",
    }  # fmt: skip
    for name in watched:
        with pytest.raises(ValueError, match=name):
            change_case(walk.desk, walk.advisor, CaseId(new_id()), **{name: None})


def test_the_version_that_somebody_else_saved_is_kept(at_map: Work) -> None:
    walk, case_id = at_map.walk, at_map.case.id
    read_before = walk.file(case_id).case
    theirs = change_case(walk.desk, walk.advisor, case_id, goal="a shop of my own")

    with pytest.raises(StaleRecordError), walk.desk.uow() as uow:
        uow.save(replace(read_before, goal="another goal"))

    assert walk.file(case_id).case == theirs


def test_only_who_may_assess_or_verify_is_assigned(at_map: Work) -> None:
    walk, staff = at_map.walk, at_map.walk.staff
    for wrong in ({"assessor": staff.registrar.id}, {"verifier": staff.advisor.id}):
        with pytest.raises(RefusedError) as caught:
            handling_cases.assign(walk.desk, walk.advisor, at_map.case.id, **wrong)
        assert rules(caught) == ["person.role"]

    case = handling_cases.assign(
        walk.desk, walk.advisor, at_map.case.id, assessor=staff.assessor.id
    )

    assert (case.assessor_id, case.verifier_id) == (staff.assessor.id, None)


def test_a_unit_that_waits_for_its_verifier_is_not_withdrawn(walk: Walk) -> None:
    case, decision = decided(walk)

    with pytest.raises(RefusedError) as caught:
        claiming.withdraw_claim(walk.desk, walk.advisor, case.id, decision.unit_id)

    assert rules(caught) == ["decision.awaiting"]
    walk.verify(case, decision)
    with pytest.raises(RefusedError) as caught:
        claiming.withdraw_claim(walk.desk, walk.advisor, case.id, decision.unit_id)
    assert rules(caught) == ["case.stage", "decision.recognised"]


def test_a_case_moves_on_when_its_last_open_unit_is_withdrawn(walk: Walk) -> None:
    case = handed_over(walk)
    d4, shop = (practice_unit(walk.desk, code) for code in ("D4", "ALT723205"))
    claiming.claim_unit(walk.desk, walk.advisor, case.id, shop.id)
    walk.observe(case, d4, "Turn", {"4": Mark.MET})
    walk.judge(case, d4)
    walk.qualities(case, d4)
    walk.verify(case, walk.decide(case, d4))
    assert walk.file(case.id).case.stage is Stage.ASSESS_AND_VERIFY, "one unit is still open"

    claiming.withdraw_claim(walk.desk, walk.advisor, case.id, shop.id)

    assert walk.file(case.id).case.stage is Stage.RECOGNISE


def test_withdrawing_the_only_unit_ends_nothing(walk: Walk) -> None:
    case, d4 = handed_over(walk), practice_unit(walk.desk, "D4")

    claiming.withdraw_claim(walk.desk, walk.advisor, case.id, d4.id)

    found = walk.file(case.id).case
    assert (found.stage, found.end) == (Stage.ASSESS_AND_VERIFY, None)


def test_a_case_where_nothing_was_reached_rests_and_can_be_taken_up_again(walk: Walk) -> None:
    case, d4 = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.judge(case, d4, {"1": "no safety glasses"}, last=1)
    walk.verify(case, walk.decide(case, d4, Result.NOT_YET_COMPETENT))
    assert walk.file(case.id).case.end is CaseEnd.NOT_REACHED

    take_up_again(walk.desk, walk.advisor, case.id, "came back with glasses")
    walk.observe(case, d4, "Turn", {"4": Mark.MET})
    walk.judge(case, d4)
    walk.qualities(case, d4)
    decision = walk.decide(case, d4)

    assert (decision.result, decision.replaces) == (
        Result.COMPETENT,
        walk.file(case.id).decisions[0].id,
    )


def test_a_claim_names_a_unit_that_is_there(at_map: Work) -> None:
    walk = at_map.walk
    with pytest.raises(NotFoundError):
        claiming.claim_unit(walk.desk, walk.advisor, at_map.case.id, UnitId(new_id()))
    with pytest.raises(NotFoundError):
        claiming.withdraw_claim(walk.desk, walk.advisor, at_map.case.id, UnitId(new_id()))
    claiming.claim_unit(walk.desk, walk.advisor, at_map.case.id, at_map.unit.id)

    assert len(walk.file(at_map.case.id).claims) == 1, "claiming twice is claiming once"


def test_notes_stay_in_the_order_of_their_making(at_map: Work) -> None:
    walk = at_map.walk
    for text in ("called Hanshin", "they confirm"):
        handling_cases.add_note(walk.desk, walk.advisor, at_map.case.id, NoteKind.CALL, text)

    assert [one.text for one in walk.file(at_map.case.id).notes] == [
        "called Hanshin",
        "they confirm",
    ]
