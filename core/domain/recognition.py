"""What recognition leaves behind: awards, passports, and their places in the status list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from core.domain.records import Entry, Record
from core.ids import (
    AwardId,
    CandidateId,
    CaseId,
    DecisionId,
    PassportCardId,
    PassportId,
    ProposedAwardId,
    StatusChangeId,
    StatusPlaceId,
    UnitId,
)


class Status(Enum):
    """The state of an award or a passport; the numbers are those of the status list (2 bits)."""

    VALID = 0
    REVOKED = 1
    SUSPENDED = 2
    SUPERSEDED = 3


class StatusReason(Enum):
    """Why a status changed, by a stable code; the words of the person stand beside it."""

    ERROR = "error"
    """It was issued in error: correcting it is revoking it and issuing anew."""
    FRAUD = "fraud"
    APPEAL = "appeal"
    """An appeal changed the decision."""
    NO_VALID_SCOPE = "no-valid-scope"
    """Somebody who signed the decision was not certified for the unit on that day."""
    KEY_COMPROMISED = "key-compromised"
    INVESTIGATION = "investigation"
    """Something is being looked into."""
    CLEARED = "cleared"
    """What was looked into proved unfounded."""
    HOLDER_REQUEST = "holder-request"
    NEWER_DOCUMENT = "newer-document"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPlace(Record):
    """A place in the agency's status list that this desk may use. `taken_by` says for what."""

    id: StatusPlaceId
    list_uri: str
    index: int
    taken_by: str = ""
    status: Status = Status.VALID


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(Entry):
    """A change of status with its reason, kept beside the earlier ones."""

    id: StatusChangeId
    place_id: StatusPlaceId
    status: Status
    reason: str
    code: StatusReason = StatusReason.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAward(Entry):
    """One award for all units found competent in one sitting, signed by their assessor `by`.

    `document` is the assessor's COSE_Sign1 (docs/passport-format.md); its place in the status list
    is its own. The verifier countersigns it when the last of its decisions is agreed to. Which
    proposals still stand follows from what came later (core.domain.awarding).
    """

    id: ProposedAwardId
    case_id: CaseId
    decision_ids: tuple[DecisionId, ...]
    status_place_id: StatusPlaceId
    decided_on: date
    expires: date | None
    document: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Entry):
    """Verified, competent decisions under both signatures, ready to be wrapped into passports.

    `unit_ids` and `decision_ids` go together, place by place; all units are of one framework, and
    what becomes of the award becomes of all of them. `document` is the verifier's COSE_Sign1 around
    the assessor's (docs/passport-format.md).
    """

    id: AwardId
    candidate_id: CandidateId
    case_id: CaseId
    proposed_id: ProposedAwardId
    unit_ids: tuple[UnitId, ...]
    decision_ids: tuple[DecisionId, ...]
    status_place_id: StatusPlaceId
    decided_on: date
    expires: date | None
    document: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport(Entry):
    """An issued skill passport. `code_texts` are its codes' texts, each a complete document.

    There is one code, or "part n of m" where not everything fits into one. `pdf_sha256` (hex)
    names the printed sheets in the evidence store. A passport without awards is *portfolio only*:
    no unit was assessed.
    """

    id: PassportId
    case_id: CaseId
    candidate_id: CandidateId
    reference: str
    issued_at: datetime
    award_ids: tuple[AwardId, ...]
    status_place_id: StatusPlaceId
    supersedes: PassportId | None
    code_texts: tuple[str, ...]
    pdf_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportCard(Entry):
    """The code of a passport's card: a complete document of its own with the newest award alone.

    It has the passport's place in the status list. A passport without awards has no card.
    """

    id: PassportCardId
    passport_id: PassportId
    code_text: str
