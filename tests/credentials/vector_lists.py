"""The trust lists and status lists that the vectors name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from credentials.passport import Centre
from credentials.status_list import Status
from credentials.trust_list import (
    FrameworkScope,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    TrustContent,
    UnitScope,
)
from tests.credentials import abroad, world
from tests.credentials.world import (
    ASSESSOR,
    ASSESSOR_KEY,
    AWARD_PLACE,
    CENTRE,
    CENTRE_KEY,
    DECIDED,
    FRAMEWORK,
    ISSUED,
    NOW,
    PASSPORT_PLACE,
    STATUS_ISSUED,
    TRUST,
    VERIFIER,
    VERIFIER_KEY,
    YEARS,
    revoked,
)

SECOND = timedelta(seconds=1)


def trust_lists() -> dict[str, bytes]:
    """Return the envelope of each list by name."""
    contents = {
        "practice": TRUST,
        "real": replace(TRUST, practice=False),
        **_assessor_lists(),
        **_other_people_lists(),
        **_centre_lists(),
    }
    envelopes = {name: world.signed_trust(content) for name, content in contents.items()}
    namesake = world.centre_entry(Centre(CENTRE.id, "Namesake"), world.STRANGER_KEY.public_key)
    other = replace(
        TRUST,
        agency="Other Practice Agency",
        agency_key=world.OTHER_AGENCY_KEY.public_key,
        centres=(namesake,),
        people=(),
        status_keys=(),
    )
    envelopes["other-agency"] = world.signed_trust(other, world.OTHER_AGENCY_KEY)
    return envelopes


def status_lists() -> dict[str, bytes]:
    """Return each status list by name."""
    lists = {
        f"{what}-{status.name.lower()}": world.signed_status({place.index: status})
        for what, place in (("award", AWARD_PLACE), ("passport", PASSPORT_PLACE))
        for status in (Status.REVOKED, Status.SUSPENDED, Status.SUPERSEDED)
    }
    lists["current"] = world.signed_status()
    lists["abroad"] = abroad.signed_status()
    lists["stale-and-revoked"] = world.signed_status(
        {AWARD_PLACE.index: Status.REVOKED}, issued_at=STATUS_ISSUED - timedelta(days=20)
    )
    lists["from-the-future"] = world.signed_status(issued_at=NOW + timedelta(days=1))
    lists["short"] = world.signed_status(places=8)
    return lists


def _assessor_lists() -> dict[str, TrustContent]:
    key, before = ASSESSOR_KEY.public_key, DECIDED - timedelta(days=1)
    compromised = RevocationReason.COMPROMISED
    lives = {
        "assessor-compromised-later": revoked(key, NOW, compromised),
        "assessor-retired-before": revoked(key, before, RevocationReason.RETIRED),
        "assessor-retired-later": revoked(key, NOW, RevocationReason.RETIRED),
        "assessor-withdrawn-before": revoked(key, before, RevocationReason.WITHDRAWN),
        "assessor-withdrawn-at-that-second": revoked(key, DECIDED, RevocationReason.WITHDRAWN),
        "assessor-not-yet": KeyLife(key, Period(DECIDED + SECOND, YEARS.until)),
        "assessor-from-that-second": KeyLife(key, Period(DECIDED, YEARS.until)),
        "assessor-ended": KeyLife(key, Period(YEARS.start, DECIDED)),
    }
    lists = {
        name: world.with_people(world.person_entry(ASSESSOR, key, life=life))
        for name, life in lives.items()
    }
    other_unit = UnitScope(FRAMEWORK.code, frozenset({"D5"}), YEARS)
    ended = UnitScope(FRAMEWORK.code, frozenset(), Period(YEARS.start, DECIDED))
    for name, scope in (("assessor-other-unit", other_unit), ("assessor-scope-ended", ended)):
        entry = world.person_entry(ASSESSOR, key, scopes=(scope,))
        lists[name] = world.with_people(entry)
    return lists


def _other_people_lists() -> dict[str, TrustContent]:
    key = VERIFIER_KEY.public_key
    no_verifier = world.person_entry(VERIFIER, key, roles=frozenset({Role.ASSESS}))
    compromised = revoked(key, NOW, RevocationReason.COMPROMISED)
    return {
        "verifier-may-not-verify": world.with_people(no_verifier),
        "verifier-compromised-later": world.with_people(
            world.person_entry(VERIFIER, key, life=compromised)
        ),
        "without-assessor-key": replace(
            TRUST, people=tuple(e for e in TRUST.people if e.life.key != ASSESSOR_KEY.public_key)
        ),
        "without-assessor": replace(
            TRUST, people=tuple(e for e in TRUST.people if e.number != ASSESSOR.number)
        ),
        "without-verifier": replace(
            TRUST, people=tuple(e for e in TRUST.people if e.number != VERIFIER.number)
        ),
    }


def _centre_lists() -> dict[str, TrustContent]:
    key = CENTRE_KEY.public_key
    compromised = revoked(key, NOW, RevocationReason.COMPROMISED)
    retired = revoked(key, ISSUED - SECOND, RevocationReason.RETIRED)
    ended = FrameworkScope(FRAMEWORK.code, Period(YEARS.start, DECIDED))
    lists = {
        "centre-compromised-later": world.centre_entry(CENTRE, key, life=compromised),
        "centre-retired-before": world.centre_entry(CENTRE, key, life=retired),
        "centre-not-accredited": world.centre_entry(CENTRE, key, frameworks=()),
        "centre-accreditation-ended": world.centre_entry(CENTRE, key, frameworks=(ended,)),
    }
    return {name: world.with_centres(entry) for name, entry in lists.items()}
