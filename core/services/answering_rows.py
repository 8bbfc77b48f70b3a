"""The verifier's answers row by row: agree, disagree, want more; blind; and a whole element."""

from collections.abc import Collection, Mapping

from core.domain.assessment import Decision, Mark
from core.domain.differences import agreed_before
from core.domain.grid import unit_grid
from core.domain.rules import (
    may_agree_to_element,
    may_answer,
    may_mark_blind,
    may_verify,
    require,
)
from core.domain.verifying import Agreement, RowAnswer, answer_to
from core.ids import AgreementId, CaseId, DecisionId, RowId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.standing import read_standing


def agree(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    row_id: RowId,
    answer: RowAnswer | None,
    *,
    remark: str = "",
) -> Agreement:
    """Keep the verifier's answer to one row; None takes an answer back.

    Raises:
        RefusedError: see `core.domain.rules.may_answer`.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_answer(file, decision, by.staff, standing, row_id))
        own_mark = file.marked_blind(decision_id, row_id, by.staff.id)
        kept = _append_answer(uow, desk, by, decision, row_id, answer, remark, own_mark)
        uow.commit()
    return kept


def mark_blind(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    row_id: RowId,
    mark: Mark,
    *,
    remark: str = "",
) -> Agreement:
    """Mark a row without having seen the judgement; the answer follows from the two.

    Raises:
        RefusedError: see `core.domain.rules.may_mark_blind`.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_mark_blind(file, decision, by.staff, standing, row_id))
        signed = next(one for one in decision.rows if one.row_id == row_id)
        answer = answer_to(mark, signed.mark)
        kept = _append_answer(uow, desk, by, decision, row_id, answer, remark, mark)
        uow.commit()
    return kept


def agree_to_element(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    row_id: RowId,
    opened: Mapping[RowId, Collection[str]],
) -> tuple[Agreement, ...]:
    """Agree to every row of the element of `row_id` that this verifier has not answered to yet.

    `opened` are the labels of what was looked at, by row. An own answer that was given stays.

    Raises:
        RefusedError: see `core.domain.rules.may_agree_to_element`.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
        rows = unit_grid(file, file.unit(decision.unit_id)).element(row_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_agree_to_element(file, decision, by.staff, standing, rows, opened))
        kept = tuple(
            _append_answer(
                uow,
                desk,
                by,
                decision,
                line.row.id,
                RowAnswer.AGREE,
                own_mark=file.marked_blind(decision_id, line.row.id, by.staff.id),
            )
            for line in rows
            if line.agreement is None or line.agreement.by != by.staff.id
        )
        uow.commit()
    return kept


def agree_again(
    desk: Desk, by: Sitting, case_id: CaseId, decision_id: DecisionId
) -> tuple[Agreement, ...]:
    """Agree again to what is as it was when this verifier agreed to it and returned the decision.

    Raises:
        RefusedError: see `core.domain.rules.may_verify`.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
        require(may_verify(file, decision, by.staff, read_standing(uow, desk.clock.today())))
        kept = tuple(
            _append_answer(
                uow, desk, by, decision, one.row_id, RowAnswer.AGREE, one.remark, one.own_mark
            )
            for one in agreed_before(file, decision, by.staff.id)
        )
        uow.commit()
    return kept


def _append_answer(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    decision: Decision,
    row_id: RowId,
    answer: RowAnswer | None,
    remark: str = "",
    own_mark: Mark | None = None,
) -> Agreement:
    now = desk.clock.now()
    kept = uow.append(
        Agreement(
            id=AgreementId(new_id()),
            case_id=decision.case_id,
            decision_id=decision.id,
            row_id=row_id,
            answer=answer,
            remark=remark.strip(),
            own_mark=own_mark,
            at=now,
            by=by.staff.id,
        )
    )
    facts = {"row": str(row_id), "answer": answer.value if answer else None}
    if own_mark:
        facts["blind"] = own_mark.value
    uow.note("row.verified", kept.id, by=by.staff.id, at=now, **facts)
    return kept
