"""Start an agency, publish its list, and change its root key.

The root key lives on this machine only. The next one is made at the same time and leaves it at
once, sealed, on a stick (`next_root`): its hash stands in every list, so that it alone can take
over if the root is lost or stolen, and nobody else can.
"""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.errors import CoreError, WrongInputError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.agency_draft import discard_draft, now_of, published_list, read_draft
from core.services.next_root import NEXT_ROOT
from core.services.practice_agency import AGENCY_KEY, STATUS_KEY
from core.services.receiving_trust import own_list
from core.services.setting_up import make_key
from core.services.signing_in import unlock_key
from credentials.keys import Purpose, SealedKey, Strength, kid
from credentials.signing import Signer, SigningKey, unseal
from credentials.trust_editing import successor
from credentials.trust_list import (
    MAX_UPDATE_INTERVAL,
    KeyLife,
    Period,
    RevocationReason,
    TrustContent,
    TrustList,
)
from credentials.trust_list_codec import open_trust_list, sign_trust_list

STATUS_KEY_LIFE: Final = timedelta(days=5 * 365)
ARCHIVE: Final = "published"
"""Every list that was published here: others need the earlier ones to follow a change of root."""


class AgencyExistsError(CoreError):
    """This folder holds an agency, or the list of one, already."""

    code = "agency.exists"

    def __init__(self) -> None:
        super().__init__("this folder holds a trust list already; start an agency in an empty one")


class WrongNextKeyError(CoreError):
    """The key is not the one that the list has announced."""

    code = "agency.wrong-next-key"

    def __init__(self) -> None:
        super().__init__("this is not the next root key that the list has announced")


def start_agency(
    desk: Desk,
    *,
    name: str,
    hosts: frozenset[str],
    passphrase: str,
    next_passphrase: str,
    practice: bool = False,
    strength: Strength = Strength.NORMAL,
) -> SealedKey:
    """Make an agency's keys and publish its first list, which has nobody in it.

    Args:
        desk: a folder of its own, on a machine of its own.
        name: what the agency is called.
        hosts: host names of its pages, in lower case, at least one.
        passphrase: seals the root key and the status key.
        next_passphrase: seals the next root key.
        practice: whether everything under it is for practice.
        strength: FAST is for tests and the practice centre only.

    Returns:
        The sealed next root key: put it on a stick, then `let_next_root_go`.

    Raises:
        AgencyExistsError: there is one here.
        EmptyPassphraseError: of credentials.
        TrustListFormatError: the name or a host cannot stand in a list; nothing was made.
    """
    if own_list(desk.published) is not None:
        raise AgencyExistsError
    if not hosts:
        raise WrongInputError("an agency has at least one host name for its pages")
    now = now_of(desk)
    with SigningKey.generate() as root, SigningKey.generate() as following:
        following_sealed = _sealed_root(following, name, next_passphrase, strength)
        with SigningKey.generate() as status:
            content = TrustContent(
                agency=name,
                agency_key=root.public_key,
                history=(),
                issued_at=now,
                next_update=now + MAX_UPDATE_INTERVAL,
                next_key_sha256=hashlib.sha256(following.public_key).digest(),
                hosts=hosts,
                status_keys=(KeyLife(status.public_key, Period(now, now + STATUS_KEY_LIFE)),),
                practice=practice,
            )
            raw = sign_trust_list(content, root)
            desk.keys.keep(NEXT_ROOT, following_sealed)
            desk.keys.keep(AGENCY_KEY, _sealed_root(root, name, passphrase, strength))
            desk.keys.keep(
                STATUS_KEY,
                status.seal(passphrase, purpose=Purpose.STATUS, owner=name, strength=strength),
            )
    _keep(desk, raw, content, "started", None)
    return following_sealed


def publish(desk: Desk, passphrase: str, *, by: StaffId | None = None) -> TrustList:
    """Sign the draft as the next list, or renew the newest one, and keep it.

    Raises:
        NoAgencyError: there is no agency here.
        WrongPassphraseError, EmptyPassphraseError: of the root key.
    """
    published = published_list(desk)
    content = successor(published, read_draft(desk, published), now_of(desk))
    with unlock_key(desk, AGENCY_KEY, passphrase) as root:
        return _sign_and_keep(desk, content, (root,), "published", by)


