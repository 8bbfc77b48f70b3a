"""The verifier's part beside the grid: what the assessor judged, and whether to agree."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.ids import RowId
from desktop.presenters.grid_state import GridState
from desktop.presenters.marks import ANSWERS, mark_of
from desktop.texts import refusal_text, words
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.saving import SavingLineEdit


class AgreementPanel(QWidget):
    """`answered(row, RowAnswer or None, remark)`; not to agree, or to want more, asks why."""

    answered = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._line: GridRow | None = None
        self._row: RowId | None = None
        self._said = label("", wrap=True)
        self._reason = label("", "muted", wrap=True)
        self._note = label("", "meta", wrap=True)
        self.picker = MarkPicker(agreement=True)
        self.picker.marked.connect(self.mark)
        self.remark = SavingLineEdit(name=self.tr("Remark on the judgement"), max_length=1000)
        self.remark.setPlaceholderText(self.tr("Your remark on this row"))
        self.remark.saved.connect(self._on_remark)
        self.setLayout(
            column(
                label(self.tr("THE ASSESSOR"), "caps"),
                self._said,
                self._reason,
                label(self.tr("DO YOU AGREE?"), "caps"),
                self._note,
                self.picker,
                self.remark,
                gap=Space.XS,
            )
        )

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show a row of the decision; one that is not judged hides this part."""
        if line is None or line.row.id != self._row:
            self.remark.flush()
        self._line, self._row = line, line.row.id if line else None
        decision = state.decision
        self.setVisible(line is not None and line.row.judged and decision is not None)
        if line is None or decision is None:
            return
        signed = next((one for one in decision.rows if one.row_id == line.row.id), None)
        evidence = ", ".join(signed.evidence) if signed else ""
        said = words(signed.mark) if signed else self.tr("not judged")
        on = self.tr("{mark}, on {evidence}").format(mark=said, evidence=evidence)
        self._said.setText(on if evidence else said)
        self._reason.setText(f"“{signed.reason}”" if signed and signed.reason else "")
        self._reason.setVisible(bool(self._reason.text()))
        why = state.verifying
        self.picker.setEnabled(not why)
        self._note.setText(refusal_text(why[0]).fact if why else "")
        self._note.setVisible(bool(why))
        answer = line.agreement
        self.remark.set_value(answer.remark if answer else "")
        self.remark.setReadOnly(bool(why))
        self.picker.show_mark(mark_of(answer.answer) if answer else None)

    def mark(self, mark: Mark | None) -> None:
        """Answer for the row that is shown."""
        if self._row is None or not self.picker.isEnabled() or self.isHidden():
            return
        self.picker.show_mark(mark)
        answer = ANSWERS[mark] if mark else None
        self.answered.emit(self._row, answer, self.remark.text().strip())
        if mark in (Mark.NOT_MET, Mark.NOT_SEEN):
            self.remark.setFocus()

    def _on_remark(self, text: str) -> None:
        answer = self._line.agreement if self._line else None
        if self._row is not None and answer is not None:
            self.answered.emit(self._row, answer.answer, text)
