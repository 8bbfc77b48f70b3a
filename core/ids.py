"""One NewType for each kind of id; every id is a UUIDv7 made where the record is made.

Source: RFC 9562 §5.7. Version 7 sorts by time of making, so an index on it stays compact, and two
machines that never met do not make the same id.
"""

import secrets
import time
from typing import Final, NewType
from uuid import UUID

FrameworkId = NewType("FrameworkId", UUID)
UnitId = NewType("UnitId", UUID)
ElementId = NewType("ElementId", UUID)
CriterionId = NewType("CriterionId", UUID)
BankQuestionId = NewType("BankQuestionId", UUID)
CentreId = NewType("CentreId", UUID)
AuthorityId = NewType("AuthorityId", UUID)
StaffId = NewType("StaffId", UUID)
CertificationId = NewType("CertificationId", UUID)
CandidateId = NewType("CandidateId", UUID)
HistoryLineId = NewType("HistoryLineId", UUID)
CaseId = NewType("CaseId", UUID)
ClaimId = NewType("ClaimId", UUID)
StageMoveId = NewType("StageMoveId", UUID)
CaseNoteId = NewType("CaseNoteId", UUID)
ExhibitId = NewType("ExhibitId", UUID)
ExhibitFileId = NewType("ExhibitFileId", UUID)
FreezeId = NewType("FreezeId", UUID)
LinkId = NewType("LinkId", UUID)
TaskId = NewType("TaskId", UUID)
ObservationId = NewType("ObservationId", UUID)
AnswerId = NewType("AnswerId", UUID)
RemarkId = NewType("RemarkId", UUID)
JudgementId = NewType("JudgementId", UUID)
UnitJudgementId = NewType("UnitJudgementId", UUID)
ConflictDeclarationId = NewType("ConflictDeclarationId", UUID)
DecisionId = NewType("DecisionId", UUID)
AgreementId = NewType("AgreementId", UUID)
VerificationId = NewType("VerificationId", UUID)
DecisionVoidId = NewType("DecisionVoidId", UUID)
PersonalSkillId = NewType("PersonalSkillId", UUID)
AwardId = NewType("AwardId", UUID)
PassportId = NewType("PassportId", UUID)
PassportCardId = NewType("PassportCardId", UUID)
SpellingProofId = NewType("SpellingProofId", UUID)
NameChangeId = NewType("NameChangeId", UUID)
SheetEventId = NewType("SheetEventId", UUID)
PlanId = NewType("PlanId", UUID)
PlanAgreementId = NewType("PlanAgreementId", UUID)
SessionId = NewType("SessionId", UUID)
SeatId = NewType("SeatId", UUID)
SeatCheckId = NewType("SeatCheckId", UUID)
SessionTaskId = NewType("SessionTaskId", UUID)
SessionEventId = NewType("SessionEventId", UUID)
StatusPlaceId = NewType("StatusPlaceId", UUID)
StatusChangeId = NewType("StatusChangeId", UUID)
DeskId = NewType("DeskId", UUID)
RowId = NewType("RowId", UUID)
"""A row of the grid: the id of its element, its criterion, or its unit (the descriptor's row)."""

_VERSION: Final = 0x7 << 76
_VARIANT: Final = 0b10 << 62


def new_id() -> UUID:
    """Make a UUIDv7: 48 bits of Unix milliseconds, 12 of the millisecond's fraction, 62 random.

    The fraction keeps ids of one machine in the order of their making (RFC 9562 §6.2, method 3).
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    return UUID(
        int=(milliseconds & (2**48 - 1)) << 80
        | _VERSION
        | fraction << 64
        | _VARIANT
        | secrets.randbits(62)
    )
