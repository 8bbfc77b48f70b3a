"""One member of staff: roles, key, certifications, and whether the person still works here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import AssessorRoute, Certification, Role
from desktop.presenters.administration.staff import Person, StaffOnPage
from desktop.texts import capital, words
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, FingerprintView, action, muted
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingDate, SavingLineEdit


class PersonCard(Card):
    """Shows a person; says what was asked for and changes nothing itself."""

    roles_asked = Signal(object)  # frozenset of Role
    certify_asked = Signal()
    withdrawal_asked = Signal(object, bool)  # Certification; False takes it back
    active_asked = Signal(bool)
    report_asked = Signal()

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._may_change = may_change
        self.person: Person | None = None
        self.fingerprint = FingerprintView(self.tr("Fingerprint of the signing key"))
        self._facts = muted()
        self._warning = label("", "strong", wrap=True)
        self._warning.setProperty("tone", "warning")
        self._certifications = column(gap=Space.S)
        self.change_roles = action(Icon.EDIT, self.tr("Change the roles…"))
        self.certify = action(Icon.ADD, self.tr("Certify…"))
        self.report = action(Icon.WARNING, self.tr("Key lost…"))
        self.deactivate = action(Icon.REMOVE, self.tr("Does not work here any more"), danger=True)
        self.reactivate = action(Icon.UNDO, self.tr("Works here again"))
        self._make_panels()
        buttons = (self.certify, self.change_roles, self.report)
        self.add(
            self._facts,
            self._warning,
            self.fingerprint,
            self._certifications,
            row(*buttons, None, self.deactivate, self.reactivate, gap=Space.S),
            self.roles_panel,
            self.certify_panel,
        )
        self._connect()
        self.hide()

    def show_person(self, person: Person, page: StaffOnPage) -> None:
        """Show somebody; panels that were open for somebody else are closed."""
        if self.person is None or self.person.staff.id != person.staff.id:
            self.roles_panel.close_panel()
            self.certify_panel.close_panel()
        self.person = person
        staff = person.staff
        self.set_title(staff.name, staff.person_number)
        roles = ", ".join(words(role) for role in Role if role in staff.roles)
        stands = (
            self.tr("key not in the agency's list")
            if person.standing is None
            else self.tr("key {standing} in the agency's list").format(
                standing=words(person.standing)
            )
        )
        self._facts.setText(f"{roles or self.tr('no role')} · {stands}")
        self._warn(person, page)
        self.fingerprint.setVisible(bool(person.fingerprint))
        self.fingerprint.show_digits(person.fingerprint)
        self._show_certifications(person, page)
        for role, box in self.roles.items():
            box.set_value(role in staff.roles)
        self.framework.set_choices([(one.code, one.code) for one in page.frameworks])
        if not self.certify_panel.isVisible():
            self.number.setText(staff.person_number)
            self.authority.setText(page.agency)
        for button in (self.certify, self.change_roles, self.report):
            button.setVisible(self._may_change and staff.active)
        self.deactivate.setVisible(self._may_change and staff.active)
        self.reactivate.setVisible(self._may_change and not staff.active)
        self.show()

    def _warn(self, person: Person, page: StaffOnPage) -> None:
        said = ""
        if not person.staff.active:
            said = self.tr("Does not work here any more; what was signed before stays.")
        elif person.ends_soon(page.today):
            said = self.tr("A certification ends on {day}: ask for a new one now.").format(
                day=day(person.ends(page.today))
            )
        self._warning.setText(said)
        self._warning.setVisible(bool(said))

    def _show_certifications(self, person: Person, page: StaffOnPage) -> None:
        clear_layout(self._certifications)
        self._certifications.addWidget(label(self.tr("Certifications"), "caps"))
        if not person.certifications:
            none = self.tr("None: this person may not assess or verify.")
            self._certifications.addWidget(muted(none))
        for one in reversed(person.certifications):
            self._certifications.addWidget(self._line(one, page))

    def _line(self, one: Certification, page: StaffOnPage) -> QWidget:
        said = self.tr("{number}, {framework}: {units}, {starts} to {ends}, by {authority}").format(
            number=one.number,
            framework=one.framework_code,
            units=", ".join(sorted(one.unit_codes)) or self.tr("every unit"),
            starts=day(one.starts),
            ends=day(one.ends),
            authority=one.authority,
        )
        withdrawn = one.withdrawn_on is not None
        if withdrawn:
            said += " · " + self.tr("withdrawn from {day}").format(day=day(one.withdrawn_on))
        elif one.ends < page.today:
            said += " · " + self.tr("ended")
        text = label(said, "" if one.in_force(page.today) else "muted", wrap=True)
        button = QPushButton(self.tr("Give it back") if withdrawn else self.tr("Withdraw"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{button.text()}: {one.number}, {one.framework_code}")
        button.setVisible(False)
        button.clicked.connect(lambda: self.withdrawal_asked.emit(one, not withdrawn))
        made = QWidget()
        laid = row(text, button, gap=Space.S)
        laid.setStretchFactor(text, 1)
        made.setLayout(laid)
        button.setVisible(self._may_change and (withdrawn or one.ends >= page.today))
        return made

    def _make_panels(self) -> None:
        self.roles = {role: SavingCheck(capital(role)) for role in Role}
        self.roles_panel = AskPanel(self.tr("Change them"))
        boxes = QWidget()
        boxes.setLayout(column(*self.roles.values(), gap=Space.XS))
        self.roles_panel.add(self.tr("Roles from the next sign-in on"), boxes)
        self.certify_panel = AskPanel(self.tr("Record the certification"), columns=2)
        self.number, self.authority = SavingLineEdit(), SavingLineEdit()
        self.framework, self.units = SavingChoice(), SavingLineEdit()
        self.route = SavingChoice([(one, capital(one)) for one in AssessorRoute])
        self.starts, self.ends = SavingDate(), SavingDate()
        add = self.certify_panel.add
        add(self.tr("Number of the certificate"), self.number)
        add(self.tr("Given by"), self.authority)
        add(self.tr("Framework"), self.framework)
        hint = self.tr("Codes with commas between; empty means every unit")
        add(self.tr("Units"), self.units, hint=hint)
        add(self.tr("Way to the certificate"), self.route)
        add(self.tr("First day"), self.starts)
        add(self.tr("Last day"), self.ends)

    def _connect(self) -> None:
        self.change_roles.clicked.connect(lambda: self.roles_panel.ask())
        self.certify.clicked.connect(
            lambda: self.certify_panel.ask(
                self.tr("Record only what the authority has given in writing.")
            )
        )
        self.roles_panel.given.connect(self._on_roles)
        self.certify_panel.given.connect(self.certify_asked)
        self.deactivate.clicked.connect(lambda: self.active_asked.emit(False))
        self.reactivate.clicked.connect(lambda: self.active_asked.emit(True))
        self.report.clicked.connect(self.report_asked)

    def _on_roles(self) -> None:
        chosen = frozenset(role for role, box in self.roles.items() if box.isChecked())
        self.roles_panel.close_panel()
        self.roles_asked.emit(chosen)

    def unit_codes(self) -> frozenset[str]:
        """Return the unit codes that were typed; none means every unit."""
        return frozenset(filter(None, (code.strip() for code in self.units.text().split(","))))
