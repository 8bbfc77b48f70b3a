from __future__ import annotations

import copy
import hashlib
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.errors import (
    EmptyPassphraseError,
    KeyClosedError,
    KeyFileDamagedError,
    WeakKeyError,
    WrongPassphraseError,
)
from credentials.keys import (
    MAX_MEMLIMIT_BYTES,
    MAX_OPSLIMIT,
    Purpose,
    SealedKey,
    Strength,
    fingerprint,
    kid,
    parse_key_file,
    public_key,
    signature_is_good,
)
from credentials.signing import SigningKey, change_passphrase, unseal

PASSPHRASE = "three lathes and a kettle"
SMALL_ORDER = {
    "zero": "00" * 32,
    "one": "01" + "00" * 31,
    "order 8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "order 8, other": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "minus one": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "not the shortest form of one": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
}


def _checksum(fields: dict[str, Any]) -> str:
    """Return the checksum that an attacker would put on changed fields."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


@pytest.fixture
def sealed() -> SealedKey:
    """An assessor's key, sealed at the weakest setting."""
    return SigningKey.from_seed(b"k" * 32).seal(
        PASSPHRASE, purpose=Purpose.PERSONAL, owner="Somchai Prasert", strength=Strength.FAST
    )


def test_a_sealed_key_signs_after_it_is_read_and_opened_again(sealed: SealedKey) -> None:
    read = parse_key_file(sealed.to_bytes())

    with unseal(read, PASSPHRASE) as key:
        assert signature_is_good(read.signing_key, b"award", key.sign(b"award"))
    assert (read.purpose, read.owner) == (Purpose.PERSONAL, "Somchai Prasert")


def test_the_file_shows_the_public_key_and_not_the_seed(sealed: SealedKey) -> None:
    raw = sealed.to_bytes()

    assert sealed.public_key.hex().encode() in raw
    assert (b"k" * 32).hex().encode() not in raw


def test_a_wrong_passphrase_is_not_called_damage(sealed: SealedKey) -> None:
    with pytest.raises(WrongPassphraseError) as caught:
        unseal(sealed, PASSPHRASE + "!")
    assert caught.value.code == "key.wrong-passphrase"


@pytest.mark.parametrize("field", ["purpose", "owner", "publicKey", "box", "kdf"])
def test_a_changed_file_is_called_damaged_before_any_passphrase(
    sealed: SealedKey, field: str
) -> None:
    doc = json.loads(sealed.to_bytes())
    doc[field] = {"purpose": "centre", "owner": "Somebody Else"}.get(field, "00")

    with pytest.raises(KeyFileDamagedError):
        parse_key_file(json.dumps(doc).encode())


@pytest.mark.parametrize(
    "change", [{"purpose": "centre"}, {"owner": "Dara Sok"}], ids=["purpose", "owner"]
)
def test_open_fields_cannot_be_exchanged_even_with_a_new_checksum(
    sealed: SealedKey, change: dict[str, str]
) -> None:
    doc: dict[str, Any] = json.loads(sealed.to_bytes()) | change
    del doc["checksum"]
    forged = parse_key_file(json.dumps(doc | {"checksum": _checksum(doc)}).encode())

    with pytest.raises(KeyFileDamagedError):
        unseal(forged, PASSPHRASE)


KDF_CHANGES: dict[str, dict[str, Any]] = {
    "too much memory": {"memlimit": MAX_MEMLIMIT_BYTES + 1},
    "too little memory": {"memlimit": 1},
    "too many passes": {"opslimit": MAX_OPSLIMIT + 1},
    "no pass": {"opslimit": 0},
    "passes as a float": {"opslimit": 1.0},
    "short salt": {"salt": "00"},
    "another function": {"name": "scrypt"},
    "a field more": {"more": 1},
}


