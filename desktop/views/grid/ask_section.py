"""Ask the worker: a question of the bank or one's own, the answer, and its mark."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.domain.standards import BankQuestion
from core.ids import RowId
from desktop.presenters.grid_state import GridState
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.mark_picker import MarkPicker


class AskSection(QWidget):
    """`asked(row, question, answer, mark, bank id or None)`. Enter goes on to the next field."""

    asked = Signal(object, str, str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: GridRow | None = None
        self._row: RowId | None = None
        self._bank: BankQuestion | None = None
        head = label(self.tr("QUESTION AND ANSWER"), "caps")
        self.question, self.answer = QLineEdit(), QLineEdit()
        for field, name in (
            (self.question, self.tr("Question to the worker")),
            (self.answer, self.tr("What the worker answered")),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
            field.setMaxLength(2000)
        self.question.returnPressed.connect(self.answer.setFocus)
        self.answer.returnPressed.connect(self._to_marks)
        self.picker = MarkPicker(parent=self)
        self.picker.setAccessibleName(self.tr("Mark the answer"))
        self.picker.marked.connect(self._on_marked)
        self.setLayout(column(head, self.question, self.answer, self.picker, gap=Space.XS))

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Get ready for a row; a question that was begun for another row is let go."""
        if line is None or line.row.id != self._row:
            self._clear()
        self._line, self._row = line, line.row.id if line else None
        self.setVisible(line is not None and not state.observing)

    def begin(self, question: BankQuestion | None = None) -> None:
        """Ask a question of the bank: this one, else the first that was not asked yet."""
        if self._line is None or self.isHidden():
            return
        asked = {one.bank_question_id for one in self._line.questions}
        left = (one for one in self._line.ask if one.id not in asked)
        self._bank = question or next(left, None)
        self.question.setText(self._bank.text.original if self._bank else "")
        self.question.setCursorPosition(0)
        (self.answer if self._bank else self.question).setFocus()

    # -- inside ---------------------------------------------------------------------------------

    def _to_marks(self) -> None:
        if self.question.text().strip():
            self.picker.buttons[Mark.MET].setFocus()
        else:
            self.question.setFocus()

    def _on_marked(self, mark: Mark | None) -> None:
        self.picker.show_mark(None)
        question = self.question.text().strip()
        if mark is None or self._row is None:
            return
        if not question:
            self.question.setFocus()
            return
        from_bank = self._bank if self._bank and self._bank.text.original == question else None
        self.asked.emit(
            self._row, question, self.answer.text(), mark, from_bank.id if from_bank else None
        )
        self._clear()

    def _clear(self) -> None:
        self._bank = None
        self.question.clear()
        self.answer.clear()
        self.picker.show_mark(None)
