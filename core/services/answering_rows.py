"""The verifier's answers row by row: agree, disagree, want more; blind; and a whole element."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from core.domain.assessment import Decision, Mark
from core.domain.casefile import CaseFile
from core.domain.differences import agreed_before
from core.domain.grid import unit_grid
from core.domain.rules import (
    Standing,
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
    with _answering(desk, by, case_id, decision_id) as work:
        require(may_answer(work.file, work.decision, by.staff, work.standing, row_id))
        return work.append(row_id, answer, remark, work.own_mark(row_id))


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
    with _answering(desk, by, case_id, decision_id) as work:
        require(may_mark_blind(work.file, work.decision, by.staff, work.standing, row_id))
        signed = next(one for one in work.decision.rows if one.row_id == row_id)
        return work.append(row_id, answer_to(mark, signed.mark), remark, mark)


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
    with _answering(desk, by, case_id, decision_id) as work:
        file, decision = work.file, work.decision
        rows = unit_grid(file, file.unit(decision.unit_id)).element(row_id)
        require(may_agree_to_element(file, decision, by.staff, work.standing, rows, opened))
        return tuple(
            work.append(line.row.id, RowAnswer.AGREE, own_mark=work.own_mark(line.row.id))
            for line in rows
            if line.agreement is None or line.agreement.by != by.staff.id
        )


def agree_again(
    desk: Desk, by: Sitting, case_id: CaseId, decision_id: DecisionId
) -> tuple[Agreement, ...]:
    """Agree again to what is as it was when this verifier agreed to it and returned the decision.

    Raises:
        RefusedError: see `core.domain.rules.may_verify`.
    """
    with _answering(desk, by, case_id, decision_id) as work:
        require(may_verify(work.file, work.decision, by.staff, work.standing))
        return tuple(
            work.append(one.row_id, RowAnswer.AGREE, one.remark, one.own_mark)
            for one in agreed_before(work.file, work.decision, by.staff.id)
        )


@dataclass(frozen=True, slots=True)
class _Answering:
    """A decision that a verifier answers to, in the transaction that is open."""

    uow: UnitOfWork
    desk: Desk
    by: Sitting
    file: CaseFile
    decision: Decision
    standing: Standing

    def own_mark(self, row_id: RowId) -> Mark | None:
        """How this verifier has marked the row blind, if so."""
        return self.file.marked_blind(self.decision.id, row_id, self.by.staff.id)

    def append(
        self,
        row_id: RowId,
        answer: RowAnswer | None,
        remark: str = "",
        own_mark: Mark | None = None,
    ) -> Agreement:
        """Keep an answer, and note it."""
        now, me = self.desk.clock.now(), self.by.staff.id
        kept = self.uow.append(
            Agreement(
                id=AgreementId(new_id()),
                case_id=self.decision.case_id,
                decision_id=self.decision.id,
                row_id=row_id,
                answer=answer,
                remark=remark.strip(),
                own_mark=own_mark,
                at=now,
                by=me,
            )
        )
        facts = {"row": str(row_id), "answer": answer.value if answer else None}
        if own_mark:
            facts["blind"] = own_mark.value
        self.uow.note("row.verified", kept.id, by=me, at=now, **facts)
        return kept


@contextmanager
def _answering(
    desk: Desk, by: Sitting, case_id: CaseId, decision_id: DecisionId
) -> Iterator[_Answering]:
    """Read the decision; commit what was kept, unless something is refused."""
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = file.signed_decision(decision_id)
        standing = read_standing(uow, desk.clock.today())
        yield _Answering(uow, desk, by, file, decision, standing)
        uow.commit()
