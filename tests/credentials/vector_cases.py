"""The vectors: good and bad documents, each with the answers that any verifier must give."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from credentials import cbor
from credentials.issuing import sign_award, sign_passport
from credentials.passport import CountersignedAward, Part, Person, TrustReference
from credentials.passport_codec import encode_award
from credentials.qr import encode_text
from credentials.qr_digits import to_digits
from tests.credentials import forge, world
from tests.credentials.world import (
    ADDRESS,
    ASSESSOR_KEY,
    ASSESSOR_SECOND_KEY,
    CENTRE_KEY,
    CORE,
    GOOD,
    ISSUED,
    NOW,
    OTHER_CENTRE_KEY,
    OTHER_CORE,
    STATUS_ISSUED,
    STATUS_URI,
    STRANGER_KEY,
    THIRD,
    THIRD_KEY,
    TRUST,
    VERIFIED,
    a_passport,
    an_award,
    countersigned,
    signed_passport,
)

PASSED = {
    "readable": "readable.ok",
    "signature": "signature.ok",
    "issuer": "issuer.ok",
    "four_eyes": "four_eyes.ok",
    "scope": "scope.ok",
    "dates": "dates.ok",
    "status": "status.ok",
    "file": "file.code-alone",
}
AWARD_PASSED = {k: v for k, v in PASSED.items() if k not in {"readable", "file"}}
NOT_REACHED = {
    check: f"{check}.not-reached"
    for check in ("signature", "issuer", "four_eyes", "scope", "dates", "status")
}
_DAY = timedelta(days=1)
_ORDER = {"dates": "dates.order"}
NO_UNIT = {"four_eyes": "four_eyes.no-unit", "scope": "scope.no-unit"}


@dataclass(frozen=True)
class Case:
    """One vector before it is written. As it stands, a good passport's answers are expected."""

    name: str
    what: str
    input: bytes | str
    """A document, or the text of a code."""
    verdict: str = "invalid"
    codes: Mapping[str, str] = field(default_factory=dict)
    """The answers that differ from a good passport's."""
    trust: tuple[str, ...] = ("practice",)
    status: tuple[str, ...] = ("current",)
    notices: tuple[str, ...] = ("practice",)
    """Those before `compare_person`, which is always the last."""
    at: datetime = NOW
    newest_status: Mapping[str, datetime] = field(default_factory=dict)
    awards: tuple[Mapping[str, str], ...] = ()
    """For some cases: the answers of each award on its own, where they differ from a good one's."""
    content: bool = True
    """Whether the report shows what the passport says."""
    foreign: tuple[tuple[str, ...], ...] = ()
    """Lists of other agencies: for each agency those at hand, the first one first."""
    registrations: tuple[str, ...] = ()


def unreadable(name: str, what: str, input_: bytes | str, code: str) -> Case:
    """Return a case in which nothing can be checked."""
    codes = {**NOT_REACHED, "readable": code}
    return Case(name, what, input_, codes=codes, notices=(), content=False)


def bad_signature(name: str, what: str, document: bytes | str, code: str) -> Case:
    """Return a case in which a signature is bad: nothing of the content is shown."""
    codes = {**NOT_REACHED, "signature": code}
    return Case(name, what, document, codes=codes, notices=(), content=False)


def all_cases() -> list[Case]:
    """Return every vector, the good ones first."""
    return [
        *_good_cases(),
        *_readable_cases(),
        *_forged_content_cases(),
        *_signature_cases(),
        *_issuer_cases(),
        *_scope_and_date_cases(),
        *_status_cases(),
    ]


