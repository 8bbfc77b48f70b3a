"""What the pages of quality show, read at once and frozen. Each function is a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from core.domain.appeals import AppealFile, as_decided
from core.domain.assessment import Decision
from core.domain.awarding import awarded_with
from core.domain.case import Case
from core.domain.casefile import CaseFile
from core.domain.complaints import Complaint
from core.domain.feedback import AppealTerms
from core.domain.moderation import AgreedAction, ModerationRound
from core.domain.people import Candidate, Staff
from core.domain.rules.fairness import leads_quality
from core.domain.sampling import SampleDraw, SamplingPlan, SecondLook
from core.domain.standards import Unit
from core.domain.verifying import Verification, VerificationOutcome
from core.ids import AppealId, CaseId, SamplingPlanId, StaffId, UnitId, VerificationId
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.giving_feedback import read_terms
from core.services.hearing_appeals import read_appeal, read_appeals
from core.services.standing import read_standing
from desktop.presenters.case_reading import OpenCase


@dataclass(frozen=True, slots=True)
class CaseName:
    """A case as a line of a list names it."""

    case_id: CaseId
    reference: str
    name: str
    own_script_name: str

    @property
    def worker(self) -> str:
        """The worker in both scripts."""
        return " · ".join(filter(None, (self.name, self.own_script_name)))


@dataclass(frozen=True, slots=True)
class AppealLine:
    """An appeal in the log."""

    found: AppealFile
    case: CaseName


@dataclass(frozen=True)
class AppealsOnPage:
    """The log: what is open comes first, by the day it is due; `staff` is everybody."""

    lines: tuple[AppealLine, ...]
    staff: tuple[Staff, ...]
    terms: AppealTerms
    today: date

    def name_of(self, who: StaffId | None) -> str:
        """The name of a member of staff; empty for nobody."""
        return next((one.name for one in self.staff if one.id == who), "")


@dataclass(frozen=True)
class AppealOnPage:
    """One appeal with the case as it was when it was decided, and as it is."""

    found: AppealFile
    then: OpenCase
    now: CaseFile
    staff: tuple[Staff, ...]
    today: date

    @property
    def decision(self) -> Decision | None:
        """The decision that is appealed, or that was returned."""
        about = self.found.appeal
        if about.unit_id is None:
            return None
        seen = (one for one in self.then.file.decisions if one.unit_id == about.unit_id)
        return max(seen, key=lambda one: one.at, default=None)

    @property
    def awarded_with(self) -> tuple[str, ...]:
        """The codes of the other units of its award, which do not stand without it."""
        units = {one.id: one.code for one in self.now.units}
        found = awarded_with(self.now, self.decision.id) if self.decision else ()
        return tuple(units[one] for one in found if one in units)


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint in the log; `case` where it is about one."""

    complaint: Complaint
    case: CaseName | None


