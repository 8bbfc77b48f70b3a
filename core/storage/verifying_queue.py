"""The verifier's queue as one query: which cases wait, in which order, and why to look at them.

The cues are counted in SQL because they order the queue; which rows they are about is read out of
the signed decisions of the page that is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from core.domain.assessment import Mark, Result
from core.domain.case import Duty
from core.domain.people import Role
from core.domain.portfolio import Sight
from core.domain.standards import FrameworkStatus
from core.domain.verifying import QueueCue, VerificationOutcome
from core.ids import StaffId
from core.ports.lists import OwnConflict, VerifyRow, WaitingDecision
from core.storage.conflicts import is_unhandled
from core.storage.tables.assessment import (
    answers,
    blind_orders,
    decisions,
    observations,
    verifications,
)
from core.storage.tables.cases import (
    cases,
    claims,
    conflict_declarations,
    evidence_links,
    exhibits,
)
from core.storage.tables.people import candidates, staff
from core.storage.tables.standards import frameworks, units
from core.storage.turns import awaits_verification, is_turn_of

_newer_order: Final = blind_orders.alias("newer_order")
_waiting: Final = decisions.alias("waiting")
_before: Final = decisions.alias("before")
_answer_before: Final = verifications.alias("answer_before")

_own: Final = conflict_declarations.alias("own_declaration")

_Row = Mapping[str, Any]
"""One row of a signed decision, as it is stored."""


def waiting_cases(person: StaffId, on: date, offset: int, limit: int) -> Select[Any]:
    """Select the decisions that wait, of one page of cases, in the order of the queue."""
    page = _page(person, on, offset, limit)
    own = (_own.c.case_id == cases.c.id, _own.c.by == person, _own.c.duty == Duty.VERIFY.value)
    return (
        select(
            page,
            candidates.c.name,
            candidates.c.own_script_name,
            _waiting.c.unit_id,
            _waiting.c.result,
            _waiting.c.rows,
            _before.c.rows.label("rows_before"),
            _answer_before.c.id.label("returned_by"),
            units.c.code.label("unit"),
            staff.c.name.label("assessor"),
            exists().where(*own).label("declared"),
            exists().where(*own, _own.c.conflict).label("own_conflict"),
            exists().where(*own, is_unhandled(_own)).label("unhandled"),
        )
        .join(cases, cases.c.id == page.c.case_id)
        .join(candidates, candidates.c.id == cases.c.candidate_id)
        .join(_waiting, _waiting.c.case_id == page.c.case_id)
        .join(units, units.c.id == _waiting.c.unit_id)
        .join(staff, staff.c.id == _waiting.c.by)
        .outerjoin(_before, _before.c.id == _waiting.c.replaces)
        .outerjoin(
            _answer_before,
            and_(
                _answer_before.c.decision_id == _before.c.id,
                _answer_before.c.outcome == VerificationOutcome.RETURNED.value,
            ),
        )
        .where(awaits_verification(_waiting))
        .order_by(page.c.place, units.c.code)
    )


def verify_rows(found: Iterable[RowMapping]) -> Sequence[VerifyRow]:
    """Put the decisions of each case together; they come case by case."""
    return [_row(tuple(rows)) for _, rows in groupby(found, key=lambda row: row["case_id"])]


def _page(person: StaffId, on: date, offset: int, limit: int) -> Subquery:
    since = (
        select(func.min(_waiting.c.at))
        .where(_waiting.c.case_id == cases.c.id, awaits_verification(_waiting))
        .correlate(cases)
        .scalar_subquery()
    )
    cues = {cue.name: case((there, 1), else_=0) for cue, there in _cues(on).items()}
    found = (
        select(
            cases.c.id.label("case_id"),
            cases.c.reference,
            cases.c.due,
            since.label("since"),
            _times_returned().label("returned"),
            _is_blind().label("blind"),
            *(value.label(name) for name, value in cues.items()),
        )
        .where(is_turn_of(person, frozenset({Role.VERIFIER})))
        .subquery("found")
    )
    total = sum((found.c[name] for name in cues), start=found.c.returned * 0)
    order = (found.c.due.is_(None), found.c.due, total.desc(), found.c.since, found.c.case_id)
    return (
        select(
            found,
            func.min(found.c.since).over().label("oldest"),
            func.row_number().over(order_by=order).label("place"),
        )
        .order_by(*order)
        .offset(offset)
        .limit(limit)
        .subquery("page")
    )


def _cues(on: date) -> dict[QueueCue, ColumnElement[bool]]:
    in_case = conflict_declarations.c.case_id == cases.c.id
    linked = evidence_links.join(exhibits, exhibits.c.id == evidence_links.c.exhibit_id)
    standards = claims.join(units, units.c.id == claims.c.unit_id).join(
        frameworks, frameworks.c.id == units.c.framework_id
    )
    return {
        QueueCue.ONE_METHOD: _some_row_has_one_method(),
        QueueCue.NOT_ORIGINAL: exists()
        .select_from(linked)
        .where(
            evidence_links.c.case_id == cases.c.id,
            ~evidence_links.c.removed,
            exhibits.c.sight != Sight.ORIGINAL.value,
        ),
        QueueCue.FLAGS: or_(cases.c.employer_unwilling, cases.c.adjustment != ""),
        QueueCue.RETURNED: _times_returned() > 0,
        QueueCue.CONFLICT: exists().where(in_case, conflict_declarations.c.conflict),
        QueueCue.SUPERSEDED: exists()
        .select_from(standards)
        .where(
            claims.c.case_id == cases.c.id,
            ~claims.c.withdrawn,
            or_(
                frameworks.c.status == FrameworkStatus.SUPERSEDED.value,
                frameworks.c.valid_until < on,
            ),
        ),
    }


def _some_row_has_one_method() -> ColumnElement[bool]:
    """Whether a judged row of the case has evidence in one column of the grid only."""
    kinds = {
        evidence_links: ~evidence_links.c.removed,
        observations: observations.c.mark == Mark.MET.value,
        answers: answers.c.mark == Mark.MET.value,
    }
    alone = []
    for table, speaks in kinds.items():
        others = []
        for other, speaks_too in kinds.items():
            if other is not table:
                same_row = (other.c.case_id == table.c.case_id, other.c.row_id == table.c.row_id)
                others.append(~exists().where(*same_row, speaks_too))
        alone.append(
            exists().where(
                table.c.case_id == cases.c.id,
                table.c.row_id != table.c.unit_id,  # the descriptor is not judged
                speaks,
                *others,
            )
        )
    return or_(*alone)


def _times_returned() -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            verifications.c.case_id == cases.c.id,
            verifications.c.outcome == VerificationOutcome.RETURNED.value,
        )
        .correlate(cases)
        .scalar_subquery()
    )


def _is_blind() -> ColumnElement[bool]:
    return exists().where(
        blind_orders.c.case_id == cases.c.id,
        blind_orders.c.blind,
        ~exists().where(
            _newer_order.c.case_id == blind_orders.c.case_id, _newer_order.c.id > blind_orders.c.id
        ),
    )


def _row(rows: Sequence[RowMapping]) -> VerifyRow:
    first = rows[0]
    decisions = tuple(_decision(row) for row in rows)
    cues = {cue for cue in QueueCue if first[cue.name]}
    return VerifyRow(
        case_id=first["case_id"],
        reference=first["reference"],
        name=first["name"],
        own_script_name=first["own_script_name"],
        due=first["due"],
        since=first["since"],
        oldest=first["oldest"],
        decisions=decisions,
        cues=tuple(cue for cue in QueueCue if cue in cues),
        returned=first["returned"],
        conflict=_conflict(first),
        blind=bool(first["blind"]),
    )


def _conflict(row: RowMapping) -> OwnConflict:
    if not row["declared"]:
        return OwnConflict.TO_DECLARE
    if not row["own_conflict"]:
        return OwnConflict.NONE
    return OwnConflict.UNHANDLED if row["unhandled"] else OwnConflict.HANDLED


def _decision(row: RowMapping) -> WaitingDecision:
    before = row["rows_before"] if row["returned_by"] else None
    return WaitingDecision(
        unit_id=row["unit_id"],
        unit=row["unit"],
        result=Result(row["result"]),
        assessor=row["assessor"],
        one_method=tuple(one["number"] for one in row["rows"] if _has_one_method(one)),
        changed=tuple(_changed(before, row["rows"])) if before is not None else (),
    )


def _has_one_method(row: _Row) -> bool:
    """By the first letter of the labels: `3.2` is an exhibit, `T1` a task, `Q2` a question."""
    return len({"P" if label[:1].isdigit() else label[:1] for label in row["evidence"]}) == 1


def _changed(before: Iterable[_Row], after: Iterable[_Row]) -> Iterable[str]:
    old = {row["row_id"]: row for row in before}
    return (row["number"] for row in after if old.get(row["row_id"]) != row)
