from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import strict_json
from credentials.dsse import TRUST_LIST_TYPE, open_envelope, pae, seal_envelope
from credentials.errors import (
    EnvelopeFormatError,
    EnvelopeSignatureError,
    TrustListEntryRemovedError,
    TrustListFormatError,
    TrustListLowerError,
    TrustListRefusedError,
    TrustListRotationError,
    TwoTrustListsError,
)
from credentials.passport import Centre
from credentials.trust_list import (
    ForeignAgency,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    TrustContent,
    TrustList,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list, open_trust_list_unpinned, sign_trust_list
from credentials.trust_succession import check_follows
from tests.credentials import world
from tests.credentials.world import (
    AGENCY_KEY,
    ASSESSOR,
    ASSESSOR_KEY,
    NEXT_AGENCY_KEY,
    STRANGER_KEY,
    TRUST,
    YEARS,
    person_entry,
    trust_list,
)

DAY = timedelta(days=1)


def _payload() -> dict[str, Any]:
    envelope = json.loads(world.signed_trust(TRUST))
    loaded: dict[str, Any] = json.loads(base64.b64decode(envelope["payload"]))
    return loaded


def _signed(payload: bytes) -> bytes:
    return seal_envelope(TRUST_LIST_TYPE, payload, AGENCY_KEY)


def _next(**changes: Any) -> TrustContent:
    """Return the list that follows the practice list."""
    first = trust_list(TRUST)
    content = replace(
        TRUST,
        history=(first.sha256,),
        issued_at=TRUST.issued_at + DAY,
        next_update=TRUST.next_update + DAY,
    )
    return replace(content, **changes)


# The envelope


def test_the_signed_bytes_count_bytes_not_characters() -> None:
    assert pae("é", "ខ".encode()) == b"DSSEv1 2 \xc3\xa9 3 \xe1\x9e\x81"


def test_the_signed_bytes_are_those_of_the_dsse_specification() -> None:
    signed = pae("http://example.com/HelloWorld", b"hello world")

    assert signed == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_an_envelope_of_another_type_is_refused() -> None:
    raw = seal_envelope("application/vnd.skill-passport.request.v1+json", b"{}", AGENCY_KEY)

    with pytest.raises(EnvelopeFormatError):
        open_envelope(raw, TRUST_LIST_TYPE)


def test_the_type_is_signed() -> None:
    raw = seal_envelope("other", b"{}", AGENCY_KEY).replace(b"other", TRUST_LIST_TYPE.encode())

    with pytest.raises(EnvelopeSignatureError):
        open_envelope(raw, TRUST_LIST_TYPE)


def test_an_envelope_by_another_key_is_refused() -> None:
    raw = seal_envelope(TRUST_LIST_TYPE, b"{}", STRANGER_KEY)

    with pytest.raises(EnvelopeSignatureError):
        open_envelope(raw, TRUST_LIST_TYPE, AGENCY_KEY.public_key)


def test_one_good_signature_does_not_carry_a_bad_one() -> None:
    doc = json.loads(seal_envelope(TRUST_LIST_TYPE, b"{}", AGENCY_KEY, STRANGER_KEY))
    doc["signatures"][1]["sig"] = base64.b64encode(bytes(64)).decode()

    with pytest.raises(EnvelopeSignatureError):
        open_envelope(json.dumps(doc).encode(), TRUST_LIST_TYPE, AGENCY_KEY.public_key)


ENVELOPES = {
    "no signature": {"signatures": []},
    "three signatures": {"signatures": [{"keyid": "", "sig": ""}] * 3},
    "payload is no text": {"payload": 1},
    "payload is no base64": {"payload": "é"},
    "one field more": {"more": 1},
    "short key": {"signatures": [{"keyid": "00", "sig": ""}]},
    "small-order key": {"signatures": [{"keyid": "00" * 32, "sig": ""}]},
}


@pytest.mark.parametrize("change", ENVELOPES.values(), ids=ENVELOPES)
def test_a_malformed_envelope_is_refused(change: dict[str, Any]) -> None:
    doc = json.loads(_signed(b"{}")) | change

    with pytest.raises(EnvelopeFormatError):
        open_envelope(json.dumps(doc).encode(), TRUST_LIST_TYPE)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode(errors="replace")))
