"""Asks for the passphrase of the centre's or the status key, once a sitting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.centre_keys import CentreKeys
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.passphrase_field import PassphraseField


class KeyField(QWidget):
    """A passphrase field, or a line saying that the key is open until the desk is locked."""

    entered = Signal()

    def __init__(self, keys: CentreKeys, key: str, question: str) -> None:
        super().__init__()
        self._keys, self._key = keys, key
        self.field = PassphraseField(question)
        self._question = label(question, "caps", wrap=True)
        self._open = label(self.tr("The key is open until the desk is locked."), "meta", wrap=True)
        self.field.entered.connect(self.entered)
        self.setLayout(column(self._question, self.field, self._open, gap=Space.XS))
        self.setFocusProxy(self.field)
        self.refresh()

    def refresh(self) -> None:
        """Look again whether the key is open, and forget what was typed."""
        is_open = self._keys.is_open(self._key)
        self.field.clear()
        for part in (self._question, self.field):
            part.setVisible(not is_open)
        self._open.setVisible(is_open)

    @property
    def lacks_passphrase(self) -> bool:
        """Whether a passphrase must be typed and none is."""
        return not self._keys.is_open(self._key) and not self.field.text()

    def take(self) -> str:
        """Return what was typed, and forget it."""
        typed = self.field.text()
        self.field.clear()
        return typed
