"""Public keys and the sealed key file. No private key passes through here.

Source: RFC 8032 (Ed25519); design §4 "Trust": a kid is a hint, identity is the key that verified.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NewType

from nacl import bindings
from nacl.exceptions import BadSignatureError
from nacl.pwhash import argon2id

from credentials.errors import KeyFileDamagedError, WeakKeyError

PublicKey = NewType("PublicKey", bytes)
"""32 bytes that `public_key` has looked at."""
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
_FIELDS: Final = {"format", "purpose", "owner", "publicKey", "kdf", "box", "checksum"}
_KDF_FIELDS: Final = {"name", "opslimit", "memlimit", "salt"}
_FINGERPRINT_DIGITS: Final = 30
_FINGERPRINT_GROUP: Final = 5


class Purpose(Enum):
    """What a key is for. A key serves one purpose only."""

    PERSONAL = "personal"
    CENTRE = "centre"
    AGENCY = "agency"
    STATUS = "status"


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
    public_key: PublicKey
    kdf: Kdf
    box: bytes
    """Nonce and SecretBox of the seed and of `open_digest`."""

    @property
    def open_digest(self) -> bytes:
        """SHA-256 of the open fields; sealed with the seed, so that none can be exchanged."""
        return hashlib.sha256(_canonical(_open_fields(self))).digest()

    def to_bytes(self) -> bytes:
        """Write the key file: UTF-8 JSON with a checksum, so that damage shows without a key."""
        fields = _open_fields(self) | {"box": self.box.hex()}
        return _canonical(fields | {"checksum": _checksum(fields)}, indent=1) + b"\n"


def public_key(raw: bytes) -> PublicKey:
    """Return `raw` as a public key after looking at it.

    Raises:
        WeakKeyError: not 32 bytes, not the one encoding of a point, or of small order. With a
            small-order key almost any signature would be "good" for almost any message.
    """
    if len(raw) != PUBLIC_KEY_BYTES or not bindings.crypto_core_ed25519_is_valid_point(bytes(raw)):
        raise WeakKeyError("not an Ed25519 public key in the prime-order group")
    return PublicKey(bytes(raw))


def kid(key: PublicKey) -> Kid:
    """Return the short name of a key."""
    return Kid(hashlib.sha256(key).digest()[:KID_BYTES])


def fingerprint(key: PublicKey) -> str:
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
    try:
        doc = json.loads(raw.decode())
        if not isinstance(doc, dict) or doc.keys() != _FIELDS or doc["format"] != _FORMAT:
            raise KeyFileDamagedError(f"not a key file of format {_FORMAT}")
        checksum = doc.pop("checksum")
        if not isinstance(checksum, str) or not hmac.compare_digest(
            checksum.encode(), _checksum(doc).encode()
        ):
            raise KeyFileDamagedError("the checksum does not hold")
        return _sealed(doc)
    except (ValueError, TypeError, KeyError, RecursionError, WeakKeyError) as error:
        raise KeyFileDamagedError(f"not a key file: {type(error).__name__}") from error


def _sealed(doc: dict[str, Any]) -> SealedKey:
    kdf, owner = doc["kdf"], doc["owner"]
    if kdf.keys() != _KDF_FIELDS or kdf["name"] != "argon2id":
        raise KeyFileDamagedError("unknown key derivation")
    read = Kdf(kdf["opslimit"], kdf["memlimit"], bytes.fromhex(kdf["salt"]))
    limits_hold = (
        type(read.opslimit) is type(read.memlimit) is int
        and argon2id.OPSLIMIT_MIN <= read.opslimit <= MAX_OPSLIMIT
        and argon2id.MEMLIMIT_MIN <= read.memlimit <= MAX_MEMLIMIT_BYTES
        and len(read.salt) == _SALT_BYTES
    )
    box = bytes.fromhex(doc["box"])
    if not limits_hold or len(box) != _BOX_BYTES:
        raise KeyFileDamagedError("key derivation or box outside the limits")
    if not isinstance(owner, str) or len(owner) > MAX_OWNER_CHARS:
        raise KeyFileDamagedError("no owner")
    key = public_key(bytes.fromhex(doc["publicKey"]))
    return SealedKey(Purpose(doc["purpose"]), owner, key, read, box)


def _open_fields(sealed: SealedKey) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "purpose": sealed.purpose.value,
        "owner": sealed.owner,
        "publicKey": sealed.public_key.hex(),
        "kdf": {
            "name": "argon2id",
            "opslimit": sealed.kdf.opslimit,
            "memlimit": sealed.kdf.memlimit,
            "salt": sealed.kdf.salt.hex(),
        },
    }


def _checksum(fields: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(fields)).hexdigest()


def _canonical(fields: dict[str, Any], indent: int | None = None) -> bytes:
    return json.dumps(fields, sort_keys=True, ensure_ascii=True, indent=indent).encode()
