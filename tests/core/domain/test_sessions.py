"""Sessions and plans by themselves: the checks, the clock, the stop, who agreed to what."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from core import ids
from core.domain import rules
from core.domain.people import Role
from core.domain.planning import Method, PlanSide, UnitPlan
from core.domain.sessions import (
    AssessmentSession,
    Bench,
    CheckKind,
    SeatCheck,
    SessionEvent,
    SessionEventKind,
    checks_missing,
    stopped,
    task_clock,
)
from core.domain.signed_texts import plan_text
from core.ids import SeatCheckId, SessionEventId, SessionId, SessionTaskId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    LATHE,
    NOON,
    TODAY,
    VERIFIER,
    assessed,
    certification,
    of,
    plan_agreement,
    planned,
    standing,
)

SESSION = AssessmentSession(
    id=SessionId(new_id()), place="Site A", opened_at=NOON, opened_by=ASSESSOR.id
)
TASK = SessionTaskId(new_id())
MINUTE = timedelta(minutes=1)
E = SessionEventKind


def checked(kind: CheckKind, answer: bool = True) -> SeatCheck:
    return SeatCheck(
        id=SeatCheckId(new_id()), session_id=SESSION.id, case_id=CASE.id, kind=kind, answer=answer,
        at=NOON, by=ASSESSOR.id,
    )  # fmt: skip


def event(kind: E, at: datetime = NOON, **facts: Any) -> SessionEvent:
    made = SessionEvent(
        id=SessionEventId(new_id()), session_id=SESSION.id, kind=kind, at=at, by=ASSESSOR.id
    )
    return replace(made, **facts)


ALL = tuple(checked(kind) for kind in CheckKind)


def test_a_mark_needs_every_check_and_consent_may_be_refused() -> None:
    file, no = assessed(), checked(CheckKind.CONSENT_TO_RECORD, False)
    bench = Bench(SESSION, (*ALL[:-1], no))

    assert of(rules.may_mark(file, LATHE, ASSESSOR, standing(), bench)) == []
    for left_out in CheckKind:
        rest = tuple(one for one in ALL if one.kind is not left_out)
        refused = rules.may_mark(file, LATHE, ASSESSOR, standing(), Bench(SESSION, rest))
        assert [(one.rule, one.facts["check"]) for one in refused] == [("session.check", left_out)]
    document_not_seen = Bench(SESSION, (*ALL, checked(CheckKind.DOCUMENT_SEEN, False)))
    assert checks_missing(CASE.id, document_not_seen.checks) == (CheckKind.DOCUMENT_SEEN,)


def test_nobody_is_marked_without_an_open_session_or_after_a_stop() -> None:
    def refused(bench: Bench | None, seen_at: datetime | None = None) -> list[str]:
        file = assessed()
        return of(rules.may_mark(file, LATHE, ASSESSOR, standing(), bench, seen_at=seen_at))

    closed = replace(SESSION, closed_at=NOON)
    stop = event(E.SAFETY_STOP)

    assert refused(None) == ["session.open"]
    assert refused(Bench(closed, ALL)) == ["session.open"]
    assert refused(Bench(closed, ALL), NOON - MINUTE) == [], "a sheet from before is keyed in"
    assert refused(Bench(closed, ALL), NOON + MINUTE) == ["session.open"]
    assert refused(Bench(SESSION, ALL, (stop,))) == ["session.stopped"]
    assert refused(Bench(SESSION, ALL, (stop,)), NOON - MINUTE) == []
    assert refused(Bench(SESSION, ALL, (stop, event(E.RESUMED)))) == []


def test_a_certificate_that_ends_during_the_session_speaks_at_the_next_mark() -> None:
    ends = standing(certifications=(certification(ASSESSOR, ends=TODAY),))
    bench = Bench(SESSION, ALL)

    assert of(rules.may_mark(assessed(), LATHE, ASSESSOR, ends, bench)) == []
    midnight = replace(ends, on=TODAY + timedelta(days=1))
    assert of(rules.may_mark(assessed(), LATHE, ASSESSOR, midnight, bench)) == [
        "assessor.certified"
    ]


def test_the_clock_goes_on_from_what_was_kept_also_when_the_machines_was_set_back() -> None:
    begun = event(E.CLOCK_STARTED, task_id=TASK, elapsed_ms=0)
    other = event(E.CLOCK_STARTED, task_id=SessionTaskId(new_id()), elapsed_ms=99_000)
    paused = event(E.CLOCK_PAUSED, NOON + 5 * MINUTE, task_id=TASK, elapsed_ms=300_000)
    again = event(E.CLOCK_STARTED, NOON + 9 * MINUTE, task_id=TASK, elapsed_ms=300_000)

    assert task_clock(TASK, ()).shows(NOON) == 0
    assert task_clock(TASK, (begun, other)).shows(NOON + MINUTE) == 60_000
    assert task_clock(TASK, (begun, paused)).shows(NOON + 60 * MINUTE) == 300_000
    assert task_clock(TASK, (begun, paused, again)).shows(NOON + 10 * MINUTE) == 360_000
    assert task_clock(TASK, (begun,)).shows(NOON - 60 * MINUTE) == 0, "nothing is taken away"


def test_a_stop_pauses_every_clock_and_stands_until_somebody_resumes() -> None:
    begun = event(E.CLOCK_STARTED, task_id=TASK)
    stop = event(E.SAFETY_STOP, NOON + MINUTE)
    reason = event(E.SAFETY_STOP, NOON + 2 * MINUTE, note="guard open")
    found = stopped((begun, stop, reason))

    clock = task_clock(TASK, (begun, stop, reason))
    assert (clock.since, clock.shows(NOON + 9 * MINUTE)) == (None, 60_000)
    assert found is not None
    assert found.note == "guard open"
    assert stopped((begun, stop, reason, event(E.RESUMED))) is None


def test_a_changed_plan_needs_agreement_anew_and_blocks_the_decision() -> None:
    first, second = planned(), planned(number=2, place="Site A")
    both = tuple(plan_agreement(first, side) for side in PlanSide)
    file = assessed(plans=(first, second), plan_agreements=both)

    assert [(one.rule, one.facts["side"]) for one in rules.plan_agreed(file, LATHE)] == [
        ("plan.agreed", PlanSide.WORKER),
        ("plan.agreed", PlanSide.ASSESSOR),
    ]
    assert of(rules.may_agree(file, first, PlanSide.WORKER, ASSESSOR)) == [
        "plan.changed", "plan.signed",
    ]  # fmt: skip
    assert of(rules.may_agree(file, second, PlanSide.WORKER, ASSESSOR)) == []
    assert plan_text(first) != plan_text(replace(first, place="elsewhere"))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"appeal_explained": False}, "plan.appeal"),
        ({"units": ()}, "plan.unit"),
        ({"units": (UnitPlan(LATHE.id, ()),)}, "plan.unit"),
    ],
)
def test_a_plan_that_leaves_something_out_is_not_agreed(changes: dict[str, Any], rule: str) -> None:
    plan = planned(**changes)
    file = assessed(plans=(plan,), plan_agreements=())
    assert of(rules.may_agree(file, plan, PlanSide.ASSESSOR, ASSESSOR)) == [rule]


def test_only_the_assigned_assessor_plans() -> None:
    assert of(rules.may_plan(assessed(), VERIFIER)) == ["case.assigned"]
    assert "advisor.not-assessor" in of(rules.may_plan(assessed(), ADVISOR))


def test_one_method_alone_is_thin_but_the_whole_testing_programme_is_not() -> None:
    one = UnitPlan(LATHE.id, (Method.INTERVIEW,))
    assert one.thin
    assert not replace(one, testing_programme=True).thin
    assert not replace(one, methods=(Method.INTERVIEW, Method.PROJECT)).thin


def test_ids_keep_their_order_when_the_clock_is_set_back() -> None:
    now = time.time_ns()
    clock = iter([now, now - 3_600_000_000_000, now - 3_600_000_000_000, now + 1_000_000])
    with patch("core.ids.time.time_ns", lambda: next(clock)):
        made = [new_id() for _ in range(4)]
    assert made == sorted(made)
    assert len(set(made)) == 4

    future = new_id()
    ids.go_on_after(future)
    assert new_id() > future


def test_a_session_is_run_by_who_opened_it_and_one_left_open_is_closed_by_who_leads() -> None:
    lead = replace(VERIFIER, roles=frozenset({Role.LEAD_VERIFIER}))
    closed = replace(SESSION, closed_at=NOON)

    assert of(rules.may_run(SESSION, ASSESSOR)) == of(rules.may_close(SESSION, ASSESSOR)) == []
    assert of(rules.may_run(SESSION, lead)) == ["session.own"]
    assert of(rules.may_close(SESSION, lead)) == []
    assert of(rules.may_close(SESSION, ADVISOR)) == ["session.own"]
    assert of(rules.may_close(closed, ASSESSOR)) == ["session.open"]
    assert of(rules.may_run(SESSION, replace(ASSESSOR, active=False))) == ["session.own"]
