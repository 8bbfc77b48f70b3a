"""One worker's application for recognition, in the six stages of the Guidelines (section 1.1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, IntEnum

from core.domain.records import Entry, Record
from core.errors import Refusal, RefusedError
from core.ids import (
    CandidateId,
    CaseId,
    CaseNoteId,
    ClaimId,
    ConflictDeclarationId,
    ConflictHandlingId,
    StaffId,
    StageMoveId,
    UnitId,
)


class Stage(IntEnum):
    """The six visible stages, in order."""

    ADVISE = 1
    ASSEMBLE = 2
    MAP = 3
    FINALISE = 4
    ASSESS_AND_VERIFY = 5
    RECOGNISE = 6


class Advice(Enum):
    """Whether the worker was advised before departure. Not given is a proper state, no error."""

    NOT_GIVEN = "not given"
    GIVEN = "given"


class Route(Enum):
    """What the advisor's three questions lead to (Guidelines, section 3)."""

    RMCS_UNITS = "RMCS units"
    NATIONAL_UNITS = "national units"
    FULL_QUALIFICATION = "full qualification"
    PORTFOLIO_ONLY = "portfolio only"


class CaseEnd(Enum):
    """How a case can rest. Each is ordinary, keeps the evidence and can be taken up again."""

    RECOGNISED = "recognised"
    PORTFOLIO_ONLY = "portfolio only"
    WITHDRAWN = "withdrawn"
    AWAY_AGAIN = "went abroad again"
    NOT_REACHED = "not reached"


LEGAL_MOVES: frozenset[tuple[Stage, Stage]] = frozenset(
    {
        (Stage.ADVISE, Stage.ASSEMBLE),
        (Stage.ASSEMBLE, Stage.MAP),
        (Stage.MAP, Stage.ASSEMBLE),
        (Stage.MAP, Stage.FINALISE),
        (Stage.FINALISE, Stage.MAP),
        (Stage.FINALISE, Stage.ASSESS_AND_VERIFY),
        (Stage.FINALISE, Stage.RECOGNISE),  # portfolio only: nothing is assessed
        (Stage.ASSESS_AND_VERIFY, Stage.RECOGNISE),
    }
)
"""Nothing leads back out of assessment: a frozen portfolio takes supplements instead.

Only a decision that was found void leads back into it (`Case.reopened`).
"""


@dataclass(frozen=True, slots=True)
class GuidingAnswers:
    """The advisor's three guiding questions, each yes, no or not answered yet (None)."""

    standards_available: bool | None = None
    units_realistic: bool | None = None
    full_qualification_possible: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """One application. `due` is when the person who has it should be done."""

    id: CaseId
    reference: str
    candidate_id: CandidateId
    stage: Stage
    advice: Advice
    advised_on: date | None = None
    answers: GuidingAnswers = GuidingAnswers()
    route: Route | None = None
    goal: str = ""
    programme: str = ""
    advisor_id: StaffId
    assessor_id: StaffId | None = None
    verifier_id: StaffId | None = None
    employer_unwilling: bool = False
    adjustment: str = ""
    due: date | None = None
    opened_at: datetime
    end: CaseEnd | None = None

    def moved(self, to: Stage) -> "Case":
        """The case one legal move on.

        Raises:
            RefusedError: the case has ended, or no legal move leads from its stage to `to`.
        """
        self.require_open()
        if (self.stage, to) not in LEGAL_MOVES:
            raise RefusedError([Refusal("case.move", {"from": self.stage, "to": to}, "advisor")])
        return replace(self, stage=to)

    def ended(self, how: CaseEnd) -> "Case":
        """The case at rest. Its stage stays, so that it can be taken up where it was left."""
        self.require_open()
        return replace(self, end=how)

    def taken_up_again(self) -> "Case":
        """The case going on after an end."""
        if self.end is None:
            raise RefusedError([Refusal("case.not-ended", {}, "advisor")])
        return replace(self, end=None)

    def reopened(self) -> "Case":
        """The case back under assessment, because a decision in it was found void.

        A worker who withdrew or went abroad again finds it there when the case is taken up again.
        """
        resting = self.end in (CaseEnd.WITHDRAWN, CaseEnd.AWAY_AGAIN)
        return replace(self, stage=Stage.ASSESS_AND_VERIFY, end=self.end if resting else None)

    def require_open(self) -> None:
        """Raise RefusedError if the case has ended."""
        if self.end is not None:
            raise RefusedError([Refusal("case.ended", {"end": self.end}, "advisor")])


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMove(Entry):
    """One move of a case between stages, an end, or its being taken up again."""

    id: StageMoveId
    case_id: CaseId
    from_stage: Stage
    to_stage: Stage
    end: CaseEnd | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A unit for which recognition is sought. It names the unit of one version of a standard."""

    id: ClaimId
    case_id: CaseId
    unit_id: UnitId
    withdrawn: bool = False


class NoteKind(Enum):
    """What a line of the case's history records."""

    NOTE = "note"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote(Entry):
    """A note or a call, as in "called Hanshin Co., Mr Kim: yes, I wrote that"."""

    id: CaseNoteId
    case_id: CaseId
    kind: NoteKind
    text: str


class Duty(Enum):
    """For which of the two duties of independence a declaration is made."""

    ASSESS = "assess"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictDeclaration(Entry):
    """Whether `by` has a conflict of interest in this assignment (Guidelines, section 5).

    The latest conflict that a person declared for a duty counts, else the latest declaration. With
    a conflict, `proposed` is what the person thinks should be done; until somebody else has handled
    it the duty stays refused, also when its declarer says none later.
    """

    id: ConflictDeclarationId
    case_id: CaseId
    duty: Duty
    conflict: bool
    what: str = ""
    proposed: str = ""


class HandlingOutcome(Enum):
    """What somebody else decided about a declared conflict of interest."""

    REPLACED = "replaced"
    """Somebody else is to be assigned."""
    WITH_MEASURES = "allowed with measures"
    OTHER_PRESENT = "allowed, another assessor present"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictHandling(Entry):
    """What `by`, who is another person than the declarer, decided about a declared conflict.

    The latest for a declaration counts. `measures` says what is done, also who is present.
    """

    id: ConflictHandlingId
    case_id: CaseId
    declaration_id: ConflictDeclarationId
    outcome: HandlingOutcome
    measures: str
