"""Recovery in two people's hands, and encryption keys apart from signing keys."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import checked_json
from credentials.encryption import DecryptionKey, seal_to, unseal_decryption_key
from credentials.errors import (
    CredentialError,
    EmptyPassphraseError,
    KeyClosedError,
    RecoveryNotAllowedError,
    RecoveryShareDamagedError,
    RecoverySharesDifferError,
    SameHolderError,
    SealedForAnotherError,
    WeakKeyError,
    WrongPassphraseError,
    WrongPurposeError,
)
from credentials.keys import Purpose, SealedKey, Strength, encryption_key, parse_key_file
from credentials.recovery import Holder, RecoveryShare, divide, join, parse_share
from credentials.signing import SigningKey, change_passphrase, unseal

FAST: Final = Strength.FAST
SOKHA, BORA = Holder("Sokha Keo", "a blue kettle"), Holder("Bora Ly", "two red lathes")


def _divided(
    seed: bytes = b"k" * 32, first: Holder = SOKHA, second: Holder = BORA
) -> tuple[RecoveryShare, RecoveryShare]:
    with SigningKey.from_seed(seed) as key:
        return divide(
            key, first, second, purpose=Purpose.CENTRE, owner="Practice Centre", strength=FAST
        )


ONE, OTHER = _divided()


def test_both_halves_make_the_key_in_either_order() -> None:
    one, other = (parse_share(share.to_bytes()) for share in (ONE, OTHER))

    for halves in (
        (one, SOKHA.passphrase, other, BORA.passphrase),
        (other, BORA.passphrase, one, SOKHA.passphrase),
    ):
        with join(*halves) as key:
            assert key.public_key == SigningKey.from_seed(b"k" * 32).public_key


def test_one_half_twice_is_not_the_key() -> None:
    with pytest.raises(RecoverySharesDifferError):
        join(ONE, SOKHA.passphrase, ONE, SOKHA.passphrase)


def test_one_persons_passphrase_does_not_open_the_others_half() -> None:
    with pytest.raises(WrongPassphraseError):
        join(ONE, SOKHA.passphrase, OTHER, SOKHA.passphrase)


def test_halves_of_two_divisions_do_not_fit_though_the_key_is_the_same() -> None:
    _, later = _divided()
    with pytest.raises(RecoverySharesDifferError):
        join(ONE, SOKHA.passphrase, later, BORA.passphrase)


def test_a_half_alone_says_nothing_of_the_key() -> None:
    """The opened half of one division differs from that of the next: it is random."""
    files = {_divided()[0].box[24:] for _ in range(3)}
    assert len(files) == 3


@pytest.mark.parametrize("purpose", [Purpose.PERSONAL, Purpose.STATUS, Purpose.ENCRYPTION])
def test_a_personal_key_has_no_recovery(purpose: Purpose) -> None:
    with SigningKey.generate() as key, pytest.raises(RecoveryNotAllowedError):
        divide(key, SOKHA, BORA, purpose=purpose, owner="x", strength=FAST)


@pytest.mark.parametrize(
    "second", [Holder("sokha keo ", "another"), Holder("Bora Ly", SOKHA.passphrase)]
)
def test_two_halves_in_one_persons_hands_are_refused(second: Holder) -> None:
    with pytest.raises(SameHolderError):
        _divided(second=second)


def test_a_half_needs_a_passphrase() -> None:
    with pytest.raises(EmptyPassphraseError):
        _divided(second=Holder("Bora Ly", ""))


@pytest.mark.parametrize(("field", "value"), [("holder", "A Thief"), ("owner", "Other Centre")])
def test_open_fields_of_a_half_cannot_be_exchanged_even_with_a_new_checksum(
    field: str, value: str
) -> None:
    halves = []
    for share in (ONE, OTHER):
        doc = json.loads(share.to_bytes())
        del doc["checksum"]
        halves.append(parse_share(checked_json.write(doc | {field: value})))

    with pytest.raises(RecoveryShareDamagedError):
        join(halves[0], SOKHA.passphrase, halves[1], BORA.passphrase)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_share_or_refused(raw: bytes) -> None:
    with pytest.raises(RecoveryShareDamagedError):
        parse_share(raw)


JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.text())


@given(st.data())
def test_any_value_in_any_field_of_a_share_is_read_or_refused(data: st.DataObject) -> None:
    doc: dict[str, Any] = json.loads(ONE.to_bytes())
    del doc["checksum"]
    doc[data.draw(st.sampled_from(sorted(doc)))] = data.draw(JSON)

    try:
        parse_share(checked_json.write(doc))
    except RecoveryShareDamagedError:
        return


@given(st.data())
def test_a_damaged_share_shows_it_before_a_passphrase_is_typed(data: st.DataObject) -> None:
    raw = bytearray(ONE.to_bytes())
    at = data.draw(st.integers(0, len(raw) - 2))  # the last byte is a line's end
    raw[at] ^= data.draw(st.integers(1, 255))

    try:
        read = parse_share(bytes(raw))
    except RecoveryShareDamagedError:
        return
    assert read == ONE, "a blank between fields is all that may differ"


# Encryption keys


@pytest.fixture
def sealed() -> SealedKey:
    with DecryptionKey(b"e" * 32) as key:
        return key.seal("a passphrase", owner="Somchai", strength=FAST)


def test_what_is_sealed_to_a_key_only_its_owner_opens(sealed: SealedKey) -> None:
    read = parse_key_file(sealed.to_bytes())
    with unseal_decryption_key(read, "a passphrase") as key, DecryptionKey.generate() as other:
        box = seal_to(key.public_key, b"the case")

        assert key.open(box) == b"the case"
        with pytest.raises(SealedForAnotherError):
            other.open(box)
        with pytest.raises(SealedForAnotherError):
            key.open(box[:-1] + bytes([box[-1] ^ 1]))


def test_signing_keys_never_encrypt_and_encryption_keys_never_sign(sealed: SealedKey) -> None:
    with SigningKey.generate() as key:
        signing = key.seal("x", purpose=Purpose.PERSONAL, owner="x", strength=FAST)

    with pytest.raises(WrongPurposeError):
        unseal(sealed, "a passphrase")
    with pytest.raises(WrongPurposeError):
        unseal_decryption_key(signing, "x")
    with pytest.raises(WrongPurposeError):
        sealed.signing_key  # noqa: B018


def test_an_encryption_key_takes_a_new_passphrase(sealed: SealedKey) -> None:
    changed = change_passphrase(sealed, "a passphrase", "another", strength=FAST)

    with unseal_decryption_key(changed, "another") as key:
        assert key.public_key == sealed.public_key
    with pytest.raises(WrongPassphraseError):
        unseal_decryption_key(changed, "a passphrase")


def test_a_closed_key_opens_nothing() -> None:
    key = DecryptionKey.generate()
    box = seal_to(key.public_key, b"x")
    key.close()

    with pytest.raises(KeyClosedError):
        key.open(box)


@pytest.mark.parametrize(
    "raw",
    [
        bytes(32),
        bytes([1]) + bytes(31),
        bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
        bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
        bytes(31),
    ],
)
def test_an_encryption_key_of_small_order_is_refused(raw: bytes) -> None:
    with pytest.raises(WeakKeyError):
        encryption_key(raw)


@given(st.binary(max_size=100))
def test_any_bytes_are_opened_or_refused(raw: bytes) -> None:
    with DecryptionKey(b"e" * 32) as key, pytest.raises(CredentialError):
        key.open(raw)
