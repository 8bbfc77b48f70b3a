"""The assessor's decision about a unit: signed, and never unlocked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

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
from core.domain.grid import EvidenceKind, unit_grid
from core.domain.people import Candidate
from core.domain.recognition import StatusPlace
from core.domain.rules import Standing, may_decide, require
from core.domain.signed_texts import decision_text
from core.domain.standards import Framework, FrameworkKind, Unit
from core.ids import CaseId, DecisionId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.signing_in import read_again
from core.services.standing import read_standing
from core.services.status_places import take_place
from credentials import passport as wire
from credentials.issuing import sign_award
from credentials.passport_codec import encode_core, holder_mark

_KINDS = {
    EvidenceKind.PORTFOLIO: wire.EvidenceKind.PORTFOLIO,
    EvidenceKind.TASKS: wire.EvidenceKind.TASKS,
    EvidenceKind.QUESTIONS: wire.EvidenceKind.QUESTIONS,
}
_RESULTS = {
    FrameworkKind.RMCS: wire.ResultKind.RMCS_RECOGNITION,
    FrameworkKind.NATIONAL: wire.ResultKind.NATIONAL_UNIT_CREDIT,
}


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
    """Sign the decision about a unit with the assessor's own key, or change nothing.

    A competent decision also carries the assessor's award for the passport, bound to the holder
    core, with a place of its own in the status list.

    Raises:
        RefusedError: see `core.domain.rules.may_decide`.
        NoStatusPlaceError: the desk has used up its places in the status list.
    """
    now = desk.clock.now().replace(microsecond=0)
    today = desk.clock.today()
    with desk.uow() as uow:
        read_again(uow, by)
        file = uow.case_file(case_id)
        unit = file.unit(unit_id)
        standing = read_standing(uow, today)
        require(may_decide(file, unit, by.staff, standing, conclusion.result))
        decision_id = DecisionId(new_id())
        competent = conclusion.result is Result.COMPETENT
        expires = _expiry(file.framework(unit.framework_id), today) if competent else None
        place = take_place(uow, f"award {decision_id}") if competent else None
        award = (
            sign_award(
                _award(file, unit, by, standing, place, now, expires),
                holder_core(file.candidate),
                by.key,
            )
            if place
            else b""
        )
        rows = _outcomes(file, unit)
        qualities = tuple(
            (quality, holds)
            for quality in Quality
            if (holds := file.quality(unit_id, quality)) is not None
        )
        before = file.latest_decision(unit_id)
        document = decision_text(
            decision_id=decision_id,
            case_id=case_id,
            unit_id=unit_id,
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
        decision = uow.append(
            Decision(
                id=decision_id,
                case_id=case_id,
                unit_id=unit_id,
                result=conclusion.result,
                rows=rows,
                qualities=qualities,
                recommendation=conclusion.recommendation,
                advice=conclusion.advice,
                decided_on=today,
                expires=expires,
                replaces=before.id if before else None,
                document=document,
                signature=by.key.sign(document),
                award=award,
                status_place_id=place.id if place else None,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"unit": unit.code, "result": conclusion.result.value}
        uow.note("decision.signed", decision_id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return decision


def holder_core(candidate: Candidate) -> bytes:
    """The holder core's bytes: what binds an award to this person."""
    return encode_core(wire.HolderCore(candidate.core_salt, candidate.name, candidate.birth_date))


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


def _award(
    file: CaseFile,
    unit: Unit,
    by: Sitting,
    standing: Standing,
    place: StatusPlace,
    now: datetime,
    expires: date | None,
) -> wire.Award:
    framework = file.framework(unit.framework_id)
    certification = next(
        one
        for one in standing.certifications
        if one.staff_id == by.staff.id
        and one.in_force(standing.on)
        and one.covers(framework.code, unit)
    )
    return wire.Award(
        holder_mark=holder_mark(holder_core(file.candidate)),
        centre=wire.Centre(standing.centre.code, standing.centre.name),
        framework=wire.Framework(framework.code, framework.title, framework.edition),
        kind=_RESULTS[framework.kind],
        authority=framework.authority,
        units=(
            wire.AwardedUnit(
                code=unit.code,
                title=unit.title.original,
                level=unit.level,
                evidence=frozenset(_KINDS[kind] for kind in unit_grid(file, unit).kinds),
            ),
        ),
        assessor=wire.Person(by.staff.person_number, by.staff.name),
        certificate=certification.number,
        decided_at=now,
        status=wire.StatusPlace(place.list_uri, place.index),
        expires_at=datetime.combine(expires, time(), UTC) if expires else None,
    )
