"""The guards by themselves: who may verify, countersign, return and issue."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.domain import rules
from core.domain.assessment import Decision, Mark, Result
from core.domain.case import Duty, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.grid import unit_grid
from core.domain.handing_out import SpellingProof
from core.domain.people import Consent, Role, Staff
from core.domain.recognition import Award, Passport
from core.domain.rules import Standing
from core.domain.standards import FrameworkStatus
from core.domain.verifying import Agreement, BlindOrder, Principle, RowAnswer, VerificationOutcome
from core.domain.voiding import DecisionVoid, VoidBasis
from core.ids import (
    AwardId,
    BlindOrderId,
    DecisionVoidId,
    PassportId,
    ProposedAwardId,
    SpellingProofId,
    StatusPlaceId,
    new_id,
)
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    LATHE,
    NOON,
    REGISTRAR,
    TODAY,
    VERIFIER,
    WORKER,
    agreed,
    answered,
    assessed,
    at,
    casefile,
    certification,
    decision,
    declared,
    exhibit,
    judged,
    of,
    planned,
    standing,
)

COUNTERSIGNED, RETURNED = VerificationOutcome
DAY = timedelta(days=1)
PRINCIPLES = tuple(Principle)


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
        waiting(signed, plans=(planned(by=VERIFIER.id), *assessed().plans)),
    ):
        assert of(rules.may_verify(one, signed, VERIFIER, standing())) == ["verifier.independent"]
    twin = replace(VERIFIER, person_number=ASSESSOR.person_number)
    file = waiting(signed)
    assert of(rules.may_verify(file, signed, twin, standing())) == ["verifier.independent"]


def test_who_upheld_an_appeal_about_a_unit_does_not_verify_its_next_decision() -> None:
    before, after = decision(), decision()
    upheld = DecisionVoid(
        id=DecisionVoidId(new_id()),
        case_id=CASE.id,
        unit_id=LATHE.id,
        decision_id=before.id,
        basis=VoidBasis.APPEAL_UPHELD,
        reason="row 2 was seen",
        barred=(),
        at=NOON,
        by=VERIFIER.id,
    )

    def may(void: DecisionVoid) -> list[str]:
        file = waiting(after, decisions=(before, after), voids=(void,))
        return of(rules.may_verify(file, after, VERIFIER, standing()))

    assert may(upheld) == ["verifier.independent"]
    assert may(replace(upheld, by=REGISTRAR.id)) == []
    assert may(replace(upheld, basis=VoidBasis.NO_VALID_SCOPE)) == []


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
        return [(one.rule, one.facts.get("row", one.facts.get("principle"))) for one in refusals]

    all_rows = agreed(signed)
    assert may(all_rows) == []
    of_another = replace(all_rows[1], by=ADVISOR.id)
    assert may((all_rows[0], of_another)) == [("verification.row-not-agreed", "2")]
    assert may(all_rows[:1]) == [("verification.row-not-agreed", "2")]
    assert may((*all_rows, agreed(signed, RowAnswer.WANT_MORE)[0])) == [
        ("verification.row-not-agreed", "1")
    ]
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


def test_each_row_that_is_not_agreed_with_goes_back_with_its_own_reason() -> None:
    signed = decision()
    against = agreed(signed, RowAnswer.WANT_MORE)[:1]

    def may(answers: Any) -> list[str]:
        file = waiting(signed, agreements=answers)
        return of(rules.may_return(file, signed, VERIFIER, standing(), ""))

    assert may(()) == ["verification.reasons"]
    assert may(against) == ["verification.row-reason"]
    own = replace(against[0], remark="the drawing")
    assert may((own,)) == []
    assert may((replace(own, by=ADVISOR.id),)) == ["verification.reasons"], "another's word"
    assert may((replace(against[0], by=ADVISOR.id), own)) == []


def test_a_whole_element_is_agreed_to_when_everything_in_it_was_opened() -> None:
    signed = decision()
    file = waiting(signed)
    [line] = unit_grid(file, LATHE).element(signed.rows[0].row_id)

    def may(file: CaseFile, *labels: str) -> list[str]:
        opened = {line.row.id: set(labels)}
        return of(rules.may_agree_to_element(file, signed, VERIFIER, standing(), [line], opened))

    assert line.pieces
    assert may(file, *line.pieces[1:]) == ["verification.not-opened"]
    assert may(file, *line.pieces) == []
    blind = BlindOrder(
        id=BlindOrderId(new_id()), case_id=CASE.id, blind=True, at=NOON, by=ADVISOR.id
    )
    assert may(replace(file, blind_orders=(blind,)), *line.pieces) == ["verification.blind-first"]


def test_blind_a_row_is_marked_before_it_is_answered_and_it_is_settled_beforehand() -> None:
    signed = decision()
    blind = BlindOrder(
        id=BlindOrderId(new_id()), case_id=CASE.id, blind=True, at=NOON, by=ADVISOR.id
    )
    file = waiting(signed, blind_orders=(blind,))
    row_id = signed.rows[0].row_id
    assert of(rules.may_answer(file, signed, VERIFIER, standing(), row_id)) == [
        "verification.blind-first"
    ]
    blindly = tuple(replace(one, own_mark=Mark.MET) for one in agreed(signed))
    marked = replace(file, agreements=blindly)
    assert of(rules.may_answer(marked, signed, VERIFIER, standing(), row_id)) == []

    lead = replace(REGISTRAR, roles=frozenset({Role.ADMINISTRATOR}))
    assert of(rules.may_order_blind(file, lead)) == []
    assert of(rules.may_order_blind(file, VERIFIER)) == ["person.role"]
    assert of(rules.may_order_blind(marked, lead)) == ["verification.blind-too-late"]


def test_blind_the_first_own_mark_counts_and_nobody_sees_by_the_mark_of_another() -> None:
    signed = decision()
    blind = BlindOrder(
        id=BlindOrderId(new_id()), case_id=CASE.id, blind=True, at=NOON, by=ADVISOR.id
    )
    first, taken_back = (replace(agreed(signed, answer)[0], own_mark=mark)
                         for answer, mark in ((RowAnswer.DISAGREE, Mark.NOT_MET), (None, None)))  # fmt: skip
    row_id = first.row_id

    def mark(*given: Agreement, who: Staff = VERIFIER) -> list[str]:
        file = waiting(signed, blind_orders=(blind,), agreements=given)
        return of(rules.may_mark_blind(file, signed, who, standing(), row_id))

    assert mark() == []
    assert mark(first) == mark(first, taken_back) == ["verification.blind-once"]
    of_another = replace(first, by=REGISTRAR.id)
    assert mark(of_another) == []
    file = waiting(signed, blind_orders=(blind,), agreements=(of_another,))
    assert of(rules.may_answer(file, signed, VERIFIER, standing(), row_id)) == [
        "verification.blind-first"
    ]


def test_the_version_in_force_when_it_was_decided_counts_also_when_it_is_made_anew() -> None:
    signed = decision()
    gone = waiting(signed)
    superseded = replace(
        gone.frameworks[0], status=FrameworkStatus.SUPERSEDED, valid_until=TODAY + DAY
    )
    gone = replace(gone, frameworks=(superseded,))
    after = standing(TODAY + 2 * DAY)
    assert of(rules.may_verify(gone, signed, VERIFIER, after)) == []
    returned = replace(gone, verifications=(answered(signed, RETURNED),))
    assert of(rules.may_assess(returned, LATHE, ASSESSOR, after)) == []
    fresh = replace(gone, decisions=())
    assert of(rules.may_assess(fresh, LATHE, ASSESSOR, after)) == ["standard.in-force"]

    too_late = replace(signed, decided_on=TODAY + 2 * DAY)
    again = replace(gone, decisions=(too_late,))
    assert of(rules.may_verify(again, too_late, VERIFIER, after)) == ["verification.standard"]
    anew = replace(too_late, id=decision().id, replaces=signed.id)
    chain = replace(returned, decisions=(signed, anew))
    assert of(rules.may_verify(chain, anew, VERIFIER, after)) == []


# The registrar

AWARD = Award(
    id=AwardId(new_id()), candidate_id=WORKER.id, case_id=CASE.id,
    proposed_id=ProposedAwardId(new_id()), unit_ids=(LATHE.id,), decision_ids=(decision().id,),
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


def proof(agreed: bool = True, **changes: Any) -> SpellingProof:
    return replace(
        SpellingProof(
            id=SpellingProofId(new_id()), case_id=CASE.id, candidate_id=WORKER.id,
            name=WORKER.name, own_script_name=WORKER.own_script_name,
            birth_date=WORKER.birth_date, agreed=agreed, at=NOON, by=REGISTRAR.id,
        ),
        **changes,
    )  # fmt: skip


def recognised(**parts: Any) -> CaseFile:
    made: dict[str, Any] = {
        "case": at(Stage.RECOGNISE), "awards": (AWARD,), "proofs": (proof(),)
    }  # fmt: skip
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
    "nobody read the spelling": (recognised(proofs=()), REGISTRAR, ["passport.proof"]),
    "the worker found a mistake": (
        recognised(proofs=(proof(), proof(agreed=False))), REGISTRAR, ["passport.proof"],
    ),
    "another name was read": (
        recognised(proofs=(proof(name="Sok Darra"),)), REGISTRAR, ["passport.proof"],
    ),
    "another name in own script was read": (
        recognised(proofs=(proof(own_script_name="x"),)), REGISTRAR, ["passport.proof"],
    ),
    "another birth date was read": (
        recognised(proofs=(proof(birth_date=TODAY),)), REGISTRAR, ["passport.proof"],
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


DONE = recognised(passports=(issued(AWARD),))
REISSUING: dict[str, tuple[CaseFile, Staff, Staff, list[str]]] = {
    "with the verifier": (DONE, REGISTRAR, VERIFIER, []),
    "no registrar": (DONE, ASSESSOR, VERIFIER, ["person.role"]),
    "alone": (DONE, REGISTRAR, REGISTRAR, ["passport.second-person"]),
    "with the case's advisor": (
        DONE, REGISTRAR, replace(ADVISOR, roles=frozenset(Role)), ["passport.second-person"],
    ),
    "with a second record of oneself": (
        DONE, REGISTRAR, replace(VERIFIER, person_number=REGISTRAR.person_number),
        ["passport.second-person"],
    ),
    "with an assessor": (
        DONE, REGISTRAR, replace(VERIFIER, roles=frozenset({Role.ASSESSOR})),
        ["passport.second-person"],
    ),
    "with somebody who left": (
        DONE, REGISTRAR, replace(VERIFIER, active=False), ["passport.second-person"],
    ),
    "nothing was issued yet": (recognised(), REGISTRAR, VERIFIER, ["passport.nothing-to-issue"]),
    "nobody read the spelling": (
        replace(DONE, proofs=()), REGISTRAR, VERIFIER, ["passport.proof"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "who", "second", "expected"), REISSUING.values(), ids=REISSUING)
def test_issuing_anew(file: CaseFile, who: Staff, second: Staff, expected: list[str]) -> None:
    assert of(rules.may_reissue(file, who, second)) == expected


def test_each_refusal_says_who_can_mend_it() -> None:
    signed = decision()
    asked = [
        *rules.may_hand_over(casefile(exhibits=(exhibit(1),), units=()), REGISTRAR),
        *rules.may_decide(casefile(), LATHE, REGISTRAR, standing(authorities=()), Result.COMPETENT),
        *rules.may_countersign(waiting(signed), signed, ASSESSOR, standing(), ()),
        *rules.may_issue(casefile(), ADVISOR),
    ]
    assert len({one.rule for one in asked}) > 15
    assert {one.mend for one in asked} <= {role.value for role in Role}
