"""The verifier's answer to a signed decision: five principles, then countersign or return."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.assessment import Decision
from core.domain.case import Duty
from core.domain.verifying import Principle, VerificationOutcome
from core.errors import Refusal
from desktop.presenters.grid_state import GridState
from desktop.presenters.joint_award import award_of_decision
from desktop.presenters.reasons import Reason
from desktop.texts import refusal_text, refusal_texts, words
from desktop.theme import Icon, Space, icon
from desktop.views.grid.open_points import OpenPoints
from desktop.widgets.answer_list import AnswerList
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, line, row
from desktop.widgets.place_keys import mark_key
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingTextEdit


class VerificationPanel(QWidget):
    """`changed()` when a principle was confirmed; `returning(reasons)` to send it back."""

    changed = Signal()
    returning = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state: GridState | None = None
        self._shown: Decision | None = None
        self._facts = label("", wrap=True)
        self._advice = label("", "muted", wrap=True)
        self._agreed = label("", "strong", wrap=True)
        self.principles = AnswerList([(one, words(one)) for one in Principle], yes_only=True)
        self.principles.answered.connect(self._on_answered)
        self._open = OpenPoints()
        self.sentence = label("", "h3", wrap=True)
        self._of_rows = label("", wrap=True)
        self._against_return = label("", "meta", wrap=True)
        self.reasons_field = SavingTextEdit(name=self.tr("Reasons for returning it"), lines=3)
        self.reasons_field.textChanged.connect(self._allow_return)
        self.send_back = QPushButton(icon(Icon.RETURN), self.tr("Return with reasons  Ctrl+R"))
        self.send_back.clicked.connect(self.give_back)
        self._work = QWidget()
        self._work.setLayout(
            column(
                label(self.tr("THE ASSESSMENT WAS …"), "caps"),
                self.principles,
                self._open,
                self.sentence,
                line(),
                label(self.tr("OR RETURN IT, WITH REASONS"), "caps"),
                self._of_rows,
                self._against_return,  # above the field, which is scrolled into sight
                self.reasons_field,
                row(self.send_back, None),
                gap=Space.S,
            )
        )
        self.setLayout(
            column(
                self._facts,
                self._advice,
                self._agreed,
                self._work,
                None,
                gap=Space.S,
                margin=(Space.S, Space.S, Space.S, Space.S),
            )
        )

    def show_state(self, state: GridState) -> None:
        """Show the decision; principles confirmed for it in this sitting stay confirmed."""
        self._state = state
        if state.decision is not self._shown and (
            self._shown is None or state.decision is None or state.decision.id != self._shown.id
        ):
            for principle in Principle:
                self.principles.show_answer(principle, None)
            self.reasons_field.set_value("")
        self._shown = state.decision
        self._show_facts(state)
        self._work.setVisible(state.decision is not None and state.verification is None)
        self._show_sentence()
        self._allow_return()

    @property
    def confirmed(self) -> tuple[Principle, ...]:
        """The principles that are confirmed."""
        return tuple(one for one in Principle if self.principles.lines[one].answer)

    def reasons(self) -> tuple[Reason, ...]:
        """What stands against countersigning."""
        if self._state is None:
            return ()
        if self._state.decision is None or self._state.verification is not None:
            unit = self._state.unit.code
            nothing = Refusal("decision.none", {"unit": unit}, "certified assessor")
            return refusal_texts([nothing])
        return refusal_texts(self._state.countersigning(self.confirmed))

    def give_back(self) -> None:
        """Return the decision; without reasons ask for them."""
        if self._state is None or self._work.isHidden():
            return
        reasons = self.reasons_field.value()
        against = self._state.returning(reasons)
        self._against_return.setText("\n".join(refusal_text(one).fact for one in against))
        self._against_return.setVisible(bool(against))
        if against:
            self.reasons_field.setFocus()
        else:
            self.returning.emit(reasons)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # The marking keys stop here: further up they would mark a row that nobody is looking at.
        if mark_key(event) is None:
            super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _on_answered(self, principle: Principle, answer: bool | None) -> None:
        self.principles.show_answer(principle, answer)
        self._show_sentence()
        self.changed.emit()

    def _allow_return(self) -> None:
        if self._state is not None:
            set_reasons(self.send_back, refusal_texts(self._state.verifying))

    def _show_facts(self, state: GridState) -> None:
        decision = state.decision
        self._advice.setVisible(decision is not None and not state.hidden)
        self._agreed.setVisible(decision is not None)
        self._against_return.hide()
        if decision is None:
            self._facts.setText(self.tr("The assessor has not signed a decision yet."))
            return
        self._show_answers(state, decision)
        if state.hidden:
            self._facts.setText(self.tr("The decision is shown when you have marked every row."))
            return
        assessor = state.file.person(decision.by).name
        facts = [
            self.tr("{name} decided on {day}: {result}").format(
                name=assessor, day=day(decision.decided_on), result=words(decision.result)
            ),
            self._conflict(state, decision),
            self.tr("recommends: {words}").format(words=words(decision.recommendation)),
            self._ended(state),
        ]
        self._facts.setText("\n".join(one for one in facts if one))
        self._advice.setText(decision.advice)
        self._advice.setVisible(bool(decision.advice))

    def _show_answers(self, state: GridState, decision: Decision) -> None:
        answers = (state.file.agreement(decision.id, each.row_id) for each in decision.rows)
        agreed = sum(bool(one and one.agrees) for one in answers)
        counts = self.tr("You agree with {agreed} of {rows} rows")
        self._agreed.setText(counts.format(agreed=agreed, rows=len(decision.rows)))
        said = self.tr("Row {number}, {answer}: {remark}")
        lines = [
            said.format(
                number=one.number,
                answer=words(one.answer),
                remark=one.remark or self.tr("why is not written yet"),
            )
            for one in state.file.row_reasons(decision.id)
        ]
        self._of_rows.setText("\n".join(lines))
        self._of_rows.setVisible(bool(lines))
        self.reasons_field.setPlaceholderText(
            self.tr("What else the assessor is to know; the rows above go with it")
            if lines
            else self.tr("What the assessor is to look at again")
        )

    def _conflict(self, state: GridState, decision: Decision) -> str:
        declared = state.file.conflict(decision.by, Duty.ASSESS)
        if declared is None:
            return self.tr("conflict of interest: not declared")
        if not declared.conflict:
            return self.tr("conflict of interest: none declared")
        handled = state.file.handling(declared)
        if handled is None:
            said = self.tr("conflict of interest: {what}; nobody decided about it yet")
            return said.format(what=declared.what)
        said = self.tr("conflict of interest: {what}; {outcome} by {name}: {measures}")
        who, outcome = state.file.person(handled.by).name, words(handled.outcome)
        return said.format(what=declared.what, outcome=outcome, name=who, measures=handled.measures)

    def _ended(self, state: GridState) -> str:
        answer = state.verification
        if answer is None:
            return ""
        who = state.file.person(answer.by).name
        if answer.outcome is VerificationOutcome.RETURNED:
            said = self.tr("Returned by {name} on {day}: {reasons}")
            return said.format(name=who, day=day(answer.at), reasons=answer.reasons)
        return self.tr("Countersigned by {name} on {day}").format(name=who, day=day(answer.at))

    def _show_sentence(self) -> None:
        reasons, state = self.reasons(), self._state
        self._open.show_reasons(reasons)
        self.sentence.setVisible(not reasons)
        if state is None or state.decision is None or state.hidden:
            self.sentence.hide()
            return
        candidate = state.file.candidate
        said = self.tr("You confirm: {unit}, {result}, for {name}, born {year}").format(
            unit=state.unit.code,
            result=words(state.decision.result),
            name=candidate.name,
            year=candidate.birth_date.year,
        )
        award = self._award(state)
        self.sentence.setText(f"{said}. {award}" if award else said)

    def _award(self, state: GridState) -> str:
        award = award_of_decision(state)
        units, waiting = ", ".join(award.units), ", ".join(award.waiting)
        if award.lost:
            return self.tr("No award yet: another unit of it is decided anew first")
        if waiting:
            said = self.tr("One award: {units}; you sign it with the last, still open: {waiting}")
            return said.format(units=units, waiting=waiting)
        alone = award.units in ((), (state.unit.code,))
        return "" if alone else self.tr("You sign one award: {units}").format(units=units)
