"""Lock 32 secret bytes with a passphrase, and open them again: for every kind of private key."""

from __future__ import annotations

import unicodedata
from typing import Final

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from credentials.errors import EmptyPassphraseError, KeyFileDamagedError, WrongPassphraseError
from credentials.keys import (
    MAX_OWNER_CHARS,
    EncryptionKey,
    Kdf,
    PublicKey,
    Purpose,
    SealedKey,
    Strength,
)

SECRET_BYTES: Final = 32


def new_kdf(strength: Strength) -> Kdf:
    """Draw the parameters for locking something anew, with a fresh salt."""
    return Kdf(*strength.value, salt=random(argon2id.SALTBYTES))


def secret_box(passphrase: str, kdf: Kdf) -> SecretBox:
    """Return the box of a passphrase: Argon2id over its Unicode NFKC, so any keyboard will do.

    Raises:
        EmptyPassphraseError: the passphrase is empty.
    """
    if not passphrase:
        raise EmptyPassphraseError("a passphrase may not be empty")
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return SecretBox(argon2id.kdf(SecretBox.KEY_SIZE, typed, kdf.salt, kdf.opslimit, kdf.memlimit))


def lock(
    secret: bytes,
    public: PublicKey | EncryptionKey,
    passphrase: str,
    *,
    purpose: Purpose,
    owner: str,
    strength: Strength,
) -> SealedKey:
    """Lock a private key; purpose, owner and public key are sealed with it.

    Raises:
        EmptyPassphraseError: the passphrase is empty.
    """
    if len(owner) > MAX_OWNER_CHARS:
        raise ValueError(f"an owner has at most {MAX_OWNER_CHARS} characters")
    kdf = new_kdf(strength)
    shape = SealedKey(purpose, owner, public, kdf, b"")
    box = bytes(secret_box(passphrase, kdf).encrypt(secret + shape.open_digest))
    return SealedKey(purpose, owner, public, kdf, box)


def unlock(sealed: SealedKey, passphrase: str) -> bytes:
    """Return the 32 secret bytes; the caller compares the public key that they make.

    Raises:
        WrongPassphraseError, EmptyPassphraseError: nothing was opened.
        KeyFileDamagedError: it opens, but the open fields are not those it was sealed with.
    """
    try:
        plain = secret_box(passphrase, sealed.kdf).decrypt(sealed.box)
    except CryptoError as error:
        raise WrongPassphraseError("this passphrase does not open the key") from error
    if plain[SECRET_BYTES:] != sealed.open_digest:
        raise KeyFileDamagedError("the open fields are not those the key was sealed with")
    return plain[:SECRET_BYTES]
