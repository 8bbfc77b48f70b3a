"""What is missing in a case: each lack once, under its stage, with who can supply it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.domain.assessment import Mark, Quality, Result
from core.domain.case import CaseEnd, Duty, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.missing import Missing, what_is_missing
from core.domain.people import Consent, Role
from core.domain.portfolio import FileRole, Signatory
from core.domain.standards import ExposureRule
from core.domain.verifying import VerificationOutcome
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    FRAMEWORK,
    LATHE,
    SHOP,
    TODAY,
    VERIFIER,
    WORKER,
    answered,
    assessed,
    awarded,
    casefile,
    decision,
    declared,
    exhibit,
    frozen,
    handled,
    judged,
    paper,
    proposed,
    row,
    worked,
)

COUNTERSIGNED, RETURNED = VerificationOutcome


def missing(file: CaseFile) -> list[Missing]:
    return list(what_is_missing(file, on=TODAY))


def codes(file: CaseFile) -> list[str]:
    return [one.code for one in missing(file)]


def only(file: CaseFile, code: str) -> Missing:
    [one] = [one for one in missing(file) if one.code == code]
    return one


def at(stage: Stage, **changes: Any) -> Any:
    return replace(CASE, stage=stage, **changes)


def test_a_case_where_all_is_done_but_the_signature_lacks_the_decision_alone() -> None:
    assert codes(assessed()) == ["not-decided"]
    lack = only(assessed(), "not-decided")
    assert (lack.stage, lack.who, lack.person) == (
        Stage.ASSESS_AND_VERIFY,
        Role.ASSESSOR,
        ASSESSOR.id,
    )
    assert (lack.facts, lack.unit_id, lack.blocks) == ({"unit": "D4"}, LATHE.id, True)


@pytest.mark.parametrize("end", CaseEnd)
def test_nothing_is_missing_in_a_case_that_rests(end: CaseEnd) -> None:
    assert missing(casefile(case=replace(CASE, end=end))) == []


def test_a_new_case_lacks_what_the_advisor_begins_with() -> None:
    case = at(Stage.ASSEMBLE, route=None, assessor_id=None, verifier_id=None)
    worker = replace(WORKER, identity_seen_on=None, passport_consent=Consent.NOT_ASKED)
    file = casefile(case=case, candidate=worker, units=(), claims=(), history=())

    found = missing(file)

    assert [(one.code, one.blocks) for one in found] == [
        ("identity-not-seen", True),
        ("route-open", True),
        ("no-history", False),
        ("no-exhibits", True),
        ("no-assessor", True),
        ("no-verifier", True),
        ("no-passport-consent", False),
    ]
    assert {(one.who, one.person) for one in found} == {(Role.ADVISOR, ADVISOR.id)}
    assert [one.stage for one in found] == sorted(one.stage for one in found)


def test_a_route_needs_a_claim_unless_it_is_the_portfolio_alone() -> None:
    nothing: dict[str, Any] = {"units": (), "claims": ()}
    assert "nothing-claimed" in codes(casefile(case=at(Stage.MAP), **nothing))
    alone = at(Stage.MAP, route=Route.PORTFOLIO_ONLY, assessor_id=None, verifier_id=None)
    assert codes(casefile(case=alone, **nothing)) == ["no-exhibits"]
    assert "nothing-claimed" not in codes(casefile(case=at(Stage.MAP)))


@pytest.mark.parametrize("blocks", [True, False])
def test_short_exposure_blocks_or_warns_as_the_framework_says(blocks: bool) -> None:
    rule = ExposureRule("2", 24, None, blocks=blocks)
    framework = replace(FRAMEWORK, exposure_rules=(rule,))
    short = casefile(
        frameworks=(framework,), history=(worked(date(2024, 1, 1), date(2024, 12, 31)),)
    )

    lack = only(short, "exposure-short")

    assert lack.blocks is blocks
    assert lack.facts == {"unit": "D4", "months": 12, "needs": 24}
    assert "exposure-short" not in codes(casefile(frameworks=(framework,)))
    assert "exposure-short" not in codes(casefile(history=()))


def test_each_exhibit_lacks_its_file_its_signatory_or_its_translation() -> None:
    bare = exhibit(1)
    unsigned = exhibit(2, kind=ExhibitKind.STATEMENT, signatory=Signatory("Kim", " ", TODAY))
    korean, translated = exhibit(3, language="ko"), exhibit(4, language="ko")
    gone = exhibit(5, removed=True)
    files = (
        paper(unsigned), paper(korean), paper(translated), paper(translated, FileRole.TRANSLATION)
    )  # fmt: skip
    file = casefile(
        case=at(Stage.ASSEMBLE), exhibits=(bare, unsigned, korean, translated, gone), files=files
    )

    of_exhibits = [
        (one.code, one.facts["exhibit"], one.blocks)
        for one in missing(file)
        if "exhibit" in one.facts
    ]

    assert of_exhibits == [
        ("exhibit-without-file", 1, True),
        ("exhibit-signatory", 2, True),
        ("exhibit-untranslated", 3, False),
    ]


def test_a_gap_is_the_advisors_while_mapping_and_the_assessors_afterwards() -> None:
    rows = [row(LATHE, number).id for number in ("", "1", "2")]
    for stage, who, person in (
        (Stage.MAP, Role.ADVISOR, ADVISOR.id),
        (Stage.ASSESS_AND_VERIFY, Role.ASSESSOR, ASSESSOR.id),
    ):
        gaps = [
            one for one in missing(casefile(case=at(stage))) if one.row_id and "empty" in one.code
        ]
        assert [one.code for one in gaps] == ["descriptor-empty", "row-empty", "row-empty"]
        assert [one.row_id for one in gaps] == rows
        assert {(one.stage, one.who, one.person) for one in gaps} == {(stage, who, person)}
        later = stage is Stage.ASSESS_AND_VERIFY
        assert [one.blocks for one in gaps] == [False, later, later]


def test_a_gap_is_not_told_any_more_once_the_unit_is_decided() -> None:
    signed = decision(Result.NOT_YET_COMPETENT)

    assert codes(casefile(decisions=(signed,), conflicts=assessed().conflicts)) == [
        "no-exhibits",
        "not-verified",
    ]


def test_a_full_binder_is_handed_over_once() -> None:
    one = exhibit(1)
    file = casefile(case=at(Stage.FINALISE), exhibits=(one,), files=(paper(one),))

    assert "not-handed-over" in codes(file)
    assert "not-handed-over" not in codes(assessed())
    assert "not-handed-over" not in codes(casefile(case=at(Stage.FINALISE)))
    assert "not-handed-over" not in codes(replace(file, freezes=(frozen(),)))
    assert "not-handed-over" not in codes(replace(file, case=at(Stage.ASSESS_AND_VERIFY)))


def test_nobody_is_missing_who_has_nothing_to_do_any_more() -> None:
    over = at(Stage.RECOGNISE, assessor_id=None, verifier_id=None)

    assert codes(assessed(case=over, conflicts=())) == []


def test_assessor_and_verifier_declare_their_interest_each_for_the_own_duty() -> None:
    file = assessed(conflicts=(declared(ASSESSOR, Duty.ASSESS), declared(ASSESSOR, Duty.VERIFY)))

    lack = only(file, "conflict-undeclared")

    assert (lack.who, lack.person, lack.facts) == (
        Role.VERIFIER,
        VERIFIER.id,
        {"person": VERIFIER.name},
    )
    assert "conflict-undeclared" not in codes(casefile(case=at(Stage.MAP))), "not before its stage"


def test_what_the_assessor_has_still_to_judge_is_counted_with_its_first_row() -> None:
    file = assessed(
        judgements=(judged("1", Mark.MET),), unit_judgements=assessed().unit_judgements[:3]
    )

    rows, qualities = only(file, "rows-unjudged"), only(file, "qualities-open")

    assert (rows.facts, rows.row_id) == (
        {"unit": "D4", "count": 1, "row": "2"},
        row(LATHE, "2").id,
    )
    names = [one.value for one in Quality][3:]
    assert qualities.facts == {"unit": "D4", "qualities": ", ".join(names)}
    assert "not-decided" not in codes(file)
    assert codes(assessed(judgements=())) == ["rows-unjudged"]
    assert codes(assessed(unit_judgements=())) == ["qualities-open"]


def test_a_decision_waits_for_its_verifier_and_a_returned_one_for_its_assessor() -> None:
    signed = decision()

    lack = only(assessed(decisions=(signed,)), "not-verified")

    assert (lack.who, lack.person) == (Role.VERIFIER, VERIFIER.id)
    assert codes(assessed(decisions=(signed,))) == ["not-verified"]
    good = assessed(
        decisions=(signed,),
        verifications=(answered(signed, COUNTERSIGNED),),
        proposals=(award := proposed(signed),),
        awards=(awarded(award, signed),),
    )
    assert codes(good) == []
    assert codes(replace(good, revoked=frozenset({award.status_place_id}))) == []
    assert codes(replace(good, awards=(), proposals=())) == ["not-awarded"]
    back = assessed(decisions=(signed,), verifications=(answered(signed, RETURNED),))
    assert codes(back) == ["not-decided"]


def test_every_claimed_unit_is_looked_at() -> None:
    both = assessed(units=(LATHE, SHOP))

    assert {one.facts["unit"] for one in missing(both) if one.code == "row-empty"} == {"S1"}
    assert "rows-unjudged" in codes(both)


def test_the_passport_is_the_registrars_once_something_was_recognised() -> None:
    signed = decision()
    done: dict[str, Any] = {
        "case": at(Stage.RECOGNISE),
        "decisions": (signed,),
        "verifications": (answered(signed, COUNTERSIGNED),),
    }

    lack = only(assessed(**done), "passport-not-issued")

    assert (lack.stage, lack.who, lack.person) == (Stage.RECOGNISE, Role.REGISTRAR, None)
    assert codes(assessed(**done)) == ["passport-not-issued"]
    assert codes(assessed(**done, passports=("one",))) == []
    failed = decision(Result.NOT_YET_COMPETENT)
    nothing = {"decisions": (failed,), "verifications": (answered(failed, COUNTERSIGNED),)}
    assert codes(assessed(**(done | nothing))) == []
    alone = at(Stage.RECOGNISE, route=Route.PORTFOLIO_ONLY)
    assert "passport-not-issued" in codes(assessed(**(done | nothing | {"case": alone})))


def test_consent_blocks_only_where_the_passport_is_next() -> None:
    silent = replace(WORKER, passport_consent=Consent.NO)

    assert only(assessed(candidate=silent), "no-passport-consent").blocks is False
    last = assessed(candidate=silent, case=at(Stage.RECOGNISE))
    assert only(last, "no-passport-consent").blocks is True


def test_a_declared_conflict_waits_for_an_administrator() -> None:
    cousin = declared(ASSESSOR, Duty.ASSESS, conflict=True)
    file = assessed(conflicts=(cousin, declared(VERIFIER, Duty.VERIFY)))

    assert only(file, "conflict-unhandled").who is Role.ADMINISTRATOR
    assert "conflict-unhandled" not in codes(replace(file, handlings=(handled(cousin),)))
