"""Tell the worker: the letter about a verified decision, the plan of next steps, the hand-over."""

from dataclasses import dataclass, replace
from datetime import date

from core.domain.assessment import Decision
from core.domain.casefile import CaseFile
from core.domain.feedback import (
    AppealTerms,
    Feedback,
    FeedbackGiven,
    GivenHow,
    NextStep,
    proposed_steps,
)
from core.domain.people import Role
from core.domain.rules import holds_role, require
from core.domain.rules.fairness import may_give_feedback
from core.errors import DateInFutureError, NotFoundError, WrongInputError
from core.ids import (
    AppealTermsId,
    CaseId,
    DecisionId,
    FeedbackGivenId,
    FeedbackId,
    NextStepId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork

MAX_TERM_DAYS = 366


class WrongTermError(WrongInputError):
    """A term of appeal is a whole number of days, from 1 to a year."""

    code = "appeal.term"


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """Everything that the letter about one decision is made of."""

    file: CaseFile
    decision: Decision
    feedback: Feedback
    steps: tuple[NextStep, ...]
    given: tuple[FeedbackGiven, ...]
    terms: AppealTerms


def read_feedback(uow: UnitOfWork, case_id: CaseId, decision_id: DecisionId) -> FeedbackFile:
    """Read it; where nothing was written yet the letter has the signed reasons alone.

    Raises:
        NotFoundError: the case has no such decision.
    """
    file = uow.case_file(case_id)
    decision = decision_of(file, decision_id)
    found = uow.find(Feedback, decision_id=decision_id)
    language = next((one for one in file.candidate.languages if one != "en"), "")
    new = Feedback(
        id=FeedbackId(new_id()), case_id=case_id, decision_id=decision_id, language=language
    )
    steps = uow.find(NextStep, case_id=case_id, unit_id=decision.unit_id, removed=False)
    given = uow.find(FeedbackGiven, decision_id=decision_id)
    return FeedbackFile(file, decision, found[0] if found else new, steps, given, read_terms(uow))


def decision_of(file: CaseFile, decision_id: DecisionId) -> Decision:
    """The decision with this id. Raises NotFoundError."""
    found = next((one for one in file.decisions if one.id == decision_id), None)
    if found is None:
        raise NotFoundError(Decision.__name__, decision_id)
    return found


def read_terms(uow: UnitOfWork) -> AppealTerms:
    """The centre's terms of appeal; as long as nobody has set any, none."""
    found = uow.find(AppealTerms)
    return found[0] if found else AppealTerms(id=AppealTermsId(new_id()))


def set_terms(
    desk: Desk, by: Sitting, *, appeal_days: int | None, answer_days: int | None, to_whom: str
) -> AppealTerms:
    """Set the centre's terms of appeal, as its agency or its own rules have them.

    Raises:
        RefusedError: only an administrator sets them.
        WrongTermError: not from 1 to MAX_TERM_DAYS days.
    """
    require(holds_role(by.staff, Role.ADMINISTRATOR))
    for days in (appeal_days, answer_days):
        if days is not None and not 1 <= days <= MAX_TERM_DAYS:
            raise WrongTermError(f"{days} days is no term", days=days, limit=MAX_TERM_DAYS)
    with desk.uow() as uow:
        saved = uow.save(
            replace(
                read_terms(uow),
                appeal_days=appeal_days,
                answer_days=answer_days,
                to_whom=to_whom.strip(),
                set_by=by.staff.id,
            )
        )
        facts = {"appeal": appeal_days, "answer": answer_days}
        uow.note("appeal.terms-set", saved.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return saved


def save_feedback(desk: Desk, by: Sitting, feedback: Feedback) -> Feedback:
    """Keep what was added to a letter by hand.

    Raises:
        RefusedError: the decision is not verified yet.
        StaleRecordError: somebody else wrote it meanwhile.
    """
    with desk.uow() as uow:
        file = uow.case_file(feedback.case_id)
        require(may_give_feedback(file, decision_of(file, feedback.decision_id), by.staff))
        saved = uow.save(feedback)
        uow.note("feedback.written", feedback.decision_id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def plan_steps(
    desk: Desk, by: Sitting, case_id: CaseId, decision_id: DecisionId
) -> tuple[NextStep, ...]:
    """Put a step into the plan for every unmet row that has none; returns the new ones."""
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        decision = decision_of(file, decision_id)
        require(may_give_feedback(file, decision, by.staff))
        planned = uow.find(NextStep, case_id=case_id)
        steps = tuple(
            uow.save(
                NextStep(
                    id=NextStepId(new_id()),
                    case_id=case_id,
                    unit_id=one.unit_id,
                    row_ids=one.row_ids,
                    kind=one.kind,
                    what=one.what,
                )
            )
            for one in proposed_steps(decision, planned)
        )
        uow.note("steps.planned", decision_id, by=by.staff.id, at=now, count=len(steps))
        uow.commit()
    return steps


def save_step(desk: Desk, by: Sitting, decision_id: DecisionId, step: NextStep) -> NextStep:
    """Keep a step that was changed, done or taken out of the plan."""
    with desk.uow() as uow:
        file = uow.case_file(step.case_id)
        require(may_give_feedback(file, decision_of(file, decision_id), by.staff))
        saved = uow.save(step)
        facts = {"done": step.done_on.isoformat() if step.done_on else "", "removed": step.removed}
        uow.note("step.changed", step.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return saved


def note_given(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    decision_id: DecisionId,
    *,
    on: date,
    how: GivenHow,
    pdf: bytes,
) -> FeedbackGiven:
    """Note that the worker got the letter, and keep the very letter.

    Raises:
        RefusedError: the decision is not verified yet.
        DateInFutureError: the day is still to come.
    """
    if on > desk.clock.today():
        raise DateInFutureError("no letter was given on a day to come")
    stored = desk.files.put(pdf)
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_give_feedback(file, decision_of(file, decision_id), by.staff))
        given = uow.append(
            FeedbackGiven(
                id=FeedbackGivenId(new_id()),
                case_id=case_id,
                decision_id=decision_id,
                given_on=on,
                how=how,
                pdf_sha256=stored.sha256,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"how": how.value, "sha256": stored.sha256}
        uow.note("feedback.given", decision_id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return given
