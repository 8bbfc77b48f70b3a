"""Walks a worker through the six steps, one use case after the other, as the people would."""

from collections.abc import Mapping, Sequence

from core.domain.assessment import Decision, Mark, Quality, Recommendation, Result
from core.domain.case import Case, Duty, Route
from core.domain.grid import unit_grid
from core.domain.planning import AssessmentPlan, Method, SigningWay, UnitPlan
from core.domain.recognition import Passport
from core.domain.recordings import BenchPlace, RecordingKind, RecordingSource
from core.domain.sessions import AssessmentSession, CheckKind
from core.domain.standards import Unit
from core.domain.verifying import Principle, RowAnswer, Verification
from core.reporting.practice_drawings import holder_portrait_jpeg, signature_png
from core.services import (
    answering_rows,
    deciding,
    handing_out,
    handling_cases,
    issuing,
    judging,
    observing,
    planning,
    recording,
    running_sessions,
    verifying_decisions,
)
from core.services.recording import Taken
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from desktop.demo.advising import Advising, row
from desktop.demo.centre import PASSPHRASE
from desktop.demo.invented import Piece, Worker


class Walk(Advising):
    """The four people of the practice centre at work. Rows are named by their printed number.

    The descriptor's own row has the empty number.
    """

    def to_assess(
        self,
        worker: Worker,
        route: Route,
        unit: Unit,
        papers: Sequence[Piece],
        evidence: Mapping[str, Sequence[str]],
        *,
        due_in_days: int = 14,
    ) -> Case:
        """A case about one unit, handed over, declared and planned; for `evidence` see `map`."""
        case = self.open(worker, route, [unit], due_in_days)
        self.collect(case, papers)
        self.map(case, unit, evidence)
        self.finalise(case)
        self.hand_over(case)
        self.declare(case)
        return case

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
