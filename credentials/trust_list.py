"""Who may issue, assess and verify, from when to when: an agency's trust list as frozen data.

`trust_list_codec` reads and writes it, `trust_succession` compares two. Entries are never removed;
a key that is lost is retired and its owner gets a new entry, so a person may have several keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from credentials.keys import EncryptionKey, Kid, PublicKey, kid
from credentials.passport import TRUST_DIGEST_BYTES, Person, TrustReference

MAX_UPDATE_INTERVAL: Final = timedelta(days=92)
"""A list promises its successor within a quarter of a year."""


class RevocationReason(Enum):
    """Why a key stopped being good."""

    RETIRED = "retired"
    """Lost or replaced: what it signed in its period still counts."""
    WITHDRAWN = "withdrawn"
    """The agency took the certification or accreditation back: what it signed before counts."""
    COMPROMISED = "compromised"
    """Somebody else may have had it: nothing it signed counts, whatever the date says, unless it
    was registered with the agency before."""


class Standing(Enum):
    """How a key stood at one moment."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    ENDED = "ended"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"
    COMPROMISED = "compromised"


class Role(Enum):
    """What a certified person may sign."""

    ASSESS = "assess"
    VERIFY = "verify"

    # Each member is one object; Enum's own hash is a Python call, made for every award.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time in UTC: `start` is in it, `until` no longer is."""

    start: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Tell whether `at` is in the period."""
        return self.start <= at < self.until


@dataclass(frozen=True, slots=True)
class KeyLife:
    """One key and when it was good."""

    key: PublicKey
    period: Period
    revoked_from: datetime | None = None
    reason: RevocationReason | None = None

    def standing(self, at: datetime, registered: datetime | None = None) -> Standing:
        """Return how the key stood at `at`, by the signer's word for that moment.

        A compromised key never stood, unless what it signed was `registered` with the agency
        before the key was given up: then it was certainly signed before.
        """
        if self.reason is not None and self.revoked_from is not None:
            confirmed = registered is not None and registered < self.revoked_from
            if self.reason is RevocationReason.COMPROMISED and not confirmed:
                return Standing.COMPROMISED
            if at >= self.revoked_from:
                return Standing(self.reason.value)
        period = self.period
        if period.start <= at < period.until:
            return Standing.IN_FORCE
        return Standing.NOT_YET if at < period.start else Standing.ENDED


@dataclass(frozen=True, slots=True)
class FrameworkScope:
    """A framework that a centre may assess against, and when."""

    framework: str
    period: Period


@dataclass(frozen=True, slots=True)
class UnitScope:
    """What a person may assess or verify, and when."""

    framework: str
    units: frozenset[str]
    """Unit codes; empty: every unit of the framework."""
    period: Period


@dataclass(frozen=True, slots=True)
class CentreEntry:
    """One key of one accredited centre."""

    id: str
    name: str
    life: KeyLife
    frameworks: tuple[FrameworkScope, ...]
    encryption_key: EncryptionKey | None = None
    """What others seal to this centre with."""

    def accredited(self, framework: str, at: datetime) -> bool:
        """Tell whether the centre might assess against `framework` at `at`."""
        for scope in self.frameworks:
            if scope.framework == framework and scope.period.holds(at):
                return True
        return False


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One key of one certified person."""

    number: str
    name: str
    life: KeyLife
    roles: frozenset[Role]
    scopes: tuple[UnitScope, ...]
    encryption_key: EncryptionKey | None = None
    """What others seal to this person with."""

    @property
    def person(self) -> Person:
        """The person as documents name them."""
        return Person(self.number, self.name)

    def out_of_scope(
        self, role: Role, framework: str, units: Sequence[str], at: datetime
    ) -> str | None:
        """Return the first of `units` for which the person might not sign as `role` at `at`."""
        if role not in self.roles:
            return units[0]
        missing = set(units)
        for scope in self.scopes:
            if scope.framework == framework and scope.period.holds(at):
                if not scope.units:  # the whole framework
                    return None
                missing -= scope.units
        return next((unit for unit in units if unit in missing), None) if missing else None


