"""Vectors of trust over time: recognition abroad, registration, and one list after another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from credentials.keys import PublicKey
from credentials.signing import SigningKey
from credentials.strict_json import write_time
from credentials.trust_list import KeyLife, RevocationReason, TrustContent
from credentials.trust_list_codec import sign_trust_list
from tests.credentials import abroad, world
from tests.credentials.vector_cases import NOT_REACHED, Case
from tests.credentials.world import (
    AGENCY_KEY,
    ASSESSOR,
    CENTRE,
    DECIDED,
    GOOD,
    NEXT_AGENCY_KEY,
    NOW,
    STRANGER_KEY,
    TRUST,
)

_DAY = timedelta(days=1)
_AWARD = world.countersigned().document
_STOLEN = NOW - timedelta(hours=12)
"""When the key was out of its owner's hands: after everything that the good passport carries."""
_BEFORE, _AFTER = _STOLEN - timedelta(hours=1), _STOLEN + timedelta(hours=1)
_FILE = abroad.registration_file(_AWARD, GOOD)
_EMPTY_FILE = abroad.registration_file(world.CORE)
_PERSON, _PLACE = world.ASSESSOR_KEY.public_key, world.CENTRE_KEY.public_key


def trust_files() -> dict[str, bytes]:
    """Return the envelopes of the lists, by name."""
    files = {
        "recognising": world.signed_trust(abroad.recognising()),
        "recognising-other-framework": world.signed_trust(
            abroad.recognising(frameworks=frozenset({"OTHER"}))
        ),
        "recognition-ended-before": world.signed_trust(abroad.recognising(until=DECIDED)),
        "recognition-ended-later": world.signed_trust(abroad.recognising(until=NOW - _DAY)),
        "recognising-third": world.signed_trust(
            abroad.recognising(world.OTHER_AGENCY_KEY, name="Other Practice Agency")
        ),
        "third": _third(),
        "abroad": world.signed_trust(abroad.ABROAD, abroad.ROOT),
        "abroad-rotated": sign_trust_list(abroad.rotated(), abroad.NEXT_ROOT, abroad.ROOT),
        "forked": world.signed_trust(replace(TRUST, agency="Practice Skills Agency, the other")),
    }
    return (
        files
        | {name: world.signed_trust(one) for name, one in _registered_lists().items()}
        | {name: sign_trust_list(step.new, *step.signers) for name, step in STEPS.items()}
    )


def registration_files() -> dict[str, bytes]:
    """Return the registration files, by name."""
    return {"good": _FILE, "without-it": _EMPTY_FILE}


def _third() -> bytes:
    """Return the list of an agency in between, which recognises the one abroad."""
    between = replace(
        abroad.recognising(),
        agency="Other Practice Agency",
        agency_key=world.OTHER_AGENCY_KEY.public_key,
        centres=(),
        people=(),
        status_keys=(),
    )
    return world.signed_trust(between, world.OTHER_AGENCY_KEY)


def _registered_lists() -> dict[str, TrustContent]:
    def life(key: PublicKey, reason: RevocationReason) -> KeyLife:
        return world.revoked(key, _STOLEN, reason)

    compromised, retired = RevocationReason.COMPROMISED, RevocationReason.RETIRED
    stolen = world.with_people(
        world.person_entry(ASSESSOR, _PERSON, life=life(_PERSON, compromised))
    )
    left = world.with_people(world.person_entry(ASSESSOR, _PERSON, life=life(_PERSON, retired)))
    centre = world.with_centres(world.centre_entry(CENTRE, _PLACE, life=life(_PLACE, compromised)))
    return {
        "assessor-stolen-not-anchored": stolen,
        "assessor-stolen-anchored": abroad.anchoring(stolen, _FILE, _BEFORE),
        "assessor-stolen-anchored-late": abroad.anchoring(stolen, _FILE, _AFTER),
        "assessor-stolen-other-anchored": abroad.anchoring(stolen, _EMPTY_FILE, _BEFORE),
        "assessor-left-anchored": abroad.anchoring(left, _FILE, _BEFORE),
        "assessor-left-anchored-late": abroad.anchoring(left, _FILE, _AFTER),
        "centre-stolen-anchored": abroad.anchoring(centre, _FILE, _BEFORE),
    }


