"""What one assessor did, counted in one query: for the own record. Counts, never scores."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import RowMapping, Select, distinct, func, literal, select, union_all

from core.domain.staff_records import WorkCount, WorkKind
from core.domain.voiding import VoidBasis
from core.ids import StaffId
from core.storage.tables.assessment import decision_voids, decisions, verifications
from core.storage.tables.fairness import moderation_marks
from core.storage.tables.standards import units

_KINDS: Final = {
    VoidBasis.APPEAL_UPHELD: WorkKind.OVERTURNED,
    VoidBasis.NO_VALID_SCOPE: WorkKind.FOUND_VOID,
}


def work_of(records: Sequence[StaffId]) -> Select[Any]:
    """One row for each kind of work, unit and result of a person, whose records these are."""
    decided = (
        select(
            literal(WorkKind.ASSESSED.value).label("kind"),
            units.c.code.label("unit"),
            decisions.c.result.label("result"),
            func.count().label("count"),
        )
        .join(units, units.c.id == decisions.c.unit_id)
        .where(decisions.c.by.in_(records))
        .group_by(units.c.code, decisions.c.result)
    )
    verified = (
        select(
            literal(WorkKind.VERIFIED.value),
            units.c.code,
            verifications.c.outcome,
            func.count(),
        )
        .join(decisions, decisions.c.id == verifications.c.decision_id)
        .join(units, units.c.id == decisions.c.unit_id)
        .where(verifications.c.by.in_(records))
        .group_by(units.c.code, verifications.c.outcome)
    )
    undone = [
        select(literal(kind.value), units.c.code, decisions.c.result, func.count())
        .join(decisions, decisions.c.id == decision_voids.c.decision_id)
        .join(units, units.c.id == decisions.c.unit_id)
        .where(decision_voids.c.basis == basis.value, decisions.c.by.in_(records))
        .group_by(units.c.code, decisions.c.result)
        for basis, kind in _KINDS.items()
    ]
    moderated = select(
        literal(WorkKind.MODERATED.value),
        literal(""),
        literal(""),
        func.count(distinct(moderation_marks.c.round_id)),
    ).where(moderation_marks.c.by.in_(records))
    both = union_all(decided, verified, *undone, moderated).subquery("work")
    return select(both).where(both.c.count > 0).order_by(both.c.kind, both.c.unit, both.c.result)


def count_of(row: RowMapping) -> WorkCount:
    """A row of `work_of`."""
    return WorkCount(WorkKind(row["kind"]), row["unit"], row["result"], int(row["count"]))
