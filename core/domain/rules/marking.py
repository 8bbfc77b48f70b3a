"""Guards of the bench: what must be in order before a worker's first mark, and at every mark."""

from datetime import datetime

from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.assessing import may_observe
from core.domain.rules.base import Rule, Standing, refuse
from core.domain.sessions import AssessmentSession, Bench, checks_missing, stopped
from core.domain.standards import Unit
from core.errors import Refusal


def may_mark(
    file: CaseFile,
    unit: Unit,
    person: Staff,
    standing: Standing,
    bench: Bench | None,
    *,
    seen_at: datetime | None = None,
) -> tuple[Refusal, ...]:
    """May mark a row in the session where the worker has a seat.

    `seen_at` is when it was seen, where that was earlier: it was written on a sheet that is keyed
    in now, or the disk refused it at first. Then the session must have been open at that time.
    """
    refusals = list(may_observe(file, unit, person, standing))
    worker = file.candidate.name
    if bench is None or not _goes_on(bench.session, seen_at):
        return (*refusals, refuse(Rule.SESSION_OPEN, Role.ASSESSOR, worker=worker))
    refusals += [
        refuse(Rule.SESSION_CHECK, Role.ASSESSOR, worker=worker, check=kind)
        for kind in checks_missing(file.case.id, bench.checks)
    ]
    stop = stopped(bench.events)
    if stop is not None and (seen_at is None or stop.at <= seen_at):
        refusals.append(refuse(Rule.SESSION_STOPPED, Role.ASSESSOR, reason=stop.note or "–"))
    return tuple(refusals)


def may_run(session: AssessmentSession, person: Staff) -> tuple[Refusal, ...]:
    """May work its clock and place: who opened it, as long as it goes on."""
    return (*_is_open(session), *_own(session, person))


def may_close(session: AssessmentSession, person: Staff) -> tuple[Refusal, ...]:
    """May close it: who opened it; and who leads, where that person left it open."""
    leads = person.active and person.roles & {Role.ADMINISTRATOR, Role.LEAD_VERIFIER}
    return (*_is_open(session), *(() if leads else _own(session, person)))


def _is_open(session: AssessmentSession) -> tuple[Refusal, ...]:
    return () if session.open else (refuse(Rule.SESSION_OPEN, Role.ASSESSOR, worker="–"),)


def _own(session: AssessmentSession, person: Staff) -> tuple[Refusal, ...]:
    if person.active and person.id == session.opened_by:
        return ()
    return (refuse(Rule.SESSION_OWN, Role.ADMINISTRATOR, person=person.name),)


def _goes_on(session: AssessmentSession, seen_at: datetime | None) -> bool:
    if session.closed_at is None:
        return True
    return seen_at is not None and seen_at <= session.closed_at
