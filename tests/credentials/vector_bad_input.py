"""Vectors of what people hold before the camera, and of what an attacker tries first."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from datetime import timedelta

from credentials import cbor
from credentials.issuing import sign_passport
from credentials.passport import StatusPlace
from credentials.qr import encode_text
from credentials.qr_digits import to_digits
from credentials.status_list import Status
from credentials.trust_list import FrameworkScope, KeyLife, Period
from tests.credentials import forge, world
from tests.credentials.vector_cases import Case, unreadable
from tests.credentials.world import (
    ADDRESS,
    AWARD_PLACE,
    CENTRE,
    CENTRE_KEY,
    DECIDED,
    FRAMEWORK,
    GOOD,
    ISSUED,
    NOW,
    STATUS_URI,
    STRANGER_KEY,
    TRUST,
    YEARS,
    a_passport,
    countersigned,
)

_FRESH_PLACE = StatusPlace(STATUS_URI, 77)
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_HOUR = timedelta(hours=1)
_HUGE = (1 << 64) - 1


def bad_input_cases() -> list[Case]:
    """Return the passports, codes and texts."""
    return [*_foreign_codes(), *_large_cases(), *_trust_cases()]


def bad_input_trust_lists() -> dict[str, bytes]:
    """Return the trust lists that those cases name."""
    key = CENTRE_KEY.public_key
    later = Period(DECIDED + timedelta(seconds=1), YEARS.until)
    not_yet_accredited = world.centre_entry(
        CENTRE, key, frameworks=(FrameworkScope(FRAMEWORK.code, later),)
    )
    not_yet = KeyLife(key, Period(ISSUED + timedelta(seconds=1), YEARS.until))
    other = replace(
        TRUST,
        agency="Agency With Another Status Key",
        agency_key=world.OTHER_AGENCY_KEY.public_key,
        centres=(),
        people=(),
        status_keys=(KeyLife(STRANGER_KEY.public_key, YEARS),),
    )
    return {
        "centre-not-yet-accredited": world.signed_trust(world.with_centres(not_yet_accredited)),
        "centre-not-yet": world.signed_trust(
            world.with_centres(world.centre_entry(CENTRE, key, life=not_yet))
        ),
        "other-status-key": world.signed_trust(other, world.OTHER_AGENCY_KEY),
    }


def bad_input_status_lists() -> dict[str, bytes]:
    """Return the status lists that those cases name."""
    issued = NOW - _HOUR
    return {
        "of-other-agency": world.signed_status(signer=STRANGER_KEY),
        "award-revoked-lately": world.signed_status(
            {AWARD_PLACE.index: Status.REVOKED}, issued_at=issued
        ),
    }


def _foreign_codes() -> list[Case]:
    """Return codes that are good for something else: no alarm, and never a crash."""
    codes = {
        "eu-health-certificate": ("An EU health certificate.", _health_certificate()),
        "smart-health-card": ("A SMART Health Card.", _smart_health_card()),
        "smart-health-card-link": (
            "A SMART Health Card behind a web address.",
            f"https://clinic.example/card#{_smart_health_card()}",
        ),
        "wifi-code": ("The code of a wireless network.", "WIFI:T:WPA;S:workshop;P:12345678;;"),
        "payment-code": ("A payment of 1234.", "00020101021129370016A000000677010111011300668"),
        "link-with-a-number": ("A link with a number.", "https://shop.example/p#8850999220017"),
    }
    return [
        unreadable(name, what, text, "readable.not-a-passport")
        for name, (what, text) in codes.items()
    ]


def _large_cases() -> list[Case]:
    value = cbor.decode(forge.payload_of(GOOD))
    bomb = _deflated(bytes(1 << 20))
    contents = {
        "huge-integer": (
            "The time of issue is 2**64 - 1.",
            cbor.encode(value | {3: _HUGE}),
            "readable.malformed",
        ),
        "huge-status-place": (
            "The place in the status list is 2**64 - 1.",
            cbor.encode(value | {4: [STATUS_URI, _HUGE]}),
            "readable.malformed",
        ),
        "big-number": (
            "The version is a big number (tag 2) of 65 bits.",
            b"\xa1\x01\xc2\x49\x01" + bytes(8),
            "readable.damaged",
        ),
        "huge-length": (
            "A byte string that says it has 2**64 - 1 bytes.",
            b"\xa1\x01\x5b" + b"\xff" * 8,
            "readable.damaged",
        ),
        "deep-nesting-signed": (
            "1000 arrays in each other, signed by the centre.",
            b"\xa1\x01" + b"\x81" * 1000 + b"\x00",
            "readable.damaged",
        ),
    }
    signed = [
        unreadable(name, what, forge.passport_document(content), code)
        for name, (what, content, code) in contents.items()
    ]
    return [
        unreadable(
            "decompression-bomb",
            "A kilobyte that unfolds to a megabyte.",
            f"{ADDRESS}#2{to_digits(bomb)}",
            "readable.damaged",
        ),
        *signed,
    ]


def _trust_cases() -> list[Case]:
    fresh = sign_passport(
        a_passport(countersigned(), issued_at=NOW - 2 * _HOUR, status=_FRESH_PLACE), CENTRE_KEY
    )
    return [
        Case(
            "revoked-award-in-fresh-wrapper",
            "A revoked award in a passport of this morning: the wrapper does not heal it.",
            encode_text(ADDRESS, fresh),
            codes={"status": "status.award-revoked"},
            status=("award-revoked-lately",),
            awards=({"status": "status.award-revoked"},),
        ),
        Case(
            "status-list-of-other-agency",
            "The status list at hand for this address is signed by another agency.",
            GOOD,
            "undecided",
            {"status": "status.none-at-hand"},
            trust=("practice", "other-status-key"),
            status=("of-other-agency",),
        ),
        Case(
            "centre-not-yet-accredited",
            "The centre was accredited for the framework a second after the decision.",
            GOOD,
            codes={"scope": "scope.centre-not-accredited"},
            trust=("centre-not-yet-accredited",),
        ),
        Case(
            "centre-not-yet",
            "The centre's key came into force a second after the issue.",
            GOOD,
            codes={"issuer": "issuer.centre-not-yet"},
            trust=("centre-not-yet",),
        ),
    ]


def _deflated(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


def _health_certificate() -> str:
    """Return a vaccination certificate as the EU's rules have it, but for its signature."""
    dose = {"tg": "840539006", "co": "FR", "dn": 2, "sd": 2, "ci": "URN:UVCI:01:FR:W7V2BE46QSBJ#L"}
    person = {"fn": "NGUYEN", "gn": "VAN HOA"}
    certificate = {"ver": "1.3.0", "nam": person, "dob": "1990-05-01", "v": [dose]}
    claims = cbor.encode({1: "FR", 4: 1735689600, 6: 1625068800}) + cbor.encode({1: certificate})
    signed = forge.sign1(claims, b"", STRANGER_KEY, header={1: -7, 4: bytes(8)})
    return f"HC1:{_base45(zlib.compress(signed))}"


def _base45(data: bytes) -> str:
    """Write bytes as RFC 9285 does: two bytes as three signs."""
    signs = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            value, sign = divmod(value, len(_BASE45))
            signs.append(_BASE45[sign])
    return "".join(signs)


def _smart_health_card() -> str:
    """Return a health card: a JWS as two digits for each of its characters."""
    header = json.dumps({"zip": "DEF", "alg": "ES256", "kid": "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx"})
    body = json.dumps({"iss": "https://clinic.example", "vc": {"credentialSubject": {}}})
    parts = header.encode(), _deflated(body.encode()), bytes(64)
    jws = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    return "shc:/" + "".join(f"{ord(sign) - 45:02}" for sign in jws)
