"""An assessor is found, afterwards, to have had no valid scope: what rests on it is undone.

Whoever decided, verified or observed without one: the decision does not hold. Each is voided, its
award and passport are withdrawn, and the case is assessed again by somebody in scope.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from core.domain.assessment import Answer, Decision, Observation
from core.domain.case import Case
from core.domain.people import Candidate, Certification, Role, Staff
from core.domain.recognition import Award
from core.domain.rules import holds_role, require
from core.domain.standards import Framework, Unit
from core.domain.verifying import Verification
from core.domain.voiding import DecisionVoid, VoidBasis
from core.errors import WrongInputError
from core.ids import CertificationId, DecisionId, UnitId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.undoing_decisions import Voided, VoidReasonMissingError, void_decision


class DayOutsideError(WrongInputError):
    """The day from which it was invalid is not within the certification."""

    code = "scope.day-outside"

    def __init__(self, starts: date, ends: date) -> None:
        super().__init__(f"the certification is from {starts} to {ends}", starts=starts, ends=ends)


class Part(Enum):
    """What the person did in a decision."""

    DECIDED = "decided"
    VERIFIED = "verified"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class Resting:
    """A decision that rests on the scope.

    `awarded`: an award came of it. `with_it` are the codes of the award's other units: their award
    goes as well, and they are decided and awarded anew.
    """

    decision: Decision
    part: Part
    reference: str
    worker: str
    unit_code: str
    awarded: bool
    with_it: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeFoundInvalid:
    """What came of it: the certification as it stands now, and every decision that was voided."""

    certification: Certification
    voided: tuple[Voided, ...]


def resting_on(desk: Desk, certification_id: CertificationId, since: date) -> tuple[Resting, ...]:
    """List what would be voided if the certification is invalid from the day `since` on.

    What another certification of the person covers on its day does not rest on this one.
    """
    with desk.uow() as uow:
        return tuple(_resting(uow, uow.get(Certification, certification_id), since))


def find_scope_invalid(
    desk: Desk, by: Sitting, certification_id: CertificationId, *, since: date, reason: str
) -> ScopeFoundInvalid:
    """Withdraw the certification from `since` on and void what rests on it, all or nothing.

    Raises:
        RefusedError: who is signed in is no administrator.
        VoidReasonMissingError: no reason was given; workers read it in their letters.
        DayOutsideError: `since` is before the certification begins or after it ends.
    """
    require(holds_role(by.staff, Role.ADMINISTRATOR))
    if not reason.strip():
        raise VoidReasonMissingError
    with desk.uow() as uow:
        before = uow.get(Certification, certification_id)
        if not before.starts <= since <= before.ends:
            raise DayOutsideError(before.starts, before.ends)
        found = tuple(_resting(uow, before, since))
        withdrawn = min(since, before.withdrawn_on or since)
        after = uow.save(replace(before, withdrawn_on=withdrawn))
        facts = {"number": before.number, "since": since.isoformat(), "reason": reason.strip()}
        at = desk.clock.now()
        uow.note("staff.scope-found-invalid", after.staff_id, by=by.staff.id, at=at, **facts)
        voided = tuple(
            void_decision(
                uow,
                desk,
                by,
                one.decision.id,
                basis=VoidBasis.NO_VALID_SCOPE,
                reason=reason,
                barred=(before.staff_id,),
            )
            for one in found
        )
        uow.commit()
    return ScopeFoundInvalid(after, tuple(_what_stands(one, voided) for one in voided))


def _what_stands(one: Voided, all_of_them: Sequence[Voided]) -> Voided:
    """Without the units of its award whose decisions turned out to be void as well."""
    gone = {other.void.unit_id for other in all_of_them if other.case.id == one.case.id}
    return replace(one, to_award=tuple(unit for unit in one.to_award if unit not in gone))


def _resting(uow: UnitOfWork, invalid: Certification, since: date) -> Iterator[Resting]:
    parts = dict(_parts(uow, invalid, since))
    awards = {id_: one for one in uow.find(Award) for id_ in one.decision_ids} if parts else {}
    for decision_id, part in parts.items():
        decision = uow.get(Decision, decision_id)
        case, unit = uow.get(Case, decision.case_id), uow.get(Unit, decision.unit_id)
        latest = uow.find(Decision, case_id=case.id, unit_id=unit.id)[-1]
        replaced = latest.id != decision_id and decision_id not in awards
        if replaced or uow.find(DecisionVoid, decision_id=decision_id):
            continue
        worker = uow.get(Candidate, case.candidate_id).name
        awarded = decision_id in awards
        others = awards[decision_id].unit_ids if awarded else ()
        with_it = tuple(uow.get(Unit, one).code for one in others if one != unit.id)
        yield Resting(decision, part, case.reference, worker, unit.code, awarded, with_it)


def _parts(
    uow: UnitOfWork, invalid: Certification, since: date
) -> Iterator[tuple[DecisionId, Part]]:
    """Every decision in which the person took part under this certification, the weightiest last.

    Made into a dictionary, the last entry of a decision is its part.
    """
    rests = _Covered(uow, invalid, since)
    for person in _records(uow, invalid):
        yield from _observed(uow, person, rests)
        for answer in uow.find(Verification, by=person.id):
            decision = uow.get(Decision, answer.decision_id)
            if rests.on_this(decision.unit_id, answer.verified_at.date()):
                yield decision.id, Part.VERIFIED
        for decision in uow.find(Decision, by=person.id):
            if rests.on_this(decision.unit_id, decision.decided_on):
                yield decision.id, Part.DECIDED


def _observed(
    uow: UnitOfWork, person: Staff, rests: "_Covered"
) -> Iterator[tuple[DecisionId, Part]]:
    marks: tuple[Observation | Answer, ...] = (
        *uow.find(Observation, by=person.id),
        *uow.find(Answer, by=person.id),
    )
    for mark in marks:
        if not rests.on_this(mark.unit_id, mark.at.date()):
            continue
        for decision in uow.find(Decision, case_id=mark.case_id, unit_id=mark.unit_id):
            if decision.at >= mark.at:
                yield decision.id, Part.OBSERVED


def _records(uow: UnitOfWork, invalid: Certification) -> tuple[Staff, ...]:
    person = uow.get(Staff, invalid.staff_id)
    return uow.find(Staff, person_number=person.person_number)


class _Covered:
    """Whether work on a unit on a day rests on one certification and on no other."""

    def __init__(self, uow: UnitOfWork, invalid: Certification, since: date) -> None:
        self._invalid, self._since = invalid, since
        self._units = {one.id: one for one in uow.find(Unit)}
        self._codes = {one.id: one.code for one in uow.find(Framework)}
        self._others = tuple(
            one
            for person in _records(uow, invalid)
            for one in uow.find(Certification, staff_id=person.id)
            if one.id != invalid.id
        )

    def on_this(self, unit_id: UnitId, day: date) -> bool:
        """Whether it does."""
        unit = self._units[unit_id]
        code = self._codes[unit.framework_id]
        if not self._invalid.covers(code, unit) or not self._since <= day <= self._invalid.ends:
            return False
        return not any(one.in_force(day) and one.covers(code, unit) for one in self._others)
