from __future__ import annotations

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import cbor
from credentials.cose import parse_sign1, signature_input, write_sign1
from credentials.errors import (
    CborFormatError,
    CborNotDeterministicError,
    CoseAlgorithmError,
    CoseFormatError,
    CoseHeaderError,
)
from credentials.keys import signature_is_good
from tests.credentials import forge
from tests.credentials.world import ASSESSOR_KEY

KEY = ASSESSOR_KEY
LEAVES = (
    st.integers(-(1 << 63), (1 << 63) - 1)
    | st.binary(max_size=30)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.booleans()
    | st.none()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.integers(0, 300), inner, max_size=4)
        | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)
REFUSED = {
    "nothing": "",
    "cut": "8201",
    "two items": "0000",
    "long head": "1801",
    "long length": "5801ff",
    "indefinite array": "9f01ff",
    "indefinite text": "7f6161ff",
    "key twice": "a201000100",
    "keys out of order": "a202000100",
    "text keys out of order": "a2616200616100",
    "key of another type": "a1f500",
    "mixed keys": "a20100616100",
    "negative key": "a12000",
    "array as key": "a18000",
    "half float in a long form": "fa3f800000",
    "date tag": "c000",
    "bignum": "c249010000000000000000",
    "shared value that holds itself": "d81c81d81d00",
    "any tag": "d9ffff00",
    "bad UTF-8": "61ff",
    "huge array": "9bffffffffffffffff",
    "huge string": "5bffffffffffffffff00",
    "nine deep": "81" * 9 + "00",
    "thousands deep": "81" * 5000 + "00",
}


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_not_deterministic_cbor_is_refused(raw: str) -> None:
    with pytest.raises(CborFormatError):
        cbor.decode(bytes.fromhex(raw))


@given(st.binary(max_size=60))
def test_any_bytes_are_one_item_in_its_only_form_or_refused(raw: bytes) -> None:
    try:
        value = cbor.decode(raw)
    except CborFormatError:
        return
    assert cbor2.dumps(value) == raw


def test_a_longer_form_is_told_from_garbage() -> None:
    with pytest.raises(CborNotDeterministicError):
        cbor.decode(bytes.fromhex("1801"))


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(CborFormatError):
        cbor.encode("\ud800")


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("signed_at", [None, 0, 1772439300, 32503679999])
@pytest.mark.parametrize("size", [0, 23, 24, 255, 256, 65535, 65536])
def test_a_signature_is_written_and_read(tagged: bool, signed_at: int | None, size: int) -> None:
    raw = write_sign1(bytes(size), b"aad", KEY, tagged=tagged, signed_at=signed_at)

    signed = parse_sign1(raw, tagged=tagged, timed=signed_at is not None)

    assert (signed.payload, signed.signed_at, signed.kid) == (bytes(size), signed_at, KEY.kid)
    assert signature_is_good(KEY.public_key, signed.signed_bytes(b"aad"), signed.signature)
    assert not signature_is_good(KEY.public_key, signed.signed_bytes(b""), signed.signature)
    assert cbor2.dumps(cbor2.loads(raw), canonical=True) == raw


@pytest.mark.parametrize("size", [0, 23, 24, 25, 255, 256, 65535, 65536])
def test_the_signed_bytes_have_the_shortest_heads(size: int) -> None:
    data = bytes(size)

    assert signature_input(data, data, data) == cbor2.dumps(["Signature1", data, data, data])


LONGER_HEADS = {
    "protected in two bytes": (b"\x4d", b"\x58\x0d"),
    "payload in two bytes": (b"\xa0\x41", b"\xa0\x58\x01"),
    "payload in three bytes": (b"\xa0\x41", b"\xa0\x59\x00\x01"),
    "payload in five bytes": (b"\xa0\x41", b"\xa0\x5a\x00\x00\x00\x01"),
    "payload in nine bytes": (b"\xa0\x41", b"\xa0\x5b" + bytes(7) + b"\x01"),
    "payload without a length": (b"\xa0\x41x", b"\xa0\x5f\x41x\xff"),
    "signature in three bytes": (b"\x58\x40", b"\x59\x00\x40"),
    "array in two bytes": (b"\xd2\x84", b"\xd2\x98\x04"),
    "payload is text": (b"\xa0\x41", b"\xa0\x61"),
}


