"""Ten years of two agencies: who had which key when, and the lists that said so.

2026-01  everything begins; home recognises abroad
2028-01  Aung's certification for the framework ends; his key stays good
2028-12  the centre registers what it issued so far, among it Somchai's award of October
2029-01  Somchai leaves: his key is retired
2030-01  the centre's second key is admitted; the first is retired in April
2030-06  the verifier Dara marries and has another name
2031-05  the centre registers what it issued so far
2031-06  the centre's second key is stolen; the third is admitted
2032-01  the agency's root rotates, signed by both
2033-01  the agency's root is stolen: a thief publishes a list with a centre of his own
2033-02  the announced next key takes over alone
2034-01  home stops recognising abroad
2035-01  Somchai is found to have sold his key when he left: it is compromised
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from credentials.issuing import countersign_award, sign_award, sign_passport
from credentials.passport import (
    CountersignedAward,
    HolderCore,
    HolderStatement,
    Passport,
    Person,
    StatusPlace,
)
from credentials.passport_codec import encode_core, holder_mark
from credentials.registration import Registered, Registration, open_registration, sign_registration
from credentials.signing import SigningKey
from credentials.status_list import StatusList, open_status_list, pack_statuses, sign_status_list
from credentials.trust_editing import anchor, end_key, rename, set_person_scope, stop_recognising
from credentials.trust_list import (
    Anchor,
    CentreEntry,
    ForeignAgency,
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
from credentials.trust_list_codec import open_trust_list_unpinned, sign_trust_list
from tests.credentials import world
from tests.credentials.world import CENTRE, FRAMEWORK, key

DAY: Final = timedelta(days=1)


def on(day: str) -> datetime:
    """Return nine o'clock of a day."""
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


DECADE: Final = Period(on("2026-01-01"), on("2037-01-01"))
ROOTS: Final = [key(f"decade root {number}") for number in range(4)]
CENTRE_KEYS: Final = [key(f"decade centre {number}") for number in range(3)]
THIEFS_CENTRE: Final = key("decade thief's centre")
STATUS_KEY, ABROAD_STATUS = key("decade status"), key("decade abroad status")
ABROAD_ROOT, ABROAD_CENTRE = key("decade abroad root"), key("decade abroad centre")
SOMCHAI, AUNG = Person("A-1", "Somchai"), Person("A-2", "Aung")
CHEA, DARA = Person("A-3", "Chea"), Person("A-4", "Dara")
KEYS: Final = {who: key(f"decade {who.name}") for who in (SOMCHAI, AUNG, CHEA, DARA)}
ABROAD_KEYS: Final = {who: key(f"decade abroad {who.name}") for who in (CHEA, DARA)}
URI, ABROAD_URI = "https://decade.example/s/1", "https://abroad.example/s/1"
CORE: Final = encode_core(HolderCore(bytes(range(16)), "LY SREYMOM", date(1990, 5, 1)))
MARRIED: Final = encode_core(HolderCore(bytes(range(16)), "SOK SREYMOM", date(1990, 5, 1)))


# What was signed


def an_award(
    decided: datetime,
    assessor: Person = CHEA,
    keys: dict[Person, SigningKey] = KEYS,
    uri: str = URI,
) -> CountersignedAward:
    """Return an award, verified two hours later by Dara."""
    content = replace(
        world.an_award(),
        holder_mark=holder_mark(CORE),
        assessor=assessor,
        decided_at=decided,
        status=StatusPlace(uri, 1),
        expires_at=None,
    )
    signed = sign_award(content, CORE, keys[assessor])
    assessors_key = keys[assessor].public_key
    document = countersign_award(
        signed, CORE, keys[DARA], assessor=assessors_key, verified_at=decided + DAY / 12
    )
    return CountersignedAward(document, DARA)


def wrapped(
    award: CountersignedAward,
    issued: datetime,
    signer: SigningKey,
    uri: str = URI,
    core: bytes = CORE,
    former: bytes | None = None,
) -> bytes:
    """Return a passport with one award."""
    return sign_passport(
        Passport(
            issuer=CENTRE,
            issued_at=issued,
            status=StatusPlace(uri, 2),
            core=core,
            former_core=former,
            trust=world.trust_list(world.TRUST).reference,
            holder=HolderStatement(nationality="KHM"),
            awards=(award,),
        ),
        signer,
    )


def issued(day: str, assessor: Person = CHEA, centre_key: int = 0) -> bytes:
    """Return a passport that was issued the day after its award was decided."""
    return wrapped(an_award(on(day), assessor), on(day) + DAY, CENTRE_KEYS[centre_key])


