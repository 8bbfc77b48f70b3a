"""At the bench: set practical tasks, mark what is seen, ask questions."""

from datetime import datetime

from core.domain.assessment import Answer, Mark, Observation, PracticalTask
from core.domain.rules import may_mark, may_observe, require
from core.domain.sessions import AssessmentSession, Bench, Seat, SeatCheck, SessionEvent
from core.domain.standards import Unit, UnitRow
from core.errors import NotFoundError
from core.ids import (
    AnswerId,
    BankQuestionId,
    CaseId,
    ObservationId,
    RowId,
    SessionId,
    TaskId,
    UnitId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.standing import read_standing


def set_task(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    *,
    title: str,
    place: str = "",
    equipment: str = "",
) -> PracticalTask:
    """Set a practical task for the case: T1, T2 and so on.

    Raises:
        RefusedError: not this person's to assess (`core.domain.rules.may_observe`).
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_observe(file, file.unit(unit_id), by.staff, standing))
        number = max((one.number for one in file.tasks), default=0) + 1
        task = uow.save(
            PracticalTask(
                id=TaskId(new_id()),
                case_id=case_id,
                number=number,
                title=title.strip(),
                place=place.strip(),
                equipment=equipment.strip(),
            )
        )
        uow.note("task.set", task.id, by=by.staff.id, at=desk.clock.now(), number=number)
        uow.commit()
    return task


def observe(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    row_id: RowId,
    task_id: TaskId,
    mark: Mark,
    *,
    prompted: bool = False,
    note: str = "",
    session_id: SessionId | None = None,
    seen_at: datetime | None = None,
) -> Observation:
    """Mark a row of the task's checklist as `by` saw it. A later mark stands beside the earlier.

    `session_id` names the session at the bench; without it the worker's newest one is taken.
    `seen_at` is when it was seen, if that was earlier: on a sheet that is keyed in now.

    Raises:
        RefusedError: see `core.domain.rules.may_mark`. Every observer must be certified and in
            scope on that day, and the worker's seat checked.
        NotFoundError: the row is none of the unit that is judged, or the task another worker's.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_for_marking(case_id)
        standing = read_standing(uow, desk.clock.today())
        bench = read_bench(uow, case_id, session_id)
        unit = file.unit(unit_id)
        require(may_mark(file, unit, by.staff, standing, bench, seen_at=seen_at))
        require_judged(unit, row_id)
        require_own_task(uow, case_id, task_id)
        seen = uow.append(
            Observation(
                id=ObservationId(new_id()),
                case_id=case_id,
                unit_id=unit_id,
                row_id=row_id,
                task_id=task_id,
                mark=mark,
                prompted=prompted,
                note=note.strip(),
                observed_at=seen_at or now,
                session_id=bench.session.id if bench else None,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("row.observed", seen.id, by=by.staff.id, at=now, row=str(row_id), mark=mark.value)
        uow.commit()
    return seen


def read_bench(uow: UnitOfWork, case_id: CaseId, session_id: SessionId | None) -> Bench | None:
    """The session in which a worker is marked: this one, else the newest with a seat for the case.

    None where the worker has no seat.
    """
    seats = uow.find(Seat, case_id=case_id)
    wanted = [one for one in seats if session_id in (None, one.session_id)]
    if not wanted:
        return None
    of_session = wanted[-1].session_id
    return Bench(
        uow.get(AssessmentSession, of_session),
        uow.find(SeatCheck, session_id=of_session, case_id=case_id),
        uow.find(SessionEvent, session_id=of_session),
    )


def require_judged(unit: Unit, row_id: RowId) -> None:
    """Raise NotFoundError if the row is none that is judged in the unit."""
    if all(row.id != row_id for row in unit.judged_rows()):
        raise NotFoundError(UnitRow.__name__, row_id)


def require_own_task(uow: UnitOfWork, case_id: CaseId, task_id: TaskId) -> None:
    """Raise NotFoundError if the practical task is none of this case."""
    if uow.first(PracticalTask, id=task_id, case_id=case_id) is None:
        raise NotFoundError(PracticalTask.__name__, task_id)


def ask(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    row_id: RowId,
    *,
    question: str,
    answer: str,
    mark: Mark,
    bank_question: BankQuestionId | None = None,
    number: int | None = None,
    language: str = "en",
    interpreter: str = "",
) -> Answer:
    """Keep a question asked of the worker and its answer: Q1, Q2 and so on.

    `number` asks an earlier question again; the earlier answer stays readable.

    Raises:
        RefusedError: not this person's to assess.
        NotFoundError: the row is none of the unit that is judged.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        standing = read_standing(uow, desk.clock.today())
        unit = file.unit(unit_id)
        require(may_observe(file, unit, by.staff, standing))
        require_judged(unit, row_id)
        kept = uow.append(
            Answer(
                id=AnswerId(new_id()),
                case_id=case_id,
                unit_id=unit_id,
                row_id=row_id,
                number=number or max((one.number for one in file.answers), default=0) + 1,
                question=question.strip(),
                bank_question_id=bank_question,
                answer=answer.strip(),
                mark=mark,
                language=language,
                interpreter=interpreter.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"number": kept.number, "mark": mark.value}
        uow.note("question.asked", kept.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return kept
