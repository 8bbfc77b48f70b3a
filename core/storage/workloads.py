"""Workload and calendar as SQL: each one query over cases, plans and sessions."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Date,
    RowMapping,
    Select,
    Text,
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

from core.domain.case import Case, ConflictDeclaration, ConflictHandling, Duty, Stage
from core.domain.people import Candidate, Staff
from core.domain.planning import AssessmentPlan
from core.domain.sessions import AssessmentSession
from core.domain.test_days import TestDay
from core.domain.workload import CalendarEntry, DateKind, Load
from core.ports.lists import WaitingConflict
from core.storage.tables import table_of
from core.storage.tables.columns import UtcDateTime

_cases: Final = table_of(Case)
_staff: Final = table_of(Staff)
_candidates: Final = table_of(Candidate)
_plans: Final = table_of(AssessmentPlan)
_later: Final = table_of(AssessmentPlan).alias("later_plan")
_sessions: Final = table_of(AssessmentSession)
_days: Final = table_of(TestDay)
_declared: Final = table_of(ConflictDeclaration)
_newer: Final = table_of(ConflictDeclaration).alias("newer_declaration")
_handled: Final = table_of(ConflictHandling)

_GOES_ON: Final = and_(_cases.c.end.is_(None), _cases.c.stage <= Stage.ASSESS_AND_VERIFY.value)


def workload() -> Select[Any]:
    """One row a person who has an open case to assess or to verify."""
    assess = select(
        _cases.c.assessor_id.label("who"),
        literal(1).label("a"),
        literal(0).label("v"),
        _cases.c.due,
    ).where(_GOES_ON, _cases.c.assessor_id.is_not(None))
    verify = select(
        _cases.c.verifier_id.label("who"),
        literal(0).label("a"),
        literal(1).label("v"),
        _cases.c.due,
    ).where(_GOES_ON, _cases.c.verifier_id.is_not(None))
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
            _cases.c.due.label("day"),
            cast(null(), UtcDateTime).label("at"),
            literal("").label("place"),
            _cases.c.id.label("case_id"),
            _cases.c.reference.label("reference"),
        ).where(_GOES_ON, _cases.c.due >= first, _cases.c.due <= last)
        for who, kind in (
            (_cases.c.assessor_id, DateKind.DUE_TO_ASSESS),
            (_cases.c.verifier_id, DateKind.DUE_TO_VERIFY),
        )
    ]
    timed = (_planned(since, until), _held(since, until))
    found = union_all(*due, *timed, _test_days(first, last)).subquery("days")
    return (
        select(found, _staff.c.name)
        .join(_staff, _staff.c.id == found.c.who)
        .order_by(_staff.c.name, _staff.c.id)
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
        and_(_declared.c.duty == Duty.ASSESS.value, _cases.c.assessor_id == _declared.c.by),
        and_(_declared.c.duty == Duty.VERIFY.value, _cases.c.verifier_id == _declared.c.by),
    )
    newer = exists().where(
        _newer.c.case_id == _declared.c.case_id,
        _newer.c.by == _declared.c.by,
        _newer.c.duty == _declared.c.duty,
        _newer.c.conflict,  # declaring none later takes no conflict back
        _newer.c.id > _declared.c.id,
    )
    return (
        select(
            _declared.c.case_id,
            _cases.c.reference,
            _candidates.c.name.label("worker"),
            _declared.c.by,
            _staff.c.name.label("person"),
            _declared.c.duty,
            _declared.c.what,
            _declared.c.at,
        )
        .join(_cases, _cases.c.id == _declared.c.case_id)
        .join(_candidates, _candidates.c.id == _cases.c.candidate_id)
        .join(_staff, _staff.c.id == _declared.c.by)
        .where(
            _declared.c.conflict,
            _cases.c.end.is_(None),
            assigned,
            ~newer,
            ~exists().where(_handled.c.declaration_id == _declared.c.id),
        )
        .order_by(_declared.c.id)
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
    newer = exists().where(_later.c.case_id == _plans.c.case_id, _later.c.number > _plans.c.number)
    return (
        select(
            _cases.c.assessor_id.label("who"),
            literal(DateKind.PLANNED.value).label("kind"),
            cast(null(), Date).label("day"),
            _plans.c.starts.label("at"),
            _plans.c.place.label("place"),
            _cases.c.id.label("case_id"),
            _cases.c.reference.label("reference"),
        )
        .join(_cases, _cases.c.id == _plans.c.case_id)
        .where(_GOES_ON, ~newer, _plans.c.starts >= since, _plans.c.starts < until)
    )


def _test_days(first: date, last: date) -> Select[Any]:
    """Test days to come, for each assessor of a worker who is admitted."""
    ids = func.replace(cast(_days.c.cases, Text), "-", "")
    admitted = ids.contains(func.replace(cast(_cases.c.id, Text), "-", ""))
    return (
        select(
            _cases.c.assessor_id.label("who"),
            literal(DateKind.TEST_DAY.value).label("kind"),
            _days.c.on.label("day"),
            cast(null(), UtcDateTime).label("at"),
            _days.c.place.label("place"),
            cast(null(), Uuid).label("case_id"),
            literal("").label("reference"),
        )
        .join(_cases, admitted)
        .where(_GOES_ON, _days.c.session_id.is_(None), _days.c.on >= first, _days.c.on <= last)
        .distinct()
    )


def _held(since: datetime, until: datetime) -> Select[Any]:
    return select(
        _sessions.c.opened_by.label("who"),
        literal(DateKind.SESSION.value).label("kind"),
        cast(null(), Date).label("day"),
        _sessions.c.opened_at.label("at"),
        _sessions.c.place.label("place"),
        cast(null(), Uuid).label("case_id"),
        literal("").label("reference"),
    ).where(_sessions.c.opened_at >= since, _sessions.c.opened_at < until)
