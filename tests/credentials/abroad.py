"""A second agency, which the practice agency may recognise, and a third one behind it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from credentials.issuing import countersign_award, sign_award, sign_passport
from credentials.passport import Centre, CountersignedAward, Person, StatusPlace
from credentials.registration import Registered, Registration, open_registration, sign_registration
from credentials.signing import SigningKey
from credentials.status_list import pack_statuses, sign_status_list
from credentials.trust_list import (
    Anchor,
    CentreEntry,
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    Role,
    TrustContent,
    UnitScope,
)
from tests.credentials import world
from tests.credentials.world import CORE, FRAMEWORK, TRUST, YEARS, key

ROOT, NEXT_ROOT, THIRD_ROOT = key("abroad agency"), key("abroad next"), key("abroad third")
STATUS_KEY, CENTRE_KEY = key("abroad status"), key("abroad centre")
ASSESSOR_KEY, VERIFIER_KEY = key("abroad assessor"), key("abroad verifier")
CENTRE = Centre("AB-1", "Centre Abroad")
ASSESSOR, VERIFIER = Person("B-1", "Nomvula Dlamini"), Person("B-2", "Pieter Botha")
STATUS_URI = "https://abroad.practice.example/s/1"

_SCOPE = UnitScope(FRAMEWORK.code, frozenset(), YEARS)
ABROAD = TrustContent(
    agency="Practice Agency Abroad",
    agency_key=ROOT.public_key,
    history=(),
    issued_at=TRUST.issued_at,
    next_update=TRUST.next_update,
    next_key_sha256=hashlib.sha256(NEXT_ROOT.public_key).digest(),
    hosts=frozenset({"abroad.practice.example"}),
    status_keys=(KeyLife(STATUS_KEY.public_key, YEARS),),
    centres=(
        CentreEntry(
            CENTRE.id,
            CENTRE.name,
            KeyLife(CENTRE_KEY.public_key, YEARS),
            (FrameworkScope(FRAMEWORK.code, YEARS),),
        ),
    ),
    people=tuple(
        PersonEntry(who.number, who.name, KeyLife(k.public_key, YEARS), frozenset(Role), (_SCOPE,))
        for who, k in ((ASSESSOR, ASSESSOR_KEY), (VERIFIER, VERIFIER_KEY))
    ),
    practice=True,
)


def recognising(
    root: SigningKey = ROOT,
    *,
    frameworks: frozenset[str] = frozenset({FRAMEWORK.code}),
    until: datetime = YEARS.until,
    content: TrustContent = TRUST,
    name: str = ABROAD.agency,
) -> TrustContent:
    """Return a list that recognises the agency of this root key."""
    digest = hashlib.sha256(root.public_key).digest()
    foreign = ForeignAgency(name, digest, frameworks, Period(YEARS.start, until))
    return replace(content, foreign_agencies=(*content.foreign_agencies, foreign))


def after(before: TrustContent, signer: SigningKey, **changes: object) -> TrustContent:
    """Return the list that follows, a day later."""
    day = timedelta(days=1)
    following = replace(
        before,
        history=(*before.history, world.trust_list(before, signer).sha256),
        issued_at=before.issued_at + day,
        next_update=before.next_update + day,
    )
    return replace(following, **changes)  # type: ignore[arg-type]


def rotated() -> TrustContent:
    """Return the foreign agency's second list, by its second root."""
    return after(
        ABROAD,
        ROOT,
        agency_key=NEXT_ROOT.public_key,
        next_key_sha256=hashlib.sha256(THIRD_ROOT.public_key).digest(),
    )


def award() -> CountersignedAward:
    """Return an award of the foreign centre."""
    content = replace(
        world.an_award(),
        centre=CENTRE,
        assessor=ASSESSOR,
        authority=ABROAD.agency,
        status=StatusPlace(STATUS_URI, 12),
    )
    signed = sign_award(content, CORE, ASSESSOR_KEY)
    document = countersign_award(
        signed,
        CORE,
        VERIFIER_KEY,
        assessor=ASSESSOR_KEY.public_key,
        verified_at=world.VERIFIED,
    )
    return CountersignedAward(document, VERIFIER)


def passport() -> bytes:
    """Return a passport of the foreign centre with that award."""
    content = world.a_passport(
        award(),
        issuer=CENTRE,
        status=StatusPlace(STATUS_URI, 13),
        trust=world.trust_list(ABROAD, ROOT).reference,
    )
    return sign_passport(content, CENTRE_KEY)


def signed_status() -> bytes:
    """Return the foreign agency's status list, with nothing in it."""
    return sign_status_list(
        STATUS_URI,
        pack_statuses(4096, {}),
        STATUS_KEY,
        issued_at=world.STATUS_ISSUED,
        expires_at=world.STATUS_ISSUED + timedelta(days=30),
        ttl=timedelta(days=7),
    )


# What the centre at home registered


def registration_file(*documents: bytes, number: int = 1) -> bytes:
    """Return a registration file of the practice centre with the hashes of these documents."""
    digests = frozenset(hashlib.sha256(document).digest() for document in documents)
    content = Registered(
        centre=world.CENTRE.id,
        number=number,
        previous=None if number == 1 else bytes(32),
        made_at=datetime(2026, 3, 4, tzinfo=UTC),
        awards=digests,
        passports=frozenset(),
    )
    return sign_registration(content, world.CENTRE_KEY)


def registration(*documents: bytes) -> Registration:
    """Return that file, opened."""
    return open_registration(registration_file(*documents))


def anchoring(content: TrustContent, file: bytes, at: datetime) -> TrustContent:
    """Return a list that says it had this file at that time; issued then."""
    anchor = Anchor(world.CENTRE.id, 1, open_registration(file).sha256, at)
    issued = max(content.issued_at, at)
    return replace(
        content, anchors=(anchor,), issued_at=issued, next_update=issued + timedelta(days=90)
    )
