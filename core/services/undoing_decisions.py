"""Void a decision that does not hold, and bring award, passports and case into the right state.

Nothing that was signed is changed: the void stands beside the decision, and what rested on it is
withdrawn in the status list. The case goes back under assessment, by somebody new.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.domain.assessment import Decision
from core.domain.awarding import awarded_with
from core.domain.case import Case
from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.recognition import Award, Passport, Status, StatusPlace
from core.domain.voiding import DecisionVoid, VoidBasis
from core.errors import CoreError, WrongInputError
from core.ids import AwardId, DecisionId, DecisionVoidId, PassportId, StaffId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.handling_cases import record_move
from core.services.status_places import record_status


class VoidReasonMissingError(WrongInputError):
    """A decision is not void without a reason in words."""

    code = "decision.void-reason"

    def __init__(self) -> None:
        super().__init__("say in words why the decision does not hold")


class AlreadyVoidError(CoreError):
    """The decision was found void before."""

    code = "decision.already-void"

    def __init__(self, decision: DecisionId) -> None:
        super().__init__(f"decision {decision} is void already", decision=decision)


class DecisionReplacedError(CoreError):
    """A later decision stands in its place and nothing came of it, so there is nothing to undo."""

    code = "decision.replaced"

    def __init__(self, decision: DecisionId) -> None:
        super().__init__(f"another decision replaced {decision}", decision=decision)


@dataclass(frozen=True, slots=True)
class Voided:
    """What came of it.

    `award` is the one that was revoked, if the decision had become one; `to_award` are its other
    units, whose decisions stand and which are decided and awarded anew. `revoked` are the passports
    that held nothing else and were revoked with it; `to_reissue` those that hold other awards that
    stand: the registrar issues anew without the revoked one, which supersedes them.
    """

    void: DecisionVoid
    case: Case
    award: AwardId | None = None
    to_award: tuple[UnitId, ...] = ()
    revoked: tuple[PassportId, ...] = ()
    to_reissue: tuple[PassportId, ...] = ()


def void_decision(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    decision_id: DecisionId,
    *,
    basis: VoidBasis,
    reason: str,
    barred: Iterable[StaffId] | None = None,
) -> Voided:
    """Void a decision within the caller's transaction; the caller has asked the rules, and commits.

    `barred` are the people whom the basis concerns; None: everybody who signed the decision. They
    are taken off the case, and other records of the same persons are barred with them.

    Raises:
        VoidReasonMissingError, AlreadyVoidError, DecisionReplacedError, NotFoundError.
    """
    if not reason.strip():
        raise VoidReasonMissingError
    decision = uow.get(Decision, decision_id)
    file = uow.case_file(decision.case_id)
    if file.void(decision_id):
        raise AlreadyVoidError(decision_id)
    _require_in_place(file, decision)
    signed = _signers(file, decision) if barred is None else frozenset(barred)
    now = desk.clock.now()
    void = uow.append(
        DecisionVoid(
            id=DecisionVoidId(new_id()),
            case_id=decision.case_id,
            unit_id=decision.unit_id,
            decision_id=decision_id,
            basis=basis,
            reason=reason.strip(),
            barred=_all_records(uow, signed),
            at=now,
            by=by.staff.id,
        )
    )
    facts = {"basis": basis.value, "reason": void.reason}
    uow.note("decision.voided", decision_id, by=by.staff.id, at=now, **facts)
    to_award = awarded_with(file, decision_id)
    award, revoked, to_reissue = _withdraw(uow, desk, by, file, void)
    case = _reopen(uow, desk, by, file, void)
    return Voided(void, case, award, to_award, revoked, to_reissue)


def _require_in_place(file: CaseFile, decision: Decision) -> None:
    latest = file.latest_decision(decision.unit_id)
    awarded = any(decision.id in one.decision_ids for one in file.awards)
    if latest is not None and latest.id != decision.id and not awarded:
        raise DecisionReplacedError(decision.id)


def _signers(file: CaseFile, decision: Decision) -> frozenset[StaffId]:
    answer = file.verification(decision.id)
    return frozenset({decision.by} | ({answer.by} if answer else set()))


def _all_records(uow: UnitOfWork, people: Iterable[StaffId]) -> tuple[StaffId, ...]:
    """Every record of these persons: two desks may each have enrolled the same one."""
    staff = uow.find(Staff)
    numbers = {one.person_number for one in staff if one.id in set(people)}
    return tuple(one.id for one in staff if one.person_number in numbers)


def _withdraw(
    uow: UnitOfWork, desk: Desk, by: Sitting, file: CaseFile, void: DecisionVoid
) -> tuple[AwardId | None, tuple[PassportId, ...], tuple[PassportId, ...]]:
    found = [one for one in file.awards if void.decision_id in one.decision_ids]
    if not found:
        return None, (), ()
    award = found[-1]  # those before it, if any, were revoked when it was signed
    _revoke(uow, desk, by, uow.get(StatusPlace, award.status_place_id), void)
    standing = {
        one.id
        for one in uow.find(Award, candidate_id=file.candidate.id)
        if uow.get(StatusPlace, one.status_place_id).status is not Status.REVOKED
    }
    revoked, to_reissue = [], []
    for passport in uow.find(Passport, candidate_id=file.candidate.id):
        place = uow.get(StatusPlace, passport.status_place_id)
        in_use = place.status in (Status.VALID, Status.SUSPENDED)
        if award.id not in passport.award_ids or not in_use:
            continue
        if standing.intersection(passport.award_ids):
            to_reissue.append(passport.id)
        else:
            _revoke(uow, desk, by, place, void)
            revoked.append(passport.id)
    return award.id, tuple(revoked), tuple(to_reissue)


def _revoke(
    uow: UnitOfWork, desk: Desk, by: Sitting, place: StatusPlace, void: DecisionVoid
) -> None:
    if place.status is not Status.REVOKED:
        record_status(uow, desk, by, place, Status.REVOKED, void.reason, void.basis.status_reason)


def _reopen(uow: UnitOfWork, desk: Desk, by: Sitting, file: CaseFile, void: DecisionVoid) -> Case:
    case = file.case
    after = replace(
        case.reopened(),
        assessor_id=None if case.assessor_id in void.barred else case.assessor_id,
        verifier_id=None if case.verifier_id in void.barred else case.verifier_id,
    )
    if (after.stage, after.end) == (case.stage, case.end):
        return uow.save(after)
    return record_move(uow, case, after, by.staff.id, desk, void.reason)