def test_any_bytes_are_an_envelope_or_refused(raw: bytes) -> None:
    with pytest.raises(EnvelopeFormatError):
        open_envelope(raw, TRUST_LIST_TYPE)


# The list


def test_a_list_is_read_as_it_was_written() -> None:
    recognised = ForeignAgency("Lao Agency", bytes(32), frozenset({"RMCS-MFG"}), YEARS)
    lost = world.revoked(ASSESSOR_KEY.public_key, world.NOW, RevocationReason.RETIRED)
    content = replace(
        world.with_people(person_entry(ASSESSOR, ASSESSOR_KEY.public_key, life=lost)),
        foreign_agencies=(recognised,),
        history=(bytes(32),),
    )

    read = trust_list(content)

    assert read.content == content
    assert read.content.sequence == 2


def test_a_list_is_opened_with_the_agencys_key_only() -> None:
    with pytest.raises(EnvelopeSignatureError):
        open_trust_list(world.signed_trust(TRUST), STRANGER_KEY.public_key)


def test_a_list_signed_by_somebody_else_in_the_agencys_name_is_refused() -> None:
    raw = seal_envelope(TRUST_LIST_TYPE, strict_json.encode(_payload()), STRANGER_KEY)

    with pytest.raises(EnvelopeSignatureError):
        open_trust_list_unpinned(raw)
    with pytest.raises(TrustListFormatError):
        sign_trust_list(TRUST, STRANGER_KEY)


CHANGES: dict[str, dict[str, Any]] = {
    "another format": {"format": "skill-passport-trust/2"},
    "a field more": {"more": []},
    "sequence does not fit the history": {"sequence": 2},
    "sequence is a float": {"sequence": 1.0},
    "sequence is true": {"sequence": True},
    "practice is a number": {"practice": 1},
    "next update after 93 days": {"nextUpdate": "2026-05-05T00:00:00Z"},
    "next update before issue": {"nextUpdate": "2026-01-01T00:00:00Z"},
    "next update at issue": {"nextUpdate": "2026-02-01T00:00:00Z"},
    "time without a zone": {"issued": "2026-02-01T00:00:00"},
    "a day that is none": {"issued": "2026-02-30T00:00:00Z"},
    "digits of another script": {"issued": "២026-02-01T00:00:00Z"},
    "upper-case hash": {"nextKeyHash": "AB" * 32},
    "hash with blanks": {"nextKeyHash": "ab " * 21 + "a"},
    "host with a path": {"hosts": ["skills.example/p"]},
    "agency without a name": {"agency": {"key": "00"}},
    "people is a map": {"people": {}},
    "half a character": {"agency": {"name": "\ud800", "key": AGENCY_KEY.public_key.hex()}},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_signed_list_that_is_wrong_is_refused(change: dict[str, Any]) -> None:
    raw = _signed(json.dumps(_payload() | change).encode())

    with pytest.raises(TrustListFormatError):
        open_trust_list(raw, AGENCY_KEY.public_key)


PERSON_CHANGES: dict[str, dict[str, Any]] = {
    "no role": {"roles": []},
    "unknown role": {"roles": ["advise"]},
    "reason without a time": {"reason": "retired"},
    "time without a reason": {"revokedFrom": "2026-02-01T00:00:00Z"},
    "unknown reason": {"reason": "tired", "revokedFrom": "2026-02-01T00:00:00Z"},
    "ends before it begins": {"until": "2000-01-01T00:00:00Z"},
    "small-order key": {"key": "00" * 32},
    "key of another entry": {"key": world.VERIFIER_KEY.public_key.hex()},
    "the agency's key": {"key": AGENCY_KEY.public_key.hex()},
    "scope without units": {"scopes": [{"framework": "x", "from": "", "until": ""}]},
}


@pytest.mark.parametrize("change", PERSON_CHANGES.values(), ids=PERSON_CHANGES)
def test_an_entry_that_is_wrong_makes_the_list_wrong(change: dict[str, Any]) -> None:
    payload = _payload()
    payload["people"][0] |= change

    with pytest.raises(TrustListFormatError):
        open_trust_list(_signed(json.dumps(payload).encode()), AGENCY_KEY.public_key)


def test_a_key_twice_in_an_object_is_refused() -> None:
    payload = strict_json.encode(_payload()).replace(b'"format":', b'"format":"x","format":', 1)

    with pytest.raises(TrustListFormatError):
        open_trust_list(_signed(payload), AGENCY_KEY.public_key)


@given(st.binary(max_size=200))
def test_any_signed_bytes_are_a_list_or_refused(payload: bytes) -> None:
    with pytest.raises(TrustListFormatError):
        open_trust_list(_signed(payload), AGENCY_KEY.public_key)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(_payload())), JSON)
