"""Works the assessment plan of a case: made, printed, agreed by worker and assessor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.casefile import CaseFile
from core.domain.people import Centre, Staff
from core.domain.planning import AssessmentPlan, PlanAgreement, PlanSide, SigningWay
from core.domain.rules import may_agree, may_hear, may_plan
from core.domain.worker_answers import AskedOf, WorkerSubject
from core.errors import Refusal
from core.ids import CaseId
from core.services import planning
from core.services.planning import PlanDraft
from core.services.standing import the_centre
from desktop.presenters.session import Session
from desktop.texts import Problem, problem_text


@dataclass(frozen=True)
class PlanState:
    """The case with its plan, for the person who is signed in."""

    file: CaseFile
    centre: Centre
    me: Staff

    @property
    def plan(self) -> AssessmentPlan | None:
        """The version that counts."""
        return self.file.plan

    @property
    def planning(self) -> tuple[Refusal, ...]:
        """Why this person may not make the plan now; empty: may."""
        return may_plan(self.file, self.me)

    @property
    def turns(self) -> bool:
        """Whether the screen may be turned to the worker to ask about the plan."""
        if self.plan is None:
            return False
        asked = AskedOf(WorkerSubject.PLAN, plan_id=self.plan.id)
        return not may_hear(self.file, asked, self.me)

    def agreement(self, side: PlanSide) -> PlanAgreement | None:
        """The agreement of a side to the version that counts."""
        return self.file.plan_agreement(side)

    def agreeing(self, side: PlanSide) -> tuple[Refusal, ...]:
        """Why a side's agreement may not be taken down now."""
        return may_agree(self.file, self.plan, side, self.me) if self.plan else ()


class PlanView(Protocol):
    """What the presenter tells the page."""

    def show_plan(self, state: PlanState) -> None:
        """Show the plan as it is now."""

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong."""

    def print_paper(self, pdf: bytes) -> None:
        """Print it."""


class PlanPresenter:
    """The plan of one case."""

    def __init__(self, session: Session, case_id: CaseId) -> None:
        self._session, self._case_id = session, case_id
        self._view: PlanView | None = None
        self.state: PlanState | None = None

    def attach(self, view: PlanView) -> None:
        """Say which page to tell, and read the case."""
        self._view = view
        self.reread()

    def detach(self) -> None:
        """The page is gone."""
        self._view = None

    def reread(self) -> None:
        """Read the case again."""
        self._write(lambda: None)

    def make(self, draft: PlanDraft) -> None:
        """Keep a new version; what was agreed was agreed to the earlier one."""
        desk, by = self._session.desk, self._session.sitting
        self._write(lambda: planning.make_plan(desk, by, self._case_id, draft))

    def sign_as_assessor(self) -> None:
        """Agree with the personal key of whoever is signed in."""
        plan = self.state.plan if self.state else None
        if plan is not None:
            desk, by = self._session.desk, self._session.sitting
            self._write(lambda: planning.agree_as_assessor(desk, by, plan))

    def sign_as_worker(
        self, way: SigningWay, sheet: bytes = b"", signed_on: date | None = None
    ) -> None:
        """Take down the worker's agreement, by a drawing or on a printed sheet."""
        plan = self.state.plan if self.state else None
        if plan is not None:
            desk, by = self._session.desk, self._session.sitting
            self._write(
                lambda: planning.agree_as_worker(
                    desk, by, plan, way, signed_on=signed_on, sheet=sheet
                )
            )

    def print_plan(self, language: str) -> None:
        """Print the plan, for signing on paper; `language` is the name of the one spoken."""
        state = self.state
        if state is not None and state.plan is not None:
            plan = state.plan

            def make() -> bytes:
                # ReportLab is imported where it is needed: the window starts without it.
                from core.reporting.flowing_paper import flowing_pdf
                from desktop.presenters.plan_paper import plan_paper

                return flowing_pdf(plan_paper(state.file, plan, state.centre, language))

            self._session.tasks.run(lambda _: make(), done=self._print, failed=self._fail)

    def _read(self) -> PlanState:
        with self._session.desk.uow() as uow:
            file, centre = uow.case_file(self._case_id), the_centre(uow)
        return PlanState(file, centre, self._session.sitting.staff)

    def _write(self, step: Callable[[], object]) -> None:
        def job() -> PlanState:
            step()
            return self._read()

        self._session.tasks.run(lambda _: job(), done=self._show, failed=self._fail)

    def _show(self, state: PlanState) -> None:
        self.state = state
        if self._view is not None:
            self._view.show_plan(state)

    def _print(self, pdf: bytes) -> None:
        if self._view is not None:
            self._view.print_paper(pdf)

    def _fail(self, error: Exception) -> None:
        if self._view is not None:
            self._view.show_problem(problem_text(error))
