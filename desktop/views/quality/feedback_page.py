"""The feedback letter of a decision: what is added by hand, the plan, the paper, its hand-over."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.feedback import (
    Feedback,
    GivenHow,
    NextStep,
    RowTranslation,
    proposed_steps,
)
from core.domain.rules.fairness import may_give_feedback
from core.domain.worker_answers import AskedOf, WorkerSubject
from core.ids import CaseId, DecisionId, RowId
from core.services import giving_feedback
from core.services.giving_feedback import FeedbackFile
from desktop.presenters.quality.feedback_letter import feedback_letter
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, action, muted
from desktop.views.languages import language_choices
from desktop.views.narrow import narrow
from desktop.views.quality.page_of_one import PageOfOne
from desktop.views.quality.steps_card import StepsCard
from desktop.views.turn.turning import said_by_worker, turn_button, turned_page
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.place_keys import is_typing, place_key
from desktop.widgets.saving import SavingChoice, SavingDate, SavingTextEdit, flush_all


class FeedbackPage(PageOfOne):
    """Ctrl+Enter prints; P plans a step for every row not met. `appeal_asked(CaseId)`."""

    appeal_asked = Signal(object)

    def __init__(self, session: Session, case_id: CaseId, decision_id: DecisionId) -> None:
        super().__init__("", session.tasks, self.tr("Print the letter"))
        self.title = self.tr("Feedback letter")
        self._session, self.case_id, self.decision_id = session, case_id, decision_id
        self._found: FeedbackFile | None = None
        self.rows: dict[RowId, SavingTextEdit] = {}
        self._row_lines, self._own_rows = column(gap=Space.S), list[Form]()
        self.language = SavingChoice(language_choices())
        self.message, self.translation = SavingTextEdit(lines=3), SavingTextEdit(lines=3)
        narrow(self.language)
        self._make_words()
        self.steps = StepsCard()
        self._make_paper()
        self.build(self._words, self.steps, self._paper)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the letter again."""
        desk = self._session.desk

        def job() -> FeedbackFile:
            with desk.uow() as uow:
                return giving_feedback.read_feedback(uow, self.case_id, self.decision_id)

        self.acting.do(job, self._show)

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker what there is to say about the decision."""
        found, me = self._found, self._session.sitting.staff
        if found is None or may_give_feedback(found.file, found.decision, me):
            return None
        flush_all(self)
        turn = Turn(self.case_id, WorkerSubject.DECISION, decision_id=self.decision_id)

        def back() -> None:
            give_back()
            self.refresh()

        return turned_page(self._session, turn, back)

    def panes(self) -> Sequence[QWidget]:
        """The words, the plan, the paper."""
        return (self._words, self.steps, self._paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not is_typing() and place_key(event) == "P":
            self.plan()
        else:
            super().keyPressEvent(event)

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self, found: FeedbackFile) -> None:
        self._found = found
        worker, decision = found.file.candidate, found.decision
        unit = found.file.unit(decision.unit_id)
        names = " · ".join(filter(None, (worker.name, worker.own_script_name)))
        said = self.tr("{unit} {title}: {result}, decided {day}").format(
            unit=unit.code,
            title=unit.title.original,
            result=words(decision.result),
            day=day(decision.decided_on),
        )
        self.head.set_title(self.title, f"{names}  {found.file.case.reference}\n{said}")
        self.language.set_value(found.feedback.language or "en")
        self.message.set_value(found.feedback.message)
        self.translation.set_value(found.feedback.translation)
        self._show_rows(found)
        self._fit_language()
        numbers = {one.row_id: one.number for one in decision.rows}
        lacking = bool(proposed_steps(decision, found.steps))
        self.steps.show_steps(found.steps, numbers, lacking=lacking)
        clear_layout(self._given)
        for one in found.given:
            line = self.tr("{day}: {how}").format(day=day(one.given_on), how=words(one.how))
            self._given.addWidget(muted(line))
        if not found.given:
            self._given.addWidget(muted(self.tr("It has not been given to the worker yet.")))
        asked = AskedOf(WorkerSubject.DECISION, decision_id=decision.id)
        self.said.setText(said_by_worker(found.file.worker_says.get(asked)))
        self.said.setVisible(bool(self.said.text()))
        terms = found.terms
        self._appeal.setText(
            self.tr("The letter says that a worker can appeal for {days} days.").format(
                days=terms.appeal_days
            )
            if terms.appeal_days is not None
            else self.tr(
                "No time for appealing is set, so the letter says “ask the centre”. An "
                "administrator sets it under Quality, Appeals."
            )
        )
        against = may_give_feedback(found.file, decision, self._session.sitting.staff)
        self.footer.set_main(self.tr("Print the letter"), refusal_texts(against))

    @property
    def _english(self) -> bool:
        """Whether the letter is in one language: nothing is to be written twice."""
        return str(self.language.value() or "en").partition("-")[0] == "en"

    def _fit_language(self) -> None:
        for part in (self._own, *self._own_rows):
            part.setHidden(self._english)

    def _show_rows(self, found: FeedbackFile) -> None:
        told = [one for one in found.decision.rows if one.reason or one.advice]
        if list(self.rows) == [one.row_id for one in told]:
            for one in told:
                self.rows[one.row_id].set_value(found.feedback.of_row(one.row_id))
            return
        clear_layout(self._row_lines)
        self.rows, self._own_rows = {}, []
        for one in told:
            field = SavingTextEdit(found.feedback.of_row(one.row_id), lines=2)
            field.saved.connect(lambda text, row_id=one.row_id: self._save_row(row_id, text))
            form = Form()
            form.add(
                self.tr("Row {number} in the worker's language").format(number=one.number), field
            )
            self._own_rows.append(form)
            signed = label("  ".join(filter(None, (one.reason, one.advice))), wrap=True)
            self._row_lines.addWidget(signed)
            self._row_lines.addWidget(form)
            self.rows[one.row_id] = field

    # -- what is done -----------------------------------------------------------------------------

    def plan(self) -> None:
        """Put a step into the plan for every row not met that has none."""
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: giving_feedback.plan_steps(desk, by, self.case_id, self.decision_id),
        )

    def print_letter(self) -> None:
        """Ask for a printer, and print the letter as it stands now."""
        self._letter(self.print_paper)

    def save_letter(self) -> None:
        """Ask where to keep the letter."""
        found = self._found
        name = f"feedback-{found.file.case.reference}.pdf" if found is not None else "feedback.pdf"
        what_next = self.tr("Give it to the worker, and note here that you did.")
        self._letter(lambda pdf: self.save_as(name, pdf, what_next))

    def note_given(self) -> None:
        """Note that the worker got the letter as it stands now."""
        on, how = self.given_on.value(), self.how.value()
        if on is None or not isinstance(how, GivenHow):
            self.lacks(self.tr("Write the day as year-month-day."), self.given_on)
            return
        desk, by = self._session.desk, self._session.sitting
        of, decision = self.case_id, self.decision_id

        def job() -> None:
            pdf = feedback_letter(desk, of, decision, by.staff)
            giving_feedback.note_given(desk, by, of, decision, on=on, how=how, pdf=pdf)

        self.panel.close_panel()
        self._do(job)

    def _letter(self, then: Callable[[bytes], object]) -> None:
        desk, by = self._session.desk, self._session.sitting
        of, decision = self.case_id, self.decision_id
        self.acting.do(lambda: feedback_letter(desk, of, decision, by.staff), then)

    def _save(self, **changes: object) -> None:
        if self._found is None:
            return
        feedback: Feedback = replace(self._found.feedback, **changes)  # type: ignore[arg-type]
        if feedback == self._found.feedback:
            return
        self._found = replace(self._found, feedback=feedback)
        desk, by = self._session.desk, self._session.sitting
        self._do(lambda: giving_feedback.save_feedback(desk, by, feedback))

    def _save_row(self, row_id: RowId, text: str) -> None:
        if self._found is not None:
            others = [one for one in self._found.feedback.rows if one.row_id != row_id]
            own = [RowTranslation(row_id, text)] if text else []
            self._save(rows=(*others, *own))

    def _save_step(self, step: NextStep) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(lambda: giving_feedback.save_step(desk, by, self.decision_id, step))

    def _do(self, job: Callable[[], object]) -> None:
        self.acting.do(job, lambda _: self.refresh())

    # -- how it is laid out -----------------------------------------------------------------------

    def _make_words(self) -> None:
        self._words = Card(self.tr("In your own words, beside the signed reasons"))
        form = Form(2)
        form.add(self.tr("Worker's language"), self.language)
        form.add(self.tr("Message, what was good too"), self.message, wide=True)
        self._own = Form()
        self._own.add(
            self.tr("The same in the worker's language"),
            self.translation,
            hint=self.tr("Typed by somebody who writes it; the program translates nothing"),
        )
        self._words.add(form, self._own, self._row_lines)

    def _make_paper(self) -> None:
        self._paper = Card(self.tr("The letter"))
        self._appeal, self._given = muted(), column(gap=Space.XS)
        self.said = label("", wrap=True)
        self.save = action(Icon.SAVE, self.tr("Save the letter…"))
        self.give = action(Icon.DONE, self.tr("Note that it was given…"))
        self.appeal = action(Icon.RETURN, self.tr("Record an appeal…"))
        self.panel = AskPanel(self.tr("Note it"), columns=2)
        self.given_on = SavingDate()
        self.how = SavingChoice([(one, capital(one)) for one in GivenHow])
        narrow(self.how)
        self.panel.add(self.tr("Given on"), self.given_on)
        self.panel.add(self.tr("How"), self.how)
        buttons = row(self.save, self.give, self.appeal, None, gap=Space.S)
        turn = row(turn_button(self), None)
        self._paper.add(self._appeal, self._given, self.said, turn, buttons, self.panel)

    def _connect(self) -> None:
        self.footer.triggered.connect(self.print_letter)
        self.save.clicked.connect(self.save_letter)
        self.give.clicked.connect(self._ask_given)
        self.panel.given.connect(self.note_given)
        self.appeal.clicked.connect(lambda: self.appeal_asked.emit(self.case_id))
        self.steps.planned.connect(self.plan)
        self.steps.changed.connect(self._save_step)
        self.language.saved.connect(self._on_language)
        self.message.saved.connect(lambda text: self._save(message=text))
        self.translation.saved.connect(lambda text: self._save(translation=text))

    def _on_language(self, tag: object) -> None:
        self._fit_language()
        self._save(language=str(tag))

    def _ask_given(self) -> None:
        self.given_on.set_value(self._session.desk.clock.today())
        self.panel.ask(self.tr("The letter is kept as it stands now."))
