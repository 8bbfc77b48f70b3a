"""The assessor's decisions about units: signed, and never unlocked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.assessment import (
    Decision,
    Mark,
    Quality,
    Recommendation,
    Result,
    RowOutcome,
    add_months,
)
from core.domain.casefile import CaseFile
from core.domain.grid import unit_grid
from core.domain.rules import may_decide, require
from core.domain.signed_texts import decision_text
from core.domain.standards import Framework, Unit
from core.errors import Refusal
from core.ids import CaseId, DecisionId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.awarding import propose_awards
from core.services.signing_in import read_again
from core.services.standing import read_standing


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the assessor concludes: the result, a recommendation, and advice on the whole.

    The advice on single rows is kept with them (judging.advise_row).
    """

    result: Result
    recommendation: Recommendation
    advice: str = ""


def decide(
    desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId, conclusion: Conclusion
) -> Decision:
    """Sign the decision about one unit: see `decide_together`."""
    return decide_together(desk, by, case_id, {unit_id: conclusion})[0]


def decide_together(
    desk: Desk, by: Sitting, case_id: CaseId, conclusions: Mapping[UnitId, Conclusion]
) -> tuple[Decision, ...]:
    """Sign the decisions about some units of a case with the assessor's own key, or change nothing.

    Each unit gets a decision of its own: frozen, verified and appealed alone. Those found competent
    go into one award for the passport, bound to the holder core, with one place in the status list
    (`core.services.awarding`), also with what lost its award earlier.

    Raises:
        RefusedError: see `core.domain.rules.may_decide`; what stands against any of the units.
        NoStatusPlaceError: the desk has used up its places in the status list.
    """
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        read_again(uow, by)
        file = uow.case_file(case_id)
        standing = read_standing(uow, desk.clock.today())
        against: list[Refusal] = []
        for unit_id, one in conclusions.items():
            found = may_decide(file, file.unit(unit_id), by.staff, standing, one.result)
            against += [refusal for refusal in found if refusal not in against]
        require(against)
        decisions = tuple(
            uow.append(_decision(file, file.unit(unit_id), by, one, now, standing.on))
            for unit_id, one in conclusions.items()
        )
        for made in decisions:
            facts = {"unit": file.unit(made.unit_id).code, "result": made.result.value}
            uow.note("decision.signed", made.id, by=by.staff.id, at=now, **facts)
        propose_awards(uow, file, by, standing, decisions, now)
        uow.commit()
    return decisions


def _decision(
    file: CaseFile, unit: Unit, by: Sitting, conclusion: Conclusion, now: datetime, today: date
) -> Decision:
    decision_id = DecisionId(new_id())
    competent = conclusion.result is Result.COMPETENT
    rows = _outcomes(file, unit)
    qualities = tuple(
        (quality, holds)
        for quality in Quality
        if (holds := file.quality(unit.id, quality)) is not None
    )
    before = file.latest_decision(unit.id)
    document = decision_text(
        decision_id=decision_id,
        case_id=file.case.id,
        unit_id=unit.id,
        assessor=by.staff.id,
        result=conclusion.result,
        rows=rows,
        qualities=qualities,
        recommendation=conclusion.recommendation,
        advice=conclusion.advice,
        decided_on=today,
        portfolio=[one.digest for one in file.freezes],
        replaces=before.id if before else None,
    )
    return Decision(
        id=decision_id,
        case_id=file.case.id,
        unit_id=unit.id,
        result=conclusion.result,
        rows=rows,
        qualities=qualities,
        recommendation=conclusion.recommendation,
        advice=conclusion.advice,
        decided_on=today,
        expires=_expiry(file.framework(unit.framework_id), today) if competent else None,
        replaces=before.id if before else None,
        document=document,
        signature=by.key.sign(document),
        at=now,
        by=by.staff.id,
    )


def _expiry(framework: Framework, decided_on: date) -> date | None:
    months = framework.validity_months
    return add_months(decided_on, months) if months else None


def _outcomes(file: CaseFile, unit: Unit) -> tuple[RowOutcome, ...]:
    return tuple(
        RowOutcome(
            row_id=line.row.id,
            number=line.row.number,
            mark=line.judgement.mark if line.judgement else Mark.NOT_SEEN,
            reason=line.judgement.reason if line.judgement else "",
            evidence=line.labels,
            advice="" if line.judgement and line.judgement.mark is Mark.MET else line.advice,
        )
        for line in unit_grid(file, unit).judged
    )
