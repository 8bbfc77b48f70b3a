"""The verifier's part beside the grid: what the assessor judged, and what to say to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.ids import RowId
from desktop.presenters.grid_state import GridState
from desktop.presenters.marks import ANSWERS, mark_of
from desktop.texts import refusal_text, refusal_texts, words
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingLineEdit


class AgreementPanel(QWidget):
    """Agree, do not agree, want more; the last two ask why. Blind: one's own mark comes first."""

    answered = Signal(object, object, str)  # row, RowAnswer or None, remark
    marked_blind = Signal(object, object, str)  # row, Mark, remark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: GridRow | None = None
        self._row: RowId | None = None
        self._hidden = False
        self._head = label(self.tr("THE ASSESSOR"), "caps")
        self._said = label("", wrap=True)
        self._reason = label("", "muted", wrap=True)
        self._asked = label("", "caps")
        self._note = label("", "meta", wrap=True)
        self.picker = MarkPicker(agreement=True, parent=self)
        self.picker.marked.connect(self.mark)
        self.remark = SavingLineEdit(name=self.tr("Remark on the judgement"), max_length=1000)
        self.remark.setPlaceholderText(self.tr("Your remark on this row"))
        self.remark.saved.connect(self._on_remark)
        self.setLayout(
            column(
                self._head,
                self._said,
                self._reason,
                self._asked,
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
        self._hidden = line.row.id in state.hidden
        self._show_judgement(state, line)
        why = state.verifying
        set_reasons(self.picker, refusal_texts(why))
        self.picker.ask(agreement=not self._hidden)
        asked = self.tr("DO YOU AGREE?")
        self._asked.setText(self.tr("WHAT DO YOU SEE?") if self._hidden else asked)
        answer = line.agreement
        self._note.setText(refusal_text(why[0]).fact if why else self._own_mark(line))
        self._note.setVisible(bool(self._note.text()))
        self.remark.set_value(answer.remark if answer else "")
        self.remark.setReadOnly(bool(why))
        self.picker.show_mark(mark_of(answer.answer) if answer else None)

    def mark(self, mark: Mark | None) -> None:
        """Answer for the row that is shown."""
        if self._row is None or not self.picker.isEnabled() or self.isHidden():
            return
        remark = self.remark.text().strip()
        self.picker.show_mark(mark)
        if not self._hidden:
            self.answered.emit(self._row, ANSWERS[mark] if mark else None, remark)
        elif mark is not None:
            self.marked_blind.emit(self._row, mark, remark)
        if mark in (Mark.NOT_MET, Mark.NOT_SEEN) and not remark:
            self.remark.setFocus()

    # -- inside ---------------------------------------------------------------------------------

    def _show_judgement(self, state: GridState, line: GridRow) -> None:
        rows = state.decision.rows if state.decision else ()
        signed = next((one for one in rows if one.row_id == line.row.id), None)
        if self._hidden:
            self._said.setText(self.tr("Shown when you have marked this row."))
        elif signed is None:
            self._said.setText(self.tr("not judged"))
        elif signed.evidence:
            on = self.tr("{mark}, on {evidence}")
            evidence = ", ".join(signed.evidence)
            self._said.setText(on.format(mark=words(signed.mark), evidence=evidence))
        else:
            self._said.setText(words(signed.mark))
        # What changed stands above, old beside new, and is not said twice.
        changed = line.row.id in state.differences and not self._hidden
        self._head.setVisible(not changed)
        self._said.setVisible(not changed)
        shown = signed is not None and bool(signed.reason) and not self._hidden and not changed
        self._reason.setText(f"“{signed.reason}”" if signed and shown else "")
        self._reason.setVisible(shown)

    def _own_mark(self, line: GridRow) -> str:
        own = line.agreement.own_mark if line.agreement else None
        if own is None:
            return ""
        return self.tr("You marked it before you saw this: {mark}").format(mark=words(own))

    def _on_remark(self, text: str) -> None:
        answer = self._line.agreement if self._line else None
        if self._row is not None and answer is not None:
            self.answered.emit(self._row, answer.answer, text)
