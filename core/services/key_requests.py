"""How a key enters the agency's list, and how the next one takes its place.

A key is replaced with an overlap: the next one is made beside it, the agency lists it, and only
then does the desk switch. A running sitting keeps the key that it began with, which is still good.
"""

from dataclasses import replace
from typing import Final

from core.domain.assessment import Decision
from core.domain.awarding import is_open
from core.domain.people import Centre, CentreAuthority, Certification, Role, Staff
from core.domain.recognition import Award, ProposedAward
from core.domain.standards import Framework
from core.domain.verifying import Verification
from core.domain.voiding import DecisionVoid
from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.key_care import encryption_key_of, lives_at_hand, note_key
from core.services.setting_up import CENTRE_KEY, make_key
from core.services.signing_in import staff_key_name, unlock_key
from core.services.standing import the_centre
from credentials.key_request import KeyRequest, OwnerKind, WantedScope, sign_key_request
from credentials.keys import PublicKey, Purpose, Strength, kid
from credentials.signing import Signer
from credentials.trust_list import Role as TrustRole
from credentials.trust_list import Standing

NEXT: Final = "-next"
"""How the name of a key ends that waits for the agency to list it."""
_ROLES: Final = {Role.ASSESSOR: TrustRole.ASSESS, Role.VERIFIER: TrustRole.VERIFY}


class KeyNotAdmittedError(CoreError):
    """The agency's list does not have the next key yet, so nothing signed with it would count."""

    code = "key.not-admitted"

    def __init__(self, owner: str) -> None:
        super().__init__(f"the trust list at hand has no new key of {owner} yet", owner=owner)


class DecisionsWaitingError(CoreError):
    """Decisions signed with the old key wait for a verifier, who compares that key."""

    code = "key.decisions-waiting"

    def __init__(self, owner: str, count: int) -> None:
        super().__init__(
            f"{count} decisions of {owner} wait to be verified", owner=owner, count=count
        )


def request_for_person(desk: Desk, by: Sitting) -> bytes:
    """Write a key request for the person who is signed in, for roles and scopes as certified."""
    return _person_request(desk, by, by.key, None)


def request_for_centre(desk: Desk, centre_key: Signer, *, by: StaffId | None = None) -> bytes:
    """Write a key request for the centre, for the frameworks that it has agreements for."""
    return _centre_request(desk, centre_key, None, by)


def prepare_next_personal_key(
    desk: Desk, by: Sitting, passphrase: str, *, strength: Strength = Strength.NORMAL
) -> bytes:
    """Make the next key of the person who is signed in; return its request, signed by both.

    Raises:
        EmptyPassphraseError: of credentials.
    """
    name = staff_key_name(by.staff.id) + NEXT
    make_key(desk, name, Purpose.PERSONAL, by.staff.name, passphrase, strength)
    with unlock_key(desk, name, passphrase) as following:
        return _person_request(desk, by, following, by.key)


