"""The guards by themselves: who may build a portfolio, hand it over and map it."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain import rules
from core.domain.assessment import Result
from core.domain.case import CaseEnd, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Role, Staff
from core.domain.portfolio import Signatory
from core.domain.verifying import VerificationOutcome
from core.errors import Refusal, RefusedError
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    LATHE,
    REGISTRAR,
    TODAY,
    VERIFIER,
    answered,
    assessed,
    at,
    awarded,
    casefile,
    decision,
    exhibit,
    frozen,
    of,
    paper,
    proposed,
    standing,
)

COUNTERSIGNED, RETURNED = VerificationOutcome


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
    assert of(rules.may_change_exhibit(file, first, VERIFIER)) == [
        "person.role",
        "portfolio.frozen",
    ]


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
    "the assessor verifies as well": (
        ready(case=at(Stage.FINALISE, verifier_id=ASSESSOR.id)), ["verifier.independent"],
    ),
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
    assert of(rules.may_withdraw_claim(assessed(), LATHE, ASSESSOR)) == ["person.role"]
    assert may(decisions=(signed,)) == ["decision.awaiting"]
    assert may(decisions=(signed,), verifications=(answered(signed, RETURNED),)) == []
    good = (answered(signed, COUNTERSIGNED),)
    award = proposed(signed)
    stands = {"proposals": (award,), "awards": (awarded(award, signed),)}
    assert may(decisions=(signed,), verifications=good, **stands) == ["decision.recognised"]
    assert may(decisions=(failed,), verifications=(answered(failed, COUNTERSIGNED),)) == []


@pytest.mark.parametrize("who", [ADVISOR, ASSESSOR, VERIFIER])
def test_whoever_works_on_the_case_remarks_while_it_goes_on(who: Staff) -> None:
    assert of(rules.may_remark(casefile(), who)) == []
    assert of(rules.may_remark(casefile(case=at(Stage.RECOGNISE)), who)) == ["case.stage"]


def test_nobody_else_remarks() -> None:
    assert of(rules.may_remark(casefile(), REGISTRAR)) == ["case.assigned"]
