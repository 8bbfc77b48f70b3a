"""Documents that the program itself would never write: what an attacker has instead."""

from __future__ import annotations

from typing import Any

from credentials import cbor
from credentials.cose import EDDSA, parse_sign1, signature_input
from credentials.issuing import PASSPORT_CONTEXT, VERIFIER_CONTEXT
from credentials.keys import kid
from credentials.passport import CountersignedAward, Passport
from credentials.passport_codec import encode_passport
from credentials.signing import SigningKey
from tests.credentials.world import CENTRE_KEY, CORE, VERIFIED, VERIFIER, VERIFIER_KEY

TAG_18 = b"\xd2"
EMPTY_MAP = b"\xa0"


def sign1(
    payload: bytes,
    aad: bytes,
    key: SigningKey,
    *,
    header: dict[int, Any] | None = None,
    extra: dict[int, Any] | None = None,
    unprotected: bytes = EMPTY_MAP,
    tag: bytes = TAG_18,
    signature: bytes | None = None,
) -> bytes:
    """Sign properly whatever is asked, in whatever header."""
    fields = {1: EDDSA, 4: bytes(kid(key.public_key))} if header is None else header
    protected = cbor.encode(fields | (extra or {}))
    made = key.sign(signature_input(protected, aad, payload)) if signature is None else signature
    parts = cbor.encode(protected), unprotected, cbor.encode(payload), cbor.encode(made)
    return tag + b"\x84" + b"".join(parts)


def passport_document(payload: bytes, **changes: Any) -> bytes:
    """Return any payload as a passport that the centre has signed."""
    return sign1(payload, PASSPORT_CONTEXT, CENTRE_KEY, **changes)


def unchecked_passport(passport: Passport) -> bytes:
    """Sign a passport as a centre that looks into nothing."""
    return passport_document(encode_passport(passport))


def payload_of(document: bytes) -> bytes:
    """Return what a passport's centre signed."""
    return parse_sign1(document, tagged=True).payload


def wrapped_by_verifier(
    assessor_document: bytes,
    *,
    core: bytes = CORE,
    key: SigningKey = VERIFIER_KEY,
    signature: bytes | None = None,
) -> CountersignedAward:
    """Countersign as a verifier who looks into nothing."""
    time = {15: {6: int(VERIFIED.timestamp())}}
    document = sign1(
        assessor_document, VERIFIER_CONTEXT + core, key, extra=time, tag=b"", signature=signature
    )
    return CountersignedAward(document, VERIFIER)
