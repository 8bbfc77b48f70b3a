"""Appeals from reception to answer, and what an answer does to case, award and passport."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from core.domain.appeals import (
    POSSIBLE,
    Appeal,
    AppealEvent,
    AppealFile,
    AppealForm,
    AppealOutcome,
    AppealStep,
    AppealSubject,
    originators,
)
from core.domain.case import Case
from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.recognition import Status, StatusChange, StatusPlace, StatusReason
from core.domain.rules import require
from core.domain.rules.fairness import (
    has_reasons,
    is_open,
    leads_quality,
    may_answer,
    may_assess_anew,
    may_receive,
    may_review,
    works_here,
)
from core.domain.verifying import Verification
from core.domain.voiding import VoidBasis
from core.errors import DateInFutureError, WrongInputError
from core.ids import (
    AppealEventId,
    AppealId,
    CaseId,
    DecisionId,
    StaffId,
    StatusChangeId,
    UnitId,
    VerificationId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.giving_feedback import decision_of, read_terms
from core.services.inspecting_files import InspectedFile
from core.services.standing import read_standing
from core.services.status_places import record_status
from core.services.undoing_decisions import void_decision


class WrongPauseError(WrongInputError):
    """A term that rests is not paused again, and one that runs is not resumed."""

    code = "appeal.pause"


class ImpossibleOutcomeError(WrongInputError):
    """What was appealed cannot end this way: only what was assessed is assessed again."""

    code = "appeal.outcome"


@dataclass(frozen=True, slots=True)
class Brought:
    """An appeal as it is brought. `subject_id` is the decision, verification or status change.

    `against` is needed only where no record tells who made the decision.
    """

    subject: AppealSubject
    form: AppealForm
    grounds: str
    received_on: date
    subject_id: UUID | None = None
    language: str = ""
    read_back: bool = False
    against: tuple[StaffId, ...] = ()
    scan: InspectedFile | None = None


def receive_appeal(desk: Desk, by: Sitting, case_id: CaseId, brought: Brought) -> Appeal:
    """Put an appeal into the log. Whoever works here may take it; an oral one is read back.

    Raises:
        RefusedError: see `core.domain.rules.fairness.may_receive`.
        DateInFutureError, NotFoundError.
    """
    now = desk.clock.now()
    if brought.received_on > desk.clock.today():
        raise DateInFutureError("an appeal cannot be received on a day to come")
    scan = brought.scan
    sha256 = desk.files.put(scan.content).sha256 if scan else ""
    with desk.uow() as uow:
        decided_at, unit_id, against = _decided(uow, uow.case_file(case_id), brought, now)
        appeal = Appeal(
            id=AppealId(new_id()),
            case_id=case_id,
            unit_id=unit_id,
            subject=brought.subject,
            subject_id=brought.subject_id,
            decided_at=decided_at,
            form=brought.form,
            grounds=brought.grounds.strip(),
            language=brought.language,
            read_back=brought.read_back,
            received_on=brought.received_on,
            answer_days=read_terms(uow).answer_days,
            against=against,
            scan_sha256=sha256,
            scan_name=scan.name if scan else "",
            scan_media_type=scan.media_type if scan else "",
            at=now,
            by=by.staff.id,
        )
        require(may_receive(by.staff, appeal))
        saved = uow.append(appeal)
        facts = {"against": appeal.subject.value, "case": str(case_id)}
        uow.note("appeal.received", appeal.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return saved


def read_appeal(uow: UnitOfWork, appeal_id: AppealId) -> AppealFile:
    """Read an appeal with its steps. Raises NotFoundError."""
    appeal = uow.get(Appeal, appeal_id)
    return AppealFile(appeal, uow.find(AppealEvent, appeal_id=appeal_id))


def read_appeals(uow: UnitOfWork) -> tuple[AppealFile, ...]:
    """Read the whole log, oldest first, in two queries."""
    events: dict[AppealId, list[AppealEvent]] = {}
    for one in uow.find(AppealEvent):
        events.setdefault(one.appeal_id, []).append(one)
    return tuple(AppealFile(one, tuple(events.get(one.id, ()))) for one in uow.find(Appeal))


def acknowledge(desk: Desk, by: Sitting, appeal_id: AppealId, on: date, pdf: bytes) -> AppealFile:
    """Note the day on which the worker was told by letter that the appeal was received."""
    require(works_here(by.staff))
    return _step(desk, by, appeal_id, AppealStep.ACKNOWLEDGED, on, pdf=pdf)


def note_letter(desk: Desk, by: Sitting, appeal_id: AppealId, on: date, pdf: bytes) -> AppealFile:
    """Note that the worker got the letter with the outcome, and keep the very letter."""
    require(works_here(by.staff))
    return _step(desk, by, appeal_id, AppealStep.LETTER, on, pdf=pdf, after_answer=True)


def assign_reviewer(desk: Desk, by: Sitting, appeal_id: AppealId, reviewer: StaffId) -> AppealFile:
    """Have somebody review it who took no part in what is appealed.

    Raises:
        RefusedError: `by` does not lead, or the person may not review it.
    """
    require(leads_quality(by.staff))
    with desk.uow() as uow:
        found = read_appeal(uow, appeal_id)
        person = uow.get(Staff, reviewer)
        require([*is_open(found), *may_review(found.appeal, person, uow.find(Staff))])
        event = _event(desk, by, found.appeal, AppealStep.REVIEWER, desk.clock.today())
        return _kept(uow, desk, found, replace(event, person_id=reviewer))


def pause(desk: Desk, by: Sitting, appeal_id: AppealId, reason: str, on: date) -> AppealFile:
    """Let the term rest, such as while the worker is abroad and cannot be heard.

    Raises:
        RefusedError: `by` does not lead, there is no reason, or it was answered.
        WrongPauseError: it rests already.
    """
    require([*leads_quality(by.staff), *has_reasons(reason)])
    return _step(desk, by, appeal_id, AppealStep.PAUSED, on, text=reason)


def resume(desk: Desk, by: Sitting, appeal_id: AppealId, on: date) -> AppealFile:
    """Let the term go on.

    Raises:
        RefusedError: `by` does not lead, or it was answered.
        WrongPauseError: it does not rest, or began to rest later than that day.
    """
    require(leads_quality(by.staff))
    return _step(desk, by, appeal_id, AppealStep.RESUMED, on)


def answer_appeal(
    desk: Desk,
    by: Sitting,
    appeal_id: AppealId,
    outcome: AppealOutcome,
    reasons: str,
    *,
    new_assessor: StaffId | None = None,
) -> AppealFile:
    """Answer an appeal as its reviewer, and carry the answer out in the same transaction.

    Dismissed: nothing changes. Assess again: the decision is void and the case goes back to
    assessment with `new_assessor`, or without one until the advisor assigns somebody. Changed: the
    decision is void and the reviewer makes the new one, which another verifier checks. Award,
    passports and status follow the void (`core.services.undoing_decisions`).

    Raises:
        RefusedError: see `core.domain.rules.fairness.may_answer` and `may_assess_anew`.
        ImpossibleOutcomeError: see there.
        AlreadyVoidError: the decision was found void meanwhile.
    """
    with desk.uow() as uow:
        found = read_appeal(uow, appeal_id)
        file, staff = uow.case_file(found.appeal.case_id), uow.find(Staff)
        standing = read_standing(uow, desk.clock.today())
        require(may_answer(file, found, by.staff, staff, standing, outcome, reasons))
        if outcome not in POSSIBLE[found.appeal.subject]:
            raise ImpossibleOutcomeError(f"{found.appeal.subject} cannot end as {outcome}")
        if new_assessor is not None:
            require(may_assess_anew(found, uow.get(Staff, new_assessor), staff))
        if outcome is not AppealOutcome.DISMISSED:
            assessor = by.staff.id if outcome is AppealOutcome.CHANGED else new_assessor
            _carry_out(uow, desk, by, found.appeal, outcome, reasons, assessor)
        event = _event(desk, by, found.appeal, AppealStep.OUTCOME, desk.clock.today())
        return _kept(uow, desk, found, replace(event, outcome=outcome, text=reasons.strip()))


def _carry_out(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    appeal: Appeal,
    outcome: AppealOutcome,
    reasons: str,
    assessor: StaffId | None,
) -> None:
    if appeal.subject is AppealSubject.STATUS:
        _lift_suspension(uow, desk, by, appeal, reasons)
    elif appeal.subject in (AppealSubject.DECISION, AppealSubject.RETURN):
        decision, barred = DecisionId(_subject(appeal)), None
        if appeal.subject is AppealSubject.RETURN:
            answer = uow.get(Verification, _subject(appeal))
            decision = answer.decision_id
            if outcome is AppealOutcome.CHANGED:  # the assessor's work stands: another verifies
                barred, assessor = (answer.by,), None
        voided = void_decision(
            uow, desk, by, decision, basis=VoidBasis.APPEAL_UPHELD, reason=reasons, barred=barred
        )
        if assessor is not None:
            _assign(uow, voided.case, assessor)


def _assign(uow: UnitOfWork, case: Case, assessor: StaffId) -> None:
    verifier = None if case.verifier_id == assessor else case.verifier_id
    uow.save(replace(case, assessor_id=assessor, verifier_id=verifier))


def _lift_suspension(
    uow: UnitOfWork, desk: Desk, by: Sitting, appeal: Appeal, reasons: str
) -> None:
    """A suspension ends; what is revoked stays so, and the registrar issues anew."""
    change = uow.get(StatusChange, _subject(appeal))
    place = uow.get(StatusPlace, change.place_id)
    if place.status is Status.SUSPENDED:
        record_status(uow, desk, by, place, Status.VALID, reasons, StatusReason.APPEAL)


def _subject(appeal: Appeal) -> UUID:
    if appeal.subject_id is None:
        raise ImpossibleOutcomeError("the appeal names no record that could be changed")
    return appeal.subject_id


def _decided(
    uow: UnitOfWork, file: CaseFile, brought: Brought, now: datetime
) -> tuple[datetime, UnitId | None, tuple[StaffId, ...]]:
    """When what is appealed was decided, about which unit, and by whom."""
    named = brought.subject_id
    if brought.subject is AppealSubject.DECISION and named is not None:
        decision = decision_of(file, DecisionId(named))
        return decision.at, decision.unit_id, originators(file, decision.id)
    if brought.subject is AppealSubject.RETURN and named is not None:
        answer = uow.get(Verification, VerificationId(named))
        decision = decision_of(file, answer.decision_id)
        return answer.at, decision.unit_id, originators(file, decision.id)
    if brought.subject is AppealSubject.STATUS and named is not None:
        change = uow.get(StatusChange, StatusChangeId(named))
        return change.at, None, (change.by,)
    if brought.subject in (AppealSubject.ROUTE, AppealSubject.OTHER):
        return now, None, brought.against or (file.case.advisor_id,)
    raise WrongInputError("say which decision is appealed")


def _step(
    desk: Desk,
    by: Sitting,
    appeal_id: AppealId,
    step: AppealStep,
    on: date,
    *,
    text: str = "",
    pdf: bytes = b"",
    after_answer: bool = False,
) -> AppealFile:
    if on > desk.clock.today():
        raise DateInFutureError("this cannot have happened on a day to come")
    sha256 = desk.files.put(pdf).sha256 if pdf else ""
    with desk.uow() as uow:
        found = read_appeal(uow, appeal_id)
        if not after_answer:
            require(is_open(found))
        _require_pause(found, step, on)
        event = _event(desk, by, found.appeal, step, on)
        return _kept(uow, desk, found, replace(event, text=text.strip(), pdf_sha256=sha256))


def _require_pause(found: AppealFile, step: AppealStep, on: date) -> None:
    if step is AppealStep.PAUSED and found.paused:
        raise WrongPauseError("the term rests already")
    if step is AppealStep.RESUMED and not (found.paused and found.pauses[-1].starts <= on):
        raise WrongPauseError("the term does not rest, or began to later")


def _event(desk: Desk, by: Sitting, appeal: Appeal, step: AppealStep, on: date) -> AppealEvent:
    return AppealEvent(
        id=AppealEventId(new_id()),
        appeal_id=appeal.id,
        case_id=appeal.case_id,
        step=step,
        on=on,
        at=desk.clock.now(),
        by=by.staff.id,
    )


def _kept(uow: UnitOfWork, desk: Desk, found: AppealFile, event: AppealEvent) -> AppealFile:
    saved = uow.append(event)
    facts = {"step": event.step.value, "outcome": event.outcome.value if event.outcome else ""}
    uow.note("appeal.step", found.appeal.id, by=event.by, at=desk.clock.now(), **facts)
    uow.commit()
    return AppealFile(found.appeal, (*found.events, saved))
