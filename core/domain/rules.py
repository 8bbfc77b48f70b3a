"""The guards: who may do what in a case, and why not.

Every function answers with all refusals that apply, an empty tuple meaning "may". Each refusal
names its rule, the facts that fail, and who can mend them. There is no override.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.assessment import Decision, Mark, Quality, Result
from core.domain.case import Case, Duty, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exposure import exposure
from core.domain.grid import unit_grid
from core.domain.handing_out import SheetEventKind
from core.domain.people import Centre, CentreAuthority, Certification, Consent, Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.recognition import Passport
from core.domain.standards import Unit
from core.domain.verifying import Principle
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
    CENTRE_ACCREDITED = "centre.accredited"
    CENTRE_AUTHORISED = "centre.authorised"
    STANDARD_IN_FORCE = "standard.in-force"
    ADVISOR_NOT_ASSESSOR = "advisor.not-assessor"
    VERIFIER_INDEPENDENT = "verifier.independent"
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
    NOTHING_UNMET = "unit.nothing-unmet"
    QUALITY_MISSING = "unit.quality-missing"
    QUALITY_NEGATIVE = "unit.quality-negative"
    ALREADY_DECIDED = "decision.awaiting"
    ALREADY_RECOGNISED = "decision.recognised"
    NOT_DECIDED = "decision.none"
    ROW_NOT_AGREED = "verification.row-not-agreed"
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


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts on the day: the centre, its agreements, and every certification of its staff."""

    on: date
    centre: Centre
    authorities: tuple[CentreAuthority, ...]
    certifications: tuple[Certification, ...]


def require(refusals: Iterable[Refusal]) -> None:
    """Raise RefusedError with all refusals, if there are any."""
    found = tuple(refusals)
    if found:
        raise RefusedError(found)


def holds_role(person: Staff, role: Role) -> tuple[Refusal, ...]:
    """The person is active at the centre in this role."""
    if person.active and role in person.roles:
        return ()
    return (_refuse(Rule.ROLE, Role.ADMINISTRATOR, person=person.name, role=role.value),)


def at_stage(case: Case, *stages: Stage) -> tuple[Refusal, ...]:
    """The case is going on, at one of these stages."""
    if case.end is not None:
        return (_refuse(Rule.CASE_ENDED, Role.ADVISOR, end=case.end.value),)
    if case.stage not in stages:
        return (_refuse(Rule.STAGE, Role.ADVISOR, stage=case.stage, needs=stages[0]),)
    return ()


def may_advise(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May build the portfolio and its mapping: an advisor, before the case is recognised."""
    early = (Stage.ADVISE, Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE, Stage.ASSESS_AND_VERIFY)
    return (*holds_role(person, Role.ADVISOR), *at_stage(file.case, *early))


def may_change_exhibit(file: CaseFile, exhibit: Exhibit, person: Staff) -> tuple[Refusal, ...]:
    """May change or take out an exhibit: an advisor, as long as it was not handed over."""
    refusals = may_advise(file, person)
    if file.is_frozen(exhibit):
        return (*refusals, _refuse(Rule.PORTFOLIO_FROZEN, Role.ADVISOR, exhibit=exhibit.number))
    return refusals


def may_hand_over(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May freeze the portfolio and submit it: every exhibit complete, and something claimed.

    After the freeze the same step hands over what came in since, as a numbered supplement.
    """
    stage = Stage.ASSESS_AND_VERIFY if file.frozen else Stage.FINALISE
    refusals = [*holds_role(person, Role.ADVISOR), *at_stage(file.case, stage)]
    pending = file.pending
    if not pending:
        empty = Rule.NOTHING_NEW if file.frozen else Rule.PORTFOLIO_EMPTY
        refusals.append(_refuse(empty, Role.ADVISOR))
    if file.case.route is not Route.PORTFOLIO_ONLY:
        if not file.units:
            refusals.append(_refuse(Rule.CLAIM_NEEDED, Role.ADVISOR))
        if file.case.assessor_id is None:
            refusals.append(_refuse(Rule.ASSESSOR_NEEDED, Role.ADVISOR))
        refusals += _two_people(file)
    return (*refusals, *(one for exhibit in pending for one in _complete(file, exhibit)))


def may_withdraw_claim(file: CaseFile, unit: Unit, person: Staff) -> tuple[Refusal, ...]:
    """May seek it no more: as long as nothing about the unit waits to be verified or stands."""
    return (*may_advise(file, person), *_undecided(file, unit))


def _two_people(file: CaseFile) -> Iterable[Refusal]:
    # Said while the advisor can still choose; the verifier would be refused in any case.
    assessor, verifier = file.case.assessor_id, file.case.verifier_id
    if assessor is not None and verifier is not None:
        person = file.person(verifier)
        if _same_person(person, {assessor}, file.staff):
            yield _refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name)