def prepare_next_centre_key(
    desk: Desk,
    centre_key: Signer,
    passphrase: str,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> bytes:
    """Make the centre's next key; return its request, signed by both.

    Raises:
        EmptyPassphraseError: of credentials.
    """
    with desk.uow() as uow:
        owner = the_centre(uow).name
    make_key(desk, CENTRE_KEY + NEXT, Purpose.CENTRE, owner, passphrase, strength)
    with unlock_key(desk, CENTRE_KEY + NEXT, passphrase) as following:
        return _centre_request(desk, following, centre_key, by)


def switch_to_next_personal_key(
    desk: Desk, staff_id: StaffId, *, by: StaffId | None = None
) -> Staff:
    """Use a person's next key from the next sign-in on; the old file stays, under another name.

    Raises:
        NotFoundError: no next key was made.
        KeyNotAdmittedError: the agency does not list it yet.
        DecisionsWaitingError: decisions signed with the old key wait to be verified.
    """
    with desk.uow() as uow:
        staff = uow.get(Staff, staff_id)
        waiting = _decisions_waiting(uow, staff_id)
        if waiting:
            raise DecisionsWaitingError(staff.name, waiting)
        key = _move_next_key(desk, staff_key_name(staff_id), staff.name)
        saved = uow.save(replace(staff, public_key=key))
        uow.note("key.switched", staff_id, by=by, at=desk.clock.now(), key=key.hex())
        uow.commit()
    return saved


def switch_to_next_centre_key(desk: Desk, *, by: StaffId | None = None) -> Centre:
    """Issue with the centre's next key from now on; the old file stays, under another name.

    Raises:
        NotFoundError: no next key was made.
        KeyNotAdmittedError: the agency does not list it yet.
    """
    with desk.uow() as uow:
        centre = the_centre(uow)
        key = _move_next_key(desk, CENTRE_KEY, centre.name)
        saved = uow.save(replace(centre, public_key=key))
        uow.note("key.switched", centre.id, by=by, at=desk.clock.now(), key=key.hex())
        uow.commit()
    return saved


def trust_roles(staff: Staff) -> frozenset[TrustRole]:
    """Return what a trust list lets a person of these roles sign."""
    return frozenset(_ROLES[role] for role in staff.roles if role in _ROLES)


def _person_request(desk: Desk, by: Sitting, key: Signer, old: Signer | None) -> bytes:
    staff = by.staff
    with desk.uow() as uow:
        wanted = tuple(
            WantedScope(one.framework_code, one.unit_codes)
            for one in uow.find(Certification, staff_id=staff.id)
        )
    request = KeyRequest(
        kind=OwnerKind.PERSON,
        number=staff.person_number,
        name=staff.name,
        key=key.public_key,
        made_at=desk.clock.now().replace(microsecond=0),
        wanted=wanted,
        roles=trust_roles(staff),
        replaces=old.public_key if old is not None else None,
        encryption_key=encryption_key_of(desk, staff.id),
    )
    raw = sign_key_request(request, key, old)
    note_key(desk, "key.requested", staff.id, key=key.public_key.hex())
    return raw


def _centre_request(desk: Desk, key: Signer, old: Signer | None, by: StaffId | None) -> bytes:
    with desk.uow() as uow:
        centre = the_centre(uow)
        agreements = uow.find(CentreAuthority, centre_id=centre.id)
        codes = {uow.get(Framework, one.framework_id).code for one in agreements}
    request = KeyRequest(
        kind=OwnerKind.CENTRE,
        number=centre.code,
        name=centre.name,
        key=key.public_key,
        made_at=desk.clock.now().replace(microsecond=0),
        wanted=tuple(WantedScope(code) for code in sorted(codes)),
        replaces=old.public_key if old is not None else None,
    )
    raw = sign_key_request(request, key, old)
    note_key(desk, "key.requested", by, key=key.public_key.hex())
    return raw


def _move_next_key(desk: Desk, name: str, owner: str) -> PublicKey:
    """Put the next key in the place of the present one, if the list has it in force."""
    following = desk.keys.load(name + NEXT)
    key = following.signing_key
    life = lives_at_hand(desk).get(key)
    if life is None or life.standing(desk.clock.now()) is not Standing.IN_FORCE:
        raise KeyNotAdmittedError(owner)
    before = desk.keys.load(name)
    desk.keys.keep(f"{name}-until-{kid(before.signing_key).hex()}", before)
    desk.keys.keep(name, following)
    return key


def _decisions_waiting(uow: UnitOfWork, staff_id: StaffId) -> int:
    """How many decisions or awards under the present key the verifier has still to look at."""
    answered = (Verification, DecisionVoid)
    decisions = uow.find(Decision, by=staff_id)
    waiting = sum(not any(uow.find(one, decision_id=it.id) for one in answered) for it in decisions)
    awards = uow.find(ProposedAward, by=staff_id)
    unsigned = [one for one in awards if not uow.find(Award, proposed_id=one.id)]
    return waiting or sum(is_open(uow.case_file(one.case_id), one) for one in unsigned)
