"""Appeals against any decision of the centre: received, acknowledged, reviewed, answered.

Assessors may be called upon to help resolve appeals (Guidelines, section 5). Whoever reviews took
no part in what is appealed, and sees exactly what was there when it was decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import Final, TypeVar
from uuid import UUID

from core.domain.casefile import CaseFile
from core.domain.records import Entry
from core.ids import AppealEventId, AppealId, CaseId, DecisionId, StaffId, UnitId

AnyEntry = TypeVar("AnyEntry", bound=Entry)


class AppealSubject(Enum):
    """What is appealed."""

    DECISION = "assessment decision"
    RETURN = "return by the verifier"
    ROUTE = "refusal of a route"
    STATUS = "revocation or suspension"
    OTHER = "another decision of the centre"


class AppealForm(Enum):
    """How it was brought."""

    WRITTEN = "written"
    ORAL = "oral, taken down"


class AppealOutcome(Enum):
    """How a review ends."""

    DISMISSED = "dismissed"
    REASSESS = "assess again by someone new"
    CHANGED = "decision changed"


POSSIBLE: Final[Mapping[AppealSubject, tuple[AppealOutcome, ...]]] = {
    AppealSubject.DECISION: tuple(AppealOutcome),
    AppealSubject.RETURN: tuple(AppealOutcome),
    AppealSubject.ROUTE: (AppealOutcome.DISMISSED, AppealOutcome.CHANGED),
    AppealSubject.STATUS: (AppealOutcome.DISMISSED, AppealOutcome.CHANGED),
    AppealSubject.OTHER: (AppealOutcome.DISMISSED, AppealOutcome.CHANGED),
}
"""How a review can end: only what was assessed can be assessed again."""


class AppealStep(Enum):
    """What happened to an appeal after it was received."""

    ACKNOWLEDGED = "acknowledged"
    REVIEWER = "reviewer assigned"
    PAUSED = "term paused"
    RESUMED = "term resumed"
    OUTCOME = "answered"
    LETTER = "letter given to the worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Entry):
    """What the worker said, and against what; `by` received it or took it down.

    `subject_id` is the decision, verification or status change that is appealed, `decided_at` the
    moment up to which its evidence counts, `against` everybody who took part in it. An oral appeal
    is taken down and read back to the worker. `answer_days` is the centre's term on that day,
    None: it had set none. `scan_sha256` (hex) names the letter in the evidence store.
    """

    id: AppealId
    case_id: CaseId
    unit_id: UnitId | None
    subject: AppealSubject
    subject_id: UUID | None
    decided_at: datetime
    form: AppealForm
    grounds: str
    language: str = ""
    read_back: bool = False
    received_on: date
    answer_days: int | None = None
    against: tuple[StaffId, ...]
    scan_sha256: str = ""
    scan_name: str = ""
    scan_media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealEvent(Entry):
    """One step after the reception. `text` holds reasons, `person_id` the reviewer assigned."""

    id: AppealEventId
    appeal_id: AppealId
    case_id: CaseId
    step: AppealStep
    on: date
    person_id: StaffId | None = None
    outcome: AppealOutcome | None = None
    text: str = ""
    pdf_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count: from `starts` to the day before `ends`; None: it goes on."""

    starts: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the term rests on this day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


def answer_due(received: date, days: int, pauses: Sequence[Pause] = ()) -> date | None:
    """The last day of a term of `days`, or None while a pause keeps it open.

    The day of reception does not count, nor does a day on which the term rests; the day on which
    it goes on does. Pauses that overlap rest once.
    """
    day, left = received, days
    opened = min((one.starts for one in pauses if one.ends is None), default=None)
    while left > 0:
        day += timedelta(days=1)
        if opened is not None and day >= opened:
            return None
        left -= not any(one.holds(day) for one in pauses)
    return day


