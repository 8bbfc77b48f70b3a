"""Which units a worker seeks recognition of."""

from dataclasses import replace

from core.domain.case import Claim
from core.domain.rules import may_advise, may_withdraw_claim, require
from core.domain.standards import Unit
from core.ids import CaseId, ClaimId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.handling_cases import move_on


def claim_unit(desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId) -> Claim:
    """Seek recognition of a unit. Claiming one that was withdrawn takes it up again.

    Raises:
        RefusedError: not an advisor, or the case is recognised or at rest.
    """
    with desk.uow() as uow:
        require(may_advise(uow.case_file(case_id), by.staff))
        uow.get(Unit, unit_id)
        saved = _save_claim(uow, desk, by, case_id, unit_id, withdrawn=False)
        uow.commit()
    return saved


def withdraw_claim(desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId) -> Claim:
    """Seek recognition of a unit no more. Its mapping is kept.

    If every unit that is left was verified, the case moves on as after the last verification.

    Raises:
        RefusedError: see `core.domain.rules.may_withdraw_claim`.
        NotFoundError: the unit is not claimed.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_withdraw_claim(file, file.unit(unit_id), by.staff))
        saved = _save_claim(uow, desk, by, case_id, unit_id, withdrawn=True)
        move_on(uow, uow.case_file(case_id), by, desk)
        uow.commit()
    return saved


def _save_claim(
    uow: UnitOfWork, desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId, *, withdrawn: bool
) -> Claim:
    known = uow.find(Claim, case_id=case_id, unit_id=unit_id)
    claim = known[0] if known else Claim(id=ClaimId(new_id()), case_id=case_id, unit_id=unit_id)
    saved = uow.save(replace(claim, withdrawn=withdrawn))
    action = "claim.withdrawn" if withdrawn else "claim.made"
    uow.note(action, case_id, by=by.staff.id, at=desk.clock.now(), unit=str(unit_id))
    return saved
