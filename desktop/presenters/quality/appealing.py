"""What of a case can be appealed, and taking an appeal down."""

from dataclasses import dataclass
from uuid import UUID

from core.domain.appeals import AppealSubject
from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.recognition import Status, StatusChange
from core.domain.verifying import VerificationOutcome
from core.ids import CaseId
from core.ports.desk import Desk
from core.services.giving_feedback import read_terms
from desktop.texts import words
from desktop.texts.translating import say


@dataclass(frozen=True, slots=True)
class Appealable:
    """One decision of the centre in words, with the record that holds it, if one does."""

    subject: AppealSubject
    subject_id: UUID | None
    sentence: str


@dataclass(frozen=True)
class TakingAppeal:
    """What the page for taking an appeal down shows."""

    file: CaseFile
    appealable: tuple[Appealable, ...]
    staff: tuple[Staff, ...]
    answer_days: int | None


def read_taking(desk: Desk, case_id: CaseId) -> TakingAppeal:
    """Read what can be appealed in a case, the newest decision first. A job."""
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        places = [one.status_place_id for one in file.passports]
        places += [one.status_place_id for one in file.awards]
        changes = [change for place in places for change in uow.find(StatusChange, place_id=place)]
        staff, terms = uow.find(Staff), read_terms(uow)
    found = [*_decisions(file), *_changes(changes)]
    found.append(Appealable(AppealSubject.ROUTE, None, say("The route or a unit that was refused")))
    found.append(Appealable(AppealSubject.OTHER, None, say("Another decision of the centre")))
    return TakingAppeal(file, tuple(found), staff, terms.answer_days)


def _decisions(file: CaseFile) -> list[Appealable]:
    found = []
    for one in reversed(file.decisions):
        if file.void(one.id):
            continue
        unit = next((unit.code for unit in file.units if unit.id == one.unit_id), "")
        day = one.decided_on.isoformat()
        said = say("{unit}: {result}, decided {day}").format(
            unit=unit, result=words(one.result), day=day
        )
        answer = file.verification(one.id)
        if answer is not None and answer.outcome is VerificationOutcome.RETURNED:
            returned = say("{unit}: returned by the verifier on {day}").format(
                unit=unit, day=answer.verified_at.date().isoformat()
            )
            found.append(Appealable(AppealSubject.RETURN, answer.id, returned))
        else:
            found.append(Appealable(AppealSubject.DECISION, one.id, said))
    return found


def _changes(changes: list[StatusChange]) -> list[Appealable]:
    said = say("Passport or award {status} on {day}: {reason}")
    return [
        Appealable(
            AppealSubject.STATUS,
            one.id,
            said.format(status=words(one.status), day=one.at.date().isoformat(), reason=one.reason),
        )
        for one in reversed(changes)
        if one.status in (Status.SUSPENDED, Status.REVOKED)
    ]
