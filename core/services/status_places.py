"""Places in the agency's status list: taken for awards and passports, changed with a reason."""

from dataclasses import replace

from core.domain.people import Role
from core.domain.recognition import Status, StatusChange, StatusPlace, StatusReason
from core.domain.rules import holds_role, require
from core.errors import CoreError, NotFoundError, WrongInputError
from core.ids import StatusChangeId, StatusPlaceId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork


class NoStatusPlaceError(CoreError):
    """All places of the status list that this desk holds are taken."""

    code = "status.no-place"

    def __init__(self) -> None:
        super().__init__("this desk has used up its places in the status list; ask for more")


class ReasonMissingError(WrongInputError):
    """A change of status needs a reason."""

    code = "status.reason-missing"


class RevokedForGoodError(CoreError):
    """A revocation is not taken back: what was revoked is made anew, at a place of its own."""

    code = "status.revoked-for-good"

    def __init__(self, place: StatusPlaceId) -> None:
        super().__init__(f"place {place} is revoked, and stays so", place=place)


def take_place(uow: UnitOfWork, taken_by: str) -> StatusPlace:
    """Take a free place for an award or a passport; the caller commits.

    Raises:
        NoStatusPlaceError: none is left.
    """
    free = uow.first(StatusPlace, taken_by="", status=Status.VALID)
    if free is None:
        raise NoStatusPlaceError
    return uow.save(replace(free, taken_by=taken_by))


def change_status(
    desk: Desk,
    by: Sitting,
    place_id: StatusPlaceId,
    status: Status,
    reason: str,
    *,
    code: StatusReason = StatusReason.OTHER,
) -> StatusPlace:
    """Revoke or suspend an award or a passport, or lift a suspension, with a reason.

    The status list that is published next carries it (`core.services.publishing_status`).

    Raises:
        ReasonMissingError: no reason was given.
        RefusedError: only a registrar changes a status.
        RevokedForGoodError: it was revoked before.
        NotFoundError: nothing has this place.
    """
    require(holds_role(by.staff, Role.REGISTRAR))
    if not reason.strip():
        raise ReasonMissingError("a change of status needs a reason")
    with desk.uow() as uow:
        place = uow.get(StatusPlace, place_id)
        if not place.taken_by:
            raise NotFoundError("award or passport", place_id)
        if place.status is Status.REVOKED:
            raise RevokedForGoodError(place_id)
        saved = record_status(uow, desk, by, place, status, reason, code)
        uow.commit()
    return saved


def record_status(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    place: StatusPlace,
    status: Status,
    reason: str,
    code: StatusReason,
) -> StatusPlace:
    """Write a change of status with its reason; the caller commits."""
    now = desk.clock.now()
    saved = uow.save(replace(place, status=status))
    uow.append(
        StatusChange(
            id=StatusChangeId(new_id()),
            place_id=place.id,
            status=status,
            reason=reason.strip(),
            code=code,
            at=now,
            by=by.staff.id,
        )
    )
    facts = {"index": place.index, "status": status.name, "reason": reason.strip()}
    facts["code"] = code.value
    uow.note("status.changed", place.id, by=by.staff.id, at=now, **facts)
    return saved
