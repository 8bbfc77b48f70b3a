"""What is written down about the people who assess: posts, training, practice that was observed.

Source: Guidelines, section 5 (who may assess, and what an assessor should be able to do).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.records import Entry, Record
from core.ids import (
    AssessorProfileId,
    ObservedPracticeId,
    StaffId,
    StaffPostId,
    TrainingEntryId,
    TrainingRequirementId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessorProfile(Record):
    """What is known of a person who assesses, beside name, roles and certification.

    `languages` are BCP 47 tags. `nominated_by` is the employers' or workers' body that proposed the
    person; `current_practice` what the person does in the industry now.
    """

    id: AssessorProfileId
    staff_id: StaffId
    address: str = ""
    languages: tuple[str, ...] = ()
    nominated_by: str = ""
    current_practice: str = ""


class PostKind(Enum):
    """What a member of staff did in an earlier or other post."""

    WORK = "worked"
    TRAINING = "taught"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPost(Record):
    """A post of a member of staff elsewhere, by which independence can be looked at.

    `starts` and `ends` are both included; `ends` None means it goes on.
    """

    id: StaffPostId
    staff_id: StaffId
    kind: PostKind
    employer: str
    role: str = ""
    starts: date
    ends: date | None = None
    removed: bool = False


class TrainingKind(Enum):
    """What a training was for."""

    INITIAL = "initial"
    UPDATING = "updating"
    MODERATION = "moderation"
    CONTINUING = "continuing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEntry(Record):
    """A line of the training log. `hours` are hours of training; both days are included."""

    id: TrainingEntryId
    staff_id: StaffId
    kind: TrainingKind
    title: str
    provider: str = ""
    hours: int
    starts: date
    ends: date
    certificate: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRequirement(Record):
    """What the agency asks of everybody who assesses against a framework.

    `hours` of training within the last `within_months` months, whatever the kind. `source` names
    the agency's paper. None is shipped: the Guidelines ask for ongoing training without a number.
    """

    id: TrainingRequirementId
    framework_code: str
    hours: int
    within_months: int
    source: str = ""
    removed: bool = False


class AssessorQuality(Enum):
    """The five things that an assessor should be able to do (Guidelines, section 5)."""

    OBJECTIVITY = "objectivity, sensitivity and reasonableness"
    TECHNIQUES = "a range of assessment techniques"
    DIVERSE_EVIDENCE = "judging diverse evidence, fairly and accurately"
    INFERENCES = "drawing inferences from the evidence"
    SHARED_CONTROL = "sharing control with the worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedPractice(Entry):
    """An assessor was watched at work by `by`: what was seen, what to work on, in words.

    There are no scores. A quality that is in neither list was not seen on that day.
    """

    id: ObservedPracticeId
    staff_id: StaffId
    observed_on: date
    seen: tuple[AssessorQuality, ...]
    to_work_on: tuple[AssessorQuality, ...] = ()
    narrative: str


class WorkKind(Enum):
    """What an assessor did, as the own record counts it."""

    ASSESSED = "assessed"
    VERIFIED = "verified"
    MODERATED = "moderation rounds"
    OVERTURNED = "overturned on appeal"
    FOUND_VOID = "void, no valid scope"


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How often: of a unit, with a result (of a decision, or of a verification)."""

    kind: WorkKind
    unit_code: str
    result: str
    count: int
