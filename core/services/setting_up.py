"""Set up a desk: the centre, its staff with their keys, certifications and agreements."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.domain.people import (
    AssessorRoute,
    Centre,
    CentreAuthority,
    Certification,
    Role,
    Staff,
)
from core.domain.references import ALPHABET
from core.domain.written_texts import tidied
from core.errors import CoreError, WrongInputError
from core.ids import AuthorityId, CentreId, CertificationId, FrameworkId, StaffId, new_id
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.signing_in import staff_key_name
from core.services.standing import the_centre
from credentials.keys import PublicKey, Purpose, Strength
from credentials.qr import encode_text
from credentials.signing import SigningKey

CENTRE_KEY = "centre"
"""Name of the centre's sealed key file."""
CODE_LETTERS: Final = 3


class EntryMissingError(WrongInputError):
    """A name or number that every passport carries is empty."""

    code = "setting-up.missing"


class CentreCodeError(WrongInputError):
    """A centre's code must be three characters that nobody mishears; references begin with it."""

    code = "centre.code"


class PersonNumberTakenError(WrongInputError):
    """Somebody else has this number; two people are never one in the agency's list."""

    code = "staff.number-taken"


class CentreExistsError(CoreError):
    """A desk has one centre."""

    code = "centre.exists"

    def __init__(self) -> None:
        super().__init__("this desk has a centre already")


class DaysReversedError(WrongInputError):
    """The last day of something is before its first."""

    code = "setting-up.days"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCentre:
    """What a centre is called and where it stands."""

    code: str
    """Three letters, with which the reference of every case begins."""
    name: str
    agency: str
    accreditation: str
    accredited: tuple[date, date]
    """The first and the last day."""
    passport_address: str
    """The `https://HOST/PATH`, in lower case, with which every code begins."""
    contact: str
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who is to work at the centre; only `passphrase` will open the person's key."""

    name: str
    person_number: str
    roles: frozenset[Role]
    passphrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertification:
    """What an authority has certified; an empty scope of units means the whole framework."""

    number: str
    authority: str
    framework_code: str
    unit_codes: frozenset[str]
    route: AssessorRoute
    starts: date
    ends: date


def set_up_centre(
    desk: Desk,
    centre: NewCentre,
    passphrase: str,
    first: NewPerson,
    *,
    strength: Strength = Strength.NORMAL,
) -> Staff:
    """Set up a centre with its first administrator, both or neither. Takes two derivations.

    Raises:
        CentreExistsError: this desk has a centre; its administrator adds people.
        As `create_centre` and `enrol_staff`.
    """
    with desk.uow() as uow:
        if uow.find(Centre):
            raise CentreExistsError
    roles = first.roles | {Role.ADMINISTRATOR}
    person = _new_person(desk, replace(first, roles=roles), strength)
    made = _new_centre(desk, centre, passphrase, strength)
    with desk.uow() as uow:
        _keep_centre(desk, uow, made)
        person = _keep_person(desk, uow, person, None)
        uow.commit()
    return person


def create_centre(
    desk: Desk, facts: NewCentre, passphrase: str, *, strength: Strength = Strength.NORMAL
) -> Centre:
    """Create the centre of this desk and its signing key, sealed under `passphrase`.

    The strength FAST is for tests and the practice centre only.

    Raises:
        CentreCodeError, EntryMissingError, TextTooLongError, UnusableCharacterError: what was
            typed cannot stand on a passport.
        DaysReversedError: the last day is before the first.
        QrAddressError: of credentials; no code could carry the address.
        EmptyPassphraseError: of credentials.
    """
    made = _new_centre(desk, facts, passphrase, strength)
    with desk.uow() as uow:
        centre = _keep_centre(desk, uow, made)
        uow.commit()
    return centre


