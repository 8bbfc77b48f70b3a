"""Verification: a second certified assessor checks every decision, also not yet competent."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.domain.assessment import Mark
from core.domain.records import Entry
from core.ids import AgreementId, BlindOrderId, CaseId, DecisionId, RowId, VerificationId


class RowAnswer(Enum):
    """What the verifier says to the assessor's judgement of one row."""

    AGREE = "agree"
    DISAGREE = "do not agree"
    WANT_MORE = "want more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entry):
    """The verifier's answer to the judgement of one row; None takes an answer back.

    `own_mark` is how the verifier marked the row before the judgement was shown (blind mode), None
    where it was open to be seen.
    """

    id: AgreementId
    case_id: CaseId
    decision_id: DecisionId
    row_id: RowId
    answer: RowAnswer | None
    remark: str = ""
    own_mark: Mark | None = None

    @property
    def agrees(self) -> bool:
        """Whether the verifier agrees."""
        return self.answer is RowAnswer.AGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindOrder(Entry):
    """Whether a case is verified blind. The latest order counts."""

    id: BlindOrderId
    case_id: CaseId
    blind: bool


@dataclass(frozen=True, slots=True)
class RowReason:
    """Why a decision was returned, as far as it is about one row."""

    row_id: RowId
    number: str
    answer: RowAnswer
    remark: str


class Principle(Enum):
    """What the verifier checks of the process (Guidelines, definitions and A4)."""

    FAIR = "fair"
    VALID = "valid"
    CONSISTENTLY_APPLIED = "consistently applied"
    TO_INDUSTRY_STANDARD = "to the industry standard"
    NO_MORE_THAN_IT_ASKS = "as rigorous as it asks and no more"


class QueueCue(Enum):
    """What a verifier may look at first. Cues order the queue; they never decide."""

    RETURNED = "returned before"
    CONFLICT = "conflict declared"
    SUPERSEDED = "standard superseded since"
    NOT_ORIGINAL = "evidence not original"
    FLAGS = "flags"
    ONE_METHOD = "one method only"


class VerificationOutcome(Enum):
    """How a verification ends."""

    COUNTERSIGNED = "countersigned"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Entry):
    """The verifier's answer to one decision.

    When countersigned, `signature` is Ed25519 over the decision's document and signature. When
    returned, `reasons` say why; what is about single rows stands with the answers to them
    (`CaseFile.row_reasons`), which nobody can change once it was returned.
    """

    id: VerificationId
    case_id: CaseId
    decision_id: DecisionId
    outcome: VerificationOutcome
    principles: tuple[Principle, ...] = ()
    reasons: str = ""
    signature: bytes = b""
    verified_at: datetime


def answer_to(own: Mark, signed: Mark) -> RowAnswer:
    """What a blind mark says to the judgement that was signed; not seen is never not met."""
    if own is Mark.NOT_SEEN:
        return RowAnswer.WANT_MORE
    return RowAnswer.AGREE if own is signed else RowAnswer.DISAGREE
