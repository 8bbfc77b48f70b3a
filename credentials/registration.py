"""Registration files: what a centre issued since its last one, as hashes, signed and chained.

A date in a passport is the signer's word. A centre therefore sends its agency at least monthly the
SHA-256 of every award and passport that it issued; the agency anchors the file's hash in its next
trust list. From then on nobody can have signed such a document later than that, not even with a
stolen key. The file names nobody: only who has a document can find its hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import REGISTRATION_TYPE
from credentials.errors import RegistrationFormatError
from credentials.keys import PublicKey
from credentials.letter import open_letter, read_letter, seal_letter
from credentials.passport import DIGEST_BYTES, MAX_TEXT_CHARS
from credentials.signing import Signer
from credentials.trust_list import TrustList

FORMAT: Final = "skill-passport-registration/1"
MAX_NUMBER: Final = 50_000
MAX_DOCUMENTS: Final = 100_000
"""Most awards, and most passports, in one file."""

_ERROR: Final = RegistrationFormatError
_REQUIRED: Final = frozenset({"format", "centre", "number", "made", "awards", "passports"})
_FIELDS: Final = _REQUIRED | {"previous"}


@dataclass(frozen=True, slots=True)
class Registered:
    """What a centre states in one file."""

    centre: str
    """The centre's number."""
    number: int
    """Counted from 1 for each centre."""
    previous: bytes | None
    """SHA-256 of the payload of the file before; None for the first."""
    made_at: datetime
    awards: frozenset[bytes]
    """SHA-256 of each award: of the verifier's COSE_Sign1, whole."""
    passports: frozenset[bytes]
    """SHA-256 of each passport's document, one for each code."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration file whose signature was good."""

    content: Registered
    sha256: bytes
    """Of the payload: what an agency anchors."""
    signed_by: PublicKey
    documents: frozenset[bytes] = field(repr=False, compare=False)
    """Awards and passports together."""


def sign_registration(content: Registered, signer: Signer) -> bytes:
    """Write and sign a file with the centre's key.

    Raises:
        RegistrationFormatError: a value outside its limits.
    """
    return seal_letter(_to_json(content), REGISTRATION_TYPE, _ERROR, _parse, signer)


def open_registration(raw: bytes) -> Registration:
    """Verify and read a file by the key that it names. Whether that is the centre's is not asked.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        RegistrationFormatError: signed, but no registration of version 1.
    """
    payload, signed_by = open_letter(raw, REGISTRATION_TYPE, _ERROR)
    content = _parse(payload)
    digest = hashlib.sha256(payload).digest()
    return Registration(content, digest, signed_by, documents=content.awards | content.passports)


def registered_at(
    document: bytes, registrations: Sequence[Registration], trust_list: TrustList
) -> datetime | None:
    """Return when a document was in the agency's hands at the latest, or None if nothing says so.

    Only files whose hash the trust list anchors count; who signed them does not matter then.
    """
    digest = hashlib.sha256(document).digest()
    anchors = [
        anchor.registered_at
        for registration in registrations
        if digest in registration.documents
        and (anchor := trust_list.anchors_by_sha256.get(registration.sha256)) is not None
    ]
    return min(anchors, default=None)


def _to_json(content: Registered) -> dict[str, Any]:
    written: dict[str, Any] = {
        "format": FORMAT,
        "centre": content.centre,
        "number": content.number,
        "made": strict_json.write_time(content.made_at),
        "awards": sorted(digest.hex() for digest in content.awards),
        "passports": sorted(digest.hex() for digest in content.passports),
    }
    if content.previous is not None:
        written["previous"] = content.previous.hex()
    return written


def _parse(payload: bytes) -> Registered:
    doc = read_letter(payload, _ERROR, FORMAT, _REQUIRED, _FIELDS)
    content = Registered(
        centre=fields.text(doc["centre"], _ERROR, MAX_TEXT_CHARS),
        number=fields.number(doc["number"], _ERROR, 1, MAX_NUMBER),
        previous=_digest(doc["previous"]) if "previous" in doc else None,
        made_at=strict_json.read_time(doc["made"], _ERROR),
        awards=_digests(doc["awards"]),
        passports=_digests(doc["passports"]),
    )
    if (content.number == 1) is not (content.previous is None):
        raise _ERROR("every file but the first names the one before")
    return content


def _digests(value: Any) -> frozenset[bytes]:
    return frozenset(map(_digest, fields.array(value, _ERROR, 0, MAX_DOCUMENTS)))


def _digest(value: Any) -> bytes:
    return strict_json.hex_octets(value, _ERROR, DIGEST_BYTES)
