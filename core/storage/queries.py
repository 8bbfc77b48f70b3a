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

from core.domain.case import Case, CaseEnd, Claim, Route, Stage
from core.domain.people import Candidate, Role, Staff
from core.domain.recognition import Award, Passport, Status, StatusPlace
from core.domain.standards import Framework, FrameworkKind, FrameworkStatus, Unit
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
from core.storage.tables import table_of
from core.storage.turns import TURN, holds, is_turn_of, person_of
from core.storage.verifying_queue import verify_rows, waiting_cases
from core.storage.work_lists import WorkLists

_cases: Final = table_of(Case)
_candidates: Final = table_of(Candidate)
_claims: Final = table_of(Claim)
_units: Final = table_of(Unit)
_frameworks: Final = table_of(Framework)
_staff: Final = table_of(Staff)
_passports: Final = table_of(Passport)
_awards: Final = table_of(Award)
_places: Final = table_of(StatusPlace)

_Columns = ReadOnlyColumnCollection[str, Any]
_Sorting = tuple[ColumnElement[Any], ...]
_Order = Callable[[_Columns], _Sorting]

_SEPARATOR: Final = "\n"
"""Between the codes that one cell of a result holds; no code has a line break."""

_BY_NAME: Final = (_candidates.c.name, _candidates.c.id)
_NEWEST_FIRST: Final = (_passports.c.issued_at.desc(), _passports.c.id.desc())


