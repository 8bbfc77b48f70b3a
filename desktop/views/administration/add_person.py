"""Adding a person: who it is, as what, and a passphrase that only this person types."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Role
from core.services.setting_up import NewPerson
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.administration.parts import AskPanel, NewPassphrase
from desktop.widgets.layouts import column
from desktop.widgets.saving import SavingCheck, SavingLineEdit


class AddPersonPanel(AskPanel):
    """Says who is to be added once nothing is missing; stays open until its owner closes it."""

    person_given = Signal(object)  # NewPerson
    lacking = Signal(str, object)  # a sentence, the field

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Add the person"))
        self.name, self.number = SavingLineEdit(), SavingLineEdit()
        hint = self.tr("As it signs the passports")
        self.add(self.tr("Name in Latin letters"), self.name, hint=hint)
        hint = self.tr("As the agency gave it; nobody else has the same")
        self.add(self.tr("Person number"), self.number, hint=hint)
        self.roles = {role: SavingCheck(capital(role)) for role in Role}
        boxes = QWidget()
        boxes.setLayout(column(*self.roles.values(), gap=Space.XS))
        self.add(self.tr("Roles"), boxes, wide=True)
        self.passphrase = NewPassphrase(
            self,
            self.tr("Passphrase, typed by this person"),
            self.tr("The same once more"),
            self.tr("You look away: only this person may ever know it."),
        )
        self.given.connect(self._on_given)

    def begin(self) -> None:
        """Open with empty fields."""
        self.name.clear()
        self.number.clear()
        for box in self.roles.values():
            box.set_value(False)
        self.ask(self.tr("Do this together with the person: the passphrase is theirs alone."))

    def _on_given(self) -> None:
        roles = frozenset(role for role, box in self.roles.items() if box.isChecked())
        wrong = self.passphrase.problem_field
        if not self.name.text().strip():
            self.lacking.emit(self.tr("Type the name first."), self.name)
        elif not roles:
            said = self.tr("Choose at least one role.")
            self.lacking.emit(said, self.roles[Role.ADVISOR])
        elif wrong is not None:
            said = self.tr("The person types the passphrase twice, the same each time.")
            self.lacking.emit(said, wrong)
        else:
            self.person_given.emit(
                NewPerson(
                    name=self.name.text(),
                    person_number=self.number.text(),
                    roles=roles,
                    passphrase=self.passphrase.take(),
                )
            )