def trust_cases() -> list[Case]:
    """Return the vectors of recognition, registration and forks."""
    return [*_foreign_cases(), *_registration_cases(), _forked()]


def _foreign_cases() -> list[Case]:
    good = Case(
        "foreign-recognised",
        "A passport from abroad, under an agency that the trusted one recognises.",
        abroad.passport(),
        "valid",
        trust=("recognising",),
        foreign=(("abroad",),),
        status=("abroad",),
        notices=("practice", "foreign"),
    )
    unknown = {
        **NOT_REACHED,
        "signature": "signature.no-key",
        "issuer": "issuer.foreign-not-recognised",
    }
    claims = ("practice", "claims_only")
    return [
        good,
        replace(
            good,
            name="foreign-after-rotation",
            what="Its root has changed since it was recognised; both its lists are at hand.",
            foreign=(("abroad", "abroad-rotated"),),
        ),
        replace(
            good,
            name="foreign-later-root-alone",
            what="Its root has changed, and nothing leads from the recognised one to the new one.",
            foreign=(("abroad-rotated",),),
            verdict="undecided",
            codes=unknown,
            notices=claims,
        ),
        replace(
            good,
            name="foreign-not-recognised",
            what="The trusted agency does not recognise the one abroad.",
            trust=("practice",),
            verdict="undecided",
            codes=unknown,
            notices=claims,
        ),
        replace(
            good,
            name="foreign-not-transitive",
            what="The trusted agency recognises one that recognises the one abroad.",
            trust=("recognising-third",),
            foreign=(("abroad",), ("third",)),
            verdict="undecided",
            codes=unknown,
            notices=claims,
        ),
        replace(
            good,
            name="foreign-other-framework",
            what="It is recognised, but for another framework.",
            trust=("recognising-other-framework",),
            verdict="undecided",
            codes={"scope": "scope.not-recognised"},
        ),
        replace(
            good,
            name="foreign-recognition-ended-before",
            what="It was no longer recognised when the award was decided.",
            trust=("recognition-ended-before",),
            verdict="undecided",
            codes={"issuer": "issuer.recognition-period", "scope": "scope.recognition-period"},
        ),
        replace(
            good,
            name="foreign-recognition-ended-later",
            what="The recognition ended after the award; that it was before is the signers' word.",
            trust=("recognition-ended-later",),
            codes={"dates": "dates.claimed"},
            notices=("practice", "date_claimed", "foreign"),
        ),
    ]


def _registration_cases() -> list[Case]:
    bad = Case(
        "backdated-after-compromise",
        "The assessor's key was stolen; the award bears an earlier date and is in no file.",
        GOOD,
        "invalid",
        {"issuer": "issuer.assessor-compromised", "dates": "dates.claimed"},
        ("assessor-stolen-other-anchored",),
        registrations=("good", "without-it"),
        notices=("practice", "date_claimed"),
    )
    confirmed = {"dates": "dates.confirmed"}
    registered = replace(
        bad,
        name="registered-before-compromise",
        what="The assessor's key was stolen after the award had been registered.",
        verdict="valid",
        codes=confirmed,
        trust=("assessor-stolen-anchored",),
        registrations=("good",),
        notices=("practice",),
    )
    return [
        bad,
        registered,
        replace(
            bad,
            name="registered-after-compromise",
            what="The award is registered, but not before the key was stolen.",
            trust=("assessor-stolen-anchored-late",),
        ),
        replace(
            bad,
            name="registration-not-anchored",
            what="The centre signed a file with the award; the agency has never had it.",
            trust=("assessor-stolen-not-anchored",),
        ),
        replace(
            registered,
            name="passport-registered-before-compromise",
            what="The centre's key was stolen after the passport had been registered.",
            trust=("centre-stolen-anchored",),
        ),
        replace(
            registered,
            name="registered-before-retirement",
            what="The assessor left; the award had been registered before.",
            trust=("assessor-left-anchored",),
        ),
        replace(
            registered,
            name="registered-after-retirement",
            what="The assessor left; the award was registered only afterwards.",
            trust=("assessor-left-anchored-late",),
            codes={"dates": "dates.claimed"},
            notices=("practice", "date_claimed"),
        ),
    ]


