"""Read what the guards need to know besides the case: centre, agreements, certifications."""

from datetime import date

from core.domain.people import Centre, CentreAuthority, Certification
from core.domain.rules import Standing
from core.domain.staff_records import TrainingEntry, TrainingRequirement
from core.errors import CoreError
from core.ports.unit_of_work import UnitOfWork


class NoCentreError(CoreError):
    """This desk's database holds no centre yet."""

    code = "centre.none"

    def __init__(self) -> None:
        super().__init__("there is no centre in this database yet; set one up first")


def the_centre(uow: UnitOfWork) -> Centre:
    """The centre of this database. Raises NoCentreError."""
    centres = uow.find(Centre)
    if not centres:
        raise NoCentreError
    return centres[0]


def read_standing(uow: UnitOfWork, on: date) -> Standing:
    """Read the centre's standing on the day `on`. Raises NoCentreError."""
    requirements = uow.find(TrainingRequirement, removed=False)
    return Standing(
        on,
        the_centre(uow),
        uow.find(CentreAuthority),
        uow.find(Certification),
        requirements,
        uow.find(TrainingEntry, removed=False) if requirements else (),
    )
