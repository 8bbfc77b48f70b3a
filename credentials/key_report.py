"""A report that a key is lost or stolen: signed where something is left to sign with.

A signed report the agency acts on at once. Whoever has nothing left sends it unsigned: then it is
worth what the agency hears when it rings back and has the fingerprint of the lost key read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import KEY_REPORT_TYPE, seal_envelope
from credentials.errors import EnvelopeFormatError, KeyReportFormatError, WeakKeyError
from credentials.keys import PUBLIC_KEY_BYTES, PublicKey, fingerprint, public_key
from credentials.letter import open_letter, read_letter, write_letter
from credentials.passport import MAX_TEXT_CHARS
from credentials.signing import Signer

FORMAT: Final = "skill-passport-key-report/1"
MAX_REPORT_BYTES: Final = 16 << 10

_ERROR: Final = KeyReportFormatError
_FIELDS: Final = frozenset({"format", "loss", "key", "name", "since"})


class Loss(Enum):
    """What happened to a key."""

    LOST = "lost"
    """Nobody can use it any more: it is retired, and what it signed counts."""
    STOLEN = "stolen"
    """Somebody else may use it: it is compromised."""


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What a report says, and who signed it."""

    loss: Loss
    key: PublicKey
    name: str
    """Who reports, for people."""
    since: datetime
    """Since when the key may have been out of its owner's hands."""
    signed_by: PublicKey | None = None
    """None: unsigned, so the fingerprint has to be confirmed by voice."""

    @property
    def fingerprint(self) -> str:
        """Of the key that is given up: what is read aloud."""
        return fingerprint(self.key)


def write_key_report(report: KeyReport, signer: Signer | None = None) -> bytes:
    """Write a report; signed by the key itself or another of the same owner, if one is left.

    Raises:
        KeyReportFormatError: a value outside its limits.
    """
    payload = write_letter(
        {
            "format": FORMAT,
            "loss": report.loss.value,
            "key": report.key.hex(),
            "name": report.name,
            "since": strict_json.write_time(report.since),
        },
        _ERROR,
    )
    _parse(payload, None)
    return payload if signer is None else seal_envelope(KEY_REPORT_TYPE, payload, signer)


def open_key_report(raw: bytes) -> KeyReport:
    """Read a report, and verify it if it is signed. Whether the signer may is the agency's matter.

    Raises:
        EnvelopeSignatureError: a signature is bad.
        KeyReportFormatError: neither a signed nor an unsigned report.
    """
    if len(raw) > MAX_REPORT_BYTES:
        raise _ERROR(f"{len(raw)} bytes; at most {MAX_REPORT_BYTES} are allowed")
    doc = strict_json.decode(raw, _ERROR)
    if type(doc) is not dict or "payloadType" not in doc:
        return _parse(raw, None)
    try:
        payload, signed_by = open_letter(raw, KEY_REPORT_TYPE, _ERROR)
    except EnvelopeFormatError as error:
        raise _ERROR(str(error)) from error
    return _parse(payload, signed_by)


def _parse(payload: bytes, signed_by: PublicKey | None) -> KeyReport:
    doc = read_letter(payload, _ERROR, FORMAT, _FIELDS)
    try:
        return KeyReport(
            loss=Loss(_text(doc["loss"])),
            key=public_key(strict_json.hex_octets(doc["key"], _ERROR, PUBLIC_KEY_BYTES)),
            name=_text(doc["name"]),
            since=strict_json.read_time(doc["since"], _ERROR),
            signed_by=signed_by,
        )
    except (ValueError, WeakKeyError) as error:
        raise _ERROR(str(error)) from error


def _text(value: Any) -> str:
    return fields.text(value, _ERROR, MAX_TEXT_CHARS)
