"""COSE_Sign1 (RFC 9052) in the one shape that we write; touches no key.

Protected header exactly {1: -8, 4: kid}, with {15: {6: time}} more where the time of signing is
part of what is signed (RFC 9597). The unprotected header is empty, the payload is inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from credentials import cbor
from credentials.errors import CborFormatError, CoseAlgorithmError, CoseFormatError, CoseHeaderError
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
MAX_TIME: Final = 253_402_300_799
"""The last second of the year 9999."""

_PLAIN_HEADER: Final = cbor.encode({HEADER_ALGORITHM: EDDSA, HEADER_KID: bytes(KID_BYTES)})
_PLAIN_PREFIX: Final = _PLAIN_HEADER[:-KID_BYTES]


@dataclass(frozen=True, slots=True)
class Sign1:
    """One COSE_Sign1, read but not verified."""

    protected: bytes
    """The protected header's bytes, as signed."""
    kid: Kid
    """A hint which key to try."""
    signed_at: int | None
    """Seconds since 1970, if the protected header has them."""
    payload: bytes
    signature: bytes

    def signed_bytes(self, external_aad: bytes) -> bytes:
        """Return what the signature is over: the Sig_structure of RFC 9052 §4.4."""
        return signature_input(self.protected, external_aad, self.payload)


def signature_input(protected: bytes, external_aad: bytes, payload: bytes) -> bytes:
    """Return the encoded ["Signature1", protected, external_aad, payload]."""
    return b"\x84\x6aSignature1%b%b%b" % (
        _byte_string(protected),
        _byte_string(external_aad),
        _byte_string(payload),
    )


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
    header: dict[int, Any] = {HEADER_ALGORITHM: EDDSA, HEADER_KID: kid(signer.public_key)}
    if signed_at is not None:
        header[HEADER_CWT_CLAIMS] = {CLAIM_ISSUED_AT: signed_at}
    if content_type is not None:
        header[HEADER_TYPE] = content_type
    protected = cbor.encode(header)
    signature = signer.sign(signature_input(protected, external_aad, payload))
    document = cbor.encode([protected, {}, payload, signature])
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
    parts = cbor.decode(raw[1:] if tagged else raw)
    if type(parts) is not list or len(parts) != 4:
        raise CoseFormatError("a COSE_Sign1 is an array of four")
    protected, unprotected, payload, signature = parts
    if type(protected) is not bytes or type(payload) is not bytes or type(signature) is not bytes:
        raise CoseFormatError("protected header, payload and signature are byte strings")
    if len(signature) != SIGNATURE_BYTES:
        raise CoseFormatError(f"a signature has {SIGNATURE_BYTES} bytes")
    if unprotected != {} or type(unprotected) is not dict:
        raise CoseHeaderError("the unprotected header must be empty")
    if not timed and content_type is None and _is_plain(protected):
        return Sign1(protected, Kid(protected[-KID_BYTES:]), None, payload, signature)
    key_id, signed_at = _read_header(protected, timed=timed, content_type=content_type)
    return Sign1(protected, key_id, signed_at, payload, signature)


def _is_plain(protected: bytes) -> bool:
    """Tell whether these are {1: -8, 4: kid}: deterministic CBOR leaves it one form only."""
    return len(protected) == len(_PLAIN_HEADER) and protected.startswith(_PLAIN_PREFIX)


def _read_header(
    protected: bytes, *, timed: bool, content_type: str | None
) -> tuple[Kid, int | None]:
    try:
        header = cbor.decode(protected)
    except CborFormatError as error:
        raise CoseHeaderError(f"protected header: {error}") from error
    if type(header) is not dict:
        raise CoseHeaderError("the protected header is a map")
    if header.get(HEADER_ALGORITHM) != EDDSA:
        raise CoseAlgorithmError(f"algorithm {header.get(HEADER_ALGORITHM)!r} is not EdDSA")
    expected = {HEADER_ALGORITHM, HEADER_KID}
    expected |= {HEADER_CWT_CLAIMS} if timed else set()
    expected |= set() if content_type is None else {HEADER_TYPE}
    if header.keys() != expected or header.get(HEADER_TYPE) != content_type:
        raise CoseHeaderError(f"headers {sorted(map(str, header))}, not {sorted(expected)}")
    key_id = header[HEADER_KID]
    if type(key_id) is not bytes or len(key_id) != KID_BYTES:
        raise CoseHeaderError(f"a kid has {KID_BYTES} bytes")
    return Kid(key_id), _read_time(header[HEADER_CWT_CLAIMS]) if timed else None


def _read_time(claims: object) -> int:
    if type(claims) is not dict or claims.keys() != {CLAIM_ISSUED_AT}:
        raise CoseHeaderError("header 15 holds the time and nothing else")
    time = claims[CLAIM_ISSUED_AT]
    if type(time) is not int or not 0 <= time <= MAX_TIME:
        raise CoseHeaderError("the time of signing is no time")
    return time


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
