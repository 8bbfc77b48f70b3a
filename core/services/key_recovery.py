"""Sealed recovery of the centre's or the agency's key, in two people's hands."""

from core.errors import NotFoundError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.key_care import note_key
from credentials.errors import RecoveryNotAllowedError, RecoverySharesDifferError
from credentials.keys import PublicKey, Strength, kid
from credentials.recovery import RECOVERABLE, Holder, divide, join, parse_share
from credentials.signing import unseal


def make_recovery(
    desk: Desk,
    key_name: str,
    passphrase: str,
    first: Holder,
    second: Holder,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> tuple[bytes, bytes]:
    """Divide a key between two people; return the file of each. Takes three derivations.

    The two files belong on two sticks in two places, and neither holder needs this desk's
    passphrase. Shares made earlier still work.

    Raises:
        RecoveryNotAllowedError: it is a personal, a status or an encryption key.
        SameHolderError: one person would hold both halves.
        WrongPassphraseError, EmptyPassphraseError, NotFoundError.
    """
    sealed = desk.keys.load(key_name)
    if sealed.purpose not in RECOVERABLE:
        raise RecoveryNotAllowedError(f"a {sealed.purpose.value} key has no recovery")
    with unseal(sealed, passphrase) as key:
        one, other = divide(
            key, first, second, purpose=sealed.purpose, owner=sealed.owner, strength=strength
        )
    note_key(desk, "key.recovery-made", by, key=key_name, holders=[first.name, second.name])
    return one.to_bytes(), other.to_bytes()


def recover_key(
    desk: Desk,
    key_name: str,
    first: tuple[bytes, str],
    second: tuple[bytes, str],
    new_passphrase: str,
    *,
    strength: Strength = Strength.NORMAL,
    by: StaffId | None = None,
) -> PublicKey:
    """Make the key of both halves and keep it here under a new passphrase.

    A key of another public key that is here under this name stays, under another name.

    Args:
        desk: where the key is to live again.
        key_name: `centre` or `agency`.
        first: a share's file and its holder's recovery passphrase.
        second: the other share's.
        new_passphrase: what will open the key at this desk.
        strength: FAST is for tests and the practice centre only.
        by: who does it, for the audit log.

    Raises:
        RecoveryShareDamagedError, RecoverySharesDifferError: the files are not two halves.
        WrongPassphraseError, EmptyPassphraseError: one of the three passphrases.
    """
    one, other = parse_share(first[0]), parse_share(second[0])
    if one.purpose.value != key_name:
        raise RecoverySharesDifferError(f"the halves are of a {one.purpose.value} key")
    with join(one, first[1], other, second[1]) as key:
        sealed = key.seal(new_passphrase, purpose=one.purpose, owner=one.owner, strength=strength)
        _put_aside(desk, key_name, key.public_key)
        desk.keys.keep(key_name, sealed)
        note_key(desk, "key.recovered", by, key=key_name, holders=[one.holder, other.holder])
        return key.public_key


def _put_aside(desk: Desk, key_name: str, recovered: PublicKey) -> None:
    try:
        before = desk.keys.load(key_name)
    except NotFoundError:
        return
    if before.public_key != recovered:
        desk.keys.keep(f"{key_name}-until-{kid(before.signing_key).hex()}", before)
