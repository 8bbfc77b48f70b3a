"""DSSE envelopes (Dead Simple Signing Envelope 1.0): verified before the payload is read.

Each kind of document has its own payload type, which is signed with it: a list cannot pass for a
request. The `keyid` of our envelopes is the whole public key in hexadecimal.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Final

from credentials import fields, strict_json
from credentials.errors import EnvelopeFormatError, EnvelopeSignatureError, WeakKeyError
from credentials.keys import (
    PUBLIC_KEY_BYTES,
    SIGNATURE_BYTES,
    PublicKey,
    public_key,
    signature_is_good,
)
from credentials.signing import Signer

TRUST_LIST_TYPE: Final = "application/vnd.skill-passport.trust-list.v1+json"
KEY_REQUEST_TYPE: Final = "application/vnd.skill-passport.key-request.v1+json"
KEY_REPORT_TYPE: Final = "application/vnd.skill-passport.key-report.v1+json"
REGISTRATION_TYPE: Final = "application/vnd.skill-passport.registration.v1+json"
STATUS_REPORT_TYPE: Final = "application/vnd.skill-passport.status-report.v1+json"
PLACE_GRANT_TYPE: Final = "application/vnd.skill-passport.place-grant.v1+json"
MAX_ENVELOPE_BYTES: Final = 16 << 20
"""Longest envelope read: a trust list of some 20,000 people."""
MAX_SIGNATURES: Final = 2
"""One signature; two when a key gives way to the next."""

_ERROR: Final = EnvelopeFormatError
_FIELDS: Final = frozenset({"payloadType", "payload", "signatures"})
_SIGNATURE_FIELDS: Final = frozenset({"keyid", "sig"})


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of an envelope whose every signature is good."""

    payload: bytes
    signed_by: tuple[PublicKey, ...]
    """The keys that verified. Whether they may sign this is the caller's question."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """Return what is signed: the Pre-Authentication Encoding. Lengths count bytes."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def seal_envelope(payload_type: str, payload: bytes, *signers: Signer) -> bytes:
    """Write an envelope around `payload`, signed by one or two keys."""
    message = pae(payload_type, payload)
    signatures = [
        {"keyid": signer.public_key.hex(), "sig": _base64(signer.sign(message))}
        for signer in signers
    ]
    return strict_json.encode(
        {"payload": _base64(payload), "payloadType": payload_type, "signatures": signatures}
    )


def open_envelope(raw: bytes, payload_type: str, root: PublicKey | None = None) -> Opened:
    """Verify an envelope and return what is in it.

    Args:
        raw: the envelope, at most MAX_ENVELOPE_BYTES.
        payload_type: the only type that is accepted.
        root: a key that must have signed; None: whoever it names, and the caller compares.

    Raises:
        EnvelopeFormatError: not an envelope of this type as we write it.
        EnvelopeSignatureError: one of its signatures is bad, or `root` did not sign.
    """
    if len(raw) > MAX_ENVELOPE_BYTES:
        raise EnvelopeFormatError(f"{len(raw)} bytes; at most {MAX_ENVELOPE_BYTES} are allowed")
    doc = fields.mapping(strict_json.decode(raw, _ERROR), _ERROR, _FIELDS, _FIELDS)
    if doc["payloadType"] != payload_type:
        raise EnvelopeFormatError(f"payload type {doc['payloadType']!r}, not {payload_type!r}")
    payload = _from_base64(doc["payload"])
    message = pae(payload_type, payload)
    signed_by = tuple(
        _verified(entry, message)
        for entry in fields.array(doc["signatures"], _ERROR, 1, MAX_SIGNATURES)
    )
    if len(set(signed_by)) != len(signed_by):
        raise EnvelopeFormatError("one key signed twice")
    if root is not None and root not in signed_by:
        raise EnvelopeSignatureError("not signed by the expected key")
    return Opened(payload, signed_by)


def _verified(entry: Any, message: bytes) -> PublicKey:
    """Return the key of one signature if it is good."""
    read = fields.mapping(entry, _ERROR, _SIGNATURE_FIELDS, _SIGNATURE_FIELDS)
    try:
        key = public_key(strict_json.hex_octets(read["keyid"], _ERROR, PUBLIC_KEY_BYTES))
    except WeakKeyError as error:
        raise EnvelopeFormatError(str(error)) from error
    signature = fields.octets(_from_base64(read["sig"]), _ERROR, SIGNATURE_BYTES)
    if not signature_is_good(key, message, signature):
        raise EnvelopeSignatureError("a signature of the envelope is bad")
    return key


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _from_base64(value: Any) -> bytes:
    """Return what was encoded; one form only, so that no byte of an envelope is free."""
    if type(value) is not str or not value.isascii():
        raise EnvelopeFormatError("not base64")
    try:
        read = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise EnvelopeFormatError("not base64") from error
    if _base64(read) != value:
        raise EnvelopeFormatError("base64 with stray bits in its last sign")
    return read