def test_any_value_in_any_field_is_read_or_refused(field: str, value: object) -> None:
    raw = _signed(json.dumps(_payload() | {field: value}).encode())

    try:
        open_trust_list(raw, AGENCY_KEY.public_key)
    except (TrustListFormatError, EnvelopeSignatureError):
        return


@given(st.sampled_from(sorted(_payload()["people"][0])), JSON)
def test_any_value_in_any_field_of_a_person_is_read_or_refused(field: str, value: object) -> None:
    payload = _payload()
    payload["people"][0][field] = value

    try:
        open_trust_list(_signed(json.dumps(payload).encode()), AGENCY_KEY.public_key)
    except TrustListFormatError:
        return


def test_the_longest_name_and_the_latest_update_are_still_read() -> None:
    longest = replace(TRUST, agency="x" * 200, next_update=TRUST.issued_at + 92 * DAY)

    assert trust_list(longest).content == longest
    with pytest.raises(TrustListFormatError):
        trust_list(replace(TRUST, agency="x" * 201))


def test_a_person_may_have_several_scopes() -> None:
    scopes = tuple(UnitScope(code, frozenset({"U1"}), YEARS) for code in ("NVQ", "RMCS-MFG"))
    person = person_entry(ASSESSOR, ASSESSOR_KEY.public_key, scopes=scopes)

    assert person.out_of_scope(Role.ASSESS, "NVQ", ["U1"], world.NOW) is None
    assert person.out_of_scope(Role.ASSESS, "RMCS-MFG", ["U1"], world.NOW) is None
    assert person.out_of_scope(Role.ASSESS, "RMCS-MFG", ["U1", "U2"], world.NOW) == "U2"
    assert person.out_of_scope(Role.ASSESS, "Other", ["U1"], world.NOW) == "U1"


def test_two_scopes_for_one_framework_add_up() -> None:
    scopes = tuple(UnitScope("NVQ", frozenset({code}), YEARS) for code in ("U1", "U2"))
    person = person_entry(ASSESSOR, ASSESSOR_KEY.public_key, scopes=scopes)

    assert person.out_of_scope(Role.ASSESS, "NVQ", ["U1", "U2"], world.NOW) is None
    assert person.out_of_scope(Role.ASSESS, "NVQ", ["U2", "U3"], world.NOW) == "U3"


def test_a_period_holds_its_first_second_and_not_its_end() -> None:
    period = Period(world.DECIDED, world.ISSUED)

    assert period.holds(world.DECIDED)
    assert not period.holds(world.DECIDED - timedelta(seconds=1))
    assert not period.holds(world.ISSUED)


# One list after another


def _follows(content: TrustContent, *signers: Any) -> None:
    raw = sign_trust_list(content, *(signers or (AGENCY_KEY,)))
    check_follows(trust_list(TRUST), open_trust_list_unpinned(raw), at=world.NOW)


def test_a_proper_successor_and_the_same_list_again_are_taken() -> None:
    _follows(_next())
    _follows(_next(issued_at=TRUST.issued_at))
    _follows(TRUST)


def _skipping() -> TrustContent:
    return _next(history=(trust_list(TRUST).sha256, bytes(32), bytes(32)))


def test_a_list_may_skip_some_that_were_not_seen() -> None:
    _follows(_skipping())


def test_a_lower_sequence_is_refused() -> None:
    with pytest.raises(TrustListLowerError):
        check_follows(trust_list(_next()), trust_list(TRUST), at=world.NOW)


