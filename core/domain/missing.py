"""What is missing in a case: the list that the case page shows and `M` opens.

Each line has a stable code, the facts of its sentence, who can supply it, and the stage where it
is supplied. The list is for people at work; what may or may not be done is said by `rules`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.domain.assessment import Quality, Result
from core.domain.awarding import units_without_award
from core.domain.case import Duty, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exposure import exposure
from core.domain.grid import unit_grid
from core.domain.people import Consent, Role
from core.domain.planning import PlanSide
from core.domain.standards import Unit
from core.ids import RowId, StaffId, UnitId


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a case lacks. `blocks` is False for what only makes it weaker."""

    code: str
    stage: Stage
    who: Role
    person: StaffId | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    unit_id: UnitId | None = None
    row_id: RowId | None = None
    blocks: bool = True


def what_is_missing(file: CaseFile, *, on: date) -> tuple[Missing, ...]:
    """List what the case lacks on the day `on`, earliest stage first."""
    if file.case.end is not None:
        return ()
    found = [*_advising(file, on), *_portfolio(file), *_assessment(file), *_recognition(file)]
    return tuple(sorted(found, key=lambda one: one.stage))


def _advising(file: CaseFile, on: date) -> Iterator[Missing]:
    advisor = file.case.advisor_id
    assemble = Stage.ASSEMBLE
    if file.candidate.identity_seen_on is None:
        yield Missing("identity-not-seen", assemble, Role.ADVISOR, advisor)
    if file.case.route is None:
        yield Missing("route-open", assemble, Role.ADVISOR, advisor)
    elif not file.units and file.case.route is not Route.PORTFOLIO_ONLY:
        yield Missing("nothing-claimed", assemble, Role.ADVISOR, advisor)
    if not file.history:
        yield Missing("no-history", assemble, Role.ADVISOR, advisor, blocks=False)
    for unit in file.units:
        rule = file.framework(unit.framework_id).exposure_rule(unit.level)
        if rule is None:
            continue
        worked = exposure(file.history, on=on, within_months=rule.within_months)
        if not worked.meets(rule):
            facts = {"unit": unit.code, "months": worked.months, "needs": rule.months}
            yield Missing(
                "exposure-short", assemble, Role.ADVISOR, advisor, facts, unit.id,
                blocks=rule.blocks,
            )  # fmt: skip


def _portfolio(file: CaseFile) -> Iterator[Missing]:
    advisor = file.case.advisor_id
    if not file.binder:
        yield Missing("no-exhibits", Stage.ASSEMBLE, Role.ADVISOR, advisor)
    for exhibit in file.binder:
        facts = {"exhibit": exhibit.number}
        if not file.files_of(exhibit.id):
            yield Missing("exhibit-without-file", Stage.ASSEMBLE, Role.ADVISOR, advisor, facts)
        if exhibit.kind.needs_signatory and not exhibit.signatory.complete:
            yield Missing("exhibit-signatory", Stage.ASSEMBLE, Role.ADVISOR, advisor, facts)
        translated = any(one.role.value == "translation" for one in file.files_of(exhibit.id))
        if exhibit.language != "en" and not translated:
            yield Missing(
                "exhibit-untranslated", Stage.ASSEMBLE, Role.ADVISOR, advisor, facts, blocks=False
            )
    for unit in file.units:
        yield from _gaps(file, unit)
    if file.case.stage <= Stage.FINALISE and not file.frozen and file.binder:
        yield Missing("not-handed-over", Stage.FINALISE, Role.ADVISOR, advisor)


def _gaps(file: CaseFile, unit: Unit) -> Iterator[Missing]:
    if file.decision(unit.id):
        return
    assessing = file.case.stage >= Stage.ASSESS_AND_VERIFY
    stage = Stage.ASSESS_AND_VERIFY if assessing else Stage.MAP
    who = Role.ASSESSOR if assessing else Role.ADVISOR
    person = file.case.assessor_id if assessing else file.case.advisor_id
    for line in unit_grid(file, unit).gaps:
        facts = {"unit": unit.code, "row": line.row.number}
        code = "row-empty" if line.row.judged else "descriptor-empty"
        blocks = assessing and line.row.judged
        yield Missing(code, stage, who, person, facts, unit.id, line.row.id, blocks)


