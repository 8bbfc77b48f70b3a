"""What an administrator does: people, their certifications, and the centre's agreements."""

from dataclasses import replace
from datetime import date

from core.domain.people import CentreAuthority, Certification, Role, Staff
from core.domain.rules import holds_role, require
from core.errors import CoreError
from core.ids import CertificationId, FrameworkId, StaffId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.setting_up import NewCertification, NewPerson, authorise, certify, enrol_staff
from credentials.keys import Strength


class LastAdministratorError(CoreError):
    """Without an administrator nobody could ever add one."""

    code = "staff.last-administrator"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is the only administrator of this centre", name=name)


def add_person(
    desk: Desk, by: Sitting, person: NewPerson, *, strength: Strength = Strength.NORMAL
) -> Staff:
    """Enrol a person, who types the passphrase. Takes a derivation.

    Raises:
        RefusedError: who is signed in is no administrator.
        As `setting_up.enrol_staff`.
    """
    _administrator(by)
    return enrol_staff(desk, person, strength=strength, by=by.staff.id)


def set_roles(desk: Desk, by: Sitting, staff_id: StaffId, roles: frozenset[Role]) -> Staff:
    """Give a person other roles, from the next sign-in on.

    Raises:
        RefusedError: who is signed in is no administrator.
        LastAdministratorError: nobody would be one any more.
    """
    return _change(desk, by, staff_id, "staff.roles-changed", roles=roles)


def set_active(desk: Desk, by: Sitting, staff_id: StaffId, *, active: bool) -> Staff:
    """Let a person sign in from now on, or no more. What was signed before stays.

    Raises:
        RefusedError: who is signed in is no administrator.
        LastAdministratorError: nobody would be one any more.
    """
    action = "staff.reactivated" if active else "staff.deactivated"
    return _change(desk, by, staff_id, action, active=active)


def certify_person(
    desk: Desk, by: Sitting, staff_id: StaffId, new: NewCertification
) -> Certification:
    """Record a certification that an authority gave.

    Raises:
        RefusedError: who is signed in is no administrator.
        As `setting_up.certify`.
    """
    _administrator(by)
    return certify(desk, staff_id, new, by=by.staff.id)


def withdraw_certification(
    desk: Desk, by: Sitting, certification_id: CertificationId, on: date | None
) -> Certification:
    """End a certification from the day `on`; None takes the withdrawal back.

    Raises:
        RefusedError: who is signed in is no administrator.
    """
    _administrator(by)
    with desk.uow() as uow:
        before = uow.get(Certification, certification_id)
        after = uow.save(replace(before, withdrawn_on=on))
        facts = {"number": before.number, "on": on.isoformat() if on is not None else None}
        at = desk.clock.now()
        uow.note("staff.certification-withdrawn", after.staff_id, by=by.staff.id, at=at, **facts)
        uow.commit()
    return after


def add_agreement(
    desk: Desk,
    by: Sitting,
    framework_id: FrameworkId,
    *,
    document: str,
    starts: date,
    ends: date,
) -> CentreAuthority:
    """Record the agreement that lets the centre assess against a framework.

    Raises:
        RefusedError: who is signed in is no administrator.
        As `setting_up.authorise`.
    """
    _administrator(by)
    return authorise(
        desk, framework_id, document=document, starts=starts, ends=ends, by=by.staff.id
    )


def _change(
    desk: Desk,
    by: Sitting,
    staff_id: StaffId,
    action: str,
    *,
    roles: frozenset[Role] | None = None,
    active: bool | None = None,
) -> Staff:
    _administrator(by)
    with desk.uow() as uow:
        before = uow.get(Staff, staff_id)
        changed = replace(
            before,
            roles=before.roles if roles is None else roles,
            active=before.active if active is None else active,
        )
        _check_one_is_left(uow, before, changed)
        after = uow.save(changed)
        facts = {"roles": sorted(role.value for role in after.roles)}
        uow.note(action, staff_id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return after


def _check_one_is_left(uow: UnitOfWork, before: Staff, after: Staff) -> None:
    if after.active and Role.ADMINISTRATOR in after.roles:
        return
    others = [one for one in uow.find(Staff, active=True) if one.id != before.id]
    if not any(Role.ADMINISTRATOR in one.roles for one in others):
        raise LastAdministratorError(before.name)


def _administrator(by: Sitting) -> None:
    require(holds_role(by.staff, Role.ADMINISTRATOR))
