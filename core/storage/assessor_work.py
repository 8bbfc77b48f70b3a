"""What one assessor did, counted in one query: for the own record. Counts, never scores."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import RowMapping, Select, distinct, func, literal, select, union_all

from core.domain.assessment import Decision
from core.domain.moderation import ModerationMark
from core.domain.staff_records import WorkCount, WorkKind
from core.domain.standards import Unit
from core.domain.verifying import Verification
from core.domain.voiding import DecisionVoid, VoidBasis
from core.ids import StaffId
from core.storage.tables import table_of

_decisions: Final = table_of(Decision)
_verifications: Final = table_of(Verification)
_voids: Final = table_of(DecisionVoid)
_units: Final = table_of(Unit)
_marks: Final = table_of(ModerationMark)

_KINDS: Final = {
    VoidBasis.APPEAL_UPHELD: WorkKind.OVERTURNED,
    VoidBasis.NO_VALID_SCOPE: WorkKind.FOUND_VOID,
}


def work_of(records: Sequence[StaffId]) -> Select[Any]:
    """One row for each kind of work, unit and result of a person, whose records these are."""
    decided = (
        select(
            literal(WorkKind.ASSESSED.value).label("kind"),
            _units.c.code.label("unit"),
            _decisions.c.result.label("result"),
            func.count().label("count"),
        )
        .join(_units, _units.c.id == _decisions.c.unit_id)
        .where(_decisions.c.by.in_(records))
        .group_by(_units.c.code, _decisions.c.result)
    )
    verified = (
        select(
            literal(WorkKind.VERIFIED.value),
            _units.c.code,
            _verifications.c.outcome,
            func.count(),
        )
        .join(_decisions, _decisions.c.id == _verifications.c.decision_id)
        .join(_units, _units.c.id == _decisions.c.unit_id)
        .where(_verifications.c.by.in_(records))
        .group_by(_units.c.code, _verifications.c.outcome)
    )
    undone = [
        select(literal(kind.value), _units.c.code, _decisions.c.result, func.count())
        .join(_decisions, _decisions.c.id == _voids.c.decision_id)
        .join(_units, _units.c.id == _decisions.c.unit_id)
        .where(_voids.c.basis == basis.value, _decisions.c.by.in_(records))
        .group_by(_units.c.code, _decisions.c.result)
        for basis, kind in _KINDS.items()
    ]
    moderated = select(
        literal(WorkKind.MODERATED.value),
        literal(""),
        literal(""),
        func.count(distinct(_marks.c.round_id)),
    ).where(_marks.c.by.in_(records))
    both = union_all(decided, verified, *undone, moderated).subquery("work")
    return select(both).where(both.c.count > 0).order_by(both.c.kind, both.c.unit, both.c.result)


def count_of(row: RowMapping) -> WorkCount:
    """A row of `work_of`."""
    return WorkCount(WorkKind(row["kind"]), row["unit"], row["result"], int(row["count"]))
