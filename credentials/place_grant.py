"""A grant of places in a status list to one centre, signed by a status key of the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from credentials import fields, strict_json
from credentials.dsse import PLACE_GRANT_TYPE, open_envelope, seal_envelope
from credentials.errors import PlaceGrantFormatError
from credentials.keys import PublicKey
from credentials.passport import MAX_TEXT_CHARS
from credentials.signing import Signer

FORMAT: Final = "skill-passport-place-grant/1"
MAX_PLACES: Final = 20_000
"""Most places in one grant."""
MAX_INDEX: Final = 2**32 - 1

_ERROR: Final = PlaceGrantFormatError
_FIELDS: Final = frozenset({"format", "centre", "list", "granted", "places"})


@dataclass(frozen=True, slots=True)
class PlaceGrant:
    """Which places a centre may use; nobody else gets them."""

    centre: str
    """The centre's number."""
    list_uri: str
    granted_at: datetime
    places: tuple[int, ...]
    """Random, in rising order: the order says nothing about who gets which."""


def sign_place_grant(grant: PlaceGrant, signer: Signer) -> bytes:
    """Write and sign a grant.

    Raises:
        PlaceGrantFormatError: a value outside its limits.
    """
    payload = strict_json.encode(
        {
            "format": FORMAT,
            "centre": grant.centre,
            "list": grant.list_uri,
            "granted": strict_json.write_time(grant.granted_at),
            "places": list(grant.places),
        }
    )
    _parse(payload)
    return seal_envelope(PLACE_GRANT_TYPE, payload, signer)


def open_place_grant(raw: bytes) -> tuple[PlaceGrant, PublicKey]:
    """Verify and read a grant; return it with the key that signed, which the caller judges.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        PlaceGrantFormatError: signed, but no grant of version 1.
    """
    opened = open_envelope(raw, PLACE_GRANT_TYPE)
    if len(opened.signed_by) != 1:
        raise _ERROR("a grant has one signature")
    return _parse(opened.payload), opened.signed_by[0]


def _parse(payload: bytes) -> PlaceGrant:
    doc = fields.mapping(strict_json.decode(payload, _ERROR), _ERROR, _FIELDS, _FIELDS)
    if doc["format"] != FORMAT:
        raise _ERROR(f"not a grant of format {FORMAT}")
    places = tuple(
        fields.number(place, _ERROR, 0, MAX_INDEX)
        for place in fields.array(doc["places"], _ERROR, 1, MAX_PLACES)
    )
    if any(one >= other for one, other in pairwise(places)):
        raise _ERROR("places stand in rising order, none twice")
    return PlaceGrant(
        centre=fields.text(doc["centre"], _ERROR, MAX_TEXT_CHARS),
        list_uri=fields.text(doc["list"], _ERROR, MAX_TEXT_CHARS),
        granted_at=strict_json.read_time(doc["granted"], _ERROR),
        places=places,
    )
