"""Which awards and passports were withdrawn: a Token Status List as CWT, two bits a place.

Source: draft-ietf-oauth-status-list (IETF, "Token Status List"), CBOR form, application type
`application/statuslist+cwt`: the first place is in the least significant bits of the first byte.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from credentials import cbor, fields
from credentials.cose import Sign1, parse_sign1, write_sign1
from credentials.errors import (
    StatusIndexError,
    StatusListFormatError,
    StatusListSignatureError,
)
from credentials.keys import PublicKey, kid, signature_is_good
from credentials.passport import MAX_TEXT_CHARS
from credentials.signing import Signer
from credentials.trust_list import Standing, TrustList

CONTENT_TYPE: Final = "application/statuslist+cwt"
MAX_STATUS_LIST_BYTES: Final = cbor.MAX_BYTES
MAX_LIST_BYTES: Final = 1 << 20
"""Longest list after decompression: four million places."""
MAX_TTL_SECONDS: Final = 366 * 24 * 3600

_ERROR: Final = StatusListFormatError
_SUBJECT: Final = 2
_EXPIRES: Final = 4
_ISSUED: Final = 6
_STATUS_LIST: Final = 65533
_TTL: Final = 65534
_CLAIMS: Final = frozenset({_SUBJECT, _EXPIRES, _ISSUED, _STATUS_LIST, _TTL})
_LIST_KEYS: Final = frozenset({"bits", "lst"})
_BITS: Final = 2
_PLACES_A_BYTE: Final = 8 // _BITS
_MASK: Final = 0b11


class Status(Enum):
    """What a place says."""

    VALID = 0
    REVOKED = 1
    SUSPENDED = 2
    SUPERSEDED = 3
    """A newer document has taken its place; what it says is not false for that."""


_STATUSES: Final = tuple(Status)


@dataclass(frozen=True, slots=True)
class StatusList:
    """A status list whose signature was good."""

    uri: str
    issued_at: datetime
    expires_at: datetime
    ttl: timedelta
    key: PublicKey
    """The status key that signed; a list only speaks for passports of that key's agency."""
    bits: bytes

    @property
    def places(self) -> int:
        """How many places the list has."""
        return len(self.bits) * _PLACES_A_BYTE

    @property
    def fresh_until(self) -> datetime:
        """The last moment at which the list may be relied on."""
        return min(self.expires_at, self.issued_at + self.ttl)

    def status(self, index: int) -> Status:
        """Return what place `index`, counted from 0, says.

        Raises:
            StatusIndexError: `index` is outside the list. It is never read as "valid".
        """
        bits = self.bits
        if not 0 <= index < len(bits) * _PLACES_A_BYTE:
            raise StatusIndexError(index, self.places)
        return _STATUSES[bits[index // _PLACES_A_BYTE] >> index % _PLACES_A_BYTE * _BITS & _MASK]


def pack_statuses(places: int, statuses: Mapping[int, Status]) -> bytes:
    """Write a list of `places` places, all VALID but those in `statuses`.

    Args:
        places: a multiple of four. At least 100,000 for real use: a place must not give away
            whose it is.
        statuses: place to status.

    Raises:
        StatusIndexError: a place outside the list.
    """
    if places % _PLACES_A_BYTE or not 0 < places <= MAX_LIST_BYTES * _PLACES_A_BYTE:
        raise ValueError(f"{places} places do not fill whole bytes, or are too many")
    bits = bytearray(places // _PLACES_A_BYTE)
    for index, status in statuses.items():
        if not 0 <= index < places:
            raise StatusIndexError(index, places)
        byte, place = divmod(index, _PLACES_A_BYTE)
        bits[byte] |= status.value << place * _BITS
    return bytes(bits)


def sign_status_list(
    uri: str,
    bits: bytes,
    signer: Signer,
    *,
    issued_at: datetime,
    expires_at: datetime,
    ttl: timedelta,
) -> bytes:
    """Sign a status list as CWT with tag 18.

    Args:
        uri: where it is published, as the passports name it.
        bits: what `pack_statuses` returned.
        signer: a status key of the agency.
        issued_at: UTC, whole seconds.
        expires_at: UTC, whole seconds; after `issued_at`.
        ttl: how long a copy may be relied on; whole seconds.

    Raises:
        StatusListFormatError: a value outside its limits.
    """
    claims = {
        _SUBJECT: uri,
        _EXPIRES: fields.seconds(expires_at, _ERROR),
        _ISSUED: fields.seconds(issued_at, _ERROR),
        _STATUS_LIST: {"bits": _BITS, "lst": zlib.compress(bits, 9)},
        _TTL: int(ttl.total_seconds()),
    }
    payload = cbor.encode(claims)
    _parse_claims(payload, signer.public_key)
    return write_sign1(payload, b"", signer, tagged=True, content_type=CONTENT_TYPE)


def open_status_list(raw: bytes, trust: Sequence[TrustList]) -> StatusList:
    """Verify and read a status list signed by a status key of one of `trust`.

    Raises:
        CborFormatError, CoseFormatError, StatusListFormatError: not a status list as we write it.
        StatusListSignatureError: the signature is bad, or the key is no status key in force when
            the list was issued.
    """
    if len(raw) > MAX_STATUS_LIST_BYTES:
        raise StatusListFormatError(f"{len(raw)} bytes; {MAX_STATUS_LIST_BYTES} are allowed")
    signed = parse_sign1(raw, tagged=True, content_type=CONTENT_TYPE)
    for trust_list in trust:
        found = _signed_by_status_key(signed, trust_list)
        if found is not None:
            return found
    raise StatusListSignatureError("not signed by a status key of a trust list at hand")


def _signed_by_status_key(signed: Sign1, trust_list: TrustList) -> StatusList | None:
    message = signed.signed_bytes(b"")
    for life in trust_list.content.status_keys:
        if kid(life.key) != signed.kid or not signature_is_good(
            life.key, message, signed.signature
        ):
            continue
        status_list = _parse_claims(signed.payload, life.key)
        if life.standing(status_list.issued_at) is Standing.IN_FORCE:
            return status_list
    return None


def _parse_claims(payload: bytes, key: PublicKey) -> StatusList:
    claims = fields.mapping(cbor.decode(payload), _ERROR, _CLAIMS, _CLAIMS)
    status_list = StatusList(
        uri=fields.text(claims[_SUBJECT], _ERROR, MAX_TEXT_CHARS),
        issued_at=fields.time_from_seconds(claims[_ISSUED], _ERROR),
        expires_at=fields.time_from_seconds(claims[_EXPIRES], _ERROR),
        ttl=timedelta(seconds=fields.number(claims[_TTL], _ERROR, 1, MAX_TTL_SECONDS)),
        key=key,
        bits=_inflate(claims[_STATUS_LIST]),
    )
    if status_list.expires_at <= status_list.issued_at:
        raise StatusListFormatError("a list expires after it was issued")
    return status_list


def _inflate(value: Any) -> bytes:
    """Unpack the list; stops at the limit, so that a small file cannot fill the memory."""
    packed = fields.mapping(value, _ERROR, _LIST_KEYS, _LIST_KEYS)
    fields.number(packed["bits"], _ERROR, _BITS, _BITS)
    if type(packed["lst"]) is not bytes:
        raise StatusListFormatError("the list is a byte string")
    inflater = zlib.decompressobj()
    try:
        bits = inflater.decompress(packed["lst"], MAX_LIST_BYTES + 1)
    except zlib.error as error:
        raise StatusListFormatError(f"not a zlib stream: {error}") from error
    if not 0 < len(bits) <= MAX_LIST_BYTES or not inflater.eof or inflater.unused_data:
        raise StatusListFormatError("the list is empty, too long, cut or followed by more")
    return bits
