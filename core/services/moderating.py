"""Moderation rounds: open one on decided cases, judge blind, close, agree on what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.domain.appeals import as_decided
from core.domain.assessment import Decision, Mark
from core.domain.casefile import CaseFile
from core.domain.moderation import (
    AgreedAction,
    ModerationMark,
    ModerationRound,
    RoundResult,
    anonymous,
    round_result,
)
from core.domain.people import Staff
from core.domain.rules import require
from core.domain.rules.fairness import (
    has_reasons,
    leads_quality,
    may_join_round,
    may_moderate,
)
from core.domain.standards import Unit
from core.domain.verifying import Verification
from core.errors import NotFoundError, WrongInputError
from core.ids import (
    AgreedActionId,
    DecisionId,
    ModerationMarkId,
    ModerationRoundId,
    RowId,
    SecondLookId,
    StaffId,
    UnitId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.observing import require_judged

LEAST_PARTICIPANTS = 2


class NoRoundError(WrongInputError):
    """A round needs decided cases of one unit, and at least two people who judge them."""

    code = "moderation.evidence"


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A round with its marks and the evidence, as those who decided had it, without names."""

    round: ModerationRound
    unit: Unit
    marks: tuple[ModerationMark, ...]
    evidence: Mapping[DecisionId, CaseFile]
    staff: tuple[Staff, ...]
    actions: tuple[AgreedAction, ...]

    @property
    def result(self) -> RoundResult:
        """How far the participants agree."""
        return round_result(self.round, self.marks)

    def own(self, who: StaffId) -> dict[tuple[DecisionId, RowId], ModerationMark]:
        """One participant's latest marks; a mark that was taken back is NOT_SEEN."""
        return {(one.decision_id, one.row_id): one for one in self.marks if one.by == who}


def open_round(
    desk: Desk,
    by: Sitting,
    *,
    title: str,
    unit_id: UnitId,
    decision_ids: Sequence[DecisionId],
    participants: Sequence[StaffId],
    due: date | None = None,
) -> ModerationRound:
    """Open a round on the evidence of decided cases.

    Raises:
        RefusedError: `by` does not lead; see `core.domain.rules.fairness.may_join_round`.
        NoRoundError: no case, a case of another unit, or fewer than two participants.
    """
    require(leads_quality(by.staff))
    chosen = tuple(dict.fromkeys(participants))
    if not decision_ids or len(chosen) < LEAST_PARTICIPANTS:
        raise NoRoundError("a round needs evidence and at least two participants")
    with desk.uow() as uow:
        people = [uow.get(Staff, one) for one in chosen]
        took_part, staff = _answerable(uow, decision_ids), uow.find(Staff)
        require(against for one in people for against in may_join_round(one, took_part, staff))
        if len({one.person_number for one in people}) < len(people):
            raise NoRoundError("two records of one person are one participant")
        if any(uow.get(Decision, one).unit_id != unit_id for one in decision_ids):
            raise NoRoundError("a decision of another unit")
        opened = uow.save(
            ModerationRound(
                id=ModerationRoundId(new_id()),
                title=title.strip(),
                unit_id=unit_id,
                decision_ids=tuple(dict.fromkeys(decision_ids)),
                participants=chosen,
                moderator_id=by.staff.id,
                opened_on=desk.clock.today(),
                due=due,
            )
        )
        facts = {"cases": len(opened.decision_ids), "participants": len(chosen)}
        uow.note("moderation.opened", opened.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return opened


def read_round(uow: UnitOfWork, round_id: ModerationRoundId) -> RoundFile:
    """Read a round with its evidence. Raises NotFoundError."""
    found = uow.get(ModerationRound, round_id)
    evidence = {}
    for decision_id in found.decision_ids:
        decision = uow.get(Decision, decision_id)
        file = uow.case_file(decision.case_id)
        evidence[decision_id] = anonymous(as_decided(file, decision.at))
    return RoundFile(
        found,
        uow.get(Unit, found.unit_id),
        uow.find(ModerationMark, round_id=round_id),
        evidence,
        uow.find(Staff),
        uow.find(AgreedAction, round_id=round_id),
    )


def mark_row(
    desk: Desk,
    by: Sitting,
    round_id: ModerationRoundId,
    decision_id: DecisionId,
    row_id: RowId,
    mark: Mark,
    reason: str = "",
) -> ModerationMark:
    """Keep what a participant makes of a row; NOT_SEEN takes it back.

    Raises:
        RefusedError: see `core.domain.rules.fairness`, `may_moderate` and `may_join_round`.
        NotFoundError: the decision is not in the round, or the row is none that is judged.
    """
    with desk.uow() as uow:
        found = uow.get(ModerationRound, round_id)
        require(may_moderate(found, by.staff))
        if decision_id not in found.decision_ids:
            raise NotFoundError(Decision.__name__, decision_id)
        # Asked again: a participant may have verified the case since the round was opened.
        require(may_join_round(by.staff, _answerable(uow, [decision_id]), uow.find(Staff)))
        require_judged(uow.get(Unit, found.unit_id), row_id)
        kept = uow.append(
            ModerationMark(
                id=ModerationMarkId(new_id()),
                round_id=round_id,
                decision_id=decision_id,
                row_id=row_id,
                mark=mark,
                reason=reason.strip(),
                at=desk.clock.now(),
                by=by.staff.id,
            )
        )
        uow.commit()
    return kept


def close_round(desk: Desk, by: Sitting, round_id: ModerationRoundId) -> ModerationRound:
    """Close a round: its marks stand, and everybody who took part sees how far they agree."""
    require(leads_quality(by.staff))
    with desk.uow() as uow:
        found = uow.get(ModerationRound, round_id)
        saved = uow.save(replace(found, closed_on=found.closed_on or desk.clock.today()))
        uow.note("moderation.closed", round_id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def agree_action(
    desk: Desk,
    by: Sitting,
    *,
    what: str,
    who: StaffId,
    due: date | None,
    round_id: ModerationRoundId | None = None,
    look_id: SecondLookId | None = None,
) -> AgreedAction:
    """Write down what was agreed after a round or a second look."""
    require([*leads_quality(by.staff), *has_reasons(what, "what")])
    with desk.uow() as uow:
        saved = uow.save(
            AgreedAction(
                id=AgreedActionId(new_id()),
                round_id=round_id,
                look_id=look_id,
                what=what.strip(),
                who_id=who,
                due=due,
            )
        )
        uow.note("action.agreed", saved.id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def finish_action(
    desk: Desk, by: Sitting, action_id: AgreedActionId, on: date | None
) -> AgreedAction:
    """Note the day on which an action was done, as whoever was to do it or leads; None: not yet."""
    with desk.uow() as uow:
        action = uow.get(AgreedAction, action_id)
        if action.who_id != by.staff.id:
            require(leads_quality(by.staff))
        saved = uow.save(replace(action, done_on=on))
        uow.note("action.done", action_id, by=by.staff.id, at=desk.clock.now(), done=on is not None)
        uow.commit()
    return saved


def _answerable(uow: UnitOfWork, decision_ids: Sequence[DecisionId]) -> frozenset[StaffId]:
    """Everybody who decided or verified one of these cases, also before this decision."""
    cases = {uow.get(Decision, one).case_id for one in decision_ids}
    return frozenset(
        one.by
        for case_id in cases
        for one in (*uow.find(Decision, case_id=case_id), *uow.find(Verification, case_id=case_id))
    )
