"""Somebody comes late to a session: a seat, and a part in every task that the others have."""

from collections.abc import Iterator
from dataclasses import replace

from core.domain.assessment import PracticalTask
from core.domain.casefile import CaseFile
from core.domain.rules import Standing, may_observe, may_run, require
from core.domain.sessions import (
    AssessmentSession,
    Seat,
    SeatTask,
    SessionTask,
    joined_tasks,
)
from core.domain.test_days import TestDay
from core.ids import CaseId, SessionId, SessionTaskId, new_id
from core.ports.desk import Desk
from core.ports.lists import CaseRow
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.session_parts import may_take_part, open_one, own_task, seat_worker
from core.services.standing import read_standing
from core.services.starting_sessions import Seatable, waiting_cases, who_may_sit


def who_may_come(desk: Desk, by: Sitting, session_id: SessionId) -> tuple[Seatable, ...]:
    """Who awaits assessment by this person and has no seat in the session."""
    with desk.uow() as uow:
        seated = {one.case_id for one in uow.find(Seat, session_id=session_id)}
    rows: list[CaseRow] = [one for one in waiting_cases(desk, by) if one.id not in seated]
    return who_may_sit(desk, by, rows)


def seat_latecomer(desk: Desk, by: Sitting, session_id: SessionId, case_id: CaseId) -> Seat:
    """Give a worker a seat in a session that goes on. Again is no error.

    The worker gets the next bib number, a practical task of the own case for each task of the
    session that can be observed, and all checks before the first mark. A test day that became the
    session lists the worker too.

    Raises:
        RefusedError: the session is closed or somebody else's, or the worker is not this person's
            to observe today.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        session = open_one(uow, session_id)
        require(may_run(session, by.staff))
        seats = uow.find(Seat, session_id=session_id)
        there = next((one for one in seats if one.case_id == case_id), None)
        if there is not None:
            return there
        standing = read_standing(uow, desk.clock.today())
        file = uow.case_file(case_id)
        require(may_take_part(file, by, standing))
        bib = max((one.bib for one in seats), default=0) + 1
        seat = seat_worker(uow, desk, by, session, case_id, bib)
        for one in _parts(uow, desk, by, session, file, standing):
            uow.append(one)
        for day in uow.find(TestDay, session_id=session_id):
            cases = (*day.cases, case_id)
            uow.save(replace(day, cases=cases, capacity=max(day.capacity, len(cases))))
        uow.note("session.joined", seat.id, by=by.staff.id, at=now, bib=bib)
        uow.commit()
    return seat


def _parts(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    session: AssessmentSession,
    file: CaseFile,
    standing: Standing,
) -> Iterator[SessionTask]:
    """The worker's part in each task of the session, as entries that join it."""
    for task in joined_tasks(uow.find(SessionTask, session_id=session.id)):
        unit = next((one for one in file.units if one.id == task.unit_id), None)
        if unit is None or may_observe(file, unit, by.staff, standing):
            continue
        first = uow.get(PracticalTask, task.tasks[0].task_id)
        now = uow.case_file(file.case.id)  # with the practical task of the task before
        own = own_task(uow, now, task.title, session.place, first.equipment)
        yield SessionTask(
            id=SessionTaskId(new_id()),
            session_id=session.id,
            unit_id=unit.id,
            title=task.title,
            tasks=(SeatTask(file.case.id, own.id),),
            at=desk.clock.now(),
            by=by.staff.id,
        )
