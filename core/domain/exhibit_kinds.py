"""The binder's fixed dividers and the kinds of exhibit behind each (Guidelines, section 3)."""

from enum import Enum


class Divider(Enum):
    """The dividers of the ring binder, in their order. It begins with identification."""

    IDENTIFICATION = "identification"
    BEFORE_DEPARTURE = "before departure"
    OFFICIAL = "official documents"
    SUPPORTING = "supporting documents"
    SOFT_SKILLS = "soft skills"


class ExhibitKind(Enum):
    """What an exhibit is: three official kinds, seven supporting kinds, and the other dividers'.

    A skill passport of another centre, which the Guidelines do not know yet, is filed as official.
    """

    IDENTITY_DOCUMENT = "identity document"
    BASELINE = "record before departure"
    JOB_DESCRIPTION = "job description"
    WORK_HISTORY = "work and training history"
    COURSE_CERTIFICATE = "certificate of a formal course"
    SKILL_PASSPORT = "skill passport of another centre"
    WORKPLACE_TRAINING = "workplace training, signed"
    STATEMENT = "written statement, signed"
    APPRAISAL = "performance appraisal"
    LEADERSHIP_ROLE = "leadership or supervisory role"
    ADDITIONAL_ROLE = "additional role"
    PHOTOGRAPH = "photograph"
    WORK_LOG = "log of work activities"
    SOFT_SKILL_RECORD = "soft-skill record or testimonial"

    @property
    def divider(self) -> Divider:
        """Behind which divider of the binder an exhibit of this kind is filed."""
        return _DIVIDERS.get(self, Divider.SUPPORTING)

    @property
    def needs_signatory(self) -> bool:
        """Whether the signatory's name, role and date are demanded (the two signed kinds)."""
        return self in (ExhibitKind.WORKPLACE_TRAINING, ExhibitKind.STATEMENT)


_DIVIDERS = {
    ExhibitKind.IDENTITY_DOCUMENT: Divider.IDENTIFICATION,
    ExhibitKind.BASELINE: Divider.BEFORE_DEPARTURE,
    ExhibitKind.JOB_DESCRIPTION: Divider.OFFICIAL,
    ExhibitKind.WORK_HISTORY: Divider.OFFICIAL,
    ExhibitKind.COURSE_CERTIFICATE: Divider.OFFICIAL,
    ExhibitKind.SKILL_PASSPORT: Divider.OFFICIAL,
    ExhibitKind.SOFT_SKILL_RECORD: Divider.SOFT_SKILLS,
}
