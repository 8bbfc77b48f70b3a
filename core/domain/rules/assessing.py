"""Guards of the assessor: mapping what came later, marks at the bench, judging, deciding."""

from collections.abc import Iterable
from datetime import date

from core.domain.assessment import Decision, Mark, Quality, Result
from core.domain.awarding import stranded, to_award
from core.domain.case import Duty, Stage
from core.domain.casefile import CaseFile
from core.domain.exposure import exposure
from core.domain.grid import unit_grid
from core.domain.people import Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.rules.advising import may_advise
from core.domain.rules.base import (
    Rule,
    Standing,
    at_stage,
    certified,
    conflict_declared,
    holds_role,
    refuse,
    same_person,
    someone_new,
    undecided,
)
from core.domain.rules.planning import plan_agreed
from core.domain.standards import Unit
from core.errors import Refusal


def may_map(
    file: CaseFile, unit: Unit, exhibit: Exhibit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May link an exhibit to a row: the advisor until it is handed over, then the assessor."""
    if file.is_frozen(exhibit) or Role.ADVISOR not in person.roles:
        return may_observe(file, unit, person, standing)
    return (*may_advise(file, person), *undecided(file, unit))


def may_observe(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May mark what the worker does and says: every observer is certified and in scope."""
    return (
        *holds_role(person, Role.ASSESSOR),
        *at_stage(file.case, Stage.ASSESS_AND_VERIFY),
        *_advisor_is_another(file, person),
        *certified(file, unit, person, standing),
        *conflict_declared(file, person, Duty.ASSESS),
        *someone_new(file, unit, person),
        *undecided(file, unit),
    )


def may_assess(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May judge the unit: the assigned assessor, with the centre and standard in order."""
    refusals = list(may_observe(file, unit, person, standing))
    if file.case.assessor_id != person.id:
        refusals.append(refuse(Rule.ASSIGNED, Role.ADVISOR, person=person.name))
    refusals += _authorised(file, unit, standing)
    if not file.frozen:
        refusals.append(refuse(Rule.PORTFOLIO_NOT_HANDED_OVER, Role.ADVISOR))
    return tuple(refusals)


def may_decide(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing, result: Result
) -> tuple[Refusal, ...]:
    """May sign this result. *Not yet competent* needs only the rows that are not met."""
    refusals = (
        *may_assess(file, unit, person, standing),
        *plan_agreed(file, unit),
        *_own_word(file, unit, person),
    )
    if result is Result.COMPETENT:
        return (*refusals, *_shown_competent(file, unit), *_exposed(file, unit, standing.on))
    return (*refusals, *_shown_not_yet_competent(file, unit))


def may_sign_award(
    file: CaseFile, decision: Decision, person: Staff, standing: Standing
) -> tuple[Refusal, ...]:
    """May put the award of an own earlier decision, which stands, under a new signature today."""
    unit = file.unit(decision.unit_id)
    return (
        *holds_role(person, Role.ASSESSOR),
        *certified(file, unit, person, standing),
        *conflict_declared(file, person, Duty.ASSESS),
        *someone_new(file, unit, person),
        *_advisor_is_another(file, person),
        *_authorised(file, unit, standing, file.first_of(decision)),
    )


def joins_award(file: CaseFile, decision: Decision, person: Staff, standing: Standing) -> bool:
    """Whether a new award of this person takes an earlier decision in, which lost its own.

    Only what is this person's own word, and what no other verifier than the case's has agreed to:
    one person verifies all of an award.
    """
    answer, verifier = file.verification(decision.id), file.case.verifier_id
    same_verifier = answer is None or verifier in (None, answer.by)
    if decision not in to_award(file) or decision.by != person.id or not same_verifier:
        return False
    return not may_sign_award(file, decision, person, standing)


def _advisor_is_another(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    if same_person(person, {file.case.advisor_id}, file.staff):
        return (refuse(Rule.ADVISOR_NOT_ASSESSOR, Role.ADMINISTRATOR, person=person.name),)
    return ()


def _authorised(
    file: CaseFile, unit: Unit, standing: Standing, first: Decision | None = None
) -> Iterable[Refusal]:
    framework = file.framework(unit.framework_id)
    centre = standing.centre
    if not centre.accredited_from <= standing.on <= centre.accredited_until:
        until = centre.accredited_until
        yield refuse(Rule.CENTRE_ACCREDITED, Role.ADMINISTRATOR, until=until)
    if not any(
        one.framework_id == framework.id and one.in_force(standing.on)
        for one in standing.authorities
    ):
        yield refuse(Rule.CENTRE_AUTHORISED, Role.ADMINISTRATOR, framework=framework.title)
    # A decision that was returned, or that lost its award with another unit, is made anew under
    # the version that it was made under.
    earlier = file.returned(unit.id) or stranded(file, unit.id)
    first = first or (file.first_of(earlier) if earlier else None)
    in_force = (
        framework.was_in_force(first.decided_on) if first else framework.in_force(standing.on)
    )
    if not in_force:
        status = framework.status.value
        title = f"{framework.title} {framework.edition}"
        yield refuse(Rule.STANDARD_IN_FORCE, Role.ADVISOR, framework=title, status=status)


def _own_word(file: CaseFile, unit: Unit, person: Staff) -> Iterable[Refusal]:
    # Who signs a decision signs its judgements: those of an assessor before are not this word.
    judged = (
        *((line.row.number, line.judgement) for line in unit_grid(file, unit).judged),
        *((one.value, file.quality_judgement(unit.id, one)) for one in Quality),
    )
    for what, one in judged:
        if one is not None and not same_person(person, {one.by}, file.staff):
            by = file.person(one.by).name
            yield refuse(Rule.JUDGED_BY_ANOTHER, Role.ASSESSOR, what=what, by=by)


def _shown_competent(file: CaseFile, unit: Unit) -> Iterable[Refusal]:
    whole_test = file.plan is not None and file.plan.whole_test(unit.id)
    for line in unit_grid(file, unit).judged:
        number = line.row.number
        if line.judgement is None:
            yield refuse(Rule.ROW_UNJUDGED, Role.ASSESSOR, row=number)
        elif line.judgement.mark is not Mark.MET:
            yield refuse(Rule.ROW_NOT_MET, Role.ASSESSOR, row=number)
        elif line.gap:
            yield refuse(Rule.ROW_WITHOUT_EVIDENCE, Role.ASSESSOR, row=number)
        elif whole_test and not line.tested:
            yield refuse(Rule.TESTING_INCOMPLETE, Role.ASSESSOR, row=number, unit=unit.code)
    for quality in Quality:
        answer = file.quality(unit.id, quality)
        if answer is None:
            yield refuse(Rule.QUALITY_MISSING, Role.ASSESSOR, quality=quality.value)
        elif not answer:
            yield refuse(Rule.QUALITY_NEGATIVE, Role.ASSESSOR, quality=quality.value)


def _shown_not_yet_competent(file: CaseFile, unit: Unit) -> Iterable[Refusal]:
    unmet = any(
        line.judgement and line.judgement.mark is Mark.NOT_MET
        for line in unit_grid(file, unit).judged
    )
    negative = any(file.quality(unit.id, quality) is False for quality in Quality)
    if not unmet and not negative:
        yield refuse(Rule.NOTHING_UNMET, Role.ASSESSOR, unit=unit.code)


def _exposed(file: CaseFile, unit: Unit, on: date) -> Iterable[Refusal]:
    rule = file.framework(unit.framework_id).exposure_rule(unit.level)
    if rule is None or not rule.blocks:
        return
    found = exposure(file.history, on=on, within_months=rule.within_months)
    if not found.meets(rule):
        yield refuse(Rule.EXPOSURE, Role.ADVISOR, months=found.months, needs=rule.months)
