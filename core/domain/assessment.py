"""Assessment: what was observed and asked, what was judged, and the decision that was signed.

An observation is not a judgement: marks made at the bench are offered to the assessor later and
never turn into judgements by themselves.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from core.domain.records import Entry, Record
from core.ids import (
    AnswerId,
    BankQuestionId,
    CaseId,
    DecisionId,
    JudgementId,
    ObservationId,
    RowAdviceId,
    RowId,
    SessionId,
    TaskId,
    UnitId,
    UnitJudgementId,
)


class Mark(Enum):
    """What was seen or judged. Not seen is never shown or stored as not met."""

    MET = "met"
    NOT_MET = "not met"
    NOT_SEEN = "not seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticalTask(Record):
    """A practical task at the assessor's direction: T1, T2, … within a case."""

    id: TaskId
    case_id: CaseId
    number: int
    title: str
    place: str = ""
    equipment: str = ""
    instructions: str = ""

    @property
    def label(self) -> str:
        """How the grid names it."""
        return f"T{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Entry):
    """One mark on the observation checklist of a task. `by` observed it.

    `observed_at` is when it was seen, `at` when it was entered: apart where a sheet of paper was
    keyed in later. `session_id` is the session at the bench, None for marks from before sessions.
    The latest mark for a task and row counts; earlier ones stay readable.
    """

    id: ObservationId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    task_id: TaskId
    mark: Mark
    prompted: bool = False
    note: str = ""
    observed_at: datetime
    session_id: SessionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """A question asked of the worker and what came of it: Q1, Q2, … within a case.

    The latest entry for a number counts; asking again under the number keeps the earlier answer.
    """

    id: AnswerId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    number: int
    question: str
    bank_question_id: BankQuestionId | None = None
    answer: str = ""
    mark: Mark
    language: str = "en"
    interpreter: str = ""

    @property
    def label(self) -> str:
        """How the grid names it."""
        return f"Q{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Entry):
    """The assessor's judgement of one row, with the evidence it rests on.

    `evidence` holds labels as the grid shows them ("3.2", "T1", "Q2"). NOT_SEEN takes an earlier
    judgement back.
    """

    id: JudgementId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    mark: Mark
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAdvice(Record):
    """The assessor's advice to the worker on a row, as typed; a decision takes it up when signed.

    It goes into a decision only while the row is not met.
    """

    id: RowAdviceId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    text: str


class Quality(Enum):
    """What the evidence for a unit must be (Guidelines, A4): four of evidence, and current."""

    AUTHENTIC = "authentic"
    VALID = "valid"
    CONSISTENT = "consistent"
    SUFFICIENT = "sufficient"
    CURRENT = "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitJudgement(Entry):
    """The assessor's answer to one quality of a unit's evidence; None takes it back."""

    id: UnitJudgementId
    case_id: CaseId
    unit_id: UnitId
    quality: Quality
    holds: bool | None
    reason: str = ""


class Result(Enum):
    """The two results of a competency-based assessment. There are no scores."""

    COMPETENT = "competent"
    NOT_YET_COMPETENT = "not yet competent"


class Recommendation(Enum):
    """What the assessor recommends."""

    ISSUE = "issue"
    MORE_DOCUMENTS = "more documents"
    RE_ASSESS = "re-assess"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What a signed decision holds of one row: the judgement, its evidence, and advice on a gap."""

    row_id: RowId
    number: str
    mark: Mark
    reason: str
    evidence: tuple[str, ...]
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entry):
    """A signed decision about one unit. Never unlocked: a correction is a new one beside it.

    `document` is the canonical text that was signed and `signature` the assessor's Ed25519
    signature over it (64 bytes). `replaces` is the decision that this one corrects. What the
    assessor signs for the passport, for one unit or several, is a ProposedAward.
    """

    id: DecisionId
    case_id: CaseId
    unit_id: UnitId
    result: Result
    rows: tuple[RowOutcome, ...]
    qualities: tuple[tuple[Quality, bool], ...]
    recommendation: Recommendation
    advice: str = ""
    decided_on: date
    expires: date | None
    replaces: DecisionId | None
    document: bytes
    signature: bytes


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
