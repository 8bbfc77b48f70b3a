"""One award for several units: what waits, what stands, and what must be awarded anew."""

from dataclasses import replace
from typing import Any

from core.domain import rules
from core.domain.assessment import Decision, Result
from core.domain.awarding import (
    award_of,
    awarded_with,
    open_proposals,
    revoked_by_hand,
    stranded,
    to_award,
    units_without_award,
)
from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.verifying import Principle, VerificationOutcome
from core.domain.voiding import DecisionVoid, VoidBasis
from core.ids import DecisionVoidId, new_id
from tests.core.domain.builders import (
    ASSESSOR,
    CASE,
    LATHE,
    NOON,
    SHOP,
    VERIFIER,
    agreed,
    answered,
    assessed,
    awarded,
    certification,
    decision,
    of,
    proposed,
    standing,
)

COUNTERSIGNED, RETURNED = VerificationOutcome.COUNTERSIGNED, VerificationOutcome.RETURNED
LATHE_DECIDED, SHOP_DECIDED = decision(), decision(unit=SHOP)
JOINT = proposed(LATHE_DECIDED, SHOP_DECIDED)
JOINT_AWARD = awarded(JOINT, LATHE_DECIDED, SHOP_DECIDED)
AGREED = answered(LATHE_DECIDED, COUNTERSIGNED)


def two(**parts: Any) -> CaseFile:
    """Two units that were signed together."""
    made = {"decisions": (LATHE_DECIDED, SHOP_DECIDED), "proposals": (JOINT,)}
    return assessed(**({"units": (LATHE, SHOP)} | made | parts))


def both_agreed(**parts: Any) -> CaseFile:
    """The same, countersigned and awarded."""
    answers = (AGREED, answered(SHOP_DECIDED, COUNTERSIGNED))
    return two(**({"verifications": answers, "awards": (JOINT_AWARD,)} | parts))


def void(one: Decision, *barred: Staff) -> DecisionVoid:
    return DecisionVoid(
        id=DecisionVoidId(new_id()),
        case_id=CASE.id,
        unit_id=one.unit_id,
        decision_id=one.id,
        basis=VoidBasis.APPEAL_UPHELD,
        reason="row 2 was seen",
        barred=tuple(who.id for who in barred),
        at=NOON,
        by=VERIFIER.id,
    )


def test_an_award_waits_until_the_last_of_its_units_is_agreed_to() -> None:
    for file in (two(), two(verifications=(AGREED,))):
        assert open_proposals(file) == (JOINT,)
        assert to_award(file) == ()
        assert stranded(file, LATHE.id) is None, "it waits for the answer about the other unit"
    assert open_proposals(both_agreed()) == ()
    assert award_of(both_agreed(), SHOP_DECIDED.id) == JOINT_AWARD
    assert awarded_with(both_agreed(), SHOP_DECIDED.id) == (LATHE.id,)
    assert units_without_award(both_agreed()) == ()


def test_what_was_agreed_to_stands_when_another_unit_of_the_award_is_returned() -> None:
    back = two(verifications=(AGREED, answered(SHOP_DECIDED, RETURNED)))

    assert open_proposals(back) == ()
    assert to_award(back) == (LATHE_DECIDED,)
    assert stranded(back, LATHE.id) == LATHE_DECIDED
    assert units_without_award(back) == (LATHE.id,)
    assert rules.joins_award(back, LATHE_DECIDED, ASSESSOR, standing())


def test_a_decision_that_is_replaced_or_void_takes_the_award_with_it_but_not_the_others() -> None:
    anew = replace(decision(unit=SHOP), replaces=SHOP_DECIDED.id)
    for file in (
        two(decisions=(LATHE_DECIDED, SHOP_DECIDED, anew)),
        two(voids=(void(SHOP_DECIDED),)),
        two(units=(LATHE,)),
        both_agreed(voids=(void(SHOP_DECIDED),), revoked=frozenset({JOINT.status_place_id})),
    ):
        assert open_proposals(file) == ()
        assert LATHE_DECIDED in to_award(file)


def test_a_later_award_for_a_decision_takes_the_place_of_the_one_that_waits() -> None:
    later = proposed(LATHE_DECIDED)
    file = two(proposals=(JOINT, later))
    assert open_proposals(file) == (later,)
    assert to_award(file) == (SHOP_DECIDED,)


