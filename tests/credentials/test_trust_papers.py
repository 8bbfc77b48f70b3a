"""The small signed papers around a trust list: requests, reports, registrations, grants."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import strict_json
from credentials.dsse import (
    KEY_REPORT_TYPE,
    KEY_REQUEST_TYPE,
    PLACE_GRANT_TYPE,
    REGISTRATION_TYPE,
    STATUS_REPORT_TYPE,
    TRUST_LIST_TYPE,
    open_envelope,
    seal_envelope,
)
from credentials.errors import CredentialError
from credentials.key_report import KeyReport, Loss, open_key_report, write_key_report
from credentials.key_request import (
    KeyRequest,
    OwnerKind,
    WantedScope,
    open_key_request,
    sign_key_request,
)
from credentials.keys import encryption_key, fingerprint
from credentials.place_grant import PlaceGrant, open_place_grant, sign_place_grant
from credentials.registration import (
    Registered,
    open_registration,
    registered_at,
    sign_registration,
)
from credentials.status_list import Status
from credentials.status_report import (
    ReportedPlace,
    StatusReport,
    open_status_report,
    sign_status_report,
)
from credentials.trust_list import Role
from tests.credentials import abroad, world
from tests.credentials.test_keys import SMALL_ORDER
from tests.credentials.world import (
    ASSESSOR_KEY,
    ASSESSOR_SECOND_KEY,
    CENTRE_KEY,
    NOW,
    STATUS_KEY,
    STRANGER_KEY,
    TRUST,
    trust_list,
)

REQUEST: Final = KeyRequest(
    kind=OwnerKind.PERSON,
    number="A-1001",
    name="Somchai Prasert",
    key=ASSESSOR_SECOND_KEY.public_key,
    made_at=NOW,
    wanted=(WantedScope("RMCS-MFG", frozenset({"D4"})),),
    roles=frozenset(Role),
    replaces=ASSESSOR_KEY.public_key,
    encryption_key=encryption_key(bytes([9]) + bytes(31)),
)
REPORT: Final = KeyReport(Loss.STOLEN, ASSESSOR_KEY.public_key, "Somchai Prasert", NOW)
REGISTERED: Final = Registered("PC-01", 2, bytes(32), NOW, frozenset({b"a" * 32}), frozenset())
HALF: Final = "Somchai \ud83d"
"""Ends in half of a character, as a text that was cut in its middle does."""
GRANT: Final = PlaceGrant("PC-01", world.STATUS_URI, NOW, (3, 70, 131_071))

STATUSES: Final = StatusReport(
    "PC-01",
    NOW,
    (
        ReportedPlace(world.STATUS_URI, 7, Status.REVOKED),
        ReportedPlace(world.STATUS_URI, 9, Status.VALID),
    ),
)

PAPERS: Final[dict[str, tuple[str, bytes, Callable[[bytes], object], Any]]] = {
    "request": (
        KEY_REQUEST_TYPE,
        sign_key_request(REQUEST, ASSESSOR_SECOND_KEY, ASSESSOR_KEY),
        open_key_request,
        ASSESSOR_SECOND_KEY,
    ),
    "report": (
        KEY_REPORT_TYPE,
        write_key_report(REPORT, ASSESSOR_KEY),
        open_key_report,
        ASSESSOR_KEY,
    ),
    "registration": (
        REGISTRATION_TYPE,
        sign_registration(REGISTERED, CENTRE_KEY),
        open_registration,
        CENTRE_KEY,
    ),
    "status": (
        STATUS_REPORT_TYPE,
        sign_status_report(STATUSES, CENTRE_KEY),
        open_status_report,
        CENTRE_KEY,
    ),
    "grant": (PLACE_GRANT_TYPE, sign_place_grant(GRANT, STATUS_KEY), open_place_grant, STATUS_KEY),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def _fields(paper: tuple[str, bytes, Any, Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(open_envelope(paper[1], paper[0]).payload)
    return loaded


def test_papers_come_back_as_they_were_signed() -> None:
    report = open_key_report(PAPERS["report"][1])
    registration = open_registration(PAPERS["registration"][1])
    grant, signed_by = open_place_grant(PAPERS["grant"][1])
    statuses, centre = open_status_report(PAPERS["status"][1])

    assert open_key_request(PAPERS["request"][1]) == REQUEST
    assert report == replace(REPORT, signed_by=ASSESSOR_KEY.public_key)
    assert (registration.content, registration.signed_by) == (REGISTERED, CENTRE_KEY.public_key)
    assert (grant, signed_by) == (GRANT, STATUS_KEY.public_key)
    assert (statuses, centre) == (STATUSES, CENTRE_KEY.public_key)


@each_paper
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_a_paper_or_refused(paper: Any, raw: bytes) -> None:
    kind, _, opener, key = paper
    for tried in (raw, seal_envelope(kind, raw, key)):
        with pytest.raises(CredentialError):
            opener(tried)


@each_paper
@given(data=st.data())
def test_any_value_in_any_field_is_read_or_refused(paper: Any, data: st.DataObject) -> None:
    kind, _, opener, key = paper
    payload = _fields(paper)
    payload[data.draw(st.sampled_from(sorted(payload)))] = data.draw(JSON)

    try:
        opener(seal_envelope(kind, json.dumps(payload).encode(), key))
    except CredentialError:
        return


@each_paper
@given(data=st.data())
def test_no_changed_byte_goes_unnoticed(paper: Any, data: st.DataObject) -> None:
    _, raw, opener, _ = paper
    changed = bytearray(raw)
    changed[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))

    with pytest.raises(CredentialError):
        opener(bytes(changed))


@each_paper
def test_a_paper_never_passes_for_another_kind(paper: Any) -> None:
    kind, _, opener, key = paper
    payload = strict_json.encode(_fields(paper))
    for other in {TRUST_LIST_TYPE, *(one[0] for one in PAPERS.values())} - {kind}:
        with pytest.raises(CredentialError):
            opener(seal_envelope(other, payload, key))


@pytest.mark.parametrize(
    "write",
    [
        lambda: sign_key_request(replace(REQUEST, name=HALF), ASSESSOR_SECOND_KEY, ASSESSOR_KEY),
        lambda: write_key_report(replace(REPORT, name=HALF)),
        lambda: sign_registration(replace(REGISTERED, centre=HALF), CENTRE_KEY),
        lambda: sign_status_report(replace(STATUSES, centre=HALF), CENTRE_KEY),
        lambda: sign_place_grant(replace(GRANT, centre=HALF), STATUS_KEY),
    ],
    ids=PAPERS,
)
def test_half_a_character_is_refused_before_anything_is_signed(write: Callable[[], bytes]) -> None:
    with pytest.raises(CredentialError):
        write()


@each_paper
def test_a_field_more_or_less_is_refused(paper: Any) -> None:
    kind, _, opener, key = paper
    payload = _fields(paper)
    optional = {"replaces", "encryptionKey"}
    for changed in (
        payload | {"more": 1},
        *({k: v for k, v in payload.items() if k != name} for name in payload.keys() - optional),
    ):
        with pytest.raises(CredentialError):
            opener(seal_envelope(kind, json.dumps(changed).encode(), key))


# Requests


@pytest.mark.parametrize("key", SMALL_ORDER.values(), ids=SMALL_ORDER)
def test_a_request_for_a_key_of_small_order_is_refused(key: str) -> None:
    payload = _fields(PAPERS["request"]) | {"key": key}
    with pytest.raises(CredentialError):
        open_key_request(
            seal_envelope(KEY_REQUEST_TYPE, json.dumps(payload).encode(), ASSESSOR_SECOND_KEY)
        )


SIGNERS: Final = {
    "somebody else": (STRANGER_KEY,),
    "the old key alone": (ASSESSOR_KEY,),
    "the new key without the old one that is named": (ASSESSOR_SECOND_KEY,),
    "the new key and a stranger": (ASSESSOR_SECOND_KEY, STRANGER_KEY),
}


@pytest.mark.parametrize("signers", SIGNERS.values(), ids=SIGNERS)
def test_a_request_is_signed_by_exactly_the_keys_that_it_names(signers: Any) -> None:
    payload = strict_json.encode(_fields(PAPERS["request"]))
    with pytest.raises(CredentialError):
        open_key_request(seal_envelope(KEY_REQUEST_TYPE, payload, *signers))


def test_what_is_read_aloud_is_the_fingerprint_of_the_key_that_signs() -> None:
    assert REQUEST.fingerprint == fingerprint(ASSESSOR_SECOND_KEY.public_key)
    assert REPORT.fingerprint == fingerprint(ASSESSOR_KEY.public_key)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": frozenset()},
        {"kind": OwnerKind.CENTRE},
        {"kind": OwnerKind.CENTRE, "roles": frozenset()},
        {"replaces": ASSESSOR_SECOND_KEY.public_key},
        {"name": ""},
        {"name": "Somchai\u202e"},
        {"made_at": NOW, "number": "x" * 201},
    ],
    ids=["no role", "a centre's role", "a centre's units", "itself", "no name", "turned", "long"],
)
def test_a_request_that_contradicts_itself_is_not_written(change: dict[str, Any]) -> None:
    with pytest.raises(CredentialError):
        sign_key_request(replace(REQUEST, **change), ASSESSOR_SECOND_KEY, ASSESSOR_KEY)


# Reports


def test_an_unsigned_report_is_read_and_says_that_nobody_signed_it() -> None:
    report = open_key_report(write_key_report(REPORT))

    assert report == REPORT
    assert report.signed_by is None


# Registrations


def test_a_document_is_registered_when_the_list_says_so_and_not_before() -> None:
    document = b"an award"
    file = abroad.registration_file(document)
    registration = open_registration(file)
    anchored = trust_list(abroad.anchoring(TRUST, file, NOW))

    assert registered_at(document, [registration], anchored) == NOW
    assert registered_at(b"another", [registration], anchored) is None
    assert registered_at(document, [registration], trust_list(TRUST)) is None
    assert registered_at(document, [], anchored) is None


def test_the_earliest_of_several_anchors_counts() -> None:
    first, second = (abroad.registration_file(b"x", b"%d" % number) for number in (1, 2))
    content = abroad.anchoring(TRUST, first, NOW)
    later = replace(
        content.anchors[0],
        number=2,
        sha256=open_registration(second).sha256,
        registered_at=NOW + timedelta(days=1),
    )
    content = replace(
        content,
        anchors=(*content.anchors, later),
        issued_at=NOW + timedelta(days=1),
        next_update=NOW + timedelta(days=90),
    )
    files = [open_registration(raw) for raw in (second, first)]

    assert registered_at(b"x", files, trust_list(content)) == NOW


def test_a_registration_names_nobody() -> None:
    raw = abroad.registration_file(world.GOOD, world.countersigned().document)
    payload = open_envelope(raw, REGISTRATION_TYPE).payload

    for word in (b"NGUYEN", b"Somchai", b"D4", b"A-1001"):
        assert word not in payload


@pytest.mark.parametrize(("number", "previous"), [(1, bytes(32)), (2, None), (0, None)])
def test_only_the_first_file_names_none_before_it(number: int, previous: bytes | None) -> None:
    with pytest.raises(CredentialError):
        sign_registration(replace(REGISTERED, number=number, previous=previous), CENTRE_KEY)


# Grants


@pytest.mark.parametrize("places", [(), (3, 3), (4, 3), (-1,), (2**32,)])
def test_a_grant_of_places_that_cannot_be_is_refused(places: tuple[int, ...]) -> None:
    with pytest.raises(CredentialError):
        sign_place_grant(replace(GRANT, places=places), STATUS_KEY)


# Status reports


def test_a_place_twice_in_a_report_is_refused() -> None:
    twice = (STATUSES.places[0], replace(STATUSES.places[0], status=Status.SUSPENDED))
    with pytest.raises(CredentialError):
        sign_status_report(replace(STATUSES, places=twice), CENTRE_KEY)
