"""Which units of a case have their award, which wait for one, and which proposals still stand.

One award may hold several units. It is one document with one place in the status list, so it
stands or falls as a whole: where one of its units is returned, void or decided anew, the others
keep their decisions and what the verifier said of them, and are put into a new award.
"""

from core.domain.assessment import Decision, Result
from core.domain.casefile import CaseFile
from core.domain.recognition import Award, ProposedAward
from core.domain.verifying import VerificationOutcome
from core.ids import DecisionId, UnitId


def proposal_of(file: CaseFile, decision_id: DecisionId) -> ProposedAward | None:
    """The award that the assessor signed last for a decision, countersigned or not."""
    named = (one for one in reversed(file.proposals) if decision_id in one.decision_ids)
    return next(named, None)


def is_open(file: CaseFile, proposal: ProposedAward) -> bool:
    """Whether it can still be countersigned: all of its decisions stand, and none has moved on."""
    if any(one.proposed_id == proposal.id for one in file.awards):
        return False
    return all(
        _stands(file, file.signed_decision(one)) and proposal_of(file, one) == proposal
        for one in proposal.decision_ids
    )


def open_proposals(file: CaseFile) -> tuple[ProposedAward, ...]:
    """The awards that wait for the verifier."""
    return tuple(one for one in file.proposals if is_open(file, one))


def open_proposal(file: CaseFile, decision_id: DecisionId) -> ProposedAward | None:
    """The award that a decision waits with, if it can still be countersigned."""
    found = proposal_of(file, decision_id)
    return found if found and is_open(file, found) else None


def award_of(file: CaseFile, decision_id: DecisionId) -> Award | None:
    """The award of a decision that was not revoked."""
    standing = (one for one in file.awards if one.status_place_id not in file.revoked)
    return next((one for one in standing if decision_id in one.decision_ids), None)


def stranded(file: CaseFile, unit_id: UnitId) -> Decision | None:
    """The competent, countersigned decision about a unit that has no award and waits for none.

    It may be decided anew. While its award waits for the verifier's answer about another unit it
    is not stranded. An award for which no answer is due any more will not come by itself: one
    verifier agreed to some of its units, and another to the rest.
    """
    decision = file.verified(unit_id)
    if decision is None or decision.result is not Result.COMPETENT or award_of(file, decision.id):
        return None
    return None if _waits(file, decision.id) else decision


def to_award(file: CaseFile) -> tuple[Decision, ...]:
    """The competent decisions that stand, are in no award and in none that an answer is due to.

    Not those whose award was revoked for its own sake: nobody awards them by the way.
    """
    latest = (file.decision(unit.id) for unit in file.units)
    return tuple(
        one
        for one in latest
        if one is not None
        and _stands(file, one)
        and award_of(file, one.id) is None
        and not _waits(file, one.id)
        and not revoked_by_hand(file, one.id)
    )


def units_without_award(file: CaseFile) -> tuple[UnitId, ...]:
    """The verified, competent units that still need an award before the case can go on."""
    return tuple(
        unit.id
        for unit in file.units
        if (one := stranded(file, unit.id)) and not revoked_by_hand(file, one.id)
    )


def revoked_by_hand(file: CaseFile, decision_id: DecisionId) -> bool:
    """Whether a decision's last award was revoked although all of its decisions stand."""
    named = [one for one in file.awards if decision_id in one.decision_ids]
    if not named or named[-1].status_place_id not in file.revoked:
        return False
    return not any(file.void(one) for one in named[-1].decision_ids)


def awarded_with(file: CaseFile, decision_id: DecisionId) -> tuple[UnitId, ...]:
    """The other units of a decision's award: what becomes of it becomes of them too."""
    award = award_of(file, decision_id)
    if award is None:
        return ()
    pairs = zip(award.unit_ids, award.decision_ids, strict=True)
    return tuple(unit for unit, decision in pairs if decision != decision_id)


def _waits(file: CaseFile, decision_id: DecisionId) -> bool:
    """Whether the verifier still has to answer to what was signed with a decision's award.

    That is also a unit that was found not yet competent in the same sitting: the award of the
    others is countersigned with the answer about it.
    """
    proposal = open_proposal(file, decision_id)
    if proposal is None:
        return False
    sitting = (one.id for one in file.decisions if (one.at, one.by) == (proposal.at, proposal.by))
    signed = {*proposal.decision_ids, *sitting}
    due = (file.awaiting_verification(file.signed_decision(one).unit_id) for one in signed)
    return any(one is not None and one.id in signed for one in due)


def _stands(file: CaseFile, decision: Decision) -> bool:
    claimed = any(unit.id == decision.unit_id for unit in file.units)
    latest = file.decision(decision.unit_id)
    answer = file.verification(decision.id)
    returned = answer is not None and answer.outcome is VerificationOutcome.RETURNED
    competent = decision.result is Result.COMPETENT
    return claimed and latest == decision and competent and not returned
