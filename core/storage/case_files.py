"""Reads everything about one case: one query a table, however many rows there are."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, select

from core.domain.case import Case, Claim
from core.domain.casefile import CaseFile
from core.domain.people import Candidate, Staff
from core.domain.recognition import Award, Status, StatusPlace
from core.domain.records import Entry, Record
from core.domain.standards import BankQuestion, Framework, Unit
from core.errors import NotFoundError
from core.ids import CaseId, StatusPlaceId
from core.storage.codec import from_row
from core.storage.tables import table_of

Stored = TypeVar("Stored", bound=Record | Entry)


def _lists_by(column: str) -> Mapping[str, type[Record | Entry]]:
    """The lists of a case file whose records name the case, or its candidate, in this field."""
    hints = get_type_hints(CaseFile).items()
    kinds = {name: get_args(hint)[0] for name, hint in hints if get_origin(hint) is tuple}
    return {name: kind for name, kind in kinds.items() if column in kind.__dataclass_fields__}


_OF_CASE: Final = _lists_by("case_id")
_OF_CANDIDATE: Final = {
    field: kind for field, kind in _lists_by("candidate_id").items() if field not in _OF_CASE
}

EVERYTHING: Final = frozenset({*_OF_CANDIDATE, *_OF_CASE, "bank"})
FOR_MARKING: Final = frozenset(
    {
        "claims",
        "conflicts",
        "handlings",
        "decisions",
        "verifications",
        "voids",
        "proposals",
        "awards",
    }
)
"""What the guards of a mark look at (core/domain/rules/marking.py); a test holds both together."""


def read_case_file(
    connection: Connection, case_id: CaseId, wanted: Collection[str] = EVERYTHING
) -> CaseFile:
    """Read a case in the transaction that is open, so that all of it is of one moment.

    `wanted` are the lists that are read; the others stay empty.

    Raises:
        NotFoundError: there is no such case.
    """
    found = _read(connection, Case, "id", case_id)
    if not found:
        raise NotFoundError(Case.__name__, case_id)
    case = found[0]
    (candidate,) = _read(connection, Candidate, "id", case.candidate_id)
    lists: dict[str, Any] = {
        field: _read(connection, kind, "candidate_id", candidate.id)
        for field, kind in _OF_CANDIDATE.items()
        if field in wanted
    }
    lists |= {
        field: _read(connection, kind, "case_id", case_id)
        for field, kind in _OF_CASE.items()
        if field in wanted
    }
    lists["revoked"] = _revoked(connection, lists["awards"])
    lists |= _standards(connection, lists["claims"], with_bank="bank" in wanted)
    lists["staff"] = _read(connection, Staff, "id", _named(case, lists))
    return CaseFile(case=case, candidate=candidate, **lists)


def _revoked(connection: Connection, awards: tuple[Award, ...]) -> frozenset[StatusPlaceId]:
    places = _read(connection, StatusPlace, "id", [one.status_place_id for one in awards])
    return frozenset(one.id for one in places if one.status is Status.REVOKED)


def _standards(
    connection: Connection, claims: tuple[Claim, ...], *, with_bank: bool
) -> dict[str, tuple[Any, ...]]:
    """The units of the claims that stand, their questions, and the frameworks they belong to."""
    claimed = [claim.unit_id for claim in claims if not claim.withdrawn]
    of_units = _read(connection, Unit, "id", claimed)
    versions = {unit.framework_id for unit in of_units}
    return {
        "units": of_units,
        "frameworks": _read(connection, Framework, "id", versions),
        "bank": _read(connection, BankQuestion, "unit_id", claimed) if with_bank else (),
    }


def _named(case: Case, lists: Mapping[str, tuple[Any, ...]]) -> set[UUID]:
    """Everybody on the staff who is named in the case."""
    named: set[UUID | None] = {case.advisor_id, case.assessor_id, case.verifier_id}
    named |= {one.by for found in lists.values() for one in found if isinstance(one, Entry)}
    named |= {who for void in lists.get("voids", ()) for who in void.barred}
    return {one for one in named if one is not None}


def _read(
    connection: Connection, kind: type[Stored], column: str, wanted: UUID | Collection[UUID]
) -> tuple[Stored, ...]:
    many = not isinstance(wanted, UUID)
    statement = _statement(table_of(kind), column, many)
    rows = connection.execute(
        statement, {"wanted": wanted if isinstance(wanted, UUID) else list(wanted)}
    ).mappings()
    return tuple(from_row(kind, row) for row in rows)


@cache
def _statement(table: Table, column: str, many: bool) -> Select[Any]:
    # Put together once: building 30 statements costs more than running them. A list is spelled
    # out again each time, so that one id is not asked for as a list of one.
    wanted: BindParameter[Any] = bindparam("wanted", expanding=many)
    by = table.c[column]
    return select(table).where(by.in_(wanted) if many else by == wanted).order_by(table.c.id)
