"""The grid: what stands in its cells, what is a gap, and what rests on too little."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.domain.assessment import Mark
from core.domain.grid import EvidenceKind, GridRow, unit_grid, unmapped
from core.domain.portfolio import RowRemark
from core.domain.standards import BankQuestion, QuestionPurpose
from core.ids import BankQuestionId, RemarkId, new_id
from tests.core.domain.builders import (
    CASE,
    LATHE,
    NOON,
    SHOP,
    TODAY,
    agreed,
    asked,
    casefile,
    decision,
    exhibit,
    judged,
    link,
    row,
    seen,
    task,
    text,
)

PORTFOLIO, TASKS, QUESTIONS = EvidenceKind


def line(number: str, **parts: Any) -> GridRow:
    """One row of the lathe unit's grid, of a case with these parts."""
    return unit_grid(casefile(**parts), LATHE).row(row(LATHE, number).id)


def test_the_rows_are_the_units_with_the_descriptor_first() -> None:
    assert [one.row.number for one in unit_grid(casefile(), LATHE).rows] == ["", "1", "2"]
    shop = unit_grid(casefile(SHOP), SHOP)
    assert [one.row.number for one in shop.rows] == ["", "1", "1.1", "1.2"]
    assert shop.descriptor.row.number == ""
    assert [one.row.number for one in shop.judged] == ["1.1", "1.2"]


def test_a_row_with_nothing_in_it_is_a_gap_and_a_heading_never_is() -> None:
    assert [one.row.number for one in unit_grid(casefile(), LATHE).gaps] == ["", "1", "2"]
    assert [one.row.number for one in unit_grid(casefile(SHOP), SHOP).gaps] == ["", "1.1", "1.2"]


def test_exhibits_stand_in_the_order_of_the_binder_with_their_pages() -> None:
    ten, two = exhibit(10), exhibit(2)
    pages = (link(two, "1", page=3), link(two, "1", page=1))
    links = (link(ten, "1"), *pages, link(two, "1"), link(two, "2"))

    found = line("1", exhibits=(ten, two), links=links)

    assert found.labels == ("2", "2.1", "2.3", "10")
    assert found.kinds == {PORTFOLIO}


def test_neither_a_link_taken_back_nor_an_exhibit_taken_out_is_evidence() -> None:
    out, there = exhibit(1, removed=True), exhibit(2)
    links = (link(out, "1"), link(there, "1", removed=True), link(there, "1", SHOP))

    assert line("1", exhibits=(out, there), links=links[:2]).gap
    assert unit_grid(casefile(exhibits=(there,), links=(links[2],)), LATHE).covered == 0


def test_the_latest_mark_of_a_task_counts_and_only_met_is_evidence() -> None:
    first, second = task(1), task(2)
    marks = (
        seen(second, "1", Mark.MET),
        seen(first, "1", Mark.MET),
        seen(first, "1", Mark.NOT_MET),
    )

    found = line("1", tasks=(first, second), observations=marks)

    assert [(one.task.number, one.observation.mark) for one in found.tasks] == [
        (1, Mark.NOT_MET),
        (2, Mark.MET),
    ]
    assert found.labels == ("T2",)
    for mark in (Mark.NOT_MET, Mark.NOT_SEEN):
        alone = line("1", tasks=(first,), observations=(seen(first, "1", mark),))
        assert (alone.gap, alone.labels, alone.kinds) == (True, (), frozenset())


def test_a_question_asked_again_counts_by_its_latest_answer() -> None:
    answers = (asked(2, "1", Mark.MET), asked(1, "1", Mark.NOT_MET), asked(1, "1", Mark.MET))

    found = line("1", answers=answers)

    assert [one.number for one in found.questions] == [1, 2]
    assert found.labels == ("Q1", "Q2")
    assert line("1", answers=(*answers[:1], asked(2, "1", Mark.NOT_MET))).gap


def test_questions_about_another_unit_are_none_of_this_grid() -> None:
    answers = (asked(1, "1", Mark.MET), asked(1, "1.1", Mark.NOT_MET, SHOP))

    assert line("1", answers=answers, units=(LATHE, SHOP)).labels == ("Q1",)


def test_a_question_moved_to_another_row_leaves_the_first() -> None:
    answers = (asked(1, "1", Mark.MET), asked(1, "2", Mark.MET))

    assert line("1", answers=answers).gap
    assert line("2", answers=answers).labels == ("Q1",)


def test_the_kinds_behind_a_unit_are_those_of_its_judged_rows() -> None:
    paper, turning = exhibit(1), task(1)
    file = casefile(
        exhibits=(paper,),
        links=(link(paper, ""),),
        tasks=(turning,),
        observations=(seen(turning, "1", Mark.MET),),
        answers=(asked(1, "2", Mark.NOT_MET),),
    )

    grid = unit_grid(file, LATHE)

    assert grid.descriptor.kinds == {PORTFOLIO}
    assert grid.kinds == {TASKS}, "the descriptor's row is not judged, a failed answer no evidence"
    assert grid.one_method_only
    assert grid.covered == 1
    met = unit_grid(replace(file, answers=(asked(1, "2", Mark.MET),)), LATHE)
    assert met.kinds == {TASKS, QUESTIONS}
    assert not met.one_method_only
    assert not unit_grid(casefile(), LATHE).one_method_only, "no method at all is not one"


