"""The read-only lists of the window: each is one query, filtered, sorted and paged in SQL."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    and_,
    func,
    select,
    true,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from core.domain.case import Stage
from core.domain.people import Role
from core.domain.standards import FrameworkKind, FrameworkStatus, Unit
from core.ids import StaffId
from core.ports.lists import (
    CandidateRow,
    CaseRow,
    PassportRow,
    UnitListRow,
    VerifyRow,
)
from core.storage.codec import from_row
from core.storage.searching import candidate_matches, case_matches, unit_matches
from core.storage.tables.assessment import decisions
from core.storage.tables.cases import cases, claims
from core.storage.tables.people import candidates, staff
from core.storage.tables.recognition import awards, passports, status_places
from core.storage.tables.standards import frameworks, units
from core.storage.turns import TURN, is_turn_of, names, person_of
from core.storage.verifying_queue import verify_rows, waiting_cases
from core.storage.work_lists import WorkLists

_Columns = ReadOnlyColumnCollection[str, Any]
_Sorting = tuple[ColumnElement[Any], ...]
_Order = Callable[[_Columns], _Sorting]

_SEPARATOR: Final = "\n"
"""Between the codes that one cell of a result holds; no code has a line break."""

_BY_NAME: Final = (candidates.c.name, candidates.c.id)
_NEWEST_FIRST: Final = (passports.c.issued_at.desc(), passports.c.id.desc())


class SqlLists(WorkLists):
    """Fulfils core.ports.lists.Lists. Reads what is committed and waits for no writer."""

    def my_work(
        self, person: StaffId, roles: frozenset[Role], *, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """The open cases whose turn it is in one of these roles, due first."""
        return self._case_rows(is_turn_of(person, roles), _due_first, offset, limit)

    def count_my_work(self, person: StaffId, roles: frozenset[Role]) -> int:
        """How many rows `my_work` has."""
        return self._count(cases, is_turn_of(person, roles))

    def to_verify(
        self, person: StaffId, *, on: date, offset: int, limit: int
    ) -> Sequence[VerifyRow]:
        """The cases that wait for this verifier: due first, then those with most cues."""
        return verify_rows(self._rows(waiting_cases(person, on, offset, limit)))

    def count_to_verify(self, person: StaffId) -> int:
        """How many rows `to_verify` has."""
        return self._count(cases, is_turn_of(person, frozenset({Role.VERIFIER})))

    def cases(
        self, *, search: str = "", stage: Stage | None = None, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """All cases, last changed first."""
        return self._case_rows(_wanted(search, stage), _last_changed_first, offset, limit)

    def count_cases(self, *, search: str = "", stage: Stage | None = None) -> int:
        """How many rows `cases` has."""
        return self._count(cases, _wanted(search, stage))

    def candidates(self, *, search: str = "", offset: int, limit: int) -> Sequence[CandidateRow]:
        """All candidates by name."""
        newest = (
            select(cases)
            .where(cases.c.candidate_id == candidates.c.id)
            .order_by(cases.c.id.desc())
            .limit(1)
            .correlate(candidates)
        )
        own_cases = (
            select(func.count())
            .select_from(cases)
            .where(cases.c.candidate_id == candidates.c.id)
            .correlate(candidates)
        )
        query = (
            select(
                candidates,
                own_cases.scalar_subquery().label("cases"),
                newest.with_only_columns(cases.c.id).scalar_subquery().label("newest_case"),
                func.coalesce(
                    newest.with_only_columns(cases.c.reference).scalar_subquery(), ""
                ).label("newest_reference"),
            )
            .where(candidate_matches(search) if search.strip() else true())
            .order_by(*_BY_NAME)
        )
        return [
            from_row(CandidateRow, row) for row in self._rows(query.offset(offset).limit(limit))
        ]

    def count_candidates(self, *, search: str = "") -> int:
        """How many rows `candidates` has."""
        return self._count(candidates, candidate_matches(search) if search.strip() else true())

    def units(self, *, search: str = "") -> Sequence[UnitListRow]:
        """The units of all standards, by framework and code."""
        query = (
            select(
                units,
                frameworks.c.code.label("framework_code"),
                frameworks.c.title.label("framework"),
                frameworks.c.edition,
                frameworks.c.kind,
                frameworks.c.status,
            )
            .join(frameworks, frameworks.c.id == units.c.framework_id)
            .where(unit_matches(search))
            .order_by(frameworks.c.code, frameworks.c.edition, units.c.code)
        )
        return [_unit_row(row) for row in self._rows(query)]

    def passports(self, *, search: str = "", offset: int, limit: int) -> Sequence[PassportRow]:
        """The issued passports, newest first."""
        codes = (
            select(func.aggregate_strings(units.c.code, _SEPARATOR))
            .join(decisions, decisions.c.unit_id == units.c.id)
            .join(awards, awards.c.case_id == decisions.c.case_id)
            .where(
                awards.c.candidate_id == passports.c.candidate_id,
                names(awards.c.decision_ids, decisions.c.id),
                names(passports.c.award_ids, awards.c.id),
            )
            .correlate(passports)
        )
        query = (
            select(
                passports.c.id,
                passports.c.case_id,
                passports.c.reference,
                passports.c.issued_at,
                candidates.c.name,
                candidates.c.own_script_name,
                status_places.c.status,
                codes.scalar_subquery().label("units"),
            )
            .join(candidates, candidates.c.id == passports.c.candidate_id)
            .join(status_places, status_places.c.id == passports.c.status_place_id)
            .where(_passport_wanted(search))
            .order_by(*_NEWEST_FIRST)
        )
        return [_passport_row(row) for row in self._rows(query.offset(offset).limit(limit))]

    def count_passports(self, *, search: str = "") -> int:
        """How many rows `passports` has."""
        return self._count(passports, _passport_wanted(search))

    def _case_rows(
        self, wanted: ColumnElement[bool], order: _Order, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        # The page is cut first, so that turns and codes are worked out for its rows only.
        page = (
            select(cases.c.id, cases.c.due, cases.c.changed_at)
            .where(wanted)
            .order_by(*order(cases.c))
            .offset(offset)
            .limit(limit)
            .subquery("page")
        )
        codes = (
            select(func.aggregate_strings(units.c.code, _SEPARATOR))
            .join(claims, claims.c.unit_id == units.c.id)
            .where(claims.c.case_id == cases.c.id, ~claims.c.withdrawn)
            .correlate(cases)
        )
        shown = (
            select(
                cases,
                candidates.c.name,
                candidates.c.own_script_name,
                codes.scalar_subquery().label("units"),
                TURN.label("turn"),
                staff.c.id.label("person_id"),
                staff.c.name.label("person"),
            )
            .join(page, page.c.id == cases.c.id)
            .join(candidates, candidates.c.id == cases.c.candidate_id)
            .outerjoin(staff, staff.c.id == person_of(TURN))
            .order_by(*order(page.c))
        )
        return [_case_row(row) for row in self._rows(shown)]

    def _count(self, table: Table, condition: ColumnElement[bool]) -> int:
        rows = self._rows(select(func.count().label("rows")).select_from(table).where(condition))
        return int(rows[0]["rows"])


def _due_first(columns: _Columns) -> _Sorting:
    due = columns.due
    return (due.is_(None), due, columns.changed_at.desc(), columns.id)


def _last_changed_first(columns: _Columns) -> _Sorting:
    return (columns.changed_at.desc(), columns.id.desc())


def _wanted(search: str, stage: Stage | None) -> ColumnElement[bool]:
    found = case_matches(search) if search.strip() else true()
    return found if stage is None else and_(cases.c.stage == stage.value, found)


def _passport_wanted(search: str) -> ColumnElement[bool]:
    if not search.strip():
        return true()
    return passports.c.case_id.in_(select(cases.c.id).where(case_matches(search)))


def _case_row(row: RowMapping) -> CaseRow:
    worked_out = {
        "units": _codes(row["units"]),
        "person": row["person"] or "",
        "since": row["changed_at"],
    }
    return from_row(CaseRow, {**row, **worked_out})


def _unit_row(row: RowMapping) -> UnitListRow:
    unit = from_row(Unit, row)
    return UnitListRow(
        id=unit.id,
        code=unit.code,
        title=unit.title.original,
        level=unit.level,
        sector=unit.sector,
        framework_id=unit.framework_id,
        framework_code=row["framework_code"],
        framework=row["framework"],
        edition=row["edition"],
        kind=FrameworkKind(row["kind"]),
        status=FrameworkStatus(row["status"]),
        rows=len(unit.judged_rows()),
    )


def _passport_row(row: RowMapping) -> PassportRow:
    return from_row(PassportRow, {**row, "units": _codes(row["units"])})


def _codes(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(set(joined.split(_SEPARATOR)))) if joined else ()
