"""The assessor's decision about the unit: five qualities, result, advice, what is signed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from core.domain.assessment import Mark, Quality, Recommendation, Result
from core.domain.grid import GridRow
from core.ids import RowId
from core.services.deciding import Conclusion
from desktop.presenters.grid_state import GridState
from desktop.presenters.joint_award import joining, signable_with
from desktop.presenters.reasons import Reason
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Space
from desktop.views.grid.open_points import OpenPoints
from desktop.views.grid.past_decisions import PastDecisions
from desktop.views.grid.together_section import TogetherSection
from desktop.widgets.answer_list import AnswerList
from desktop.widgets.card import clear_layout
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.place_keys import mark_key
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingChoice, SavingLineEdit, SavingTextEdit

_USUAL = {
    Result.COMPETENT: Recommendation.ISSUE,
    Result.NOT_YET_COMPETENT: Recommendation.RE_ASSESS,
}


class DecisionPanel(QWidget):
    """`answered(quality, True, False or None)`, `advised(row, text)`, `changed()`."""

    answered = Signal(object, object)
    advised = Signal(object, str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: GridState | None = None
        self.advice_fields: dict[RowId, SavingLineEdit] = {}
        self.past = PastDecisions()
        self._counts = label("", "strong", wrap=True)
        self.qualities = AnswerList([(one, self._asked(one)) for one in Quality])
        self.qualities.answered.connect(self.answered)
        self.results = QButtonGroup(self)
        self.buttons: dict[Result, QPushButton] = {}
        for number, result in enumerate(Result):
            button = QPushButton(capital(result))
            button.setCheckable(True)
            button.setProperty("role", "choice")
            self.results.addButton(button, number)
            self.buttons[result] = button
        self.results.idToggled.connect(lambda _, on: self._on_result() if on else None)
        self.recommendation = SavingChoice([(one, capital(one)) for one in Recommendation])
        self.advice = SavingTextEdit(lines=3)
        form = Form()
        form.add(self.tr("Recommendation"), self.recommendation)
        form.add(self.tr("Advice to the worker"), self.advice)
        self.together = TogetherSection()
        self.together.changed.connect(self._on_together)
        self._row_box = column(gap=Space.S)
        self._open = OpenPoints()
        self.sentence = label("", "h3", wrap=True)
        self.setLayout(
            column(
                self.past,
                self._counts,
                label(self.tr("IS THE EVIDENCE FOR THE UNIT …"), "caps"),
                self.qualities,
                label(self.tr("RESULT"), "caps"),
                row(*self.buttons.values(), gap=Space.S),
                form,
                self._row_box,
                self.together,
                self._open,
                self.sentence,
                None,
                gap=Space.S,
                margin=(Space.S, Space.S, Space.S, Space.S),
            )
        )

    @property
    def result(self) -> Result | None:
        """The result that is chosen."""
        return next((of for of, button in self.buttons.items() if button.isChecked()), None)

    def show_state(self, state: GridState) -> None:
        """Show what was judged; the conclusion that is being made stays as it is."""
        self._state = state
        for quality in Quality:
            self.qualities.show_answer(quality, state.file.quality(state.unit_id, quality))
        set_reasons(self.qualities, refusal_texts(state.assessing))
        judged = [one for one in state.grid.judged if one.judgement]
        met = sum(one.judgement.mark is Mark.MET for one in judged if one.judgement)
        counts = self.tr("{judged} of {rows} rows judged: {met} met, {not_met} not met")
        self._counts.setText(
            counts.format(
                judged=len(judged),
                rows=len(state.grid.judged),
                met=met,
                not_met=len(judged) - met,
            )
        )
        self.past.show_unit(state.file, state.unit_id)
        self._show_row_advice(state)
        self._show_sentence()

    def reasons(self) -> tuple[Reason, ...]:
        """What stands against signing the chosen result."""
        if self._state is None:
            return ()
        if self.result is None:
            return (
                *refusal_texts(self._state.assessing),
                Reason(
                    self.tr("A decision is “competent” or “not yet competent”."),
                    self.tr("No result is chosen yet."),
                    self.tr("Choose it above; nothing is signed before."),
                ),
            )
        return refusal_texts(self._state.deciding(self.result))

    def conclusion(self) -> Conclusion | None:
        """What would be signed."""
        result, recommendation = self.result, self.recommendation.value()
        if result is None or not isinstance(recommendation, Recommendation):
            return None
        return Conclusion(result, recommendation, self.advice.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # The marking keys stop here: further up they would mark a row that nobody is looking at.
        if mark_key(event) is None:
            super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _asked(self, quality: Quality) -> str:
        asked = {
            Quality.AUTHENTIC: self.tr("authentic: the worker's own?"),
            Quality.VALID: self.tr("valid: does it match the standard?"),
            Quality.CONSISTENT: self.tr("consistent: shown more than once?"),
            Quality.SUFFICIENT: self.tr("sufficient: is it enough?"),
            Quality.CURRENT: self.tr("current: recent enough?"),
        }
        return asked[quality]

    def _on_result(self) -> None:
        result = self.result
        if result is not None:
            self.recommendation.set_value(_USUAL[result])
        self._show_sentence()
        self.changed.emit()

    def _on_together(self) -> None:
        self._show_sentence()
        self.changed.emit()

    def _show_row_advice(self, state: GridState) -> None:
        lines = [one for one in state.grid.judged if one.gap or _not_met(one)]
        wanted = [one.row.id for one in lines]
        if wanted == list(self.advice_fields):
            for line in lines:
                self.advice_fields[line.row.id].set_value(line.advice)
            return
        for field in self.advice_fields.values():
            field.flush()
        clear_layout(self._row_box)
        self.advice_fields = {}
        form = Form()
        for line in lines:
            name = self.tr("Advice for row {number}").format(number=line.row.number)
            field = SavingLineEdit(line.advice, name=name, max_length=1000)
            field.setReadOnly(bool(state.assessing))
            field.saved.connect(lambda text, row_id=line.row.id: self.advised.emit(row_id, text))
            form.add(name, field)
            self.advice_fields[line.row.id] = field
        if wanted:
            self._row_box.addWidget(form)

    def _show_sentence(self) -> None:
        reasons, state, result = self.reasons(), self._state, self.result
        may = state is not None and result is Result.COMPETENT and not reasons
        self.together.show_units(signable_with(state) if state is not None and may else ())
        self._open.show_reasons(reasons)
        self.sentence.setVisible(result is not None and not reasons)
        if state is None or result is None:
            return
        candidate = state.file.candidate
        codes = (state.unit.code, *self.together.codes)
        said = self.tr("You sign: {unit}, {result}, for {name}, born {year}").format(
            unit=", ".join(codes),
            result=words(result),
            name=candidate.name,
            year=candidate.birth_date.year,
        )
        earlier = joining(state, frozenset({state.unit_id, *self.together.chosen}))
        awarded = (*codes, *earlier) if result is Result.COMPETENT else earlier
        if earlier or len(awarded) > 1:
            said += ". " + self.tr("One award: {units}").format(units=", ".join(awarded))
        self.sentence.setText(said)


def _not_met(line: GridRow) -> bool:
    return line.judgement is not None and line.judgement.mark is Mark.NOT_MET
