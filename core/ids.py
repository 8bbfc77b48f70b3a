"""One NewType for each kind of id; every id is a UUIDv7 made where the record is made.

Source: RFC 9562 §5.7. Version 7 sorts by time of making, so an index on it stays compact, and two
machines that never met do not make the same id.
"""

import secrets
import threading
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
ConflictHandlingId = NewType("ConflictHandlingId", UUID)
AssessorProfileId = NewType("AssessorProfileId", UUID)
StaffPostId = NewType("StaffPostId", UUID)
TrainingEntryId = NewType("TrainingEntryId", UUID)
TrainingRequirementId = NewType("TrainingRequirementId", UUID)
ObservedPracticeId = NewType("ObservedPracticeId", UUID)
DecisionId = NewType("DecisionId", UUID)
AgreementId = NewType("AgreementId", UUID)
BlindOrderId = NewType("BlindOrderId", UUID)
VerificationId = NewType("VerificationId", UUID)
DecisionVoidId = NewType("DecisionVoidId", UUID)
PersonalSkillId = NewType("PersonalSkillId", UUID)
ProposedAwardId = NewType("ProposedAwardId", UUID)
AwardId = NewType("AwardId", UUID)
PassportId = NewType("PassportId", UUID)
PassportCardId = NewType("PassportCardId", UUID)
SpellingProofId = NewType("SpellingProofId", UUID)
NameChangeId = NewType("NameChangeId", UUID)
SheetEventId = NewType("SheetEventId", UUID)
PlanId = NewType("PlanId", UUID)
RowAdviceId = NewType("RowAdviceId", UUID)
WorkerAnswerId = NewType("WorkerAnswerId", UUID)
PlanAgreementId = NewType("PlanAgreementId", UUID)
SessionId = NewType("SessionId", UUID)
SeatId = NewType("SeatId", UUID)
SeatCheckId = NewType("SeatCheckId", UUID)
SessionTaskId = NewType("SessionTaskId", UUID)
SessionEventId = NewType("SessionEventId", UUID)
TestDayId = NewType("TestDayId", UUID)
PaperSheetId = NewType("PaperSheetId", UUID)
RecordingId = NewType("RecordingId", UUID)
StatusPlaceId = NewType("StatusPlaceId", UUID)
StatusChangeId = NewType("StatusChangeId", UUID)
FeedbackId = NewType("FeedbackId", UUID)
FeedbackGivenId = NewType("FeedbackGivenId", UUID)
NextStepId = NewType("NextStepId", UUID)
AppealTermsId = NewType("AppealTermsId", UUID)
AppealId = NewType("AppealId", UUID)
AppealEventId = NewType("AppealEventId", UUID)
ComplaintId = NewType("ComplaintId", UUID)
ModerationRoundId = NewType("ModerationRoundId", UUID)
ModerationMarkId = NewType("ModerationMarkId", UUID)
SamplingPlanId = NewType("SamplingPlanId", UUID)
SampleDrawId = NewType("SampleDrawId", UUID)
SecondLookId = NewType("SecondLookId", UUID)
AgreedActionId = NewType("AgreedActionId", UUID)
DeskId = NewType("DeskId", UUID)
RowId = NewType("RowId", UUID)
"""A row of the grid: the id of its element, its criterion, or its unit (the descriptor's row)."""

_VERSION: Final = 0x7 << 76
_VARIANT: Final = 0b10 << 62
_TICKS_PER_MS: Final = 1 << 12


class _Ticks:
    """Hands out 1/4096 of a millisecond since 1970, each later than the one before.

    Where the wall clock was set back or stands still, it goes on from the last one by one tick, so
    that ids of one process sort in the order of their making whatever happens to the clock.
    """

    def __init__(self) -> None:
        self._lock, self._last = threading.Lock(), 0

    def next(self) -> int:
        now = time.time_ns() * _TICKS_PER_MS // 1_000_000
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last

    def go_on_after(self, ticks: int) -> None:
        with self._lock:
            self._last = max(ticks, self._last)


_ticks: Final = _Ticks()


def new_id() -> UUID:
    """Make a UUIDv7: 48 bits of Unix milliseconds, 12 of the millisecond's fraction, 62 random.

    The fraction keeps ids of one process in the order of their making, also where the clock is set
    back meanwhile (RFC 9562 §6.2, method 3).
    """
    milliseconds, fraction = divmod(_ticks.next(), _TICKS_PER_MS)
    return UUID(
        int=(milliseconds & (2**48 - 1)) << 80
        | _VERSION
        | fraction << 64
        | _VARIANT
        | secrets.randbits(62)
    )


def go_on_after(known: UUID) -> None:
    """Make every further id of this process sort after `known`, an id of ours.

    For a session that goes on after a restart: the clock may have been set back in between.
    """
    number = known.int
    _ticks.go_on_after((number >> 80) * _TICKS_PER_MS | (number >> 64) & (_TICKS_PER_MS - 1))
