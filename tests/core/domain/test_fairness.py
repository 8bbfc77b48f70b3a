"""What stands around an assessment: terms that rest, who may review, agreement, samples."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from core.domain.agreement import TooFew, nominal_alpha, row_agreement
from core.domain.appeals import (
    Appeal,
    AppealEvent,
    AppealFile,
    AppealForm,
    AppealOutcome,
    AppealStep,
    AppealSubject,
    Pause,
    answer_due,
)
from core.domain.assessment import Mark, RowAdvice
from core.domain.case import Duty
from core.domain.moderation import ModerationMark, ModerationRound, anonymous, round_result
from core.domain.people import Role, Staff
from core.domain.rules import Rule
from core.domain.rules.fairness import may_give_feedback, may_receive, may_review
from core.domain.sampling import SampleBy, SamplingPlan, draw
from core.domain.verifying import VerificationOutcome
from core.domain.voiding import DecisionVoid, VoidBasis
from core.ids import (
    AppealEventId,
    AppealId,
    CaseId,
    DecisionId,
    DecisionVoidId,
    ModerationMarkId,
    ModerationRoundId,
    RowAdviceId,
    RowId,
    SamplingPlanId,
    StaffId,
    UnitId,
    VerificationId,
    new_id,
)
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    LATHE,
    REGISTRAR,
    WORKER,
    agreed,
    answered,
    assessed,
    decision,
    declared,
    of,
)
from tests.fakes import NOON

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """The day `number` days after the reception."""
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), 10),
        ((Pause(day(3), day(8)),), 15),
        ((Pause(day(3), day(8)), Pause(day(5), day(9))), 16),  # what overlaps rests once
        ((Pause(day(0), day(0)),), 10),  # paused and resumed on one day: nothing rests
        ((Pause(day(11)),), 10),  # it was over before
        ((Pause(day(10)),), None),
        ((Pause(day(2), day(4)), Pause(day(6))), None),
    ],
)
def test_a_term_rests_while_the_worker_is_abroad(
    pauses: tuple[Pause, ...], due: int | None
) -> None:
    assert answer_due(MONDAY, 10, pauses) == (None if due is None else day(due))


def a_person(*roles: Role, number: str = "0500") -> Staff:
    return Staff(id=StaffId(new_id()), person_number=number, name="N. N.", roles=frozenset(roles))


def an_appeal(*against: StaffId, **changes: object) -> Appeal:
    made = Appeal(
        id=AppealId(new_id()),
        case_id=CaseId(new_id()),
        unit_id=None,
        subject=AppealSubject.OTHER,
        subject_id=None,
        decided_at=NOON,
        form=AppealForm.ORAL,
        grounds="I did it at work for six years",
        read_back=True,
        received_on=MONDAY,
        answer_days=10,
        against=against,
        at=NOON,
        by=StaffId(new_id()),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_nobody_from_the_original_decision_reviews_also_under_a_second_record() -> None:
    assessor, other = a_person(Role.ASSESSOR, number="0417"), a_person(Role.VERIFIER)
    again = a_person(Role.ASSESSOR, number="0417")  # enrolled once more on another laptop
    appeal, staff = an_appeal(assessor.id), (assessor, other, again)

    assert may_review(appeal, other, staff) == ()
    for person in (assessor, again):
        assert [one.rule for one in may_review(appeal, person, staff)] == [
            Rule.APPEAL_INDEPENDENT.value
        ]
    advisor = a_person(Role.ADVISOR)
    assert [one.rule for one in may_review(appeal, advisor, staff)] == [Rule.ROLE.value]


def test_an_oral_appeal_is_read_back_before_it_counts() -> None:
    taker = a_person(Role.ADVISOR)
    assert may_receive(taker, an_appeal()) == ()
    refused = may_receive(taker, an_appeal(read_back=False))
    assert [one.rule for one in refused] == [Rule.APPEAL_NOT_READ_BACK.value]
    assert may_receive(taker, an_appeal(read_back=False, form=AppealForm.WRITTEN)) == ()


def test_the_term_of_an_appeal_follows_from_what_happened_to_it() -> None:
    appeal = an_appeal()

    def event(step: AppealStep, on: date, outcome: AppealOutcome | None = None) -> AppealEvent:
        return AppealEvent(
            id=AppealEventId(new_id()),
            appeal_id=appeal.id,
            case_id=appeal.case_id,
            step=step,
            on=on,
            outcome=outcome,
            at=NOON,
            by=appeal.by,
        )

    received = AppealFile(appeal)
    assert (received.due, received.overdue(day(10)), received.overdue(day(11))) == (
        *(day(10), False),
        True,
    )
    away = AppealFile(appeal, (event(AppealStep.PAUSED, day(4)),))
    assert away.paused
    assert (away.due, away.overdue(day(90))) == (None, False)
    back = AppealFile(appeal, (*away.events, event(AppealStep.RESUMED, day(34))))
    assert (back.paused, back.due) == (False, day(40))
    answered = event(AppealStep.OUTCOME, day(20), AppealOutcome.DISMISSED)
    assert not AppealFile(appeal, (answered,)).overdue(day(99))
    assert AppealFile(replace(appeal, answer_days=None)).due is None


def _values(table: str) -> list[list[str]]:
    columns = zip(*(line.split() for line in table.splitlines()), strict=True)
    return [[value for value in column if value != "."] for column in columns]


def test_alpha_gives_the_published_figures() -> None:
    """Krippendorff (2011), sections B (two observers, binary) and C (four, with gaps)."""
    two = _values("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0")
    four = _values(
        "1 2 3 3 2 1 4 1 2 . . .\n"
        "1 2 3 3 2 2 4 1 2 5 . 3\n"
        ". 3 3 3 2 3 4 2 2 5 1 .\n"
        "1 2 3 3 2 4 4 1 2 5 1 ."
    )
    found = [nominal_alpha(rows) for rows in (two, four)]
    assert [round(float(one), 3) for one in found if isinstance(one, Fraction)] == [0.095, 0.743]


def test_where_nothing_can_be_told_it_says_so_and_gives_no_figure() -> None:
    assert nominal_alpha([]) is TooFew.NOTHING_PAIRED
    assert nominal_alpha([["met"], ["not met"]]) is TooFew.NOTHING_PAIRED
    assert nominal_alpha([["met", "met"], ["met", "met"]]) is TooFew.NO_VARIATION
    assert nominal_alpha([["a", "a"], ["b", "b"]]) == 1
    assert row_agreement(["met"]).share is None
    assert row_agreement(["met", "met", "not met"]).share == Fraction(1, 3)


def test_a_round_shows_the_rows_that_differ_first_and_counts_the_last_mark_of_each() -> None:
    people = [StaffId(new_id()) for _ in range(3)]
    decision, rows = DecisionId(new_id()), [RowId(new_id()) for _ in range(2)]
    round_ = ModerationRound(
        id=ModerationRoundId(new_id()),
        title="Lathe",
        unit_id=UnitId(new_id()),
        decision_ids=(decision,),
        participants=tuple(people),
        moderator_id=StaffId(new_id()),
        opened_on=MONDAY,
    )

    def mark(who: StaffId, row: RowId, mark: Mark) -> ModerationMark:
        return ModerationMark(
            id=ModerationMarkId(new_id()),
            round_id=round_.id,
            decision_id=decision,
            row_id=row,
            mark=mark,
            at=NOON,
            by=who,
        )

    marks = [mark(who, row, Mark.MET) for row in rows for who in people]
    marks += [mark(people[2], rows[1], Mark.NOT_MET), mark(StaffId(new_id()), rows[0], Mark.MET)]
    marks += [mark(people[1], rows[0], Mark.NOT_SEEN)]  # takes it back
    result = round_result(round_, marks)

    assert [(one.row_id, one.agreed.alike, one.agreed.pairs) for one in result.rows] == [
        (rows[1], 1, 3),
        (rows[0], 1, 1),
    ]
    assert result.rows[0].differing == (people[2],)


def test_the_same_seed_draws_the_same_and_more_decisions_take_nothing_away() -> None:
    some = [VerificationId(new_id()) for _ in range(200)]
    plan = SamplingPlan(
        id=SamplingPlanId(new_id()),
        title="A quarter",
        by=SampleBy.SHARE,
        size=25,
        lead_id=StaffId(new_id()),
        seed=bytes(16),
    )
    drawn = draw(plan, some)
    assert drawn == draw(plan, some)
    assert set(draw(plan, some[:100])) == set(drawn) & set(some[:100])
    assert 20 < len(drawn) < 85
    assert draw(replace(plan, seed=bytes(15) + b"\1"), some) != drawn
    assert draw(replace(plan, size=100), some) == tuple(some)
    every = draw(replace(plan, by=SampleBy.EVERY_NTH, size=10), some)
    assert len(every) == 20
    assert {some.index(one) % 10 for one in every} == {some.index(every[0])}
    # Drawing after each single decision leaves out none of them.
    nth = replace(plan, by=SampleBy.EVERY_NTH, size=10)
    assert [one for at, some_one in enumerate(some) for one in draw(nth, [some_one], at)] == list(
        every
    )


def test_nothing_in_a_case_for_moderation_says_who_it_is_or_what_others_made_of_it() -> None:
    signed = decision()
    advice = RowAdvice(
        id=RowAdviceId(new_id()), case_id=CASE.id, unit_id=LATHE.id,
        row_id=signed.rows[0].row_id, text="Practise threads",
    )  # fmt: skip
    file = assessed(decisions=(signed,), agreements=agreed(signed), row_advice=(advice,))
    with_conflict = replace(file, conflicts=(declared(ASSESSOR, Duty.ASSESS, what="my cousin"),))

    shown = repr(anonymous(with_conflict))

    for hidden in (WORKER.name, ASSESSOR.name, "Practise threads", "my cousin", "RowOutcome"):
        assert hidden not in shown
        assert hidden in repr(with_conflict)
    assert "Agreement(" not in shown.replace("PlanAgreement(", "")


def test_there_is_no_letter_about_a_void_decision() -> None:
    signed = decision()
    file = assessed(
        decisions=(signed,), verifications=(answered(signed, VerificationOutcome.COUNTERSIGNED),)
    )
    void = DecisionVoid(
        id=DecisionVoidId(new_id()), case_id=CASE.id, unit_id=LATHE.id, decision_id=signed.id,
        basis=VoidBasis.NO_VALID_SCOPE, reason="forged", barred=(), at=NOON, by=REGISTRAR.id,
    )  # fmt: skip

    assert of(may_give_feedback(file, signed, ADVISOR)) == []
    assert of(may_give_feedback(replace(file, voids=(void,)), signed, ADVISOR)) == ["feedback.void"]
