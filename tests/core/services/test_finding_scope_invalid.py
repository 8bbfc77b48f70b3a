"""An assessor found to have had no valid scope: everything that rested on it ends right."""

from dataclasses import replace

import pytest

from core.domain.assessment import Mark
from core.domain.case import Case, CaseEnd, Duty, Stage
from core.domain.people import Certification, Staff
from core.domain.recognition import Award, Passport, Status, StatusPlace
from core.errors import RefusedError
from core.services import handling_cases
from core.services.finding_scope_invalid import (
    DayOutsideError,
    Part,
    find_scope_invalid,
    resting_on,
)
from desktop.demo.centre import practice_unit, sit_down
from desktop.demo.walk import Walk
from tests.practice import verified


def _certificate(walk: Walk, person: Staff) -> Certification:
    with walk.desk.uow() as uow:
        held = uow.find(Certification, staff_id=person.id)
    return next(one for one in held if one.framework_code == "RMCS-MAN")


def _statuses(walk: Walk, case: Case) -> tuple[list[Status], list[Status]]:
    """Of the awards and of the passports of a case, oldest first."""
    with walk.desk.uow() as uow:
        kinds: tuple[type[Award] | type[Passport], ...] = (Award, Passport)
        awards, passports = (
            [
                uow.get(StatusPlace, one.status_place_id).status
                for one in uow.find(kind, case_id=case.id)
            ]
            for kind in kinds
        )
    return awards, passports


def test_what_rested_on_an_invalid_scope_is_undone_and_done_again_by_somebody_in_scope(
    walk: Walk,
) -> None:
    case, unit = verified(walk), practice_unit(walk.desk, "D4")
    walk.issue(case)
    invalid = _certificate(walk, walk.staff.assessor)
    with pytest.raises(RefusedError):
        find_scope_invalid(
            walk.desk, walk.verifier, invalid.id, since=invalid.starts, reason="forged"
        )
    with pytest.raises(DayOutsideError):
        find_scope_invalid(
            walk.desk,
            walk.registrar,
            invalid.id,
            since=invalid.starts.replace(year=1999),
            reason="forged",
        )
    # The verifier's scope is looked at too, and nothing is done by looking.
    other = _certificate(walk, walk.staff.verifier)
    assert [one.part for one in resting_on(walk.desk, other.id, other.starts)] == [Part.VERIFIED]
    [rests] = resting_on(walk.desk, invalid.id, invalid.starts)
    assert (rests.part, rests.unit_code, rests.awarded) == (Part.DECIDED, "D4", True)
    assert resting_on(walk.desk, invalid.id, invalid.ends) == ()  # good until then

    found = find_scope_invalid(
        walk.desk, walk.registrar, invalid.id, since=invalid.starts, reason="The paper was forged"
    )

    assert not found.certification.in_force(walk.clock.today())
    assert len(found.voided) == 1
    assert _statuses(walk, case) == ([Status.REVOKED], [Status.REVOKED])
    file = walk.file(case.id)
    assert (file.case.stage, file.case.end) == (Stage.ASSESS_AND_VERIFY, None)
    assert resting_on(walk.desk, invalid.id, invalid.starts) == ()

    # Nobody without scope gets the case back; a colleague does it again from the first mark.
    with pytest.raises(RefusedError) as refused:
        handling_cases.assign(walk.desk, walk.advisor, case.id, assessor=walk.staff.assessor.id)
    assert {one.rule for one in refused.value.refusals} == {"assessor.scope", "void.someone-new"}
    walk.assessor.end()
    walk.staff = replace(walk.staff, assessor=walk.staff.colleague)
    walk.assessor = sit_down(walk.desk, walk.staff.colleague)
    handling_cases.assign(walk.desk, walk.advisor, case.id, assessor=walk.staff.colleague.id)
    handling_cases.declare_conflict(walk.desk, walk.assessor, case.id, Duty.ASSESS, conflict=False)
    walk.agree_plan(case)
    walk.observe(case, unit, "Turn a stepped shaft again", {"4": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    walk.verify(case, walk.decide(case, unit))
    walk.issue(case)
    assert _statuses(walk, case) == (
        [Status.REVOKED, Status.VALID],
        [Status.REVOKED, Status.VALID],
    )
    assert walk.file(case.id).case.end is CaseEnd.RECOGNISED
