"""Issue a passport anew, with a second person, where nothing new was awarded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.passport import PassportOnPage
from desktop.presenters.reasons import Reason
from desktop.theme import Space
from desktop.views.key_field import KeyField
from desktop.views.narrow import narrow
from desktop.views.spelling_card import SpellingCard
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.reasoned import allow
from desktop.widgets.saving import SavingChoice


class ReissueCard(Card):
    """Spelling proof, the second person with the own passphrase, the centre's key."""

    asked = Signal(object, str, str)  # StaffId of the second, that passphrase, the centre key's
    lacking = Signal(str)  # what must be done first

    def __init__(self, keys: CentreKeys) -> None:
        super().__init__()
        self.set_title(self.tr("Issue anew"))
        self._proved = False
        self.open = QPushButton(self.tr("Issue anew…"))
        self.spelling = SpellingCard()
        self.second = SavingChoice([], name=self.tr("Second person"))
        narrow(self.second)
        self.passphrase = PassphraseField(self.tr("The second person's own passphrase"))
        self.key = KeyField(keys, CENTRE, self.tr("Passphrase of the centre's key"))
        self.do, self.cancel = QPushButton(self.tr("Issue anew")), QPushButton(self.tr("Cancel"))
        self._fields, self._nobody = QWidget(), label("", "muted", wrap=True)
        self._lay_out()
        self.open.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.close_fields)
        queued = Qt.ConnectionType.QueuedConnection  # its button is hidden first
        self.spelling.settled.connect(self.second.setFocus, queued)
        self.do.clicked.connect(self._on_do)

    def show_passport(self, page: PassportOnPage) -> None:
        """Show who can be the second person, and whether the worker has read the spelling."""
        proof = page.file.proofs[-1] if page.file.proofs else None
        self._proved = proof is not None and proof.covers(page.file.candidate)
        self.spelling.show_proof(page.file)
        chosen = self.second.value()
        self.second.set_choices([(one.id, one.name) for one in page.seconds])
        if chosen in [one.id for one in page.seconds]:
            self.second.set_value(chosen)
        self._nobody.setText(
            ""
            if page.seconds
            else self.tr(
                "Nobody else here can be the second person: another registrar, an administrator "
                "or a verifier who did not advise in this case."
            )
        )
        self._nobody.setVisible(not page.seconds)
        nobody = Reason(
            self.tr("Issuing anew without a new award needs a second person."),
            self._nobody.text(),
            self.tr("An administrator can give somebody the role of a registrar or verifier."),
        )
        allow(self.open, bool(page.seconds), nobody)
        self.key.refresh()

    def ask(self) -> None:
        """Open the fields."""
        self.open.hide()
        self._fields.show()
        self.second.setFocus()

    def close_fields(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.key.refresh()
        self._fields.hide()
        self.open.show()

    def _on_do(self) -> None:
        if not self._proved:
            self.lacking.emit(self.tr("First the worker reads name and birth date, and agrees."))
            self.spelling.agree.setFocus()
        elif not self.passphrase.text():
            self.lacking.emit(self.tr("The second person types the own passphrase first."))
            self.passphrase.edit.setFocus()
        elif self.key.lacks_passphrase:
            self.lacking.emit(self.tr("Type the passphrase of the centre's key first."))
            self.key.field.setFocus()
        else:
            typed = self.passphrase.text()
            self.passphrase.clear()
            self.asked.emit(self.second.value(), typed, self.key.take())

    def _lay_out(self) -> None:
        form = Form()
        form.add(self.tr("Second person"), self.second)
        form.add(self.tr("The second person's own passphrase"), self.passphrase)
        buttons = row(None, self.cancel, self.do, gap=Space.S)
        self._fields.setLayout(column(self.spelling, form, self.key, buttons, gap=Space.S))
        self._fields.hide()
        said = self.tr(
            "After a change of name or of statements. The passport before it is marked as "
            "superseded. Nobody issues anew alone."
        )
        self.add(label(said, "muted", wrap=True), self._nobody, self._fields, row(self.open, None))
