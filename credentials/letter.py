"""What a centre and its agency send each other: one JSON document of a format, in an envelope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from credentials import fields, strict_json
from credentials.dsse import open_envelope, seal_envelope
from credentials.errors import CredentialError
from credentials.keys import PublicKey
from credentials.signing import Signer


def open_letter(
    raw: bytes, payload_type: str, error: type[CredentialError]
) -> tuple[bytes, PublicKey]:
    """Verify an envelope; return what is in it and the one key that signed it.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        CredentialError: of the class `error`: two keys signed.
    """
    opened = open_envelope(raw, payload_type)
    if len(opened.signed_by) != 1:
        raise error("one signature is wanted, not two")
    return opened.payload, opened.signed_by[0]


def write_letter(doc: dict[str, Any], error: type[CredentialError]) -> bytes:
    """Write the document, before it is sealed. Raises `error`: a text holds half a character."""
    try:
        return strict_json.encode(doc)
    except UnicodeEncodeError as problem:
        raise error("half a character in a text") from problem


def seal_letter(
    doc: dict[str, Any],
    payload_type: str,
    error: type[CredentialError],
    parse: Callable[[bytes], object],
    *signers: Signer,
) -> bytes:
    """Write, sign and seal the document, once `parse` has read it: nobody signs what nobody reads.

    Raises:
        CredentialError: of the class `error`: a value outside its limits.
    """
    payload = write_letter(doc, error)
    parse(payload)
    return seal_envelope(payload_type, payload, *signers)


def read_letter(
    payload: bytes,
    error: type[CredentialError],
    wanted: str,
    required: frozenset[str],
    allowed: frozenset[str] | None = None,
) -> dict[str, Any]:
    """Read the document: of the format `wanted`, with all fields that are `required`.

    Args:
        payload: what was in the envelope.
        error: what to answer with.
        wanted: the value of the field `format`.
        required: its fields.
        allowed: these and those that may be missing; None: none may.

    Raises:
        CredentialError: of the class `error`.
    """
    doc: dict[str, Any] = fields.mapping(
        strict_json.decode(payload, error), error, required, allowed or required
    )
    if doc["format"] != wanted:
        raise error(f"not of the format {wanted}")
    return doc