@pytest.mark.parametrize(("short", "long"), LONGER_HEADS.values(), ids=LONGER_HEADS)
def test_a_signed_document_with_a_longer_head_is_refused(short: bytes, long: bytes) -> None:
    """The signature does not cover these heads: only the reader can insist on one form."""
    raw = write_sign1(b"x", b"", KEY, tagged=True)
    assert raw.count(short) == 1

    with pytest.raises((CborFormatError, CoseFormatError)):
        parse_sign1(raw.replace(short, long), tagged=True)


@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=300))
def test_the_signed_bytes_are_the_structure_of_rfc_9052(a: bytes, b: bytes, c: bytes) -> None:
    assert signature_input(a, b, c) == cbor2.dumps(["Signature1", a, b, c])


HEADERS = {
    "ES256": ({1: -7, 4: bytes(8)}, CoseAlgorithmError),
    "no algorithm": ({4: bytes(8)}, CoseAlgorithmError),
    "algorithm as text": ({1: "EdDSA", 4: bytes(8)}, CoseAlgorithmError),
    "algorithm as a float": ({1: -8.0, 4: bytes(8)}, CoseHeaderError),
    "short kid": ({1: -8, 4: bytes(7)}, CoseHeaderError),
    "kid as text": ({1: -8, 4: "12345678"}, CoseHeaderError),
    "crit": ({1: -8, 2: [4], 4: bytes(8)}, CoseHeaderError),
    "content type": ({1: -8, 4: bytes(8), 16: "text"}, CoseHeaderError),
    "time where none belongs": ({1: -8, 4: bytes(8), 15: {6: 1}}, CoseHeaderError),
}


@pytest.mark.parametrize(("header", "error"), HEADERS.values(), ids=HEADERS)
def test_any_other_header_is_refused(
    header: dict[int, object], error: type[CoseFormatError]
) -> None:
    with pytest.raises(error):
        parse_sign1(forge.sign1(b"x", b"", KEY, header=header), tagged=True)


TIMES = {
    "negative": {15: {6: -1}},
    "a float": {15: {6: 1.5}},
    "true": {15: {6: True}},
    "after the year 2999": {15: {6: 32503680000}},
    "no time": {15: {}},
    "no claims": {},
    "another claim": {15: {1: "issuer", 6: 1}},
}


@pytest.mark.parametrize("extra", TIMES.values(), ids=TIMES)
def test_a_verifiers_header_without_one_proper_time_is_refused(extra: dict[int, object]) -> None:
    with pytest.raises(CoseHeaderError):
        parse_sign1(forge.sign1(b"x", b"", KEY, extra=extra), tagged=True, timed=True)


def test_an_unprotected_header_is_refused() -> None:
    raw = forge.sign1(b"x", b"", KEY, unprotected=b"\xa1\x04\x40")

    with pytest.raises(CoseHeaderError):
        parse_sign1(raw, tagged=True)


@pytest.mark.parametrize("size", [0, 63, 65])
def test_a_signature_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(CoseFormatError):
        parse_sign1(forge.sign1(b"x", b"", KEY, signature=bytes(size)), tagged=True)


@given(st.data())
def test_any_one_changed_byte_is_refused_or_breaks_the_signature(data: st.DataObject) -> None:
    raw = bytearray(write_sign1(b"payload" * 10, b"aad", KEY, tagged=True))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))

    try:
        signed = parse_sign1(bytes(raw), tagged=True)
    except (CborFormatError, CoseFormatError):
        return
    good = signature_is_good(KEY.public_key, signed.signed_bytes(b"aad"), signed.signature)
    assert not good


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_a_signed_document_or_refused(raw: bytes, timed: bool) -> None:
    try:
        parse_sign1(raw, timed=timed)
    except (CborFormatError, CoseFormatError):
        return
    pytest.fail("random bytes were read as a COSE_Sign1")