def enrol_staff(
    desk: Desk,
    person: NewPerson,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> Staff:
    """Enrol a person with a personal signing key that only the person's passphrase opens.

    Raises:
        PersonNumberTakenError: the number is somebody else's.
        EntryMissingError, TextTooLongError, UnusableCharacterError: name or number cannot stand
            on a passport.
        EmptyPassphraseError: of credentials.
    """
    made = _new_person(desk, person, strength)
    with desk.uow() as uow:
        staff = _keep_person(desk, uow, made, by)
        uow.commit()
    return staff


def _new_centre(desk: Desk, facts: NewCentre, passphrase: str, strength: Strength) -> Centre:
    code = facts.code
    if len(code) != CODE_LETTERS or not set(code) <= set(ALPHABET):
        raise CentreCodeError(f"{code!r} cannot begin a reference", typed=code, letters=ALPHABET)
    name, agency = _needed(facts.name), _needed(facts.agency)
    accreditation = _needed(facts.accreditation)
    _in_order(*facts.accredited)
    encode_text(facts.passport_address, b"\0")  # refuses an address that no code can carry
    public = make_key(desk, CENTRE_KEY, Purpose.CENTRE, name, passphrase, strength)
    return Centre(
        id=CentreId(new_id()),
        code=code,
        name=name,
        agency=agency,
        accreditation=accreditation,
        accredited_from=facts.accredited[0],
        accredited_until=facts.accredited[1],
        public_key=public,
        passport_address=facts.passport_address,
        contact=facts.contact,
        practice=facts.practice,
    )


def _keep_centre(desk: Desk, uow: UnitOfWork, made: Centre) -> Centre:
    centre = uow.save(made)
    uow.note("centre.created", centre.id, by=None, at=desk.clock.now(), code=centre.code)
    return centre


def _new_person(desk: Desk, person: NewPerson, strength: Strength) -> Staff:
    name, number = _needed(person.name), _needed(person.person_number)
    with desk.uow() as uow:
        if uow.find(Staff, person_number=number):
            raise PersonNumberTakenError(f"{number} is taken", number=number)
    staff_id, secret = StaffId(new_id()), person.passphrase
    public = make_key(desk, staff_key_name(staff_id), Purpose.PERSONAL, name, secret, strength)
    return Staff(
        id=staff_id, person_number=number, name=name, roles=person.roles, public_key=public
    )


def _keep_person(desk: Desk, uow: UnitOfWork, made: Staff, by: StaffId | None) -> Staff:
    staff = uow.save(made)
    roles = sorted(role.value for role in staff.roles)
    facts = {"number": staff.person_number, "roles": roles}
    uow.note("staff.enrolled", staff.id, by=by, at=desk.clock.now(), **facts)
    return staff


def certify(
    desk: Desk, staff_id: StaffId, new: NewCertification, *, by: StaffId | None = None
) -> Certification:
    """Record a person's certification.

    Raises:
        EntryMissingError, TextTooLongError, UnusableCharacterError: the number cannot stand on a
            passport.
        DaysReversedError: it would end before it begins.
    """
    number = _needed(new.number)
    _in_order(new.starts, new.ends)
    with desk.uow() as uow:
        certification = uow.save(
            Certification(
                id=CertificationId(new_id()),
                staff_id=staff_id,
                number=number,
                authority=new.authority,
                framework_code=new.framework_code,
                unit_codes=new.unit_codes,
                route=new.route,
                starts=new.starts,
                ends=new.ends,
            )
        )
        facts = {"number": number, "framework": new.framework_code}
        uow.note("staff.certified", staff_id, by=by, at=desk.clock.now(), **facts)
        uow.commit()
    return certification


def authorise(
    desk: Desk,
    framework_id: FrameworkId,
    *,
    document: str,
    starts: date,
    ends: date,
    by: StaffId | None = None,
) -> CentreAuthority:
    """Record the agreement that lets the centre assess against a framework.

    Raises:
        EntryMissingError: the agreement has no name or number to find it by.
        DaysReversedError: it would end before it begins.
    """
    document = _needed(document)
    _in_order(starts, ends)
    with desk.uow() as uow:
        centre = the_centre(uow)
        authority = uow.save(
            CentreAuthority(
                id=AuthorityId(new_id()),
                centre_id=centre.id,
                framework_id=framework_id,
                document=document,
                starts=starts,
                ends=ends,
            )
        )
        facts = {"framework": str(framework_id)}
        uow.note("centre.authorised", centre.id, by=by, at=desk.clock.now(), **facts)
        uow.commit()
    return authority


def _needed(typed: str) -> str:
    text = tidied(typed)
    if not text:
        raise EntryMissingError("a name or number is missing")
    return text


def _in_order(starts: date, ends: date) -> None:
    if ends < starts:
        raise DaysReversedError(f"{ends} is before {starts}", starts=starts, ends=ends)


def make_key(
    desk: Desk, name: str, purpose: Purpose, owner: str, passphrase: str, strength: Strength
) -> PublicKey:
    """Make a key, keep it sealed at this desk under `name`, and return its public half.

    Raises:
        EmptyPassphraseError: of credentials.
    """
    with SigningKey.generate() as key:
        desk.keys.keep(name, key.seal(passphrase, purpose=purpose, owner=owner, strength=strength))
        return key.public_key
