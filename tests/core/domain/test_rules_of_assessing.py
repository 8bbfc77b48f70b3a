"""The guards by themselves: who may observe, judge and decide, one wrong fact at a time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core.domain import rules
from core.domain.assessment import Mark, Quality, Result
from core.domain.case import Duty, HandlingOutcome, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules import Standing
from core.domain.staff_records import TrainingRequirement
from core.domain.standards import ExposureRule, FrameworkStatus
from core.domain.verifying import VerificationOutcome
from core.ids import FrameworkId, TrainingRequirementId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    CENTRE,
    FRAMEWORK,
    LATHE,
    REGISTRAR,
    SHOP,
    TODAY,
    VERIFIER,
    answered,
    asked,
    assessed,
    at,
    awarded,
    certification,
    decision,
    declared,
    found,
    handled,
    judged,
    of,
    proposed,
    seen,
    standing,
    task,
    trained,
    worked,
)

COUNTERSIGNED, RETURNED = VerificationOutcome
DAY = timedelta(days=1)
BOTH = replace(ADVISOR, roles=frozenset(Role))
"""The case's advisor, who could do everything."""


# The assessor

COUSIN = declared(ASSESSOR, Duty.ASSESS, conflict=True, what="my cousin")
COUSIN_LATER_DENIED = (COUSIN, declared(ASSESSOR, Duty.ASSESS))
TWIN = replace(REGISTRAR, person_number=ASSESSOR.person_number, roles=frozenset(Role))
FORTY_HOURS = TrainingRequirement(
    id=TrainingRequirementId(new_id()), framework_code=FRAMEWORK.code, hours=40, within_months=24
)
IN_SCOPE = frozenset({LATHE.code})
OBSERVING: dict[str, tuple[CaseFile, Staff, Standing, list[str]]] = {
    "all in order": (assessed(), ASSESSOR, standing(), []),
    "another certified assessor": (
        assessed(conflicts=(declared(VERIFIER, Duty.ASSESS),)), VERIFIER, standing(), [],
    ),
    "no assessor": (
        assessed(conflicts=(declared(REGISTRAR, Duty.ASSESS),)),
        REGISTRAR,
        standing(certifications=(certification(REGISTRAR),)),
        ["person.role"],
    ),
    "too early": (assessed(case=at(Stage.FINALISE)), ASSESSOR, standing(), ["case.stage"]),
    "first day": (assessed(), ASSESSOR, standing(TODAY - 10 * DAY), []),
    "day before": (assessed(), ASSESSOR, standing(TODAY - 11 * DAY), ["assessor.certified"]),
    "last day": (assessed(), ASSESSOR, standing(TODAY + 10 * DAY), []),
    "day after": (assessed(), ASSESSOR, standing(TODAY + 11 * DAY), ["assessor.certified"]),
    "another's certificate": (
        assessed(), ASSESSOR, standing(certifications=(certification(VERIFIER),)),
        ["assessor.certified"],
    ),
    "withdrawn today": (
        assessed(), ASSESSOR,
        standing(certifications=(certification(ASSESSOR, withdrawn_on=TODAY),)),
        ["assessor.certified"],
    ),
    "withdrawn tomorrow": (
        assessed(), ASSESSOR,
        standing(certifications=(certification(ASSESSOR, withdrawn_on=TODAY + DAY),)), [],
    ),
    "of this unit": (
        assessed(), ASSESSOR,
        standing(certifications=(certification(ASSESSOR, unit_codes=IN_SCOPE),)), [],
    ),
    "of another unit": (
        assessed(), ASSESSOR,
        standing(certifications=(certification(ASSESSOR, unit_codes=frozenset({"H1"})),)),
        ["assessor.scope"],
    ),
    "of another standard": (
        assessed(), ASSESSOR,
        standing(certifications=(certification(ASSESSOR, framework_code="X"),)),
        ["assessor.scope"],
    ),
    "one ended, one in force": (
        assessed(), ASSESSOR,
        standing(
            certifications=(
                certification(ASSESSOR, ends=TODAY - DAY), certification(ASSESSOR),
            )
        ), [],
    ),
    "nothing declared": (assessed(conflicts=()), ASSESSOR, standing(), ["conflict.undeclared"]),
    "declared for the other duty": (
        assessed(conflicts=(declared(ASSESSOR, Duty.VERIFY),)), ASSESSOR, standing(),
        ["conflict.undeclared"],
    ),
    "a conflict and nothing done": (
        assessed(conflicts=(COUSIN,)), ASSESSOR, standing(), ["conflict.unhandled"],
    ),
    "a conflict that its declarer takes back": (
        assessed(conflicts=COUSIN_LATER_DENIED), ASSESSOR, standing(), ["conflict.unhandled"],
    ),
    "a replaced assessor who declares anew": (
        assessed(
            conflicts=COUSIN_LATER_DENIED,
            handlings=(handled(COUSIN, HandlingOutcome.REPLACED),),
        ),
        ASSESSOR, standing(), ["conflict.replaced"],
    ),
    "a conflict that a second record of the person does not declare": (
        replace(
            assessed(conflicts=(COUSIN, declared(TWIN, Duty.ASSESS))),
            staff=(ADVISOR, ASSESSOR, VERIFIER, TWIN),
        ),
        TWIN, standing(certifications=(certification(TWIN),)), ["conflict.unhandled"],
    ),
    "a conflict that was handled": (
        assessed(conflicts=(COUSIN,), handlings=(handled(COUSIN),)), ASSESSOR, standing(), [],
    ),
    "replaced for a conflict": (
        assessed(
            conflicts=(COUSIN,), handlings=(handled(COUSIN, HandlingOutcome.REPLACED),)
        ), ASSESSOR, standing(), ["conflict.replaced"],
    ),
    "training lapsed": (
        assessed(), ASSESSOR,
        standing(requirements=(FORTY_HOURS,), training=(trained(ASSESSOR, 39),)),
        ["assessor.training"],
    ),
    "training too long ago": (
        assessed(), ASSESSOR,
        standing(
            requirements=(FORTY_HOURS,), training=(trained(ASSESSOR, 40, days_ago=800),)
        ), ["assessor.training"],
    ),
    "training kept up": (
        assessed(), ASSESSOR,
        standing(requirements=(FORTY_HOURS,), training=(trained(ASSESSOR, 40),)), [],
    ),
    "the case's advisor": (
        assessed(conflicts=(declared(BOTH, Duty.ASSESS),)), BOTH,
        standing(certifications=(certification(BOTH),)), ["advisor.not-assessor"],
    ),
    "the advisor's other record": (
        assessed(), replace(ASSESSOR, person_number=ADVISOR.person_number), standing(),
        ["advisor.not-assessor"],
    ),
    "decided": (assessed(decisions=(decision(),)), ASSESSOR, standing(), ["decision.awaiting"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "who", "day", "expected"), OBSERVING.values(), ids=OBSERVING)
def test_observing(file: CaseFile, who: Staff, day: Standing, expected: list[str]) -> None:
    assert of(rules.may_observe(file, LATHE, who, day)) == expected


def test_what_was_recognised_is_observed_no_more_and_what_was_returned_is() -> None:
    signed, failed = decision(), decision(Result.NOT_YET_COMPETENT)
    for one, outcome, expected in (
        (signed, COUNTERSIGNED, ["decision.recognised"]),
        (signed, RETURNED, []),
        (failed, COUNTERSIGNED, []),
    ):
        award = proposed(one)
        file = assessed(
            decisions=(one,),
            verifications=(answered(one, outcome),),
            proposals=(award,),
            awards=(awarded(award, one),) if expected else (),
        )
        assert of(rules.may_observe(file, LATHE, ASSESSOR, standing())) == expected
    other = assessed(units=(LATHE, SHOP), decisions=(decision(unit=SHOP),))
    assert of(rules.may_observe(other, LATHE, ASSESSOR, standing())) == []


ASSESSING: dict[str, tuple[CaseFile, Standing, list[str]]] = {
    "all in order": (assessed(), standing(), []),
    "somebody else's": (
        assessed(case=replace(CASE, assessor_id=VERIFIER.id)), standing(), ["case.assigned"],
    ),
    "not handed over": (assessed(freezes=()), standing(), ["portfolio.not-handed-over"]),
    "accredited from today": (
        assessed(), standing(centre=replace(CENTRE, accredited_from=TODAY)), [],
    ),
    "accredited until today": (
        assessed(), standing(centre=replace(CENTRE, accredited_until=TODAY)), [],
    ),
    "accredited from tomorrow": (
        assessed(), standing(centre=replace(CENTRE, accredited_from=TODAY + DAY)),
        ["centre.accredited"],
    ),
    "accredited until yesterday": (
        assessed(), standing(centre=replace(CENTRE, accredited_until=TODAY - DAY)),
        ["centre.accredited"],
    ),
    "no agreement": (assessed(), standing(authorities=()), ["centre.authorised"]),
    "an agreement that ended": (
        assessed(),
        standing(authorities=(replace(standing().authorities[0], ends=TODAY - DAY),)),
        ["centre.authorised"],
    ),
    "an agreement about another standard": (
        assessed(frameworks=(replace(FRAMEWORK, id=FRAMEWORK.id),)),
        standing(authorities=(replace(standing().authorities[0], framework_id=FrameworkId(new_id())),)),
        ["centre.authorised"],
    ),
    "a draft": (
        assessed(frameworks=(replace(FRAMEWORK, status=FrameworkStatus.DRAFT),)), standing(),
        ["standard.in-force"],
    ),
    "from tomorrow": (
        assessed(frameworks=(replace(FRAMEWORK, valid_from=TODAY + DAY),)), standing(),
        ["standard.in-force"],
    ),
    "until today": (
        assessed(frameworks=(replace(FRAMEWORK, valid_until=TODAY),)), standing(), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "day", "expected"), ASSESSING.values(), ids=ASSESSING)
def test_assessing(file: CaseFile, day: Standing, expected: list[str]) -> None:
    assert of(rules.may_assess(file, LATHE, ASSESSOR, day)) == expected


MET_1 = judged("1", Mark.MET)
TEST = ExposureRule("2", 24, None, blocks=True)
SHORT = (worked(date(2024, 1, 1), date(2025, 1, 1)),)


def demanding(rule: ExposureRule) -> Any:
    return {"frameworks": (replace(FRAMEWORK, exposure_rules=(rule,)),), "history": SHORT}


def by_the_whole_test(**changes: Any) -> CaseFile:
    """As `assessed`, but the plan says that the unit is assessed by its whole testing programme."""
    file = assessed()
    plans = tuple(
        replace(plan, units=tuple(replace(one, testing_programme=True) for one in plan.units))
        for plan in file.plans
    )
    return assessed(plans=plans, plan_agreements=file.plan_agreements, **changes)


DECIDING: dict[str, tuple[CaseFile, list[str]]] = {
    "all in order": (assessed(), []),
    "a row not judged": (assessed(judgements=(MET_1,)), ["unit.row-unjudged"]),
    "a judgement taken back": (
        assessed(judgements=(*assessed().judgements, judged("2", Mark.NOT_SEEN))),
        ["unit.row-unjudged"],
    ),
    "a row not met": (assessed(judgements=(MET_1, judged("2", Mark.NOT_MET))), ["unit.row-not-met"]),
    "a row without evidence": (
        assessed(links=()), ["unit.row-without-evidence", "unit.row-without-evidence"],
    ),
    "the descriptor needs none": (
        assessed(
            links=(), tasks=(turning := task(1),),
            observations=(seen(turning, "1", Mark.MET), seen(turning, "2", Mark.MET)),
        ), [],
    ),
    "papers alone, in a complete testing programme": (
        by_the_whole_test(), ["unit.testing-incomplete", "unit.testing-incomplete"],
    ),
    "a complete testing programme": (
        by_the_whole_test(
            tasks=(turning,), observations=(seen(turning, "1", Mark.MET),),
            answers=(asked(1, "2", Mark.MET),),
        ), [],
    ),
    "a task not met is no test passed": (
        by_the_whole_test(
            tasks=(turning,), observations=(seen(turning, "1", Mark.NOT_MET),),
            answers=(asked(1, "2", Mark.MET),),
        ), ["unit.testing-incomplete"],
    ),
    "a quality not answered": (
        assessed(unit_judgements=assessed().unit_judgements[1:]), ["unit.quality-missing"],
    ),
    "a quality that does not hold": (
        assessed(unit_judgements=(*assessed().unit_judgements, found(Quality.CURRENT, False))),
        ["unit.quality-negative"],
    ),
    "too short": (assessed(**demanding(TEST)), ["exposure.met"]),
    "too short, and it only warns": (assessed(**demanding(replace(TEST, blocks=False))), []),
    "too short for another level": (assessed(**demanding(replace(TEST, level="4"))), []),
    "long enough": (assessed(**demanding(replace(TEST, months=12))), []),
    "long enough and long ago": (
        assessed(**demanding(replace(TEST, months=12, within_months=12))), ["exposure.met"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "expected"), DECIDING.values(), ids=DECIDING)
def test_deciding_competent(file: CaseFile, expected: list[str]) -> None:
    assert of(rules.may_decide(file, LATHE, ASSESSOR, standing(), Result.COMPETENT)) == expected


NOT_YET: dict[str, tuple[CaseFile, list[str]]] = {
    "nothing is unmet": (assessed(), ["unit.nothing-unmet"]),
    "nothing is judged": (assessed(judgements=(), unit_judgements=()), ["unit.nothing-unmet"]),
    "one row not met": (
        assessed(judgements=(judged("1", Mark.NOT_MET),), unit_judgements=(), links=()), [],
    ),
    "one quality that does not hold": (
        assessed(unit_judgements=(found(Quality.VALID, False),), judgements=()), [],
    ),
    "one quality taken back": (
        assessed(unit_judgements=(found(Quality.VALID, False), found(Quality.VALID, None))),
        ["unit.nothing-unmet"],
    ),
    "too short besides": (
        assessed(**demanding(TEST), judgements=(judged("1", Mark.NOT_MET),)), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "expected"), NOT_YET.values(), ids=NOT_YET)
def test_deciding_not_yet_competent(file: CaseFile, expected: list[str]) -> None:
    result = Result.NOT_YET_COMPETENT
    assert of(rules.may_decide(file, LATHE, ASSESSOR, standing(), result)) == expected


def test_nobody_signs_what_an_assessor_before_has_judged() -> None:
    before = replace(REGISTRAR, roles=frozenset({Role.ASSESSOR}))
    marks = (*assessed().judgements, judged("1", Mark.MET, by=before))
    quality = replace(found(Quality.VALID), by=before.id)
    file = replace(
        assessed(judgements=marks, unit_judgements=(*assessed().unit_judgements, quality)),
        staff=(ADVISOR, ASSESSOR, VERIFIER, before),
    )

    refused = rules.may_decide(file, LATHE, ASSESSOR, standing(), Result.COMPETENT)

    assert [(one.rule, one.facts["what"]) for one in refused] == [
        ("unit.judged-by-another", "1"), ("unit.judged-by-another", "valid"),
    ]  # fmt: skip
    assert of(rules.may_decide(file, LATHE, ASSESSOR, standing(), Result.NOT_YET_COMPETENT)) == [
        "unit.judged-by-another", "unit.judged-by-another", "unit.nothing-unmet",
    ]  # fmt: skip
    anew = replace(
        file,
        judgements=(*marks, judged("1", Mark.MET)),
        unit_judgements=(*file.unit_judgements, found(Quality.VALID)),
    )
    assert of(rules.may_decide(anew, LATHE, ASSESSOR, standing(), Result.COMPETENT)) == []
