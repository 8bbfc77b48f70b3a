"""A void decision: what becomes of award, passport, status and case, and who may go on."""

import pytest

from core.domain.assessment import Mark
from core.domain.case import CaseEnd, Stage
from core.domain.grid import unit_grid
from core.domain.recognition import Award, Status, StatusChange, StatusPlace, StatusReason
from core.domain.rules import may_observe, may_verify
from core.domain.voiding import DecisionVoid, VoidBasis
from core.ids import DecisionId
from core.services.handling_cases import end_case
from core.services.standing import read_standing
from core.services.undoing_decisions import (
    AlreadyVoidError,
    DecisionReplacedError,
    Voided,
    VoidReasonMissingError,
    void_decision,
)
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.core.domain.builders import of
from tests.practice import decided, verified


def _void(walk: Walk, decision: DecisionId, basis: VoidBasis, reason: str = "found out") -> Voided:
    with walk.desk.uow() as uow:
        voided = void_decision(uow, walk.desk, walk.registrar, decision, basis=basis, reason=reason)
        uow.commit()
    return voided


def test_a_void_decision_takes_award_and_passport_with_it_and_reopens_the_case_for_somebody_new(
    walk: Walk,
) -> None:
    case = verified(walk)
    passport = walk.issue(case)
    unit = practice_unit(walk.desk, "D4")
    decision = walk.file(case.id).decisions[0]
    with pytest.raises(VoidReasonMissingError):
        _void(walk, decision.id, VoidBasis.NO_VALID_SCOPE, "  ")

    voided = _void(walk, decision.id, VoidBasis.NO_VALID_SCOPE)

    file = walk.file(case.id)
    assert (file.case.stage, file.case.end) == (Stage.ASSESS_AND_VERIFY, None)
    assert (file.case.assessor_id, file.case.verifier_id) == (None, None)
    assert file.decisions == (decision,)  # what was signed stays as it was signed
    assert (file.decision(unit.id), file.verified(unit.id)) == (None, None)
    assert (voided.revoked, voided.to_reissue) == ((passport.id,), ())
    with walk.desk.uow() as uow:
        award = uow.find(Award, case_id=decision.case_id)[0]
        for place_id in (award.status_place_id, passport.status_place_id):
            assert uow.get(StatusPlace, place_id).status is Status.REVOKED
            change = uow.find(StatusChange, place_id=place_id)[-1]
            assert (change.code, change.reason) == (StatusReason.NO_VALID_SCOPE, "found out")
        standing = read_standing(uow, walk.clock.today())
    # Nobody in scope has judged or seen anything, so there is everything to do again.
    assert all(line.judgement is None and not line.tasks for line in unit_grid(file, unit).judged)
    assert "void.someone-new" in of(may_observe(file, unit, walk.staff.assessor, standing))
    assert "void.someone-new" in of(may_verify(file, decision, walk.staff.verifier, standing))
    with pytest.raises(AlreadyVoidError):
        _void(walk, decision.id, VoidBasis.APPEAL_UPHELD)


def test_an_upheld_appeal_keeps_what_was_seen_and_leaves_a_worker_who_is_abroad_at_rest(
    walk: Walk,
) -> None:
    case = verified(walk)
    unit = practice_unit(walk.desk, "D4")
    decision = walk.file(case.id).decisions[0]
    away = end_case(walk.desk, walk.advisor, case.id, CaseEnd.AWAY_AGAIN)

    _void(walk, decision.id, VoidBasis.APPEAL_UPHELD)

    file = walk.file(case.id)
    assert (file.case.stage, file.case.end) == (Stage.ASSESS_AND_VERIFY, away.end)
    row = next(line for line in unit_grid(file, unit).judged if line.row.number == "4")
    assert row.judgement is None
    assert row.tasks[0].observation.mark is Mark.MET
    with walk.desk.uow() as uow:
        assert len(uow.find(DecisionVoid)[0].barred) == 2


def test_a_decision_that_was_replaced_since_is_not_undone_under_the_one_that_stands(
    walk: Walk,
) -> None:
    (case, first), unit = decided(walk), practice_unit(walk.desk, "D4")
    walk.send_back(case, first, "Row 4 is not shown")
    second = walk.decide(case, unit)

    with pytest.raises(DecisionReplacedError):
        _void(walk, first.id, VoidBasis.APPEAL_UPHELD)

    file = walk.file(case.id)
    assert (file.voids, file.awaiting_verification(unit.id)) == ((), second)
