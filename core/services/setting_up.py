"""Set up a desk: the centre, its staff with their keys, certifications and agreements."""

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
from core.errors import WrongInputError
from core.ids import AuthorityId, CentreId, CertificationId, FrameworkId, StaffId, new_id
from core.ports.desk import Desk
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


def create_centre(
    desk: Desk,
    *,
    code: str,
    name: str,
    agency: str,
    accreditation: str,
    accredited: tuple[date, date],
    passport_address: str,
    contact: str,
    passphrase: str,
    practice: bool = False,
    strength: Strength = Strength.NORMAL,
) -> Centre:
    """Create the centre of this desk and its signing key, sealed under `passphrase`.

    `code` is the three letters that begin every case's reference, `accredited` the first and last
    day of the accreditation, `passport_address` the `https://HOST/PATH` in lower case that every
    code begins with. The strength FAST is for tests and the practice centre only.

    Raises:
        CentreCodeError, EntryMissingError, TextTooLongError, UnusableCharacterError: what was
            typed cannot stand on a passport.
        QrAddressError: of credentials; no code could carry the address.
        EmptyPassphraseError: of credentials.
    """
    if len(code) != CODE_LETTERS or not set(code) <= set(ALPHABET):
        raise CentreCodeError(f"{code!r} cannot begin a reference", typed=code, letters=ALPHABET)
    name, agency, accreditation = _needed(name), _needed(agency), _needed(accreditation)
    encode_text(passport_address, b"\0")  # refuses an address that no code can carry
    public = make_key(desk, CENTRE_KEY, Purpose.CENTRE, name, passphrase, strength)
    with desk.uow() as uow:
        centre = uow.save(
            Centre(
                id=CentreId(new_id()),
                code=code,
                name=name,
                agency=agency,
                accreditation=accreditation,
                accredited_from=accredited[0],
                accredited_until=accredited[1],
                public_key=public,
                passport_address=passport_address,
                contact=contact,
                practice=practice,
            )
        )
        uow.note("centre.created", centre.id, by=None, at=desk.clock.now(), code=code)
        uow.commit()
    return centre


def enrol_staff(
    desk: Desk,
    *,
    name: str,
    person_number: str,
    roles: frozenset[Role],
    passphrase: str,
    strength: Strength = Strength.NORMAL,
) -> Staff:
    """Enrol a person with a personal signing key that only `passphrase` opens.

    Raises:
        PersonNumberTakenError: the number is somebody else's.
        EntryMissingError, TextTooLongError, UnusableCharacterError: name or number cannot stand
            on a passport.
        EmptyPassphraseError: of credentials.
    """
    name, person_number = _needed(name), _needed(person_number)
    with desk.uow() as uow:
        if uow.find(Staff, person_number=person_number):
            raise PersonNumberTakenError(f"{person_number} is taken", number=person_number)
    staff_id = StaffId(new_id())
    public = make_key(desk, staff_key_name(staff_id), Purpose.PERSONAL, name, passphrase, strength)
    with desk.uow() as uow:
        staff = uow.save(
            Staff(
                id=staff_id,
                person_number=person_number,
                name=name,
                roles=roles,
                public_key=public,
            )
        )
        facts = {"number": person_number, "roles": sorted(role.value for role in roles)}
        uow.note("staff.enrolled", staff_id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return staff


def certify(
    desk: Desk,
    staff_id: StaffId,
    *,
    number: str,
    authority: str,
    framework_code: str,
    unit_codes: frozenset[str],
    route: AssessorRoute,
    starts: date,
    ends: date,
) -> Certification:
    """Record a person's certification; an empty scope of units means the whole framework.

    Raises:
        EntryMissingError, TextTooLongError, UnusableCharacterError: the number cannot stand on a
            passport.
    """
    number = _needed(number)
    with desk.uow() as uow:
        certification = uow.save(
            Certification(
                id=CertificationId(new_id()),
                staff_id=staff_id,
                number=number,
                authority=authority,
                framework_code=framework_code,
                unit_codes=unit_codes,
                route=route,
                starts=starts,
                ends=ends,
            )
        )
        facts = {"number": number, "framework": framework_code}
        uow.note("staff.certified", staff_id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return certification


def authorise(
    desk: Desk, framework_id: FrameworkId, *, document: str, starts: date, ends: date
) -> CentreAuthority:
    """Record the agreement that lets the centre assess against a framework."""
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
        uow.note("centre.authorised", centre.id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return authority


def _needed(typed: str) -> str:
    text = tidied(typed)
    if not text:
        raise EntryMissingError("a name or number is missing")
    return text


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