def issued_abroad(day: str) -> bytes:
    """Return a passport of the centre abroad."""
    award = an_award(on(day), CHEA, ABROAD_KEYS, ABROAD_URI)
    return wrapped(award, on(day) + DAY, ABROAD_CENTRE, ABROAD_URI)


_SOMCHAIS_AWARD: Final = an_award(on("2028-10-01"), SOMCHAI)
OF_2028: Final = wrapped(_SOMCHAIS_AWARD, on("2028-10-03"), CENTRE_KEYS[0])
REGISTERED_IN_2031: Final = issued("2031-04-01", centre_key=1)


def _file(number: int, made: str, before: bytes | None, *documents: bytes) -> bytes:
    content = Registered(
        centre=CENTRE.id,
        number=number,
        previous=open_registration(before).sha256 if before is not None else None,
        made_at=on(made),
        awards=frozenset(hashlib.sha256(document).digest() for document in documents),
        passports=frozenset(),
    )
    return sign_registration(content, CENTRE_KEYS[0])


_FILE_2028: Final = _file(1, "2028-12-01", None, _SOMCHAIS_AWARD.document, OF_2028)
_FILE_2031: Final = _file(2, "2031-05-01", _FILE_2028, REGISTERED_IN_2031)
_FILE_ABROAD: Final = _file(
    1,
    "2033-12-01",
    None,
    an_award(on("2033-09-01"), CHEA, ABROAD_KEYS, ABROAD_URI).document,
    issued_abroad("2033-09-01"),
)
REGISTRATIONS: Final[tuple[Registration, ...]] = tuple(
    map(open_registration, (_FILE_2028, _FILE_2031, _FILE_ABROAD))
)


# What the lists said


@dataclass(frozen=True)
class Event:
    """A list that changed something; between them lists were only renewed."""

    day: str
    change: Callable[[TrustContent], TrustContent]
    signers: tuple[int, ...] = (0,)
    """Which roots signed, the list's own first."""
    by_thief: bool = False


def _scope(until: datetime) -> tuple[UnitScope, ...]:
    return (UnitScope(FRAMEWORK.code, frozenset(), Period(DECADE.start, until)),)


def _centre(signer: SigningKey, start: datetime, name: str = CENTRE.name) -> CentreEntry:
    life = KeyLife(signer.public_key, Period(start, DECADE.until))
    return CentreEntry(CENTRE.id, name, life, (FrameworkScope(FRAMEWORK.code, DECADE),))


def _people(keys: dict[Person, SigningKey]) -> tuple[PersonEntry, ...]:
    return tuple(
        PersonEntry(
            who.number,
            who.name,
            KeyLife(signer.public_key, DECADE),
            frozenset(Role),
            _scope(DECADE.until),
        )
        for who, signer in keys.items()
    )


def _retire(signer: SigningKey, day: str) -> Callable[[TrustContent], TrustContent]:
    return lambda content: end_key(content, signer.public_key, RevocationReason.RETIRED, on(day))


def _compromised(signer: SigningKey, day: str) -> Callable[[TrustContent], TrustContent]:
    return lambda content: end_key(
        content, signer.public_key, RevocationReason.COMPROMISED, on(day)
    )


def _admit_centre(number: int, day: str) -> Callable[[TrustContent], TrustContent]:
    return lambda content: replace(
        content, centres=(*content.centres, _centre(CENTRE_KEYS[number], on(day)))
    )


def _anchor(number: int, file: bytes, day: str) -> Callable[[TrustContent], TrustContent]:
    digest = open_registration(file).sha256
    return lambda content: anchor(content, Anchor(CENTRE.id, number, digest, on(day)))


def _root(number: int) -> Callable[[TrustContent], TrustContent]:
    return lambda content: replace(
        content,
        agency_key=ROOTS[number].public_key,
        next_key_sha256=hashlib.sha256(ROOTS[number + 1].public_key).digest(),
    )


def _thief(content: TrustContent) -> TrustContent:
    return replace(
        content, centres=(*content.centres, _centre(THIEFS_CENTRE, on("2033-01-01"), "Thief's"))
    )


