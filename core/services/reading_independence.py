"""Look for what binds a member of staff to the worker of a case (`core.domain.independence`)."""

from collections.abc import Iterator

from core.domain.assessment import Decision
from core.domain.case import Case, Duty
from core.domain.casefile import CaseFile
from core.domain.independence import Cue, EarlierPart, cues
from core.domain.people import Staff
from core.domain.staff_records import AssessorProfile, StaffPost
from core.domain.verifying import Verification
from core.ids import CaseId, StaffId
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork


def cues_of(desk: Desk, case_id: CaseId, staff_id: StaffId) -> tuple[Cue, ...]:
    """Everything that the records point out today between this person and the worker.

    Raises:
        NotFoundError: no such case or person.
    """
    with desk.uow() as uow:
        file, person = uow.case_file(case_id), uow.get(Staff, staff_id)
        profiles = uow.find(AssessorProfile, staff_id=staff_id)
        address = profiles[0].address if profiles else ""
        posts = uow.find(StaffPost, staff_id=staff_id, removed=False)
        earlier = tuple(_earlier(uow, file, person))
    return cues(person, address, posts, file, earlier, on=desk.clock.today())


def _earlier(uow: UnitOfWork, file: CaseFile, person: Staff) -> Iterator[EarlierPart]:
    """What the person signed about the worker in other cases, by person number."""
    records = {one.id for one in uow.find(Staff, person_number=person.person_number)}
    for case in uow.find(Case, candidate_id=file.candidate.id):
        if case.id == file.case.id:
            continue
        for duty, kind in ((Duty.ASSESS, Decision), (Duty.VERIFY, Verification)):
            signed = [one for one in uow.find(kind, case_id=case.id) if one.by in records]
            if signed:
                yield EarlierPart(case.reference, duty, signed[-1].at.date())