def _forked() -> Case:
    return Case(
        "forked-lists",
        "Two different lists of one agency with one number are at hand.",
        GOOD,
        "undecided",
        {"issuer": "issuer.two-lists"},
        ("practice", "forked"),
    )


# One list after another


@dataclass(frozen=True)
class Step:
    """A list that came, and whether it may take the place of the one at hand."""

    what: str
    new: TrustContent
    signers: tuple[SigningKey, ...] = (AGENCY_KEY,)
    answer: str = "accepted"
    old: str = "practice"
    emergency: bool = False
    """Whether a person confirmed the fingerprint of the announced next key."""
    at: datetime = NOW


_FOLLOWING = hashlib.sha256(world.key("agency after next").public_key).digest()
_NEXT = abroad.after(TRUST, AGENCY_KEY)
_THIEFS = abroad.after(TRUST, AGENCY_KEY, agency="Practice Skills Agency by a thief")
_ROTATED = replace(_NEXT, agency_key=NEXT_AGENCY_KEY.public_key, next_key_sha256=_FOLLOWING)
_BOTH = (NEXT_AGENCY_KEY, AGENCY_KEY)
_FAST = replace(_NEXT, history=(*_NEXT.history, *(bytes([n] * 32) for n in range(1, 101))))
_ANCHORED = abroad.anchoring(TRUST, _FILE, TRUST.issued_at - _DAY)

STEPS: dict[str, Step] = {
    "next-list": Step("The list that follows.", _NEXT),
    "lower-list": Step(
        "A list from before.", TRUST, answer="trust-list.lower-sequence", old="next-list"
    ),
    "forked-list": Step(
        "Another list of the same number.",
        replace(TRUST, agency="Practice Skills Agency, forked"),
        answer="trust-list.two-lists",
    ),
    "forked-history": Step(
        "A later list that does not know the one at hand.",
        replace(_NEXT, history=(bytes(32),)),
        answer="trust-list.two-lists",
    ),
    "fast-forwarded-list": Step(
        "A hundred lists in a day: no true one could follow.",
        _FAST,
        answer="trust-list.fast-forwarded",
    ),
    "future-list": Step(
        "Dated after this computer's clock.",
        _NEXT,
        answer="trust-list.from-future",
        at=TRUST.issued_at,
    ),
    "entry-removed": Step(
        "A person is missing.",
        replace(_NEXT, people=TRUST.people[1:]),
        answer="trust-list.entry-removed",
    ),
    "anchor-backdated": Step(
        "An anchor for a time before the list at hand, which had none.",
        replace(_NEXT, anchors=_ANCHORED.anchors),
        answer="trust-list.entry-removed",
    ),
    "other-next-key": Step(
        "The same root announces another next key: a thief would.",
        replace(_NEXT, next_key_sha256=_FOLLOWING),
        answer="trust-list.rotation",
    ),
    "root-rotated": Step("The announced root, signed by both.", _ROTATED, _BOTH),
    "root-not-announced": Step(
        "A root that was not announced, signed by both.",
        replace(_ROTATED, agency_key=STRANGER_KEY.public_key),
        (STRANGER_KEY, AGENCY_KEY),
        "trust-list.rotation",
    ),
    "root-alone": Step(
        "The announced root alone, and nobody has confirmed its fingerprint.",
        _ROTATED,
        (NEXT_AGENCY_KEY,),
        "trust-list.rotation",
    ),
    "root-alone-confirmed": Step(
        "The announced root alone; a person has confirmed its fingerprint.",
        _ROTATED,
        (NEXT_AGENCY_KEY,),
        emergency=True,
    ),
    "thiefs-list": Step("A thief of the root signs what the thief likes.", _THIEFS),
    "root-back-from-thief": Step(
        "The announced root alone, confirmed, over a list of the thief's.",
        _ROTATED,
        (NEXT_AGENCY_KEY,),
        old="thiefs-list",
        emergency=True,
    ),
}


def succession_files() -> dict[str, bytes]:
    """Return a file for each step, by name."""
    return {
        name: json.dumps(
            {
                "name": name,
                "what": step.what,
                "old": f"lists/{step.old}.trust.json",
                "new": f"lists/{name}.trust.json",
                "confirmed": step.emergency,
                "at": write_time(step.at),
                "answer": step.answer,
            },
            indent=1,
        ).encode()
        + b"\n"
        for name, step in STEPS.items()
    }
