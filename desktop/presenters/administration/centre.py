"""The centre: its accreditation and agreements, its key, and what waits to be registered."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.domain.people import Centre, CentreAuthority
from core.domain.recognition import Status, StatusPlace
from core.domain.standards import Framework
from core.ids import FrameworkId
from core.ports.desk import Desk
from core.services.key_care import KeyFile, keys_at_desk
from core.services.key_requests import NEXT
from core.services.receiving_trust import registrations
from core.services.registration_files import make_registration, registrations_due
from core.services.setting_up import CENTRE_KEY
from core.services.standing import the_centre
from credentials.registration import Registered
from desktop.presenters.administration.staff import SOON
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session

REGISTER_EVERY: Final = timedelta(days=31)
"""A centre sends what it issued at least once a month (design, section 4)."""


@dataclass(frozen=True, slots=True)
class CentreOnPage:
    """The centre and its agreements, the newest last."""

    centre: Centre
    agreements: tuple[CentreAuthority, ...]
    frameworks: tuple[Framework, ...]
    today: date

    def framework(self, framework_id: FrameworkId) -> Framework | None:
        """Return a framework by its id."""
        return next((one for one in self.frameworks if one.id == framework_id), None)

    def ends_soon(self, ends: date) -> bool:
        """Tell whether a day is near or over."""
        return ends - self.today <= SOON


@dataclass(frozen=True, slots=True)
class CentreKeyOnPage:
    """The centre's key, its successor, and what the agency is to get and gives."""

    key: KeyFile | None
    following: KeyFile | None
    waiting: int
    """Awards and codes of passports that are in no registration file yet."""
    last: Registered | None
    overdue: bool
    places: int
    """Places of the status list that are free here; each passport takes one, each award too."""


def read_centre(desk: Desk) -> CentreOnPage:
    """Read the centre. Raises NoCentreError."""
    with desk.uow() as uow:
        centre = the_centre(uow)
        agreements = uow.find(CentreAuthority, centre_id=centre.id)
        frameworks = uow.find(Framework)
    return CentreOnPage(
        centre,
        tuple(sorted(agreements, key=lambda one: one.starts)),
        tuple(sorted(frameworks, key=lambda one: (one.code, one.edition))),
        desk.clock.today(),
    )


def read_centre_key(desk: Desk) -> CentreKeyOnPage:
    """Read how the centre's key stands and what waits. Raises NoCentreError."""
    keys = {key.name: key for key in keys_at_desk(desk)}
    with desk.uow() as uow:
        centre = the_centre(uow)
        free = uow.find(StatusPlace, taken_by="", status=Status.VALID)
    own = [
        one.content for one in registrations(desk.published) if one.content.centre == centre.code
    ]
    last = max(own, key=lambda one: one.number, default=None)
    waiting = registrations_due(desk)
    late = last is None or desk.clock.now() - last.made_at > REGISTER_EVERY
    return CentreKeyOnPage(
        key=keys.get(CENTRE_KEY),
        following=keys.get(CENTRE_KEY + NEXT),
        waiting=waiting,
        last=last,
        overdue=bool(waiting) and late,
        places=len(free),
    )


def next_registration(session: Session, keys: CentreKeys, passphrase: str) -> bytes:
    """Open the centre's key if need be and write the next registration file."""
    key = keys.get(CENTRE, passphrase)
    return make_registration(session.desk, key, by=session.sitting.staff.id)