_ABROAD_SHA256: Final = hashlib.sha256(ABROAD_ROOT.public_key).digest()
_BEGINNING: Final = TrustContent(
    agency="Agency at Home",
    agency_key=ROOTS[0].public_key,
    history=(),
    issued_at=on("2026-01-01"),
    next_update=on("2026-01-01") + 90 * DAY,
    next_key_sha256=hashlib.sha256(ROOTS[1].public_key).digest(),
    hosts=frozenset({"decade.example"}),
    status_keys=(KeyLife(STATUS_KEY.public_key, DECADE),),
    centres=(_centre(CENTRE_KEYS[0], DECADE.start),),
    people=_people(KEYS),
    foreign_agencies=(
        ForeignAgency("Agency Abroad", _ABROAD_SHA256, frozenset({FRAMEWORK.code}), DECADE),
    ),
)
EVENTS: Final = (
    Event("2028-01-01", lambda c: set_person_scope(c, AUNG.number, _scope(on("2028-01-01")))),
    Event("2028-12-02", _anchor(1, _FILE_2028, "2028-12-02")),
    Event("2029-01-01", _retire(KEYS[SOMCHAI], "2029-01-01")),
    Event("2030-01-01", _admit_centre(1, "2030-01-01")),
    Event("2030-04-01", _retire(CENTRE_KEYS[0], "2030-04-01")),
    Event("2030-06-01", lambda content: rename(content, DARA.number, "Dara Sok")),
    Event("2031-05-02", _anchor(2, _FILE_2031, "2031-05-02")),
    Event("2031-06-02", _compromised(CENTRE_KEYS[1], "2031-06-01")),
    Event("2031-06-03", _admit_centre(2, "2031-06-03")),
    Event("2032-01-01", _root(1), (1, 0)),
    Event("2033-01-01", _thief, (1,), by_thief=True),
    Event("2033-02-01", _root(2), (2,)),
    Event("2034-01-01", lambda c: stop_recognising(c, _ABROAD_SHA256, on("2034-01-01")), (2,)),
    Event("2035-01-01", _compromised(KEYS[SOMCHAI], "2029-01-01"), (2,)),
)


def _opened(content: TrustContent, *signers: SigningKey) -> TrustList:
    return open_trust_list_unpinned(sign_trust_list(content, *signers))


def _after(before: TrustList, content: TrustContent, at: datetime) -> TrustContent:
    return replace(
        content,
        history=(*before.content.history, before.sha256),
        issued_at=at,
        next_update=at + 90 * DAY,
    )


def lists_until(at: datetime, *, followed_thief: bool = False) -> list[TrustList]:
    """Return the lists of home until `at`, renewed the day before, as true desks saw them.

    The thief's list is only among them for who `followed_thief`; true lists never build on it.
    """
    genuine = seen = _opened(_BEGINNING, ROOTS[0])
    lists = [genuine]
    signers: tuple[int, ...] = (0,)
    for event in EVENTS:
        if on(event.day) > at or (event.by_thief and not followed_thief):
            continue
        content = _after(genuine, event.change(genuine.content), on(event.day))
        seen = _opened(content, *(ROOTS[number] for number in event.signers))
        lists.append(seen)
        if not event.by_thief:
            genuine, signers = seen, event.signers[:1]
    if at - seen.content.issued_at > DAY:
        renewed = _after(seen, seen.content, at - DAY)
        lists.append(_opened(renewed, *(ROOTS[number] for number in signers)))
    return lists


def abroad_on(at: datetime) -> TrustList:
    """Return the list of the agency abroad, renewed the day before."""
    content = TrustContent(
        agency="Agency Abroad",
        agency_key=ABROAD_ROOT.public_key,
        history=(),
        issued_at=at - DAY,
        next_update=at + 90 * DAY,
        next_key_sha256=bytes(32),
        hosts=frozenset({"abroad.example"}),
        status_keys=(KeyLife(ABROAD_STATUS.public_key, DECADE),),
        centres=(_centre(ABROAD_CENTRE, DECADE.start),),
        people=_people(ABROAD_KEYS),
    )
    if at > on("2033-12-03"):
        digest = open_registration(_FILE_ABROAD).sha256
        content = anchor(content, Anchor(CENTRE.id, 1, digest, on("2033-12-02")))
    return _opened(content, ABROAD_ROOT)


def status_on(at: datetime, trust: TrustList, *, abroad: bool = False) -> StatusList:
    """Return a status list of the day before, with nothing withdrawn."""
    raw = sign_status_list(
        ABROAD_URI if abroad else URI,
        pack_statuses(64, {}),
        ABROAD_STATUS if abroad else STATUS_KEY,
        issued_at=at - DAY,
        expires_at=at + 30 * DAY,
        ttl=7 * DAY,
    )
    return open_status_list(raw, [trust])
