"""Who is at the desk: choose a name, give the passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import LARGE_TEXT, Icon, Space, icon, look
from desktop.widgets.banner import Banner
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.progress_line import ProgressLine


@dataclass(frozen=True, slots=True)
class SignInPerson:
    """One person who may sign in."""

    key: str  # what the program calls them; comes back in the signal
    name: str
    role: str  # "advisor", "certified assessor, verifier"


class SignInPage(QWidget):
    """Asks who and for the passphrase; somebody else checks it."""

    sign_in_requested = Signal(str, str)  # key, passphrase
    session_requested = Signal()  # back to the session that goes on while all else is locked
    check_requested = Signal()  # somebody wants to check a passport, which needs no sign-in

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = self.tr("Sign in")
        self._heading = label(self.tr("Touchstone"), "h1")
        self._centre = label("", "muted", wrap=True)
        self._hint = label("", "meta", wrap=True)
        self._hint.hide()
        self.check = QPushButton(icon(Icon.VERIFY, "accent"), self.tr("Check a passport"))
        self.check.setProperty("role", "quiet")
        self.check.clicked.connect(self.check_requested)
        self.session = QPushButton(icon(Icon.TASK, "accent"), self.tr("Back to the session"))
        self.session.clicked.connect(self.session_requested)
        self.session.hide()
        self._group = QButtonGroup(self)
        self._people: dict[str, QPushButton] = {}
        self._list: QVBoxLayout = column(gap=Space.S)
        inner = QWidget()
        inner.setLayout(column(self._list, None))
        self._scroll = scrolled(inner)
        self._nobody = EmptyPage(
            Icon.STAFF,
            self.tr("Nobody is registered at this centre yet."),
            self.tr("The practice centre shows how everything works: start “touchstone demo”."),
        )
        self._nobody.hide()
        self._room = QWidget()  # while the centre is opened: keeps the words at the top
        self._room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.passphrase = PassphraseField()
        self.button = QPushButton(icon(Icon.KEY, "on_accent"), self.tr("Sign in"))
        self.button.setProperty("role", "primary")
        self.banner = Banner()
        self.progress = ProgressLine()
        self.passphrase.entered.connect(self._ask)
        self.button.clicked.connect(self._ask)
        for key, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._choose_next(step))
        self._lay_out()
        look().changed.connect(self._fit)
        self._fit()

    def set_centre(self, name: str) -> None:
        """Say whose program this is."""
        self._centre.setText(name)

    def set_hint(self, sentence: str) -> None:
        """Say something to whoever signs in, such as the practice centre's passphrase."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def set_session(self, goes_on: bool) -> None:
        """Offer the way back to a session that goes on while everything else is locked."""
        self.session.setVisible(goes_on)

    def set_opening(self) -> None:
        """Say that the centre is being opened; who can sign in is not known yet."""
        for part in (self._scroll, self._form, self._nobody):
            part.hide()
        self._room.show()
        self.progress.begin(self.tr("Opening the centre…"), can_cancel=False)

    def set_people(self, people: Sequence[SignInPerson]) -> None:
        """Offer these people; the first is chosen."""
        for old in self._people.values():
            self._group.removeButton(old)
        clear_layout(self._list)
        self._people.clear()
        for person in people:
            button = QPushButton(icon(Icon.PERSON), f"  {person.name}\n  {person.role}")
            button.setAccessibleName(f"{person.name}, {person.role}")
            button.setProperty("role", "choice")
            button.setProperty("lines", "2")
            button.setCheckable(True)
            button.clicked.connect(self.passphrase.setFocus)
            self._group.addButton(button)
            self._list.addWidget(button)
            self._people[person.key] = button
        self.progress.end()
        self._room.hide()
        self._nobody.setVisible(not people)
        for part in (self._scroll, self._form):
            part.setVisible(bool(people))
        if people:
            self.choose(people[0].key)

    def choose(self, key: str) -> None:
        """Choose a person, as at the lock, where it is known who comes back."""
        self._people[key].setChecked(True)
        self._scroll.ensureWidgetVisible(self._people[key])
        self.passphrase.setFocus()

    def say_problem(self, sentence: str, what_to_do: str = "") -> None:
        """Say why it did not work; the passphrase is to be typed again."""
        self.set_busy(False)
        self.banner.problem(sentence, what_to_do)
        self.passphrase.clear()
        self.passphrase.setFocus()
        # Later: what is said takes its room from the list of people.
        QTimer.singleShot(0, self, self._show_chosen)

    def set_busy(self, busy: bool) -> None:
        """Show that the passphrase is being checked: that takes about a second on purpose."""
        for part in (self.passphrase, self.button, self._scroll):
            part.setEnabled(not busy)
        if busy:
            self.progress.begin(self.tr("Opening your key…"), can_cancel=False)
        else:
            self.progress.end()

    def clear(self) -> None:
        """Forget what was typed."""
        self.set_busy(False)
        self.passphrase.clear()
        self.banner.clear()

    def _choose_next(self, step: int) -> None:
        # Up and Down choose from the passphrase, where the keyboard is.
        keys, chosen = list(self._people), self._group.checkedButton()
        now = [key for key, button in self._people.items() if button is chosen]
        if now and self._scroll.isEnabled():
            self.choose(keys[min(max(keys.index(now[0]) + step, 0), len(keys) - 1)])

    def _show_chosen(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            self._scroll.ensureWidgetVisible(chosen)

    def _ask(self) -> None:
        chosen = self._group.checkedButton()
        if not self.passphrase.text():
            self.banner.say(self.tr("Type your passphrase first."))
            self.passphrase.setFocus()
            return
        for key, button in self._people.items():
            if button is chosen:
                self.banner.clear()
                self.sign_in_requested.emit(key, self.passphrase.text())

    def _lay_out(self) -> None:
        self._form = QWidget()
        end = row(None, self.button)
        self._form.setLayout(
            column(label(self.tr("Passphrase"), "caps"), self.passphrase, end, gap=Space.S)
        )
        self._card = Card()
        self._card.add(
            label(self.tr("Who is at the desk?"), "h2"),
            self._scroll,
            self._nobody,
            self._form,
            self._hint,
            self.progress,
            self.banner,
            self._room,
        )
        head = column(self._heading, self._centre, gap=Space.XS)
        for part in (self._heading, self._centre):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        check = row(None, self.session, self.check, None)
        parts = (head, Space.S, self._card, check)
        self._middle = column(None, *parts, None, gap=Space.S, margin=Space.XL)
        self._middle.setStretchFactor(self._card, 4)
        whole = row(None, self._middle, None)
        self.setLayout(whole)

    def _fit(self) -> None:
        self._card.setFixedWidth(look().px(460))
        # At large letters the people need the room that else keeps them in the middle.
        around = 1 if look().text_scale < LARGE_TEXT else 0
        self._heading.setVisible(bool(around))  # the window is called so as well
        for spare in (0, self._middle.count() - 1):
            self._middle.setStretch(spare, around)
