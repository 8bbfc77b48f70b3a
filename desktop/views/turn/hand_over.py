"""Before the screen is turned to a worker, and before it comes back: who holds it then?"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.texts import Problem
from desktop.theme import Icon, Space, icon, look
from desktop.widgets.banner import Banner
from desktop.widgets.card import Card
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.passphrase_field import PassphraseField

LEAST_CODE = 4
"""Characters of a code: short enough for a gloved hand, too long to be tried three times."""
_WIDE_PX = 560


class _OneField(QWidget):
    """A page of one question: `given(str)`, or `left()` by Escape."""

    given = Signal(str)
    left = Signal()

    def __init__(self, title: str, about: str, field: str, do: str, leave: str) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = title
        self.banner, self.field = Banner(), PassphraseField(field)
        self.do = QPushButton(icon(Icon.PERSON, "on_accent"), do)
        self.do.setProperty("role", "primary")
        self.leave = QPushButton(leave)
        card = Card(title)
        card.setFixedWidth(look().px(_WIDE_PX))
        card.add(label(about, wrap=True), self.field, self.banner, row(self.leave, self.do, None))
        inside = QWidget()
        inside.setProperty("kind", "page")
        inside.setLayout(column(None, row(None, card, None), None, margin=Space.XL))
        self.setLayout(column(scrolled(inside)))
        self.setFocusProxy(self.field)
        self.setTabOrder(self.field.edit, self.do)
        self.setTabOrder(self.do, self.leave)
        self.do.clicked.connect(self._on_given)
        self.field.entered.connect(self._on_given)
        self.leave.clicked.connect(self._on_left)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._on_left)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong with what was typed, and ask again."""
        self.banner.problem(problem.sentence, problem.what_to_do)
        self.field.clear()
        self.field.setFocus()

    def _on_given(self) -> None:
        typed = self.field.text()
        self.field.clear()
        self.given.emit(typed)

    def _on_left(self) -> None:
        self.field.clear()
        self.left.emit()


class CodePage(_OneField):
    """Choose the code of this sitting, once; `given("")`: the passphrase alone takes it back."""

    def __init__(self) -> None:
        about = self.tr(
            "The worker sees only what is asked, and cannot get at your desk: the screen comes "
            "back to you alone. Choose a short code for that, at least {least} characters; it is "
            "good until you sign out. Leave it empty to use your passphrase."
        )
        super().__init__(
            self.tr("Before you hand the screen over"),
            about.format(least=LEAST_CODE),
            self.tr("Code of this sitting"),
            self.tr("Turn the screen"),
            self.tr("Cancel"),
        )
        self.field.edit.setEchoMode(QLineEdit.EchoMode.Password)


class ReturnPage(_OneField):
    """Asks whoever takes the screen back for the code or the passphrase."""

    def __init__(self, name: str, *, code: bool) -> None:
        about = (
            self.tr("Your code of this sitting, or your passphrase.")
            if code
            else self.tr("Your passphrase, please.")
        )
        super().__init__(
            self.tr("The screen goes back to {name}").format(name=name),
            about,
            self.tr("Code or passphrase") if code else self.tr("Passphrase"),
            self.tr("Take the screen back"),
            self.tr("Back to the worker's page"),
        )
