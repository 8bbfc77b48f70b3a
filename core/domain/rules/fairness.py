"""Guards of what stands around an assessment: appeals, complaints, moderation, second looks."""

from collections.abc import Sequence

from core.domain.appeals import Appeal, AppealFile, AppealForm, AppealOutcome, AppealSubject
from core.domain.assessment import Decision
from core.domain.casefile import CaseFile
from core.domain.complaints import Complaint
from core.domain.moderation import ModerationRound
from core.domain.people import Role, Staff
from core.domain.rules.base import (
    Rule,
    Standing,
    certified,
    holds_role,
    refuse,
    same_person,
)
from core.domain.sampling import SampleDraw
from core.domain.verifying import VerificationOutcome
from core.errors import Refusal
from core.ids import StaffId, VerificationId

LEADS = frozenset({Role.ADMINISTRATOR, Role.LEAD_VERIFIER})
"""Who arranges for reviews, rounds and samples."""
REVIEWERS = frozenset({Role.ASSESSOR, Role.VERIFIER, Role.LEAD_VERIFIER, Role.ADMINISTRATOR})
"""Who can be asked to review an appeal."""


def leads_quality(person: Staff) -> tuple[Refusal, ...]:
    """May arrange for reviews, rounds and samples."""
    if person.active and person.roles & LEADS:
        return ()
    return (refuse(Rule.LEADS_QUALITY, Role.ADMINISTRATOR, person=person.name),)


def may_give_feedback(file: CaseFile, decision: Decision, person: Staff) -> tuple[Refusal, ...]:
    """May write and give the letter: anybody who works here, once the decision is verified.

    A void one is told by the letter of what made it void.
    """
    found = list(works_here(person))
    answer = file.verification(decision.id)
    if answer is None or answer.outcome is not VerificationOutcome.COUNTERSIGNED:
        found.append(refuse(Rule.FEEDBACK_NOT_VERIFIED, Role.VERIFIER))
    if file.void(decision.id):
        found.append(refuse(Rule.FEEDBACK_VOID, Role.ASSESSOR))
    return tuple(found)


def has_reasons(text: str, what: str = "reasons") -> tuple[Refusal, ...]:
    """Something was written: what is done to somebody's appeal is never without reasons."""
    return () if text.strip() else (refuse(Rule.APPEAL_REASONS, Role.ASSESSOR, what=what),)


def works_here(person: Staff) -> tuple[Refusal, ...]:
    """Is an active member of the staff, in whatever role."""
    if person.active and person.roles:
        return ()
    return (refuse(Rule.ROLE, Role.ADMINISTRATOR, person=person.name, role="member of staff"),)


def may_receive(person: Staff, appeal: Appeal) -> tuple[Refusal, ...]:
    """May put an appeal into the log: anybody who works here; an oral one is read back first."""
    found = [*works_here(person), *has_reasons(appeal.grounds, "grounds")]
    if appeal.form is AppealForm.ORAL and not appeal.read_back:
        found.append(refuse(Rule.APPEAL_NOT_READ_BACK, Role.ADVISOR))
    return tuple(found)


def is_open(appeal: AppealFile) -> tuple[Refusal, ...]:
    """The appeal was not answered yet."""
    if appeal.answer is None:
        return ()
    return (refuse(Rule.APPEAL_CLOSED, Role.ADMINISTRATOR, on=appeal.answer.on),)


def may_review(appeal: Appeal, person: Staff, staff: Sequence[Staff]) -> tuple[Refusal, ...]:
    """May review it: somebody who assesses, verifies or leads, and took no part in it."""
    found: list[Refusal] = []
    if not (person.active and person.roles & REVIEWERS):
        found += holds_role(person, Role.ASSESSOR)
    if same_person(person, appeal.against, staff):
        found.append(refuse(Rule.APPEAL_INDEPENDENT, Role.ADMINISTRATOR, person=person.name))
    return tuple(found)


def given_to(person: Staff, whom: StaffId | None, staff: Sequence[Staff]) -> tuple[Refusal, ...]:
    """It was given to this person, and not to somebody else or nobody."""
    if whom is None:
        return (refuse(Rule.APPEAL_UNASSIGNED, Role.ADMINISTRATOR),)
    if whom == person.id:
        return ()
    name = next((one.name for one in staff if one.id == whom), "–")
    return (refuse(Rule.APPEAL_REVIEWER, Role.ADMINISTRATOR, person=person.name, reviewer=name),)


