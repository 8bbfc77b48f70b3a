"""Which units go into one award with the one at hand: what may be signed with it, what waits."""

from dataclasses import dataclass, replace

from core.domain.assessment import Recommendation, Result
from core.domain.awarding import open_proposal, open_proposals, to_award
from core.domain.casefile import CaseFile
from core.domain.rules import joins_award, may_countersign_award, may_decide
from core.domain.standards import Unit
from core.ids import DecisionId, UnitId, new_id
from core.services.deciding import Conclusion
from desktop.presenters.grid_state import GridState

TOGETHER = Conclusion(Result.COMPETENT, Recommendation.ISSUE)
"""What is signed for the units that go along; one that is not yet competent is signed alone."""


def signable_with(state: GridState) -> tuple[Unit, ...]:
    """The other units of the framework that this person may sign as competent now."""
    return tuple(
        unit
        for unit in state.file.units
        if unit.id != state.unit_id
        and unit.framework_id == state.unit.framework_id
        and _judged(state.file, unit)
        and not may_decide(state.file, unit, state.person, state.case.standing, Result.COMPETENT)
    )


def joining(state: GridState, signed: frozenset[UnitId]) -> tuple[str, ...]:
    """The codes of the units decided earlier that a new award takes in, if these are signed now."""
    # As it will be: a decision that is made anew leaves its award, and the others with it.
    latest = (state.file.latest_decision(one) for one in signed)
    anew = tuple(replace(one, id=DecisionId(new_id())) for one in latest if one is not None)
    after = replace(state.file, decisions=(*state.file.decisions, *anew))
    loose = [one for one in to_award(after) if one.unit_id not in signed]
    found = [one for one in loose if joins_award(after, one, state.person, state.case.standing)]
    return _codes(state.file, [one.unit_id for one in found])


@dataclass(frozen=True, slots=True)
class AwardOfDecision:
    """The award that a decision waits with: all of its units, and those still to be agreed to."""

    units: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    lost: bool = False
    """Whether a competent decision waits without an award: one of its units did not hold."""


def award_of_decision(state: GridState) -> AwardOfDecision:
    """What countersigning the decision at hand means for an award.

    A decision that is not yet competent is in none, but may complete the one signed with it.
    """
    file, decision = state.file, state.decision
    if decision is None:
        return AwardOfDecision()
    proposal = open_proposal(file, decision.id)
    if proposal is None:
        standing = state.case.standing
        may = [
            one
            for one in open_proposals(file)
            if may_countersign_award(file, one, state.person, standing)
        ]
        ids = [id_ for one in may for id_ in one.decision_ids]
        lost = decision.result is Result.COMPETENT
        return AwardOfDecision(_of(file, () if lost else ids), lost=lost)
    waiting = [one for one in _unanswered(file, proposal.decision_ids) if one != decision.id]
    return AwardOfDecision(_of(file, proposal.decision_ids), _of(file, waiting))


def _judged(file: CaseFile, unit: Unit) -> bool:
    return all(file.judgement(unit.id, row.id) for row in unit.judged_rows())


def _unanswered(file: CaseFile, ids: tuple[DecisionId, ...]) -> list[DecisionId]:
    return [one for one in ids if file.verification(one) is None]


def _of(file: CaseFile, ids: tuple[DecisionId, ...] | list[DecisionId]) -> tuple[str, ...]:
    return _codes(file, [file.signed_decision(one).unit_id for one in ids])


def _codes(file: CaseFile, ids: list[UnitId]) -> tuple[str, ...]:
    return tuple(unit.code for unit in file.units if unit.id in ids)
