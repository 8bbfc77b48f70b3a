"""A worker's name changes after an award was signed: on paper that proves it, once."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.presenters.worker import WorkerOnPage, WorkerWork
from desktop.theme import Space
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingLineEdit


class ChangeOfName(Card):
    """Shows itself only where an award is signed; before that the name is mended above."""

    def __init__(self, work: WorkerWork) -> None:
        super().__init__()
        self.set_title(self.tr("Change of name"))
        self._work = work
        self._said = label("", wrap=True)
        self.open = QPushButton(self.tr("The name has changed…"))
        self.name = SavingLineEdit(name=self.tr("New name in Latin letters"))
        self.document = SavingLineEdit(name=self.tr("Paper that proves the change"))
        self.do, self.cancel = QPushButton(self.tr("Change it")), QPushButton(self.tr("Cancel"))
        self._fields = QWidget()
        self._lay_out()
        self.open.clicked.connect(self._on_open)
        self.cancel.clicked.connect(self._close)
        self.do.clicked.connect(self._on_do)
        self.hide()

    def show_worker(self, worker: WorkerOnPage) -> None:
        """Show which name the awards are bound to, and offer a change where there is none yet."""
        self.setVisible(worker.signed)
        changed = bool(worker.former_name)
        self.open.setVisible(not changed and not self._fields.isVisible())
        if changed:
            self._close()
            self.open.hide()
            said = self.tr(
                "Awards stay signed for {former}. The registrar takes a spelling proof and issues "
                "the passport anew; the next one carries both names."
            ).format(former=worker.former_name)
        else:
            said = self.tr(
                "Awards are signed for {name}. They stay so after a change, and the next passport "
                "carries both names."
            ).format(name=worker.candidate.name)
        self._said.setText(said)

    def _on_open(self) -> None:
        self._fields.show()
        self.open.hide()
        self.name.setFocus()

    def _on_do(self) -> None:
        for field in (self.name, self.document):
            if not field.text().strip():
                field.setFocus()
                return
        self._work.change_name(self.name.text(), self.document.text())

    def _close(self) -> None:
        self.name.clear()
        self.document.clear()
        self._fields.hide()
        self.open.show()

    def _lay_out(self) -> None:
        form = Form(2)
        form.add(
            self.tr("New name in Latin letters"),
            self.name,
            hint=self.tr("As in the new travel document"),
        )
        form.add(
            self.tr("Paper that proves the change"),
            self.document,
            hint=self.tr("Marriage deed, court order… with its number"),
        )
        buttons = row(None, self.cancel, self.do, gap=Space.S)
        self._fields.setLayout(column(form, buttons, gap=Space.S))
        self._fields.hide()
        self.add(self._said, row(self.open, None), self._fields)