@dataclass(frozen=True)
class AppealFile:
    """An appeal with everything that happened to it, in order, and what follows from it."""

    appeal: Appeal
    events: tuple[AppealEvent, ...] = ()

    @cached_property
    def acknowledged_on(self) -> date | None:
        """The day on which the worker was told that it was received."""
        return next((one.on for one in self.events if one.step is AppealStep.ACKNOWLEDGED), None)

    @cached_property
    def reviewer_id(self) -> StaffId | None:
        """Who reviews it: the last one assigned."""
        assigned = [one.person_id for one in self.events if one.step is AppealStep.REVIEWER]
        return assigned[-1] if assigned else None

    @cached_property
    def answer(self) -> AppealEvent | None:
        """The outcome with its reasons, once there is one. It closes the appeal."""
        return next((one for one in self.events if one.step is AppealStep.OUTCOME), None)

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """The times in which the term rested."""
        found: list[Pause] = []
        for one in self.events:
            if one.step is AppealStep.PAUSED:
                found.append(Pause(one.on))
            elif one.step is AppealStep.RESUMED and found and found[-1].ends is None:
                found[-1] = replace(found[-1], ends=one.on)
        return tuple(found)

    @property
    def paused(self) -> bool:
        """Whether the term rests now."""
        return any(one.ends is None for one in self.pauses)

    @property
    def due(self) -> date | None:
        """The day by which it is answered; None: the centre set no term, or it rests."""
        days = self.appeal.answer_days
        return answer_due(self.appeal.received_on, days, self.pauses) if days else None

    def overdue(self, on: date) -> bool:
        """Whether it should have been answered before this day."""
        return self.answer is None and self.due is not None and self.due < on


def originators(file: CaseFile, decision_id: DecisionId) -> tuple[StaffId, ...]:
    """Everybody who took part in a decision and its verification, the advisor and observers too."""
    decision = next(one for one in file.decisions if one.id == decision_id)
    seen = as_decided(file, decision.at)
    people = {file.case.advisor_id}
    for entries in (
        seen.observations,
        seen.answers,
        seen.recordings,
        seen.judgements,
        seen.unit_judgements,
        seen.decisions,
    ):
        people |= {one.by for one in entries if one.unit_id == decision.unit_id}
    people |= {one.by for one in file.agreements if one.decision_id == decision_id}
    verification = file.verification(decision_id)
    return tuple(sorted(people | ({verification.by} if verification else set())))


def as_decided(file: CaseFile, at: datetime) -> CaseFile:
    """The case as it was when something was decided: nothing that came after `at` is in it.

    The portfolio is that which was frozen by then. Links and remarks change without a trace of
    their own, so those to exhibits that came later are left out; which evidence each row rested
    on is in the signed decision.
    """
    freezes = tuple(one for one in file.freezes if one.at <= at)
    exhibits = tuple(one for one in file.exhibits if one.supplement < len(freezes))
    known = {one.id for one in exhibits}
    observations = _until(file.observations, at)
    used = {one.task_id for one in observations}
    return replace(
        file,
        freezes=freezes,
        exhibits=exhibits,
        files=tuple(one for one in _until(file.files, at) if one.exhibit_id in known),
        links=tuple(one for one in file.links if one.exhibit_id in known),
        tasks=tuple(one for one in file.tasks if one.id in used),
        observations=observations,
        recordings=_until(file.recordings, at),
        plans=_until(file.plans, at),
        plan_agreements=_until(file.plan_agreements, at),
        conflicts=_until(file.conflicts, at),
        handlings=_until(file.handlings, at),
        worker_answers=_until(file.worker_answers, at),
        awards=_until(file.awards, at),
        passports=_until(file.passports, at),
        answers=_until(file.answers, at),
        judgements=_until(file.judgements, at),
        unit_judgements=_until(file.unit_judgements, at),
        decisions=_until(file.decisions, at),
        agreements=_until(file.agreements, at),
        verifications=_until(file.verifications, at),
        voids=_until(file.voids, at),
        notes=_until(file.notes, at),
        moves=_until(file.moves, at),
    )


def _until(entries: Iterable[AnyEntry], at: datetime) -> tuple[AnyEntry, ...]:
    return tuple(one for one in entries if one.at <= at)
