"""A field for a passphrase: hidden, may be shown, says when Caps Lock is on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop.theme import Icon, Space, icon
from desktop.widgets.layouts import column, label, row


class PassphraseField(QWidget):
    """Holds what was typed until its owner calls `clear`: as soon as it is used."""

    entered = Signal()  # the person pressed Enter

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.edit = _Edit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(name or self.tr("Passphrase"))
        self.edit.setPlaceholderText(name or self.tr("Passphrase"))
        # Beside the field: a sign inside it would not grow with the text.
        self._show = QToolButton()
        self._show.setProperty("role", "quiet")
        self._show.setIcon(icon(Icon.EYE, "muted"))
        self._show.setToolTip(self.tr("Show the passphrase"))
        self._show.setAccessibleName(self._show.toolTip())
        self._show.setCheckable(True)
        self._show.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the button that opens
        self._show.toggled.connect(self._on_shown)
        self._caps = label(self.tr("Caps Lock is on."), "meta")
        self._caps.setProperty("tone", "warning")
        self._caps.hide()
        self.edit.caps_seen.connect(self._caps.setVisible)
        self.edit.returnPressed.connect(self.entered)
        field = row(self.edit, self._show, gap=Space.XS)
        self.setLayout(column(field, self._caps, gap=Space.XS))
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return what was typed, unchanged: spaces count."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, and hide the next."""
        self.edit.clear()
        self._show.setChecked(False)
        self._caps.hide()

    @property
    def says_caps_lock(self) -> bool:
        """Whether the hint about Caps Lock is shown."""
        return not self._caps.isHidden()

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._show.setIcon(icon(Icon.EYE_OFF if shown else Icon.EYE, "muted"))


class _Edit(QLineEdit):
    """Tells from each letter whether Caps Lock is on: Qt knows no other way on every system."""

    caps_seen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        letter = event.text()
        if len(letter) == 1 and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)
