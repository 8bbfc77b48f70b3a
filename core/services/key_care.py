"""A desk's keys: which are here, their passphrases, encryption keys, and reports of a loss.

How a key enters the agency's list and is replaced is `core.services.key_requests`' matter.
"""

from dataclasses import dataclass
from datetime import datetime

from core.domain.people import Centre, Staff
from core.errors import NotFoundError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import staff_key_name
from credentials.encryption import DecryptionKey
from credentials.errors import CredentialError, KeyFileDamagedError
from credentials.key_report import KeyReport, Loss, open_key_report, write_key_report
from credentials.key_request import open_key_request
from credentials.keys import (
    EncryptionKey,
    PublicKey,
    Purpose,
    Strength,
    encryption_key,
    fingerprint,
    public_key,
)
from credentials.signing import Signer, change_passphrase
from credentials.trust_list import KeyLife, Period, Standing
from credentials.trust_list_codec import open_trust_list_unpinned


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A sealed key at this desk, as far as it can be seen without its passphrase."""

    name: str
    purpose: Purpose
    owner: str
    public_key: bytes
    fingerprint: str
    standing: Standing | None
    """How it stands now in the trust list at hand; None if it is not in there."""


def keys_at_desk(desk: Desk) -> tuple[KeyFile, ...]:
    """Return the keys of this desk by name. A damaged file is left out: sign-in says what to do."""
    lives = lives_at_hand(desk)
    now = desk.clock.now()
    found = []
    for name in desk.keys.names():
        try:
            sealed = desk.keys.load(name)
        except CredentialError:
            continue
        life = lives.get(sealed.public_key)
        found.append(
            KeyFile(
                name=name,
                purpose=sealed.purpose,
                owner=sealed.owner,
                public_key=sealed.public_key,
                fingerprint=fingerprint(sealed.public_key),
                standing=life.standing(now) if life is not None else None,
            )
        )
    return tuple(found)


def change_key_passphrase(
    desk: Desk,
    name: str,
    old: str,
    new: str,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> None:
    """Seal a key with another passphrase. Running sittings are not touched.

    Raises:
        WrongPassphraseError, EmptyPassphraseError, KeyFileDamagedError, NotFoundError.
    """
    desk.keys.keep(name, change_passphrase(desk.keys.load(name), old, new, strength=strength))
    note_key(desk, "key.passphrase-changed", by, key=name)


def make_encryption_key(
    desk: Desk, staff_id: StaffId, passphrase: str, *, strength: Strength = Strength.NORMAL
) -> EncryptionKey:
    """Make the key that others seal to for this person. The next key request names it.

    Raises:
        EmptyPassphraseError: of credentials.
    """
    with desk.uow() as uow:
        owner = uow.get(Staff, staff_id).name
    with DecryptionKey.generate() as key:
        sealed = key.seal(passphrase, owner=owner, strength=strength)
        desk.keys.keep(_encryption_name(staff_id), sealed)
        note_key(desk, "key.encryption-made", staff_id, key=key.public_key.hex())
        return key.public_key


def report_key(
    desk: Desk,
    name: str,
    loss: Loss,
    since: datetime,
    *,
    signer: Signer | None = None,
    by: StaffId | None = None,
) -> bytes:
    """Write the report that a key of this desk is lost or stolen, for the agency.

    Args:
        desk: where the key file is, or was: a desk knows the public keys of its own people.
        name: of the key file.
        loss: what happened.
        since: since when it may have been out of its owner's hands; UTC, whole seconds.
        signer: the key itself, or another of the same owner; None: nothing is left to sign with,
            so the agency will ask for the fingerprint by voice.
        by: who reports, for the audit log.
    """
    key, owner = _whose_key(desk, name)
    report = KeyReport(loss, key, owner, since)
    raw = write_key_report(report, signer)
    note_key(desk, "key.reported", by, key=name, loss=loss.value, signed=signer is not None)
    return raw


def _whose_key(desk: Desk, name: str) -> tuple[PublicKey, str]:
    """Return a signing key and its owner, also where the file is gone or damaged."""
    try:
        sealed = desk.keys.load(name)
    except (NotFoundError, KeyFileDamagedError):
        with desk.uow() as uow:
            owners: list[Centre | Staff] = [*uow.find(Centre)] if name == CENTRE_KEY else []
            owners += [one for one in uow.find(Staff) if staff_key_name(one.id) == name]
        if not owners:
            raise
        return public_key(owners[0].public_key), owners[0].name
    return sealed.signing_key, sealed.owner


def request_fingerprint(raw: bytes) -> str:
    """Return what is read aloud for a key request or a report.

    Raises:
        CredentialError: it is neither.
    """
    try:
        return open_key_request(raw).fingerprint
    except CredentialError:
        return open_key_report(raw).fingerprint


def lives_at_hand(desk: Desk) -> dict[bytes, KeyLife]:
    """Return every key's life by the trust list at hand; the root is good while the list is."""
    envelope = desk.published.trust()
    if envelope is None:
        return {}
    content = open_trust_list_unpinned(envelope).content
    root = KeyLife(content.agency_key, Period(content.issued_at, content.next_update))
    lives = [root, *content.status_keys]
    lives += [entry.life for entry in content.centres]
    lives += [entry.life for entry in content.people]
    return {bytes(life.key): life for life in lives}


def _encryption_name(staff_id: StaffId) -> str:
    return f"encrypt-{staff_id}"


def encryption_key_of(desk: Desk, staff_id: StaffId) -> EncryptionKey | None:
    """Return what others seal to this person with, or None if no such key was made."""
    try:
        return encryption_key(desk.keys.load(_encryption_name(staff_id)).public_key)
    except NotFoundError:
        return None


def note_key(desk: Desk, action: str, by: StaffId | None, **facts: object) -> None:
    """Add a line about a key to the audit log, in a transaction of its own."""
    with desk.uow() as uow:
        uow.note(action, by or desk.id, by=by, at=desk.clock.now(), **facts)
        uow.commit()
