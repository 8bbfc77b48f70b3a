"""Workload, calendar and the conflicts that wait, each one query on the real database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from core.domain import test_days
from core.domain.case import (
    CaseEnd,
    ConflictDeclaration,
    ConflictHandling,
    Duty,
    HandlingOutcome,
    Stage,
)
from core.domain.planning import AssessmentPlan
from core.domain.sessions import AssessmentSession
from core.domain.staff_records import WorkKind
from core.domain.voiding import DecisionVoid, VoidBasis
from core.domain.workload import APART, CalendarEntry, DateKind, Load, clashes
from core.ids import (
    ConflictDeclarationId,
    ConflictHandlingId,
    DecisionVoidId,
    PlanId,
    SessionId,
    StaffId,
    TestDayId,
    new_id,
)
from core.storage.queries import SqlLists
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made

Uow = Callable[[], SqlUnitOfWork]
DAY = timedelta(days=1)


def test_everybodys_cases_days_and_open_conflicts_are_told(uow: Uow, engine: Engine) -> None:
    lists = SqlLists(engine)
    opened = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    resting = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    who, today = opened.assessor, made.NOON.date()
    with uow() as work:
        work.save(
            replace(
                opened.case,
                assessor_id=who.id,
                verifier_id=opened.verifier.id,
                due=today + 2 * DAY,
            )
        )
        work.save(replace(resting.case, assessor_id=who.id, end=CaseEnd.AWAY_AGAIN, due=today))
        for number, hours in ((1, 0), (2, 24)):  # the second version counts
            work.append(
                AssessmentPlan(
                    id=PlanId(new_id()),
                    case_id=opened.case.id,
                    number=number,
                    units=(),
                    place="Lathe 2",
                    starts=made.NOON + timedelta(hours=hours),
                    at=made.NOON,
                    by=who.id,
                )
            )
        work.save(
            AssessmentSession(
                id=SessionId(new_id()), place="Site 4", opened_at=made.NOON, opened_by=who.id
            )
        )
        work.save(
            test_days.TestDay(
                id=TestDayId(new_id()),
                on=today + 3 * DAY,
                place="Hall B",
                cases=(opened.case.id, resting.case.id),
            )
        )
        declared = work.append(
            ConflictDeclaration(
                id=ConflictDeclarationId(new_id()),
                case_id=opened.case.id,
                duty=Duty.ASSESS,
                conflict=True,
                what="my cousin",
                at=made.NOON,
                by=who.id,
            )
        )
        work.commit()

    found = lists.calendar(today, today + 7 * DAY, made.NOON, made.NOON + 7 * DAY)
    [waits] = lists.waiting_conflicts()

    loads = {one.staff_id: one for one in lists.workload()}
    assert loads[who.id] == Load(who.id, 1, 0, today + 2 * DAY)
    assert loads[opened.verifier.id].verifying == 1
    assert [(one.kind, one.place) for one in found if one.staff_id == who.id] == [
        (DateKind.SESSION, "Site 4"),
        (DateKind.PLANNED, "Lathe 2"),
        (DateKind.DUE_TO_ASSESS, ""),
        (DateKind.TEST_DAY, "Hall B"),
    ]
    assert (waits.what, waits.person_id, waits.case_id) == ("my cousin", who.id, opened.case.id)
    with uow() as work:
        work.append(
            ConflictHandling(
                id=ConflictHandlingId(new_id()),
                case_id=opened.case.id,
                declaration_id=declared.id,
                outcome=HandlingOutcome.WITH_MEASURES,
                measures="another looks on",
                at=made.NOON,
                by=opened.advisor.id,
            )
        )
        work.commit()
    assert lists.waiting_conflicts() == []


def test_two_places_at_nearly_one_time_are_a_clash_and_a_group_is_none() -> None:
    me, you = StaffId(new_id()), StaffId(new_id())

    def at(hours: float, place: str, who: StaffId = me) -> CalendarEntry:
        moment = made.NOON + timedelta(hours=hours)
        return CalendarEntry(who, "V", DateKind.PLANNED, None, moment, place, None, f"{hours}")

    first, group, elsewhere = at(0, "Lathe 2"), at(0, "lathe 2 "), at(2, "Site 4")
    after = at(2 + APART.total_seconds() / 3600, "Lathe 2")
    assert clashes([first, group]) == frozenset()
    assert clashes([first, group, elsewhere, after, at(0, "Site 4", you)]) == {group, elsewhere}


def test_an_assessors_work_is_counted_by_unit_and_result(uow: Uow, engine: Engine) -> None:
    opened = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    with uow() as work:
        decided = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.append(made.verification(decided, opened.verifier))
        work.append(
            DecisionVoid(
                id=DecisionVoidId(new_id()),
                case_id=opened.case.id,
                unit_id=opened.unit.id,
                decision_id=decided.id,
                basis=VoidBasis.APPEAL_UPHELD,
                reason="row 3 was met",
                barred=(opened.assessor.id,),
                at=made.NOON,
                by=opened.advisor.id,
            )
        )
        work.commit()

    def counted(*records: StaffId) -> list[tuple[WorkKind, int]]:
        return [(one.kind, one.count) for one in SqlLists(engine).assessor_work(records)]

    assert counted(opened.assessor.id) == [(WorkKind.ASSESSED, 1), (WorkKind.OVERTURNED, 1)]
    assert counted(opened.verifier.id) == [(WorkKind.VERIFIED, 1)]
    assert counted(opened.advisor.id) == []
