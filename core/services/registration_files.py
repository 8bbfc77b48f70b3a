"""A centre registers with its agency what it issued, monthly, so that dates can be confirmed."""

import hashlib

from core.domain.recognition import Award, Passport, PassportCard
from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.keeping_agency import keep_registration
from core.services.receiving_trust import registrations
from core.services.standing import the_centre
from credentials.keys import PublicKey
from credentials.qr import decode_text
from credentials.registration import (
    MAX_DOCUMENTS,
    Registered,
    Registration,
    open_registration,
    sign_registration,
)
from credentials.signing import Signer


class NothingToRegisterError(CoreError):
    """Everything that was issued here is registered already."""

    code = "registration.nothing"

    def __init__(self) -> None:
        super().__init__("everything that was issued here is in a registration file already")


class NotTheCentresKeyError(CoreError):
    """The key that was unlocked is not the one that this centre issues with."""

    code = "registration.wrong-key"

    def __init__(self) -> None:
        super().__init__("a registration file is signed with the centre's own key")


def registrations_due(desk: Desk) -> int:
    """Tell how many awards and codes of passports are in no registration file yet."""
    with desk.uow() as uow:
        awards, passports = _not_registered(desk, uow)
    return len(awards) + len(passports)


def make_registration(desk: Desk, centre_key: Signer, *, by: StaffId | None = None) -> bytes:
    """Write the next file, signed by the centre, and keep it here; send it to the agency.

    Raises:
        NothingToRegisterError: nothing was issued since the last one.
        NotTheCentresKeyError: another key was unlocked.
    """
    with desk.uow() as uow:
        centre = the_centre(uow)
        if centre_key.public_key != PublicKey(centre.public_key):
            raise NotTheCentresKeyError
        awards, passports = _not_registered(desk, uow)
        if not awards and not passports:
            raise NothingToRegisterError
        last = _last(desk, centre.code)
        raw = sign_registration(
            Registered(
                centre=centre.code,
                number=1 if last is None else last.content.number + 1,
                previous=None if last is None else last.sha256,
                made_at=desk.clock.now().replace(microsecond=0),
                awards=frozenset(sorted(awards)[:MAX_DOCUMENTS]),
                passports=frozenset(sorted(passports)[:MAX_DOCUMENTS]),
            ),
            centre_key,
        )
        made = open_registration(raw)
        keep_registration(desk, made, raw)
        facts = {"number": made.content.number, "documents": len(made.documents)}
        uow.note("registration.made", centre.id, by=by, at=desk.clock.now(), **facts)
        uow.commit()
    return raw


def take_in_registration(desk: Desk, raw: bytes) -> Registration:
    """Keep a centre's file at this desk. It confirms a date only if the agency anchors it.

    Raises:
        RegistrationFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good file.
    """
    registration = open_registration(raw)
    keep_registration(desk, registration, raw)
    return registration


def _not_registered(desk: Desk, uow: UnitOfWork) -> tuple[set[bytes], set[bytes]]:
    known = {digest for one in registrations(desk.published) for digest in one.documents}
    awards = {_digest(award.document) for award in uow.find(Award)}
    codes = [text for passport in uow.find(Passport) for text in passport.code_texts]
    codes += [card.code_text for card in uow.find(PassportCard)]
    passports = {_digest(decode_text(text).document) for text in codes}
    return awards - known, passports - known


def _last(desk: Desk, centre: str) -> Registration | None:
    own = [one for one in registrations(desk.published) if one.content.centre == centre]
    return max(own, key=lambda one: one.content.number, default=None)


def _digest(document: bytes) -> bytes:
    return hashlib.sha256(document).digest()