@dataclass(frozen=True)
class ComplaintsOnPage:
    """The log: what is open comes first."""

    lines: tuple[ComplaintLine, ...]
    staff: tuple[Staff, ...]
    today: date


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A verified decision that can be evidence of a round."""

    decision: Decision
    case: CaseName
    unit: Unit


@dataclass(frozen=True)
class RoundsOnPage:
    """All rounds, the newest first, and what the next one could rest on."""

    rounds: tuple[ModerationRound, ...]
    units: Mapping[UnitId, Unit]
    decided: tuple[DecidedCase, ...]
    staff: tuple[Staff, ...]
    today: date


@dataclass(frozen=True, slots=True)
class LookLine:
    """One drawn decision: waiting for its second look, or looked at."""

    draw: SampleDraw
    plan: SamplingPlan
    verification: Verification
    decision: Decision
    case: CaseName
    unit: Unit
    look: SecondLook | None
    actions: tuple[AgreedAction, ...]

    @property
    def by(self) -> StaffId:
        """Who verified it."""
        return self.verification.by


@dataclass(frozen=True)
class SamplingOnPage:
    """The plans, and everything that was drawn; what waits comes first."""

    plans: tuple[SamplingPlan, ...]
    lines: tuple[LookLine, ...]
    considered: Mapping[SamplingPlanId, int]
    units: tuple[Unit, ...]
    staff: tuple[Staff, ...]
    today: date


def read_log(desk: Desk, me: Staff) -> AppealsOnPage:
    """Read the log of appeals; who does not lead sees those to review, and those against one."""
    with desk.uow() as uow:
        name = _namer(uow)
        lines = [AppealLine(one, name(one.appeal.case_id)) for one in read_appeals(uow)]
        staff, terms = uow.find(Staff), read_terms(uow)
    lines = [one for one in lines if _leads(me) or _concerns(one.found, me)]
    lines.sort(key=_urgency)
    return AppealsOnPage(tuple(lines), staff, terms, desk.clock.today())


def read_appeal_page(desk: Desk, appeal_id: AppealId) -> AppealOnPage:
    """Read an appeal with the evidence as it was. Raises NotFoundError."""
    with desk.uow() as uow:
        found = read_appeal(uow, appeal_id)
        now = uow.case_file(found.appeal.case_id)
        standing, staff = read_standing(uow, desk.clock.today()), uow.find(Staff)
    then = OpenCase(as_decided(now, found.appeal.decided_at), standing)
    return AppealOnPage(found, then, now, staff, desk.clock.today())


def read_complaints(desk: Desk, me: Staff) -> ComplaintsOnPage:
    """Read the log of complaints; who does not lead sees those to handle, and those taken."""
    with desk.uow() as uow:
        name = _namer(uow)
        lines = [
            ComplaintLine(one, name(one.case_id) if one.case_id else None)
            for one in uow.find(Complaint)
            if _leads(me) or me.id in (one.handler_id, one.taken_by)
        ]
        staff = uow.find(Staff)
    lines.sort(key=lambda one: (one.complaint.closed_on is not None, one.complaint.received_on))
    return ComplaintsOnPage(tuple(lines), staff, desk.clock.today())


def read_rounds(desk: Desk) -> RoundsOnPage:
    """Read the rounds, and the verified decisions for the next one."""
    with desk.uow() as uow:
        name = _namer(uow)
        units = {one.id: one for one in uow.find(Unit)}
        decisions = {one.id: one for one in uow.find(Decision)}
        verified = uow.find(Verification, outcome=VerificationOutcome.COUNTERSIGNED)
        decided = [
            DecidedCase(found, name(found.case_id), units[found.unit_id])
            for found in (decisions[one.decision_id] for one in reversed(verified))
        ]
        rounds, staff = uow.find(ModerationRound), uow.find(Staff)
    ordered = sorted(rounds, key=lambda one: (one.closed_on is not None, one.due or date.max))
    return RoundsOnPage(tuple(ordered), units, tuple(decided), staff, desk.clock.today())


def read_sampling(desk: Desk, me: Staff) -> SamplingOnPage:
    """Read the plans and what was drawn; who does not lead sees what was found of the own work."""
    with desk.uow() as uow:
        name = _namer(uow)
        units = {one.id: one for one in uow.find(Unit)}
        plans, draws = uow.find(SamplingPlan), uow.find(SampleDraw)
        looks = {(one.draw_id, one.verification_id): one for one in uow.find(SecondLook)}
        actions = uow.find(AgreedAction)
        by_plan = {one.id: one for one in plans}

        def line(drawn: SampleDraw, verification_id: VerificationId) -> LookLine:
            verification = uow.get(Verification, verification_id)
            decision = uow.get(Decision, verification.decision_id)
            look = looks.get((drawn.id, verification_id))
            return LookLine(
                drawn,
                by_plan[drawn.plan_id],
                verification,
                decision,
                name(decision.case_id),
                units[decision.unit_id],
                look,
                tuple(one for one in actions if look and one.look_id == look.id),
            )

        lines = [line(drawn, one) for drawn in draws for one in drawn.drawn]
        if not _leads(me):
            plans = ()
            lines = [one for one in lines if one.look and me.id in _concerned(one)]
        staff = uow.find(Staff)
    lines.sort(key=lambda one: one.look is not None)
    considered = {
        plan.id: sum(len(one.fitting) for one in draws if one.plan_id == plan.id) for plan in plans
    }
    shown = tuple(sorted(units.values(), key=lambda one: one.code))
    return SamplingOnPage(plans, tuple(lines), considered, shown, staff, desk.clock.today())


def _concerned(line: LookLine) -> tuple[StaffId, ...]:
    """Who decided, who verified, and who has something to do about it."""
    return (line.decision.by, line.by, *(one.who_id for one in line.actions))


def _leads(person: Staff) -> bool:
    return not leads_quality(person)


def _concerns(found: AppealFile, person: Staff) -> bool:
    return found.reviewer_id == person.id or person.id in found.appeal.against


def _namer(uow: UnitOfWork) -> Callable[[CaseId], CaseName]:
    known: dict[CaseId, CaseName] = {}

    def name(case_id: CaseId) -> CaseName:
        if case_id not in known:
            case = uow.get(Case, case_id)
            worker = uow.get(Candidate, case.candidate_id)
            known[case_id] = CaseName(case_id, case.reference, worker.name, worker.own_script_name)
        return known[case_id]

    return name


def _urgency(one: AppealLine) -> tuple[bool, date, date]:
    received = one.found.appeal.received_on
    return (one.found.answer is not None, one.found.due or date.max, received)
