"""A returned case comes back as a difference: what changed, what is agreed to already."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core.domain.assessment import Decision, Mark
from core.domain.casefile import CaseFile
from core.domain.differences import agreed_before, changed_since, differences
from core.domain.verifying import RowAnswer, VerificationOutcome, answer_to
from tests.core.domain.builders import (
    ASSESSOR,
    NOON,
    VERIFIER,
    agreed,
    answered,
    casefile,
    decision,
    seen,
    task,
)

LATER = NOON + timedelta(hours=1)
_RETURNED = VerificationOutcome.RETURNED


def made_anew(before: Decision, **of_first_row: Any) -> Decision:
    first = replace(before.rows[0], **of_first_row)
    anew = decision()
    return replace(anew, rows=(first, *before.rows[1:]), replaces=before.id, at=LATER)


def returned(before: Decision, after: Decision, **parts: Any) -> CaseFile:
    answers = agreed(before, RowAnswer.DISAGREE, "no drawing")[:1] + agreed(before)[1:]
    made: dict[str, Any] = {
        "decisions": (before, after),
        "agreements": answers,
        "verifications": (answered(before, _RETURNED),),
    }
    return casefile(**(made | parts))


def test_old_stands_beside_new_and_what_is_the_same_is_left_out() -> None:
    before = decision()
    after = made_anew(before, mark=Mark.NOT_MET, reason="saw no drawing")
    [one] = differences(before, after)
    assert one.before == before.rows[0]
    assert one.after == after.rows[0]
    assert one.changed == {"mark", "reason"}
    assert differences(before, before) == ()


def test_a_row_that_only_one_of_the_two_has_is_a_difference() -> None:
    before = decision()
    fewer = replace(before, rows=before.rows[1:])
    assert [(one.before, one.after) for one in differences(before, fewer)] == [
        (before.rows[0], None)
    ]
    assert [(one.before, one.after) for one in differences(fewer, before)] == [
        (None, before.rows[0])
    ]


def test_new_evidence_under_an_old_label_is_a_change_too() -> None:
    before = decision()
    after = made_anew(before)
    again = replace(seen(task(1), "2", Mark.MET), at=LATER)
    file = returned(before, after, tasks=(task(1),), observations=(again,))
    assert changed_since(file, after) == {again.row_id}
    assert changed_since(file, before) == frozenset()


def test_only_the_verifiers_own_agreement_to_unchanged_rows_is_given_again() -> None:
    before = decision()
    after = made_anew(before, reason="shown now")
    file = returned(before, after)
    again = agreed_before(file, after, VERIFIER.id)
    assert {one.row_id for one in again} == {one.row_id for one in before.rows[1:]}
    assert agreed_before(file, after, ASSESSOR.id) == ()
    done = replace(file, agreements=(*file.agreements, *agreed(after)))
    assert agreed_before(done, after, VERIFIER.id) == ()


def test_the_reasons_for_single_rows_are_the_answers_to_them() -> None:
    before = decision()
    after = made_anew(before)
    [reason] = returned(before, after).row_reasons(before.id)
    assert (reason.number, reason.answer, reason.remark) == ("1", RowAnswer.DISAGREE, "no drawing")


def test_not_seen_wants_more_and_is_never_a_disagreement() -> None:
    assert answer_to(Mark.NOT_SEEN, Mark.NOT_MET) is RowAnswer.WANT_MORE
    assert answer_to(Mark.MET, Mark.NOT_MET) is RowAnswer.DISAGREE
    assert answer_to(Mark.NOT_MET, Mark.NOT_MET) is RowAnswer.AGREE