REFUSED: dict[str, tuple[TrustContent, type[TrustListRefusedError]]] = {
    "same sequence, other content": (replace(TRUST, agency="Other"), TwoTrustListsError),
    "ours is not in the history": (_next(history=(bytes(32),)), TwoTrustListsError),
    "issued earlier": (_next(issued_at=TRUST.issued_at - DAY), TrustListLowerError),
    "a person is missing": (_next(people=TRUST.people[1:]), TrustListEntryRemovedError),
    "a centre is missing": (_next(centres=TRUST.centres[1:]), TrustListEntryRemovedError),
    "a status key is missing": (_next(status_keys=()), TrustListEntryRemovedError),
    "a key has another owner": (
        _next(people=(replace(TRUST.people[0], number="A-9"), *TRUST.people[1:])),
        TrustListEntryRemovedError,
    ),
    "a centre's key is now a person's": (
        _next(
            centres=TRUST.centres[:1],
            people=(
                *TRUST.people,
                person_entry(world.THIRD, TRUST.centres[1].life.key),
            ),
        ),
        TrustListEntryRemovedError,
    ),
    "no longer practice": (_next(practice=False), TrustListEntryRemovedError),
}


@pytest.mark.parametrize(("content", "error"), REFUSED.values(), ids=REFUSED)
def test_a_list_that_does_not_follow_is_refused(
    content: TrustContent, error: type[TrustListRefusedError]
) -> None:
    with pytest.raises(error):
        _follows(content)


REASON = RevocationReason
REVOCATIONS = {
    "kept": ((world.NOW, REASON.RETIRED), (world.NOW, REASON.RETIRED), True),
    "found to be earlier": ((world.NOW, REASON.RETIRED), (world.ISSUED, REASON.RETIRED), True),
    "found to be worse": ((world.NOW, REASON.RETIRED), (world.NOW, REASON.COMPROMISED), True),
    "lifted": ((world.NOW, REASON.RETIRED), None, False),
    "put off": ((world.ISSUED, REASON.RETIRED), (world.NOW, REASON.RETIRED), False),
    "made harmless": ((world.NOW, REASON.COMPROMISED), (world.NOW, REASON.RETIRED), False),
}


@pytest.mark.parametrize(("before", "after", "taken"), REVOCATIONS.values(), ids=REVOCATIONS)
def test_a_revocation_may_only_grow(before: Any, after: Any, taken: bool) -> None:
    def people(revocation: Any) -> TrustContent:
        life = KeyLife(ASSESSOR_KEY.public_key, YEARS, *(revocation or ()))
        return world.with_people(person_entry(ASSESSOR, ASSESSOR_KEY.public_key, life=life))

    old = trust_list(people(before))
    new = trust_list(_next(people=people(after).people, history=(old.sha256,)))

    if taken:
        check_follows(old, new, at=world.NOW)
    else:
        with pytest.raises(TrustListEntryRemovedError):
            check_follows(old, new, at=world.NOW)


def test_the_root_key_changes_with_the_commitment_and_both_signatures() -> None:
    rotated = _next(agency_key=NEXT_AGENCY_KEY.public_key)
    _follows(rotated, NEXT_AGENCY_KEY, AGENCY_KEY)

    with pytest.raises(TrustListRotationError):
        _follows(rotated, NEXT_AGENCY_KEY)
    with pytest.raises(TrustListRotationError):
        _follows(_next(agency_key=STRANGER_KEY.public_key), STRANGER_KEY, AGENCY_KEY)


def test_a_reference_is_half_the_hash_of_the_payload() -> None:
    envelope = json.loads(world.signed_trust(TRUST))
    digest = hashlib.sha256(base64.b64decode(envelope["payload"])).digest()
    read: TrustList = trust_list(TRUST)

    assert read.sha256 == digest
    assert read.reference.digest == digest[:16]


def test_centres_of_one_number_are_all_found() -> None:
    second = world.centre_entry(Centre("PC-01", "Same"), STRANGER_KEY.public_key)
    read = trust_list(replace(TRUST, centres=(*TRUST.centres, second)))

    assert len(read.centres_by_id["PC-01"]) == 2
