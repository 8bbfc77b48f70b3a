"""What every guard is made of: the rules by code, refusals, and the facts of a person.

The guards themselves stand by subject beside this module.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.assessment import Result
from core.domain.awarding import stranded
from core.domain.case import Case, Duty, HandlingOutcome, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Centre, CentreAuthority, Certification, Role, Staff
from core.domain.staff_records import TrainingEntry, TrainingRequirement
from core.domain.standards import Unit
from core.domain.upkeep import hours_within, requirement_of
from core.errors import Refusal, RefusedError
from core.ids import StaffId


class Rule(Enum):
    """The rules by their stable codes. The desktop has a sentence and a remedy for each."""

    ROLE = "person.role"
    ASSIGNED = "case.assigned"
    CASE_ENDED = "case.ended"
    STAGE = "case.stage"
    CERTIFIED = "assessor.certified"
    IN_SCOPE = "assessor.scope"
    CONFLICT_UNDECLARED = "conflict.undeclared"
    CONFLICT_UNHANDLED = "conflict.unhandled"
    CONFLICT_REPLACED = "conflict.replaced"
    CONFLICT_BY_ANOTHER = "conflict.by-another"
    NOTHING_DECLARED = "conflict.nothing-declared"
    TRAINING_UPKEEP = "assessor.training"
    CENTRE_ACCREDITED = "centre.accredited"
    CENTRE_AUTHORISED = "centre.authorised"
    STANDARD_IN_FORCE = "standard.in-force"
    ADVISOR_NOT_ASSESSOR = "advisor.not-assessor"
    VERIFIER_INDEPENDENT = "verifier.independent"
    SOMEONE_NEW = "void.someone-new"
    EXPOSURE = "exposure.met"
    ASSESSOR_NEEDED = "case.assessor"
    PORTFOLIO_FROZEN = "portfolio.frozen"
    PORTFOLIO_NOT_HANDED_OVER = "portfolio.not-handed-over"
    NOTHING_NEW = "portfolio.nothing-new"
    PORTFOLIO_EMPTY = "portfolio.empty"
    EXHIBIT_FILE = "exhibit.file"
    EXHIBIT_SIGNATORY = "exhibit.signatory"
    CLAIM_NEEDED = "case.claim"
    ROW_UNJUDGED = "unit.row-unjudged"
    ROW_NOT_MET = "unit.row-not-met"
    ROW_WITHOUT_EVIDENCE = "unit.row-without-evidence"
    TESTING_INCOMPLETE = "unit.testing-incomplete"
    NOTHING_UNMET = "unit.nothing-unmet"
    JUDGED_BY_ANOTHER = "unit.judged-by-another"
    QUALITY_MISSING = "unit.quality-missing"
    QUALITY_NEGATIVE = "unit.quality-negative"
    ALREADY_DECIDED = "decision.awaiting"
    ALREADY_RECOGNISED = "decision.recognised"
    NOT_DECIDED = "decision.none"
    ROW_NOT_AGREED = "verification.row-not-agreed"
    ROW_REASON_MISSING = "verification.row-reason"
    NOT_OPENED = "verification.not-opened"
    BLIND_FIRST = "verification.blind-first"
    BLIND_ONCE = "verification.blind-once"
    BLIND_TOO_LATE = "verification.blind-too-late"
    ONE_VERIFIER = "verification.one-verifier"
    STANDARD_WHEN_DECIDED = "verification.standard"
    PRINCIPLE_MISSING = "verification.principle"
    REASONS_MISSING = "verification.reasons"
    NOTHING_TO_ISSUE = "passport.nothing-to-issue"
    CONSENT = "passport.consent"
    SECOND_PERSON = "passport.second-person"
    ALREADY_ISSUED = "passport.already-issued"
    PROOF = "passport.proof"
    NOT_READ_BACK = "passport.not-read-back"
    ONE_FORMER_NAME = "candidate.former-name"
    IDENTITY_SIGNED = "candidate.signed"
    PLAN_UNIT = "plan.unit"
    PLAN_APPEAL = "plan.appeal"
    PLAN_CHANGED = "plan.changed"
    PLAN_SIGNED = "plan.signed"
    PLAN_AGREED = "plan.agreed"
    WORKER_HEARD_BY = "worker.heard-by"
    SESSION_OPEN = "session.open"
    SESSION_OWN = "session.own"
    SESSION_CHECK = "session.check"
    SESSION_STOPPED = "session.stopped"
    RECORDING_CONSENT = "recording.consent"
    TEST_DAY_KEEPER = "test-day.keeper"
    TEST_DAY_HELD = "test-day.held"
    TEST_DAY_FULL = "test-day.full"
    TEST_DAY_UNIT = "test-day.unit"
    TEST_DAY_EMPTY = "test-day.empty"
    TEST_DAY_NOT_YET = "test-day.not-ready"
    FEEDBACK_VOID = "feedback.void"
    FEEDBACK_NOT_VERIFIED = "feedback.not-verified"
    LEADS_QUALITY = "quality.leads"
    APPEAL_REVIEWER = "appeal.reviewer"
    APPEAL_UNASSIGNED = "appeal.unassigned"
    APPEAL_INDEPENDENT = "appeal.independent"
    APPEAL_CLOSED = "appeal.closed"
    APPEAL_REASONS = "appeal.reasons"
    APPEAL_NOT_READ_BACK = "appeal.not-read-back"
    APPEAL_NEW_ASSESSOR = "appeal.new-assessor"
    COMPLAINT_HANDLER = "complaint.handler"
    COMPLAINT_CLOSED = "complaint.closed"
    MODERATION_PARTICIPANT = "moderation.participant"
    MODERATION_CLOSED = "moderation.closed"
    MODERATION_INDEPENDENT = "moderation.independent"
    SAMPLE_INDEPENDENT = "sample.independent"
    SAMPLE_NOT_DRAWN = "sample.not-drawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts on the day: the centre, its agreements, and what its staff are certified for.

    `training` is read only where the agency requires any.
    """

    on: date
    centre: Centre
    authorities: tuple[CentreAuthority, ...]
    certifications: tuple[Certification, ...]
    requirements: tuple[TrainingRequirement, ...] = ()
    training: tuple[TrainingEntry, ...] = ()


