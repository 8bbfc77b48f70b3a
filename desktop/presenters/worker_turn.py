"""The worker's turn: one thing after the other, shown in the worker's language and answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from core.domain.assessment import Decision, Result
from core.domain.casefile import CaseFile
from core.domain.feedback import Feedback
from core.domain.people import Staff
from core.domain.planning import AssessmentPlan
from core.domain.rules import may_hear
from core.domain.worker_answers import AskedOf, WorkerAnswer, WorkerSubject
from core.errors import Refusal
from core.ids import CaseId, DecisionId, RowId, UnitId
from core.reporting.letter_words import own_words
from core.services import hearing_worker
from core.services.hearing_worker import Said
from desktop.presenters.session import Session
from desktop.texts import Problem, problem_text, words
from desktop.texts.translating import say


@dataclass(frozen=True, slots=True)
class Turn:
    """What the screen is turned for: the rows of a unit from `row_id` on, the plan, a decision."""

    case_id: CaseId
    subject: WorkerSubject
    unit_id: UnitId | None = None
    row_id: RowId | None = None
    decision_id: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class TurnCard:
    """One thing that the worker is asked about. `language` (BCP 47 tag) is that of the text."""

    asked: AskedOf
    heading: str
    text: str
    language: str


@dataclass(frozen=True)
class TurnState:
    """All that the worker is asked about on this turn; `at` is how far it went."""

    file: CaseFile
    cards: tuple[TurnCard, ...]
    at: int
    person: Staff

    @property
    def card(self) -> TurnCard | None:
        """What is asked now; None when all of it was."""
        return self.cards[self.at] if 0 <= self.at < len(self.cards) else None

    @property
    def answer(self) -> WorkerAnswer | None:
        """What the worker said of it last."""
        return self.file.worker_says.get(self.card.asked) if self.card else None

    @property
    def language(self) -> str:
        """The language that is spoken with the worker."""
        return _languages(self.file)[0]

    @property
    def interpreter(self) -> str:
        """Who interprets: as said before on this screen, as planned, or as in the record."""
        said = [one.interpreter for one in self.file.worker_answers if one.interpreter]
        planned = self.file.plan.interpreter if self.file.plan else ""
        return said[-1] if said else planned or self.file.candidate.interpreter

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why nothing may be taken down now; empty: may."""
        return may_hear(self.file, self.card.asked, self.person) if self.card else ()


