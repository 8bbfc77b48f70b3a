"""Every guard by itself: with all in order it says nothing, and one fact wrong names one rule."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core.domain import rules
from core.domain.assessment import Decision, Mark, Quality, Result
from core.domain.case import Case, CaseEnd, Duty, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Consent, Role, Staff
from core.domain.portfolio import Signatory
from core.domain.recognition import Award, Passport
from core.domain.rules import Standing
from core.domain.standards import ExposureRule, FrameworkStatus
from core.domain.verifying import Principle, VerificationOutcome
from core.errors import Refusal, RefusedError
from core.ids import AwardId, FrameworkId, PassportId, StatusPlaceId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    CENTRE,
    FRAMEWORK,
    LATHE,
    NOON,
    REGISTRAR,
    SHOP,
    TODAY,
    VERIFIER,
    WORKER,
    agreed,
    answered,
    assessed,
    casefile,
    certification,
    decision,
    declared,
    exhibit,
    found,
    frozen,
    judged,
    paper,
    seen,
    standing,
    task,
    worked,
)

COUNTERSIGNED, RETURNED = VerificationOutcome
DAY = timedelta(days=1)
PRINCIPLES = tuple(Principle)
BOTH = replace(ADVISOR, roles=frozenset(Role))
"""The case's advisor, who could do everything."""


def of(refusals: Iterable[Refusal]) -> list[str]:
    return [one.rule for one in refusals]


def at(stage: Stage, **changes: Any) -> Case:
    return replace(CASE, stage=stage, **changes)


# The pieces that every guard is made of


def test_require_raises_all_refusals_or_nothing() -> None:
    rules.require(())
    refusals = (Refusal("a"), Refusal("b"))
    with pytest.raises(RefusedError) as caught:
        rules.require(iter(refusals))
    assert caught.value.refusals == refusals


def test_a_role_is_held_by_who_has_it_and_still_works_here() -> None:
    assert of(rules.holds_role(ADVISOR, Role.ADVISOR)) == []
    assert of(rules.holds_role(ADVISOR, Role.REGISTRAR)) == ["person.role"]
    left = replace(ADVISOR, active=False)
    assert of(rules.holds_role(left, Role.ADVISOR)) == ["person.role"]


def test_a_step_has_its_stages_and_none_at_rest() -> None:
    assert of(rules.at_stage(CASE, Stage.MAP, Stage.ASSESS_AND_VERIFY)) == []
    assert of(rules.at_stage(CASE, Stage.MAP)) == ["case.stage"]
    resting = replace(CASE, end=CaseEnd.WITHDRAWN)
    assert of(rules.at_stage(resting, Stage.ASSESS_AND_VERIFY)) == ["case.ended"]


# The advisor


@pytest.mark.parametrize("stage", Stage)
def test_an_advisor_builds_the_portfolio_until_the_case_is_recognised(stage: Stage) -> None:
    expected = ["case.stage"] if stage is Stage.RECOGNISE else []
    assert of(rules.may_advise(casefile(case=at(stage)), ADVISOR)) == expected
    assert of(rules.may_advise(casefile(case=at(stage)), ASSESSOR)) == ["person.role", *expected]


def test_an_exhibit_is_changed_until_it_is_handed_over() -> None:
    first, late = exhibit(1), exhibit(2, supplement=1)
    file = casefile(exhibits=(first, late), freezes=(frozen(),))

    assert of(rules.may_change_exhibit(file, first, ADVISOR)) == ["portfolio.frozen"]
    assert of(rules.may_change_exhibit(file, late, ADVISOR)) == []
    assert of(rules.may_change_exhibit(file, late, VERIFIER)) == ["person.role"]


def ready(**parts: Any) -> CaseFile:
    """A binder that can be handed over."""
    papers = (exhibit(1), exhibit(2, kind=ExhibitKind.STATEMENT, signatory=SIGNED))
    made: dict[str, Any] = {
        "case": at(Stage.FINALISE),
        "exhibits": papers,
        "files": tuple(map(paper, papers)),
    }
    return casefile(**(made | parts))


SIGNED = Signatory("Kim", "supervisor", TODAY)
UNSIGNED = [
    replace(SIGNED, name=" "),
    replace(SIGNED, role=""),
    replace(SIGNED, signed_on=None),
]
NO_UNIT: dict[str, Any] = {"units": (), "claims": ()}
NO_ASSESSOR = at(Stage.FINALISE, assessor_id=None)
ALONE = at(Stage.FINALISE, assessor_id=None, route=Route.PORTFOLIO_ONLY)

