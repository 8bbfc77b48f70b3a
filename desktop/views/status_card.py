"""The status of a passport or an award: what changed it and why, and changing it with a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.recognition import Status, StatusReason
from desktop.presenters.centre_keys import STATUS, CentreKeys
from desktop.presenters.passport import PassportOnPage, StatusOnPage
from desktop.texts import capital, words
from desktop.theme import Icon, Space, icon
from desktop.views.key_field import KeyField
from desktop.views.narrow import narrow
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import minute
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice, SavingTextEdit

_NEXT = {
    Status.VALID: (Status.SUSPENDED, Status.REVOKED),
    Status.SUSPENDED: (Status.VALID, Status.REVOKED),
    Status.SUPERSEDED: (Status.REVOKED,),
    Status.REVOKED: (),
}
"""Revoked is for good; a mistake there is mended by issuing anew."""

_REASONS = {
    Status.SUSPENDED: (
        StatusReason.INVESTIGATION,
        StatusReason.KEY_COMPROMISED,
        StatusReason.HOLDER_REQUEST,
        StatusReason.OTHER,
    ),
    Status.VALID: (StatusReason.CLEARED, StatusReason.APPEAL, StatusReason.OTHER),
    Status.REVOKED: (
        StatusReason.ERROR,
        StatusReason.FRAUD,
        StatusReason.APPEAL,
        StatusReason.KEY_COMPROMISED,
        StatusReason.HOLDER_REQUEST,
        StatusReason.OTHER,
    ),
}
"""The coded reasons that fit each change."""


class StatusCard(Card):
    """Shows one status, the passport's or an award's; buttons open the field for the reason."""

    change_asked = Signal(object, object, object, str, str)
    """StatusPlaceId, Status, StatusReason, words, passphrase"""
    letter_asked = Signal(bool)  # about the newest change of `shown`; whether to print it
    lacking = Signal(str)  # what must be typed first

    def __init__(self, keys: CentreKeys, *, may_change: bool) -> None:
        super().__init__()
        self.set_title(self.tr("Status"))
        self._may_change = may_change
        self._wanted: Status | None = None
        self._publishes = False
        self._statuses: tuple[StatusOnPage, ...] = ()
        self.about = SavingChoice([], name=self.tr("Status of"))
        narrow(self.about)
        self._now = label("", "strong")
        self.extent = label("", "strong", wrap=True)
        self._history = column(gap=Space.S)
        self.buttons = {
            Status.SUSPENDED: QPushButton(self.tr("Suspend…")),
            Status.VALID: QPushButton(self.tr("Lift the suspension…")),
            Status.REVOKED: QPushButton(icon(Icon.REMOVE, "danger"), self.tr("Revoke…")),
        }
        self.buttons[Status.REVOKED].setProperty("role", "danger")
        self.code = SavingChoice([], name=self.tr("Kind of reason"))
        narrow(self.code)
        self.save_letter = QPushButton(icon(Icon.SAVE), self.tr("Save the letter…"))
        self.print_letter = QPushButton(icon(Icon.PRINT), self.tr("Print the letter…"))
        self.reason = SavingTextEdit(name=self.tr("Reason"), lines=3)
        self.key = KeyField(keys, STATUS, self.tr("Passphrase of the status key"))
        self.do, self.cancel = QPushButton(), QPushButton(self.tr("Cancel"))
        self.do.setProperty("role", "danger")
        self._lay_out()
        for status, button in self.buttons.items():
            button.clicked.connect(lambda _=False, status=status: self.ask(status))
        self.about.saved.connect(self._show)
        self.do.clicked.connect(self._on_do)
        self.cancel.clicked.connect(self._close)
        self.save_letter.clicked.connect(lambda: self.letter_asked.emit(False))
        self.print_letter.clicked.connect(lambda: self.letter_asked.emit(True))

    @property
    def shown(self) -> StatusOnPage | None:
        """The status that is shown."""
        place_id = self.about.value()
        return next((one for one in self._statuses if one.place_id == place_id), None)

    def not_valid(self, page: PassportOnPage) -> list[str]:
        """The awards of a passport that are not valid, though as a whole it may be."""
        return [self._named(one) for one in page.statuses[1:] if one.now is not Status.VALID]

    def show_status(self, page: PassportOnPage) -> None:
        """Show the status and its history; of what was chosen before, if it is still there."""
        before = self.shown
        self._publishes, self._statuses = page.publishes, page.statuses
        self.about.set_choices([(one.place_id, self._named(one)) for one in page.statuses])
        if before is not None and before.place_id in {one.place_id for one in page.statuses}:
            self.about.set_value(before.place_id)
        self.about.setVisible(len(page.statuses) > 1)
        self._show()

    def _named(self, one: StatusOnPage) -> str:
        if not one.units:
            return self.tr("The whole passport: {status}").format(status=words(one.now))
        units = ", ".join(f"{unit.code} {unit.title.original}" for unit in one.units)
        return self.tr("{unit}: {status}").format(unit=units, status=words(one.now))

    def _show(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self._now.setText(capital(shown.now))
        clear_layout(self._history)
        for change, name in reversed(shown.changes):
            said = self.tr("{when}  {status}, {name}: {code}, {reason}").format(
                when=minute(change.at),
                status=words(change.status),
                name=name,
                code=words(change.code),
                reason=change.reason,
            )
            self._history.addWidget(label(said, "muted", wrap=True))
        for status, button in self.buttons.items():
            button.setVisible(self._may_change and status in _NEXT[shown.now])
        newest = shown.changes[-1][0].status if shown.changes else Status.SUPERSEDED
        self._letter.setVisible(self._may_change and newest is not Status.SUPERSEDED)
        self.key.refresh()
        self._close()

    def ask(self, status: Status) -> None:
        """Open the fields for a change to this status."""
        self._wanted = status
        verbs = {
            Status.SUSPENDED: self.tr("Suspend it"),
            Status.VALID: self.tr("Lift the suspension"),
            Status.REVOKED: self.tr("Revoke it for good"),
        }
        self.do.setText(verbs[status])
        self._show_extent(status)
        self.code.set_choices([(one, capital(one)) for one in _REASONS[status]])
        self.code.set_value(None)  # a person chooses
        self.key.refresh()
        self.key.setVisible(self._publishes)
        self._fields.show()
        self.code.setFocus()

    def _show_extent(self, status: Status) -> None:
        """Say before it is done that an award stands or falls with all of its units."""
        units = self.shown.units if self.shown is not None else ()
        self.extent.setVisible(len(units) > 1)
        said = self.tr("This is about one award of {count} units, and so about all: {units}.")
        codes = ", ".join(one.code for one in units)
        said = said.format(count=len(units), units=codes)
        if status is Status.REVOKED:
            said += " " + self.tr(
                "For those that are right an advisor takes up the case again: the assessor decides "
                "them anew, the verifier agrees again, and they are in a new award."
            )
        self.extent.setText(said)

    def _on_do(self) -> None:
        if self._wanted is None or self.shown is None:
            return
        if self.code.value() is None:
            self.lacking.emit(self.tr("Choose first what kind of reason it is."))
            self.code.setFocus()
        elif not self.reason.value():
            self.lacking.emit(self.tr("Write the reason first: it is kept with the change."))
            self.reason.setFocus()
        elif self._publishes and self.key.lacks_passphrase:
            self.lacking.emit(self.tr("Type the passphrase of the status key first."))
            self.key.field.setFocus()
        else:
            typed = self.key.take()
            about, reason = self.shown.place_id, self.reason.value()
            self.change_asked.emit(about, self._wanted, self.code.value(), reason, typed)

    def _close(self) -> None:
        self._wanted = None
        self.reason.set_value("")
        self.reason.clear()
        self._fields.hide()

    def _lay_out(self) -> None:
        form = Form()
        form.add(self.tr("Kind of reason"), self.code)
        form.add(
            self.tr("Reason"),
            self.reason,
            hint=self.tr("Stands in the letter to the worker; employers see the status alone."),
        )
        self._fields = QWidget()
        buttons = row(None, self.cancel, self.do, gap=Space.S)
        self._fields.setLayout(column(self.extent, form, self.key, buttons, gap=Space.S))
        self._letter = QWidget()
        self._letter.setLayout(row(self.save_letter, self.print_letter, None, gap=Space.S))
        asked = row(*self.buttons.values(), None, gap=Space.S)
        self.add(self.about, self._now, self._history, self._letter, asked, self._fields)
        self._fields.hide()
