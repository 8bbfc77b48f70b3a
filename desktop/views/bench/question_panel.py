"""A what-if question to the worker: heard, or noted with its answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from core.domain.assessment import Mark
from core.domain.standards import BankQuestion
from core.ids import BankQuestionId, RowId
from desktop.presenters.bench_state import BenchState
from desktop.theme import Space
from desktop.views.bench.targets import MarkTargets
from desktop.widgets.layouts import column, label

_LENGTH = 1000


class QuestionPanel(QFrame):
    """`asked(row_id, question, mark, answer, bank_question_id)`; an empty answer was heard only."""

    asked = Signal(object, str, object, str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._row: RowId | None = None
        self._bank: tuple[BankQuestion, ...] = ()
        self.title = label("", "h2", wrap=True)
        self.question = QComboBox()
        self.question.setEditable(True)
        self.question.setAccessibleName(self.tr("Question"))
        field = QLineEdit()
        self.question.setLineEdit(field)
        field.setMaxLength(_LENGTH)
        field.setPlaceholderText(self.tr("Type the question"))
        self.answer = QLineEdit()
        self.answer.setMaxLength(_LENGTH)
        self.answer.setAccessibleName(self.tr("Answer, if it is to be noted"))
        self.answer.setPlaceholderText(self.tr("Answer, if it is to be noted (W)"))
        self.targets = MarkTargets()
        self.targets.marked.connect(self.mark)
        self.targets.set_words(
            {
                Mark.MET: self.tr("answered well"),
                Mark.NOT_MET: self.tr("answered wrongly"),
                Mark.NOT_SEEN: self.tr("no answer"),
            }
        )
        hint = label(self.tr("Esc closes"), "meta")
        self.setLayout(
            column(
                self.title, self.question, self.answer, self.targets, hint, None,
                gap=Space.M, margin=Space.L,
            )
        )  # fmt: skip
        self.hide()

    def begin(self, state: BenchState) -> bool:
        """Open for the row in view; False if there is none. The next unasked question is chosen."""
        if state.row is None or state.case_id is None:
            return False
        self._row = state.row.id
        self._bank = state.questions(state.row.id)
        asked = {one.bank_question_id for one in state.answers_at(state.case_id, state.row.id)}
        self.question.clear()
        self.question.addItems([one.text.original for one in self._bank])
        open_ones = [at for at, one in enumerate(self._bank) if one.id not in asked]
        self.question.setCurrentIndex(open_ones[0] if open_ones else -1)
        self.answer.clear()
        self.title.setText(f"{state.row.number}  {state.row.text.original}")
        return True

    def mark(self, mark: Mark | None) -> None:
        """Keep the question with what came of it."""
        words = self.question.currentText().strip()
        if mark is None or self._row is None or not words:
            self.question.setFocus()
            return
        self.asked.emit(self._row, words, mark, self.answer.text().strip(), self._bank_id(words))
        self.closed.emit()

    def _bank_id(self, words: str) -> BankQuestionId | None:
        return next((one.id for one in self._bank if one.text.original == words), None)
