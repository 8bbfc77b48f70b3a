"""A case's six stages: which steps lead where, and what rest means."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.case import CaseEnd, Stage, StageMove
from core.domain.people import Role
from core.domain.turns import turn_since
from core.domain.verifying import VerificationOutcome
from core.errors import RefusedError
from core.ids import StageMoveId, new_id
from tests.core.domain.builders import ADVISOR, CASE, NOON, answered, assessed, decision

A, B, M, F, V, R = Stage
STEPS = {(A, B), (B, M), (M, B), (M, F), (F, M), (F, V), (F, R), (V, R)}


@pytest.mark.parametrize(("here", "there"), list(itertools.product(Stage, Stage)))
def test_only_the_legal_steps_lead_anywhere(here: Stage, there: Stage) -> None:
    case = replace(CASE, stage=here)
    if (here, there) in STEPS:
        assert case.moved(there) == replace(case, stage=there)
        return
    with pytest.raises(RefusedError) as caught:
        case.moved(there)
    assert [(one.rule, one.facts) for one in caught.value.refusals] == [
        ("case.move", {"from": here, "to": there})
    ]


@pytest.mark.parametrize("end", CaseEnd)
def test_a_case_at_rest_goes_nowhere_until_it_is_taken_up_at_its_stage(end: CaseEnd) -> None:
    resting = replace(CASE, stage=M).ended(end)

    assert (resting.stage, resting.end) == (M, end)
    for use in (lambda: resting.moved(F), lambda: resting.ended(end), resting.require_open):
        with pytest.raises(RefusedError) as caught:
            use()
        assert caught.value.refusals[0].rule == "case.ended"
    assert resting.taken_up_again() == replace(CASE, stage=M)


def test_a_case_that_goes_on_is_not_taken_up() -> None:
    with pytest.raises(RefusedError) as caught:
        CASE.taken_up_again()
    assert caught.value.refusals[0].rule == "case.not-ended"
    CASE.require_open()


def test_a_case_has_been_with_somebody_since_the_work_came_to_them() -> None:
    moved = StageMove(
        id=StageMoveId(new_id()), case_id=CASE.id, from_stage=Stage.FINALISE,
        to_stage=Stage.ASSESS_AND_VERIFY, at=NOON, by=ADVISOR.id,
    )  # fmt: skip
    edited = replace(CASE, changed_at=NOON + timedelta(days=5))
    file = assessed(moves=(moved,), case=edited)
    assert turn_since(file, Role.ASSESSOR) == NOON, "an edit of the case changes nothing"
    signed = replace(decision(), at=NOON + timedelta(days=2))
    decided = replace(file, decisions=(signed,))
    assert turn_since(decided, Role.VERIFIER) == signed.at
    returned = replace(answered(signed, VerificationOutcome.RETURNED), at=NOON + timedelta(days=3))
    assert turn_since(replace(decided, verifications=(returned,)), Role.ASSESSOR) == returned.at
