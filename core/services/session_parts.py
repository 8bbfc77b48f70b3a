"""What the use cases of a session at the bench share, within a transaction."""

from core.domain.assessment import PracticalTask
from core.domain.casefile import CaseFile
from core.domain.people import Role
from core.domain.rules import Rule, Standing, may_observe, require
from core.domain.sessions import AssessmentSession, Seat
from core.errors import Refusal, WrongInputError
from core.ids import CaseId, SeatId, SessionId, TaskId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.inspecting_files import UnknownFileError, inspect


class NotAPhotoError(WrongInputError):
    """What was taken as the worker's photo is no JPEG or PNG."""

    code = "session.photo"


def may_take_part(file: CaseFile, by: Sitting, standing: Standing) -> tuple[Refusal, ...]:
    """What stands against a seat for this case: nothing if one of its units may be observed."""
    against = [may_observe(file, unit, by.staff, standing) for unit in file.units]
    if not against:
        return (Refusal(Rule.CLAIM_NEEDED.value, {}, Role.ADVISOR.value),)
    return min(against, key=len)


def open_one(uow: UnitOfWork, session_id: SessionId) -> AssessmentSession:
    """The session, which goes on. Raises RefusedError: it is closed."""
    session = uow.get(AssessmentSession, session_id)
    if not session.open:
        require([Refusal(Rule.SESSION_OPEN.value, {"worker": "–"}, Role.ASSESSOR.value)])
    return session


def seat_worker(
    uow: UnitOfWork, desk: Desk, by: Sitting, session: AssessmentSession, case_id: CaseId, bib: int
) -> Seat:
    """Give a worker a seat, within a transaction."""
    return uow.append(
        Seat(
            id=SeatId(new_id()),
            session_id=session.id,
            case_id=case_id,
            bib=bib,
            at=desk.clock.now(),
            by=by.staff.id,
        )
    )


def own_task(
    uow: UnitOfWork, file: CaseFile, title: str, place: str, equipment: str
) -> PracticalTask:
    """Give a worker the next practical task of the own case, within a transaction."""
    return uow.save(
        PracticalTask(
            id=TaskId(new_id()),
            case_id=file.case.id,
            number=max((one.number for one in file.tasks), default=0) + 1,
            title=title.strip(),
            place=place,
            equipment=equipment.strip(),
        )
    )


def picture(content: bytes) -> bytes:
    """The worker's photo, if it is one. Raises NotAPhotoError."""
    try:
        media_type = inspect("photo", content).media_type
    except UnknownFileError as error:
        raise NotAPhotoError("the photo is no picture") from error
    if media_type not in ("image/jpeg", "image/png"):
        raise NotAPhotoError(f"the photo is {media_type}")
    return content