def test_what_rests_on_one_piece_or_one_method_is_thin() -> None:
    one, two, turning = exhibit(1), exhibit(2), task(1)
    links, marks = (link(one, "1"), link(two, "1")), (seen(turning, "1", Mark.MET),)

    def thin(**parts: Any) -> bool:
        found = line("1", exhibits=(one, two), tasks=(turning,), **parts)
        return found.thin(on=TODAY, currency_months=None)

    assert thin(links=links[:1]), "one piece"
    assert thin(links=links), "two pieces of one method"
    assert not thin(links=links[:1], observations=marks)
    assert not thin(), "a gap is a gap, not thin"


@pytest.mark.parametrize(("months", "thin"), [(None, False), (12, True), (24, False), (25, False)])
def test_what_is_older_than_the_framework_calls_current_is_thin(
    months: int | None, thin: bool
) -> None:
    paper = exhibit(1, issued_on=date(2020, 1, 1), covers_to=date(2023, 11, 20))
    other = exhibit(2, issued_on=date(2019, 1, 1))
    turning = task(1)
    old = replace(seen(turning, "1", Mark.MET), at=NOON.replace(year=2022))
    found = line(
        "1",
        exhibits=(paper, other),
        links=(link(paper, "1"), link(other, "1")),
        tasks=(turning,),
        observations=(old,),
    )

    assert found.newest == date(2023, 11, 20)
    assert found.thin(on=TODAY, currency_months=months) is thin


def test_neither_a_gap_nor_a_paper_without_a_date_is_old() -> None:
    turning, undated, other = task(1), exhibit(1, issued_on=None), exhibit(2, issued_on=None)
    failed = replace(seen(turning, "1", Mark.NOT_MET), at=NOON.replace(year=2020))
    gap = line("1", tasks=(turning,), observations=(failed,))
    met = replace(failed, mark=Mark.MET, at=NOON)
    links = (link(undated, "1"), link(other, "1"))

    assert (gap.gap, gap.thin(on=TODAY, currency_months=12)) == (True, False)
    assert line("1", exhibits=(undated,), links=links[:1]).thin(on=TODAY, currency_months=12)
    both = line("1", exhibits=(undated, other), links=links, tasks=(turning,), observations=(met,))
    assert not both.thin(on=TODAY, currency_months=12)


def test_the_newest_day_is_the_latest_of_papers_tasks_and_answers() -> None:
    paper, turning = exhibit(1, issued_on=None), task(1)
    assert line("1", exhibits=(paper,), links=(link(paper, "1"),)).newest is None
    seen_now = line("1", tasks=(turning,), observations=(seen(turning, "1", Mark.MET),))
    assert seen_now.newest == TODAY
    assert line("1", answers=(asked(1, "1", Mark.MET),)).newest == TODAY


def test_the_judgement_and_the_verifiers_answer_stand_in_their_row() -> None:
    signed = decision()
    file = casefile(
        judgements=(judged("1", Mark.NOT_MET), judged("1", Mark.MET), judged("2", Mark.NOT_SEEN)),
        decisions=(signed,),
        agreements=agreed(signed)[:1],
    )

    first, second = unit_grid(file, LATHE).judged

    assert first.judgement is not None
    assert first.judgement.mark is Mark.MET
    assert second.judgement is None, "not seen takes a judgement back"
    assert first.agreement is not None
    assert second.agreement is None
    later = replace(file, decisions=(signed, decision()))
    assert all(one.agreement is None for one in unit_grid(later, LATHE).judged), (
        "an answer to an earlier decision is none to the next"
    )


def test_a_remark_stands_in_its_row_only() -> None:
    remark = RowRemark(
        id=RemarkId(new_id()),
        case_id=CASE.id,
        unit_id=LATHE.id,
        row_id=row(LATHE, "1").id,
        text="look at page 2",
    )

    rows = unit_grid(casefile(remarks=(remark,)), LATHE).rows

    assert [one.remark for one in rows] == ["", "look at page 2", ""]


def test_what_to_look_for_and_what_to_ask_are_kept_apart() -> None:
    def question(purpose: QuestionPurpose, number: str) -> BankQuestion:
        return BankQuestion(
            id=BankQuestionId(new_id()),
            unit_id=LATHE.id,
            row_id=row(LATHE, number).id,
            purpose=purpose,
            text=text("?"),
            source="Guidelines",
            ours=False,
        )

    bank = (question(QuestionPurpose.LOOK_FOR, "1"), question(QuestionPurpose.ASK, "1"))

    found = line("1", bank=bank)

    assert (found.look_for, found.ask) == (bank[:1], bank[1:])
    assert line("2", bank=bank).look_for == ()


def test_an_exhibit_that_no_row_rests_on_is_unmapped() -> None:
    used, taken_back, out, never = exhibit(1), exhibit(2), exhibit(3, removed=True), exhibit(4)
    links = (link(used, "1"), link(taken_back, "1", removed=True))

    file = casefile(exhibits=(never, used, taken_back, out), links=links)

    assert unmapped(file) == (taken_back, never)
