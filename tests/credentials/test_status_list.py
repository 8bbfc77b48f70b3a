from __future__ import annotations

import zlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import cbor
from credentials.errors import (
    CborFormatError,
    CoseFormatError,
    StatusIndexError,
    StatusListFormatError,
    StatusListSignatureError,
)
from credentials.status_list import (
    CONTENT_TYPE,
    MAX_LIST_BYTES,
    Status,
    open_status_list,
    pack_statuses,
)
from tests.credentials import forge, world
from tests.credentials.world import (
    AGENCY_KEY,
    STATUS_ISSUED,
    STATUS_KEY,
    STATUS_URI,
    TRUST,
    trust_list,
)

PRACTICE = [trust_list(TRUST)]
CLAIMS = {2: STATUS_URI, 4: 1775000000, 6: 1772582400, 65534: 604800}


def _signed(claims: dict[int, Any], **changes: Any) -> bytes:
    return forge.sign1(cbor.encode(claims), b"", STATUS_KEY, extra={16: CONTENT_TYPE}, **changes)


def _with_list(packed: bytes, bits: object = 2) -> bytes:
    return _signed(CLAIMS | {65533: {"bits": bits, "lst": packed}})


def test_two_bits_are_packed_as_in_the_ietf_draft() -> None:
    """Token Status List, "Compressed Byte Array": its example of a list of two bits."""
    values = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]

    bits = pack_statuses(12, {i: Status(value) for i, value in enumerate(values)})

    assert bits == bytes.fromhex("c944f9")
    assert zlib.decompress(bytes.fromhex("78dadbb918000217015d")) == bytes.fromhex("b9a3")
    assert zlib.decompress(bytes.fromhex("78da3be9f2130003df0207")) == bits


@given(st.dictionaries(st.integers(0, 399), st.sampled_from(Status)))
def test_every_place_says_what_was_put_there(statuses: dict[int, Status]) -> None:
    read = open_status_list(world.signed_status(statuses, places=400), PRACTICE)

    assert read.places == 400
    assert {i: read.status(i) for i in range(400)} == {
        i: statuses.get(i, Status.VALID) for i in range(400)
    }


@pytest.mark.parametrize("index", [-1, 4096, 1 << 40])
def test_a_place_outside_is_an_error_and_never_valid(index: int) -> None:
    read = open_status_list(world.signed_status(), PRACTICE)

    with pytest.raises(StatusIndexError) as caught:
        read.status(index)
    assert caught.value.places == 4096
    with pytest.raises(StatusIndexError):
        pack_statuses(4096, {index: Status.REVOKED})


@pytest.mark.parametrize("places", [0, 3, 4 * MAX_LIST_BYTES + 4])
def test_a_list_has_whole_bytes_and_an_end(places: int) -> None:
    with pytest.raises(ValueError, match="places"):
        pack_statuses(places, {})


def test_a_list_is_fresh_until_the_earlier_of_its_two_ends() -> None:
    read = open_status_list(world.signed_status(), PRACTICE)

    assert read.fresh_until == STATUS_ISSUED + timedelta(days=7)


def test_a_list_by_a_key_that_is_no_status_key_is_refused() -> None:
    with pytest.raises(StatusListSignatureError):
        open_status_list(world.signed_status(signer=AGENCY_KEY), PRACTICE)
    with pytest.raises(StatusListSignatureError):
        open_status_list(world.signed_status(), [])


def test_a_list_issued_outside_the_keys_life_is_refused() -> None:
    with pytest.raises(StatusListSignatureError):
        open_status_list(world.signed_status(issued_at=world.YEARS.until), PRACTICE)


def test_a_changed_list_is_refused() -> None:
    raw = world.signed_status()

    with pytest.raises(StatusListSignatureError):
        open_status_list(raw[:-1] + bytes([raw[-1] ^ 1]), PRACTICE)


def test_a_passports_envelope_is_no_status_list() -> None:
    with pytest.raises(CoseFormatError):
        open_status_list(world.GOOD, PRACTICE)


LISTS = {
    "one bit": _with_list(zlib.compress(b"\x00"), bits=1),
    "bits is true": _with_list(zlib.compress(b"\x00"), bits=True),
    "bits is a float": _with_list(zlib.compress(b"\x00"), bits=2.0),
    "no zlib": _with_list(b"\x00\x01"),
    "cut": _with_list(zlib.compress(bytes(1000))[:-3]),
    "followed by more": _with_list(zlib.compress(b"\x00") + b"\x00"),
    "empty": _with_list(zlib.compress(b"")),
    "a bomb": _with_list(zlib.compress(bytes(MAX_LIST_BYTES + 1), 9)),
    "text for bytes": _signed(CLAIMS | {65533: {"bits": 2, "lst": "x"}}),
    "a claim more": _signed(CLAIMS | {1: "x", 65533: {"bits": 2, "lst": zlib.compress(b"x")}}),
    "no time to live": _signed({k: v for k, v in CLAIMS.items() if k != 65534}),
    "expires before it is issued": _signed(
        CLAIMS | {4: 1772582400, 65533: {"bits": 2, "lst": zlib.compress(b"x")}}
    ),
    "lives for ever": _signed(
        CLAIMS | {65534: 1 << 40, 65533: {"bits": 2, "lst": zlib.compress(b"x")}}
    ),
}


@pytest.mark.parametrize("raw", LISTS.values(), ids=LISTS)
def test_a_signed_list_that_is_wrong_is_refused(raw: bytes) -> None:
    with pytest.raises((StatusListFormatError, CborFormatError)):
        open_status_list(raw, PRACTICE)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_status_list_or_refused(raw: bytes) -> None:
    with pytest.raises((CborFormatError, CoseFormatError)):
        open_status_list(raw, PRACTICE)


@given(st.binary(max_size=100))
def test_any_signed_payload_is_a_status_list_or_refused(payload: bytes) -> None:
    raw = forge.sign1(payload, b"", STATUS_KEY, extra={16: CONTENT_TYPE})

    with pytest.raises((StatusListFormatError, CborFormatError)):
        open_status_list(raw, PRACTICE)
