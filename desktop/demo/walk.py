"""Walks a worker through the six steps, one use case after the other, as the people would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.domain.assessment import Decision, Mark, Quality, Recommendation, Result
from core.domain.case import Case, Duty, GuidingAnswers, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.grid import unit_grid
from core.domain.people import (
    Candidate,
    Consent,
    HistoryKind,
    HistoryLine,
    LearningSource,
)
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.domain.planning import AssessmentPlan, Method, SigningWay, UnitPlan
from core.domain.portfolio import Exhibit, Freeze, Sight, Signatory
from core.domain.recognition import Passport
from core.domain.recordings import BenchPlace, RecordingKind, RecordingSource
from core.domain.sessions import AssessmentSession, CheckKind
from core.domain.standards import Unit, UnitRow
from core.domain.verifying import Principle, RowAnswer, Verification
from core.domain.worker_answers import AskedOf, WorkerSays, WorkerSubject
from core.ids import CaseId
from core.ports.desk import Desk
from core.reporting.practice_drawings import holder_portrait_jpeg, signature_png
from core.services import (
    answering_rows,
    claiming,
    collecting,
    deciding,
    handing_out,
    handing_over,
    handling_cases,
    hearing_worker,
    issuing,
    judging,
    mapping,
    observing,
    planning,
    recording,
    registering,
    running_sessions,
    verifying_decisions,
)
from core.services.hearing_worker import Said
from core.services.inspecting_files import inspect
from core.services.recording import Taken
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from desktop.demo.centre import PASSPHRASE, PracticeStaff, sit_down
from desktop.demo.clock import TurnedClock


@dataclass(frozen=True, slots=True)
class Work:
    """A line of work abroad or at home."""

    title: str
    employer: str
    country: str
    starts: date
    ends: date
    before_departure: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented worker."""

    name: str
    own_name: str
    born: date
    nationality: str
    document: str
    languages: tuple[str, ...]
    history: tuple[Work, ...]
    goal: str = ""
    programme: str = ""
    photo: bytes = b""
    consent: Consent = Consent.YES


@dataclass(frozen=True, slots=True)
class Piece:
    """An exhibit to be filed."""

    kind: ExhibitKind
    title: str
    name: str
    content: bytes
    issued_on: date | None = None
    covers: tuple[date, date] | None = None
    sight: Sight = Sight.ORIGINAL
    signatory: Signatory = field(default_factory=Signatory)


