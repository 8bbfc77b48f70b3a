"""The complaints log: received, given to somebody who is not concerned, answered, closed."""

from dataclasses import replace
from datetime import date

from core.domain.complaints import Complaint
from core.domain.people import Staff
from core.domain.rules import require
from core.domain.rules.fairness import (
    has_reasons,
    leads_quality,
    may_close,
    may_handle,
    works_here,
)
from core.errors import DateInFutureError
from core.ids import CaseId, ComplaintId, StaffId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork


def receive_complaint(
    desk: Desk,
    by: Sitting,
    *,
    complainant: str,
    about: str,
    what: str,
    received_on: date,
    about_id: StaffId | None = None,
    case_id: CaseId | None = None,
) -> Complaint:
    """Put a complaint into the log; anybody who works here may take it.

    Raises:
        RefusedError: nothing says what it is.
        DateInFutureError: the day is still to come.
    """
    require([*works_here(by.staff), *has_reasons(what, "what")])
    if received_on > desk.clock.today():
        raise DateInFutureError("a complaint cannot be received on a day to come")
    complaint = Complaint(
        id=ComplaintId(new_id()),
        case_id=case_id,
        complainant=complainant.strip(),
        about=about.strip(),
        about_id=about_id,
        what=what.strip(),
        received_on=received_on,
        taken_by=by.staff.id,
    )
    with desk.uow() as uow:
        return _kept(uow, desk, by, complaint, "complaint.received")


def give_complaint(desk: Desk, by: Sitting, complaint_id: ComplaintId, to: StaffId) -> Complaint:
    """Have somebody look into it who is not the person that it is about.

    Raises:
        RefusedError: `by` does not lead, or it is about the person; see `may_handle`.
    """
    require(leads_quality(by.staff))
    with desk.uow() as uow:
        complaint = uow.get(Complaint, complaint_id)
        require(may_handle(complaint, uow.get(Staff, to), uow.find(Staff)))
        return _kept(uow, desk, by, replace(complaint, handler_id=to), "complaint.given")


def write_outcome(desk: Desk, by: Sitting, complaint_id: ComplaintId, outcome: str) -> Complaint:
    """Keep what came of it so far, as whoever handles it."""
    with desk.uow() as uow:
        complaint = replace(uow.get(Complaint, complaint_id), outcome=outcome.strip())
        require(may_close(complaint, by.staff, uow.find(Staff)))
        return _kept(uow, desk, by, complaint, "complaint.answered")


def close_complaint(
    desk: Desk, by: Sitting, complaint_id: ComplaintId, outcome: str, on: date
) -> Complaint:
    """Close it with its outcome, as whoever handles it.

    Raises:
        RefusedError: see `core.domain.rules.fairness.may_close`.
        DateInFutureError: the day is still to come.
    """
    if on > desk.clock.today():
        raise DateInFutureError("a complaint cannot be closed on a day to come")
    with desk.uow() as uow:
        complaint = replace(uow.get(Complaint, complaint_id), outcome=outcome.strip())
        require(may_close(complaint, by.staff, uow.find(Staff)))
        return _kept(uow, desk, by, replace(complaint, closed_on=on), "complaint.closed")


def _kept(uow: UnitOfWork, desk: Desk, by: Sitting, complaint: Complaint, action: str) -> Complaint:
    saved = uow.save(complaint)
    uow.note(action, saved.id, by=by.staff.id, at=desk.clock.now())
    uow.commit()
    return saved
