"""The worker's turn: what the worker says of a row, of the plan, and of a decision.

It is an aid to those who assess and never evidence: no gap is filled by it, and no kind of
evidence rests on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from core.domain.records import Entry
from core.ids import CaseId, DecisionId, PlanId, RowId, UnitId, WorkerAnswerId


class WorkerSubject(Enum):
    """What the worker was asked about."""

    ROW = "self-assessment"
    PLAN = "plan"
    DECISION = "decision"


class WorkerSays(Enum):
    """What the worker answers: of a row how well it can be done, of the rest whether it is agreed.

    `ASK` is a question that is still open: the worker wants to talk about it first.
    """

    CAN = "can"
    UNSURE = "unsure"
    CANNOT = "cannot"
    YES = "yes"
    ASK = "ask"
    NO = "no"


CHOICES = {
    WorkerSubject.ROW: (WorkerSays.CAN, WorkerSays.UNSURE, WorkerSays.CANNOT),
    WorkerSubject.PLAN: (WorkerSays.YES, WorkerSays.ASK, WorkerSays.NO),
    WorkerSubject.DECISION: (WorkerSays.YES, WorkerSays.ASK, WorkerSays.NO),
}
"""What may be answered to what: never more than three buttons."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What an answer is about: a row of a unit, one version of the plan, or a decision."""

    subject: WorkerSubject
    unit_id: UnitId | None = None
    row_id: RowId | None = None
    plan_id: PlanId | None = None
    decision_id: DecisionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerAnswer(Entry):
    """What the worker answered on a screen that was turned round. `by` turned it.

    `says` is None for a comment alone. `text` stands as the worker typed it, in the own script.
    `language` (BCP 47 tag) is that of the text that was shown; `interpreter` helped, if anybody.
    The latest answer to a thing counts; earlier ones stay readable.
    """

    id: WorkerAnswerId
    case_id: CaseId
    subject: WorkerSubject
    unit_id: UnitId | None = None
    row_id: RowId | None = None
    plan_id: PlanId | None = None
    decision_id: DecisionId | None = None
    says: WorkerSays | None = None
    text: str = ""
    language: str = "en"
    interpreter: str = ""

    @property
    def asked(self) -> AskedOf:
        """What it is about."""
        return AskedOf(self.subject, self.unit_id, self.row_id, self.plan_id, self.decision_id)


def standing_answers(answers: Iterable[WorkerAnswer]) -> dict[AskedOf, WorkerAnswer]:
    """The latest answer to each thing, of answers in the order of their making."""
    return {one.asked: one for one in answers}
