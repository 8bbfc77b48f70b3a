"""The worker, the staff, their certifications, and the centre with its authority."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.records import Record
from core.domain.standards import Unit
from core.ids import (
    AuthorityId,
    CandidateId,
    CentreId,
    CertificationId,
    FrameworkId,
    HistoryLineId,
    StaffId,
)


class Role(Enum):
    """What a member of staff does at the centre; one person can have several roles."""

    ADVISOR = "advisor"
    ASSESSOR = "certified assessor"
    VERIFIER = "verifier"
    LEAD_VERIFIER = "lead verifier"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"


class Consent(Enum):
    """What the worker said when asked. Not asked is neither yes nor no."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Record):
    """A returning worker. The binder begins with these facts (Guidelines, section 3).

    `name` is written in Latin letters as in the travel document; `own_script_name` as the worker
    writes it. `core_salt` is 16 random bytes that never change: with name and birth date they are
    the holder core that every award is bound to (docs/passport-format.md). `nationality` is an
    ISO 3166 alpha-2 code. `languages` are BCP 47 tags of what can be spoken with the worker.
    `photo_sha256` (hex) names the portrait in the evidence store.
    """

    id: CandidateId
    name: str
    own_script_name: str = ""
    birth_date: date
    nationality: str = ""
    document_kind: str = ""
    document_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    interpreter: str = ""
    identity_seen_on: date | None = None
    photo_sha256: str = ""
    passport_consent: Consent = Consent.NOT_ASKED
    register_consent: Consent = Consent.NOT_ASKED
    core_salt: bytes


class HistoryKind(Enum):
    """What a line of the worker's history tells."""

    WORK = "work"
    COURSE = "course"
    QUALIFICATION = "qualification"


class LearningSource(Enum):
    """The ten sources of prior learning (Guidelines, box "Recognizing prior learning")."""

    WORKPLACE = "the workplace"
    LIFE = "life experience"
    SELF_DIRECTED = "self-directed learning"
    INFORMAL = "non-certificated informal learning"
    UNACCREDITED = "formal learning, not accredited"
    MENTORING = "understudy or mentoring"
    IN_SERVICE = "in-service training"
    DISTANCE = "distance or open learning"
    COMMUNITY = "community-based education"
    OVERSEAS = "overseas training or work"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine(Record):
    """One dated line of work, course or qualification, before departure or abroad.

    `starts` and `ends` are both included; `ends` None means it goes on.
    """

    id: HistoryLineId
    candidate_id: CandidateId
    kind: HistoryKind
    title: str
    organisation: str
    country: str
    starts: date
    ends: date | None
    before_departure: bool
    source: LearningSource
    removed: bool = False


class AssessorRoute(Enum):
    """How a person came to be an assessor (Guidelines, section 5)."""

    PRACTITIONER = "senior industry practitioner"
    TRAINER = "teacher or trainer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(Record):
    """A person who works at the centre. `person_number` is the agency's, unique in the trust list.

    `public_key` (Ed25519, 32 bytes) belongs to the personal signing key, whose sealed file only
    its owner can open. Empty until the key is made.
    """

    id: StaffId
    person_number: str
    name: str
    roles: frozenset[Role]
    active: bool = True
    public_key: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification(Record):
    """The authority for one person to assess. `starts` and `ends` are both included.

    `unit_codes` is the scope by unit within one framework code; empty means every unit of it.
    `withdrawn_on` ends it from that day on.
    """

    id: CertificationId
    staff_id: StaffId
    number: str
    authority: str
    framework_code: str
    unit_codes: frozenset[str]
    route: AssessorRoute
    starts: date
    ends: date
    withdrawn_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether the certification stands on the day `on`."""
        return self.starts <= on <= self.ends and (
            self.withdrawn_on is None or on < self.withdrawn_on
        )

    def covers(self, framework_code: str, unit: Unit) -> bool:
        """Tell whether the unit is within scope."""
        return self.framework_code == framework_code and (
            not self.unit_codes or unit.code in self.unit_codes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre(Record):
    """The assessment centre. `code` is three letters, the beginning of every case's reference."""

    id: CentreId
    code: str
    name: str
    agency: str
    province: str = ""
    district: str = ""
    contact: str = ""
    accreditation: str = ""
    accredited_from: date
    accredited_until: date
    public_key: bytes = b""
    passport_address: str
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreAuthority(Record):
    """The agreement that lets the centre assess against a framework (Guidelines, section 5)."""

    id: AuthorityId
    centre_id: CentreId
    framework_id: FrameworkId
    document: str
    starts: date
    ends: date

    def in_force(self, on: date) -> bool:
        """Tell whether the agreement stands on the day `on` (both ends included)."""
        return self.starts <= on <= self.ends
