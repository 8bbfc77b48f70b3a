"""The assessor's judgement of one row: marks are offered, one key each, and a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.ids import RowId
from desktop.presenters.grid_cells import offered
from desktop.presenters.grid_state import GridState
from desktop.texts import refusal_text, refusal_texts, words
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingLineEdit


class JudgingSection(QWidget):
    """`judged(row, mark, reason)`, NOT_SEEN takes a judgement back; `advised(row, text)`."""

    judged = Signal(object, object, str)
    advised = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: GridRow | None = None
        self._row: RowId | None = None
        head = label(self.tr("YOUR JUDGEMENT"), "caps")
        self._note = label("", "meta", wrap=True)
        self.picker = MarkPicker(parent=self)
        self.picker.marked.connect(self.mark)
        self.reason = SavingLineEdit(name=self.tr("Reason for the judgement"), max_length=1000)
        self.reason.setPlaceholderText(self.tr("Reason: what was seen, in which evidence"))
        self.reason.saved.connect(self._on_reason)
        self.advice = SavingLineEdit(name=self.tr("Advice to the worker"), max_length=1000)
        self.advice.setPlaceholderText(self.tr("Advice to the worker on this row"))
        self.advice.saved.connect(self._on_advice)
        self.setLayout(
            column(head, self._note, self.picker, self.reason, self.advice, gap=Space.XS)
        )

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show a row's judgement; one that is not judged hides this part."""
        if line is None or line.row.id != self._row:
            self.reason.flush()
            self.advice.flush()
        self._line, self._row = line, line.row.id if line else None
        self.setVisible(line is not None and line.row.judged)
        if line is None:
            return
        why = state.assessing
        set_reasons(self.picker, refusal_texts(why))
        self.picker.show_mark(line.judgement.mark if line.judgement else None)
        self.reason.set_value(line.judgement.reason if line.judgement else "")
        self.reason.setReadOnly(bool(why) or line.judgement is None)
        unmet = line.judgement is not None and line.judgement.mark is Mark.NOT_MET
        self.advice.setVisible(unmet or bool(line.advice))
        self.advice.setReadOnly(bool(why))
        self.advice.set_value(line.advice)
        self._note.setText(refusal_text(why[0]).fact if why else self._offer(line))
        self._note.setVisible(bool(self._note.text()))

    def mark(self, mark: Mark | None) -> None:
        """Judge the row that is shown; "not met" asks why."""
        if self._row is None or not self.picker.isEnabled():
            return
        self.picker.show_mark(mark)
        self.judged.emit(self._row, mark or Mark.NOT_SEEN, self.reason.text().strip())
        if mark is Mark.NOT_MET:
            self.reason.setReadOnly(False)
            self.reason.setFocus()

    def _on_reason(self, text: str) -> None:
        mark = self.picker_mark
        if self._row is not None and mark is not None:
            self.judged.emit(self._row, mark, text)

    def _on_advice(self, text: str) -> None:
        if self._row is not None:
            self.advised.emit(self._row, text)

    @property
    def picker_mark(self) -> Mark | None:
        """The mark that the buttons show."""
        return next((of for of, button in self.picker.buttons.items() if button.isChecked()), None)

    def _offer(self, line: GridRow) -> str:
        if line.judgement is not None:
            evidence = ", ".join(line.judgement.evidence)
            return self.tr("Judged on: {evidence}").format(evidence=evidence) if evidence else ""
        mark = offered(line)
        if mark is None:
            return ""
        said = self.tr("Offered by tasks and questions: {mark}. {key} accepts it, Enter goes on.")
        return said.format(mark=words(mark), key="1" if mark is Mark.MET else "2")
