"""The chosen row: its full text, what to look for in the papers, what to ask, the remark."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.domain.grid import GridRow
from core.domain.standards import BankQuestion, RowKind
from core.ids import RowId
from desktop.presenters.grid_state import GridMode, GridState, answers_to
from desktop.texts import refusal_text
from desktop.theme import Space
from desktop.views.turn.turning import said_by_worker, turn_button
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingTextEdit
from desktop.widgets.shapes import Shape, ShapeView


class RowPane(QWidget):
    """Two kinds of question, never in one list: for the papers, and for the worker."""

    remarked = Signal(object, str)  # row, text
    asking = Signal(object)  # a question of the bank

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: RowId | None = None
        self.number = label("", "caps")
        self.text = label("", "strong", wrap=True)
        self._look_for_head = label(self.tr("LOOK FOR IN THE PAPERS"), "caps")
        self._look_for: QVBoxLayout = column(gap=Space.S)
        self._ask_head = label(self.tr("ASK THE WORKER"), "caps")
        self._ask: QVBoxLayout = column(gap=Space.XS)
        self._remark_head = label(self.tr("REMARK  F2"), "caps")
        self.remark = SavingTextEdit(name=self.tr("Remark to this row"), lines=2)
        self.remark.saved.connect(self._on_remark)
        self._remark_head.setBuddy(self.remark)
        self.worker, self.turn = label("", wrap=True), turn_button(self)
        self.head = column(self.number, self.text, gap=Space.XS)
        self.setLayout(
            column(
                self._look_for_head,
                self._look_for,
                self._ask_head,
                self._ask,
                self.worker,
                row(self.turn, None),
                self._remark_head,
                self.remark,
                gap=Space.S,
            )
        )

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show a row. What is being typed for the row before is saved first."""
        if line is None or line.row.id != self._row:
            self.remark.flush()
        self._row = line.row.id if line else None
        self.setVisible(line is not None)
        if line is None:
            return
        self.number.setText(self._name(line))
        self.text.setText(line.row.text.original)
        self._show_look_for(state, line)
        self._show_ask(state, line)
        self.worker.setText(said_by_worker(line.worker))
        self.worker.setVisible(line.worker is not None)
        self.turn.setVisible(state.turns)
        self.remark.set_value(line.remark)
        why, maps = state.remarking, state.mode in (GridMode.MAP, GridMode.ASSESS)
        self.remark.setReadOnly(bool(why))
        self.remark.setToolTip(refusal_text(why[0]).fact if why else "")
        # Somebody who cannot write one needs room for the evidence, not for an empty field.
        for part in (self._remark_head, self.remark):
            part.setVisible((maps and not why) or bool(line.remark))

    # -- inside ---------------------------------------------------------------------------------

    def _name(self, line: GridRow) -> str:
        if line.row.kind is RowKind.DESCRIPTOR:
            return self.tr("THE UNIT AS A WHOLE")
        name = self.tr("ROW {number}").format(number=line.row.number)
        return name + self.tr(", CRITICAL") if line.row.critical else name

    def _show_look_for(self, state: GridState, line: GridRow) -> None:
        clear_layout(self._look_for)
        self._look_for_head.setVisible(bool(line.look_for))
        for question in line.look_for:
            found = answers_to(question, line)
            if found:
                cells = ", ".join(one.label for one in found)
                answer = self.tr("yes: exhibit {exhibits}").format(exhibits=cells)
            else:
                answer = self._where_it_might_be(state, question)
            said = label(answer, "meta", wrap=True)
            texts = column(label(question.text.original, wrap=True), said, gap=0)
            shape = (Shape.FILLED, "met") if found else (Shape.OPEN, "not_seen")
            line_of = row(ShapeView(*shape, 16), texts, gap=Space.S)
            line_of.setStretchFactor(texts, 1)
            self._look_for.addLayout(line_of)

    def _where_it_might_be(self, state: GridState, question: BankQuestion) -> str:
        kinds = question.expects
        might = [str(one.number) for one in state.file.binder if one.kind in kinds]
        if might:
            said = self.tr("not linked here yet; exhibits of the kind: {exhibits}")
            return said.format(exhibits=", ".join(might))
        return self.tr("nothing linked yet") if not kinds else self.tr("no such exhibit yet")

    def _show_ask(self, state: GridState, line: GridRow) -> None:
        clear_layout(self._ask)
        self._ask_head.setVisible(bool(line.ask))
        may_ask = state.mode is GridMode.ASSESS and not state.observing
        asked = {one.bank_question_id: one.label for one in line.questions}
        for question in line.ask:
            done = asked.get(question.id)
            text = label(question.text.original, wrap=True)
            parts = row(text, gap=Space.S)
            parts.setStretchFactor(text, 1)
            if done:
                parts.addWidget(label(done, "meta"))
            elif may_ask:
                button = QPushButton(self.tr("Ask"))
                button.setAccessibleName(
                    self.tr("Ask: {question}").format(question=question.text.original)
                )
                button.clicked.connect(lambda _, question=question: self.asking.emit(question))
                parts.addWidget(button)
            self._ask.addLayout(parts)

    def _on_remark(self, text: str) -> None:
        if self._row is not None:
            self.remarked.emit(self._row, text)
