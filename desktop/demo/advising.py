"""The first stages of a practice case: from registering a worker to handing the portfolio over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from core.domain.case import Case, GuidingAnswers, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Candidate, HistoryKind, HistoryLine, LearningSource
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.domain.portfolio import Exhibit, Freeze
from core.domain.standards import Unit, UnitRow
from core.domain.worker_answers import AskedOf, WorkerSays, WorkerSubject
from core.ids import CaseId
from core.ports.desk import Desk
from core.services import (
    claiming,
    collecting,
    handing_over,
    handling_cases,
    hearing_worker,
    mapping,
    registering,
)
from core.services.hearing_worker import Said
from core.services.inspecting_files import inspect
from desktop.demo.centre import PracticeStaff, sit_down
from desktop.demo.clock import TurnedClock
from desktop.demo.invented import Piece, Worker


class Advising:
    """The people of the practice centre at their desk, and the steps of the advisor."""

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


def row(unit: Unit, number: str) -> UnitRow:
    """The row of a unit by its printed number; the descriptor's is empty."""
    return next(one for one in unit.rows() if one.number == number)
