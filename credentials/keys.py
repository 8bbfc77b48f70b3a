"""Public keys and the sealed key file. No private key passes through here.

Source: RFC 8032 (Ed25519); design §4 "Trust": a kid is a hint, identity is the key that verified.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NewType

from nacl import bindings
from nacl.exceptions import BadSignatureError
from nacl.pwhash import argon2id

from credentials import checked_json
from credentials.errors import KeyFileDamagedError, WeakKeyError, WrongPurposeError

PublicKey = NewType("PublicKey", bytes)
"""32 bytes that `public_key` has looked at."""
EncryptionKey = NewType("EncryptionKey", bytes)
"""32 bytes of X25519 (RFC 7748) that `encryption_key` has looked at. Verifies nothing."""
Kid = NewType("Kid", bytes)
"""First 8 bytes of SHA-256 of a public key. A hint for finding keys; never an identity."""

PUBLIC_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
KID_BYTES: Final = 8
MAX_KEY_FILE_BYTES: Final = 8192
MAX_OWNER_CHARS: Final = 200
MAX_OPSLIMIT: Final = 16
"""A key file that asks for more passes is refused: it would only keep the machine busy."""
MAX_MEMLIMIT_BYTES: Final = 1 << 30
"""As above, for Argon2id's memory: 1 GiB, libsodium's SENSITIVE."""

_FORMAT: Final = "touchstone-key/1"
_SALT_BYTES: Final = argon2id.SALTBYTES
_BOX_BYTES: Final = 24 + 16 + 32 + 32  # nonce, authenticator, seed, digest of the open fields
_FIELDS: Final = frozenset({"format", "purpose", "owner", "publicKey", "kdf", "box"})
_KDF_FIELDS: Final = {"name", "opslimit", "memlimit", "salt"}
_FINGERPRINT_DIGITS: Final = 30
_FINGERPRINT_GROUP: Final = 5
_ANY_SCALAR: Final = bytes([8]) + bytes(30) + bytes([64])


class Purpose(Enum):
    """What a key is for. A key serves one purpose only."""

    PERSONAL = "personal"
    CENTRE = "centre"
    AGENCY = "agency"
    STATUS = "status"
    ENCRYPTION = "encryption"
    """X25519, beside a personal key: others seal to it what only its owner shall read."""


class Strength(Enum):
    """How much work one guess at a passphrase costs; (passes, bytes of memory) of Argon2id."""

    NORMAL = (argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
    """0.7 s and 256 MiB: what a field laptop can still do while somebody waits (ADR 0003)."""
    FAST = (argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
    """No protection worth the name: tests and the practice centre only."""


@dataclass(frozen=True, slots=True)
class Kdf:
    """How the passphrase was turned into a key: Argon2id with these parameters."""

    opslimit: int
    memlimit: int
    """Bytes."""
    salt: bytes


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A private key that a passphrase locks. Everything but `box` is readable without it."""

    purpose: Purpose
    owner: str
    """Whose key it is, for people; at most MAX_OWNER_CHARS."""
    public_key: PublicKey | EncryptionKey
    kdf: Kdf
    box: bytes
    """Nonce and SecretBox of the seed and of `open_digest`."""

    @property
    def signing_key(self) -> PublicKey:
        """The public key, if it is one that verifies signatures.

        Raises:
            WrongPurposeError: it is an encryption key.
        """
        if self.purpose is Purpose.ENCRYPTION:
            raise WrongPurposeError("an encryption key signs nothing")
        return PublicKey(self.public_key)

    @property
    def open_digest(self) -> bytes:
        """SHA-256 of the open fields; sealed with the seed, so that none can be exchanged."""
        return hashlib.sha256(checked_json.canonical(_open_fields(self))).digest()

    def to_bytes(self) -> bytes:
        """Write the key file: UTF-8 JSON with a checksum, so that damage shows without a key."""
        return checked_json.write(_open_fields(self) | {"box": self.box.hex()})


def public_key(raw: bytes) -> PublicKey:
    """Return `raw` as a public key after looking at it.

    Raises:
        WeakKeyError: not 32 bytes, not the one encoding of a point, or of small order. With a
            small-order key almost any signature would be "good" for almost any message.
    """
    if len(raw) != PUBLIC_KEY_BYTES or not bindings.crypto_core_ed25519_is_valid_point(bytes(raw)):
        raise WeakKeyError("not an Ed25519 public key in the prime-order group")
    return PublicKey(bytes(raw))


