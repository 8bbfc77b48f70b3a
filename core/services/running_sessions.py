"""Run a session at the bench: seats, the checks before the first mark, tasks, clock, stop."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain.people import Role
from core.domain.rules import Rule, may_close, may_observe, may_run, require
from core.domain.sessions import (
    AssessmentSession,
    CheckKind,
    Seat,
    SeatCheck,
    SeatTask,
    SessionEvent,
    SessionEventKind,
    SessionTask,
    SessionView,
    stopped,
)
from core.errors import NotFoundError, Refusal, WrongInputError
from core.ids import (
    CaseId,
    RowId,
    SeatCheckId,
    SessionEventId,
    SessionId,
    SessionTaskId,
    UnitId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.session_parts import may_take_part, open_one, own_task, picture, seat_worker
from core.services.standing import read_standing


class StopReasonError(WrongInputError):
    """A stop for safety says why."""

    code = "session.stop-reason"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the assessor is in a session: on which worker, task and row, in which view."""

    case_id: CaseId | None
    task_id: SessionTaskId | None
    row_id: RowId | None
    view: SessionView
    turned: bool = False


def open_session(
    desk: Desk, by: Sitting, cases: Sequence[CaseId], *, place: str
) -> AssessmentSession:
    """Open a session with these workers, who get the bib numbers 1, 2, 3 and so on.

    Raises:
        RefusedError: one of them is not this person's to observe today.
    """
    now = desk.clock.now()
    cases = tuple(dict.fromkeys(cases))  # nobody sits twice
    with desk.uow() as uow:
        standing = read_standing(uow, desk.clock.today())
        for case_id in cases:
            require(may_take_part(uow.case_file(case_id), by, standing))
        session = uow.save(
            AssessmentSession(
                id=SessionId(new_id()),
                place=place.strip(),
                opened_at=now,
                opened_by=by.staff.id,
                view=SessionView.GROUP if len(cases) > 1 else SessionView.ROWS,
                at_case=cases[0] if cases else None,
            )
        )
        for bib, case_id in enumerate(cases, start=1):
            seat_worker(uow, desk, by, session, case_id, bib)
        uow.note("session.opened", session.id, by=by.staff.id, at=now, seats=len(cases))
        uow.commit()
    return session


def check(
    desk: Desk,
    by: Sitting,
    session_id: SessionId,
    case_id: CaseId,
    kind: CheckKind,
    answer: bool,
    *,
    photo: bytes = b"",
    language: str = "",
) -> SeatCheck:
    """Keep one check of one worker; a later one of the same kind counts.

    Raises:
        NotAPhotoError: the photo that was to be taken is missing or no picture.
        RefusedError: the session is closed, or the worker is not this person's to observe.
        NotFoundError: the worker has no seat in the session.
        StorageError: the disk refuses the photo.
    """
    taken = ""
    if kind is CheckKind.PHOTO_NOW and answer:
        taken = desk.files.put(picture(photo)).sha256
    now = desk.clock.now()
    with desk.uow() as uow:
        open_one(uow, session_id)
        if not uow.find(Seat, session_id=session_id, case_id=case_id):
            raise NotFoundError(Seat.__name__, session_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_take_part(uow.case_file(case_id), by, standing))
        kept = uow.append(
            SeatCheck(
                id=SeatCheckId(new_id()),
                session_id=session_id,
                case_id=case_id,
                kind=kind,
                answer=answer,
                sha256=taken,
                language=language,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("seat.checked", kept.id, by=by.staff.id, at=now, kind=kind.value, answer=answer)
        uow.commit()
    return kept


def set_session_task(
    desk: Desk,
    by: Sitting,
    session_id: SessionId,
    unit_id: UnitId,
    *,
    title: str,
    equipment: str = "",
) -> SessionTask:
    """Set one task for everybody in the session who claims the unit and may be observed.

    Each of them gets a practical task of their own case: T1, T2 and so on.

    Raises:
        RefusedError: nobody in the session can be observed for the unit, with the reasons.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        session = open_one(uow, session_id)
        standing = read_standing(uow, desk.clock.today())
        found, against = [], [Refusal(Rule.CLAIM_NEEDED.value, {}, Role.ADVISOR.value)]
        for seat in uow.find(Seat, session_id=session_id):
            file = uow.case_file(seat.case_id)
            unit = next((one for one in file.units if one.id == unit_id), None)
            if unit is None:
                continue
            against = list(may_observe(file, unit, by.staff, standing))
            if not against:
                task = own_task(uow, file, title, session.place, equipment)
                found.append(SeatTask(seat.case_id, task.id))
        if not found:
            require(against)
        kept = uow.append(
            SessionTask(
                id=SessionTaskId(new_id()),
                session_id=session_id,
                unit_id=unit_id,
                title=title.strip(),
                tasks=tuple(found),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("session.task", kept.id, by=by.staff.id, at=now, workers=len(found))
        uow.commit()
    return kept


def happen(
    desk: Desk,
    by: Sitting,
    session_id: SessionId,
    kind: SessionEventKind,
    *,
    task_id: SessionTaskId | None = None,
    elapsed_ms: int = 0,
    note: str = "",
) -> SessionEvent:
    """Keep what happened: clock started or paused, a stop for safety, resumed, the clock moved.

    A stop for safety is anybody's; the rest is for who opened the session. It is kept at once, and
    again with its reason as soon as somebody wrote it.

    Raises:
        StopReasonError: resuming, and nobody wrote why it was stopped or what was made safe.
        RefusedError: the session is closed, or somebody else's.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        session = open_one(uow, session_id)
        if kind is not SessionEventKind.SAFETY_STOP:
            require(may_run(session, by.staff))
        if kind is SessionEventKind.RESUMED:
            stop = stopped(uow.find(SessionEvent, session_id=session_id))
            if not note.strip() or stop is None or not stop.note:
                raise StopReasonError("going on after a stop says why it stopped and what is safe")
        event = uow.append(
            SessionEvent(
                id=SessionEventId(new_id()),
                session_id=session_id,
                kind=kind,
                task_id=task_id,
                elapsed_ms=elapsed_ms,
                note=note.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("session.event", event.id, by=by.staff.id, at=now, kind=kind.value)
        uow.commit()
    return event


def move_to(desk: Desk, by: Sitting, session_id: SessionId, place: Place) -> AssessmentSession:
    """Keep where the assessor is, so that a session goes on there after a crash.

    Raises:
        RefusedError: the session is closed, or somebody else's.
    """
    with desk.uow() as uow:
        before = uow.get(AssessmentSession, session_id)
        require(may_run(before, by.staff))
        session = uow.save(
            replace(
                before,
                at_case=place.case_id,
                at_task=place.task_id,
                at_row=place.row_id,
                view=place.view,
                turned=place.turned,
            )
        )
        uow.commit()
    return session


def close_session(desk: Desk, by: Sitting, session_id: SessionId) -> AssessmentSession:
    """Close the session. Its marks are offered to the assessor as judgements later.

    Raises:
        RefusedError: see `core.domain.rules.may_close`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        before = uow.get(AssessmentSession, session_id)
        require(may_close(before, by.staff))
        session = uow.save(replace(before, closed_at=now))
        uow.note("session.closed", session_id, by=by.staff.id, at=now)
        uow.commit()
    return session
