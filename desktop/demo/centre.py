"""The practice centre: its people, what they may do, and an agency that is marked as practice."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.domain.people import AssessorRoute, Role, Staff
from core.domain.standards import Framework, Unit
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.practice_agency import start_practice_agency
from core.services.setting_up import (
    NewCentre,
    NewCertification,
    NewPerson,
    authorise,
    certify,
    create_centre,
    enrol_staff,
)
from core.services.signing_in import sign_in
from credentials.keys import Strength
from desktop.parts import PRACTICE_PASSPHRASE

PASSPHRASE: Final = PRACTICE_PASSPHRASE
AGENCY: Final = "Practice Recognition Agency"
ADDRESS: Final = "https://practice.example/p"


@dataclass(frozen=True, slots=True)
class PracticeStaff:
    """Who works at the practice centre. Each of them signs in with PASSPHRASE."""

    advisor: Staff
    assessor: Staff
    verifier: Staff
    registrar: Staff
    lead: Staff
    colleague: Staff


def make_centre(desk: Desk) -> PracticeStaff:
    """Set the practice centre up: six people, their certifications, the agreements, an agency."""
    today = desk.clock.today()
    begun, until = today - timedelta(days=730), today + timedelta(days=1095)
    centre = NewCentre(
        code="KPC",
        name="Kampong Cham Practice Centre",
        agency=AGENCY,
        accreditation="PRA-C-0012",
        accredited=(begun, until),
        passport_address=ADDRESS,
        contact="desk@practice.example",
        practice=True,
    )
    create_centre(desk, centre, PASSPHRASE, strength=Strength.FAST)
    staff = PracticeStaff(
        advisor=_enrol(desk, "Mey Leakhena", "0101", Role.ADVISOR),
        assessor=_enrol(desk, "Chan Virak", "0417", Role.ASSESSOR, Role.VERIFIER),
        verifier=_enrol(desk, "Rith Ponleu", "0388", Role.ASSESSOR, Role.VERIFIER),
        registrar=_enrol(desk, "Noun Sophea", "0102", Role.REGISTRAR, Role.ADMINISTRATOR),
        lead=_enrol(desk, "Keo Sovann", "0455", Role.ASSESSOR, Role.VERIFIER, Role.LEAD_VERIFIER),
        colleague=_enrol(desk, "Lim Bopha", "0471", Role.ASSESSOR, Role.VERIFIER),
    )
    _certify(desk, staff, begun, until)
    start_practice_agency(desk, PASSPHRASE)
    return staff


def practice_unit(desk: Desk, code: str) -> Unit:
    """The unit with this code, out of the standards that ship with the program."""
    with desk.uow() as uow:
        return uow.find(Unit, code=code)[0]


def sit_down(desk: Desk, person: Staff) -> Sitting:
    """Sign a person of the practice centre in."""
    return sign_in(desk, person.id, PASSPHRASE)


def _enrol(desk: Desk, name: str, number: str, *roles: Role) -> Staff:
    person = NewPerson(
        name=name, person_number=number, roles=frozenset(roles), passphrase=PASSPHRASE
    )
    return enrol_staff(desk, person, strength=Strength.FAST)


def _certify(desk: Desk, staff: PracticeStaff, begun: date, until: date) -> None:
    with desk.uow() as uow:
        frameworks = uow.find(Framework)
    for framework in frameworks:
        authorise(
            desk,
            framework.id,
            document=f"Practice agreement, {framework.code}",
            starts=begun,
            ends=until,
        )
        for person, route in (
            (staff.assessor, AssessorRoute.PRACTITIONER),
            (staff.verifier, AssessorRoute.TRAINER),
            (staff.lead, AssessorRoute.TRAINER),
            (staff.colleague, AssessorRoute.PRACTITIONER),
        ):
            new = NewCertification(
                number=person.person_number,
                authority=AGENCY,
                framework_code=framework.code,
                unit_codes=frozenset(),
                route=route,
                starts=begun,
                ends=until,
            )
            certify(desk, person.id, new)
