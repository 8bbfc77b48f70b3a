"""The verifier's work: agree row by row, then countersign the decision or return it."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.assessment import Decision, Result
from core.domain.casefile import CaseFile
from core.domain.recognition import Award
from core.domain.rules import may_countersign, may_return, may_verify, require
from core.domain.signed_texts import verification_text
from core.domain.verifying import Agreement, Principle, Verification, VerificationOutcome
from core.errors import CoreError, NotFoundError
from core.ids import AgreementId, AwardId, CaseId, DecisionId, RowId, VerificationId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.deciding import holder_core
from core.services.handling_cases import move_on
from core.services.standing import read_standing
from credentials.issuing import countersign_award
from credentials.keys import public_key, signature_is_good


class DecisionTamperedError(CoreError):
    """The stored decision is not what the assessor signed; it must not be countersigned."""

    code = "decision.tampered"

    def __init__(self, decision: DecisionId) -> None:
        super().__init__(f"decision {decision} is not what its assessor signed", decision=decision)


def agree(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    row_id: RowId,
    agrees: bool | None,
    *,
    remark: str = "",
) -> Agreement:
    """Keep whether the verifier agrees on one row; None takes an answer back.

    Raises:
        RefusedError: see `core.domain.rules.may_verify`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = _decision(file, decision_id)
        require(may_verify(file, decision, by.staff, read_standing(uow, desk.clock.today())))
        answer = uow.append(
            Agreement(
                id=AgreementId(new_id()),
                case_id=case_id,
                decision_id=decision_id,
                row_id=row_id,
                agrees=agrees,
                remark=remark.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"row": str(row_id), "agrees": agrees}
        uow.note("row.verified", answer.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return answer


def countersign(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    principles: Sequence[Principle],
) -> Verification:
    """Countersign the assessor's signed decision with the verifier's own key.

    A competent decision becomes an award. When every claimed unit is verified the case moves on:
    to *recognise* if any was found competent, else to rest as *not reached*.

    Raises:
        RefusedError: see `core.domain.rules.may_countersign`.
        DecisionTamperedError: what is stored is not what the assessor signed.
    """
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = _decision(file, decision_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_countersign(file, decision, by.staff, standing, principles))
        assessor = public_key(file.person(decision.by).public_key)
        if not signature_is_good(assessor, decision.document, decision.signature):
            raise DecisionTamperedError(decision_id)
        text = verification_text(
            document=decision.document,
            signature=decision.signature,
            verifier=by.staff.id,
            principles=principles,
            verified_at=now,
        )
        award = (
            countersign_award(
                decision.award,
                holder_core(file.candidate),
                by.key,
                assessor=assessor,
                verified_at=now,
            )
            if decision.result is Result.COMPETENT
            else b""
        )
        verification = uow.append(
            Verification(
                id=VerificationId(new_id()),
                case_id=case_id,
                decision_id=decision_id,
                outcome=VerificationOutcome.COUNTERSIGNED,
                principles=tuple(principles),
                signature=by.key.sign(text),
                award=award,
                verified_at=now,
                at=now,
                by=by.staff.id,
            )
        )
        if award:
            _append_award(uow, file, decision, verification, by, now)
        facts = {"decision": str(decision_id), "result": decision.result.value}
        uow.note("decision.countersigned", verification.id, by=by.staff.id, at=now, **facts)
        move_on(uow, uow.case_file(case_id), by, desk)
        uow.commit()
    return verification


def return_decision(
    desk: Desk, by: Sitting, case_id: CaseId, decision_id: DecisionId, reasons: str
) -> Verification:
    """Return a decision to its assessor with reasons; the assessor makes a new one beside it.

    Raises:
        RefusedError: see `core.domain.rules.may_return`.
    """
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = _decision(file, decision_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_return(file, decision, by.staff, standing, reasons))
        verification = uow.append(
            Verification(
                id=VerificationId(new_id()),
                case_id=case_id,
                decision_id=decision_id,
                outcome=VerificationOutcome.RETURNED,
                reasons=reasons.strip(),
                verified_at=now,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"decision": str(decision_id)}
        uow.note("decision.returned", verification.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return verification


def _decision(file: CaseFile, decision_id: DecisionId) -> Decision:
    found = next((one for one in file.decisions if one.id == decision_id), None)
    if found is None:
        raise NotFoundError(Decision.__name__, decision_id)
    return found


def _append_award(
    uow: UnitOfWork,
    file: CaseFile,
    decision: Decision,
    verification: Verification,
    by: Sitting,
    now: datetime,
) -> None:
    if decision.status_place_id is None:
        raise DecisionTamperedError(decision.id)
    uow.append(
        Award(
            id=AwardId(new_id()),
            candidate_id=file.candidate.id,
            case_id=file.case.id,
            unit_id=decision.unit_id,
            decision_id=decision.id,
            verification_id=verification.id,
            status_place_id=decision.status_place_id,
            decided_on=decision.decided_on,
            expires=decision.expires,
            document=verification.award,
            at=now,
            by=by.staff.id,
        )
    )
