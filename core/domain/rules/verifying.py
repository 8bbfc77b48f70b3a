"""Guards of the verifier: a second certified assessor who took no part."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from core.domain.assessment import Decision
from core.domain.awarding import is_open, open_proposal
from core.domain.case import Duty, Stage
from core.domain.casefile import CaseFile
from core.domain.grid import GridRow
from core.domain.people import Role, Staff
from core.domain.recognition import ProposedAward
from core.domain.rules.base import (
    Rule,
    Standing,
    at_stage,
    certified,
    conflict_declared,
    holds_role,
    refuse,
    same_person,
    someone_new,
)
from core.domain.verifying import Agreement, Principle
from core.errors import Refusal
from core.ids import RowId


def may_verify(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May check this decision: a second certified assessor who took no part in it."""
    unit = file.unit(decision.unit_id)
    refusals = [
        *holds_role(person, Role.VERIFIER),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
        *certified(file, unit, person, standing),
        *conflict_declared(file, person, Duty.VERIFY),
        *someone_new(file, unit, person),
    ]
    if same_person(person, file.took_part() | file.upheld_by(unit.id), file.staff):
        refusals.append(refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name))
    latest = file.decision(unit.id)
    if latest is None or latest.id != decision.id or file.verification(decision.id):
        refusals.append(refuse(Rule.NOT_DECIDED, Role.ASSESSOR, unit=unit.code))
    # A version that was superseded since counts on: what is asked is the day of the decision.
    framework = file.framework(unit.framework_id)
    first = file.first_of(decision)
    if not framework.was_in_force(first.decided_on):
        title = f"{framework.title} {framework.edition}"
        facts = {"framework": title, "on": first.decided_on}
        refusals.append(refuse(Rule.STANDARD_WHEN_DECIDED, Role.ASSESSOR, **facts))
    return tuple(refusals)


def may_answer(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing, row_id: RowId
) -> tuple[Refusal, ...]:
    """May agree or not on a row; in blind mode only after marking it without the judgement."""
    refusals = list(may_verify(file, decision, person, standing))
    if file.blind and file.marked_blind(decision.id, row_id, person.id) is None:
        refusals.append(_blind_first(decision, row_id))
    return tuple(refusals)


def may_mark_blind(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing, row_id: RowId
) -> tuple[Refusal, ...]:
    """May mark a row without the judgement: once, as it is shown from then on."""
    refusals = list(may_verify(file, decision, person, standing))
    if file.marked_blind(decision.id, row_id, person.id) is not None:
        refusals.append(refuse(Rule.BLIND_ONCE, Role.VERIFIER, row=_number(decision, row_id)))
    return tuple(refusals)


def may_agree_to_element(
    file: CaseFile,
    decision: Decision,
    person: Staff,
    standing: Standing,
    rows: Sequence[GridRow],
    opened: Mapping[RowId, Collection[str]],
) -> tuple[Refusal, ...]:
    """May agree to a whole element at once: every piece of evidence in it was looked at."""
    refusals = list(may_verify(file, decision, person, standing))
    for line in rows:
        unseen = [one for one in line.pieces if one not in opened.get(line.row.id, ())]
        if unseen:
            facts = {"row": line.row.number, "evidence": ", ".join(unseen)}
            refusals.append(refuse(Rule.NOT_OPENED, Role.VERIFIER, **facts))
        if file.blind and file.marked_blind(decision.id, line.row.id, person.id) is None:
            refusals.append(_blind_first(decision, line.row.id))
    return tuple(refusals)


def may_order_blind(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May have a case verified blind, or openly: until the verifier has begun."""
    leads = person.active and Role.LEAD_VERIFIER in person.roles
    refusals = [
        *(() if leads else holds_role(person, Role.ADMINISTRATOR)),
        *at_stage(file.case, *Stage),
    ]
    waiting = (file.awaiting_verification(unit.id) for unit in file.units)
    begun = {one.decision_id for one in file.agreements}
    if any(one.id in begun for one in waiting if one):
        refusals.append(refuse(Rule.BLIND_TOO_LATE, Role.VERIFIER))
    return tuple(refusals)


def may_countersign(
    file: CaseFile,
    decision: Decision,
    person: Staff,
    standing: Standing,
    principles: Sequence[Principle],
) -> tuple[Refusal, ...]:
    """May countersign: agrees with every row of the decision; all five principles were kept.

    What another verifier agreed to before the case changed hands is not this person's word; so it
    is with the other units that were signed into the same award.
    """
    refusals = [
        *may_verify(file, decision, person, standing),
        *_with_its_award(file, decision, person, standing),
    ]
    answers = ((row, file.agreement(decision.id, row.row_id)) for row in decision.rows)
    refusals += [
        refuse(Rule.ROW_NOT_AGREED, Role.VERIFIER, row=row.number, person=person.name)
        for row, answer in answers
        if not (answer and answer.agrees and _own(file, answer, person))
    ]
    refusals += [
        refuse(Rule.PRINCIPLE_MISSING, Role.VERIFIER, principle=principle.value)
        for principle in Principle
        if principle not in principles
    ]
    return tuple(refusals)


def may_return(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing, reasons: str
) -> tuple[Refusal, ...]:
    """May send a decision back: with reasons, for each row not agreed to or for the whole.

    What another verifier wrote before the case changed hands is no reason of this person's.
    """
    refusals = list(may_verify(file, decision, person, standing))
    of_rows = [
        one
        for one in file.row_reasons(decision.id)
        if _own(file, file.agreement(decision.id, one.row_id), person)
    ]
    refusals += [
        refuse(Rule.ROW_REASON_MISSING, Role.VERIFIER, row=one.number)
        for one in of_rows
        if not one.remark.strip()
    ]
    if not reasons.strip() and not of_rows:
        refusals.append(refuse(Rule.REASONS_MISSING, Role.VERIFIER))
    return tuple(refusals)


def _with_its_award(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing
) -> Iterator[Refusal]:
    proposal = open_proposal(file, decision.id)
    for other in proposal.decision_ids if proposal else ():
        answer, unit = file.verification(other), file.unit(file.signed_decision(other).unit_id)
        if answer is None or other == decision.id:
            continue
        yield from certified(file, unit, person, standing)
        if not same_person(person, {answer.by}, file.staff):
            facts = {"unit": unit.code, "person": file.person(answer.by).name}
            yield refuse(Rule.ONE_VERIFIER, Role.ADVISOR, **facts)


def may_countersign_award(
    file: CaseFile, proposal: ProposedAward, person: Staff, standing: Standing
) -> bool:
    """Whether this person may countersign an award now: all of its units are their own word."""
    if not is_open(file, proposal):
        return False
    for one in proposal.decision_ids:
        answer, unit = file.verification(one), file.unit(file.signed_decision(one).unit_id)
        if answer is None or answer.by != person.id:
            return False
        if someone_new(file, unit, person) or certified(file, unit, person, standing):
            return False
    return True


def _own(file: CaseFile, answer: Agreement | None, person: Staff) -> bool:
    return answer is not None and same_person(person, {answer.by}, file.staff)


def _blind_first(decision: Decision, row_id: RowId) -> Refusal:
    return refuse(Rule.BLIND_FIRST, Role.VERIFIER, row=_number(decision, row_id))


def _number(decision: Decision, row_id: RowId) -> str:
    return next((one.number for one in decision.rows if one.row_id == row_id), "")
