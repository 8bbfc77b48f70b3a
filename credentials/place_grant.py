"""A grant of places in a status list to one centre, signed by a status key of the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from credentials import fields, strict_json
from credentials.dsse import PLACE_GRANT_TYPE
from credentials.errors import PlaceGrantFormatError
from credentials.keys import PublicKey
from credentials.letter import open_letter, read_letter, seal_letter
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
    return seal_letter(
        {
            "format": FORMAT,
            "centre": grant.centre,
            "list": grant.list_uri,
            "granted": strict_json.write_time(grant.granted_at),
            "places": list(grant.places),
        },
        PLACE_GRANT_TYPE,
        _ERROR,
        _parse,
        signer,
    )


def open_place_grant(raw: bytes) -> tuple[PlaceGrant, PublicKey]:
    """Verify and read a grant; return it with the key that signed, which the caller judges.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        PlaceGrantFormatError: signed, but no grant of version 1.
    """
    payload, signed_by = open_letter(raw, PLACE_GRANT_TYPE, _ERROR)
    return _parse(payload), signed_by


def _parse(payload: bytes) -> PlaceGrant:
    doc = read_letter(payload, _ERROR, FORMAT, _FIELDS)
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
