"""The verifier's answer to a whole decision: countersign it, or return it with reasons."""

from collections.abc import Sequence

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
from core.ids import BlindOrderId, CaseId, DecisionId, VerificationId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.awarding import countersign_awards
from core.services.handling_cases import move_on
from core.services.signing_in import read_again
from core.services.standing import read_standing
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

    An award is countersigned with the last of its units (`core.services.awarding`). When every
    claimed unit is verified, and every competent one is awarded, the case moves on: to *recognise*
    if any was found competent, else to rest as *not reached*.

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
        verification = uow.append(
            Verification(
                id=VerificationId(new_id()),
                case_id=case_id,
                decision_id=decision_id,
                outcome=VerificationOutcome.COUNTERSIGNED,
                principles=tuple(principles),
                signature=by.key.sign(text),
                verified_at=now,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"decision": str(decision_id), "result": decision.result.value}
        uow.note("decision.countersigned", verification.id, by=by.staff.id, at=now, **facts)
        countersign_awards(uow, uow.case_file(case_id), by, standing, now)
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
