"""A decision that is found not to hold: void by a new entry beside it, never by changing it."""

from dataclasses import dataclass
from enum import Enum

from core.domain.recognition import StatusReason
from core.domain.records import Entry
from core.ids import CaseId, DecisionId, DecisionVoidId, StaffId, UnitId


class VoidBasis(Enum):
    """On what a decision is void."""

    NO_VALID_SCOPE = "no valid scope"
    """Somebody who signed it was not certified for the unit on that day."""
    APPEAL_UPHELD = "appeal upheld"

    @property
    def status_reason(self) -> StatusReason:
        """The coded reason that goes with the revoked award."""
        return {
            VoidBasis.NO_VALID_SCOPE: StatusReason.NO_VALID_SCOPE,
            VoidBasis.APPEAL_UPHELD: StatusReason.APPEAL,
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionVoid(Entry):
    """A decision counts no more from here on; what was signed stays readable.

    `barred` may take no part in the unit's next decision in this case: those who signed this one
    and whom the basis concerns. Their judgements of the unit until then count no more; their marks
    and answers neither, if they had no valid scope: then nobody who may observe has seen it.
    """

    id: DecisionVoidId
    case_id: CaseId
    unit_id: UnitId
    decision_id: DecisionId
    basis: VoidBasis
    reason: str
    barred: tuple[StaffId, ...]
