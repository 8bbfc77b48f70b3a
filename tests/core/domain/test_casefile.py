"""What follows from the records of a case: the latest counts, and earlier ones stay."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain.assessment import Mark, Quality
from core.domain.case import Duty
from core.domain.portfolio import FileRole
from core.domain.verifying import RowAnswer, VerificationOutcome
from core.errors import NotFoundError
from core.ids import FrameworkId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    FRAMEWORK,
    LATHE,
    REGISTRAR,
    SHOP,
    VERIFIER,
    agreed,
    answered,
    asked,
    casefile,
    decision,
    declared,
    exhibit,
    found,
    frozen,
    judged,
    paper,
    row,
    seen,
    task,
)

COUNTERSIGNED, RETURNED = VerificationOutcome


def test_the_binder_holds_what_was_not_taken_out_by_number() -> None:
    papers = (exhibit(10), exhibit(2), exhibit(3, removed=True))
    file = casefile(exhibits=papers)

    assert [one.number for one in file.binder] == [2, 10]
    assert file.exhibit(papers[2].id) == papers[2], "it is still known"


def test_what_was_handed_over_is_frozen_and_what_came_since_is_pending() -> None:
    first, late = exhibit(1), exhibit(2, supplement=1)
    before = casefile(exhibits=(first,))
    assert (before.frozen, before.is_frozen(first), before.pending) == (False, False, (first,))

    file = casefile(exhibits=(first, late), freezes=(frozen(),))
    assert (file.frozen, file.is_frozen(first), file.is_frozen(late)) == (True, True, False)
    assert file.pending == (late,)

    after = casefile(exhibits=(first, late), freezes=(frozen(), frozen(1)))
    assert after.is_frozen(late)
    assert after.pending == ()


def test_files_are_those_of_their_exhibit_in_the_order_they_came() -> None:
    one, other = exhibit(1), exhibit(2)
    papers = (paper(one), paper(other), paper(one, FileRole.TRANSLATION))

    assert casefile(files=papers).files_of(one.id) == (papers[0], papers[2])


def test_a_unit_that_is_claimed_no_more_is_not_found() -> None:
    assert casefile().unit(LATHE.id) == LATHE
    with pytest.raises(NotFoundError):
        casefile().unit(SHOP.id)
    other = replace(FRAMEWORK, id=FrameworkId(new_id()), edition="2010")
    assert casefile(frameworks=(other, FRAMEWORK)).framework(FRAMEWORK.id) == FRAMEWORK
    assert casefile().person(VERIFIER.id) == VERIFIER


def test_the_latest_judgement_counts_and_not_seen_takes_it_back() -> None:
    number, row_id = "1", row(LATHE, "1").id
    first, second = judged(number, Mark.NOT_MET), judged(number, Mark.MET)

    assert casefile().judgement(LATHE.id, row_id) is None
    assert casefile(judgements=(first, second)).judgement(LATHE.id, row_id) == second
    back = casefile(judgements=(first, second, judged(number, Mark.NOT_SEEN)))
    assert back.judgement(LATHE.id, row_id) is None


def test_the_latest_answer_to_a_quality_counts_and_none_takes_it_back() -> None:
    quality = Quality.CURRENT

    def answer(*holds: bool | None) -> bool | None:
        answers = tuple(found(quality, one) for one in holds)
        return casefile(unit_judgements=answers).quality(LATHE.id, quality)

    assert [answer(), answer(True), answer(True, False), answer(False, None)] == [
        None,
        True,
        False,
        None,
    ]
    other = casefile(unit_judgements=(found(quality, unit=SHOP), found(Quality.VALID)))
    assert other.quality(LATHE.id, quality) is None


def test_a_decision_waits_until_it_is_countersigned_or_returned() -> None:
    signed = decision()
    waiting = casefile(decisions=(signed,))
    assert waiting.awaiting_verification(LATHE.id) == signed
    assert waiting.verified(LATHE.id) is None

    good = casefile(decisions=(signed,), verifications=(answered(signed, COUNTERSIGNED),))
    assert good.awaiting_verification(LATHE.id) is None
    assert good.verified(LATHE.id) == signed

    back = casefile(decisions=(signed,), verifications=(answered(signed, RETURNED),))
    assert back.awaiting_verification(LATHE.id) is None
    assert back.verified(LATHE.id) is None
    assert casefile().awaiting_verification(LATHE.id) is None


def test_a_later_decision_stands_beside_the_earlier_and_counts() -> None:
    first, second = decision(), decision()
    file = casefile(
        decisions=(first, decision(unit=SHOP), second),
        verifications=(answered(first, COUNTERSIGNED),),
    )

    assert file.decision(LATHE.id) == second
    assert file.awaiting_verification(LATHE.id) == second
    assert file.verified(LATHE.id) is None, "the countersignature is under the earlier one"
    assert file.verification(first.id) is not None


def test_the_verifiers_latest_answer_to_a_row_counts_and_none_takes_it_back() -> None:
    signed = decision()
    row_id = signed.rows[0].row_id
    said = (RowAnswer.AGREE, RowAnswer.DISAGREE, None)
    yes, no, back = (agreed(signed, one)[0] for one in said)

    assert casefile(agreements=(yes, no)).agreement(signed.id, row_id) == no
    assert casefile(agreements=(no, yes)).agreement(signed.id, row_id) == yes
    assert casefile(agreements=(yes, back)).agreement(signed.id, row_id) is None
    assert casefile(agreements=(yes,)).agreement(decision().id, row_id) is None


def test_the_latest_declaration_of_a_person_for_a_duty_counts() -> None:
    first = declared(ASSESSOR, Duty.ASSESS)
    then = declared(ASSESSOR, Duty.ASSESS, conflict=True)
    file = casefile(conflicts=(first, then, declared(VERIFIER, Duty.VERIFY)))

    assert file.conflict(ASSESSOR.id, Duty.ASSESS) == then
    assert file.conflict(ASSESSOR.id, Duty.VERIFY) is None
    assert file.conflict(REGISTRAR.id, Duty.ASSESS) is None


def test_everybody_who_advised_observed_asked_judged_or_decided_took_part() -> None:
    assert casefile().took_part() == {ADVISOR.id}
    parts: dict[str, Any] = {
        "observations": (seen(task(1), "1", Mark.MET, by=VERIFIER),),
        "answers": (asked(1, "1", Mark.MET, by=VERIFIER),),
        "judgements": (judged("1", Mark.MET, by=VERIFIER),),
        "unit_judgements": (replace(found(Quality.VALID), by=VERIFIER.id),),
        "decisions": (decision(by=VERIFIER),),
    }
    for name, entries in parts.items():
        assert VERIFIER.id in casefile(**{name: entries}).took_part(), name