def _good_cases() -> list[Case]:
    portfolio = signed_passport()
    former = a_passport(countersigned(), core=OTHER_CORE, former_core=CORE)
    part = signed_passport(countersigned(), part=Part(1, 2))
    claimed = ("practice", "date_claimed")
    return [
        Case("good", "One unit, everything in order.", encode_text(ADDRESS, GOOD), "valid"),
        Case("good-stored", "The same, not deflated.", _stored(GOOD), "valid"),
        Case("good-document", "The same document without a code's text.", GOOD, "valid"),
        Case("portfolio-only", "No unit was assessed.", portfolio, "valid", NO_UNIT),
        Case("part-of-several", "One of two codes.", part, "valid"),
        Case(
            "former-name",
            "The award was made under the holder's former name.",
            sign_passport(former, CENTRE_KEY),
            "valid",
        ),
        Case(
            "assessor-retired-later",
            "The assessor's key was given up after the decision.",
            GOOD,
            "valid",
            {"dates": "dates.claimed"},
            trust=("assessor-retired-later",),
            notices=claimed,
        ),
        Case(
            "assessor-from-that-second",
            "The assessor's key came into force in the second of the decision.",
            GOOD,
            "valid",
            trust=("assessor-from-that-second",),
        ),
        Case(
            "address-not-agency",
            "The code carries an address of somebody else.",
            encode_text("https://skills.practice.example.evil.example/p", GOOD),
            "valid",
            notices=("practice", "address_not_agency"),
        ),
        Case(
            "two-trust-lists",
            "Two agencies are trusted; the second one knows the centre.",
            GOOD,
            "valid",
            trust=("other-agency", "practice"),
        ),
    ]


def _readable_cases() -> list[Case]:
    payload, text = forge.payload_of(GOOD), encode_text(ADDRESS, GOOD)
    deep = b"\x81" * 3000 + b"\x00"
    es256 = forge.passport_document(payload, header={1: -7, 4: bytes(8)})
    unprotected = forge.passport_document(payload, unprotected=cbor.encode({4: bytes(8)}))
    damaged, other = "readable.damaged", "readable.other-signature"
    not_signed, no_passport = "readable.not-signed", "readable.not-a-passport"
    crit = forge.passport_document(payload, extra={2: [99], 99: 1})
    no_kid = forge.passport_document(payload, header={1: -8})
    digits = encode_text(ADDRESS, GOOD).partition("#")[2]
    return [
        unreadable("other-code", "Somebody's web link.", "https://example.com/#menu", no_passport),
        unreadable("no-text", "Nothing at all.", "", no_passport),
        unreadable("digits-cut", "The end of the digits is missing.", text[:-40], damaged),
        unreadable("deflate-stray-bit", "A bit after DEFLATE's end.", _with_stray_bit(), damaged),
        unreadable(
            "digits-of-another-script",
            "One digit is Khmer.",
            f"{ADDRESS}#{digits[:-1]}\u17e1",
            damaged,
        ),
        unreadable("bytes-cut", "The end of the bytes is missing.", GOOD[:-10], damaged),
        unreadable("trailing-bytes", "A byte follows the document.", GOOD + b"\x00", damaged),
        unreadable("deep-nesting", "3000 arrays in each other.", b"\xd2" + deep, damaged),
        unreadable("too-long", "A document of 5000 bytes.", b"\xd2" + bytes(4999), damaged),
        unreadable("no-tag", "The COSE_Sign1 without tag 18.", GOOD[1:], not_signed),
        unreadable("wrong-tag", "Tag 17 (COSE_Mac0).", b"\xd1" + GOOD[1:], not_signed),
        unreadable("two-tags", "Tag 18 twice.", b"\xd2" + GOOD, damaged),
        unreadable("unsigned-map", "The content without a signature.", payload, not_signed),
        unreadable("tagged-map", "Tag 18 before a bare map.", b"\xd2" + payload, not_signed),
        unreadable("algorithm-swapped", "The header says ES256.", es256, other),
        unreadable("header-unknown-crit", "A critical header that nobody knows.", crit, other),
        unreadable("header-without-kid", "The kid is missing.", no_kid, other),
        unreadable("header-unprotected", "An unprotected header.", unprotected, other),
        unreadable(
            "header-extra",
            "One more protected header.",
            forge.passport_document(payload, extra={3: 60}),
            other,
        ),
        unreadable(
            "header-time-at-centre",
            "The centre's header has a time.",
            forge.passport_document(payload, extra={15: {6: 1772439300}}),
            other,
        ),
    ]