def may_answer(
    file: CaseFile,
    appeal: AppealFile,
    person: Staff,
    staff: Sequence[Staff],
    standing: Standing,
    outcome: AppealOutcome,
    reasons: str,
) -> tuple[Refusal, ...]:
    """May answer it: the reviewer who was assigned, with reasons.

    Who changes an assessment decision makes the new one, so must be certified and in scope.
    """
    found = [
        *is_open(appeal),
        *given_to(person, appeal.reviewer_id, staff),
        *may_review(appeal.appeal, person, staff),
        *has_reasons(reasons),
    ]
    of_decision = appeal.appeal.subject is AppealSubject.DECISION
    if of_decision and outcome is AppealOutcome.CHANGED and appeal.appeal.unit_id:
        found += holds_role(person, Role.ASSESSOR)
        found += certified(file, file.unit(appeal.appeal.unit_id), person, standing)
    return tuple(found)


def may_assess_anew(
    appeal: AppealFile, person: Staff, staff: Sequence[Staff]
) -> tuple[Refusal, ...]:
    """May be given the re-assessment: an assessor who took no part in what was appealed."""
    found = list(holds_role(person, Role.ASSESSOR))
    if same_person(person, appeal.appeal.against, staff):
        found.append(refuse(Rule.APPEAL_NEW_ASSESSOR, Role.ADMINISTRATOR, person=person.name))
    return tuple(found)


def may_handle(complaint: Complaint, person: Staff, staff: Sequence[Staff]) -> tuple[Refusal, ...]:
    """May look into a complaint: anybody who works here but whom it is about."""
    found = list(works_here(person))
    if complaint.about_id is not None and same_person(person, {complaint.about_id}, staff):
        found.append(refuse(Rule.COMPLAINT_HANDLER, Role.ADMINISTRATOR, person=person.name))
    return tuple(found)


def may_close(complaint: Complaint, person: Staff, staff: Sequence[Staff]) -> tuple[Refusal, ...]:
    """May close it: who handles it, with what came of it."""
    found = list(may_handle(complaint, person, staff))
    if complaint.closed_on is not None:
        found.append(refuse(Rule.COMPLAINT_CLOSED, Role.ADMINISTRATOR, on=complaint.closed_on))
    found += given_to(person, complaint.handler_id, staff)
    return (*found, *has_reasons(complaint.outcome, "outcome"))


def may_join_round(
    person: Staff, took_part: frozenset[StaffId], staff: Sequence[Staff]
) -> tuple[Refusal, ...]:
    """May take part in a round: an assessor who decided and verified none of its cases."""
    found = list(holds_role(person, Role.ASSESSOR))
    if same_person(person, took_part, staff):
        found.append(refuse(Rule.MODERATION_INDEPENDENT, Role.LEAD_VERIFIER, person=person.name))
    return tuple(found)


def may_moderate(of: ModerationRound, person: Staff) -> tuple[Refusal, ...]:
    """May judge in a round: its participants, until it is closed."""
    found: list[Refusal] = []
    if person.id not in of.participants or not person.active:
        found.append(refuse(Rule.MODERATION_PARTICIPANT, Role.LEAD_VERIFIER, person=person.name))
    if of.closed_on is not None:
        found.append(refuse(Rule.MODERATION_CLOSED, Role.LEAD_VERIFIER, on=of.closed_on))
    return tuple(found)


def may_look_again(
    drawn: SampleDraw,
    verification: VerificationId,
    took_part: frozenset[StaffId],
    person: Staff,
    staff: Sequence[Staff],
) -> tuple[Refusal, ...]:
    """May take the second look: a lead verifier who took no part, at what was drawn."""
    found = list(holds_role(person, Role.LEAD_VERIFIER))
    if same_person(person, took_part, staff):
        found.append(refuse(Rule.SAMPLE_INDEPENDENT, Role.ADMINISTRATOR, person=person.name))
    if verification not in drawn.drawn:
        found.append(refuse(Rule.SAMPLE_NOT_DRAWN, Role.LEAD_VERIFIER))
    return tuple(found)
