"""The guards as the use cases meet them: each refusal names its rule, and nothing is written."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.domain.assessment import Mark, Quality, Result
from core.domain.case import Duty, Route
from core.domain.grid import unit_grid
from core.domain.people import Centre, CentreAuthority, Certification, Consent, Role
from core.domain.rules import may_verify
from core.domain.standards import ExposureRule, Framework, FrameworkStatus
from core.domain.verifying import Principle, RowAnswer
from core.errors import RefusedError
from core.services import (
    answering_rows,
    collecting,
    handling_cases,
    judging,
    mapping,
    observing,
    verifying_decisions,
)
from core.services.holder_core import holder_core
from core.services.standing import read_standing
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.practice import DARA, PAPERS, changed, decided, handed_over, judged, mapped, verified


def rules(caught: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {refusal.rule for refusal in caught.value.refusals}


def change_all(walk: Walk, kind: type[Any], **changes: object) -> None:
    with walk.desk.uow() as uow:
        records: tuple[Any, ...] = uow.find(kind)
        for record in records:
            uow.save(replace(record, **changes))
        uow.commit()


def test_an_assessor_whose_certification_ended_yesterday_may_not_observe(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    change_all(walk, Certification, ends=walk.clock.today() - timedelta(days=1))

    with pytest.raises(RefusedError) as caught:
        observing.set_task(walk.desk, walk.assessor, case.id, unit.id, title="Turn")

    assert rules(caught) == {"assessor.certified"}
    assert not walk.file(case.id).tasks


def test_a_certification_holds_on_its_last_day(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    change_all(walk, Certification, ends=walk.clock.today())

    assert observing.set_task(walk.desk, walk.assessor, case.id, unit.id, title="Turn").number == 1


def test_an_assessor_certified_for_other_units_is_out_of_scope(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    change_all(walk, Certification, unit_codes=frozenset({"H14"}))

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert rules(caught) == {"assessor.scope"}


def test_nobody_assesses_before_declaring_whether_there_is_a_conflict(walk: Walk) -> None:
    case, unit = mapped(walk), practice_unit(walk.desk, "D4")
    walk.finalise(case)
    walk.hand_over(case)

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert rules(caught) == {"conflict.undeclared"}


def test_a_declared_conflict_needs_its_handling(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    handling_cases.declare_conflict(
        walk.desk, walk.assessor, case.id, Duty.ASSESS, conflict=True, what="my cousin"
    )

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert rules(caught) == {"conflict.unhandled"}


@pytest.mark.parametrize(
    ("kind", "changes", "rule"),
    [
        (Centre, {"accredited_until": -1}, "centre.accredited"),
        (CentreAuthority, {"ends": -1}, "centre.authorised"),
        (CentreAuthority, {"starts": 1}, "centre.authorised"),
        (Framework, {"status": FrameworkStatus.SUPERSEDED}, "standard.in-force"),
        (Framework, {"valid_until": -1}, "standard.in-force"),
    ],
)
def test_the_centre_and_the_standard_must_be_in_order_on_the_day(
    walk: Walk, kind: type, changes: dict[str, object], rule: str
) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    today = walk.clock.today()
    days = {
        name: today + timedelta(days=value) if isinstance(value, int) else value
        for name, value in changes.items()
    }
    change_all(walk, kind, **days)

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert rules(caught) == {rule}


def test_the_advisor_of_a_case_never_assesses_it(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    both = changed(
        walk.desk,
        replace(walk.staff.assessor, person_number=walk.staff.advisor.person_number + "x"),
    )
    with walk.desk.uow() as uow:
        file = uow.case_file(case.id)
        uow.save(replace(file.case, advisor_id=both.id))
        uow.commit()

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert "advisor.not-assessor" in rules(caught)


def test_only_the_assigned_assessor_judges(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    handling_cases.declare_conflict(walk.desk, walk.verifier, case.id, Duty.ASSESS, conflict=False)

    with pytest.raises(RefusedError) as caught:
        judging.judge(walk.desk, walk.verifier, case.id, unit.id, row(unit, "1").id, Mark.MET)

    assert rules(caught) == {"case.assigned"}


def test_competent_needs_every_row_judged_met_on_evidence(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.judge(case, unit, {"2": "could not read the drawing"}, last=4)

    with pytest.raises(RefusedError) as caught:
        walk.decide(case, unit)

    refused = [(one.rule, one.facts.get("row")) for one in caught.value.refusals]
    assert ("unit.row-not-met", "2") in refused
    assert ("unit.row-without-evidence", "4") in refused, "row 4 is a gap, whatever was judged"
    assert ("unit.row-unjudged", "5") in refused
    assert sum(rule == "unit.quality-missing" for rule, _ in refused) == 5
    assert not walk.file(case.id).decisions


@pytest.mark.parametrize("quality", Quality)
def test_competent_needs_each_of_the_five_qualities(walk: Walk, quality: Quality) -> None:
    case, unit = judged(walk), practice_unit(walk.desk, "D4")
    judging.judge_quality(walk.desk, walk.assessor, case.id, unit.id, quality, False)

    with pytest.raises(RefusedError) as caught:
        walk.decide(case, unit)

    assert rules(caught) == {"unit.quality-negative"}
    assert caught.value.refusals[0].facts == {"quality": quality.value}


def test_not_yet_competent_needs_only_the_row_that_is_not_met(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.judge(case, unit, {"1": "no safety glasses"}, last=1)

    decision = walk.decide(case, unit, Result.NOT_YET_COMPETENT)

    assert decision.result is Result.NOT_YET_COMPETENT
    assert walk.file(case.id).proposals == ()


def test_not_yet_competent_is_refused_while_nothing_is_unmet(walk: Walk) -> None:
    case, unit = judged(walk), practice_unit(walk.desk, "D4")

    with pytest.raises(RefusedError) as caught:
        walk.decide(case, unit, Result.NOT_YET_COMPETENT)

    assert rules(caught) == {"unit.nothing-unmet"}


@pytest.mark.parametrize("blocks", [True, False])
def test_unmet_exposure_blocks_or_warns_as_the_framework_says(walk: Walk, blocks: bool) -> None:
    case, unit = judged(walk), practice_unit(walk.desk, "D4")
    change_all(walk, Framework, exposure_rules=(ExposureRule(None, 100, None, blocks=blocks),))

    if not blocks:
        assert walk.decide(case, unit).result is Result.COMPETENT
        return
    with pytest.raises(RefusedError) as caught:
        walk.decide(case, unit)
    assert rules(caught) == {"exposure.met"}
    assert caught.value.refusals[0].facts == {"months": 75, "needs": 100}


def test_what_is_signed_is_not_changed_behind_the_signature(walk: Walk) -> None:
    case, _ = decided(walk)
    unit = practice_unit(walk.desk, "D4")
    link = walk.file(case.id).links[0]

    for change in (
        lambda: judging.judge(
            walk.desk, walk.assessor, case.id, unit.id, row(unit, "1").id, Mark.NOT_MET
        ),
        lambda: walk.observe(case, unit, "again", {"1": Mark.NOT_MET}),
        lambda: mapping.unlink(walk.desk, walk.assessor, link),
        lambda: walk.decide(case, unit),
    ):
        with pytest.raises(RefusedError) as caught:
            change()
        assert "decision.awaiting" in rules(caught)


def test_the_assessor_never_verifies_the_own_decision(walk: Walk) -> None:
    case, decision = decided(walk)
    handling_cases.declare_conflict(walk.desk, walk.assessor, case.id, Duty.VERIFY, conflict=False)

    with pytest.raises(RefusedError) as caught:
        verifying_decisions.countersign(
            walk.desk, walk.assessor, case.id, decision.id, tuple(Principle)
        )

    assert "verifier.independent" in rules(caught)


def test_who_observed_one_mark_cannot_verify(walk: Walk) -> None:
    case, unit = judged(walk), practice_unit(walk.desk, "D4")
    handling_cases.declare_conflict(walk.desk, walk.verifier, case.id, Duty.ASSESS, conflict=False)
    task = walk.file(case.id).tasks[0]
    walk.seat(case)
    observing.observe(
        walk.desk, walk.verifier, case.id, unit.id, row(unit, "1").id, task.id, Mark.MET
    )
    decision = walk.decide(case, unit)

    with pytest.raises(RefusedError) as caught:
        answering_rows.agree(
            walk.desk, walk.verifier, case.id, decision.id, row(unit, "1").id, RowAnswer.AGREE
        )

    assert rules(caught) == {"verifier.independent"}


def test_a_second_record_with_the_assessors_number_is_the_same_person(walk: Walk) -> None:
    case, decision = decided(walk)
    with walk.desk.uow() as uow:
        file = uow.case_file(case.id)
        standing = read_standing(uow, walk.clock.today())
    twin = replace(walk.verifier.staff, person_number=walk.staff.assessor.person_number)

    refused = {one.rule for one in may_verify(file, decision, twin, standing)}

    assert "verifier.independent" in refused


def test_countersigning_needs_every_row_and_every_principle(walk: Walk) -> None:
    case, decision = decided(walk)
    answering_rows.agree(
        walk.desk, walk.verifier, case.id, decision.id, decision.rows[0].row_id, RowAnswer.AGREE
    )

    with pytest.raises(RefusedError) as caught:
        verifying_decisions.countersign(
            walk.desk, walk.verifier, case.id, decision.id, (Principle.FAIR,)
        )

    refused = caught.value.refusals
    assert sum(one.rule == "verification.row-not-agreed" for one in refused) == 6
    assert sum(one.rule == "verification.principle" for one in refused) == 4
    assert not walk.file(case.id).verifications


def test_one_row_disagreed_refuses_the_countersignature(walk: Walk) -> None:
    case, decision = decided(walk)
    for one in decision.rows:
        answer = RowAnswer.DISAGREE if one.number == "4" else RowAnswer.AGREE
        answering_rows.agree(walk.desk, walk.verifier, case.id, decision.id, one.row_id, answer)

    with pytest.raises(RefusedError) as caught:
        verifying_decisions.countersign(
            walk.desk, walk.verifier, case.id, decision.id, tuple(Principle)
        )

    facts = {"row": "4", "person": walk.verifier.staff.name}
    assert [one.facts for one in caught.value.refusals] == [facts]


def test_a_decision_is_returned_only_with_reasons(walk: Walk) -> None:
    case, decision = decided(walk)

    with pytest.raises(RefusedError) as caught:
        walk.send_back(case, decision, "  ")

    assert rules(caught) == {"verification.reasons"}


def test_a_returned_case_is_decided_again_beside_the_old_decision(walk: Walk) -> None:
    case, first = decided(walk)
    walk.send_back(case, first, "row 4: see it done")
    unit = practice_unit(walk.desk, "D4")

    second = walk.decide(case, unit)

    file = walk.file(case.id)
    assert [one.id for one in file.decisions] == [first.id, second.id]
    assert second.replaces == first.id
    assert file.awaiting_verification(unit.id) == second


def test_a_frozen_exhibit_is_not_changed_and_a_new_one_is_a_supplement(walk: Walk) -> None:
    case = handed_over(walk)
    frozen = walk.file(case.id).binder[0]

    with pytest.raises(RefusedError) as caught:
        collecting.save_exhibit(walk.desk, walk.advisor, replace(frozen, title="another"))
    [late] = walk.collect(case, PAPERS[:1])
    receipt = walk.hand_over(case)

    assert rules(caught) == {"portfolio.frozen"}
    assert (late.number, late.supplement) == (3, 1)
    assert receipt.supplement == 1
    assert [one.number for one in receipt.exhibits] == [3]


def test_the_number_of_an_exhibit_that_was_taken_out_is_not_used_again(walk: Walk) -> None:
    case = mapped(walk)
    last = walk.file(case.id).binder[-1]
    collecting.save_exhibit(walk.desk, walk.advisor, replace(last, removed=True))

    [added] = walk.collect(case, PAPERS[:1])

    assert added.number == last.number + 1


def test_a_statement_without_its_signatory_is_not_handed_over(walk: Walk) -> None:
    case = mapped(walk)
    walk.finalise(case)
    statement = walk.file(case.id).binder[1]
    unsigned = replace(statement, signatory=replace(statement.signatory, role=" "))
    collecting.save_exhibit(walk.desk, walk.advisor, unsigned)

    with pytest.raises(RefusedError) as caught:
        walk.hand_over(case)

    assert rules(caught) == {"exhibit.signatory"}
    assert not walk.file(case.id).frozen


def test_an_empty_binder_without_an_assessor_is_not_handed_over(walk: Walk) -> None:
    case = walk.open(DARA, Route.RMCS_UNITS, [])
    handling_cases.move_case(walk.desk, walk.advisor, case.id, walk.file(case.id).case.stage.MAP)
    handling_cases.move_case(
        walk.desk, walk.advisor, case.id, walk.file(case.id).case.stage.FINALISE
    )

    with pytest.raises(RefusedError) as caught:
        walk.hand_over(case)

    assert rules(caught) == {"portfolio.empty", "case.claim", "case.assessor"}


def test_no_passport_is_issued_without_the_workers_consent(walk: Walk) -> None:
    case = verified(walk)
    change_all(walk, type(walk.file(case.id).candidate), passport_consent=Consent.NOT_ASKED)

    with pytest.raises(RefusedError) as caught:
        walk.issue(case)

    assert rules(caught) == {"passport.consent"}


def test_only_a_registrar_issues(walk: Walk) -> None:
    case = verified(walk)
    walk.registrar = walk.advisor

    with pytest.raises(RefusedError) as caught:
        walk.issue(case)

    assert "person.role" in rules(caught)


def test_a_portfolio_without_awards_needs_a_second_person(walk: Walk) -> None:
    case = walk.open(DARA, Route.PORTFOLIO_ONLY, [])
    walk.collect(case, PAPERS)
    walk.map(case, practice_unit(walk.desk, "D4"), {})
    walk.finalise(case)
    walk.hand_over(case)
    both = frozenset({Role.ADVISOR, Role.REGISTRAR})
    changed(walk.desk, replace(walk.advisor.staff, roles=both))
    walk.registrar = walk.advisor

    with pytest.raises(RefusedError) as caught:
        walk.issue(case)

    assert rules(caught) == {"passport.second-person"}


def test_conclusion_counts_rows_never_a_percentage(walk: Walk) -> None:
    case = mapped(walk)

    grid = unit_grid(walk.file(case.id), practice_unit(walk.desk, "D4"))

    assert (grid.covered, len(grid.judged)) == (6, 7)
    assert [line.row.number for line in grid.gaps] == ["4"]


def test_the_signed_text_names_the_frozen_portfolio(walk: Walk) -> None:
    case, decision = decided(walk)

    assert walk.file(case.id).freezes[0].digest.encode() in decision.document
    assert isinstance(holder_core(walk.file(case.id).candidate), bytes)