class TurnView(Protocol):
    """What shows the worker's turn."""

    def show_turn(self, state: TurnState) -> None:
        """Show what is asked now."""

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong; nothing was kept."""


class WorkerTurnPresenter:
    """Reads what there is to ask, keeps what is answered, and goes on by itself."""

    def __init__(self, session: Session, turn: Turn) -> None:
        self._session, self._turn = session, turn
        self._view: TurnView | None = None
        self.state: TurnState | None = None

    def attach(self, view: TurnView) -> None:
        """Say which page to tell, and read the case."""
        self._view = view
        self._run(self._first)

    def detach(self) -> None:
        """The page is gone. What was begun is still finished."""
        self._view = None

    def step(self, by: int) -> None:
        """Go to the thing after this one (1) or before it (-1)."""
        if self.state is not None and 0 <= self.state.at + by <= len(self.state.cards):
            self._show(replace(self.state, at=self.state.at + by))

    def answer(self, said: Said, *, go_on: bool = True) -> None:
        """Keep what the worker said of what is asked now, then go on to the next."""
        state = self.state
        if state is None or state.card is None:
            return
        desk, by, case_id = self._session.desk, self._session.sitting, self._turn.case_id
        card = state.card
        said = replace(said, language=card.language)

        def job() -> TurnState:
            hearing_worker.hear(desk, by, case_id, card.asked, said)
            with desk.uow() as uow:
                file = uow.case_file(case_id)
            return replace(state, file=file, at=state.at + 1 if go_on else state.at)

        self._run(job)

    # -- inside ---------------------------------------------------------------------------------

    def _first(self) -> TurnState:
        turn = self._turn
        with self._session.desk.uow() as uow:
            file = uow.case_file(turn.case_id)
            found = uow.find(Feedback, decision_id=turn.decision_id) if turn.decision_id else ()
        cards = tuple(_cards(file, turn, found[0] if found else None))
        at = [one.asked.row_id for one in cards].index(turn.row_id) if turn.row_id else 0
        return TurnState(file, cards, at, self._session.sitting.staff)

    def _run(self, job: Callable[[], TurnState]) -> None:
        self._session.tasks.run(lambda _: job(), done=self._show, failed=self._fail)

    def _show(self, state: TurnState) -> None:
        self.state = state
        if self._view is not None:
            self._view.show_turn(state)

    def _fail(self, error: Exception) -> None:
        if self._view is not None:
            self._view.show_problem(problem_text(error))


def _languages(file: CaseFile) -> tuple[str, ...]:
    planned = (file.plan.language,) if file.plan else ()
    return (*planned, *file.candidate.languages, "en")


def _cards(file: CaseFile, turn: Turn, feedback: Feedback | None) -> Iterator[TurnCard]:
    languages = _languages(file)
    if turn.unit_id is not None:
        unit = file.unit(turn.unit_id)
        title = unit.title.best(languages)
        for row in unit.rows():
            if row.takes_evidence:
                asked = AskedOf(WorkerSubject.ROW, unit.id, row.id)
                tag, text = row.text.spoken(languages)
                yield TurnCard(asked, f"{title}  {row.number}".strip(), text, tag)
    elif turn.decision_id is not None:
        yield _decision_card(file, turn.decision_id, feedback)
    elif file.plan is not None:
        asked = AskedOf(WorkerSubject.PLAN, plan_id=file.plan.id)
        heading = say("Assessment plan {number}").format(number=file.plan.number)
        yield TurnCard(asked, heading, "\n".join(_plan_lines(file, file.plan)), "en")


def _decision_card(file: CaseFile, decision_id: DecisionId, feedback: Feedback | None) -> TurnCard:
    languages = _languages(file)
    decision = file.signed_decision(decision_id)
    own = own_words(languages[0])
    key = "competent" if decision.result is Result.COMPETENT else "not_yet"
    message = (feedback.translation or feedback.message) if feedback else ""
    lines = (
        own.get(key, ""),
        words(decision.result).capitalize(),
        message,
        *_reasons(decision, feedback, _asked_rows(file, decision, languages)),
        decision.advice,
    )
    asked = AskedOf(WorkerSubject.DECISION, decision_id=decision.id)
    title = file.unit(decision.unit_id).title.best(languages)
    return TurnCard(asked, title, "\n".join(one for one in lines if one), "en")


def _asked_rows(file: CaseFile, decision: Decision, languages: tuple[str, ...]) -> dict[RowId, str]:
    """What each row asks, in the first language that it has."""
    rows = file.unit(decision.unit_id).rows()
    return {one.id: f"{one.number}  {one.text.best(languages)}" for one in rows}


def _reasons(
    decision: Decision, feedback: Feedback | None, asked: Mapping[RowId, str]
) -> Iterator[str]:
    """Row by row why it is not met, and what helps: in the worker's words where somebody wrote."""
    for one in decision.rows:
        if one.reason or one.advice:
            own = feedback.of_row(one.row_id) if feedback else ""
            said = own or "  ".join(filter(None, (one.reason, one.advice)))
            yield asked.get(one.row_id, one.number)
            yield f"{words(one.mark).capitalize()}: {said}"


def _plan_lines(file: CaseFile, plan: AssessmentPlan) -> Iterator[str]:
    languages = _languages(file)
    starts = plan.starts.astimezone().strftime("%Y-%m-%d %H:%M")
    yield "  ".join(one for one in (starts, plan.place) if one)
    for planned in plan.units:
        unit = next((one for one in file.units if one.id == planned.unit_id), None)
        if unit is None:
            continue
        how = [words(one) for one in planned.methods]
        if planned.testing_programme:
            how.insert(0, say("complete testing programme"))
        yield f"{unit.title.best(languages)}: {', '.join(how)}"
    if plan.adjustments:
        yield plan.adjustments
    own = own_words(plan.language)
    if plan.appeal_explained and own.get("how"):
        yield own["how"]
