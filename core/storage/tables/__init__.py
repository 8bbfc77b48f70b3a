"""The tables, one for each class of Record and Entry, with exactly its fields as columns.

A test holds the two together (tests/storage/test_tables.py) and a second one the tables and the
migrations. Written for SQLite and PostgreSQL.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Table

from core.domain.appeals import Appeal, AppealEvent
from core.domain.assessment import (
    Answer,
    Decision,
    Judgement,
    Observation,
    PracticalTask,
    RowAdvice,
    UnitJudgement,
)
from core.domain.case import (
    Case,
    CaseNote,
    Claim,
    ConflictDeclaration,
    ConflictHandling,
    StageMove,
)
from core.domain.complaints import Complaint
from core.domain.feedback import AppealTerms, Feedback, FeedbackGiven, NextStep
from core.domain.handing_out import NameChange, SheetEvent, SpellingProof
from core.domain.moderation import AgreedAction, ModerationMark, ModerationRound
from core.domain.people import Candidate, Centre, CentreAuthority, Certification, HistoryLine, Staff
from core.domain.personal_skills import PersonalSkill
from core.domain.planning import AssessmentPlan, PlanAgreement
from core.domain.portfolio import EvidenceLink, Exhibit, ExhibitFile, Freeze, RowRemark
from core.domain.recognition import (
    Award,
    Passport,
    PassportCard,
    ProposedAward,
    StatusChange,
    StatusPlace,
)
from core.domain.recordings import Recording
from core.domain.records import Entry, Record
from core.domain.sampling import SampleDraw, SamplingPlan, SecondLook
from core.domain.sessions import AssessmentSession, Seat, SeatCheck, SessionEvent, SessionTask
from core.domain.staff_records import (
    AssessorProfile,
    ObservedPractice,
    StaffPost,
    TrainingEntry,
    TrainingRequirement,
)
from core.domain.standards import BankQuestion, Framework, Unit
from core.domain.test_days import PaperSheet, TestDay
from core.domain.verifying import Agreement, BlindOrder, Verification
from core.domain.voiding import DecisionVoid
from core.domain.worker_answers import WorkerAnswer
from core.storage.tables import (
    assessment,
    cases,
    fairness,
    people,
    recognition,
    recordings,
    sessions,
    standards,
    test_days,
)
from core.storage.tables.columns import metadata

TABLES: Final[Mapping[type[Record | Entry], Table]] = {
    Framework: standards.frameworks,
    Unit: standards.units,
    BankQuestion: standards.bank_questions,
    Staff: people.staff,
    Certification: people.certifications,
    AssessorProfile: people.assessor_profiles,
    StaffPost: people.staff_posts,
    TrainingEntry: people.training_entries,
    TrainingRequirement: people.training_requirements,
    ObservedPractice: people.observed_practice,
    Centre: people.centres,
    CentreAuthority: people.centre_authorities,
    Candidate: people.candidates,
    HistoryLine: people.history_lines,
    PersonalSkill: people.personal_skills,
    Case: cases.cases,
    StageMove: cases.stage_moves,
    Claim: cases.claims,
    CaseNote: cases.case_notes,
    ConflictDeclaration: cases.conflict_declarations,
    ConflictHandling: cases.conflict_handlings,
    Exhibit: cases.exhibits,
    ExhibitFile: cases.exhibit_files,
    EvidenceLink: cases.evidence_links,
    RowRemark: cases.row_remarks,
    Freeze: cases.freezes,
    PracticalTask: assessment.practical_tasks,
    Observation: assessment.observations,
    Answer: assessment.answers,
    Recording: recordings.recordings,
    Judgement: assessment.judgements,
    UnitJudgement: assessment.unit_judgements,
    RowAdvice: assessment.row_advice,
    WorkerAnswer: assessment.worker_answers,
    Decision: assessment.decisions,
    Agreement: assessment.agreements,
    BlindOrder: assessment.blind_orders,
    Verification: assessment.verifications,
    DecisionVoid: assessment.decision_voids,
    StatusPlace: recognition.status_places,
    StatusChange: recognition.status_changes,
    ProposedAward: recognition.proposed_awards,
    Award: recognition.awards,
    Passport: recognition.passports,
    PassportCard: recognition.passport_cards,
    SpellingProof: recognition.spelling_proofs,
    SheetEvent: recognition.sheet_events,
    NameChange: recognition.name_changes,
    Feedback: fairness.feedback,
    FeedbackGiven: fairness.feedback_given,
    NextStep: fairness.next_steps,
    AppealTerms: fairness.appeal_terms,
    Appeal: fairness.appeals,
    AppealEvent: fairness.appeal_events,
    Complaint: fairness.complaints,
    ModerationRound: fairness.moderation_rounds,
    ModerationMark: fairness.moderation_marks,
    SamplingPlan: fairness.sampling_plans,
    SampleDraw: fairness.sample_draws,
    SecondLook: fairness.second_looks,
    AgreedAction: fairness.agreed_actions,
    AssessmentPlan: sessions.assessment_plans,
    PlanAgreement: sessions.plan_agreements,
    AssessmentSession: sessions.assessment_sessions,
    Seat: sessions.seats,
    SeatCheck: sessions.seat_checks,
    SessionTask: sessions.session_tasks,
    SessionEvent: sessions.session_events,
    TestDay: test_days.test_days,
    PaperSheet: test_days.paper_sheets,
}
"""Which table holds which class."""

AUDIT_LOG: Final = recognition.audit_log

__all__ = ["AUDIT_LOG", "TABLES", "metadata", "table_of"]


def table_of(kind: type[Any]) -> Table:
    """The table of a class of records or entries. A class without one is a bug: KeyError."""
    return TABLES[kind]
