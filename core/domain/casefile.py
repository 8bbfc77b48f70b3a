"""Everything that is known of one case, read at once and frozen, with what follows from it."""

from dataclasses import dataclass
from functools import cached_property

from core.domain.assessment import (
    Answer,
    Decision,
    Judgement,
    Mark,
    Observation,
    PracticalTask,
    Quality,
    Result,
    RowAdvice,
    UnitJudgement,
)
from core.domain.case import (
    Case,
    CaseNote,
    Claim,
    ConflictDeclaration,
    ConflictHandling,
    Duty,
    StageMove,
)
from core.domain.handing_out import NameChange, SheetEvent, SpellingProof
from core.domain.people import Candidate, HistoryLine, Staff
from core.domain.personal_skills import PersonalSkill
from core.domain.planning import AssessmentPlan, PlanAgreement, PlanSide, agreed_by
from core.domain.portfolio import EvidenceLink, Exhibit, ExhibitFile, Freeze, RowRemark
from core.domain.recognition import Award, Passport, ProposedAward
from core.domain.recordings import Recording
from core.domain.standards import BankQuestion, Framework, Unit
from core.domain.verifying import (
    Agreement,
    BlindOrder,
    RowReason,
    Verification,
    VerificationOutcome,
)
from core.domain.voiding import DecisionVoid, VoidBasis
from core.domain.worker_answers import (
    AskedOf,
    WorkerAnswer,
    WorkerSubject,
    standing_answers,
)
from core.errors import NotFoundError
from core.ids import DecisionId, ExhibitId, FrameworkId, RowId, StaffId, StatusPlaceId, UnitId