def _assessment(file: CaseFile) -> Iterator[Missing]:
    case = file.case
    if case.route is Route.PORTFOLIO_ONLY or case.stage > Stage.ASSESS_AND_VERIFY:
        return
    stage = Stage.ASSESS_AND_VERIFY
    for duty, role, person in (
        (Duty.ASSESS, Role.ASSESSOR, case.assessor_id),
        (Duty.VERIFY, Role.VERIFIER, case.verifier_id),
    ):
        if person is None:
            yield Missing(f"no-{role.name.lower()}", stage, Role.ADVISOR, case.advisor_id)
        elif case.stage is stage and file.conflict(person, duty) is None:
            facts = {"person": file.person(person).name}
            yield Missing("conflict-undeclared", stage, role, person, facts)
        elif case.stage is stage and _unhandled(file, person, duty):
            facts = {"person": file.person(person).name}
            yield Missing("conflict-unhandled", stage, Role.ADMINISTRATOR, None, facts)
    if case.stage is stage:
        yield from _plan(file)
        for unit in file.units:
            yield from _decision(file, unit)


def _unhandled(file: CaseFile, person: StaffId, duty: Duty) -> bool:
    declared = file.conflict(person, duty)
    return declared is not None and declared.conflict and file.handling(declared) is None


def _plan(file: CaseFile) -> Iterator[Missing]:
    stage, assessor = Stage.ASSESS_AND_VERIFY, file.case.assessor_id
    if all(file.awaiting_verification(one.id) or file.verified(one.id) for one in file.units):
        return
    if file.plan is None:
        yield Missing("no-plan", stage, Role.ASSESSOR, assessor)
        return
    for side in PlanSide:
        if file.plan_agreement(side) is None:
            facts = {"side": side.value, "number": file.plan.number}
            yield Missing("plan-not-agreed", stage, Role.ASSESSOR, assessor, facts)
    for unit in file.units:
        if (planned := file.plan.unit(unit.id)) and planned.thin:
            facts = {"unit": unit.code}
            yield Missing(
                "plan-one-method", stage, Role.ASSESSOR, assessor, facts, unit.id, blocks=False
            )


def _decision(file: CaseFile, unit: Unit) -> Iterator[Missing]:
    stage, assessor = Stage.ASSESS_AND_VERIFY, file.case.assessor_id
    facts: dict[str, object] = {"unit": unit.code}
    if file.awaiting_verification(unit.id):
        verifier = file.case.verifier_id
        yield Missing("not-verified", stage, Role.VERIFIER, verifier, facts, unit.id)
        return
    if file.verified(unit.id):
        if unit.id in units_without_award(file):
            yield Missing("not-awarded", stage, Role.ASSESSOR, assessor, facts, unit.id)
        return
    unjudged = [line.row for line in unit_grid(file, unit).judged if line.judgement is None]
    if unjudged:
        facts = {"unit": unit.code, "count": len(unjudged), "row": unjudged[0].number}
        yield Missing(
            "rows-unjudged", stage, Role.ASSESSOR, assessor, facts, unit.id, unjudged[0].id
        )
    open_qualities = [one.value for one in Quality if file.quality(unit.id, one) is None]
    if open_qualities:
        facts = {"unit": unit.code, "qualities": ", ".join(open_qualities)}
        yield Missing("qualities-open", stage, Role.ASSESSOR, assessor, facts, unit.id)
    yield from _untested(file, unit)
    if not unjudged and not open_qualities:
        facts = {"unit": unit.code}
        yield Missing("not-decided", stage, Role.ASSESSOR, assessor, facts, unit.id)


def _untested(file: CaseFile, unit: Unit) -> Iterator[Missing]:
    """What the complete testing programme of a unit still lacks; papers alone are not enough."""
    if file.plan is None or not file.plan.whole_test(unit.id):
        return
    lines = [one for one in unit_grid(file, unit).judged if not one.tested and not one.gap]
    if lines:
        row = lines[0].row
        yield Missing(
            "testing-incomplete", Stage.ASSESS_AND_VERIFY, Role.ASSESSOR, file.case.assessor_id,
            {"unit": unit.code, "count": len(lines), "row": row.number}, unit.id, row.id,
        )  # fmt: skip


def _recognition(file: CaseFile) -> Iterator[Missing]:
    newest = file.passports[-1] if file.passports else None
    void = {one.id for one in file.awards if any(map(file.void, one.decision_ids))}
    if void and newest and void.intersection(newest.award_ids) and set(newest.award_ids) - void:
        facts = {"reference": newest.reference}
        yield Missing("passport-outdated", Stage.RECOGNISE, Role.REGISTRAR, None, facts)
    if file.candidate.passport_consent is not Consent.YES:
        yield Missing(
            "no-passport-consent", Stage.RECOGNISE, Role.ADVISOR, file.case.advisor_id,
            blocks=file.case.stage is Stage.RECOGNISE,
        )  # fmt: skip
    if file.case.stage is Stage.RECOGNISE and not file.passports:
        recognised = any(
            (decision := file.verified(unit.id)) and decision.result is Result.COMPETENT
            for unit in file.units
        )
        if recognised or file.case.route is Route.PORTFOLIO_ONLY:
            yield Missing("passport-not-issued", Stage.RECOGNISE, Role.REGISTRAR)
