"""Sign in: the passphrase opens the person's own signing key, and nothing else does."""

from core.domain.people import Staff
from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from credentials.errors import KeyFileDamagedError
from credentials.signing import SigningKey, unseal


class NotActiveError(CoreError):
    """The person does not work at the centre any more."""

    code = "staff.not-active"

    def __init__(self, staff: Staff) -> None:
        super().__init__(f"{staff.name} does not work at this centre any more", name=staff.name)


def staff_key_name(staff: StaffId) -> str:
    """The name of a person's sealed key file at a desk."""
    return f"staff-{staff}"


def people_who_can_sign_in(desk: Desk) -> tuple[Staff, ...]:
    """Everybody who is active at this centre and has a key, by name."""
    with desk.uow() as uow:
        staff = uow.find(Staff, active=True)
    return tuple(sorted((one for one in staff if one.public_key), key=lambda one: one.name))


def sign_in(desk: Desk, person: StaffId, passphrase: str) -> Sitting:
    """Open the person's key. Takes as long as Argon2id asks: not on a GUI thread.

    Raises:
        WrongPassphraseError, EmptyPassphraseError: of credentials; nothing was opened.
        KeyFileDamagedError: the key file is not this person's.
        NotActiveError: the person does not work at the centre any more.
        NotFoundError: there is no such person, or no key file of theirs at this desk.
    """
    sitting = _open_key(desk, person, passphrase)
    with desk.uow() as uow:
        uow.note("staff.signed-in", person, by=person, at=desk.clock.now())
        uow.commit()
    return sitting


def confirm_person(desk: Desk, person: StaffId, passphrase: str) -> None:
    """Make sure that whoever signed in is the one who is here now. Not on a GUI thread either.

    Raises:
        what `sign_in` raises, of which nothing is noted.
    """
    _open_key(desk, person, passphrase).end()


def _open_key(desk: Desk, person: StaffId, passphrase: str) -> Sitting:
    with desk.uow() as uow:
        staff = uow.get(Staff, person)
    if not staff.active:
        raise NotActiveError(staff)
    key = unseal(desk.keys.load(staff_key_name(person)), passphrase)
    if key.public_key != staff.public_key:
        key.close()
        raise KeyFileDamagedError("the key file is not the one that this person enrolled")
    return Sitting(staff, key)


def read_again(uow: UnitOfWork, by: Sitting) -> None:
    """Let what the person may do today count, not what it was when they signed in.

    Somebody is taken out of a role, or leaves, on another desk too.

    Raises:
        NotActiveError: the person does not work at the centre any more.
    """
    by.staff = uow.get(Staff, by.staff.id)
    if not by.staff.active:
        raise NotActiveError(by.staff)


def unlock_key(desk: Desk, name: str, passphrase: str) -> SigningKey:
    """Open a key that belongs to the centre or the agency, such as `centre` or `status`.

    Raises:
        WrongPassphraseError, EmptyPassphraseError, KeyFileDamagedError, NotFoundError.
    """
    return unseal(desk.keys.load(name), passphrase)
