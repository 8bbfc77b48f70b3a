"""The guards once more, worked out from the raw records alone, for the property test of all actors.

Nothing here asks `core.domain.rules` or what a case file derives: only what was recorded.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.assessment import Decision, Mark, Quality, Result
from core.domain.case import Duty, HandlingOutcome
from core.domain.casefile import CaseFile
from core.domain.people import Certification, Staff
from core.domain.planning import PlanSide
from core.domain.recognition import Award
from core.domain.sessions import CheckKind, SeatCheck
from core.domain.standards import Unit
from core.domain.verifying import Principle, RowAnswer, Verification, VerificationOutcome
from core.domain.voiding import VoidBasis
from core.ids import CertificationId, StaffId
from core.services.holder_core import holder_core
from credentials.cose import parse_sign1
from credentials.issuing import VERIFIER_CONTEXT, read_award, unwrap_award
from credentials.keys import public_key, signature_is_good


@dataclass(frozen=True)
class Evidence:
    """What was on record when an award came into being.

    `withdrawn_at` is the moment at which a certification was withdrawn from that day on: what its
    holder did earlier that day was in scope.
    """

    file: CaseFile
    staff: tuple[Staff, ...]
    certifications: tuple[Certification, ...]
    checks: tuple[SeatCheck, ...]
    withdrawn_at: Mapping[CertificationId, datetime]
    standard_in_force: Callable[[datetime], bool]
    day: Callable[[datetime], date]


def broken_guards(award: Award, known: Evidence) -> list[str]:
    """What an award should never have come past; empty if every guard was satisfied for each unit.

    Every unit of a joint award is asked everything that the award of one unit is asked.
    """
    file = known.file
    broken = list(_award(award, known))
    for unit_id, decision_id in zip(award.unit_ids, award.decision_ids, strict=True):
        decision = next(one for one in file.decisions if one.id == decision_id)
        answer = next((one for one in file.verifications if one.decision_id == decision_id), None)
        unit = next(one for one in file.units if one.id == unit_id)
        if answer is None:
            broken.append("nobody answered to one of its decisions")
            continue
        broken += [
            *_in_award(award, decision, answer, unit, known),
            *_decision(decision, unit, known),
            *_verification(decision, answer, known),
            *_people(decision, answer, unit, known),
            *_plan(decision, known),
            *_whole_test(decision, known),
            *_marks(decision, unit, known),
        ]
    return broken


def _award(award: Award, known: Evidence) -> Iterator[str]:
    """The document says what the record says, under both signatures, and is the only one."""
    file = known.file
    proposed = next(one for one in file.proposals if one.id == award.proposed_id)
    assessor = public_key(_person(known, proposed.by).public_key)
    verifier, inner = unwrap_award(award.document)
    core = holder_core(file.candidate)
    if inner != parse_sign1(proposed.document) or proposed.decision_ids != award.decision_ids:
        yield "it is not what the assessor signed"
    said = read_award(proposed.document, core, assessor)
    codes = {one.id: one.code for one in file.units}
    if [one.code for one in said.units] != [codes[one] for one in award.unit_ids]:
        yield "the document names other units"
    if len(set(award.unit_ids)) != len(award.unit_ids):
        yield "a unit is in it twice"
    key = public_key(_person(known, award.by).public_key)
    if not signature_is_good(key, verifier.signed_bytes(VERIFIER_CONTEXT + core),
                             verifier.signature):  # fmt: skip
        yield "the verifier did not sign it"
    others = (one for one in file.awards if one.id != award.id)
    for one in others:
        if one.status_place_id == award.status_place_id:
            yield "it has no place of its own"
        if one.proposed_id == award.proposed_id:
            yield "it was countersigned twice"


def _in_award(
    award: Award, decision: Decision, answer: Verification, unit: Unit, known: Evidence
) -> Iterator[str]:
    """Each of its units was the word of those who signed the award, and stood at that moment."""
    file = known.file
    proposed = next(one for one in file.proposals if one.id == award.proposed_id)
    if decision.unit_id != unit.id or decision.by != proposed.by or answer.by != award.by:
        yield f"{unit.code} is not the word of those who signed the award"
    if not decision.at <= proposed.at or not answer.at <= award.at:
        yield f"{unit.code} was signed into the award before it was decided and agreed to"
    if not _certified(award.by, unit, award.at, known):
        yield f"the verifier was not certified for {unit.code} when the award was signed"
    if not _certified(proposed.by, unit, proposed.at, known):
        yield f"the assessor was not certified for {unit.code} when the award was signed"
    if any(one.decision_id == decision.id and one.at < award.at for one in file.voids):
        yield f"{unit.code} was void when the award was signed"
    yield from _only_award(award, decision, unit, known)


def _only_award(award: Award, decision: Decision, unit: Unit, known: Evidence) -> Iterator[str]:
    """Nothing took the decision, or its place in the award, before it was countersigned."""
    file = known.file
    anew = [one for one in file.decisions if one.unit_id == unit.id and decision.id < one.id]
    if any(one.at < award.at for one in anew):
        yield f"{unit.code} was decided anew before the award was signed"
    naming = [one for one in file.proposals if decision.id in one.decision_ids]
    if any(award.proposed_id < one.id and one.at < award.at for one in naming):
        yield f"{unit.code} was signed into a later award before this one was countersigned"
    earlier = [one for one in file.awards if one.id < award.id and decision.id in one.decision_ids]
    if any(one.status_place_id not in file.revoked for one in earlier):
        yield f"{unit.code} is in another award that stands"


def _decision(decision: Decision, unit: Unit, known: Evidence) -> Iterator[str]:
    if decision.result is not Result.COMPETENT:
        yield "the decision does not say competent"
    if {row.row_id for row in decision.rows} != {row.id for row in unit.judged_rows()}:
        yield "the decision is not about every row"
    for row in decision.rows:
        if row.mark is not Mark.MET:
            yield f"row {row.number} is not met"
        if not row.evidence:
            yield f"row {row.number} rests on nothing"
    if dict(decision.qualities) != dict.fromkeys(Quality, True):
        yield "one of the five qualities is missing or negative"
    key = _person(known, decision.by).public_key
    if not signature_is_good(public_key(key), decision.document, decision.signature):
        yield "the decision is not signed by its assessor"
    signed = json.loads(decision.document.partition(b"\n")[2])
    rows = {row["row"]: row["mark"] for row in signed["rows"]}
    if rows != {str(row.row_id): row.mark.value for row in decision.rows}:
        yield "the record says something else than the signed text"
    if not known.standard_in_force(_first(decision, known).at):
        yield "the standard was not in force when it was decided"


def _verification(decision: Decision, answer: Verification, known: Evidence) -> Iterator[str]:
    if answer.decision_id != decision.id or answer.outcome is not VerificationOutcome.COUNTERSIGNED:
        yield "nobody countersigned this decision"
    if set(answer.principles) != set(Principle):
        yield "one of the five principles was not confirmed"
    if not answer.signature or answer.at < decision.at:
        yield "the countersignature is missing or older than the decision"
    for row in decision.rows:
        said = [
            one
            for one in known.file.agreements
            if one.decision_id == decision.id and one.row_id == row.row_id and one.at <= answer.at
        ]
        if not said or said[-1].answer is not RowAnswer.AGREE or said[-1].by != answer.by:
            yield f"the verifier did not agree to row {row.number}"


def _people(decision: Decision, answer: Verification, unit: Unit, known: Evidence) -> Iterator[str]:
    file = known.file
    made = (*file.observations, *file.answers, *file.judgements, *file.unit_judgements)
    heard = (one for one in file.worker_answers if one.decision_id is None)
    took_part = {one.by for one in (*made, *heard, *file.decisions)} | {file.case.advisor_id}
    numbers = {_person(known, one).person_number for one in took_part}
    if _person(known, answer.by).person_number in numbers:
        yield "the verifier took part"
    if decision.by == file.case.advisor_id:
        yield "the advisor assessed"
    if not _certified(decision.by, unit, decision.at, known):
        yield "the assessor was not certified in scope"
    if not _certified(answer.by, unit, answer.at, known):
        yield "the verifier was not certified in scope"
    for who, duty, when in (
        (decision.by, Duty.ASSESS, decision.at),
        (answer.by, Duty.VERIFY, answer.at),
    ):
        yield from _conflict(who, duty, when, known)
    for void in file.voids:
        if void.unit_id == unit.id and {decision.by, answer.by} & set(void.barred):
            yield "somebody signed again whose decision was found void"


def _conflict(who: StaffId, duty: Duty, when: datetime, known: Evidence) -> Iterator[str]:
    said = [
        one for one in known.file.conflicts if one.by == who and one.duty is duty and one.at <= when
    ]
    if not said:
        yield f"a conflict of interest was not declared to {duty.value}"
    elif said[-1].conflict:
        handled = [
            one
            for one in known.file.handlings
            if one.declaration_id == said[-1].id and one.at <= when
        ]
        if not handled or handled[-1].outcome is HandlingOutcome.REPLACED or handled[-1].by == who:
            yield f"a conflict of interest was not handled by somebody else to {duty.value}"


def _plan(decision: Decision, known: Evidence) -> Iterator[str]:
    plans = [one for one in known.file.plans if one.at <= decision.at]
    if not plans:
        yield "no plan was made"
        return
    agreed = {
        one.side
        for one in known.file.plan_agreements
        if one.plan_id == plans[-1].id and one.at <= decision.at
    }
    if agreed != set(PlanSide):
        yield "the plan was not agreed by both"


def _whole_test(decision: Decision, known: Evidence) -> Iterator[str]:
    """By the complete testing programme no row rests on papers alone."""
    plans = [one for one in known.file.plans if one.at <= decision.at]
    how = {one.unit_id: one for one in plans[-1].units} if plans else {}
    if decision.unit_id not in how or not how[decision.unit_id].testing_programme:
        return
    for row in decision.rows:
        if not any(label.startswith(("T", "Q")) for label in row.evidence):
            yield f"row {row.number} was not tested"


def _marks(decision: Decision, unit: Unit, known: Evidence) -> Iterator[str]:
    for one in known.file.observations:
        if one.unit_id != unit.id or one.at > decision.at or _discounted(one.by, one.at, known):
            continue
        if not _certified(one.by, unit, one.at, known):
            yield "an observer was not certified in scope"
        done = {
            check.kind: check.answer
            for check in known.checks
            if check.session_id == one.session_id
            and check.case_id == one.case_id
            and check.at <= one.at
        }
        needed = set(CheckKind) - {CheckKind.CONSENT_TO_RECORD}
        if CheckKind.CONSENT_TO_RECORD not in done or not all(done.get(kind) for kind in needed):
            yield "a mark was made before the checks were complete"


def _discounted(who: StaffId, when: datetime, known: Evidence) -> bool:
    return any(
        void.basis is VoidBasis.NO_VALID_SCOPE and who in void.barred and when <= void.at
        for void in known.file.voids
    )


def _certified(who: StaffId, unit: Unit, when: datetime, known: Evidence) -> bool:
    day = known.day(when)
    framework = next(one for one in known.file.frameworks if one.id == unit.framework_id)
    return any(
        one.staff_id == who
        and one.starts <= day <= one.ends
        and (one.withdrawn_on is None or day < one.withdrawn_on or _before(one, when, known))
        and one.framework_code == framework.code
        and (not one.unit_codes or unit.code in one.unit_codes)
        for one in known.certifications
    )


def _before(one: Certification, when: datetime, known: Evidence) -> bool:
    withdrawn = known.withdrawn_at.get(one.id)
    return withdrawn is not None and known.day(withdrawn) == one.withdrawn_on and when < withdrawn


def _first(decision: Decision, known: Evidence) -> Decision:
    """The first of a chain of decisions, each made anew: returned, or left without an award.

    Its day counts. What was found void was no part of the chain, unless it was returned.
    """
    void = {one.decision_id for one in known.file.voids}
    returned = {
        one.decision_id
        for one in known.file.verifications
        if one.outcome is VerificationOutcome.RETURNED
    }
    agreed = {one.decision_id for one in known.file.verifications} - returned - void
    by_id = {one.id: one for one in known.file.decisions}
    while decision.replaces is not None:
        before = by_id[decision.replaces]
        competent = before.id in agreed and before.result is Result.COMPETENT
        if before.id not in returned and not competent:
            break
        decision = before
    return decision


def _person(known: Evidence, who: StaffId) -> Staff:
    return next(one for one in known.staff if one.id == who)
