"""Encryption keys (X25519), apart from signing keys: sealing something to one person.

Source: RFC 7748; libsodium's sealed boxes (X25519, XSalsa20-Poly1305, an ephemeral key each).
"""

from __future__ import annotations

from typing import Self

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.public import PublicKey as BoxKey
from nacl.utils import random

from credentials.errors import (
    KeyClosedError,
    KeyFileDamagedError,
    SealedForAnotherError,
    WrongPurposeError,
)
from credentials.keys import EncryptionKey, Purpose, SealedKey, Strength, encryption_key
from credentials.sealing import SECRET_BYTES, lock, unlock


def seal_to(key: EncryptionKey, plain: bytes) -> bytes:
    """Seal bytes so that only the owner of `key` can read them. Says nothing about who did it."""
    return bytes(SealedBox(BoxKey(key)).encrypt(plain))


class DecryptionKey:
    """One private X25519 key in memory. Use it in a `with` block, so that it is closed."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise ValueError(f"a private key has {SECRET_BYTES} bytes, not {len(secret)}")
        self._public_key = encryption_key(bindings.crypto_scalarmult_base(bytes(secret)))
        self._secret = bytearray(secret)

    @classmethod
    def generate(cls) -> Self:
        """Make a new key from the system's random source."""
        return cls(random(SECRET_BYTES))

    @property
    def public_key(self) -> EncryptionKey:
        """The key that others seal to; stays readable after `close`."""
        return self._public_key

    def open(self, sealed: bytes) -> bytes:
        """Open what `seal_to` made.

        Raises:
            SealedForAnotherError: it is for another key, or was changed.
            KeyClosedError: `close` was called.
        """
        try:
            return bytes(SealedBox(PrivateKey(self._own())).decrypt(sealed))
        except (CryptoError, ValueError) as error:
            raise SealedForAnotherError("not sealed for this key, or changed since") from error

    def seal(self, passphrase: str, *, owner: str, strength: Strength) -> SealedKey:
        """Lock this key with a passphrase, as a key file of purpose ENCRYPTION.

        Raises:
            EmptyPassphraseError, KeyClosedError.
        """
        return lock(
            self._own(),
            self._public_key,
            passphrase,
            purpose=Purpose.ENCRYPTION,
            owner=owner,
            strength=strength,
        )

    def close(self) -> None:
        """Overwrite the private key. A second call does nothing."""
        self._secret[:] = bytes(len(self._secret))
        self._secret.clear()

    def _own(self) -> bytes:
        if not self._secret:
            raise KeyClosedError("this key is closed; unlock it again")
        return bytes(self._secret)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<DecryptionKey {self._public_key[:4].hex()}>"

    def __reduce__(self) -> str:
        raise TypeError("a private key is neither pickled nor copied")


def unseal_decryption_key(sealed: SealedKey, passphrase: str) -> DecryptionKey:
    """Open a sealed encryption key; takes as long as its `kdf` asks.

    Raises:
        WrongPurposeError: it is a signing key.
        WrongPassphraseError, EmptyPassphraseError, KeyFileDamagedError: as for a signing key.
    """
    if sealed.purpose is not Purpose.ENCRYPTION:
        raise WrongPurposeError("a signing key opens nothing")
    key = DecryptionKey(unlock(sealed, passphrase))
    if key.public_key != sealed.public_key:
        key.close()
        raise KeyFileDamagedError("the private key is not the one of the public key")
    return key
