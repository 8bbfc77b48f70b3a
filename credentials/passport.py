"""What a skill passport says: holder core, award, passport. Plain frozen data, no bytes.

`passport_codec` writes and reads these as CBOR, `issuing` signs them; `docs/passport-format.md` is
normative for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Final

VERSION: Final = 1
SALT_BYTES: Final = 16
HOLDER_MARK_BYTES: Final = 8
DIGEST_BYTES: Final = 32
TRUST_DIGEST_BYTES: Final = 16
"""Half a SHA-256: nobody can make a second list with the same one, and a code has no room."""
MAX_TEXT_CHARS: Final = 200
"""Longest name, title or statement. 200 Khmer characters are 600 bytes: nearly a whole code."""
MAX_ENTRIES: Final = 64
"""Most awards, units, soft skills, languages or cultures in one document."""


class ResultKind(Enum):
    """What kind of recognition an award is; the number is the one on the wire."""

    RMCS_RECOGNITION = 1
    """Recognition against the Regional Model Competency Standards."""
    NATIONAL_UNIT_CREDIT = 2
    """Credit for units of a national standard."""
    NATIONAL_QUALIFICATION = 3
    """A full national qualification."""


class EvidenceKind(Enum):
    """The grid's columns: how a unit was proved; the number is the bit on the wire."""

    PORTFOLIO = 1
    TASKS = 2
    QUESTIONS = 4


class Basis(Enum):
    """On what a statement about soft skills, languages or cultures rests."""

    STATED = 1
    """The worker says so."""
    TESTIMONIAL = 2
    """A named person has written so."""
    CERTIFICATE_SEEN = 3
    """The centre has seen a certificate."""
    ASSESSED = 4
    """The centre has assessed it."""


class SoftSkillGroup(Enum):
    """The six groups of soft skills (Guidelines §3)."""

    INTERPERSONAL = 1
    """Interpersonal, communication and customer service skills."""
    NETWORKS_AND_TEAMS = 2
    """Capability to create networks and to work in teams."""
    PROBLEM_SOLVING = 3
    RESEARCH_AND_ANALYSIS = 4
    TIME_MANAGEMENT = 5
    LEARN_AND_ADAPT = 6
    """Capacity to learn and adapt."""


@dataclass(frozen=True, slots=True)
class HolderCore:
    """Who the passport is about, in the part that never changes.

    Every signature of an assessor or verifier covers these bytes, so an award cannot move to
    another person.
    """

    salt: bytes
    """SALT_BYTES random bytes, drawn once in the holder's life: two people of one name and birth
    date are still two."""
    latin_name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class StatusPlace:
    """Where it is told whether a document was withdrawn: place `index` of the list at `uri`."""

    uri: str
    index: int


@dataclass(frozen=True, slots=True)
class Centre:
    """A skills assessment centre, by its number in the trust list and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """A certified assessor as the trust list numbers people."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Framework:
    """The competency standard that was assessed against, in one version."""

    code: str
    title: str
    version: str


@dataclass(frozen=True, slots=True)
class Qualification:
    """The full qualification that an award grants."""

    code: str
    title: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class AwardedUnit:
    """One unit found competent, and how it was proved."""

    code: str
    title: str
    level: str | None
    """As the standard writes it; None where it knows no levels."""
    evidence: frozenset[EvidenceKind]
    """At least one kind."""


@dataclass(frozen=True, slots=True)
class Award:
    """What an assessor decided: signed by the assessor, then countersigned by the verifier."""

    holder_mark: bytes
    """`passport_codec.holder_mark` of the holder's core. Names the holder in error messages; what
    binds the award is the core in the signatures' external data."""
    centre: Centre
    framework: Framework
    kind: ResultKind
    authority: str
    """Under whose authority the result is given."""
    units: tuple[AwardedUnit, ...]
    """At least one."""
    assessor: Person
    certificate: str
    """Number of the assessor's certificate."""
    decided_at: datetime
    """UTC, whole seconds."""
    status: StatusPlace
    expires_at: datetime | None = None
    """UTC; the first second at which the award is no longer valid."""
    qualification: Qualification | None = None
    """For a NATIONAL_QUALIFICATION and for nothing else."""


@dataclass(frozen=True, slots=True)
class CountersignedAward:
    """An award as a passport carries it."""

    document: bytes
    """The verifier's COSE_Sign1 around the assessor's."""
    verifier: Person
    """Who countersigned, as the centre says; the verifier's key must be this person's."""


@dataclass(frozen=True, slots=True)
class HolderStatement:
    """What the centre says about the holder beside the core. It may change between passports."""

    own_script_name: str | None = None
    nationality: str | None = None
    """ISO 3166-1 alpha-2."""
    document_last_digits: str | None = None
    """Last characters of the identity document that the centre saw."""


@dataclass(frozen=True, slots=True)
class SoftSkill:
    """One soft skill, in the holder's or the centre's words."""

    group: SoftSkillGroup
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Language:
    """A language and how well it is mastered."""

    name: str
    level: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Culture:
    """A country or culture in which the holder has lived or worked."""

    name: str
    text: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class TrustReference:
    """The trust list that the centre had when it issued."""

    sequence: int
    digest: bytes
    """First TRUST_DIGEST_BYTES bytes of the SHA-256 of the list's payload."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which of several codes this one is; each is a complete passport. Counted from 1."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Passport:
    """A skill passport: signed by the centre. Without awards it is a portfolio or a baseline."""

    issuer: Centre
    issued_at: datetime
    """UTC, whole seconds."""
    status: StatusPlace
    core: bytes
    """The holder core's very bytes, as `passport_codec.encode_core` wrote them once."""
    trust: TrustReference
    former_core: bytes | None = None
    """The core before a change of name: earlier awards are bound to it."""
    holder: HolderStatement = field(default_factory=HolderStatement)
    awards: tuple[CountersignedAward, ...] = ()
    soft_skills: tuple[SoftSkill, ...] = ()
    languages: tuple[Language, ...] = ()
    cultures: tuple[Culture, ...] = ()
    credential_sha256: bytes | None = None
    """SHA-256 of the full credential's JCS form, if there is one."""
    part: Part | None = None
    practice: bool = False
    """A practice document: never valid under a list that is not itself for practice."""
