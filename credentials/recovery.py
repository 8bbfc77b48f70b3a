"""Sealed recovery of a centre's or an agency's key, in two people's hands.

The private key is divided by XOR: each half alone is random bytes. Each half is sealed for one of
two people, under a recovery passphrase of that person, and kept apart; whoever has one half and its
passphrase has nothing. Personal signing keys have no recovery: design §4 "Trust".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.utils import random

from credentials import checked_json
from credentials.errors import (
    KeyFileDamagedError,
    RecoveryNotAllowedError,
    RecoveryShareDamagedError,
    RecoverySharesDifferError,
    SameHolderError,
    WeakKeyError,
    WrongPassphraseError,
)
from credentials.keys import (
    MAX_KEY_FILE_BYTES,
    MAX_OWNER_CHARS,
    Kdf,
    PublicKey,
    Purpose,
    Strength,
    kdf_from_json,
    kdf_to_json,
    public_key,
)
from credentials.sealing import SECRET_BYTES, new_kdf, secret_box
from credentials.signing import SigningKey

RECOVERABLE: Final = frozenset({Purpose.CENTRE, Purpose.AGENCY})
"""What may be recovered: keys of an institution, which outlive the person who keeps them."""

_FORMAT: Final = "touchstone-recovery/1"
_FIELDS: Final = frozenset(
    {"format", "purpose", "owner", "publicKey", "holder", "part", "set", "kdf", "box"}
)
_BOX_BYTES: Final = 24 + 16 + SECRET_BYTES + 32  # nonce, authenticator, half, digest
_SET_BYTES: Final = 16
_ERROR: Final = RecoveryShareDamagedError


@dataclass(frozen=True, slots=True)
class RecoveryShare:
    """One half of a key, locked by its holder's recovery passphrase."""

    purpose: Purpose
    owner: str
    """Whose key it is."""
    public_key: PublicKey
    holder: str
    """Who keeps this half."""
    part: int
    """1 or 2."""
    set_id: bytes
    """The same in both halves of one division; halves of two divisions do not fit."""
    kdf: Kdf
    box: bytes

    @property
    def open_digest(self) -> bytes:
        """SHA-256 of the open fields; sealed with the half, so that none can be exchanged."""
        return hashlib.sha256(checked_json.canonical(_open_fields(self))).digest()

    def to_bytes(self) -> bytes:
        """Write the share's file."""
        return checked_json.write(_open_fields(self) | {"box": self.box.hex()})


@dataclass(frozen=True, slots=True)
class Holder:
    """One of the two people who keep a recovery, with the passphrase that only they know."""

    name: str
    passphrase: str


def divide(
    key: SigningKey,
    first: Holder,
    second: Holder,
    *,
    purpose: Purpose,
    owner: str,
    strength: Strength = Strength.NORMAL,
) -> tuple[RecoveryShare, RecoveryShare]:
    """Divide a key between two people. Takes two passphrase derivations.

    Raises:
        RecoveryNotAllowedError: the purpose is not one of RECOVERABLE.
        SameHolderError: one person would hold both halves.
        EmptyPassphraseError: a holder has no passphrase.
    """
    if purpose not in RECOVERABLE:
        raise RecoveryNotAllowedError(f"a {purpose.value} key has no recovery")
    if first.name.strip().casefold() == second.name.strip().casefold():
        raise SameHolderError("the two halves belong in two people's hands")
    if first.passphrase == second.passphrase:
        raise SameHolderError("two people have chosen one passphrase")
    one, other = key.halves()
    set_id = random(_SET_BYTES)
    shares = []
    for part, (half, holder) in enumerate(((one, first), (other, second)), start=1):
        shape = RecoveryShare(
            purpose, owner, key.public_key, holder.name, part, set_id, new_kdf(strength), b""
        )
        shares.append(_locked(shape, half, holder.passphrase))
    return shares[0], shares[1]


def join(
    first: RecoveryShare, first_passphrase: str, second: RecoveryShare, second_passphrase: str
) -> SigningKey:
    """Make the key of both halves. Close it, or use it in a `with` block.

    Raises:
        RecoverySharesDifferError: not the two halves of one division.
        WrongPassphraseError, EmptyPassphraseError: a half stays shut.
        RecoveryShareDamagedError: a half opens, but its open fields were exchanged.
    """
    same = ("purpose", "owner", "public_key", "set_id")
    if {first.part, second.part} != {1, 2} or any(
        getattr(first, name) != getattr(second, name) for name in same
    ):
        raise RecoverySharesDifferError("these are not the two halves of one key")
    halves = _half(first, first_passphrase), _half(second, second_passphrase)
    key = SigningKey.from_halves(*halves)
    if key.public_key != first.public_key:
        key.close()
        raise RecoverySharesDifferError("the two halves make another key")
    return key


def parse_share(raw: bytes) -> RecoveryShare:
    """Read a share's file without opening it.

    Raises:
        RecoveryShareDamagedError: too long, not this format, a field missing or wrong.
    """
    if len(raw) > MAX_KEY_FILE_BYTES:
        raise _ERROR(f"{len(raw)} bytes; at most {MAX_KEY_FILE_BYTES} are allowed")
    doc = checked_json.read(raw, _ERROR, _FIELDS)
    try:
        return _share(doc)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _ERROR(f"not a recovery share: {type(error).__name__}") from error
    except (WeakKeyError, KeyFileDamagedError) as error:
        raise _ERROR(str(error)) from error


def _share(doc: dict[str, Any]) -> RecoveryShare:
    share = RecoveryShare(
        purpose=Purpose(doc["purpose"]),
        owner=doc["owner"],
        public_key=public_key(bytes.fromhex(doc["publicKey"])),
        holder=doc["holder"],
        part=doc["part"],
        set_id=bytes.fromhex(doc["set"]),
        kdf=kdf_from_json(doc["kdf"]),
        box=bytes.fromhex(doc["box"]),
    )
    names: tuple[object, ...] = (doc["owner"], doc["holder"])
    if doc["format"] != _FORMAT or share.purpose not in RECOVERABLE:
        raise _ERROR(f"not a recovery share of format {_FORMAT}")
    if not all(isinstance(name, str) and len(name) <= MAX_OWNER_CHARS for name in names):
        raise _ERROR("no owner or no holder")
    if doc["part"] not in (1, 2) or type(doc["part"]) is not int:
        raise _ERROR("a share is part 1 or 2")
    if len(share.set_id) != _SET_BYTES or len(share.box) != _BOX_BYTES:
        raise _ERROR("the half is of another size")
    return share


def _locked(shape: RecoveryShare, half: bytes, passphrase: str) -> RecoveryShare:
    box = bytes(secret_box(passphrase, shape.kdf).encrypt(half + shape.open_digest))
    return replace(shape, box=box)


def _half(share: RecoveryShare, passphrase: str) -> bytes:
    try:
        plain = secret_box(passphrase, share.kdf).decrypt(share.box)
    except CryptoError as error:
        raise WrongPassphraseError(f"this does not open the half of {share.holder}") from error
    if plain[SECRET_BYTES:] != share.open_digest:
        raise _ERROR("the open fields are not those the half was sealed with")
    return plain[:SECRET_BYTES]


def _open_fields(share: RecoveryShare) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "purpose": share.purpose.value,
        "owner": share.owner,
        "publicKey": share.public_key.hex(),
        "holder": share.holder,
        "part": share.part,
        "set": share.set_id.hex(),
        "kdf": kdf_to_json(share.kdf),
    }
