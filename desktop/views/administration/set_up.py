"""Set up a real centre in an empty folder: the centre, its key, and its first administrator."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from core.domain.people import Role
from core.services.setting_up import NewCentre, NewPerson
from desktop.presenters.running import TaskRunner
from desktop.views.administration.parts import AskPanel, NewPassphrase, Section
from desktop.widgets.card import Card
from desktop.widgets.reasoned import set_busy
from desktop.widgets.saving import SavingCheck, SavingDate, SavingLineEdit

SetUp = Callable[[NewCentre, str, NewPerson], object]
"""Sets the centre up under the passphrase of its key. A job."""


class SetUpPage(Section):
    """Everything at once, since a centre without an administrator would be a dead end."""

    done = Signal()
    left = Signal()

    def __init__(self, set_up: SetUp, tasks: TaskRunner) -> None:
        super().__init__("", "", tasks)
        self.title = self.tr("Set up a centre")
        self.head.set_title(
            self.title,
            self.tr("For real work. Have the letter of accreditation at hand."),
        )
        self._set_up = set_up
        card = Card()
        self.panel = AskPanel(self.tr("Set up the centre"), columns=2)
        self._add_centre()
        self._add_administrator()
        card.add(self.panel)
        self.build(card)
        self.panel.ask(
            self.tr(
                "All of this stands on every passport or is signed with it, so write it exactly as "
                "the agency does. People, agreements and certifications follow inside."
            )
        )
        self.panel.given.connect(self.set_up)
        self.panel.closed.connect(self._on_closed)

    def _add_centre(self) -> None:
        add = self.panel.add
        self.name, self.code = SavingLineEdit(), SavingLineEdit(max_length=3)
        self.agency, self.accreditation = SavingLineEdit(), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        self.address, self.contact = SavingLineEdit("https://"), SavingLineEdit()
        add(self.tr("Name of the centre"), self.name)
        hint = self.tr("Three capital letters or digits: every reference begins with it")
        add(self.tr("Code"), self.code, hint=hint)
        add(self.tr("National agency"), self.agency)
        add(self.tr("Number of the accreditation"), self.accreditation)
        add(self.tr("Accredited from"), self.starts)
        add(self.tr("Accredited until"), self.ends)
        hint = self.tr("The agency's page that every code points to, in small letters")
        add(self.tr("Address on the passports"), self.address, hint=hint)
        add(self.tr("Contact"), self.contact)
        self.key = NewPassphrase(
            self.panel,
            self.tr("Passphrase of the centre's key"),
            self.tr("The same once more"),
            self.tr("Whoever issues passports types it."),
        )

    def _add_administrator(self) -> None:
        add = self.panel.add
        self.person, self.number = SavingLineEdit(), SavingLineEdit()
        add(self.tr("First administrator, in Latin letters"), self.person)
        add(self.tr("Person number"), self.number, hint=self.tr("As the agency gave it"))
        self.registrar = SavingCheck(self.tr("Also works as registrar"))
        add(self.tr("Roles"), self.registrar, wide=True)
        self.own = NewPassphrase(
            self.panel,
            self.tr("Passphrase of the administrator"),
            self.tr("Once more"),
            self.tr("Only this person may ever know it; there is no way to recover it."),
        )

    def set_up(self) -> None:
        """Set the centre up with what was typed."""
        starts, ends = self.starts.value(), self.ends.value()
        for field in (self.name, self.code, self.agency, self.accreditation):
            if not field.text().strip():
                self.lacks(self.tr("Fill in every field of the centre first."), field)
                return
        if starts is None or ends is None:
            missing = self.starts if starts is None else self.ends
            self.lacks(self.tr("Write the first and the last day as year-month-day."), missing)
            return
        for person in (self.person, self.number):
            if not person.text().strip():
                self.lacks(self.tr("Name the first administrator."), person)
                return
        for secret in (self.key, self.own):
            wrong = secret.problem_field
            if wrong is not None:
                said = self.tr("Type each passphrase twice, the same each time.")
                self.lacks(said, wrong)
                return
        centre = NewCentre(
            code=self.code.text().strip().upper(),
            name=self.name.text(),
            agency=self.agency.text(),
            accreditation=self.accreditation.text(),
            accredited=(starts, ends),
            passport_address=self.address.text().strip(),
            contact=self.contact.text().strip(),
        )
        also = {Role.REGISTRAR} if self.registrar.isChecked() else set()
        first = NewPerson(
            name=self.person.text(),
            person_number=self.number.text(),
            roles=frozenset({Role.ADMINISTRATOR, *also}),
            passphrase=self.own.first.text(),
        )
        passphrase = self.key.first.text()
        self.banner.clear()
        set_busy(self.panel.do, busy=True)
        self.acting.do(lambda: self._set_up(centre, passphrase, first), self._on_done)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong; what was typed stays."""
        set_busy(self.panel.do, busy=False)
        super().show_problem(error)

    def _on_done(self, _: object) -> None:
        self._forget()
        self.done.emit()

    def _on_closed(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self.key.take()
        self.own.take()