@dataclass(frozen=True, slots=True)
class ForeignAgency:
    """An agency of another country that this one recognises; never transitive."""

    name: str
    key_sha256: bytes
    """SHA-256 of its root key when it was recognised; whoever follows its lists knows the later
    ones (`TrustList.roots`)."""
    frameworks: frozenset[str]
    period: Period


@dataclass(frozen=True, slots=True)
class Anchor:
    """That a centre's registration file was in the agency's hands at a moment."""

    centre: str
    """The centre's number."""
    number: int
    """The file's number in the centre's chain, counted from 1."""
    sha256: bytes
    """Of the file's payload."""
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class TrustContent:
    """What an agency states in one list."""

    agency: str
    agency_key: PublicKey
    history: tuple[bytes, ...]
    """SHA-256 of the payload of every earlier list, the first one first."""
    issued_at: datetime
    next_update: datetime
    """At most MAX_UPDATE_INTERVAL after `issued_at`; past it, issuers are not checked."""
    next_key_sha256: bytes
    """SHA-256 of the next root key, which is kept elsewhere."""
    hosts: frozenset[str]
    """Hosts of the agency's web pages, as the codes may name them."""
    status_keys: tuple[KeyLife, ...] = ()
    centres: tuple[CentreEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    foreign_agencies: tuple[ForeignAgency, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    """In the order of their registration."""
    practice: bool = False

    @property
    def sequence(self) -> int:
        """The list's number, counted from 1."""
        return len(self.history) + 1

    def keys(self) -> tuple[PublicKey, ...]:
        """Return every key of the list, the agency's first."""
        lives = [*self.status_keys]
        lives += [entry.life for entry in self.centres]
        lives += [entry.life for entry in self.people]
        return (self.agency_key, *(life.key for life in lives))


@dataclass(frozen=True, slots=True)
class TrustList:
    """A trust list whose signature was good, ready for looking keys up."""

    content: TrustContent
    sha256: bytes
    """Of the signed payload: the list's identity in `history` and in passports."""
    signed_by: tuple[PublicKey, ...]
    roots: tuple[bytes, ...]
    """SHA-256 of every root key that was followed up to this list, the first one first. By itself a
    list proves its own root only; `trust_succession.succeed` adds to it what it replaces."""
    centres_by_kid: Mapping[Kid, tuple[CentreEntry, ...]] = field(repr=False, compare=False)
    people_by_kid: Mapping[Kid, tuple[PersonEntry, ...]] = field(repr=False, compare=False)
    centres_by_id: Mapping[str, tuple[CentreEntry, ...]] = field(repr=False, compare=False)
    person_numbers: frozenset[str] = field(repr=False, compare=False)
    status_keys: frozenset[PublicKey] = field(repr=False, compare=False)
    anchors_by_sha256: Mapping[bytes, Anchor] = field(repr=False, compare=False)

    @property
    def reference(self) -> TrustReference:
        """How a passport names this list."""
        return TrustReference(self.content.sequence, self.sha256[:TRUST_DIGEST_BYTES])


def index_trust_list(
    content: TrustContent, sha256: bytes, signed_by: tuple[PublicKey, ...]
) -> TrustList:
    """Prepare a verified list for looking keys up; for `trust_list_codec`."""
    by_kid: dict[Kid, tuple[CentreEntry, ...]] = {}
    by_id: dict[str, tuple[CentreEntry, ...]] = {}
    people: dict[Kid, tuple[PersonEntry, ...]] = {}
    for centre in content.centres:
        name = kid(centre.life.key)
        by_kid[name] = (*by_kid.get(name, ()), centre)
        by_id[centre.id] = (*by_id.get(centre.id, ()), centre)
    for person in content.people:
        name = kid(person.life.key)
        people[name] = (*people.get(name, ()), person)
    return TrustList(
        content=content,
        sha256=sha256,
        signed_by=signed_by,
        roots=(hashlib.sha256(content.agency_key).digest(),),
        centres_by_kid=by_kid,
        people_by_kid=people,
        centres_by_id=by_id,
        person_numbers=frozenset(person.number for person in content.people),
        status_keys=frozenset(life.key for life in content.status_keys),
        anchors_by_sha256={anchor.sha256: anchor for anchor in content.anchors},
    )
