"""Signing with private keys, sealing and unsealing them: the only module that sees one."""

from __future__ import annotations

from typing import Final, Protocol, Self

from nacl import bindings
from nacl.utils import random

from credentials.encryption import unseal_decryption_key
from credentials.errors import KeyClosedError, KeyFileDamagedError, WrongPurposeError
from credentials.keys import (
    SIGNATURE_BYTES,
    Kid,
    PublicKey,
    Purpose,
    SealedKey,
    Strength,
    kid,
    public_key,
)
from credentials.sealing import lock, unlock

_SEED_BYTES: Final = bindings.crypto_sign_SEEDBYTES


class Signer(Protocol):
    """Whatever can sign with one Ed25519 key: a key in memory, a card, another process."""

    @property
    def public_key(self) -> PublicKey:
        """The key that verifies what `sign` makes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of exactly `message`."""
        ...


class SigningKey:
    """One private key in memory. Use it in a `with` block, so that it is closed.

    `close` overwrites our copy of the key. Python and libsodium's binding may have made short-lived
    copies: closing shortens the time in which a key can be found in memory, no more.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != _SEED_BYTES:
            raise ValueError(f"a seed has {_SEED_BYTES} bytes, not {len(seed)}")
        verifying, secret = bindings.crypto_sign_seed_keypair(bytes(seed))
        self._public_key = public_key(verifying)
        self._secret = bytearray(secret)

    @classmethod
    def generate(cls) -> Self:
        """Make a new key from the system's random source."""
        return cls(random(_SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make the key of a 32-byte seed: for tests and for golden files."""
        return cls(seed)

    @property
    def public_key(self) -> PublicKey:
        """The key that verifies; stays readable after `close`."""
        return self._public_key

    @property
    def kid(self) -> Kid:
        """The short name of the public key."""
        return kid(self._public_key)

    @property
    def closed(self) -> bool:
        """Whether the private key is gone."""
        return not self._secret

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of `message`.

        Raises:
            KeyClosedError: `close` was called.
        """
        if self.closed:
            raise KeyClosedError("this key is closed; unlock it again to sign")
        return bindings.crypto_sign(message, bytes(self._secret))[:SIGNATURE_BYTES]

    def close(self) -> None:
        """Overwrite the private key. A second call does nothing."""
        self._secret[:] = bytes(len(self._secret))
        self._secret.clear()

    def seal(
        self,
        passphrase: str,
        *,
        purpose: Purpose,
        owner: str,
        strength: Strength = Strength.NORMAL,
    ) -> SealedKey:
        """Lock this key with a passphrase.

        Args:
            passphrase: not empty; compared after Unicode NFKC, so that any keyboard will do.
            purpose: sealed with the key, so that it cannot be exchanged in the file.
            owner: whose key it is, for people; at most MAX_OWNER_CHARS.
            strength: FAST is for tests and the practice centre only.

        Raises:
            EmptyPassphraseError: the passphrase is empty.
            KeyClosedError: `close` was called.
        """
        if self.closed:
            raise KeyClosedError("this key is closed; unlock it again to seal it")
        seed = bytes(self._secret[:_SEED_BYTES])
        return lock(
            seed, self._public_key, passphrase, purpose=purpose, owner=owner, strength=strength
        )

    def halves(self) -> tuple[bytes, bytes]:
        """Return two shares of the key: each alone is random bytes, both together the key.

        For `credentials.recovery` only, which seals them to two people.

        Raises:
            KeyClosedError: `close` was called.
        """
        if self.closed:
            raise KeyClosedError("this key is closed; unlock it again to divide it")
        one = random(_SEED_BYTES)
        return one, _xor(one, bytes(self._secret[:_SEED_BYTES]))

    @classmethod
    def from_halves(cls, one: bytes, other: bytes) -> Self:
        """Make the key of two shares that `halves` returned; the caller compares its public key."""
        return cls(_xor(one, other))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<SigningKey {self.kid.hex()}{' closed' if self.closed else ''}>"

    def __reduce__(self) -> str:
        raise TypeError("a private key is neither pickled nor copied")


def unseal(sealed: SealedKey, passphrase: str) -> SigningKey:
    """Open a sealed key. Takes as long as its `kdf` asks, 0.7 s normally: not on a GUI thread.

    Raises:
        WrongPassphraseError: the passphrase does not open it.
        KeyFileDamagedError: it opens, but the open fields are not those it was sealed with.
        EmptyPassphraseError: the passphrase is empty.
        WrongPurposeError: it is an encryption key.
    """
    if sealed.purpose is Purpose.ENCRYPTION:
        raise WrongPurposeError("an encryption key signs nothing")
    key = SigningKey(unlock(sealed, passphrase))
    if key.public_key != sealed.public_key:
        key.close()
        raise KeyFileDamagedError("the private key is not the one of the public key")
    return key


def change_passphrase(
    sealed: SealedKey, old: str, new: str, *, strength: Strength = Strength.NORMAL
) -> SealedKey:
    """Return the same key sealed with another passphrase, with a new salt and nonce.

    Raises:
        WrongPassphraseError, KeyFileDamagedError, EmptyPassphraseError: see `unseal`.
    """
    if sealed.purpose is Purpose.ENCRYPTION:
        with unseal_decryption_key(sealed, old) as opened:
            return opened.seal(new, owner=sealed.owner, strength=strength)
    with unseal(sealed, old) as key:
        return key.seal(new, purpose=sealed.purpose, owner=sealed.owner, strength=strength)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
