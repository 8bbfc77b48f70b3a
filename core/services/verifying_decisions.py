"""The verifier's answer to a whole decision: countersign it, or return it with reasons."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.assessment import Decision, Result
from core.domain.casefile import CaseFile
from core.domain.recognition import Award
from core.domain.rules import (
    may_countersign,
    may_order_blind,
    may_return,
    require,
)
from core.domain.signed_texts import verification_text
from core.domain.verifying import (
    BlindOrder,
    Principle,
    Verification,
    VerificationOutcome,
)
from core.errors import CoreError
from core.ids import (
    AwardId,
    BlindOrderId,
    CaseId,
    DecisionId,
    VerificationId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.deciding import holder_core
from core.services.handling_cases import move_on
from core.services.signing_in import read_again
from core.services.standing import read_standing
from credentials.issuing import countersign_award
from credentials.keys import public_key, signature_is_good


class DecisionTamperedError(CoreError):
    """The stored decision is not what the assessor signed; it must not be countersigned."""

    code = "decision.tampered"

    def __init__(self, decision: DecisionId) -> None:
        super().__init__(f"decision {decision} is not what its assessor signed", decision=decision)


def order_blind(desk: Desk, by: Sitting, case_id: CaseId, *, blind: bool) -> BlindOrder:
    """Have a case verified blind, or openly again.

    Raises:
        RefusedError: see `core.domain.rules.may_order_blind`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_order_blind(file, by.staff))
        order = uow.append(
            BlindOrder(
                id=BlindOrderId(new_id()), case_id=case_id, blind=blind, at=now, by=by.staff.id
            )
        )
        uow.note("case.blind", case_id, by=by.staff.id, at=now, blind=blind)
        uow.commit()
    return order


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
        read_again(uow, by)
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
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
    """Return a decision to its assessor; who makes a new one beside it.

    `reasons` are about the whole; those about single rows stand with the answers to them.

    Raises:
        RefusedError: see `core.domain.rules.may_return`.
    """
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        read_again(uow, by)
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
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
        facts = {"decision": str(decision_id), "rows": len(file.row_reasons(decision_id))}
        uow.note("decision.returned", verification.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return verification


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
