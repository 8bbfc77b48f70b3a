"""What of quality waits for one person: shown in My work above the cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from core.domain.complaints import Complaint
from core.domain.moderation import (
    AgreedAction,
    ModerationMark,
    ModerationRound,
    standing_marks,
)
from core.domain.people import Role, Staff
from core.domain.rules.fairness import LEADS
from core.domain.sampling import SampleDraw, SecondLook
from core.domain.standards import Unit
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.hearing_appeals import read_appeals


class DutyKind(Enum):
    """What is to be done."""

    REVIEW = "review an appeal"
    ASSIGN = "find a reviewer"
    HANDLE = "handle a complaint"
    GIVE = "give a complaint to somebody"
    MODERATE = "judge in a moderation round"
    LOOK = "take second looks"
    ACT = "do what was agreed in a round"
    FOLLOW = "do what was agreed after a second look"


@dataclass(frozen=True, slots=True)
class QualityDuty:
    """One thing, how many of it, and the first day by which it is due."""

    kind: DutyKind
    count: int
    due: date | None
    first: UUID


def read_duties(desk: Desk, person: Staff) -> tuple[QualityDuty, ...]:
    """Read what waits for a person. A job."""
    with desk.uow() as uow:
        found = [*_appeals(uow, person), *_complaints(uow, person), *_rounds(uow, person)]
        found += [*_looks(uow, person), *_actions(uow, person)]
    grouped: dict[DutyKind, list[tuple[date | None, UUID]]] = {}
    for kind, due, of in found:
        grouped.setdefault(kind, []).append((due, of))
    duties = [_together(kind, items) for kind, items in grouped.items()]
    return tuple(sorted(duties, key=lambda one: one.due or date.max))


_Found = Iterator[tuple[DutyKind, date | None, UUID]]


def _together(kind: DutyKind, items: list[tuple[date | None, UUID]]) -> QualityDuty:
    due, first = min(items, key=lambda one: one[0] or date.max)
    return QualityDuty(kind, len(items), due, first)


def _appeals(uow: UnitOfWork, person: Staff) -> _Found:
    for one in read_appeals(uow):
        if one.answer is None and one.reviewer_id == person.id:
            yield DutyKind.REVIEW, one.due, one.appeal.id
        elif one.answer is None and one.reviewer_id is None and person.roles & LEADS:
            yield DutyKind.ASSIGN, one.due, one.appeal.id


def _complaints(uow: UnitOfWork, person: Staff) -> _Found:
    for one in uow.find(Complaint, closed_on=None):
        if one.handler_id == person.id:
            yield DutyKind.HANDLE, None, one.id
        elif one.handler_id is None and person.roles & LEADS:
            yield DutyKind.GIVE, None, one.id


def _rounds(uow: UnitOfWork, person: Staff) -> _Found:
    for one in uow.find(ModerationRound, closed_on=None):
        if person.id not in one.participants:
            continue
        marks = uow.find(ModerationMark, round_id=one.id, by=person.id)
        rows = len(uow.get(Unit, one.unit_id).judged_rows()) * len(one.decision_ids)
        if len(standing_marks(marks)) < rows:
            yield DutyKind.MODERATE, one.due, one.id


def _looks(uow: UnitOfWork, person: Staff) -> _Found:
    if Role.LEAD_VERIFIER not in person.roles:
        return
    looked = {(one.draw_id, one.verification_id) for one in uow.find(SecondLook)}
    for drawn in uow.find(SampleDraw):
        for one in drawn.drawn:
            if (drawn.id, one) not in looked:
                yield DutyKind.LOOK, None, drawn.id


def _actions(uow: UnitOfWork, person: Staff) -> _Found:
    for one in uow.find(AgreedAction, who_id=person.id, done_on=None):
        if one.round_id is not None:
            yield DutyKind.ACT, one.due, one.round_id
        else:
            yield DutyKind.FOLLOW, one.due, one.id