HANDING_OVER: dict[str, tuple[CaseFile, list[str]]] = {
    "all in order": (ready(), []),
    "not at its stage": (ready(case=at(Stage.MAP)), ["case.stage"]),
    "nothing in the binder": (ready(exhibits=()), ["portfolio.empty"]),
    "no file": (ready(files=()), ["exhibit.file", "exhibit.file"]),
    "no unit": (ready(**NO_UNIT), ["case.claim"]),
    "no assessor": (ready(case=NO_ASSESSOR), ["case.assessor"]),
    "the portfolio alone": (ready(case=ALONE, **NO_UNIT), []),
    "all is frozen already": (
        ready(case=CASE, freezes=(frozen(),)),
        ["portfolio.nothing-new"],
    ),
    "a second freeze at the first's stage": (
        ready(freezes=(frozen(),)),
        ["case.stage", "portfolio.nothing-new"],
    ),
    **{
        f"signatory {number}": (
            ready(exhibits=(one := exhibit(1, kind=kind, signatory=unsigned),), files=(paper(one),)),
            ["exhibit.signatory"],
        )
        for number, (unsigned, kind) in enumerate(
            zip(
                UNSIGNED,
                (ExhibitKind.STATEMENT, ExhibitKind.WORKPLACE_TRAINING, ExhibitKind.STATEMENT),
                strict=True,
            )
        )
    },
}  # fmt: skip


@pytest.mark.parametrize(("file", "expected"), HANDING_OVER.values(), ids=HANDING_OVER)
def test_handing_over(file: CaseFile, expected: list[str]) -> None:
    assert of(rules.may_hand_over(file, ADVISOR)) == expected
    assert of(rules.may_hand_over(file, ASSESSOR)) == ["person.role", *expected]


def test_a_supplement_is_handed_over_without_looking_at_the_frozen_ones_again() -> None:
    bare, late = exhibit(1), exhibit(2, supplement=1)
    file = ready(case=CASE, exhibits=(bare, late), files=(paper(late),), freezes=(frozen(),))

    assert of(rules.may_hand_over(file, ADVISOR)) == []


def test_mapping_is_the_advisors_until_the_exhibit_is_frozen_then_the_assessors() -> None:
    first, late = exhibit(1), exhibit(2, supplement=1)
    file = assessed(exhibits=(first, late), links=())

    def may(one: Any, who: Staff, on: CaseFile = file) -> list[str]:
        return of(rules.may_map(on, LATHE, one, who, standing()))

    assert may(late, ADVISOR) == []
    assert "person.role" in may(first, ADVISOR)
    assert may(first, ASSESSOR) == []
    assert may(late, ASSESSOR) == []
    assert may(late, REGISTRAR)[0] == "person.role"
    decided = assessed(exhibits=(first, late), links=(), decisions=(decision(),))
    assert may(late, ADVISOR, decided) == ["decision.awaiting"]
    assert may(first, ASSESSOR, decided) == ["decision.awaiting"]


def test_a_claim_is_withdrawn_while_nothing_about_it_is_signed_or_after_its_return() -> None:
    signed = decision()
    failed = decision(Result.NOT_YET_COMPETENT)

    def may(**parts: Any) -> list[str]:
        return of(rules.may_withdraw_claim(assessed(**parts), LATHE, ADVISOR))

    assert may() == []
    assert may(decisions=(signed,)) == ["decision.awaiting"]
    assert may(decisions=(signed,), verifications=(answered(signed, RETURNED),)) == []
    good = (answered(signed, COUNTERSIGNED),)
    assert may(decisions=(signed,), verifications=good) == ["decision.recognised"]
    assert may(decisions=(failed,), verifications=(answered(failed, COUNTERSIGNED),)) == []


@pytest.mark.parametrize("who", [ADVISOR, ASSESSOR, VERIFIER])
def test_whoever_works_on_the_case_remarks_while_it_goes_on(who: Staff) -> None:
    assert of(rules.may_remark(casefile(), who)) == []
    assert of(rules.may_remark(casefile(case=at(Stage.RECOGNISE)), who)) == ["case.stage"]


