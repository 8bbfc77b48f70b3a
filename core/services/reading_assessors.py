"""Read the register of assessors: everybody who assesses, and what is known and due of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from core.domain.people import Centre, Certification, Role, Staff
from core.domain.staff_records import (
    AssessorProfile,
    ObservedPractice,
    StaffPost,
    TrainingEntry,
    TrainingRequirement,
    WorkCount,
)
from core.domain.standards import Framework
from core.domain.upkeep import UpkeepWarning, upkeep_of
from core.domain.workload import Load
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.standing import the_centre

OfStaff = TypeVar("OfStaff", Certification, StaffPost, TrainingEntry, ObservedPractice)

OF_THE_TRADE: Final = frozenset({Role.ASSESSOR, Role.VERIFIER, Role.LEAD_VERIFIER})


@dataclass(frozen=True, slots=True)
class Assessor:
    """One person of the register. Entries that were taken back are left out; the oldest first."""

    staff: Staff
    profile: AssessorProfile | None
    certifications: tuple[Certification, ...]
    posts: tuple[StaffPost, ...]
    training: tuple[TrainingEntry, ...]
    practice: tuple[ObservedPractice, ...]
    warnings: tuple[UpkeepWarning, ...]
    load: Load


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody who assesses or ever did, those who work here first; and what the agency asks."""

    people: tuple[Assessor, ...]
    requirements: tuple[TrainingRequirement, ...]
    frameworks: tuple[Framework, ...]
    names: dict[StaffId, str]
    centre: Centre
    today: date

    def person(self, staff_id: StaffId) -> Assessor | None:
        """The person with this id, if on the register."""
        return next((one for one in self.people if one.staff.id == staff_id), None)


def read_register(desk: Desk) -> Register:
    """Read the register. Raises NoCentreError."""
    today = desk.clock.today()
    with desk.uow() as uow:
        staff, frameworks = uow.find(Staff), uow.find(Framework)
        certifications = uow.find(Certification)
        profiles = {one.staff_id: one for one in uow.find(AssessorProfile)}
        posts = uow.find(StaffPost, removed=False)
        training = uow.find(TrainingEntry, removed=False)
        practice = uow.find(ObservedPractice)
        requirements = uow.find(TrainingRequirement, removed=False)
        centre = the_centre(uow)
    loads = {one.staff_id: one for one in desk.lists.workload()}
    certified = {one.staff_id for one in certifications}
    people = []
    for one in sorted(staff, key=lambda one: (not one.active, one.name.casefold())):
        if one.id not in certified and not one.roles & OF_THE_TRADE:
            continue
        people.append(
            Assessor(
                staff=one,
                profile=profiles.get(one.id),
                certifications=_of(one.id, certifications),
                posts=_of(one.id, posts),
                training=_of(one.id, training),
                practice=_of(one.id, practice),
                warnings=upkeep_of(one, certifications, training, requirements, on=today),
                load=loads.get(one.id, Load(one.id, 0, 0, None)),
            )
        )
    by_code = {one.code: one for one in frameworks}
    return Register(
        tuple(people),
        requirements,
        tuple(by_code[code] for code in sorted(by_code)),
        {one.id: one.name for one in staff},
        centre,
        today,
    )


def read_warnings(desk: Desk, staff_id: StaffId) -> tuple[UpkeepWarning, ...]:
    """What lapsed of one person, or lapses soon."""
    with desk.uow() as uow:
        return upkeep_of(
            uow.get(Staff, staff_id),
            uow.find(Certification, staff_id=staff_id),
            uow.find(TrainingEntry, staff_id=staff_id, removed=False),
            uow.find(TrainingRequirement, removed=False),
            on=desk.clock.today(),
        )


def read_work(desk: Desk, staff: Staff) -> tuple[WorkCount, ...]:
    """What a person did, on all records of the same person number."""
    with desk.uow() as uow:
        records = [one.id for one in uow.find(Staff, person_number=staff.person_number)]
    return tuple(desk.lists.assessor_work(records))


def _of(staff_id: StaffId, among: Sequence[OfStaff]) -> tuple[OfStaff, ...]:
    return tuple(one for one in among if one.staff_id == staff_id)
