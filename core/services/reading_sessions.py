"""Read a session at the bench: with everything in it, or which ones are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from core.domain.casefile import CaseFile
from core.domain.rules import Standing
from core.domain.sessions import (
    AssessmentSession,
    Seat,
    SeatCheck,
    SessionEvent,
    SessionTask,
    joined_tasks,
)
from core.domain.standards import Unit
from core.ids import (
    CaseId,
    SessionId,
    SessionTaskId,
    UnitId,
    go_on_after,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.standing import read_standing


@dataclass(frozen=True)
class RunningSession:
    """A session with everything in it, read at once. Tuples are in the order of making."""

    session: AssessmentSession
    seats: tuple[Seat, ...]
    checks: tuple[SeatCheck, ...]
    tasks: tuple[SessionTask, ...]
    events: tuple[SessionEvent, ...]
    files: Mapping[CaseId, CaseFile]
    standing: Standing

    def seat(self, case_id: CaseId) -> Seat:
        """The seat of a case that is in the session."""
        return next(one for one in self.seats if one.case_id == case_id)

    def unit(self, unit_id: UnitId) -> Unit:
        """A unit that somebody in the session claims."""
        units = (unit for file in self.files.values() for unit in file.units)
        return next(unit for unit in units if unit.id == unit_id)


def open_sessions(desk: Desk, by: Sitting) -> tuple[AssessmentSession, ...]:
    """The sessions that this person opened and did not close, oldest first."""
    with desk.uow() as uow:
        return uow.find(AssessmentSession, opened_by=by.staff.id, closed_at=None)


def session_with(desk: Desk, by: Sitting, case_id: CaseId) -> SessionId | None:
    """The open session of this person in which the case has a seat, if there is one."""
    with desk.uow() as uow:
        seated = {one.session_id for one in uow.find(Seat, case_id=case_id)}
        mine = uow.find(AssessmentSession, opened_by=by.staff.id, closed_at=None)
    return next((one.id for one in mine if one.id in seated), None)


def read_task(uow: UnitOfWork, task_id: SessionTaskId) -> SessionTask | None:
    """A task of a session with everybody who does it, also who came late; None: there is none."""
    first = uow.first(SessionTask, id=task_id)
    if first is None:
        return None
    tasks = joined_tasks(uow.find(SessionTask, session_id=first.session_id))
    return next((one for one in tasks if one.id == task_id), None)


def read_session(desk: Desk, session_id: SessionId) -> RunningSession:
    """Read a session to go on with it; what is made from now on sorts after all that is in it."""
    with desk.uow() as uow:
        seats = uow.find(Seat, session_id=session_id)
        read = RunningSession(
            session=uow.get(AssessmentSession, session_id),
            seats=tuple(sorted(seats, key=lambda one: one.bib)),
            checks=uow.find(SeatCheck, session_id=session_id),
            tasks=joined_tasks(uow.find(SessionTask, session_id=session_id)),
            events=uow.find(SessionEvent, session_id=session_id),
            files={one.case_id: uow.case_file(one.case_id) for one in seats},
            standing=read_standing(uow, desk.clock.today()),
        )
    known: list[UUID] = [one.id for file in read.files.values() for one in file.observations[-1:]]
    known += [one.id for one in read.checks]
    known += [one.id for one in read.events]
    go_on_after(max(known, default=session_id))
    return read
