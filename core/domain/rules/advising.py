"""Guards of the advisor: the portfolio, its mapping, and handing it over."""

from collections.abc import Iterable

from core.domain.case import Route, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.rules.base import Rule, at_stage, holds_role, refuse, same_person, undecided
from core.domain.standards import Unit
from core.errors import Refusal


def may_advise(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May build the portfolio and its mapping: an advisor, before the case is recognised."""
    early = (Stage.ADVISE, Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE, Stage.ASSESS_AND_VERIFY)
    return (*holds_role(person, Role.ADVISOR), *at_stage(file.case, *early))


def may_change_exhibit(file: CaseFile, exhibit: Exhibit, person: Staff) -> tuple[Refusal, ...]:
    """May change or take out an exhibit: an advisor, as long as it was not handed over."""
    refusals = may_advise(file, person)
    if file.is_frozen(exhibit):
        return (*refusals, refuse(Rule.PORTFOLIO_FROZEN, Role.ADVISOR, exhibit=exhibit.number))
    return refusals


def may_hand_over(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May freeze the portfolio and submit it: every exhibit complete, and something claimed.

    After the freeze the same step hands over what came in since, as a numbered supplement.
    """
    stage = Stage.ASSESS_AND_VERIFY if file.frozen else Stage.FINALISE
    refusals = [*holds_role(person, Role.ADVISOR), *at_stage(file.case, stage)]
    pending = file.pending
    if not pending:
        empty = Rule.NOTHING_NEW if file.frozen else Rule.PORTFOLIO_EMPTY
        refusals.append(refuse(empty, Role.ADVISOR))
    if file.case.route is not Route.PORTFOLIO_ONLY:
        if not file.units:
            refusals.append(refuse(Rule.CLAIM_NEEDED, Role.ADVISOR))
        if file.case.assessor_id is None:
            refusals.append(refuse(Rule.ASSESSOR_NEEDED, Role.ADVISOR))
        refusals += _two_people(file)
    return (*refusals, *(one for exhibit in pending for one in _complete(file, exhibit)))


def may_withdraw_claim(file: CaseFile, unit: Unit, person: Staff) -> tuple[Refusal, ...]:
    """May seek it no more: as long as nothing about the unit waits to be verified or stands."""
    return (*may_advise(file, person), *undecided(file, unit))


def _two_people(file: CaseFile) -> Iterable[Refusal]:
    # Said while the advisor can still choose; the verifier would be refused in any case.
    assessor, verifier = file.case.assessor_id, file.case.verifier_id
    if assessor is not None and verifier is not None:
        person = file.person(verifier)
        if same_person(person, {assessor}, file.staff):
            yield refuse(Rule.VERIFIER_INDEPENDENT, Role.ADVISOR, person=person.name)


def may_remark(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May remark on a row: whoever advises, assesses or verifies this case, while it goes on."""
    case = file.case
    working = [stage for stage in Stage if stage is not Stage.RECOGNISE]
    refusals = list(at_stage(case, *working))
    if person.id not in (case.advisor_id, case.assessor_id, case.verifier_id):
        refusals.append(refuse(Rule.ASSIGNED, Role.ADVISOR, person=person.name))
    return tuple(refusals)


def _complete(file: CaseFile, exhibit: Exhibit) -> Iterable[Refusal]:
    if not file.files_of(exhibit.id):
        yield refuse(Rule.EXHIBIT_FILE, Role.ADVISOR, exhibit=exhibit.number)
    if exhibit.kind.needs_signatory and not exhibit.signatory.complete:
        yield refuse(Rule.EXHIBIT_SIGNATORY, Role.ADVISOR, exhibit=exhibit.number)
