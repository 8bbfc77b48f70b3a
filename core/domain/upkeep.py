"""Whether an assessor's certificate and training hold on a day, and what is about to lapse."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from core.domain.assessment import add_months
from core.domain.people import Certification, Staff
from core.domain.staff_records import TrainingEntry, TrainingRequirement
from core.ids import StaffId

WARN_AHEAD: Final = timedelta(days=60)
"""How long before its end something is warned of: an agency needs weeks to renew a certificate."""


class UpkeepKind(Enum):
    """What lapsed or is about to."""

    CERTIFICATE_ENDED = "certificate-ended"
    CERTIFICATE_ENDS = "certificate-ends"
    TRAINING_SHORT = "training-short"
    TRAINING_LAPSES = "training-lapses"


@dataclass(frozen=True, slots=True)
class UpkeepWarning:
    """One thing to renew. `day` is when it lapsed or lapses; hours are those that count then."""

    staff_id: StaffId
    kind: UpkeepKind
    framework_code: str
    day: date | None = None
    hours: int = 0
    needs: int = 0
    months: int = 0

    @property
    def lapsed(self) -> bool:
        """Whether the person is refused already."""
        return self.kind in (UpkeepKind.CERTIFICATE_ENDED, UpkeepKind.TRAINING_SHORT)


def hours_within(
    training: Iterable[TrainingEntry], staff_id: StaffId, *, on: date, months: int
) -> int:
    """Hours of training of a person that ended within the last `months` months before `on`."""
    since = add_months(on, -months)
    return sum(
        one.hours
        for one in training
        if one.staff_id == staff_id and not one.removed and since < one.ends <= on
    )


def requirement_of(
    requirements: Iterable[TrainingRequirement], framework_code: str
) -> TrainingRequirement | None:
    """What the agency asks for a framework, if it asks for anything."""
    return next(
        (one for one in requirements if one.framework_code == framework_code and not one.removed),
        None,
    )


def upkeep_of(
    person: Staff,
    certifications: Iterable[Certification],
    training: tuple[TrainingEntry, ...],
    requirements: tuple[TrainingRequirement, ...],
    *,
    on: date,
) -> tuple[UpkeepWarning, ...]:
    """What lapsed of a person who assesses, or lapses within WARN_AHEAD; framework by framework."""
    if not person.active:
        return ()
    by_framework: dict[str, list[Certification]] = {}
    for one in certifications:
        if one.staff_id == person.id:
            by_framework.setdefault(one.framework_code, []).append(one)
    found: list[UpkeepWarning] = []
    for code, own in sorted(by_framework.items()):
        found += _certificate(person.id, code, own, on)
        asked = requirement_of(requirements, code)
        if asked is not None and any(one.in_force(on) for one in own):
            found += _training(person.id, asked, training, on)
    return tuple(found)


def _certificate(
    staff_id: StaffId, code: str, own: list[Certification], on: date
) -> Iterator[UpkeepWarning]:
    last = max(_last_day(one) for one in own)
    if last < on:
        yield UpkeepWarning(staff_id, UpkeepKind.CERTIFICATE_ENDED, code, last)
    elif last <= on + WARN_AHEAD:
        yield UpkeepWarning(staff_id, UpkeepKind.CERTIFICATE_ENDS, code, last)


def _last_day(one: Certification) -> date:
    if one.withdrawn_on is None:
        return one.ends
    return min(one.ends, one.withdrawn_on - timedelta(days=1))


def _training(
    staff_id: StaffId, asked: TrainingRequirement, training: tuple[TrainingEntry, ...], on: date
) -> Iterator[UpkeepWarning]:
    for days in range(WARN_AHEAD.days + 1):
        day = on + timedelta(days=days)
        hours = hours_within(training, staff_id, on=day, months=asked.within_months)
        if hours < asked.hours:
            kind = UpkeepKind.TRAINING_LAPSES if days else UpkeepKind.TRAINING_SHORT
            facts = {"hours": hours, "needs": asked.hours, "months": asked.within_months}
            yield UpkeepWarning(staff_id, kind, asked.framework_code, day, **facts)
            return
