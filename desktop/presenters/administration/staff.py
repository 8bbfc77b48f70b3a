"""Who works at the centre, with keys and certifications, and what ends soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.domain.people import Certification, Staff
from core.domain.standards import Framework
from core.ports.desk import Desk
from core.services.key_care import lives_at_hand
from core.services.standing import the_centre
from credentials.keys import fingerprint, public_key
from credentials.trust_list import Standing

SOON: Final = timedelta(days=60)
"""How long before its end a certification is warned of: an agency needs weeks to renew one."""


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff as the page shows it."""

    staff: Staff
    fingerprint: str
    """Empty without a key."""
    standing: Standing | None
    """How the key stands in the list at hand; None if it is not in there."""
    certifications: tuple[Certification, ...]
    """The newest last."""

    def in_force(self, today: date) -> tuple[Certification, ...]:
        """Return the certifications that stand today."""
        return tuple(one for one in self.certifications if one.in_force(today))

    def ends(self, today: date) -> date | None:
        """Return the last day of the one in force that ends first; None if none is."""
        return min((one.ends for one in self.in_force(today)), default=None)

    def ends_soon(self, today: date) -> bool:
        """Tell whether a certification of somebody who works here ends within SOON."""
        ends = self.ends(today)
        return self.staff.active and ends is not None and ends - today <= SOON

    def sought(self, words: str) -> bool:
        """Tell whether name, number, roles or scope hold all the words."""
        scope = " ".join(one.framework_code for one in self.certifications)
        roles = " ".join(role.value for role in self.staff.roles)
        text = f"{self.staff.name} {self.staff.person_number} {roles} {scope}".casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class StaffOnPage:
    """Everybody, those who work here first, and what a certification can be about."""

    people: tuple[Person, ...]
    frameworks: tuple[Framework, ...]
    agency: str
    today: date


def read_staff(desk: Desk) -> StaffOnPage:
    """Read everybody. Raises NoCentreError."""
    lives, now = lives_at_hand(desk), desk.clock.now()
    with desk.uow() as uow:
        staff, frameworks = uow.find(Staff), uow.find(Framework)
        certifications, agency = uow.find(Certification), the_centre(uow).agency
    people = []
    for one in sorted(staff, key=lambda one: (not one.active, one.name.casefold())):
        life = lives.get(one.public_key)
        own = (found for found in certifications if found.staff_id == one.id)
        people.append(
            Person(
                staff=one,
                fingerprint=fingerprint(public_key(one.public_key)) if one.public_key else "",
                standing=life.standing(now) if life is not None else None,
                certifications=tuple(sorted(own, key=lambda one: one.starts)),
            )
        )
    by_code = {framework.code: framework for framework in frameworks}
    codes = tuple(by_code[code] for code in sorted(by_code))
    return StaffOnPage(tuple(people), codes, agency, desk.clock.today())