def test_nobody_else_remarks() -> None:
    assert of(rules.may_remark(casefile(), REGISTRAR)) == ["case.assigned"]


# The assessor

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
        assessed(conflicts=(declared(ASSESSOR, Duty.ASSESS, conflict=True, handling=" "),)),
        ASSESSOR, standing(), ["conflict.unhandled"],
    ),
    "a conflict that was handled": (
        assessed(conflicts=(declared(ASSESSOR, Duty.ASSESS, conflict=True, handling="told"),)),
        ASSESSOR, standing(), [],
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
        file = assessed(decisions=(one,), verifications=(answered(one, outcome),))
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


# The verifier


def waiting(signed: Decision, **parts: Any) -> CaseFile:
    """A case whose decision waits to be verified."""
    return assessed(**({"decisions": (signed,)} | parts))


def test_a_second_certified_assessor_verifies() -> None:
    signed = decision()
    assert of(rules.may_verify(waiting(signed), signed, VERIFIER, standing())) == []


def test_nobody_verifies_who_took_part_whichever_record_they_use() -> None:
    signed = decision()
    for one in (
        waiting(signed, judgements=(*assessed().judgements, judged("1", Mark.MET, by=VERIFIER))),
        waiting(signed, case=replace(CASE, advisor_id=VERIFIER.id)),
    ):
        assert of(rules.may_verify(one, signed, VERIFIER, standing())) == ["verifier.independent"]
    twin = replace(VERIFIER, person_number=ASSESSOR.person_number)
    file = waiting(signed)
    assert of(rules.may_verify(file, signed, twin, standing())) == ["verifier.independent"]


def test_a_verifier_is_certified_in_scope_has_declared_and_comes_in_time() -> None:
    signed = decision()

    def may(day: Standing = standing(), who: Staff = VERIFIER, **parts: Any) -> list[str]:  # noqa: B008
        return of(rules.may_verify(waiting(signed, **parts), signed, who, day))

    assert may(standing(TODAY + 11 * DAY)) == ["assessor.certified"]
    narrow = certification(VERIFIER, unit_codes=frozenset({"H1"}))
    assert may(standing(certifications=(narrow,))) == ["assessor.scope"]
    assert may(conflicts=(declared(VERIFIER, Duty.ASSESS),)) == ["conflict.undeclared"]
    unhandled = declared(VERIFIER, Duty.VERIFY, conflict=True)
    assert may(conflicts=(unhandled,)) == ["conflict.unhandled"]
    assert may(case=at(Stage.RECOGNISE)) == ["case.stage"]
    assert may(who=replace(VERIFIER, roles=frozenset({Role.ASSESSOR}))) == ["person.role"]


def test_only_the_latest_decision_is_verified_and_once() -> None:
    old, new = decision(), decision()
    file = waiting(new, decisions=(old, new))
    assert of(rules.may_verify(file, old, VERIFIER, standing())) == ["decision.none"]
    assert of(rules.may_verify(file, new, VERIFIER, standing())) == []
    for outcome in VerificationOutcome:
        done = waiting(new, verifications=(answered(new, outcome),))
        assert of(rules.may_verify(done, new, VERIFIER, standing())) == ["decision.none"]


def test_countersigning_needs_every_row_and_every_principle() -> None:
    signed = decision()

    def may(answers: Any, principles: Any = PRINCIPLES) -> list[tuple[object, ...]]:
        file = waiting(signed, agreements=answers)
        refusals = rules.may_countersign(file, signed, VERIFIER, standing(), principles)
        return [(one.rule, *one.facts.values()) for one in refusals]

    all_rows = agreed(signed)
    assert may(all_rows) == []
    assert may(all_rows[:1]) == [("verification.row-not-agreed", "2")]
    assert may((*all_rows, agreed(signed, False)[0])) == [("verification.row-not-agreed", "1")]
    assert may((*all_rows, agreed(signed, None)[1])) == [("verification.row-not-agreed", "2")]
    for principle in Principle:
        others = tuple(one for one in Principle if one is not principle)
        assert may(all_rows, others) == [("verification.principle", principle.value)]


def test_a_decision_goes_back_with_reasons_only() -> None:
    signed = decision()

    def may(reasons: str, who: Staff = VERIFIER) -> list[str]:
        return of(rules.may_return(waiting(signed), signed, who, standing(), reasons))

    assert may("row 2 was not seen") == []
    assert may(" \n") == ["verification.reasons"]
    assert may("mine", ASSESSOR) == ["conflict.undeclared", "verifier.independent"]


# The registrar

AWARD = Award(
    id=AwardId(new_id()), candidate_id=WORKER.id, case_id=CASE.id, unit_id=LATHE.id,
    decision_id=decision().id, verification_id=answered(decision(), COUNTERSIGNED).id,
    status_place_id=StatusPlaceId(new_id()), decided_on=TODAY, expires=None, document=b"",
    at=NOON, by=VERIFIER.id,
)  # fmt: skip


def issued(*awards: Award) -> Passport:
    return Passport(
        id=PassportId(new_id()), case_id=CASE.id, candidate_id=WORKER.id, reference=CASE.reference,
        issued_at=NOON, award_ids=tuple(one.id for one in awards),
        status_place_id=StatusPlaceId(new_id()), supersedes=None, code_texts=("https://",),
        pdf_sha256="ab" * 32, at=NOON, by=REGISTRAR.id,
    )  # fmt: skip


def recognised(**parts: Any) -> CaseFile:
    made: dict[str, Any] = {"case": at(Stage.RECOGNISE), "awards": (AWARD,)}
    return assessed(**(made | parts))


SECOND = replace(AWARD, id=AwardId(new_id()))
PORTFOLIO = at(Stage.RECOGNISE, route=Route.PORTFOLIO_ONLY)
REGISTERING_ADVISOR = replace(ADVISOR, roles=frozenset({Role.ADVISOR, Role.REGISTRAR}))
ISSUING: dict[str, tuple[CaseFile, Staff, list[str]]] = {
    "all in order": (recognised(), REGISTRAR, []),
    "no registrar": (recognised(), ADVISOR, ["person.role"]),
    "too early": (recognised(case=CASE), REGISTRAR, ["case.stage"]),
    "no award": (recognised(awards=()), REGISTRAR, ["passport.nothing-to-issue"]),
    "the portfolio alone": (recognised(awards=(), case=PORTFOLIO), REGISTRAR, []),
    "the advisor, with another's award": (recognised(), REGISTERING_ADVISOR, []),
    "the advisor alone": (
        recognised(awards=(), case=PORTFOLIO), REGISTERING_ADVISOR, ["passport.second-person"],
    ),
    "the advisor's other record": (
        recognised(awards=(), case=PORTFOLIO),
        replace(REGISTRAR, person_number=ADVISOR.person_number), ["passport.second-person"],
    ),
    "consent not asked": (
        recognised(candidate=replace(WORKER, passport_consent=Consent.NOT_ASKED)), REGISTRAR,
        ["passport.consent"],
    ),
    "consent refused": (
        recognised(candidate=replace(WORKER, passport_consent=Consent.NO)), REGISTRAR,
        ["passport.consent"],
    ),
    "issued before": (
        recognised(passports=(issued(AWARD),)), REGISTRAR, ["passport.already-issued"],
    ),
    "a new award since": (
        recognised(passports=(issued(AWARD),), awards=(AWARD, SECOND)), REGISTRAR, [],
    ),
    "an award fewer than the newest holds": (
        recognised(passports=(issued(AWARD), issued(AWARD, SECOND))), REGISTRAR, [],
    ),
    "a portfolio issued before": (
        recognised(passports=(issued(),), awards=(), case=PORTFOLIO), REGISTRAR,
        ["passport.already-issued"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "who", "expected"), ISSUING.values(), ids=ISSUING)
def test_issuing(file: CaseFile, who: Staff, expected: list[str]) -> None:
    assert of(rules.may_issue(file, who)) == expected


def test_each_refusal_says_who_can_mend_it() -> None:
    signed = decision()
    asked = [
        *rules.may_hand_over(casefile(exhibits=(exhibit(1),), **NO_UNIT), REGISTRAR),
        *rules.may_decide(casefile(), LATHE, REGISTRAR, standing(authorities=()), Result.COMPETENT),
        *rules.may_countersign(waiting(signed), signed, ASSESSOR, standing(), ()),
        *rules.may_issue(casefile(), ADVISOR),
    ]
    assert len({one.rule for one in asked}) > 15
    assert {one.mend for one in asked} <= {role.value for role in Role}