def _forged_content_cases() -> list[Case]:
    """Contents that the centre has signed, and that are not what a passport must be."""
    payload = forge.payload_of(GOOD)
    value = cbor.decode(payload)
    malformed, damaged = "readable.malformed", "readable.damaged"
    duplicate = bytes([payload[0] + 1, 0x01, 0x01]) + payload[1:]
    longer_head = payload[:1] + b"\x01\x18\x01" + payload[3:]
    swapped = payload[:1] + b"\x02\x82\x61a\x61b\x01\x01"
    contents = {
        "duplicate-keys": ("Key 1 stands twice.", duplicate, damaged),
        "longer-head": ("The version is written in two bytes.", longer_head, damaged),
        "keys-out-of-order": ("Key 2 comes before key 1.", swapped, damaged),
        "indefinite-length": ("The map has no length.", b"\xbf" + payload[1:] + b"\xff", damaged),
        "tag-inside": ("The time has a tag.", cbor.encode({1: 1}) + b"\xc1\x00", damaged),
        "unknown-key": ("Key 99.", cbor.encode(value | {99: 1}), malformed),
        "missing-key": (
            "No core.",
            cbor.encode({k: v for k, v in value.items() if k != 5}),
            malformed,
        ),
        "wrong-type": ("The time is a fraction.", cbor.encode(value | {3: 1.1}), malformed),
        "true-for-one": ("The version is true.", cbor.encode(value | {1: True}), malformed),
        "turned-letters": (
            "The centre's name holds U+202E.",
            cbor.encode(value | {2: ["PC-01", "Centre \u202eeno"]}),
            malformed,
        ),
        "newer-version": (
            "Version 2.",
            cbor.encode(value | {1: 2}),
            "readable.newer-version",
        ),
        "core-is-none": ("The core is not one.", cbor.encode(value | {5: b"\xa0"}), malformed),
        "award-is-none": (
            "The award is an empty map.",
            cbor.encode(value | {8: [[b"\xa0", "A-1002", "Dara Sok"]]}),
            "readable.not-signed",
        ),
    }
    return [
        unreadable(name, what, forge.passport_document(content), code)
        for name, (what, content, code) in contents.items()
    ]


def _signature_cases() -> list[Case]:
    award = an_award()
    stranger = countersigned(award, assessor=STRANGER_KEY)
    payload = encode_award(award)
    aad = b"skill-passport/1 assessor" + CORE
    assessors_kid = {1: -8, 4: bytes(ASSESSOR_KEY.kid)}
    wrong_key = forge.sign1(payload, aad, STRANGER_KEY, header=assessors_kid, tag=b"")
    signed = sign_award(award, CORE, ASSESSOR_KEY)
    zeroed = forge.wrapped_by_verifier(signed, signature=bytes(64))
    moved = countersigned(an_award(OTHER_CORE), core=OTHER_CORE)
    renamed = forge.sign1(payload, aad.replace(CORE, OTHER_CORE), ASSESSOR_KEY, tag=b"")
    text = encode_text(ADDRESS, GOOD)
    at = len(text) - 500
    digit_changed = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    other_centre = sign_passport(a_passport(countersigned()), OTHER_CENTRE_KEY)
    unnamed = replace(countersigned(), verifier=THIRD)
    forged = {
        "other-key-in-assessors-place": (
            "A key that nobody registered signed as the assessor.",
            "assessor-not-named",
            stranger,
        ),
        "other-assessors-key": (
            "Another certified assessor signed in this one's name.",
            "assessor-not-named",
            countersigned(award, assessor=THIRD_KEY),
        ),
        "assessor-signature-by-other-key": (
            "The assessor's kid, another key's signature.",
            "assessor",
            forge.wrapped_by_verifier(wrong_key),
        ),
        "verifier-signature-zeroed": ("64 zero bytes.", "verifier", zeroed),
        "verifier-not-named": (
            "The centre names another verifier than the one who signed.",
            "verifier-not-named",
            unnamed,
        ),
        "verifier-unknown-key": (
            "A key that nobody registered signed as the verifier.",
            "verifier-not-named",
            countersigned(verifier=STRANGER_KEY),
        ),
        "moved-award": ("Another person's award.", "other-holder", moved),
        "moved-award-with-new-mark": (
            "Another person's award, its holder mark rewritten.",
            "assessor",
            forge.wrapped_by_verifier(renamed),
        ),
    }
    cases = [
        bad_signature(name, what, _wrapping(item), f"signature.{code}")
        for name, (what, code, item) in forged.items()
    ]
    flipped = GOOD[:-1] + bytes([GOOD[-1] ^ 1])
    return [
        *cases,
        bad_signature("bit-changed", "The last bit is another.", flipped, "signature.centre"),
        unreadable("digit-changed", "One digit is another.", digit_changed, "readable.damaged"),
        bad_signature(
            "digit-changed-stored",
            "One digit is another, and the code is not deflated.",
            _stored(GOOD[:600] + bytes([GOOD[600] ^ 64]) + GOOD[601:]),
            "signature.centre",
        ),
        bad_signature(
            "signed-by-other-centre",
            "Another accredited centre signed in this centre's name.",
            other_centre,
            "signature.centre-not-named",
        ),
        bad_signature(
            "award-context",
            "The centre signed with the context of an award.",
            forge.sign1(forge.payload_of(GOOD), aad, CENTRE_KEY),
            "signature.centre",
        ),
        *_unlisted_cases(),
    ]


