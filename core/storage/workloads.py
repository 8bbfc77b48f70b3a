"""Workload and calendar as SQL: each one query over cases, plans and sessions."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Date,
    RowMapping,
    Select,
    Uuid,
    and_,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from core.domain.case import Duty, Stage
from core.domain.workload import CalendarEntry, DateKind, Load
from core.ports.lists import WaitingConflict
from core.storage.conflicts import is_unhandled
from core.storage.tables.cases import cases, conflict_declarations
from core.storage.tables.columns import UtcDateTime
from core.storage.tables.people import candidates, staff
from core.storage.tables.sessions import assessment_plans, assessment_sessions
from core.storage.tables.test_days import test_days
from core.storage.turns import names

_later: Final = assessment_plans.alias("later_plan")

_GOES_ON: Final = and_(cases.c.end.is_(None), cases.c.stage <= Stage.ASSESS_AND_VERIFY.value)


def workload() -> Select[Any]:
    """One row a person who has an open case to assess or to verify."""
    assess = select(
        cases.c.assessor_id.label("who"),
        literal(1).label("a"),
        literal(0).label("v"),
        cases.c.due,
    ).where(_GOES_ON, cases.c.assessor_id.is_not(None))
    verify = select(
        cases.c.verifier_id.label("who"),
        literal(0).label("a"),
        literal(1).label("v"),
        cases.c.due,
    ).where(_GOES_ON, cases.c.verifier_id.is_not(None))
    both = union_all(assess, verify).subquery("both_duties")
    return select(
        both.c.who,
        func.sum(both.c.a).label("assessing"),
        func.sum(both.c.v).label("verifying"),
        func.min(both.c.due).label("due"),
    ).group_by(both.c.who)


def load_of(row: RowMapping) -> Load:
    """A row of `workload`."""
    return Load(row["who"], int(row["assessing"]), int(row["verifying"]), row["due"])


def calendar(first: date, last: date, since: datetime, until: datetime) -> Select[Any]:
    """What is due on the days, both included, and what begins between the two moments."""
    due = [
        select(
            who.label("who"),
            literal(kind.value).label("kind"),
            cases.c.due.label("day"),
            cast(null(), UtcDateTime).label("at"),
            literal("").label("place"),
            cases.c.id.label("case_id"),
            cases.c.reference.label("reference"),
        ).where(_GOES_ON, cases.c.due >= first, cases.c.due <= last)
        for who, kind in (
            (cases.c.assessor_id, DateKind.DUE_TO_ASSESS),
            (cases.c.verifier_id, DateKind.DUE_TO_VERIFY),
        )
    ]
    timed = (_planned(since, until), _held(since, until))
    found = union_all(*due, *timed, _test_days(first, last)).subquery("days")
    return (
        select(found, staff.c.name)
        .join(staff, staff.c.id == found.c.who)
        .order_by(staff.c.name, staff.c.id)
    )


def entry_of(row: RowMapping) -> CalendarEntry:
    """A row of `calendar`."""
    return CalendarEntry(
        staff_id=row["who"],
        name=row["name"],
        kind=DateKind(row["kind"]),
        day=row["day"],
        at=row["at"],
        place=row["place"],
        case_id=row["case_id"],
        reference=row["reference"],
    )


def waiting_conflicts() -> Select[Any]:
    """The declared conflicts of whoever is assigned that nobody decided about yet, oldest first."""
    assigned = or_(
        and_(
            conflict_declarations.c.duty == Duty.ASSESS.value,
            cases.c.assessor_id == conflict_declarations.c.by,
        ),
        and_(
            conflict_declarations.c.duty == Duty.VERIFY.value,
            cases.c.verifier_id == conflict_declarations.c.by,
        ),
    )
    return (
        select(
            conflict_declarations.c.case_id,
            cases.c.reference,
            candidates.c.name.label("worker"),
            conflict_declarations.c.by,
            staff.c.name.label("person"),
            conflict_declarations.c.duty,
            conflict_declarations.c.what,
            conflict_declarations.c.at,
        )
        .join(cases, cases.c.id == conflict_declarations.c.case_id)
        .join(candidates, candidates.c.id == cases.c.candidate_id)
        .join(staff, staff.c.id == conflict_declarations.c.by)
        .where(
            cases.c.end.is_(None),
            assigned,
            is_unhandled(conflict_declarations),
        )
        .order_by(conflict_declarations.c.id)
    )


def conflict_of(row: RowMapping) -> WaitingConflict:
    """A row of `waiting_conflicts`."""
    return WaitingConflict(
        case_id=row["case_id"],
        reference=row["reference"],
        worker=row["worker"],
        person_id=row["by"],
        person=row["person"],
        duty=Duty(row["duty"]),
        what=row["what"],
        at=row["at"],
    )


def _planned(since: datetime, until: datetime) -> Select[Any]:
    newer = exists().where(
        _later.c.case_id == assessment_plans.c.case_id, _later.c.number > assessment_plans.c.number
    )
    return (
        select(
            cases.c.assessor_id.label("who"),
            literal(DateKind.PLANNED.value).label("kind"),
            cast(null(), Date).label("day"),
            assessment_plans.c.starts.label("at"),
            assessment_plans.c.place.label("place"),
            cases.c.id.label("case_id"),
            cases.c.reference.label("reference"),
        )
        .join(cases, cases.c.id == assessment_plans.c.case_id)
        .where(
            _GOES_ON, ~newer, assessment_plans.c.starts >= since, assessment_plans.c.starts < until
        )
    )


def _test_days(first: date, last: date) -> Select[Any]:
    """Test days to come, for each assessor of a worker who is admitted."""
    return (
        select(
            cases.c.assessor_id.label("who"),
            literal(DateKind.TEST_DAY.value).label("kind"),
            test_days.c.on.label("day"),
            cast(null(), UtcDateTime).label("at"),
            test_days.c.place.label("place"),
            cast(null(), Uuid).label("case_id"),
            literal("").label("reference"),
        )
        .join(cases, names(test_days.c.cases, cases.c.id))
        .where(
            _GOES_ON,
            test_days.c.session_id.is_(None),
            test_days.c.on >= first,
            test_days.c.on <= last,
        )
        .distinct()
    )


def _held(since: datetime, until: datetime) -> Select[Any]:
    return select(
        assessment_sessions.c.opened_by.label("who"),
        literal(DateKind.SESSION.value).label("kind"),
        cast(null(), Date).label("day"),
        assessment_sessions.c.opened_at.label("at"),
        assessment_sessions.c.place.label("place"),
        cast(null(), Uuid).label("case_id"),
        literal("").label("reference"),
    ).where(assessment_sessions.c.opened_at >= since, assessment_sessions.c.opened_at < until)
