"""Before there is a centre: what to do in an empty home, or what to do when it cannot be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.theme import Icon, Space, icon, look
from desktop.widgets.banner import Banner
from desktop.widgets.card import Card
from desktop.widgets.layouts import column, label, row
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.reasoned import set_busy


class StartPage(QWidget):
    """Never a dead end: there is always something to press."""

    practice_requested = Signal()
    cancel_requested = Signal()
    open_requested = Signal()  # once more
    check_requested = Signal()
    set_up_requested = Signal()
    agency_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = self.tr("Touchstone")
        self._title = label("", "h2", wrap=True)
        self._words = label("", wrap=True)
        self._where = label("", "meta", wrap=True)
        self.practice = QPushButton(icon(Icon.PRACTICE, "on_accent"), "")
        self.practice.setProperty("role", "primary")
        self.set_up = QPushButton(icon(Icon.ADD), self.tr("Set up a centre"))
        self.agency = QPushButton(icon(Icon.KEY), self.tr("Start an agency's desk"))
        self.agency.setProperty("role", "quiet")
        self.again = QPushButton(icon(Icon.OPEN), self.tr("Try again"))
        self.check = QPushButton(icon(Icon.VERIFY, "accent"), self.tr("Check a passport"))
        self.check.setProperty("role", "quiet")
        self.banner, self.progress = Banner(), ProgressLine()
        self._there = False
        self.practice.clicked.connect(self.practice_requested)
        self.again.clicked.connect(self.open_requested)
        self.set_up.clicked.connect(self.set_up_requested)
        self.agency.clicked.connect(self.agency_requested)
        self.check.clicked.connect(self.check_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self._lay_out()
        look().changed.connect(self._fit)
        self._fit()

    def show_empty(self, where: str, *, practice_is_there: bool) -> None:
        """Say how to begin in a home without a centre."""
        self._there = practice_is_there
        self._title.setText(self.tr("There is no centre in this folder yet"))
        self._words.setText(
            self.tr(
                "The practice centre is a whole centre to try everything in: four people, "
                "invented workers at every stage, and passports marked PRACTICE. "
                "Nothing in it is real, and it is kept apart from real work."
            )
        )
        self._where.setText(self.tr("Folder: {where}").format(where=where))
        self.banner.clear()
        self.set_making(False)
        self.again.hide()
        for button in (self.practice, self.set_up, self.agency):
            button.show()
        self.practice.setFocus()

    def show_problem(self, sentence: str, what_to_do: str, where: str) -> None:
        """Say why the centre cannot be opened and what to do about it."""
        self.set_making(False)
        self._title.setText(self.tr("The centre cannot be opened"))
        self._words.setText("")
        self._where.setText(self.tr("Folder: {where}").format(where=where))
        for button in (self.practice, self.set_up, self.agency):
            button.hide()
        self.again.show()
        self.banner.problem(sentence, what_to_do)
        self.again.setFocus()

    def set_making(self, making: bool) -> None:
        """Show that the practice centre is being made."""
        self.practice.setText(
            self.tr("Open the practice centre")
            if self._there
            else self.tr("Make the practice centre")
        )
        for button in (self.practice, self.set_up, self.agency):
            set_busy(button, busy=making)
        if making:
            self.banner.clear()
            self.progress.begin(self.tr("Making the practice centre…"))
        else:
            self.progress.end()

    def _lay_out(self) -> None:
        heading = label(self.tr("Touchstone"), "h1")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._card = Card()
        self._card.add(
            self._title,
            self._words,
            self._where,
            self.banner,
            self.progress,
            row(None, self.again, self.set_up, self.practice, gap=Space.S),
        )
        parts = (heading, Space.S, self._card, row(None, self.check, self.agency, None))
        middle = column(None, *parts, None, gap=Space.S, margin=Space.XL)
        self.setLayout(row(None, middle, None))
        self.setTabOrder(self.practice, self.set_up)  # the keyboard begins at the practice centre

    def _fit(self) -> None:
        self._card.setFixedWidth(look().px(560))
