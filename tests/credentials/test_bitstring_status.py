"""Bitstring Status Lists: the same table as the Token Status List, in the opposite bit order."""

from __future__ import annotations

import base64
import gzip
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.bitstring_status import (
    MIN_PLACES,
    Purpose,
    bitstring_credential,
    encode_bitstring,
    list_address,
    status_entry,
)
from credentials.errors import StatusListFormatError
from credentials.openbadges.did import did_web, key_reference
from credentials.openbadges.proof import add_proof
from credentials.passport import StatusPlace
from credentials.status_list import Status
from tests.credentials import world

PLACES = 131_072


def bits(encoded: str) -> bytes:
    """Unpack an encoded list as the standard says."""
    assert encoded[0] == "u"
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def test_the_first_place_is_the_most_significant_bit() -> None:
    encoded = encode_bitstring(PLACES, {0: Status.REVOKED, 15: Status.REVOKED}, Purpose.REVOCATION)

    assert bits(encoded)[:3] == b"\x80\x01\x00"
    assert len(bits(encoded)) * 8 == PLACES


def test_a_short_table_still_makes_a_list_of_the_least_length() -> None:
    assert len(bits(encode_bitstring(8, {}, Purpose.REVOCATION))) * 8 == MIN_PLACES


@pytest.mark.parametrize("index", [-1, PLACES])
def test_a_place_outside_the_table_is_refused(index: int) -> None:
    with pytest.raises(StatusListFormatError):
        encode_bitstring(PLACES, {index: Status.REVOKED}, Purpose.REVOCATION)


@given(st.dictionaries(st.integers(0, PLACES - 1), st.sampled_from(Status), max_size=30))
def test_each_list_shows_exactly_its_own_kind_of_withdrawal(statuses: dict[int, Status]) -> None:
    lists = {purpose: bits(encode_bitstring(PLACES, statuses, purpose)) for purpose in Purpose}
    means = {Purpose.REVOCATION: Status.REVOKED, Purpose.SUSPENSION: Status.SUSPENDED}

    for purpose, found in lists.items():
        shown = {
            byte * 8 + place
            for byte, value in enumerate(found)
            if value
            for place in range(8)
            if value & 0x80 >> place
        }
        assert shown == {i for i, status in statuses.items() if status is means[purpose]}


def test_the_same_table_always_makes_the_same_list() -> None:
    table = {7: Status.SUSPENDED}

    assert encode_bitstring(PLACES, table, Purpose.SUSPENSION) == encode_bitstring(
        PLACES, table, Purpose.SUSPENSION
    )


def test_an_entry_leads_to_the_list_that_names_itself_so() -> None:
    entry = status_entry(StatusPlace(world.STATUS_URI, 3071), Purpose.SUSPENSION)
    published = bitstring_credential(
        world.STATUS_URI,
        encode_bitstring(PLACES, {}, Purpose.SUSPENSION),
        Purpose.SUSPENSION,
        issuer="did:web:skills.practice.example",
        issued_at=world.STATUS_ISSUED,
        expires_at=world.STATUS_ISSUED + timedelta(days=7),
    )

    assert entry["statusListCredential"] == published["id"]
    assert entry["statusListIndex"] == "3071"
    assert published["id"] == list_address(world.STATUS_URI, Purpose.SUSPENSION)
    assert published["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]


def test_a_list_can_be_proved_by_the_status_key() -> None:
    did = did_web(world.ADDRESS)
    published = bitstring_credential(
        world.STATUS_URI,
        encode_bitstring(PLACES, {1: Status.REVOKED}, Purpose.REVOCATION),
        Purpose.REVOCATION,
        issuer=did,
        issued_at=world.STATUS_ISSUED,
        expires_at=world.STATUS_ISSUED + timedelta(days=7),
    )
    reference = key_reference(did, world.STATUS_KEY.public_key)

    proven = add_proof(
        published, world.STATUS_KEY, key_reference=reference, created=world.STATUS_ISSUED
    )

    assert proven["proof"][0]["verificationMethod"] == reference
