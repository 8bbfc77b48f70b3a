"""What the worker is told after a decision: reasons row by row, and the plan of next steps.

Guidelines, section 5: assessors give feedback on skill gaps and advise on future actions; section
2.2: the next step is employment, or a training programme that fills the gaps.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.assessment import Decision, Mark, Result, RowOutcome
from core.domain.records import Entry, Record
from core.ids import (
    AppealTermsId,
    CaseId,
    DecisionId,
    FeedbackGivenId,
    FeedbackId,
    NextStepId,
    RowId,
    StaffId,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class RowTranslation:
    """What somebody of the staff wrote in the worker's language about one row."""

    row_id: RowId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Record):
    """What is added by hand to the letter about one decision.

    Reasons and advice stay in the language they were signed in; `language` (BCP 47) is that of
    the worker, and `translation` and `rows` are typed by somebody who writes it.
    """

    id: FeedbackId
    case_id: CaseId
    decision_id: DecisionId
    language: str = ""
    message: str = ""
    translation: str = ""
    rows: tuple[RowTranslation, ...] = ()

    def of_row(self, row_id: RowId) -> str:
        """The translation of a row's reason and advice; empty if nobody wrote one."""
        return next((one.text for one in self.rows if one.row_id == row_id), "")


class GivenHow(Enum):
    """How a letter came to the worker."""

    IN_PERSON = "handed over and talked through"
    POST = "sent by post"
    MESSAGE = "sent as a message"
    RELATIVE = "given to a relative, as the worker wished"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(Entry):
    """The letter came to the worker. `pdf_sha256` (hex) names the very letter in the store."""

    id: FeedbackGivenId
    case_id: CaseId
    decision_id: DecisionId
    given_on: date
    how: GivenHow
    pdf_sha256: str


class StepKind(Enum):
    """What fills an evidence gap."""

    TRAINING = "training"
    EVIDENCE = "evidence"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep(Record):
    """One line of the plan: what fills which rows, where, by when (`due`), and when it was done."""

    id: NextStepId
    case_id: CaseId
    unit_id: UnitId
    row_ids: tuple[RowId, ...]
    kind: StepKind
    what: str = ""
    provider: str = ""
    due: date | None = None
    done_on: date | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step that a decision suggests; nothing is planned until a person keeps it."""

    unit_id: UnitId
    row_ids: tuple[RowId, ...]
    kind: StepKind
    what: str


def unmet(decision: Decision) -> tuple[RowOutcome, ...]:
    """The rows that keep the worker from the unit; none where the result is *competent*."""
    if decision.result is Result.COMPETENT:
        return ()
    return tuple(one for one in decision.rows if one.mark is not Mark.MET)


def proposed_steps(decision: Decision, planned: Iterable[NextStep]) -> tuple[ProposedStep, ...]:
    """One step for each row that is not met yet and that no planned step covers.

    A row that was not met asks for training, one that was never seen for a test; the assessor's
    advice, where there is any, says what.
    """
    covered = {
        row
        for step in planned
        if step.unit_id == decision.unit_id and not step.removed
        for row in step.row_ids
    }
    return tuple(
        ProposedStep(
            decision.unit_id,
            (row.row_id,),
            StepKind.TRAINING if row.mark is Mark.NOT_MET else StepKind.TEST,
            row.advice,
        )
        for row in unmet(decision)
        if row.row_id not in covered
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealTerms(Record):
    """The centre's own terms of appeal; none are shipped, since no source sets them.

    `appeal_days`: how long after the letter a worker may appeal; `answer_days`: within how many
    days the centre answers; None: not set. `to_whom` is who takes appeals, as the letter says it.
    """

    id: AppealTermsId
    appeal_days: int | None = None
    answer_days: int | None = None
    to_whom: str = ""
    set_by: StaffId | None = None
