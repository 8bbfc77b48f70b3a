"""What a practice worker is made of: history and papers, all invented."""

from dataclasses import dataclass, field
from datetime import date

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Consent
from core.domain.portfolio import Sight, Signatory


@dataclass(frozen=True, slots=True)
class Work:
    """A line of work abroad or at home."""

    title: str
    employer: str
    country: str
    starts: date
    ends: date
    before_departure: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented worker."""

    name: str
    own_name: str
    born: date
    nationality: str
    document: str
    languages: tuple[str, ...]
    history: tuple[Work, ...]
    goal: str = ""
    programme: str = ""
    photo: bytes = b""
    consent: Consent = Consent.YES


@dataclass(frozen=True, slots=True)
class Piece:
    """An exhibit to be filed."""

    kind: ExhibitKind
    title: str
    name: str
    content: bytes
    issued_on: date | None = None
    covers: tuple[date, date] | None = None
    sight: Sight = Sight.ORIGINAL
    signatory: Signatory = field(default_factory=Signatory)
