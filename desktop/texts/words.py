"""Words for the terms of the domain: the Guidelines' own, where they have one.

Most enums of the domain carry the Guidelines' words as their values; those that carry a code or a
number get their words here.
"""

from enum import Enum
from typing import Final

from core.domain.agreement import TooFew
from core.domain.appeals import AppealForm, AppealOutcome, AppealStep, AppealSubject
from core.domain.assessment import Mark, Quality, Recommendation, Result
from core.domain.case import Advice, CaseEnd, Duty, HandlingOutcome, NoteKind, Route, Stage
from core.domain.exhibit_kinds import Divider, ExhibitKind
from core.domain.feedback import GivenHow, StepKind
from core.domain.grid import EvidenceKind
from core.domain.handing_out import SheetEventKind
from core.domain.people import AssessorRoute, Consent, HistoryKind, LearningSource, Role
from core.domain.personal_skills import Basis, PersonalSkillKind
from core.domain.planning import Method, PlanSide, SigningWay
from core.domain.portfolio import FileRole, Sight
from core.domain.recognition import Status, StatusReason
from core.domain.recordings import RecordingKind, RecordingSource
from core.domain.sampling import SampleBy
from core.domain.sessions import CheckKind, SessionEventKind, SessionView
from core.domain.staff_records import AssessorQuality, PostKind, TrainingKind
from core.domain.standards import FrameworkKind, FrameworkStatus, QuestionPurpose, UnitOrigin
from core.domain.verifying import Principle, QueueCue, RowAnswer, VerificationOutcome
from core.domain.voiding import VoidBasis
from core.domain.worker_answers import WorkerSays, WorkerSubject
from credentials.key_report import Loss
from credentials.trust_list import RevocationReason, Standing
from desktop.texts.translating import say

WORDED: Final[tuple[type[Enum], ...]] = (
    *(AppealForm, AppealOutcome, AppealStep, AppealSubject, GivenHow, SampleBy, StepKind, TooFew),
    *(Advice, AssessorRoute, Basis, CaseEnd, Consent, Divider, Duty, EvidenceKind, ExhibitKind),
    *(RecordingKind, RecordingSource),
    *(SheetEventKind, StatusReason),
    *(AssessorQuality, HandlingOutcome, PostKind, TrainingKind, VoidBasis),
    *(CheckKind, Method, PlanSide, SessionEventKind, SessionView, SigningWay),
    *(FileRole, FrameworkKind, FrameworkStatus, HistoryKind, LearningSource, Mark, NoteKind),
    *(PersonalSkillKind, Principle, Quality, QuestionPurpose, Recommendation, Result, Role, Route),
    *(QueueCue, RowAnswer, WorkerSays, WorkerSubject),
    *(Loss, RevocationReason, Sight, Stage, Standing, Status, UnitOrigin, VerificationOutcome),
)
"""Every enum that a person gets to see."""

_WORDS: Final[dict[Enum, str]] = {
    Stage.ADVISE: "advise",
    Stage.ASSEMBLE: "assemble",
    Stage.MAP: "map",
    Stage.FINALISE: "finalise",
    Stage.ASSESS_AND_VERIFY: "assess and verify",
    Stage.RECOGNISE: "recognise",
    Status.VALID: "valid",
    Status.REVOKED: "revoked",
    Status.SUSPENDED: "suspended",
    Status.SUPERSEDED: "superseded",
    StatusReason.ERROR: "issued in error",
    StatusReason.APPEAL: "changed on appeal",
    StatusReason.NO_VALID_SCOPE: "signed without valid scope",
    StatusReason.KEY_COMPROMISED: "a key in wrong hands",
    StatusReason.INVESTIGATION: "being looked into",
    StatusReason.CLEARED: "proved unfounded",
    StatusReason.HOLDER_REQUEST: "the worker asked for it",
    StatusReason.NEWER_DOCUMENT: "a newer passport",
    StatusReason.OTHER: "something else",
    FrameworkKind.RMCS: "Regional Model Competency Standards",
    FrameworkKind.NATIONAL: "national standard",
    Duty.ASSESS: "assessing",
    Duty.VERIFY: "verifying",
    Advice.NOT_GIVEN: "not given",
    CaseEnd.NOT_REACHED: "recognition not reached",
    Standing.IN_FORCE: "in force",
    Standing.NOT_YET: "not yet in force",
    Standing.COMPROMISED: "in wrong hands",
    RevocationReason.COMPROMISED: "in wrong hands",
    PlanSide.ASSESSOR: "certified assessor",
    SigningWay.WITH_KEY: "with the personal key",
    CheckKind.DOCUMENT_SEEN: "document seen",
    CheckKind.FACE_COMPARED: "face compared with the document",
    CheckKind.PHOTO_NOW: "photo taken now",
    CheckKind.SAFETY_BRIEF: "safety brief given",
    CheckKind.PROTECTIVE_EQUIPMENT: "protective equipment worn",
    CheckKind.PLAN_EXPLAINED: "plan and right of appeal explained",
    CheckKind.CONSENT_TO_RECORD: "worker agrees to be recorded",
    WorkerSays.ASK: "has a question",
    Recommendation.ISSUE: "issue the recognition",
    Recommendation.MORE_DOCUMENTS: "ask for more documents",
    Recommendation.RE_ASSESS: "assess again",
}


def words(term: Enum) -> str:
    """Return the words for a term, as they stand within a sentence."""
    return say(english(term))


def capital(term: Enum) -> str:
    """Return the words for a term as they stand alone, in a list or on a button."""
    said = words(term)
    return said[:1].upper() + said[1:]


def english(term: Enum) -> str:
    """Return the English words for a term, before translation."""
    return _WORDS.get(term) or str(term.value)
