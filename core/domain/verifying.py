"""Verification: a second certified assessor checks every decision, also not yet competent."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.domain.records import Entry
from core.ids import AgreementId, CaseId, DecisionId, RowId, VerificationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entry):
    """Whether the verifier agrees with the assessor on one row; None takes an answer back."""

    id: AgreementId
    case_id: CaseId
    decision_id: DecisionId
    row_id: RowId
    agrees: bool | None
    remark: str = ""


class Principle(Enum):
    """What the verifier checks of the process (Guidelines, definitions and A4)."""

    FAIR = "fair"
    VALID = "valid"
    CONSISTENTLY_APPLIED = "consistently applied"
    TO_INDUSTRY_STANDARD = "to the industry standard"
    NO_MORE_THAN_IT_ASKS = "as rigorous as it asks and no more"


class VerificationOutcome(Enum):
    """How a verification ends."""

    COUNTERSIGNED = "countersigned"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Entry):
    """The verifier's answer to one decision.

    When countersigned, `signature` is Ed25519 over the decision's document and signature, and
    `award` the verifier's COSE_Sign1 over the assessor's whole COSE_Sign1 (empty unless
    competent). When returned, `reasons` say why.
    """

    id: VerificationId
    case_id: CaseId
    decision_id: DecisionId
    outcome: VerificationOutcome
    principles: tuple[Principle, ...] = ()
    reasons: str = ""
    signature: bytes = b""
    award: bytes = b""
    verified_at: datetime
