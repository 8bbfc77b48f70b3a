"""Publish the status list: one signed list of two bits a place, out of this desk's places.

Strangers' verifiers read the same table as two Bitstring Status Lists; our own never do.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.domain.people import Role
from core.domain.recognition import Status, StatusPlace
from core.domain.rules import holds_role, require
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.standing import the_centre
from core.services.status_places import NoStatusPlaceError
from credentials import status_list as wire
from credentials.bitstring_status import Purpose, bitstring_credential, encode_bitstring
from credentials.openbadges.did import did_web, key_reference
from credentials.openbadges.proof import add_proof
from credentials.signing import Signer

PLACES: Final = 131_072
"""Places in a list: so many that a place does not give away whose it is (design, Status)."""
LIST_LIFE: Final = timedelta(days=31)
LIST_TTL: Final = timedelta(days=7)


def publish_status(desk: Desk, by: Sitting, status_key: Signer) -> bytes:
    """Sign the status list as it stands now, keep it as the desk's newest, and return it.

    Raises:
        RefusedError: only a registrar publishes.
        NoStatusPlaceError: the desk holds no places, so there is no list of its own to publish.
    """
    require(holds_role(by.staff, Role.REGISTRAR))
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        places = uow.find(StatusPlace)
        if not places:
            raise NoStatusPlaceError
        centre = the_centre(uow)
        agency = did_web(centre.passport_address)
        uri = places[0].list_uri
        own = [place for place in places if place.list_uri == uri]
        token, bitstrings = signed_lists(uri, own, agency, status_key, now)
        desk.published.keep_status(token, bitstrings)
        uow.note("status.published", centre.id, by=by.staff.id, at=now)
        uow.commit()
    return token


def signed_lists(
    uri: str, places: Sequence[StatusPlace], agency: str, key: Signer, now: datetime
) -> tuple[bytes, bytes]:
    """Sign the list of one address: as CWT, and as two Bitstring lists in one JSON array.

    Args:
        uri: the list's address.
        places: of that list; those that are left out are valid.
        agency: the agency's did:web, for strangers.
        key: a status key of the agency.
        now: UTC, whole seconds.
    """
    table = _withdrawn(places)
    token = wire.sign_status_list(
        uri,
        wire.pack_statuses(PLACES, table),
        key,
        issued_at=now,
        expires_at=now + LIST_LIFE,
        ttl=LIST_TTL,
    )
    return token, _bitstrings(uri, table, agency, key, now)


def _withdrawn(places: Sequence[StatusPlace]) -> dict[int, wire.Status]:
    return {
        place.index: wire.Status(place.status.value)
        for place in places
        if place.status is not Status.VALID
    }


def _bitstrings(
    uri: str, table: Mapping[int, wire.Status], agency: str, key: Signer, now: datetime
) -> bytes:
    """Return the two Bitstring Status Lists as one JSON array; each names its own address."""
    reference = key_reference(agency, key.public_key)
    lists = [
        bitstring_credential(
            uri,
            encode_bitstring(PLACES, table, purpose),
            purpose,
            issuer=agency,
            issued_at=now,
            expires_at=now + LIST_TTL,
        )
        for purpose in Purpose
    ]
    proven = [add_proof(one, key, key_reference=reference, created=now) for one in lists]
    return json.dumps(proven, indent=1).encode() + b"\n"
