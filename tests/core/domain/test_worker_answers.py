"""What the worker says on the turned screen: an aid that counts for nothing, and who may hear it."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain import rules
from core.domain.assessment import Result
from core.domain.case import CaseEnd, Stage
from core.domain.casefile import CaseFile
from core.domain.grid import unit_grid
from core.domain.people import Staff
from core.domain.verifying import VerificationOutcome
from core.domain.worker_answers import AskedOf, WorkerAnswer, WorkerSays, WorkerSubject
from core.ids import PlanId, WorkerAnswerId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    LATHE,
    NOON,
    REGISTRAR,
    VERIFIER,
    answered,
    assessed,
    at,
    decision,
    of,
    row,
    standing,
)

ROW_1 = AskedOf(WorkerSubject.ROW, LATHE.id, row(LATHE, "1").id)
SIGNED = decision()
DECIDED = assessed(decisions=(SIGNED,))
VERIFIED = assessed(
    decisions=(SIGNED,), verifications=(answered(SIGNED, VerificationOutcome.COUNTERSIGNED),)
)
ABOUT_IT = AskedOf(WorkerSubject.DECISION, decision_id=SIGNED.id)


def heard(says: WorkerSays | None, by: Staff = ADVISOR, **changes: Any) -> WorkerAnswer:
    made = WorkerAnswer(
        id=WorkerAnswerId(new_id()),
        case_id=CASE.id,
        subject=WorkerSubject.ROW,
        unit_id=LATHE.id,
        row_id=row(LATHE, "1").id,
        says=says,
        at=NOON,
        by=by.id,
    )
    return replace(made, **changes)


def test_what_the_worker_says_is_shown_and_is_evidence_of_nothing() -> None:
    answers = (heard(WorkerSays.CANNOT), heard(WorkerSays.CAN, text="ខ្ញុំធ្វើបាន"))
    file = assessed(links=(), worker_answers=answers)
    line = unit_grid(file, LATHE).row(row(LATHE, "1").id)
    assert line.worker is answers[1], "the latest counts"
    assert (line.gap, line.kinds, line.labels, line.pieces) == (True, frozenset(), (), ())
    refused = of(rules.may_decide(file, LATHE, ASSESSOR, standing(), Result.COMPETENT))
    assert "unit.row-without-evidence" in refused


def test_who_heard_the_worker_before_the_decision_does_not_verify_it() -> None:
    file = assessed(decisions=(SIGNED,), worker_answers=(heard(WorkerSays.CAN, VERIFIER),))
    refused = of(rules.may_verify(file, SIGNED, VERIFIER, standing()))
    assert "verifier.independent" in refused
    about = heard(
        WorkerSays.YES, VERIFIER, subject=WorkerSubject.DECISION, unit_id=None, row_id=None,
        decision_id=SIGNED.id,
    )  # fmt: skip
    file = assessed(decisions=(SIGNED,), worker_answers=(about,))
    assert not rules.may_verify(file, SIGNED, VERIFIER, standing())


HEARING: dict[str, tuple[CaseFile, AskedOf, Staff, list[str]]] = {
    "the advisor": (assessed(case=at(Stage.MAP)), ROW_1, ADVISOR, []),
    "the assessor": (assessed(), ROW_1, ASSESSOR, []),
    "the verifier": (assessed(), ROW_1, VERIFIER, ["worker.heard-by"]),
    "neither": (assessed(), ROW_1, REGISTRAR, ["worker.heard-by"]),
    "the case rests": (
        assessed(case=replace(CASE, end=CaseEnd.WITHDRAWN)), ROW_1, ADVISOR, ["case.ended"],
    ),
    "the unit is decided": (DECIDED, ROW_1, ADVISOR, ["decision.awaiting"]),
    "a plan that is no more": (
        assessed(), AskedOf(WorkerSubject.PLAN, plan_id=PlanId(new_id())), ASSESSOR,
        ["plan.changed"],
    ),
    "the plan that counts": (
        plan_file := assessed(),
        AskedOf(WorkerSubject.PLAN, plan_id=plan_file.plans[0].id), ASSESSOR, [],
    ),
    "a decision before it is verified": (DECIDED, ABOUT_IT, ADVISOR, ["feedback.not-verified"]),
    "a decision": (VERIFIED, ABOUT_IT, REGISTRAR, []),
}  # fmt: skip


@pytest.mark.parametrize(("file", "asked", "person", "expected"), HEARING.values(), ids=HEARING)
def test_hearing_the_worker(
    file: CaseFile, asked: AskedOf, person: Staff, expected: list[str]
) -> None:
    assert of(rules.may_hear(file, asked, person)) == expected