def may_map(
    file: CaseFile, unit: Unit, exhibit: Exhibit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May link an exhibit to a row: the advisor until it is handed over, then the assessor."""
    if file.is_frozen(exhibit) or Role.ADVISOR not in person.roles:
        return may_observe(file, unit, person, standing)
    return (*may_advise(file, person), *_undecided(file, unit))


def may_remark(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May remark on a row: whoever advises, assesses or verifies this case, while it goes on."""
    case = file.case
    working = [stage for stage in Stage if stage is not Stage.RECOGNISE]
    refusals = list(at_stage(case, *working))
    if person.id not in (case.advisor_id, case.assessor_id, case.verifier_id):
        refusals.append(_refuse(Rule.ASSIGNED, Role.ADVISOR, person=person.name))
    return tuple(refusals)


def may_observe(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May mark what the worker does and says: every observer is certified and in scope."""
    return (
        *holds_role(person, Role.ASSESSOR),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
        *_advisor_is_another(file, person),
        *_certified(file, unit, person, standing),
        *_conflict_declared(file, person, Duty.ASSESS),
        *_undecided(file, unit),
    )


def may_assess(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May judge the unit: the assigned assessor, with the centre and standard in order."""
    refusals = list(may_observe(file, unit, person, standing))
    if file.case.assessor_id != person.id:
        refusals.append(_refuse(Rule.ASSIGNED, Role.ADVISOR, person=person.name))
    refusals += _authorised(file, unit, standing)
    if not file.frozen:
        refusals.append(_refuse(Rule.PORTFOLIO_NOT_HANDED_OVER, Role.ADVISOR))
    return tuple(refusals)


def may_decide(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing, result: Result
) -> tuple[Refusal, ...]:
    """May sign this result. *Not yet competent* needs only the rows that are not met."""
    refusals = may_assess(file, unit, person, standing)
    if result is Result.COMPETENT:
        return (*refusals, *_shown_competent(file, unit), *_exposed(file, unit, standing.on))
    return (*refusals, *_shown_not_yet_competent(file, unit))


def may_verify(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May check this decision: a second certified assessor who took no part in it."""
    unit = file.unit(decision.unit_id)
    refusals = [
        *holds_role(person, Role.VERIFIER),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
        *_certified(file, unit, person, standing),
        *_conflict_declared(file, person, Duty.VERIFY),
    ]
    if _same_person(person, file.took_part(), file.staff):
        refusals.append(_refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name))
    latest = file.decision(unit.id)
    if latest is None or latest.id != decision.id or file.verification(decision.id):
        refusals.append(_refuse(Rule.NOT_DECIDED, Role.ASSESSOR, unit=unit.code))
    return tuple(refusals)


def may_countersign(
    file: CaseFile,
    decision: Decision,
    person: Staff,
    standing: Standing,
    principles: Sequence[Principle],
) -> tuple[Refusal, ...]:
    """May countersign: agrees with every row of the decision; all five principles were kept."""
    refusals = list(may_verify(file, decision, person, standing))
    refusals += [
        _refuse(Rule.ROW_NOT_AGREED, Role.VERIFIER, row=row.number)
        for row in decision.rows
        if not ((answer := file.agreement(decision.id, row.row_id)) and answer.agrees)
    ]
    refusals += [
        _refuse(Rule.PRINCIPLE_MISSING, Role.VERIFIER, principle=principle.value)
        for principle in Principle
        if principle not in principles
    ]
    return tuple(refusals)


def may_return(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing, reasons: str
) -> tuple[Refusal, ...]:
    """May send a decision back: a verifier who may verify it, with reasons."""
    refusals = list(may_verify(file, decision, person, standing))
    if not reasons.strip():
        refusals.append(_refuse(Rule.REASONS_MISSING, Role.VERIFIER))
    return tuple(refusals)


def may_issue(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May issue the passport: a registrar, with consent, for awards or a portfolio without any.

    Without a new award nobody else's signature is in the document, so the registrar must not be
    the case's advisor as well.
    """
    refusals = [*holds_role(person, Role.REGISTRAR), *at_stage(file.case, Stage.RECOGNISE)]
    if not file.awards and file.case.route is not Route.PORTFOLIO_ONLY:
        refusals.append(_refuse(Rule.NOTHING_TO_ISSUE, Role.VERIFIER))
    if not file.awards and _same_person(person, {file.case.advisor_id}, file.staff):
        refusals.append(_refuse(Rule.SECOND_PERSON, Role.REGISTRAR, person=person.name))
    refusals += _agreed(file)
    newest = file.passports[-1] if file.passports else None
    if newest and set(newest.award_ids) == {award.id for award in file.awards}:
        refusals.append(_refuse(Rule.ALREADY_ISSUED, Role.REGISTRAR, reference=newest.reference))
    return tuple(refusals)


def may_reissue(file: CaseFile, person: Staff, second: Staff) -> tuple[Refusal, ...]:
    """May issue anew what holds no new award: a registrar together with a second person.

    The second person is another registrar, an administrator or a verifier of the centre who did
    not advise in the case; so a stolen or misused centre key alone says nothing new of anybody.
    """
    refusals = list(holds_role(person, Role.REGISTRAR))
    answer_for = (Role.REGISTRAR, Role.ADMINISTRATOR, Role.VERIFIER)
    apart = not _same_person(second, {person.id, file.case.advisor_id}, (*file.staff, person))
    if not second.active or not second.roles.intersection(answer_for) or not apart:
        refusals.append(_refuse(Rule.SECOND_PERSON, Role.REGISTRAR, person=second.name))
    if not file.passports:
        refusals.append(_refuse(Rule.NOTHING_TO_ISSUE, Role.VERIFIER))
    return (*refusals, *_agreed(file))


def _agreed(file: CaseFile) -> Iterable[Refusal]:
    if file.candidate.passport_consent is not Consent.YES:
        consent = file.candidate.passport_consent.value
        yield _refuse(Rule.CONSENT, Role.ADVISOR, consent=consent)
    if not (file.proofs and file.proofs[-1].covers(file.candidate)):
        yield _refuse(Rule.PROOF, Role.REGISTRAR, name=file.candidate.name)


def may_hand_out(
    file: CaseFile, passport: Passport, person: Staff, kind: SheetEventKind
) -> tuple[Refusal, ...]:
    """May note this about the paper of a passport: a registrar; handing over comes last.

    What is handed over was read back from the paper itself since it was printed or spoiled last.
    """
    refusals = [*holds_role(person, Role.REGISTRAR)]
    events = [one.kind for one in file.sheet_events if one.passport_id == passport.id]
    if kind is SheetEventKind.HANDED_OVER:
        last = next((one for one in reversed(events) if one in _PAPER), None)
        if last is not SheetEventKind.READ_BACK:
            refusals.append(
                _refuse(Rule.NOT_READ_BACK, Role.REGISTRAR, reference=passport.reference)
            )
    return tuple(refusals)


_PAPER = frozenset(
    {
        SheetEventKind.PRINTED,
        SheetEventKind.SPOILED,
        SheetEventKind.READ_BACK,
        SheetEventKind.LOST,
    }
)


def _undecided(file: CaseFile, unit: Unit) -> tuple[Refusal, ...]:
    # What was signed is not changed behind the signature, nor while somebody is verifying it.
    if file.awaiting_verification(unit.id):
        return (_refuse(Rule.ALREADY_DECIDED, Role.VERIFIER, unit=unit.code),)
    verified = file.verified(unit.id)
    if verified and verified.result is Result.COMPETENT:
        return (_refuse(Rule.ALREADY_RECOGNISED, Role.REGISTRAR, unit=unit.code),)
    return ()


def _certified(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    framework = file.framework(unit.framework_id)
    own = [one for one in standing.certifications if one.staff_id == person.id]
    current = [one for one in own if one.in_force(standing.on)]
    if not current:
        ended = max((one.ends for one in own), default=None)
        return (_refuse(Rule.CERTIFIED, Role.ADMINISTRATOR, person=person.name, ended=ended),)
    if not any(one.covers(framework.code, unit) for one in current):
        return (_refuse(Rule.IN_SCOPE, Role.ADMINISTRATOR, person=person.name, unit=unit.code),)
    return ()


def _conflict_declared(file: CaseFile, person: Staff, duty: Duty) -> tuple[Refusal, ...]:
    declared = file.conflict(person.id, duty)
    mend = Role.ASSESSOR if duty is Duty.ASSESS else Role.VERIFIER
    if declared is None:
        return (_refuse(Rule.CONFLICT_UNDECLARED, mend, person=person.name),)
    if declared.conflict and not declared.handling.strip():
        return (_refuse(Rule.CONFLICT_UNHANDLED, Role.ADMINISTRATOR, person=person.name),)
    return ()


def _advisor_is_another(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    if _same_person(person, {file.case.advisor_id}, file.staff):
        return (_refuse(Rule.ADVISOR_NOT_ASSESSOR, Role.ADMINISTRATOR, person=person.name),)
    return ()


def _same_person(person: Staff, others: Iterable[StaffId], staff: Sequence[Staff]) -> bool:
    # Two records of one person are one person: person numbers are compared, not only ids.
    ids = set(others)
    numbers = {one.person_number for one in staff if one.id in ids}
    return person.id in ids or person.person_number in numbers


def _authorised(file: CaseFile, unit: Unit, standing: Standing) -> Iterable[Refusal]:
    framework = file.framework(unit.framework_id)
    centre = standing.centre
    if not centre.accredited_from <= standing.on <= centre.accredited_until:
        until = centre.accredited_until
        yield _refuse(Rule.CENTRE_ACCREDITED, Role.ADMINISTRATOR, until=until)
    if not any(
        one.framework_id == framework.id and one.in_force(standing.on)
        for one in standing.authorities
    ):
        yield _refuse(Rule.CENTRE_AUTHORISED, Role.ADMINISTRATOR, framework=framework.title)
    if not framework.in_force(standing.on):
        status = framework.status.value
        title = f"{framework.title} {framework.edition}"
        yield _refuse(Rule.STANDARD_IN_FORCE, Role.ADVISOR, framework=title, status=status)


def _complete(file: CaseFile, exhibit: Exhibit) -> Iterable[Refusal]:
    if not file.files_of(exhibit.id):
        yield _refuse(Rule.EXHIBIT_FILE, Role.ADVISOR, exhibit=exhibit.number)
    if exhibit.kind.needs_signatory and not exhibit.signatory.complete:
        yield _refuse(Rule.EXHIBIT_SIGNATORY, Role.ADVISOR, exhibit=exhibit.number)


def _shown_competent(file: CaseFile, unit: Unit) -> Iterable[Refusal]:
    for line in unit_grid(file, unit).judged:
        number = line.row.number
        if line.judgement is None:
            yield _refuse(Rule.ROW_UNJUDGED, Role.ASSESSOR, row=number)
        elif line.judgement.mark is not Mark.MET:
            yield _refuse(Rule.ROW_NOT_MET, Role.ASSESSOR, row=number)
        elif line.gap:
            yield _refuse(Rule.ROW_WITHOUT_EVIDENCE, Role.ASSESSOR, row=number)
    for quality in Quality:
        answer = file.quality(unit.id, quality)
        if answer is None:
            yield _refuse(Rule.QUALITY_MISSING, Role.ASSESSOR, quality=quality.value)
        elif not answer:
            yield _refuse(Rule.QUALITY_NEGATIVE, Role.ASSESSOR, quality=quality.value)


def _shown_not_yet_competent(file: CaseFile, unit: Unit) -> Iterable[Refusal]:
    unmet = any(
        line.judgement and line.judgement.mark is Mark.NOT_MET
        for line in unit_grid(file, unit).judged
    )
    negative = any(file.quality(unit.id, quality) is False for quality in Quality)
    if not unmet and not negative:
        yield _refuse(Rule.NOTHING_UNMET, Role.ASSESSOR, unit=unit.code)


def _exposed(file: CaseFile, unit: Unit, on: date) -> Iterable[Refusal]:
    rule = file.framework(unit.framework_id).exposure_rule(unit.level)
    if rule is None or not rule.blocks:
        return
    found = exposure(file.history, on=on, within_months=rule.within_months)
    if not found.meets(rule):
        yield _refuse(Rule.EXPOSURE, Role.ADVISOR, months=found.months, needs=rule.months)


def _refuse(rule: Rule, mend: Role, **facts: object) -> Refusal:
    return Refusal(rule.value, facts, mend.value)
