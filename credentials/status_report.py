"""What a centre tells its agency about its places: those whose status ever changed, signed.

One report says all that a desk knows, so a lost one does no harm; the newest one counts. The agency
signs the list, the centre decides about its own documents only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import STATUS_REPORT_TYPE
from credentials.errors import StatusReportFormatError
from credentials.keys import PublicKey
from credentials.letter import open_letter, read_letter, seal_letter
from credentials.passport import MAX_TEXT_CHARS
from credentials.place_grant import MAX_INDEX
from credentials.signing import Signer
from credentials.status_list import Status

FORMAT: Final = "skill-passport-status-report/1"
MAX_REPORTED: Final = 200_000
"""Most places in one report."""

_ERROR: Final = StatusReportFormatError
_FIELDS: Final = frozenset({"format", "centre", "made", "places"})
_PLACE: Final = frozenset({"list", "index", "status"})
_NAMES: Final = {status.name.lower(): status for status in Status}


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """A place and how it stands now; VALID where a suspension was lifted."""

    list_uri: str
    index: int
    status: Status


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How places of one centre stand; those that are not named stay as they are."""

    centre: str
    """The centre's number."""
    made_at: datetime
    places: tuple[ReportedPlace, ...]


def sign_status_report(report: StatusReport, signer: Signer) -> bytes:
    """Write and sign a report with the centre's key.

    Raises:
        StatusReportFormatError: a value outside its limits.
    """
    return seal_letter(
        {
            "format": FORMAT,
            "centre": report.centre,
            "made": strict_json.write_time(report.made_at),
            "places": [
                {"list": one.list_uri, "index": one.index, "status": one.status.name.lower()}
                for one in report.places
            ],
        },
        STATUS_REPORT_TYPE,
        _ERROR,
        _parse,
        signer,
    )


def open_status_report(raw: bytes) -> tuple[StatusReport, PublicKey]:
    """Verify and read a report; return it with the key that signed, which the agency judges.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        StatusReportFormatError: signed, but no report of version 1.
    """
    payload, signed_by = open_letter(raw, STATUS_REPORT_TYPE, _ERROR)
    return _parse(payload), signed_by


def _parse(payload: bytes) -> StatusReport:
    doc = read_letter(payload, _ERROR, FORMAT, _FIELDS)
    places = tuple(map(_place, fields.array(doc["places"], _ERROR, 0, MAX_REPORTED)))
    if len({(one.list_uri, one.index) for one in places}) != len(places):
        raise _ERROR("a place stands twice in the report")
    return StatusReport(
        centre=fields.text(doc["centre"], _ERROR, MAX_TEXT_CHARS),
        made_at=strict_json.read_time(doc["made"], _ERROR),
        places=places,
    )


def _place(value: Any) -> ReportedPlace:
    doc = fields.mapping(value, _ERROR, _PLACE, _PLACE)
    name = fields.text(doc["status"], _ERROR, MAX_TEXT_CHARS)
    if name not in _NAMES:
        raise _ERROR(f"no such status: {name}")
    return ReportedPlace(
        list_uri=fields.text(doc["list"], _ERROR, MAX_TEXT_CHARS),
        index=fields.number(doc["index"], _ERROR, 0, MAX_INDEX),
        status=_NAMES[name],
    )
