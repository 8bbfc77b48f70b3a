"""The register of assessors: what an administrator keeps of the people who assess."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from core.domain.people import Role
from core.domain.rules import holds_role, require
from core.domain.staff_records import (
    AssessorProfile,
    AssessorQuality,
    ObservedPractice,
    StaffPost,
    TrainingEntry,
    TrainingRequirement,
)
from core.errors import Refusal, WrongInputError
from core.ids import (
    AssessorProfileId,
    ObservedPracticeId,
    StaffId,
    TrainingRequirementId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.setting_up import DaysReversedError, EntryMissingError

MAX_HOURS = 10_000
"""Hours of one training, five years of nothing else: more is a slip of the hand."""

Kept = TypeVar("Kept", StaffPost, TrainingEntry)


class HoursError(WrongInputError):
    """Hours and months of training are whole numbers above nought."""

    code = "assessor.hours"


class OwnPracticeError(WrongInputError):
    """Nobody observes the own practice."""

    code = "assessor.own-practice"


def save_profile(desk: Desk, by: Sitting, profile: AssessorProfile) -> AssessorProfile:
    """Keep address, languages, nomination and current practice of a person.

    Raises:
        RefusedError: who is signed in is no administrator.
    """
    require(_administrator(by))
    with desk.uow() as uow:
        saved = uow.save(profile)
        at = desk.clock.now()
        uow.note("assessor.profile-changed", saved.staff_id, by=by.staff.id, at=at)
        uow.commit()
    return saved


def new_profile(staff_id: StaffId) -> AssessorProfile:
    """A profile in which nothing is known yet."""
    return AssessorProfile(id=AssessorProfileId(new_id()), staff_id=staff_id)


def save_post(desk: Desk, by: Sitting, post: StaffPost) -> StaffPost:
    """Keep a post of a person elsewhere; `removed` takes it back.

    Raises:
        RefusedError: who is signed in is no administrator.
        EntryMissingError, DaysReversedError: it names no employer, or ends before it begins.
    """
    _whole(post.employer, post.starts, post.ends)
    return _save(desk, by, post, post.employer)


def save_training(desk: Desk, by: Sitting, entry: TrainingEntry) -> TrainingEntry:
    """Keep a line of somebody's training log; `removed` takes it back.

    Raises:
        RefusedError: who is signed in is no administrator.
        EntryMissingError, DaysReversedError, HoursError: it is not a whole line.
    """
    _whole(entry.title, entry.starts, entry.ends)
    _counted(entry.hours)
    return _save(desk, by, entry, entry.title)


def record_practice(
    desk: Desk,
    by: Sitting,
    staff_id: StaffId,
    *,
    observed_on: date,
    seen: tuple[AssessorQuality, ...],
    to_work_on: tuple[AssessorQuality, ...],
    narrative: str,
) -> ObservedPractice:
    """Write down how somebody assessed, as `by` has seen it; it is never changed.

    Raises:
        RefusedError: `by` is neither assessor, verifier, lead verifier nor administrator.
        OwnPracticeError, EntryMissingError: it is the own practice, or nothing is said of it.
    """
    require(_observes(by))
    if by.staff.id == staff_id:
        raise OwnPracticeError("nobody observes the own practice")
    if not narrative.strip():
        raise EntryMissingError("say in words what was seen")
    now = desk.clock.now()
    with desk.uow() as uow:
        kept = uow.append(
            ObservedPractice(
                id=ObservedPracticeId(new_id()),
                staff_id=staff_id,
                observed_on=observed_on,
                seen=seen,
                to_work_on=to_work_on,
                narrative=narrative.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("assessor.practice-observed", staff_id, by=by.staff.id, at=now)
        uow.commit()
    return kept


def require_training(
    desk: Desk, by: Sitting, framework_code: str, *, hours: int, months: int, source: str = ""
) -> TrainingRequirement:
    """Set what the agency requires for a framework; it takes the place of what was set before.

    Raises:
        RefusedError: who is signed in is no administrator.
        HoursError: hours or months are no whole numbers above nought.
    """
    require(_administrator(by))
    _counted(hours)
    _counted(months)
    with desk.uow() as uow:
        before = uow.find(TrainingRequirement, framework_code=framework_code)
        made = (
            before[0]
            if before
            else TrainingRequirement(
                id=TrainingRequirementId(new_id()),
                framework_code=framework_code,
                hours=hours,
                within_months=months,
            )
        )
        changed = replace(
            made, hours=hours, within_months=months, source=source.strip(), removed=False
        )
        saved = uow.save(changed)
        facts = {"framework": framework_code, "hours": hours, "months": months}
        at = desk.clock.now()
        uow.note("assessor.training-required", saved.id, by=by.staff.id, at=at, **facts)
        uow.commit()
    return saved


def require_no_training(desk: Desk, by: Sitting, framework_code: str) -> None:
    """The agency requires none for this framework any more.

    Raises:
        RefusedError: who is signed in is no administrator.
    """
    require(_administrator(by))
    with desk.uow() as uow:
        for one in uow.find(TrainingRequirement, framework_code=framework_code, removed=False):
            uow.save(replace(one, removed=True))
            at, facts = desk.clock.now(), {"framework": framework_code}
            uow.note("assessor.training-not-required", one.id, by=by.staff.id, at=at, **facts)
        uow.commit()


def _save(desk: Desk, by: Sitting, kept: Kept, title: str) -> Kept:
    require(_administrator(by))
    with desk.uow() as uow:
        saved = uow.save(kept)
        facts = {"what": type(kept).__name__, "title": title, "removed": kept.removed}
        at = desk.clock.now()
        uow.note("assessor.record-changed", kept.staff_id, by=by.staff.id, at=at, **facts)
        uow.commit()
    return saved


def _whole(title: str, starts: date, ends: date | None) -> None:
    if not title.strip():
        raise EntryMissingError("a name is needed")
    if ends is not None and ends < starts:
        raise DaysReversedError("it ends before it begins")


def _counted(number: int) -> None:
    if not 0 < number <= MAX_HOURS:
        raise HoursError(f"{number} is not a number of hours or months of training", number=number)


def _administrator(by: Sitting) -> tuple[Refusal, ...]:
    return holds_role(by.staff, Role.ADMINISTRATOR)


def _observes(by: Sitting) -> tuple[Refusal, ...]:
    """An assessor is observed by somebody of the trade, or by the administrator."""
    of_the_trade = {Role.ASSESSOR, Role.VERIFIER, Role.LEAD_VERIFIER}
    if by.staff.active and by.staff.roles & of_the_trade:
        return ()
    return _administrator(by)