def require(refusals: Iterable[Refusal]) -> None:
    """Raise RefusedError with all refusals, if there are any."""
    found = tuple(refusals)
    if found:
        raise RefusedError(found)


def holds_role(person: Staff, role: Role) -> tuple[Refusal, ...]:
    """The person is active at the centre in this role."""
    if person.active and role in person.roles:
        return ()
    return (refuse(Rule.ROLE, Role.ADMINISTRATOR, person=person.name, role=role.value),)


def at_stage(case: Case, *stages: Stage) -> tuple[Refusal, ...]:
    """The case is going on, at one of these stages."""
    if case.end is not None:
        return (refuse(Rule.CASE_ENDED, Role.ADVISOR, end=case.end.value),)
    if case.stage not in stages:
        return (refuse(Rule.STAGE, Role.ADVISOR, stage=case.stage, needs=stages[0]),)
    return ()


def undecided(file: CaseFile, unit: Unit) -> tuple[Refusal, ...]:
    """Nothing about the unit waits to be verified, and it is not recognised yet.

    What was verified but lost its award, or never got one, is open to be decided anew.
    """
    # What was signed is not changed behind the signature, nor while somebody is verifying it.
    if file.awaiting_verification(unit.id):
        return (refuse(Rule.ALREADY_DECIDED, Role.VERIFIER, unit=unit.code),)
    verified = file.verified(unit.id)
    competent = verified is not None and verified.result is Result.COMPETENT
    if competent and stranded(file, unit.id) is None:
        return (refuse(Rule.ALREADY_RECOGNISED, Role.REGISTRAR, unit=unit.code),)
    return ()


def certified(file: CaseFile, unit: Unit, person: Staff, standing: Standing) -> tuple[Refusal, ...]:
    """A certification of the person stands on the day and covers the unit; training is kept up."""
    framework = file.framework(unit.framework_id)
    own = [one for one in standing.certifications if one.staff_id == person.id]
    current = [one for one in own if one.in_force(standing.on)]
    if not current:
        ended = max((one.ends for one in own), default=None)
        return (refuse(Rule.CERTIFIED, Role.ADMINISTRATOR, person=person.name, ended=ended),)
    if not any(one.covers(framework.code, unit) for one in current):
        return (refuse(Rule.IN_SCOPE, Role.ADMINISTRATOR, person=person.name, unit=unit.code),)
    return trained(framework.code, person, standing)


def trained(framework_code: str, person: Staff, standing: Standing) -> tuple[Refusal, ...]:
    """The person had the training that the agency requires for the framework, if it does."""
    asked = requirement_of(standing.requirements, framework_code)
    if asked is None:
        return ()
    months = asked.within_months
    hours = hours_within(standing.training, person.id, on=standing.on, months=months)
    if hours >= asked.hours:
        return ()
    facts = {"hours": hours, "needs": asked.hours, "months": months, "framework": framework_code}
    return (refuse(Rule.TRAINING_UPKEEP, Role.ADMINISTRATOR, person=person.name, **facts),)


def conflict_declared(file: CaseFile, person: Staff, duty: Duty) -> tuple[Refusal, ...]:
    """The person declared for this duty in this case, and a conflict was handled."""
    declared = file.conflict(person.id, duty)
    mend = Role.ASSESSOR if duty is Duty.ASSESS else Role.VERIFIER
    if declared is None:
        return (refuse(Rule.CONFLICT_UNDECLARED, mend, person=person.name),)
    if not declared.conflict:
        return ()
    handled = file.handling(declared)
    if handled is None:
        return (refuse(Rule.CONFLICT_UNHANDLED, Role.ADMINISTRATOR, person=person.name),)
    if handled.outcome is HandlingOutcome.REPLACED:
        return (refuse(Rule.CONFLICT_REPLACED, Role.ADVISOR, person=person.name),)
    return ()


def someone_new(file: CaseFile, unit: Unit, person: Staff) -> tuple[Refusal, ...]:
    """The person was no part of a decision about the unit that was found void."""
    if same_person(person, file.barred(unit.id), file.staff):
        return (refuse(Rule.SOMEONE_NEW, Role.ADVISOR, person=person.name, unit=unit.code),)
    return ()


def same_person(person: Staff, others: Iterable[StaffId], staff: Sequence[Staff]) -> bool:
    """Tell whether the person is one of `others`; two records of one person are one person."""
    ids = set(others)
    numbers = {one.person_number for one in staff if one.id in ids}
    return person.id in ids or person.person_number in numbers


def refuse(rule: Rule, mend: Role, **facts: object) -> Refusal:
    """A refusal by `rule`, which somebody in the role `mend` can mend."""
    return Refusal(rule.value, facts, mend.value)
