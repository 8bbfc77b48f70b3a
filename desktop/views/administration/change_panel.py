"""Changing the passphrase of a key."""

from collections.abc import Callable

from core.services.key_care import change_key_passphrase
from desktop.presenters.administration.my_keys import strength_at
from desktop.presenters.session import Session
from desktop.views.administration.parts import AskPanel, NewPassphrase, Section
from desktop.widgets.passphrase_field import PassphraseField


class ChangePanel(AskPanel):
    """Asks for the passphrase until now, and twice for the new one."""

    def __init__(self, page: Section, session: Session, again: str, hint: str = "") -> None:
        super().__init__(self.tr("Change it"))
        self._page, self._session = page, session
        until_now = self.tr("Passphrase until now")
        self.old = PassphraseField(until_now)
        self.add(until_now, self.old)
        self.new = NewPassphrase(self, self.tr("New passphrase"), again, hint)

    def change(self, name: str, is_good: Callable[[NewPassphrase], bool], done: str) -> None:
        """Seal the key `name` with the new passphrase, if that is good, and say that it is done."""
        if not self.old.text():
            self._page.lacks(self.tr("Type the passphrase until now first."), self.old)
            return
        if not is_good(self.new):
            return
        desk, me = self._session.desk, self._session.sitting.staff.id
        old, new = self.old.text(), self.new.take()
        self.close_panel()
        self._page.acting.do(
            lambda: change_key_passphrase(desk, name, old, new, strength=strength_at(desk), by=me),
            lambda _: self._page.say_done(done),
        )
