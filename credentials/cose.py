"""COSE_Sign1 (RFC 9052) in the one shape that we write; touches no key.

Protected header exactly {1: -8, 4: kid}, with {15: {6: time}} more where the time of signing is
part of what is signed (RFC 9597). The unprotected header is empty, the payload is inside.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

from credentials import cbor, fields
from credentials.errors import (
    CborFormatError,
    CoseAlgorithmError,
    CoseFormatError,
    CoseHeaderError,
    CredentialError,
)
from credentials.keys import KID_BYTES, SIGNATURE_BYTES, Kid, kid
from credentials.signing import Signer

EDDSA: Final = -8
"""EdDSA in COSE (RFC 9053 §2.2); with us always Ed25519."""
HEADER_ALGORITHM: Final = 1
HEADER_KID: Final = 4
HEADER_CWT_CLAIMS: Final = 15
HEADER_TYPE: Final = 16
CLAIM_ISSUED_AT: Final = 6
TAG_SIGN1: Final = b"\xd2"
"""CBOR tag 18, as its one byte."""

_SIGNATURE1: Final = b"\x84\x6aSignature1"
_ARRAY: Final = b"\x84%b\xa0%b\x58\x40%b"
"""Protected header, empty map, payload, and a signature of 64 bytes."""
_PLAIN_PREFIX: Final = cbor.encode({HEADER_ALGORITHM: EDDSA, HEADER_KID: bytes(KID_BYTES)})[
    :-KID_BYTES
]
_KID_AT: Final = len(_PLAIN_PREFIX)
_TIMED_PREFIX: Final = b"\xa3" + _PLAIN_PREFIX[1:]
_TIMED: Final = bytes((HEADER_CWT_CLAIMS, 0xA1, CLAIM_ISSUED_AT))


class Sign1(NamedTuple):
    """One COSE_Sign1, read but not verified."""

    kid: Kid
    """A hint which key to try."""
    signed_at: int | None
    """Seconds since 1970, if the protected header has them."""
    payload: bytes
    signature: bytes
    protected_item: bytes
    """The protected header as it is written: with its head."""
    payload_item: bytes
    """The payload as it is written: with its head."""

    def signed_bytes(self, external_aad: bytes) -> bytes:
        """Return what the signature is over: the Sig_structure of RFC 9052 §4.4."""
        aad = _byte_string(external_aad)
        return b"%b%b%b%b" % (_SIGNATURE1, self.protected_item, aad, self.payload_item)


def signature_input(protected: bytes, external_aad: bytes, payload: bytes) -> bytes:
    """Return the encoded ["Signature1", protected, external_aad, payload]."""
    items = (_byte_string(protected), _byte_string(external_aad), _byte_string(payload))
    return _SIGNATURE1 + b"".join(items)


def write_sign1(
    payload: bytes,
    external_aad: bytes,
    signer: Signer,
    *,
    tagged: bool = False,
    signed_at: int | None = None,
    content_type: str | None = None,
) -> bytes:
    """Sign `payload` and write the COSE_Sign1.

    Args:
        payload: what is signed and carried.
        external_aad: what is signed with it, but not carried.
        signer: makes the signature.
        tagged: write tag 18 before it: outermost documents only.
        signed_at: seconds since 1970, into the protected header.
        content_type: header 16, for status lists (RFC 9596).
    """
    protected = _header(kid(signer.public_key), signed_at, content_type)
    signature = signer.sign(signature_input(protected, external_aad, payload))
    document = _ARRAY % (_byte_string(protected), _byte_string(payload), signature)
    return TAG_SIGN1 + document if tagged else document


def parse_sign1(
    raw: bytes, *, tagged: bool = False, timed: bool = False, content_type: str | None = None
) -> Sign1:
    """Read one COSE_Sign1. Checks its shape only: nothing in the result is verified yet.

    Args:
        raw: exactly one COSE_Sign1.
        tagged: whether tag 18 must be there; otherwise it must not.
        timed: whether the protected header must hold a time; otherwise it must not.
        content_type: what header 16 must say; None: it must not be there.

    Raises:
        CborFormatError: not deterministic CBOR.
        CoseAlgorithmError: not EdDSA.
        CoseHeaderError: any other header than the expected ones.
        CoseFormatError: anything else that differs from what `write_sign1` writes.
    """
    if raw.startswith(TAG_SIGN1) is not tagged:
        raise CoseFormatError("tag 18 is missing" if tagged else "tag 18 is not expected here")
    match = _shape(timed, content_type).fullmatch(raw, 1 if tagged else 0)
    if match is None:
        raise _what_is_wrong(raw[1:] if tagged else raw)
    found: tuple[Any, ...] = match.groups()
    protected, header, key_id, time, payload_item, head, payload, signature = found
    size = int.from_bytes(head[1:]) or head[0] - 0x40
    if size != len(payload) or (timed and protected != _byte_string(header)):
        raise _what_is_wrong(raw[1:] if tagged else raw)
    signed_at = int.from_bytes(time[1:] or time) if timed else None
    if signed_at is not None and signed_at > fields.MAX_TIME:
        raise _what_is_wrong_with_header(header)
    return Sign1(key_id, signed_at, payload, signature, protected, payload_item)


@cache
def _shape(timed: bool, content_type: str | None) -> re.Pattern[bytes]:
    """Return the one way to write this array of four with such a header, every head the shortest.

    An expression, since it takes the array apart in a tenth of the time of reading any CBOR and
    writing it again. Only the lengths of the payload and of a header with a time remain to be
    compared with their heads.
    """
    if timed:
        time = rb"[\x00-\x17]|\x18[^\x00-\x17]|\x19[^\x00].|\x1a(?!\0\0).{4}|\x1b(?!\0{4}).{8}"
        before, after = _TIMED_PREFIX, re.escape(_TIMED) + b"(%b)" % time
        head = rb"[\x51-\x55]|\x58\x19"
    else:
        header = _header(bytes(KID_BYTES), None, content_type)
        before, after = header[:_KID_AT], re.escape(header[_KID_AT + KID_BYTES :]) + b"()"
        head = re.escape(_byte_string(header).removesuffix(header))
    protected = b"((?:%b)(%b(.{%d})%b))" % (head, re.escape(before), KID_BYTES, after)
    payload = rb"(([\x40-\x57]|\x58[^\x00-\x17]|\x59[^\x00].|\x5a(?!\0\0).{4})(.*))"
    return re.compile(rb"\x84%b\xa0%b\x58\x40(.{64})" % (protected, payload), re.DOTALL)


def _what_is_wrong(raw: bytes) -> CredentialError:
    """Return the error for a COSE_Sign1 that is not of the one shape."""
    try:
        parts = cbor.decode(raw)
    except CborFormatError as error:
        return error
    if type(parts) is not list or len(parts) != 4:
        return CoseFormatError("a COSE_Sign1 is an array of four")
    if type(parts[1]) is dict and parts[1]:
        return CoseHeaderError("the unprotected header must be empty")
    protected, signature = parts[0], parts[3]
    if [*map(type, parts)] != [bytes, dict, bytes, bytes] or len(signature) != SIGNATURE_BYTES:
        return CoseFormatError("not protected header, empty map, payload and a 64-byte signature")
    return _what_is_wrong_with_header(protected)


def _what_is_wrong_with_header(protected: bytes) -> CoseFormatError:
    """Return the error for a protected header that is not the expected bytes."""
    try:
        header = cbor.decode(protected)
    except CborFormatError as error:
        return CoseHeaderError(f"protected header: {error}")
    if type(header) is not dict:
        return CoseHeaderError("the protected header is a map")
    if header.get(HEADER_ALGORITHM) != EDDSA:
        return CoseAlgorithmError(f"algorithm {header.get(HEADER_ALGORITHM)!r} is not EdDSA")
    return CoseHeaderError(f"protected header {sorted(map(str, header))} is not the expected one")


def _header(key_id: bytes, signed_at: int | None, content_type: str | None) -> bytes:
    """Write the one protected header with these contents: a time or a content type, not both."""
    if signed_at is not None:
        return _TIMED_PREFIX + key_id + _TIMED + _integer(signed_at)
    if content_type is None:
        return _PLAIN_PREFIX + key_id
    return cbor.encode({HEADER_ALGORITHM: EDDSA, HEADER_KID: key_id, HEADER_TYPE: content_type})


def _integer(value: int) -> bytes:
    """Write a CBOR integer of at most 64 bits that is not negative; by hand, as below."""
    if value < 24:
        return bytes((value,))
    power = (value.bit_length() > 8) + (value.bit_length() > 16) + (value.bit_length() > 32)
    return bytes((0x18 + power,)) + value.to_bytes(1 << power)


def _byte_string(data: bytes) -> bytes:
    """Write a CBOR byte string; by hand, since it is done on the way of every verification."""
    size = len(data)
    if size < 24:
        return bytes((0x40 | size,)) + data
    if size < 1 << 8:
        return bytes((0x58, size)) + data
    if size < 1 << 16:
        return b"\x59" + size.to_bytes(2) + data
    return b"\x5a" + size.to_bytes(4) + data