@dataclass(frozen=True)
class CaseFile:
    """One case with its records. Tuples of entries are in the order of their making.

    `units` holds the units of the claims that stand, `frameworks` the versions they belong to,
    `staff` everybody who is named in the case and `revoked` the places of its awards that are.
    """

    case: Case
    candidate: Candidate
    history: tuple[HistoryLine, ...] = ()
    skills: tuple[PersonalSkill, ...] = ()
    claims: tuple[Claim, ...] = ()
    units: tuple[Unit, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    bank: tuple[BankQuestion, ...] = ()
    staff: tuple[Staff, ...] = ()
    moves: tuple[StageMove, ...] = ()
    notes: tuple[CaseNote, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    files: tuple[ExhibitFile, ...] = ()
    links: tuple[EvidenceLink, ...] = ()
    remarks: tuple[RowRemark, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    plans: tuple[AssessmentPlan, ...] = ()
    plan_agreements: tuple[PlanAgreement, ...] = ()
    tasks: tuple[PracticalTask, ...] = ()
    observations: tuple[Observation, ...] = ()
    answers: tuple[Answer, ...] = ()
    recordings: tuple[Recording, ...] = ()
    conflicts: tuple[ConflictDeclaration, ...] = ()
    handlings: tuple[ConflictHandling, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    unit_judgements: tuple[UnitJudgement, ...] = ()
    row_advice: tuple[RowAdvice, ...] = ()
    worker_answers: tuple[WorkerAnswer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    blind_orders: tuple[BlindOrder, ...] = ()
    verifications: tuple[Verification, ...] = ()
    voids: tuple[DecisionVoid, ...] = ()
    proposals: tuple[ProposedAward, ...] = ()
    awards: tuple[Award, ...] = ()
    revoked: frozenset[StatusPlaceId] = frozenset()
    passports: tuple[Passport, ...] = ()
    proofs: tuple[SpellingProof, ...] = ()
    sheet_events: tuple[SheetEvent, ...] = ()
    name_changes: tuple[NameChange, ...] = ()

    @cached_property
    def binder(self) -> tuple[Exhibit, ...]:
        """The exhibits that are in the binder, by number."""
        return tuple(
            sorted((one for one in self.exhibits if not one.removed), key=lambda one: one.number)
        )

    @cached_property
    def frozen(self) -> bool:
        """Whether the portfolio was handed over; from then on it takes supplements only."""
        return bool(self.freezes)

    def is_frozen(self, exhibit: Exhibit) -> bool:
        """Whether an exhibit was handed over, with the portfolio or a supplement."""
        return exhibit.supplement < len(self.freezes)

    @property
    def pending(self) -> tuple[Exhibit, ...]:
        """The exhibits that would be handed over now."""
        return tuple(one for one in self.binder if not self.is_frozen(one))

    def unit(self, unit_id: UnitId) -> Unit:
        """The claimed unit with this id. Raises NotFoundError: it is claimed no more."""
        if unit_id not in self._units:
            raise NotFoundError(Unit.__name__, unit_id)
        return self._units[unit_id]

    def framework(self, framework_id: FrameworkId) -> Framework:
        """The version of a standard that a claimed unit belongs to."""
        return next(one for one in self.frameworks if one.id == framework_id)

    def exhibit(self, exhibit_id: ExhibitId) -> Exhibit:
        """The exhibit with this id, also one that was taken out of the binder."""
        return next(one for one in self.exhibits if one.id == exhibit_id)

    def files_of(self, exhibit_id: ExhibitId) -> tuple[ExhibitFile, ...]:
        """The files of an exhibit, in the order in which they came."""
        return tuple(one for one in self.files if one.exhibit_id == exhibit_id)

    def person(self, staff_id: StaffId) -> Staff:
        """A member of staff who is named in the case."""
        return next(one for one in self.staff if one.id == staff_id)

    def judgement(self, unit_id: UnitId, row_id: RowId) -> Judgement | None:
        """The judgement of a row that counts: the latest, unless it took the judgement back."""
        found = self._judgements.get((unit_id, row_id))
        return None if found is None or found.mark is Mark.NOT_SEEN else found

    def quality(self, unit_id: UnitId, quality: Quality) -> bool | None:
        """The assessor's standing answer to one of the five qualities; None: not answered."""
        found = self.quality_judgement(unit_id, quality)
        return None if found is None else found.holds

    def quality_judgement(self, unit_id: UnitId, quality: Quality) -> UnitJudgement | None:
        """The judgement of one of the five qualities that was made last."""
        return self._qualities.get((unit_id, quality))

    def decision(self, unit_id: UnitId) -> Decision | None:
        """The decision about a unit that counts: the latest, unless it was found void."""
        latest = self.latest_decision(unit_id)
        return None if latest is None or self.void(latest.id) else latest

    def latest_decision(self, unit_id: UnitId) -> Decision | None:
        """The decision about a unit that was signed last, also one that is void."""
        return next((one for one in reversed(self.decisions) if one.unit_id == unit_id), None)

    def signed_decision(self, decision_id: DecisionId) -> Decision:
        """The decision with this id. Raises NotFoundError."""
        found = next((one for one in self.decisions if one.id == decision_id), None)
        if found is None:
            raise NotFoundError(Decision.__name__, decision_id)
        return found

    def void(self, decision_id: DecisionId) -> DecisionVoid | None:
        """What made a decision void, if anything did."""
        return next((one for one in self.voids if one.decision_id == decision_id), None)

    def barred(self, unit_id: UnitId) -> frozenset[StaffId]:
        """Who may take no part in the next decision about a unit: void ones were theirs."""
        return frozenset(who for one in self.voids if one.unit_id == unit_id for who in one.barred)

    def upheld_by(self, unit_id: UnitId) -> frozenset[StaffId]:
        """Who upheld an appeal about a unit: the decision after it is partly their work."""
        upheld = VoidBasis.APPEAL_UPHELD
        ours = (one for one in self.voids if one.unit_id == unit_id and one.basis is upheld)
        return frozenset(one.by for one in ours)

    def verification(self, decision_id: DecisionId) -> Verification | None:
        """The verifier's answer to a decision, if there is one."""
        answers = (one for one in self.verifications if one.decision_id == decision_id)
        return next(answers, None)

    def awaiting_verification(self, unit_id: UnitId) -> Decision | None:
        """The decision about a unit that nobody has countersigned or returned yet."""
        decision = self.decision(unit_id)
        return decision if decision and self.verification(decision.id) is None else None

    def verified(self, unit_id: UnitId) -> Decision | None:
        """The latest decision about a unit, if it was countersigned."""
        return self._answered(self.decision(unit_id), VerificationOutcome.COUNTERSIGNED)

    @property
    def plan(self) -> AssessmentPlan | None:
        """The assessment plan that counts: its latest version."""
        return self.plans[-1] if self.plans else None

    def plan_agreement(self, side: PlanSide) -> PlanAgreement | None:
        """The agreement of one side to the plan that counts, if there is one."""
        return agreed_by(self.plan, side, self.plan_agreements) if self.plan else None

    def agreement(self, decision_id: DecisionId, row_id: RowId) -> Agreement | None:
        """The verifier's standing answer for a row of a decision."""
        found = self._agreements.get((decision_id, row_id))
        return None if found is None or found.answer is None else found

    def marked_blind(self, decision_id: DecisionId, row_id: RowId, person: StaffId) -> Mark | None:
        """What a verifier made of a row before seeing the judgement; the first mark counts."""
        own = (
            one.own_mark
            for one in self.agreements
            if (one.decision_id, one.row_id, one.by) == (decision_id, row_id, person)
        )
        return next((one for one in own if one is not None), None)

    @property
    def blind(self) -> bool:
        """Whether the case is verified blind: the assessor's marks show after the verifier's."""
        return bool(self.blind_orders) and self.blind_orders[-1].blind

    def row_reasons(self, decision_id: DecisionId) -> tuple[RowReason, ...]:
        """What the verifier has against single rows of a decision, in the rows' order."""
        decision = self.signed_decision(decision_id)
        return tuple(
            RowReason(row.row_id, row.number, answer.answer, answer.remark)
            for row in decision.rows
            if (answer := self.agreement(decision_id, row.row_id))
            and answer.answer is not None
            and not answer.agrees
        )

    def returned_before(self, decision: Decision) -> Decision | None:
        """The decision that this one was made anew for, because the verifier returned it."""
        before = next((one for one in self.decisions if one.id == decision.replaces), None)
        return self._answered(before, VerificationOutcome.RETURNED)

    def made_anew_for(self, decision: Decision) -> Decision | None:
        """The decision that this one was made anew for: returned, or agreed to without an award.

        The latter happens where another unit of the same award did not hold.
        """
        if (returned := self.returned_before(decision)) is not None:
            return returned
        before = next((one for one in self.decisions if one.id == decision.replaces), None)
        if before is None or before.result is not Result.COMPETENT or self.void(before.id):
            return None
        return self._answered(before, VerificationOutcome.COUNTERSIGNED)

    def first_of(self, decision: Decision) -> Decision:
        """The first of the decisions of which each was made anew for the one before.

        The version of the standard that was in force on its day counts for all of them.
        """
        while (before := self.made_anew_for(decision)) is not None:
            decision = before
        return decision

    def returned(self, unit_id: UnitId) -> Decision | None:
        """The latest decision about a unit, if the verifier returned it."""
        return self._answered(self.decision(unit_id), VerificationOutcome.RETURNED)

    def _answered(self, decision: Decision | None, outcome: VerificationOutcome) -> Decision | None:
        answer = self.verification(decision.id) if decision else None
        return decision if answer and answer.outcome is outcome else None

    def conflict(self, person: StaffId, duty: Duty) -> ConflictDeclaration | None:
        """The declaration of a person for a duty in this case that counts, by whichever record.

        That is the latest conflict: nobody takes an own one back by declaring none later, somebody
        else decides about it. Without any it is the latest declaration.
        """
        numbers = {one.person_number for one in self.staff if one.id == person}
        records = {one.id for one in self.staff if one.person_number in numbers} | {person}
        own = [one for one in self.conflicts if one.by in records and one.duty is duty]
        return next((one for one in reversed(own) if one.conflict), own[-1] if own else None)

    @cached_property
    def standing_observations(self) -> tuple[Observation, ...]:
        """The marks that count: not those of an observer who had no valid scope."""
        return tuple(one for one in self.observations if not self._unseen(one))

    @cached_property
    def standing_answers(self) -> tuple[Answer, ...]:
        """The answers that count: not those that nobody in scope has heard."""
        return tuple(one for one in self.answers if not self._unseen(one))

    def handling(self, declaration: ConflictDeclaration) -> ConflictHandling | None:
        """What was decided last about a declared conflict."""
        found = (one for one in self.handlings if one.declaration_id == declaration.id)
        return next(reversed(tuple(found)), None)

    @cached_property
    def worker_says(self) -> dict[AskedOf, WorkerAnswer]:
        """The worker's latest answer to each thing that was asked on the turned screen."""
        return standing_answers(self.worker_answers)

    def took_part(self) -> frozenset[StaffId]:
        """Everybody who advised, planned, observed, recorded, asked, judged or decided.

        None of them may verify. Whoever has heard the worker about rows or the plan has asked too.
        What is heard of a decision comes after it.
        """
        before = (one for one in self.worker_answers if one.subject is not WorkerSubject.DECISION)
        return frozenset(
            {self.case.advisor_id}
            | {one.by for one in self.plans}
            | {one.by for one in self.plan_agreements}
            | {one.by for one in self.observations}
            | {one.by for one in self.answers}
            | {one.by for one in before}
            | {one.by for one in self.recordings}
            | {one.by for one in self.judgements}
            | {one.by for one in self.unit_judgements}
            | {one.by for one in self.decisions}
        )

    @cached_property
    def _units(self) -> dict[UnitId, Unit]:
        return {one.id: one for one in self.units}

    @cached_property
    def _judgements(self) -> dict[tuple[UnitId, RowId], Judgement]:
        return {
            (one.unit_id, one.row_id): one for one in self.judgements if not self._set_aside(one)
        }

    @cached_property
    def _qualities(self) -> dict[tuple[UnitId, Quality], UnitJudgement]:
        return {
            (one.unit_id, one.quality): one
            for one in self.unit_judgements
            if not self._set_aside(one)
        }

    @cached_property
    def _agreements(self) -> dict[tuple[DecisionId, RowId], Agreement]:
        return {(one.decision_id, one.row_id): one for one in self.agreements}

    def _set_aside(self, one: Judgement | UnitJudgement | Observation | Answer) -> bool:
        return any(
            void.unit_id == one.unit_id and one.by in void.barred and one.at <= void.at
            for void in self.voids
        )

    def _unseen(self, one: Observation | Answer) -> bool:
        return any(
            void.unit_id == one.unit_id and one.by in void.barred and one.at <= void.at
            for void in self.voids
            if void.basis is VoidBasis.NO_VALID_SCOPE
        )