def encryption_key(raw: bytes) -> EncryptionKey:
    """Return `raw` as an X25519 public key after looking at it.

    Raises:
        WeakKeyError: not 32 bytes, or of small order: everybody could read what is sealed to it.
    """
    if len(raw) != PUBLIC_KEY_BYTES:
        raise WeakKeyError("not an X25519 public key")
    try:
        bindings.crypto_scalarmult(_ANY_SCALAR, bytes(raw))
    except RuntimeError as error:  # libsodium: the product is zero
        raise WeakKeyError("an X25519 public key of small order") from error
    return EncryptionKey(bytes(raw))


def kid(key: PublicKey) -> Kid:
    """Return the short name of a key."""
    return Kid(hashlib.sha256(key).digest()[:KID_BYTES])


def fingerprint(key: PublicKey | EncryptionKey) -> str:
    """Return 30 digits in six groups for two people to read to each other.

    The first 16 bytes of SHA-256 of the key, as a number modulo 10**30 (about 100 bits).
    """
    number = int.from_bytes(hashlib.sha256(key).digest()[:16]) % 10**_FINGERPRINT_DIGITS
    digits = f"{number:0{_FINGERPRINT_DIGITS}}"
    step = _FINGERPRINT_GROUP
    return " ".join(digits[i : i + step] for i in range(0, len(digits), step))


def signature_is_good(key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` (64 bytes) is `key`'s over exactly `message`."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        bindings.crypto_sign_open(signature + message, key)
    except BadSignatureError:
        return False
    return True


def parse_key_file(raw: bytes) -> SealedKey:
    """Read a key file without opening it.

    Raises:
        KeyFileDamagedError: too long, not this format, a field missing or wrong, or the checksum
            does not hold.
    """
    if len(raw) > MAX_KEY_FILE_BYTES:
        raise KeyFileDamagedError(f"{len(raw)} bytes; at most {MAX_KEY_FILE_BYTES} are allowed")
    doc = checked_json.read(raw, KeyFileDamagedError, _FIELDS)
    if doc["format"] != _FORMAT:
        raise KeyFileDamagedError(f"not a key file of format {_FORMAT}")
    try:
        return _sealed(doc)
    except (ValueError, TypeError, KeyError, AttributeError, WeakKeyError) as error:
        raise KeyFileDamagedError(f"not a key file: {type(error).__name__}") from error


def _sealed(doc: dict[str, Any]) -> SealedKey:
    owner, box = doc["owner"], bytes.fromhex(doc["box"])
    if len(box) != _BOX_BYTES:
        raise KeyFileDamagedError("the box is of another size")
    if not isinstance(owner, str) or len(owner) > MAX_OWNER_CHARS:
        raise KeyFileDamagedError("no owner")
    purpose, raw = Purpose(doc["purpose"]), bytes.fromhex(doc["publicKey"])
    key = encryption_key(raw) if purpose is Purpose.ENCRYPTION else public_key(raw)
    return SealedKey(purpose, owner, key, kdf_from_json(doc["kdf"]), box)


def kdf_to_json(kdf: Kdf) -> dict[str, Any]:
    """Return the parameters as a key file and a recovery share write them."""
    return {
        "name": "argon2id",
        "opslimit": kdf.opslimit,
        "memlimit": kdf.memlimit,
        "salt": kdf.salt.hex(),
    }


def kdf_from_json(doc: dict[str, Any]) -> Kdf:
    """Read what `kdf_to_json` writes.

    Raises:
        KeyFileDamagedError: another derivation, or parameters outside the limits.
        ValueError, TypeError, AttributeError: no such object; the caller says what that means.
    """
    if doc.keys() != _KDF_FIELDS or doc["name"] != "argon2id":
        raise KeyFileDamagedError("unknown key derivation")
    kdf = Kdf(doc["opslimit"], doc["memlimit"], bytes.fromhex(doc["salt"]))
    if not (
        type(kdf.opslimit) is type(kdf.memlimit) is int
        and argon2id.OPSLIMIT_MIN <= kdf.opslimit <= MAX_OPSLIMIT
        and argon2id.MEMLIMIT_MIN <= kdf.memlimit <= MAX_MEMLIMIT_BYTES
        and len(kdf.salt) == _SALT_BYTES
    ):
        raise KeyFileDamagedError("key derivation outside the limits")
    return kdf


def _open_fields(sealed: SealedKey) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "purpose": sealed.purpose.value,
        "owner": sealed.owner,
        "publicKey": sealed.public_key.hex(),
        "kdf": kdf_to_json(sealed.kdf),
    }