@pytest.mark.parametrize("change", KDF_CHANGES.values(), ids=KDF_CHANGES)
def test_a_key_file_cannot_ask_for_other_work_than_ours(
    sealed: SealedKey, change: dict[str, Any]
) -> None:
    doc = json.loads(sealed.to_bytes())
    del doc["checksum"]
    doc["kdf"] |= change

    with pytest.raises(KeyFileDamagedError):
        parse_key_file(json.dumps(doc | {"checksum": _checksum(doc)}).encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_key_file_or_damaged(raw: bytes) -> None:
    with pytest.raises(KeyFileDamagedError):
        parse_key_file(raw)


@given(st.data())
def test_any_one_changed_byte_in_a_key_file_is_noticed(data: st.DataObject) -> None:
    sealed = SigningKey.from_seed(b"k" * 32).seal(
        PASSPHRASE, purpose=Purpose.PERSONAL, owner="S", strength=Strength.FAST
    )
    raw = bytearray(sealed.to_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))

    try:
        read = parse_key_file(bytes(raw))
    except KeyFileDamagedError:
        return
    assert read == sealed, "only a change that means nothing, such as a blank, may pass"


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_no_more(
    sealed: SealedKey,
) -> None:
    new = change_passphrase(sealed, PASSPHRASE, "five lathes", strength=Strength.FAST)

    with unseal(new, "five lathes") as key:
        assert key.public_key == sealed.public_key
    with pytest.raises(WrongPassphraseError):
        unseal(new, PASSPHRASE)
    assert new.kdf.salt != sealed.kdf.salt


def test_a_passphrase_may_be_typed_in_another_form_of_unicode() -> None:
    key = SigningKey.generate()
    sealed = key.seal("Nguyễn", purpose=Purpose.PERSONAL, owner="x", strength=Strength.FAST)

    assert unseal(sealed, "Nguye\u0302\u0303n").public_key == key.public_key


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(EmptyPassphraseError):
        SigningKey.generate().seal("", purpose=Purpose.CENTRE, owner="x", strength=Strength.FAST)


def test_a_closed_key_neither_signs_nor_seals() -> None:
    with SigningKey.generate() as key:
        key.sign(b"x")

    with pytest.raises(KeyClosedError):
        key.sign(b"x")
    with pytest.raises(KeyClosedError):
        key.seal("x", purpose=Purpose.CENTRE, owner="x", strength=Strength.FAST)
    assert key._secret == bytearray()


def test_a_private_key_does_not_show_itself() -> None:
    key = SigningKey.from_seed(b"k" * 32)
    shown = f"{key!r} {key}"

    assert (b"k" * 32).hex() not in shown
    assert key.kid.hex() in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)
    with pytest.raises(TypeError):
        copy.deepcopy(key)


@pytest.mark.parametrize("raw", SMALL_ORDER.values(), ids=SMALL_ORDER)
def test_a_small_order_key_is_refused(raw: str) -> None:
    with pytest.raises(WeakKeyError):
        public_key(bytes.fromhex(raw))


@given(st.binary(max_size=40))
def test_any_bytes_are_a_public_key_or_weak(raw: bytes) -> None:
    try:
        assert public_key(raw) == raw
    except WeakKeyError:
        return
    assert len(raw) == 32


def test_a_signature_is_good_for_its_message_and_key_alone() -> None:
    key, other = SigningKey.from_seed(b"a" * 32), SigningKey.from_seed(b"b" * 32)
    signature = key.sign(b"award")

    assert signature_is_good(key.public_key, b"award", signature)
    assert not signature_is_good(key.public_key, b"awarD", signature)
    assert not signature_is_good(other.public_key, b"award", signature)
    assert not signature_is_good(key.public_key, b"award", signature[:-1])
    assert not signature_is_good(key.public_key, b"dssign", bytes(64))


def test_a_fingerprint_is_thirty_digits_that_two_people_can_read_out() -> None:
    key = SigningKey.from_seed(b"a" * 32).public_key

    groups = fingerprint(key).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert "".join(groups).isdecimal()
    assert fingerprint(key) != fingerprint(SigningKey.from_seed(b"b" * 32).public_key)
    assert len(kid(key)) == 8
