"""The spelling proof: the worker reads the own name and birth date, and agrees or says no."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.casefile import CaseFile
from core.domain.handing_out import SpellingProof
from desktop.theme import Icon, Space, icon
from desktop.views.turn.turning import turn_button
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day, minute
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingLineEdit


class SpellingCard(Card):
    """Turned to the worker: both scripts and the birth date, large, then one of two answers."""

    answered = Signal(bool, str)  # agreed, what is wrong
    settled = Signal()  # the worker's *yes* from here is kept: the keyboard goes on

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Spelling proof"))
        self.turn = turn_button(self)
        self._read = column(gap=Space.XS)
        self._state = label("", wrap=True)
        self.agree = QPushButton(icon(Icon.DONE), self.tr("The worker agrees"))
        self.disagree = QPushButton(self.tr("Something is wrong…"))
        self.remark = SavingLineEdit(name=self.tr("What is wrong"))
        self.record = QPushButton(self.tr("Record what is wrong"))
        self._lay_out()
        self.agree.clicked.connect(lambda: self.answered.emit(True, ""))
        self.disagree.clicked.connect(self._on_disagree)
        self.record.clicked.connect(self._on_record)
        self.remark.returnPressed.connect(self._on_record)

    def show_proof(self, file: CaseFile) -> None:
        """Show what would be signed now, and what the worker said of it."""
        candidate = file.candidate
        clear_layout(self._read)
        names = (candidate.name, candidate.own_script_name)
        for said in (*(name for name in names if name), day(candidate.birth_date)):
            self._read.addWidget(label(said, "display", wrap=True))
        proof = file.proofs[-1] if file.proofs else None
        agreed = proof is not None and proof.covers(candidate)
        self._state.setText(self._said(proof, agreed))
        here = self.agree.hasFocus()
        self.agree.setVisible(not agreed)
        self._wrong.hide()
        self.remark.clear()
        if here and agreed:
            self.settled.emit()

    def _said(self, proof: SpellingProof | None, agreed: bool) -> str:
        if proof is None:
            return self.tr("Does the worker agree that this is spelt right, letter by letter?")
        if agreed:
            return self.tr("The worker agreed on {when}.").format(when=minute(proof.at))
        if not proof.agreed:
            return self.tr(
                "On {when} the worker said: {remark}. The advisor mends it in the worker's record; "
                "then the worker reads again."
            ).format(when=minute(proof.at), remark=proof.remark.rstrip("."))
        return self.tr("It was changed since the worker agreed on {when}: ask again.").format(
            when=minute(proof.at)
        )

    def _on_disagree(self) -> None:
        self._wrong.show()
        self.remark.setFocus()

    def _on_record(self) -> None:
        remark = self.remark.text().strip()
        if remark:
            self.answered.emit(False, remark)
        else:
            self.remark.setFocus()

    def _lay_out(self) -> None:
        form = Form()
        form.add(self.tr("What is wrong"), self.remark)
        self._wrong = QWidget()
        self._wrong.setLayout(column(form, row(None, self.record), gap=Space.S))
        self._wrong.hide()
        answers = row(self.agree, self.disagree, self.turn, None, gap=Space.S)
        self.add(self._read, self._state, answers, self._wrong)