class SqlLists(WorkLists):
    """Fulfils core.ports.lists.Lists. Reads what is committed and waits for no writer."""

    def my_work(
        self, person: StaffId, roles: frozenset[Role], *, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """The open cases whose turn it is in one of these roles, due first."""
        return self._cases(is_turn_of(person, roles), _due_first, offset, limit)

    def count_my_work(self, person: StaffId, roles: frozenset[Role]) -> int:
        """How many rows `my_work` has."""
        return self._count(_cases, is_turn_of(person, roles))

    def to_verify(
        self, person: StaffId, *, on: date, offset: int, limit: int
    ) -> Sequence[VerifyRow]:
        """The cases that wait for this verifier: due first, then those with most cues."""
        return verify_rows(self._rows(waiting_cases(person, on, offset, limit)))

    def count_to_verify(self, person: StaffId) -> int:
        """How many rows `to_verify` has."""
        return self._count(_cases, is_turn_of(person, frozenset({Role.VERIFIER})))

    def cases(
        self, *, search: str = "", stage: Stage | None = None, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """All cases, last changed first."""
        return self._cases(_wanted(search, stage), _last_changed_first, offset, limit)

    def count_cases(self, *, search: str = "", stage: Stage | None = None) -> int:
        """How many rows `cases` has."""
        return self._count(_cases, _wanted(search, stage))

    def candidates(self, *, search: str = "", offset: int, limit: int) -> Sequence[CandidateRow]:
        """All candidates by name."""
        newest = (
            select(_cases)
            .where(_cases.c.candidate_id == _candidates.c.id)
            .order_by(_cases.c.id.desc())
            .limit(1)
            .correlate(_candidates)
        )
        own_cases = (
            select(func.count())
            .select_from(_cases)
            .where(_cases.c.candidate_id == _candidates.c.id)
            .correlate(_candidates)
        )
        query = (
            select(
                _candidates,
                own_cases.scalar_subquery().label("cases"),
                newest.with_only_columns(_cases.c.id).scalar_subquery().label("newest_case"),
                newest.with_only_columns(_cases.c.reference)
                .scalar_subquery()
                .label("newest_reference"),
            )
            .where(candidate_matches(search) if search.strip() else true())
            .order_by(*_BY_NAME)
        )
        return [_candidate_row(row) for row in self._rows(query.offset(offset).limit(limit))]

    def count_candidates(self, *, search: str = "") -> int:
        """How many rows `candidates` has."""
        return self._count(_candidates, candidate_matches(search) if search.strip() else true())

    def units(self, *, search: str = "") -> Sequence[UnitListRow]:
        """The units of all standards, by framework and code."""
        query = (
            select(
                _units,
                _frameworks.c.code.label("framework_code"),
                _frameworks.c.title.label("framework"),
                _frameworks.c.edition,
                _frameworks.c.kind,
                _frameworks.c.status,
            )
            .join(_frameworks, _frameworks.c.id == _units.c.framework_id)
            .where(unit_matches(search))
            .order_by(_frameworks.c.code, _frameworks.c.edition, _units.c.code)
        )
        return [_unit_row(row) for row in self._rows(query)]

    def passports(self, *, search: str = "", offset: int, limit: int) -> Sequence[PassportRow]:
        """The issued passports, newest first."""
        codes = (
            select(func.aggregate_strings(_units.c.code, _SEPARATOR))
            .join(_awards, _awards.c.unit_id == _units.c.id)
            .where(_awards.c.candidate_id == _passports.c.candidate_id, holds(_passports, _awards))
            .correlate(_passports)
        )
        query = (
            select(
                _passports.c.id,
                _passports.c.case_id,
                _passports.c.reference,
                _passports.c.issued_at,
                _candidates.c.name,
                _candidates.c.own_script_name,
                _places.c.status,
                codes.scalar_subquery().label("units"),
            )
            .join(_candidates, _candidates.c.id == _passports.c.candidate_id)
            .join(_places, _places.c.id == _passports.c.status_place_id)
            .where(_passport_wanted(search))
            .order_by(*_NEWEST_FIRST)
        )
        return [_passport_row(row) for row in self._rows(query.offset(offset).limit(limit))]

    def count_passports(self, *, search: str = "") -> int:
        """How many rows `passports` has."""
        return self._count(_passports, _passport_wanted(search))

    def _cases(
        self, wanted: ColumnElement[bool], order: _Order, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        # The page is cut first, so that turns and codes are worked out for its rows only.
        page = (
            select(_cases.c.id, _cases.c.due, _cases.c.changed_at)
            .where(wanted)
            .order_by(*order(_cases.c))
            .offset(offset)
            .limit(limit)
            .subquery("page")
        )
        codes = (
            select(func.aggregate_strings(_units.c.code, _SEPARATOR))
            .join(_claims, _claims.c.unit_id == _units.c.id)
            .where(_claims.c.case_id == _cases.c.id, ~_claims.c.withdrawn)
            .correlate(_cases)
        )
        shown = (
            select(
                _cases,
                _candidates.c.name,
                _candidates.c.own_script_name,
                codes.scalar_subquery().label("units"),
                TURN.label("turn"),
                _staff.c.id.label("person_id"),
                _staff.c.name.label("person"),
            )
            .join(page, page.c.id == _cases.c.id)
            .join(_candidates, _candidates.c.id == _cases.c.candidate_id)
            .outerjoin(_staff, _staff.c.id == person_of(TURN))
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
    return found if stage is None else and_(_cases.c.stage == stage.value, found)


def _passport_wanted(search: str) -> ColumnElement[bool]:
    if not search.strip():
        return true()
    return _passports.c.case_id.in_(select(_cases.c.id).where(case_matches(search)))


def _case_row(row: RowMapping) -> CaseRow:
    return CaseRow(
        id=row["id"],
        reference=row["reference"],
        candidate_id=row["candidate_id"],
        name=row["name"],
        own_script_name=row["own_script_name"],
        stage=Stage(row["stage"]),
        end=CaseEnd(row["end"]) if row["end"] else None,
        route=Route(row["route"]) if row["route"] else None,
        units=_codes(row["units"]),
        turn=Role(row["turn"]) if row["turn"] else None,
        person_id=row["person_id"],
        person=row["person"] or "",
        due=row["due"],
        since=row["changed_at"],
    )


def _candidate_row(row: RowMapping) -> CandidateRow:
    return CandidateRow(
        id=row["id"],
        name=row["name"],
        own_script_name=row["own_script_name"],
        birth_date=row["birth_date"],
        nationality=row["nationality"],
        cases=row["cases"],
        newest_case=row["newest_case"],
        newest_reference=row["newest_reference"] or "",
    )


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
    return PassportRow(
        id=row["id"],
        case_id=row["case_id"],
        reference=row["reference"],
        name=row["name"],
        own_script_name=row["own_script_name"],
        issued_at=row["issued_at"],
        units=_codes(row["units"]),
        status=Status(row["status"]),
    )


def _codes(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(set(joined.split(_SEPARATOR)))) if joined else ()