def rotate_root(
    desk: Desk,
    passphrase: str,
    next_key: SealedKey,
    next_passphrase: str,
    following_passphrase: str,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> SealedKey:
    """Let the announced next key take over, signed by both, and announce the one after it.

    Args:
        desk: the agency's machine.
        passphrase: of the root key until now.
        next_key: the sealed next key, from its stick.
        next_passphrase: of that key; it opens the root key from now on.
        following_passphrase: for the new next key.
        strength: FAST is for tests and the practice centre only.
        by: who does it, for the audit log.

    Returns:
        The sealed new next key: put it on a stick, then `let_next_root_go`.

    Raises:
        WrongNextKeyError: the list has announced another key.
        WrongPassphraseError, EmptyPassphraseError, NoAgencyError.
    """
    _check_announced(desk, next_key)
    with unlock_key(desk, AGENCY_KEY, passphrase) as old, unseal(next_key, next_passphrase) as new:
        sealed = _rotate(desk, (new, old), following_passphrase, strength, "rotated", by)
    _replace_root(desk, next_key)
    return sealed


def emergency_rotate(
    desk: Desk,
    next_key: SealedKey,
    next_passphrase: str,
    following_passphrase: str,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> SealedKey:
    """Let the announced next key take over alone: the root is lost or stolen.

    Every desk asks its people to compare the new fingerprint before it accepts such a list.

    Raises:
        As `rotate_root`.
    """
    _check_announced(desk, next_key)
    with unseal(next_key, next_passphrase) as new:
        sealed = _rotate(desk, (new,), following_passphrase, strength, "emergency", by)
    _replace_root(desk, next_key)
    return sealed


def renew_status_key(
    desk: Desk,
    passphrase: str,
    *,
    stolen: bool = False,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> TrustList:
    """Make a new status key, end the one until now, and publish both at once.

    Args:
        desk: the agency's machine.
        passphrase: of the root key; it seals the new status key as well.
        stolen: whether somebody else may have the old one; else it is retired.
        strength: FAST is for tests and the practice centre only.
        by: who does it, for the audit log.

    Raises:
        WrongPassphraseError, NoAgencyError.
    """
    published = published_list(desk)
    now = now_of(desk)
    old = desk.keys.load(STATUS_KEY)
    with unlock_key(desk, AGENCY_KEY, passphrase) as root:
        desk.keys.keep(f"{STATUS_KEY}-until-{kid(old.signing_key).hex()}", old)
        name = published.content.agency
        new = make_key(desk, STATUS_KEY, Purpose.STATUS, name, passphrase, strength)
        reason = RevocationReason.COMPROMISED if stolen else RevocationReason.RETIRED
        draft = read_draft(desk, published)
        lives = tuple(
            replace(life, revoked_from=now, reason=reason) if life.key == old.public_key else life
            for life in draft.status_keys
        )
        added = KeyLife(new, Period(now, now + STATUS_KEY_LIFE))
        content = successor(published, replace(draft, status_keys=(*lives, added)), now)
        return _sign_and_keep(desk, content, (root,), "status-key-renewed", by)


def _check_announced(desk: Desk, next_key: SealedKey) -> None:
    announced = published_list(desk).content.next_key_sha256
    if hashlib.sha256(next_key.public_key).digest() != announced:
        raise WrongNextKeyError


def _rotate(
    desk: Desk,
    signers: tuple[SigningKey, ...],
    following_passphrase: str,
    strength: Strength,
    action: str,
    by: StaffId | None,
) -> SealedKey:
    """Publish a list under the first signer's root; return the sealed key that it announces."""
    published = published_list(desk)
    with SigningKey.generate() as following:
        sealed = _sealed_root(following, published.content.agency, following_passphrase, strength)
        content = replace(
            successor(published, read_draft(desk, published), now_of(desk)),
            agency_key=signers[0].public_key,
            next_key_sha256=hashlib.sha256(following.public_key).digest(),
        )
    desk.keys.keep(NEXT_ROOT, sealed)
    _sign_and_keep(desk, content, signers, action, by)
    return sealed


def _replace_root(desk: Desk, next_key: SealedKey) -> None:
    if AGENCY_KEY in desk.keys.names():
        before = desk.keys.load(AGENCY_KEY)
        desk.keys.keep(f"{AGENCY_KEY}-until-{kid(before.signing_key).hex()}", before)
    desk.keys.keep(AGENCY_KEY, next_key)


def _sign_and_keep(
    desk: Desk,
    content: TrustContent,
    signers: tuple[Signer, ...],
    action: str,
    by: StaffId | None,
) -> TrustList:
    raw = sign_trust_list(content, *signers)
    _keep(desk, raw, content, action, by)
    return open_trust_list(raw, content.agency_key)


def _keep(desk: Desk, raw: bytes, content: TrustContent, action: str, by: StaffId | None) -> None:
    desk.published.keep(f"{ARCHIVE}/{content.sequence:06}.json", raw)
    desk.published.keep_trust(raw)
    discard_draft(desk)
    with desk.uow() as uow:
        at = desk.clock.now()
        uow.note(f"trust.{action}", desk.id, by=by, at=at, sequence=content.sequence)
        uow.commit()


def _sealed_root(key: SigningKey, name: str, passphrase: str, strength: Strength) -> SealedKey:
    return key.seal(passphrase, purpose=Purpose.AGENCY, owner=name, strength=strength)
