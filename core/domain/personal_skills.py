"""Soft skills, languages and cultures, each with the basis it is stated on (Guidelines, 2.1, 3)."""

from dataclasses import dataclass
from enum import Enum

from core.domain.records import Record
from core.ids import CandidateId, ExhibitId, PersonalSkillId


class PersonalSkillKind(Enum):
    """Which part of the passport an entry belongs to: six groups of soft skills, and two more."""

    COMMUNICATION = "interpersonal, communication and customer service"
    TEAMWORK = "networks and teams"
    PROBLEM_SOLVING = "problem solving"
    RESEARCH = "research and analysis"
    TIME_MANAGEMENT = "time management"
    ADAPTING = "learning and adapting"
    LANGUAGE = "language"
    CULTURE = "culture"

    @property
    def soft(self) -> bool:
        """Whether it is one of the six groups of soft skills."""
        return self not in (PersonalSkillKind.LANGUAGE, PersonalSkillKind.CULTURE)


class Basis(Enum):
    """On what an entry rests."""

    STATED = "stated"
    TESTIMONIAL = "testimonial"
    CERTIFICATE_SEEN = "certificate seen"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSkill(Record):
    """One soft skill, language or culture of the worker. Not forced onto unit criteria."""

    id: PersonalSkillId
    candidate_id: CandidateId
    kind: PersonalSkillKind
    text: str
    basis: Basis
    exhibit_id: ExhibitId | None = None
    removed: bool = False
