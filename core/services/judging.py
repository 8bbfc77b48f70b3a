"""The assessor's judgements: row by row with the evidence, and the five qualities per unit."""

from dataclasses import replace

from core.domain.assessment import Judgement, Mark, Quality, RowAdvice, UnitJudgement
from core.domain.grid import unit_grid
from core.domain.rules import may_assess, require
from core.ids import CaseId, JudgementId, RowAdviceId, RowId, UnitId, UnitJudgementId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.standing import read_standing


def judge(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    row_id: RowId,
    mark: Mark,
    *,
    reason: str = "",
) -> Judgement:
    """Judge one row on the evidence that is in it now. NOT_SEEN takes a judgement back.

    Raises:
        RefusedError: not this person's to judge, or the row is none that is judged.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        unit = file.unit(unit_id)
        require(may_assess(file, unit, by.staff, read_standing(uow, desk.clock.today())))
        line = unit_grid(file, unit).row(row_id)
        if not line.row.judged:
            raise ValueError(f"row {row_id} of {unit.code} is not judged")
        judged = uow.append(
            Judgement(
                id=JudgementId(new_id()),
                case_id=case_id,
                unit_id=unit_id,
                row_id=row_id,
                mark=mark,
                reason=reason.strip(),
                evidence=line.labels,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("row.judged", judged.id, by=by.staff.id, at=now, row=str(row_id), mark=mark.value)
        uow.commit()
    return judged


def advise_row(
    desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId, row_id: RowId, text: str
) -> RowAdvice:
    """Keep the advice to the worker on one row; an empty text takes it away.

    Raises:
        RefusedError: not this person's to judge.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        unit = file.unit(unit_id)
        require(may_assess(file, unit, by.staff, read_standing(uow, desk.clock.today())))
        known = [one for one in file.row_advice if (one.unit_id, one.row_id) == (unit_id, row_id)]
        before = known[0] if known else RowAdvice(
            id=RowAdviceId(new_id()), case_id=case_id, unit_id=unit_id, row_id=row_id, text=""
        )  # fmt: skip
        saved = uow.save(replace(before, text=text.strip()))
        uow.note("row.advised", saved.id, by=by.staff.id, at=desk.clock.now(), row=str(row_id))
        uow.commit()
    return saved


def judge_quality(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    quality: Quality,
    holds: bool | None,
    *,
    reason: str = "",
) -> UnitJudgement:
    """Answer whether a unit's evidence has one of the five qualities; None takes it back.

    Raises:
        RefusedError: not this person's to judge.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        unit = file.unit(unit_id)
        require(may_assess(file, unit, by.staff, read_standing(uow, desk.clock.today())))
        judged = uow.append(
            UnitJudgement(
                id=UnitJudgementId(new_id()),
                case_id=case_id,
                unit_id=unit_id,
                quality=quality,
                holds=holds,
                reason=reason.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"unit": unit.code, "quality": quality.value, "holds": holds}
        uow.note("quality.judged", judged.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return judged