def test_an_award_waits_for_the_answer_about_a_unit_that_failed_in_the_same_sitting() -> None:
    failed = replace(decision(Result.NOT_YET_COMPETENT, SHOP), replaces=SHOP_DECIDED.id)
    alone = proposed(LATHE_DECIDED)
    returned = answered(SHOP_DECIDED, RETURNED)
    file = two(
        decisions=(LATHE_DECIDED, SHOP_DECIDED, failed),
        proposals=(JOINT, alone),
        verifications=(AGREED, returned),
    )
    assert (stranded(file, LATHE.id), to_award(file)) == (None, ())
    assert open_proposals(file) == (alone,)

    back = replace(file, verifications=(AGREED, returned, answered(failed, RETURNED)))
    assert to_award(back) == (LATHE_DECIDED,), "the next award takes it in"
    assert stranded(back, LATHE.id) == LATHE_DECIDED


def test_nobody_awards_by_the_way_what_was_revoked_for_its_own_sake() -> None:
    revoked = both_agreed(revoked=frozenset({JOINT.status_place_id}))

    assert revoked_by_hand(revoked, LATHE_DECIDED.id)
    assert (to_award(revoked), units_without_award(revoked)) == ((), ())
    assert stranded(revoked, LATHE.id) == LATHE_DECIDED, "it can be decided anew"
    assert award_of(revoked, LATHE_DECIDED.id) is None
    assert not rules.joins_award(revoked, LATHE_DECIDED, ASSESSOR, standing())


def test_a_new_award_takes_in_only_the_assessors_own_decisions_that_may_be_signed_today() -> None:
    back = two(verifications=(AGREED, answered(SHOP_DECIDED, RETURNED)))

    def joins(file: CaseFile = back, who: Staff = ASSESSOR, **of_day: Any) -> bool:
        return rules.joins_award(file, LATHE_DECIDED, who, standing(**of_day))

    assert joins()
    assert not joins(who=VERIFIER), "another's decision"
    assert not joins(certifications=(certification(VERIFIER),)), "certified no more"
    assert not joins(authorities=()), "no agreement for the standard any more"
    other = replace(back, case=replace(CASE, verifier_id=ASSESSOR.id))
    assert not joins(other), "another verifier than who agreed to it"
    barred = replace(back, voids=(void(decision(), ASSESSOR),))
    assert not joins(barred), "barred from the unit"


def test_one_person_verifies_all_of_an_award() -> None:
    file = two(verifications=(replace(AGREED, by=ASSESSOR.id),), agreements=agreed(SHOP_DECIDED))
    found = rules.may_countersign(file, SHOP_DECIDED, VERIFIER, standing(), tuple(Principle))

    assert of(found) == ["verification.one-verifier"]
    assert found[0].facts == {"unit": LATHE.code, "person": ASSESSOR.name}
    mine = replace(file, verifications=(AGREED,))
    assert not rules.may_countersign(mine, SHOP_DECIDED, VERIFIER, standing(), tuple(Principle))
    assert not rules.may_return(file, SHOP_DECIDED, VERIFIER, standing(), "another verifier")


def test_an_award_is_countersigned_by_who_agreed_to_all_of_it_and_is_certified_for_all() -> None:
    ready = both_agreed(awards=())

    def may(file: CaseFile = ready, who: Staff = VERIFIER, **of_day: Any) -> bool:
        return rules.may_countersign_award(file, JOINT, who, standing(**of_day))

    assert may()
    assert not may(two(verifications=(AGREED,))), "one unit still waits"
    assert not may(who=ASSESSOR)
    only_shop = replace(certification(VERIFIER), unit_codes=frozenset({SHOP.code}))
    assert not may(certifications=(only_shop,))
    assert not may(both_agreed()), "it is awarded"
    assert not may(replace(ready, voids=(void(LATHE_DECIDED),)))


def test_a_unit_that_lost_its_award_is_decided_anew_under_the_standard_of_its_day() -> None:
    lost = both_agreed(voids=(void(SHOP_DECIDED),), revoked=frozenset({JOINT.status_place_id}))

    def may(file: CaseFile) -> list[str]:
        return of(rules.may_decide(file, LATHE, ASSESSOR, standing(), Result.COMPETENT))

    assert may(lost) == []
    assert may(both_agreed()) == ["decision.recognised"]
    assert may(two(verifications=(AGREED,))) == ["decision.recognised"]
    anew = replace(decision(), replaces=LATHE_DECIDED.id)
    after = replace(lost, decisions=(*lost.decisions, anew))
    assert after.first_of(anew) == LATHE_DECIDED
    assert after.made_anew_for(anew) == LATHE_DECIDED
