"""A practice agency from fixed seeds: its people, lists and one good passport to bend."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from credentials.issuing import countersign_award, sign_award, sign_passport
from credentials.keys import PublicKey
from credentials.passport import (
    Award,
    AwardedUnit,
    Basis,
    Centre,
    CountersignedAward,
    Culture,
    EvidenceKind,
    Framework,
    HolderCore,
    HolderStatement,
    Language,
    Passport,
    Person,
    ResultKind,
    SoftSkill,
    SoftSkillGroup,
    StatusPlace,
)
from credentials.passport_codec import encode_core, holder_mark
from credentials.signing import SigningKey
from credentials.status_list import (
    Status,
    StatusList,
    open_status_list,
    pack_statuses,
    sign_status_list,
)
from credentials.trust_list import (
    CentreEntry,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    RevocationReason,
    Role,
    TrustContent,
    TrustList,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list, sign_trust_list

DECIDED = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
VERIFIED = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
ISSUED = datetime(2026, 3, 3, 8, 15, tzinfo=UTC)
STATUS_ISSUED = datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
LIST_ISSUED = datetime(2026, 2, 1, 0, 0, tzinfo=UTC)

ADDRESS = "https://skills.practice.example/p"
STATUS_URI = "https://skills.practice.example/s/1"
PLACES = 4096
FRAMEWORK = Framework("RMCS-MFG", "RMCS Manufacturing", "2006")
CENTRE = Centre("PC-01", "Practice Centre One")
OTHER_CENTRE = Centre("PC-02", "Practice Centre Two")
ASSESSOR = Person("A-1001", "Somchai Prasert")
VERIFIER = Person("A-1002", "Dara Sok")
THIRD = Person("A-1003", "Aung Min Thu")
AWARD_PLACE = StatusPlace(STATUS_URI, 1234)
PASSPORT_PLACE = StatusPlace(STATUS_URI, 3071)


def key(name: str) -> SigningKey:
    """Return the key that goes by this name in every vector."""
    return SigningKey.from_seed(hashlib.sha256(b"skill-passport vector " + name.encode()).digest())


AGENCY_KEY = key("agency")
NEXT_AGENCY_KEY = key("next agency")
OTHER_AGENCY_KEY = key("other agency")
STATUS_KEY = key("status")
CENTRE_KEY = key("centre")
OTHER_CENTRE_KEY = key("other centre")
ASSESSOR_KEY = key("assessor")
ASSESSOR_SECOND_KEY = key("assessor second")
VERIFIER_KEY = key("verifier")
THIRD_KEY = key("third")
STRANGER_KEY = key("stranger")

CORE = encode_core(HolderCore(bytes(range(16)), "NGUYEN VAN HOA", date(1990, 5, 1)))
OTHER_CORE = encode_core(HolderCore(bytes(range(16, 32)), "NGUYEN VAN HOANG", date(1992, 11, 23)))

YEARS = Period(datetime(2024, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))


def person_entry(person: Person, key: PublicKey, **changes: object) -> PersonEntry:
    """Return the entry of somebody certified for the whole framework in both roles."""
    scope = UnitScope(FRAMEWORK.code, frozenset(), YEARS)
    entry = PersonEntry(person.number, person.name, KeyLife(key, YEARS), frozenset(Role), (scope,))
    return replace(entry, **changes)  # type: ignore[arg-type]


def centre_entry(centre: Centre, key: PublicKey, **changes: object) -> CentreEntry:
    """Return the entry of a centre that is accredited for the framework."""
    scope = FrameworkScope(FRAMEWORK.code, YEARS)
    entry = CentreEntry(centre.id, centre.name, KeyLife(key, YEARS), (scope,))
    return replace(entry, **changes)  # type: ignore[arg-type]


def revoked(key: PublicKey, since: datetime, reason: RevocationReason) -> KeyLife:
    """Return the life of a key that was revoked."""
    return KeyLife(key, YEARS, since, reason)


CENTRES = (
    centre_entry(CENTRE, CENTRE_KEY.public_key),
    centre_entry(OTHER_CENTRE, OTHER_CENTRE_KEY.public_key),
)
PEOPLE = (
    person_entry(ASSESSOR, ASSESSOR_KEY.public_key),
    person_entry(VERIFIER, VERIFIER_KEY.public_key),
    person_entry(THIRD, THIRD_KEY.public_key),
    person_entry(ASSESSOR, ASSESSOR_SECOND_KEY.public_key),
)
TRUST = TrustContent(
    agency="Practice Skills Agency",
    agency_key=AGENCY_KEY.public_key,
    history=(),
    issued_at=LIST_ISSUED,
    next_update=LIST_ISSUED + timedelta(days=90),
    next_key_sha256=hashlib.sha256(NEXT_AGENCY_KEY.public_key).digest(),
    hosts=frozenset({"skills.practice.example"}),
    status_keys=(KeyLife(STATUS_KEY.public_key, YEARS),),
    centres=CENTRES,
    people=PEOPLE,
    practice=True,
)


def signed_trust(content: TrustContent, signer: SigningKey = AGENCY_KEY) -> bytes:
    """Return the envelope of a list."""
    return sign_trust_list(content, signer)


def trust_list(content: TrustContent, signer: SigningKey = AGENCY_KEY) -> TrustList:
    """Return a list, signed and opened again."""
    return open_trust_list(signed_trust(content, signer), signer.public_key)


def with_people(*changed: PersonEntry) -> TrustContent:
    """Return the list with the entries of these keys exchanged."""
    new = {entry.life.key: entry for entry in changed}
    return replace(TRUST, people=tuple(new.get(e.life.key, e) for e in PEOPLE))


def with_centres(*changed: CentreEntry) -> TrustContent:
    """Return the list with the entries of these keys exchanged."""
    new = {entry.life.key: entry for entry in changed}
    return replace(TRUST, centres=tuple(new.get(e.life.key, e) for e in CENTRES))


def signed_status(
    statuses: dict[int, Status] | None = None,
    *,
    issued_at: datetime = STATUS_ISSUED,
    places: int = PLACES,
    signer: SigningKey = STATUS_KEY,
) -> bytes:
    """Return a status list as it is published."""
    return sign_status_list(
        STATUS_URI,
        pack_statuses(places, statuses or {}),
        signer,
        issued_at=issued_at,
        expires_at=issued_at + timedelta(days=30),
        ttl=timedelta(days=7),
    )


def status_list(
    statuses: dict[int, Status] | None = None, *, issued_at: datetime = STATUS_ISSUED
) -> StatusList:
    """Return a status list, signed and opened again."""
    return open_status_list(signed_status(statuses, issued_at=issued_at), [trust_list(TRUST)])


def an_award(core: bytes = CORE, **changes: object) -> Award:
    """Return what the assessor decided about the lathe operator."""
    award = Award(
        holder_mark=holder_mark(core),
        centre=CENTRE,
        framework=FRAMEWORK,
        kind=ResultKind.RMCS_RECOGNITION,
        authority="Practice Skills Agency",
        units=(AwardedUnit("D4", "Perform lathe operations", None, frozenset(EvidenceKind)),),
        assessor=ASSESSOR,
        certificate="CA-2024-0017",
        decided_at=DECIDED,
        status=AWARD_PLACE,
        expires_at=datetime(2031, 3, 1, tzinfo=UTC),
    )
    return replace(award, **changes)  # type: ignore[arg-type]


def countersigned(
    award: Award | None = None,
    *,
    core: bytes = CORE,
    assessor: SigningKey = ASSESSOR_KEY,
    verifier: SigningKey = VERIFIER_KEY,
    named: Person = VERIFIER,
    verified_at: datetime = VERIFIED,
) -> CountersignedAward:
    """Return an award signed by both."""
    signed = sign_award(an_award(core) if award is None else award, core, assessor)
    document = countersign_award(
        signed, core, verifier, assessor=assessor.public_key, verified_at=verified_at
    )
    return CountersignedAward(document, named)


def a_passport(*awards: CountersignedAward, **changes: object) -> Passport:
    """Return the lathe operator's passport with these awards."""
    passport = Passport(
        issuer=CENTRE,
        issued_at=ISSUED,
        status=PASSPORT_PLACE,
        core=CORE,
        trust=trust_list(TRUST).reference,
        holder=HolderStatement("Nguyễn Văn Hòa", "VNM", "4471"),
        awards=awards,
        soft_skills=(
            SoftSkill(SoftSkillGroup.NETWORKS_AND_TEAMS, "Led a shift of six", Basis.TESTIMONIAL),
        ),
        languages=(Language("Korean", "TOPIK 3", Basis.CERTIFICATE_SEEN),),
        cultures=(Culture("Republic of Korea", None, Basis.STATED),),
        practice=True,
    )
    return replace(passport, **changes)  # type: ignore[arg-type]


def signed_passport(*awards: CountersignedAward, **changes: object) -> bytes:
    """Return a passport as the centre signs it."""
    return sign_passport(a_passport(*awards, **changes), CENTRE_KEY)


GOOD = signed_passport(countersigned())
