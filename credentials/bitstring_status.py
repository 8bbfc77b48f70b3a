"""The status table for strangers' verifiers: two W3C Bitstring Status Lists.

Source: W3C "Bitstring Status List v1.0". The first place is in the *most* significant bit of the
first byte, the opposite of the Token Status List, which is the one that our own verdict uses.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

from credentials.errors import StatusListFormatError
from credentials.openbadges.contexts import VC
from credentials.passport import StatusPlace
from credentials.status_list import Status
from credentials.strict_json import write_time

MIN_PLACES: Final = 131_072
"""Shortest list that the standard allows (§4.1): a place must not give away whose it is."""
_PLACES_A_BYTE: Final = 8


class Purpose(Enum):
    """What a set bit means; each has a list of its own."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


_MEANS: Final = {Purpose.REVOCATION: Status.REVOKED, Purpose.SUSPENSION: Status.SUSPENDED}


def list_address(uri: str, purpose: Purpose) -> str:
    """Return where the Bitstring list is published, beside the Token Status List at `uri`."""
    return f"{uri}/{purpose.value}"


def status_entry(place: StatusPlace, purpose: Purpose) -> dict[str, str]:
    """Return a credential's `credentialStatus`: where a verifier is to look."""
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose.value,
        "statusListIndex": str(place.index),
        "statusListCredential": list_address(place.uri, purpose),
    }


def encode_bitstring(places: int, statuses: Mapping[int, Status], purpose: Purpose) -> str:
    """Return one list's `encodedList`: gzip, then multibase base64url.

    Args:
        places: how many the table has; a list is never shorter than MIN_PLACES.
        statuses: place to status; those not named are valid.
        purpose: which of the two lists.

    Raises:
        StatusListFormatError: a place outside the table.
    """
    bits = bytearray((max(places, MIN_PLACES) + _PLACES_A_BYTE - 1) // _PLACES_A_BYTE)
    for index, status in statuses.items():
        if not 0 <= index < places:
            raise StatusListFormatError(f"place {index} of a table with {places} places")
        if status is _MEANS[purpose]:
            byte, place = divmod(index, _PLACES_A_BYTE)
            bits[byte] |= 0x80 >> place
    packed = gzip.compress(bytes(bits), 9, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def bitstring_credential(
    uri: str,
    encoded: str,
    purpose: Purpose,
    *,
    issuer: str,
    issued_at: datetime,
    expires_at: datetime,
) -> dict[str, Any]:
    """Return a list as the credential to be signed by `credentials.openbadges.proof.add_proof`.

    Args:
        uri: the address of the Token Status List, as passports name it.
        encoded: what `encode_bitstring` returned.
        purpose: which of the two lists.
        issuer: the agency's DID.
        issued_at: UTC, whole seconds.
        expires_at: the last second at which it may be relied on; UTC.
    """
    address = list_address(uri, purpose)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": write_time(issued_at),
        "validUntil": write_time(expires_at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "encodedList": encoded,
        },
    }
