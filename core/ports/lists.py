"""Read-only lists for the window: frozen rows, a page at a time, each one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Protocol

from core.domain.assessment import Result
from core.domain.case import CaseEnd, Duty, Route, Stage
from core.domain.people import Role
from core.domain.recognition import Status
from core.domain.staff_records import WorkCount
from core.domain.standards import FrameworkKind, FrameworkStatus
from core.domain.verifying import QueueCue
from core.domain.workload import CalendarEntry, Load
from core.ids import CandidateId, CaseId, FrameworkId, PassportId, StaffId, UnitId


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. `turn` is the role that has it now, `person` who that is (if assigned).

    `units` are the codes of what is claimed; `since` is when the case last changed.
    """

    id: CaseId
    reference: str
    candidate_id: CandidateId
    name: str
    own_script_name: str
    stage: Stage
    end: CaseEnd | None
    route: Route | None
    units: tuple[str, ...]
    turn: Role | None
    person_id: StaffId | None
    person: str
    due: date | None
    since: datetime


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate in a list, with how many cases there are and the newest one's reference."""

    id: CandidateId
    name: str
    own_script_name: str
    birth_date: date
    nationality: str
    cases: int
    newest_case: CaseId | None
    newest_reference: str


@dataclass(frozen=True, slots=True)
class UnitListRow:
    """A unit of a standard in a list. `rows` counts the judged rows."""

    id: UnitId
    code: str
    title: str
    level: str | None
    sector: str
    framework_id: FrameworkId
    framework_code: str
    framework: str
    edition: str
    kind: FrameworkKind
    status: FrameworkStatus
    rows: int


@dataclass(frozen=True, slots=True)
class PassportRow:
    """An issued passport in a list."""

    id: PassportId
    case_id: CaseId
    reference: str
    name: str
    own_script_name: str
    issued_at: datetime
    units: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class WaitingDecision:
    """One signed decision that waits for the verifier.

    `one_method` are the numbers of the rows whose signed evidence is of one kind, `changed` those
    that differ from the decision that was returned before.
    """

    unit_id: UnitId
    unit: str
    result: Result
    assessor: str
    one_method: tuple[str, ...]
    changed: tuple[str, ...]


class OwnConflict(Enum):
    """How it stands with a person's conflict of interest in one case."""

    TO_DECLARE = auto()
    NONE = auto()
    UNHANDLED = auto()
    """Declared, and nobody else decided about it yet."""
    HANDLED = auto()


@dataclass(frozen=True, slots=True)
class VerifyRow:
    """A case in the verifier's queue.

    `since` is when the oldest of its decisions was signed, `oldest` the same of the whole queue.
    `returned` is how often a decision of the case was returned. `conflict` is this verifier's own;
    that anybody declared one is among the cues.
    """

    case_id: CaseId
    reference: str
    name: str
    own_script_name: str
    due: date | None
    since: datetime
    oldest: datetime
    decisions: tuple[WaitingDecision, ...]
    cues: tuple[QueueCue, ...]
    returned: int
    conflict: OwnConflict
    blind: bool


@dataclass(frozen=True, slots=True)
class WaitingConflict:
    """A declared conflict of interest about which somebody else has still to decide."""

    case_id: CaseId
    reference: str
    worker: str
    person_id: StaffId
    person: str
    duty: Duty
    what: str
    at: datetime


class Lists(Protocol):
    """The lists. `search` matches names in both scripts, references and unit codes.

    `offset` and `limit` page through; `count_…` says how many rows there are in all.
    """

    def my_work(
        self, person: StaffId, roles: frozenset[Role], *, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """The open cases whose turn it is in one of these roles, due first.

        A case assigned to somebody else is not in it; one whose role has nobody assigned is.
        """
        ...

    def count_my_work(self, person: StaffId, roles: frozenset[Role]) -> int:
        """How many rows `my_work` has."""
        ...

    def to_verify(
        self, person: StaffId, *, on: date, offset: int, limit: int
    ) -> Sequence[VerifyRow]:
        """The cases whose decisions wait for this verifier: due first, then those with most cues.

        `on` is today: for versions of a standard that have ended since.
        """
        ...

    def count_to_verify(self, person: StaffId) -> int:
        """How many rows `to_verify` has."""
        ...

    def workload(self) -> Sequence[Load]:
        """The open cases of everybody who has one to assess or to verify."""
        ...

    def calendar(
        self, first: date, last: date, since: datetime, until: datetime
    ) -> Sequence[CalendarEntry]:
        """What is on the days of whoever assesses, by person and day.

        Args:
            first: of the days on which something is due.
            last: the same, included.
            since: of the moments at which something begins.
            until: the same, not included.
        """
        ...

    def assessor_work(self, records: Sequence[StaffId]) -> Sequence[WorkCount]:
        """What a person did, whose records these are: by kind, unit and result."""
        ...

    def waiting_conflicts(self) -> Sequence[WaitingConflict]:
        """The conflicts of interest that wait for a decision, oldest first."""
        ...

    def cases(
        self, *, search: str = "", stage: Stage | None = None, offset: int, limit: int
    ) -> Sequence[CaseRow]:
        """All cases, last changed first."""
        ...

    def count_cases(self, *, search: str = "", stage: Stage | None = None) -> int:
        """How many rows `cases` has."""
        ...

    def candidates(self, *, search: str = "", offset: int, limit: int) -> Sequence[CandidateRow]:
        """All candidates by name."""
        ...

    def count_candidates(self, *, search: str = "") -> int:
        """How many rows `candidates` has."""
        ...

    def units(self, *, search: str = "") -> Sequence[UnitListRow]:
        """The units of all standards, by framework and code."""
        ...

    def passports(self, *, search: str = "", offset: int, limit: int) -> Sequence[PassportRow]:
        """The issued passports, newest first."""
        ...

    def count_passports(self, *, search: str = "") -> int:
        """How many rows `passports` has."""
        ...