class Walk:
    """The four people of the practice centre at work. Rows are named by their printed number.

    The descriptor's own row has the empty number.
    """

    def __init__(self, desk: Desk, staff: PracticeStaff, clock: TurnedClock) -> None:
        self.desk, self.clock = desk, clock  # the desk was opened with this clock
        self.staff = staff
        self.advisor = sit_down(self.desk, staff.advisor)
        self.assessor = sit_down(self.desk, staff.assessor)
        self.verifier = sit_down(self.desk, staff.verifier)
        self.registrar = sit_down(self.desk, staff.registrar)

    def end(self) -> None:
        """Everybody leaves; the keys are wiped."""
        for sitting in (self.advisor, self.assessor, self.verifier, self.registrar):
            sitting.end()

    def file(self, case_id: CaseId) -> CaseFile:
        """Read the case."""
        with self.desk.uow() as uow:
            return uow.case_file(case_id)

    def register(self, worker: Worker) -> Candidate:
        """Register a worker with the history and what the document says."""
        desk, by = self.desk, self.advisor
        candidate = registering.register_candidate(
            desk, by, name=worker.name, birth_date=worker.born
        )
        if worker.photo:
            candidate = registering.set_photo(desk, by, candidate, worker.photo)
        candidate = registering.save_candidate(
            desk,
            by,
            replace(
                candidate,
                own_script_name=worker.own_name,
                nationality=worker.nationality,
                document_kind="passport",
                document_number=worker.document,
                languages=worker.languages,
                identity_seen_on=self.clock.today(),
                passport_consent=worker.consent,
            ),
        )
        for work in worker.history:
            registering.save_history_line(
                desk,
                by,
                HistoryLine(
                    id=registering.new_history_line_id(),
                    candidate_id=candidate.id,
                    kind=HistoryKind.WORK,
                    title=work.title,
                    organisation=work.employer,
                    country=work.country,
                    starts=work.starts,
                    ends=work.ends,
                    before_departure=work.before_departure,
                    source=LearningSource.WORKPLACE
                    if work.before_departure
                    else LearningSource.OVERSEAS,
                ),
            )
        return candidate

    def open(
        self, worker: Worker, route: Route, units: Sequence[Unit], due_in_days: int = 14
    ) -> Case:
        """Register, open a case, answer the three questions and claim the units."""
        desk, by = self.desk, self.advisor
        candidate = self.register(worker)
        case = handling_cases.open_case(desk, by, candidate.id)
        portfolio_only = route is Route.PORTFOLIO_ONLY
        answers = GuidingAnswers(not portfolio_only, not portfolio_only, False)
        handling_cases.answer_guiding_questions(desk, by, case.id, answers, route)
        for unit in units:
            claiming.claim_unit(desk, by, case.id, unit.id)
        return handling_cases.change_case(
            desk,
            by,
            case.id,
            goal=worker.goal,
            programme=worker.programme,
            due=self.clock.today() + timedelta(days=due_in_days),
        )

    def skill(
        self,
        case: Case,
        kind: PersonalSkillKind,
        text: str,
        basis: Basis,
    ) -> PersonalSkill:
        """Enter a soft skill, language or culture."""
        return registering.save_personal_skill(
            self.desk,
            self.advisor,
            PersonalSkill(
                id=registering.new_personal_skill_id(),
                candidate_id=case.candidate_id,
                kind=kind,
                text=text,
                basis=basis,
            ),
        )

    def collect(self, case: Case, pieces: Sequence[Piece]) -> tuple[Exhibit, ...]:
        """File the pieces as exhibits 1, 2, 3 and so on."""
        filed = []
        for piece in pieces:
            exhibit = collecting.add_exhibit(
                self.desk,
                self.advisor,
                case.id,
                kind=piece.kind,
                title=piece.title,
                file=inspect(piece.name, piece.content),
            )
            starts, ends = piece.covers or (None, None)
            exhibit = replace(
                exhibit,
                issued_on=piece.issued_on,
                covers_from=starts,
                covers_to=ends,
                sight=piece.sight,
                signatory=piece.signatory,
            )
            filed.append(collecting.save_exhibit(self.desk, self.advisor, exhibit))
        return tuple(filed)

    def map(self, case: Case, unit: Unit, evidence: Mapping[str, Sequence[str]]) -> None:
        """Type exhibits into rows: {"2": ["3.2"]} is page 2 of exhibit 3 into row 2."""
        if self.file(case.id).case.stage is Stage.ASSEMBLE:
            handling_cases.move_case(self.desk, self.advisor, case.id, Stage.MAP)
        for number, typed in evidence.items():
            for one in typed:
                mapping.link_number(
                    self.desk, self.advisor, case.id, unit.id, row(unit, number).id, one
                )

    def ask_worker(self, case: Case, unit: Unit, answers: Mapping[str, WorkerSays]) -> None:
        """Turn the screen to the worker, who says of rows by number how well they can be done."""
        for number, says in answers.items():
            asked = AskedOf(WorkerSubject.ROW, unit.id, row(unit, number).id)
            hearing_worker.hear(self.desk, self.advisor, case.id, asked, Said(says))

    def finalise(self, case: Case) -> None:
        """Arrange for assessor and verifier."""
        handling_cases.move_case(self.desk, self.advisor, case.id, Stage.FINALISE)
        handling_cases.assign(
            self.desk,
            self.advisor,
            case.id,
            assessor=self.staff.assessor.id,
            verifier=self.staff.verifier.id,
        )

    def hand_over(self, case: Case) -> Freeze:
        """Freeze the portfolio and submit it."""
        return handing_over.hand_over(self.desk, self.advisor, case.id)

    def declare(self, case: Case) -> None:
        """Assessor and verifier declare that they have no conflict of interest in this case."""
        for by, duty in ((self.assessor, Duty.ASSESS), (self.verifier, Duty.VERIFY)):
            handling_cases.declare_conflict(self.desk, by, case.id, duty, conflict=False)

        if self.file(case.id).plan is None:
            self.agree_plan(case)

    def agree_plan(self, case: Case, place: str = "Workshop of the centre") -> AssessmentPlan:
        """Make the assessment plan; assessor and worker agree to it."""
        file = self.file(case.id)
        draft = planning.PlanDraft(
            [UnitPlan(unit.id, (Method.DEMONSTRATION, Method.INTERVIEW)) for unit in file.units],
            place=place,
            starts=self.clock.now(),
            language=(file.candidate.languages or ("en",))[0],
            appeal_explained=True,
        )
        plan = planning.make_plan(self.desk, self.assessor, case.id, draft)
        planning.agree_as_assessor(self.desk, self.assessor, plan)
        planning.agree_as_worker(
            self.desk, self.assessor, plan, SigningWay.ON_SCREEN, sheet=signature_png()
        )
        return plan

    def seat(self, *cases: Case, place: str = "") -> AssessmentSession:
        """Open a session at the bench and do what comes before the first mark."""
        ids = [case.id for case in cases]
        session = running_sessions.open_session(self.desk, self.assessor, ids, place=place)
        for case_id in ids:
            for kind in CheckKind:
                running_sessions.check(
                    self.desk,
                    self.assessor,
                    session.id,
                    case_id,
                    kind,
                    True,
                    photo=holder_portrait_jpeg(),
                )
        return session

    def observe(
        self,
        case: Case,
        unit: Unit,
        task: str,
        marks: Mapping[str, Mark],
        place: str = "",
        *,
        photos: Mapping[str, bytes] | None = None,
    ) -> None:
        """Set a practical task and mark rows of its checklist, in a session of its own.

        `photos` are taken of the rows with these numbers.
        """
        session = self.seat(case, place=place)
        set_task = observing.set_task(
            self.desk, self.assessor, case.id, unit.id, title=task, place=place
        )
        for number, mark in marks.items():
            observing.observe(
                self.desk,
                self.assessor,
                case.id,
                unit.id,
                row(unit, number).id,
                set_task.id,
                mark,
                session_id=session.id,
            )
        for number, photo in (photos or {}).items():
            at = BenchPlace(session.id, case.id, unit.id, row(unit, number).id, set_task.id)
            computer = RecordingSource.COMPUTER
            taken = Taken(at, RecordingKind.PHOTO, computer, self.clock.now())
            recording.keep_photo(self.desk, self.assessor, taken, photo)
        running_sessions.close_session(self.desk, self.assessor, session.id)

    def ask(self, case: Case, unit: Unit, number: str, question: str, answer: str) -> None:
        """Ask the worker a question that is answered satisfactorily."""
        observing.ask(
            self.desk,
            self.assessor,
            case.id,
            unit.id,
            row(unit, number).id,
            question=question,
            answer=answer,
            mark=Mark.MET,
            language="km",
        )

    def judge(
        self, case: Case, unit: Unit, not_met: Mapping[str, str] | None = None, *, last: int = 99
    ) -> None:
        """Judge the first `last` rows met, but those in `not_met`, with their reasons."""
        for line in unit_grid(self.file(case.id), unit).judged[:last]:
            reason = (not_met or {}).get(line.row.number)
            judging.judge(
                self.desk,
                self.assessor,
                case.id,
                unit.id,
                line.row.id,
                Mark.NOT_MET if reason else Mark.MET,
                reason=reason or "",
            )

    def qualities(self, case: Case, unit: Unit) -> None:
        """Find the evidence authentic, valid, consistent, sufficient and current."""
        for quality in Quality:
            judging.judge_quality(self.desk, self.assessor, case.id, unit.id, quality, True)

    def decide(
        self,
        case: Case,
        unit: Unit,
        result: Result = Result.COMPETENT,
        advice: Mapping[str, str] | None = None,
    ) -> Decision:
        """Sign the decision; `advice` goes to rows by number."""
        for number, text in (advice or {}).items():
            row_id = row(unit, number).id
            judging.advise_row(self.desk, self.assessor, case.id, unit.id, row_id, text)
        competent = result is Result.COMPETENT
        conclusion = deciding.Conclusion(
            result,
            Recommendation.ISSUE if competent else Recommendation.RE_ASSESS,
        )
        return deciding.decide(self.desk, self.assessor, case.id, unit.id, conclusion)

    def verify(self, case: Case, decision: Decision) -> Verification:
        """Agree to every row and countersign."""
        for one in decision.rows:
            answering_rows.agree(
                self.desk, self.verifier, case.id, decision.id, one.row_id, RowAnswer.AGREE
            )
        return verifying_decisions.countersign(
            self.desk, self.verifier, case.id, decision.id, tuple(Principle)
        )

    def answer(
        self, case: Case, decision: Decision, number: str, answer: RowAnswer, remark: str
    ) -> None:
        """Say something to one row of a decision."""
        of_row = next(one for one in decision.rows if one.number == number)
        answering_rows.agree(
            self.desk, self.verifier, case.id, decision.id, of_row.row_id, answer, remark=remark
        )

    def send_back(self, case: Case, decision: Decision, reasons: str) -> Verification:
        """Return a decision with reasons."""
        return verifying_decisions.return_decision(
            self.desk, self.verifier, case.id, decision.id, reasons
        )

    def prove_spelling(self, case: Case) -> None:
        """The worker reads the own name and birth date and agrees."""
        handing_out.prove_spelling(self.desk, self.registrar, case.id, agreed=True)

    def issue(self, case: Case) -> Passport:
        """Take the spelling proof and issue the passport as the registrar."""
        self.prove_spelling(case)
        with unlock_key(self.desk, CENTRE_KEY, PASSPHRASE) as key:
            return issuing.issue_passport(self.desk, self.registrar, case.id, key)


def row(unit: Unit, number: str) -> UnitRow:
    """The row of a unit by its printed number; the descriptor's is empty."""
    return next(one for one in unit.rows() if one.number == number)
