"""At the bench, the judgement, the signature, the second signature: what is kept and what holds."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from core.domain.assessment import Mark, Result, add_months
from core.domain.case import Stage
from core.domain.grid import unit_grid
from core.domain.portfolio import freeze_digest
from core.domain.recognition import StatusPlace
from core.domain.signed_texts import DECISION_HEADER, verification_text
from core.domain.standards import Framework
from core.domain.verifying import Principle, VerificationOutcome
from core.errors import CoreError, NotFoundError
from core.ids import DecisionId, new_id
from core.services import judging, observing, verifying_decisions
from core.services.holder_core import holder_core
from credentials.issuing import read_award
from credentials.keys import public_key, signature_is_good
from credentials.passport import EvidenceKind
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.parts import DATABASE
from tests.core.services.conftest import Work
from tests.practice import decided, handed_over


@pytest.fixture
def bench(walk: Walk) -> Work:
    """The case handed over, with both declarations made."""
    case = handed_over(walk)
    return Work(walk, case, practice_unit(walk.desk, "D4"))


def taken(walk: Walk) -> list[str]:
    with walk.desk.uow() as uow:
        return [one.taken_by for one in uow.find(StatusPlace) if one.taken_by]


def test_tasks_and_questions_are_numbered_and_nothing_said_is_lost(bench: Work) -> None:
    walk, unit, row_id = bench.walk, bench.unit, row(bench.unit, "4").id
    place = (walk.desk, walk.assessor, bench.case.id, unit.id)
    walk.seat(bench.case)
    first, second = (observing.set_task(*place, title=title) for title in (" Turn ", "Bore"))
    assert [(one.label, one.title) for one in (first, second)] == [("T1", "Turn"), ("T2", "Bore")]

    for mark in (Mark.NOT_MET, Mark.MET):
        observing.observe(*place, row_id, first.id, mark, note=" with help ")
    for number, mark in ((None, Mark.NOT_MET), (None, Mark.MET), (1, Mark.MET)):
        observing.ask(*place, row_id, question="Why?", answer="so", mark=mark, number=number)

    file = walk.file(bench.case.id)
    assert [(one.mark, one.note) for one in file.observations] == [
        (Mark.NOT_MET, "with help"),
        (Mark.MET, "with help"),
    ]
    assert [(one.number, one.mark) for one in file.answers] == [
        (1, Mark.NOT_MET),
        (2, Mark.MET),
        (1, Mark.MET),
    ]
    assert unit_grid(file, unit).row(row_id).labels == ("T1", "Q1", "Q2")


def test_a_judgement_keeps_the_evidence_that_was_there_when_it_was_made(bench: Work) -> None:
    walk, unit = bench.walk, bench.unit
    place = (walk.desk, walk.assessor, bench.case.id, unit.id, row(unit, "1").id)
    before = judging.judge(*place, Mark.MET, reason=" as seen ")
    walk.observe(bench.case, unit, "Turn", {"1": Mark.MET})
    after = judging.judge(*place, Mark.MET)

    assert (before.evidence, before.reason, after.evidence) == (("2",), "as seen", ("2", "T1"))
    with pytest.raises(ValueError, match="is not judged"):
        judging.judge(
            walk.desk, walk.assessor, bench.case.id, unit.id, row(unit, "").id, Mark.MET
        )  # fmt: skip


def test_a_receipt_names_what_was_handed_over(bench: Work) -> None:
    file = bench.walk.file(bench.case.id)

    [receipt] = file.freezes
    assert [one.number for one in receipt.exhibits] == [1, 2]
    assert [one.files for one in receipt.exhibits] == [
        tuple(paper.sha256 for paper in file.files_of(one.id)) for one in file.binder
    ]
    assert receipt.digest == freeze_digest(receipt.exhibits)


def test_the_signed_decision_says_what_was_judged_on_which_evidence(walk: Walk) -> None:
    case, decision = decided(walk)
    unit, file = practice_unit(walk.desk, "D4"), walk.file(case.id)
    assert decision.document.startswith(DECISION_HEADER)
    said = json.loads(decision.document.removeprefix(DECISION_HEADER))

    assert signature_is_good(
        public_key(walk.staff.assessor.public_key), decision.document, decision.signature
    )
    assert (said["decision"], said["case"], said["unit"], said["assessor"]) == tuple(
        map(str, (decision.id, case.id, unit.id, walk.staff.assessor.id))
    )
    assert (said["result"], said["replaces"]) == ("competent", None)
    assert said["portfolio"] == [file.freezes[0].digest]
    assert [(one["number"], one["mark"], one["evidence"]) for one in said["rows"]] == [
        (line.row.number, "met", list(line.labels)) for line in unit_grid(file, unit).judged
    ]
    assert set(said["qualities"].values()) == {True}
    assert len(said["qualities"]) == 5


def test_a_competent_decision_carries_an_award_bound_to_the_worker(walk: Walk) -> None:
    case, decision = decided(walk)
    file, unit = walk.file(case.id), practice_unit(walk.desk, "D4")
    with walk.desk.uow() as uow:
        framework = uow.get(Framework, unit.framework_id)
        place = uow.get(StatusPlace, file.proposals[0].status_place_id)
    [proposed] = file.proposals

    award = read_award(
        proposed.document,
        holder_core(file.candidate),
        public_key(walk.staff.assessor.public_key),
    )

    assert (award.assessor.number, award.certificate) == ("0417", "0417")
    assert award.units[0].code == "D4"
    assert award.units[0].evidence == {EvidenceKind.PORTFOLIO, EvidenceKind.TASKS}
    assert award.status.index == place.index
    assert place.taken_by == f"award {proposed.id}"
    months = framework.validity_months
    expected = add_months(decision.decided_on, months) if months else None
    assert decision.expires == expected
    assert (award.expires_at.date() if award.expires_at else None) == expected
    assert decision.decided_on == walk.clock.today()


def test_the_award_names_the_assessors_own_certificate(walk: Walk) -> None:
    walk.assessor, walk.verifier = walk.verifier, walk.assessor
    walk.staff = replace(walk.staff, assessor=walk.staff.verifier, verifier=walk.staff.assessor)

    case, decision = decided(walk)

    file, key = walk.file(case.id), walk.staff.assessor.public_key
    assert file.proposals[0].decision_ids == (decision.id,)
    award = read_award(file.proposals[0].document, holder_core(file.candidate), public_key(key))
    assert (award.assessor.name, award.assessor.number, award.certificate) == (
        "Rith Ponleu",
        "0388",
        "0388",
    )


def test_not_yet_competent_takes_no_place_and_makes_no_award(bench: Work) -> None:
    walk, before = bench.walk, taken(bench.walk)
    walk.judge(bench.case, bench.unit, {"2": "cannot read it"}, last=2)

    decision = walk.decide(
        bench.case, bench.unit, Result.NOT_YET_COMPETENT, {"2": "a week at the drawing board"}
    )

    assert (walk.file(bench.case.id).proposals, decision.expires) == ((), None)
    assert taken(walk) == before
    [unmet] = [one for one in decision.rows if one.mark is Mark.NOT_MET]
    assert (unmet.number, unmet.reason, unmet.advice) == (
        "2",
        "cannot read it",
        "a week at the drawing board",
    )
    assert [one.mark for one in decision.rows[2:]] == [Mark.NOT_SEEN] * 5
    walk.verify(bench.case, decision)
    assert walk.file(bench.case.id).awards == ()


def test_the_verifier_signs_the_assessors_signed_decision(walk: Walk) -> None:
    case, decision = decided(walk)

    done = walk.verify(case, decision)

    signed = verification_text(
        document=decision.document,
        signature=decision.signature,
        verifier=walk.staff.verifier.id,
        principles=tuple(Principle),
        verified_at=done.verified_at,
    )
    assert signature_is_good(public_key(walk.staff.verifier.public_key), signed, done.signature)
    file = walk.file(case.id)
    [award] = file.awards
    assert (award.decision_ids, award.by, award.at) == ((decision.id,), done.by, done.at)
    assert file.case.stage is Stage.RECOGNISE


CHANGES = {
    "document": b"touchstone decision/1\n{}",
    "signature": bytes(64),
}


@pytest.mark.parametrize("column", CHANGES)
def test_what_was_changed_behind_the_signature_is_not_countersigned(
    walk: Walk, tmp_path: Any, column: str
) -> None:
    case, decision = decided(walk)
    engine = create_engine(f"sqlite:///{tmp_path / 'home' / DATABASE}")
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS decisions_no_update"))
        connection.execute(text(f"UPDATE decisions SET {column} = :to"), {"to": CHANGES[column]})
    engine.dispose()

    with pytest.raises(CoreError) as caught:
        walk.verify(case, decision)

    assert caught.value.code == "decision.tampered"
    assert walk.file(case.id).verifications == ()
    assert walk.file(case.id).awards == ()


def test_a_decision_goes_back_with_its_reasons_and_no_award(walk: Walk) -> None:
    case, decision = decided(walk)

    answer = walk.send_back(case, decision, " see row 4 done ")

    assert (answer.outcome, answer.reasons, answer.signature) == (
        VerificationOutcome.RETURNED,
        "see row 4 done",
        b"",
    )
    assert walk.file(case.id).awards == ()
    file = walk.file(case.id)
    assert (file.awards, file.case.stage) == ((), Stage.ASSESS_AND_VERIFY)


def test_a_decision_that_nobody_made_is_not_found(walk: Walk) -> None:
    case, _ = decided(walk)
    with pytest.raises(NotFoundError):
        verifying_decisions.return_decision(
            walk.desk, walk.verifier, case.id, DecisionId(new_id()), "none"
        )


def test_months_are_added_to_the_last_day_of_a_month_as_people_do() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2025, 12, 15), 1) == date(2026, 1, 15)
    assert add_months(date(2025, 3, 31), -1) == date(2025, 2, 28)
    assert add_months(date(2025, 1, 15), -1) == date(2024, 12, 15)
    assert add_months(date(2025, 5, 31), 13) == date(2026, 6, 30)