def _stored(document: bytes) -> str:
    """Return the text of a code whose bytes are not deflated."""
    return f"{ADDRESS}#1{to_digits(document)}"


def _with_stray_bit() -> str:
    """Return a code whose last byte has a bit set that DEFLATE does not use."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    packed = deflater.compress(GOOD) + deflater.flush()
    return f"{ADDRESS}#2{to_digits(packed[:-1] + bytes([packed[-1] | 128]))}"


def _wrapping(item: CountersignedAward) -> bytes:
    """Return the passport of a centre that wraps whatever it is given."""
    return forge.unchecked_passport(a_passport(item))


def _unlisted_cases() -> list[Case]:
    """Signers who are not in the list: forged, unless the passport knew a newer list."""
    newer = TrustReference(TRUST.sequence + 1, bytes(16))
    later = signed_passport(countersigned(), trust=newer)
    cases = []
    for who in ("assessor", "verifier"):
        lists = (f"without-{who}",)
        code = f"signature.{who}-not-listed"
        missing = bad_signature(f"{who}-not-listed", f"No such {who} in the list.", GOOD, code)
        unknown = Case(
            f"{who}-in-newer-list",
            f"No such {who}, but the passport was made with a newer list.",
            later,
            "undecided",
            {**NOT_REACHED, "signature": f"signature.{who}-newer-list"},
            lists,
        )
        cases += [replace(missing, trust=lists), unknown]
    key_missing = bad_signature(
        "assessor-key-not-listed",
        "The assessor is in the list, with another key.",
        GOOD,
        "signature.assessor-not-named",
    )
    return [*cases, replace(key_missing, trust=("without-assessor-key",))]


def _issuer_cases() -> list[Case]:
    unknown = {**NOT_REACHED, "signature": "signature.no-key", "issuer": "issuer.unknown"}
    claims = ("practice", "claims_only")
    elsewhere = encode_text(ADDRESS, GOOD)
    cases = [
        Case("no-trust-list", "No list.", GOOD, "undecided", unknown, (), notices=claims),
        Case(
            "other-trust-list",
            "Only another agency's list, which has a centre of the same number.",
            GOOD,
            "undecided",
            unknown,
            ("other-agency",),
            notices=claims,
        ),
        Case(
            "other-trust-list-and-address",
            "The code's address is not of the agency at hand either.",
            elsewhere.replace("skills.practice", "elsewhere"),
            "undecided",
            unknown,
            ("other-agency",),
            notices=(*claims, "address_not_agency"),
        ),
        Case(
            "list-out-of-date",
            "The list was due for renewal.",
            GOOD,
            "undecided",
            {"issuer": "issuer.list-out-of-date", "status": "status.stale"},
            at=TRUST.next_update,
        ),
        Case(
            "practice-document-under-real-list",
            "A practice passport by a key of a real list.",
            GOOD,
            "invalid",
            {"issuer": "issuer.practice-document"},
            ("real",),
        ),
    ]
    claimed = ("practice", "date_claimed")
    for name, code, notices in (
        ("assessor-compromised-later", "assessor-compromised", claimed),
        ("assessor-retired-before", "assessor-retired", claimed),
        ("assessor-withdrawn-before", "assessor-withdrawn", claimed),
        ("assessor-withdrawn-at-that-second", "assessor-withdrawn", claimed),
        ("assessor-not-yet", "assessor-not-yet", ("practice",)),
        ("assessor-ended", "assessor-ended", ("practice",)),
        ("verifier-compromised-later", "verifier-compromised", claimed),
        ("centre-compromised-later", "centre-compromised", claimed),
        ("centre-retired-before", "centre-retired", claimed),
    ):
        what = f"The list says it: {name}."
        codes = {"issuer": f"issuer.{code}"}
        if notices is claimed:
            codes["dates"] = "dates.claimed"
        cases.append(Case(name, what, GOOD, "invalid", codes, (name,), notices=notices))
    return cases


def _scope_and_date_cases() -> list[Case]:
    same = Person(world.ASSESSOR.number, world.ASSESSOR.name)
    same_key = countersigned(verifier=ASSESSOR_KEY, named=same)
    second_key = countersigned(verifier=ASSESSOR_SECOND_KEY, named=same)
    early = forge.unchecked_passport(a_passport(countersigned(), issued_at=VERIFIED - _DAY))
    four_eyes = {"four_eyes": "four_eyes.same-person"}
    expired = signed_passport(countersigned(an_award(expires_at=NOW)))
    undated = signed_passport(countersigned(an_award(expires_at=None)))
    before = ISSUED - timedelta(hours=1)
    cases = [
        Case("same-key-twice", "One key for both.", signed_passport(same_key), codes=four_eyes),
        Case("same-person", "One person, two keys.", signed_passport(second_key), codes=four_eyes),
        Case("expired", "Now is the end.", expired, codes={"dates": "dates.expired"}),
        Case(
            "expires-next-second",
            "One second is left.",
            expired,
            "valid",
            at=NOW - timedelta(seconds=1),
        ),
        Case("no-expiry", "The award does not expire.", undated, "valid"),
        Case("dates-out-of-order", "Issued before it was verified.", early, codes=_ORDER),
        Case(
            "dated-in-the-future",
            "This computer's clock is an hour behind the passport.",
            GOOD,
            "undecided",
            {"dates": "dates.in-future", "status": "status.from-future"},
            at=before,
        ),
    ]
    scopes = {
        "assessor-other-unit": "scope.assessor",
        "assessor-scope-ended": "scope.assessor",
        "verifier-may-not-verify": "scope.verifier",
        "centre-not-accredited": "scope.centre-not-accredited",
        "centre-accreditation-ended": "scope.centre-not-accredited",
    }
    for name, code in scopes.items():
        what = f"The list says it: {name}."
        cases.append(Case(name, what, GOOD, codes={"scope": code}, trust=(name,)))
    return cases


def _status_cases() -> list[Case]:
    seen = {STATUS_URI: STATUS_ISSUED + timedelta(seconds=1)}
    cases = [
        Case(
            f"{what}-{word}",
            f"The status list says: {what} {word}.",
            GOOD,
            "invalid",
            {"status": f"status.{what}-{word}"},
            status=(f"{what}-{word}",),
        )
        for what in ("award", "passport")
        for word in ("revoked", "suspended")
    ]
    cases += [
        Case(
            f"{what}-superseded",
            f"The status list says: {what} superseded. That does not make it false.",
            GOOD,
            "valid",
            codes,
            status=(f"{what}-superseded",),
            notices=("practice", "superseded"),
            awards=awards,
        )
        for what, codes, awards in (
            ("award", {}, ({"status": "status.award-superseded"},)),
            ("passport", {"status": "status.passport-superseded"}, ({},)),
        )
    ]
    for name, code, lists in (
        ("without-status", "none-at-hand", ()),
        ("stale-status", "stale", ("stale-and-revoked",)),
        ("status-from-the-future", "from-future", ("from-the-future",)),
        ("status-list-too-short", "no-such-place", ("short",)),
    ):
        codes = {"status": f"status.{code}"}
        cases.append(Case(name, f"{name}.", GOOD, "undecided", codes, status=lists))
    two = signed_passport(
        countersigned(an_award(status=replace(world.AWARD_PLACE, index=7))), countersigned()
    )
    return [
        *cases,
        Case(
            "one-of-two-awards-revoked",
            "The passport is as bad as its worst award.",
            two,
            "invalid",
            {"status": "status.award-revoked"},
            status=("award-revoked",),
            awards=({}, {"status": "status.award-revoked"}),
        ),
        Case(
            "older-status-than-seen",
            "A newer status list was seen before.",
            GOOD,
            "undecided",
            {"status": "status.older-than-seen"},
            newest_status=seen,
        ),
        Case(
            "newest-of-two-status-lists",
            "An old copy beside the current one does not count.",
            GOOD,
            "valid",
            status=("stale-and-revoked", "current"),
        ),
        Case(
            "fresh-to-the-last-second",
            "The list's time to live ends now.",
            GOOD,
            "valid",
            at=STATUS_ISSUED + timedelta(days=7),
        ),
    ]
