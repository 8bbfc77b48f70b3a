"""From the signed passport to the worker's hand: spelling proof, printing, handing over."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.people import Candidate
from core.domain.records import Entry
from core.ids import (
    CandidateId,
    CaseId,
    NameChangeId,
    PassportId,
    SheetEventId,
    SpellingProofId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingProof(Entry):
    """What the worker read of the own name and birth date before the passport was signed.

    The latest proof counts. `agreed` False says that something is spelt wrong: `remark` says what.
    """

    id: SpellingProofId
    case_id: CaseId
    candidate_id: CandidateId
    name: str
    own_script_name: str
    birth_date: date
    agreed: bool
    remark: str = ""

    def covers(self, candidate: Candidate) -> bool:
        """Whether the worker agreed to exactly what would be signed now."""
        read = (self.name, self.own_script_name, self.birth_date)
        return self.agreed and read == (
            candidate.name,
            candidate.own_script_name,
            candidate.birth_date,
        )


class SheetEventKind(Enum):
    """What happened to the printed sheet of a passport."""

    PRINTED = "printed"
    SPOILED = "spoiled"
    READ_BACK = "read back"
    """The paper itself was scanned, and its code was this passport's."""
    HANDED_OVER = "handed over"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEvent(Entry):
    """One line in the life of a passport's paper. A reprint is the same document printed again."""

    id: SheetEventId
    case_id: CaseId
    passport_id: PassportId
    kind: SheetEventKind
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange(Entry):
    """A worker's name changed after an award was signed for the former one.

    The awards stay bound to the former name; the next passport carries both cores
    (docs/passport-format.md). `document` says which paper proved the change.
    """

    id: NameChangeId
    candidate_id: CandidateId
    former_name: str
    new_name: str
    document: str
