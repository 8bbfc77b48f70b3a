"""The agency's own keys: changing the root, in calm or in an emergency, and the status key."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, NewPassphrase, action, muted
from desktop.views.administration.recovery import DividePanel, RecoverPanel
from desktop.widgets.card import Card
from desktop.widgets.layouts import row
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.saving import SavingCheck, SavingLineEdit


@dataclass(frozen=True, slots=True)
class Rotation:
    """What changing the root takes. `root` is empty in an emergency."""

    next_key: bytes
    root: str
    following: str
    after: str


class RootCard(Card):
    """Asks for what each change takes; the page does it."""

    next_key_asked = Signal()
    rotate_asked = Signal(object)  # Rotation
    renew_asked = Signal(str, bool)  # passphrase of the root, whether the old one was stolen
    grant_asked = Signal(str, int, str)  # centre, how many, passphrase of the status key
    divide_asked = Signal()
    recover_asked = Signal()
    lacking = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("The agency's keys"))
        self.rotate = action(Icon.KEY, self.tr("Change the root key…"))
        self.emergency = action(Icon.WARNING, self.tr("Root lost or stolen…"), danger=True)
        self.renew = action(Icon.RETURN, self.tr("New status key…"))
        self.divide = action(Icon.STAFF, self.tr("Divide the root…"))
        self.recover = action(Icon.UNDO, self.tr("Bring the root back…"))
        self.grant = action(Icon.EXPORT, self.tr("Grant places to a centre…"))
        self._next_key = b""
        self._in_emergency = False
        self._make_rotation()
        self._make_status()
        self.divide_panel, self.recover_panel = DividePanel(), RecoverPanel()
        self.add(
            muted(
                self.tr(
                    "The root key lives on this machine alone, which belongs to nothing else. The "
                    "next one lies sealed on a stick elsewhere; its hash stands in every list."
                )
            ),
            row(self.rotate, self.renew, self.grant, None, gap=Space.S),
            row(self.divide, self.recover, None, self.emergency, gap=Space.S),
            *(self.rotate_panel, self.renew_panel, self.grant_panel),
            *(self.divide_panel, self.recover_panel),
        )
        self._connect()

    def ask_rotation(self, next_key: bytes) -> None:
        """Go on with the sealed next key that was chosen."""
        self._next_key = next_key
        self.root.setEnabled(not self._in_emergency)
        self.rotate_panel.ask(
            self.tr(
                "Every desk asks its people to compare the new fingerprint before it accepts the "
                "list that follows. Publish the fingerprint where everybody knows it to be yours."
            )
            if self._in_emergency
            else self.tr("Both keys sign the next list, so every desk follows by itself.")
        )

    def _make_rotation(self) -> None:
        self.rotate_panel = AskPanel(self.tr("Change the root and publish"), danger=True)
        self.root, self.following = PassphraseField(), PassphraseField()
        self.rotate_panel.add(self.tr("Passphrase of the root key until now"), self.root)
        self.rotate_panel.add(self.tr("Passphrase of the next root key"), self.following)
        self.after = NewPassphrase(
            self.rotate_panel,
            self.tr("Passphrase for the one after that"),
            self.tr("The same once more"),
            self.tr("It is made now; you choose a stick for it."),
        )

    def _make_status(self) -> None:
        self.renew_panel = AskPanel(self.tr("Make it and publish"))
        self.renew_root = PassphraseField()
        self.stolen = SavingCheck(self.tr("Somebody else may have the old one"))
        self.renew_panel.add(self.tr("Passphrase of the root key"), self.renew_root)
        self.renew_panel.add(self.tr("Why"), self.stolen)
        self.grant_panel = AskPanel(self.tr("Draw the places"))
        self.centre, self.count = SavingLineEdit(max_length=20), SavingLineEdit(max_length=6)
        self.status = PassphraseField()
        self.grant_panel.add(self.tr("Number of the centre"), self.centre)
        self.grant_panel.add(self.tr("How many places"), self.count)
        self.grant_panel.add(self.tr("Passphrase of the status key"), self.status)

    def _connect(self) -> None:
        self.rotate.clicked.connect(lambda: self._ask_next_key(emergency=False))
        self.emergency.clicked.connect(lambda: self._ask_next_key(emergency=True))
        self.rotate_panel.given.connect(self._on_rotate)
        self.renew_panel.given.connect(self._on_renew)
        self.grant_panel.given.connect(self._on_grant)
        self.divide_panel.given.connect(self.divide_asked)
        self.recover_panel.given.connect(self.recover_asked)
        for button, panel in (
            (self.renew, self.renew_panel),
            (self.grant, self.grant_panel),
            (self.divide, self.divide_panel),
            (self.recover, self.recover_panel),
        ):
            button.clicked.connect(lambda _=False, panel=panel: panel.ask())
        self.divide_panel.lacking.connect(self.lacking)
        self.recover_panel.lacking.connect(self.lacking)

    def _ask_next_key(self, *, emergency: bool) -> None:
        self._in_emergency = emergency
        self.next_key_asked.emit()

    def _on_rotate(self) -> None:
        field = self.after.problem_field
        if not self._in_emergency and not self.root.text():
            self.lacking.emit(self.tr("Type the passphrase of the root key first."), self.root)
        elif not self.following.text():
            said = self.tr("Type the passphrase of the next root key.")
            self.lacking.emit(said, self.following)
        elif field is not None:
            said = self.tr("Type the passphrase for the one after that twice, the same each time.")
            self.lacking.emit(said, field)
        else:
            root = "" if self._in_emergency else self.root.text()
            asked = Rotation(self._next_key, root, self.following.text(), self.after.take())
            self._next_key = b""
            self.rotate_panel.close_panel()
            self.rotate_asked.emit(asked)

    def _on_renew(self) -> None:
        typed = self.renew_root.text()
        if not typed:
            said = self.tr("Type the passphrase of the root key first.")
            self.lacking.emit(said, self.renew_root)
            return
        self.renew_panel.close_panel()
        self.renew_asked.emit(typed, self.stolen.isChecked())

    def _on_grant(self) -> None:
        count, typed = self.count.text().strip(), self.status.text()
        if not count.isdecimal():
            self.lacking.emit(self.tr("Type how many places, in digits."), self.count)
        elif not typed:
            self.lacking.emit(self.tr("Type the passphrase of the status key first."), self.status)
        else:
            centre = self.centre.text().strip()
            self.grant_panel.close_panel()
            self.grant_asked.emit(centre, int(count), typed)
