"""What of quality waits for whoever is signed in: a line each, above the cases of My work."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.presenters.acting import Acting
from desktop.presenters.quality.duties import DutyKind, QualityDuty, read_duties
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, row


class DutyLines(Card):
    """Hidden while nothing waits. `opened(QualityDuty)`."""

    opened = Signal(object)
    shown = Signal()  # what waits was read

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.set_title(self.tr("Appeals and quality"))
        self._session = session
        self._lines = column(gap=Space.XS)
        self.buttons: dict[DutyKind, QPushButton] = {}
        self._read: tuple[tuple[QualityDuty, ...], date] | None = None
        self.add(self._lines)
        self._acting = Acting(self, session.tasks)
        self.destroyed.connect(self._acting.stop)
        self.hide()

    def refresh(self) -> None:
        """Read again what waits."""
        desk, staff = self._session.desk, self._session.sitting.staff
        self._acting.do(lambda: read_duties(desk, staff), self._show)

    def show_problem(self, error: Exception) -> None:
        """Say why it could not be read, as a line of its own."""
        clear_layout(self._lines)
        self.buttons, self._read = {}, None
        problem = problem_text(error)
        self._add(QPushButton(f"{problem.sentence} {problem.what_to_do}"))
        self.show()

    def _show(self, duties: tuple[QualityDuty, ...]) -> None:
        today = self._session.desk.clock.today()
        if (duties, today) != self._read:  # else the button that has the keyboard would go
            self._read = (duties, today)
            self._fill(duties, today)
        self.setVisible(bool(duties))
        self.shown.emit()

    def _fill(self, duties: tuple[QualityDuty, ...], today: date) -> None:
        clear_layout(self._lines)
        self.buttons = {}
        for one in duties:
            button = QPushButton(icon(Icon.QUALITY), self._words(one, today))
            button.clicked.connect(lambda _=False, one=one: self.opened.emit(one))
            self.buttons[one.kind] = button
            self._add(button)

    def _add(self, button: QWidget) -> None:
        button.setProperty("role", "quiet")
        self._lines.addLayout(row(button, None))

    def _words(self, one: QualityDuty, today: date) -> str:
        said = {
            DutyKind.REVIEW: self.tr("Appeals to review: {count}"),
            DutyKind.ASSIGN: self.tr("Appeals without a reviewer: {count}"),
            DutyKind.HANDLE: self.tr("Complaints to handle: {count}"),
            DutyKind.GIVE: self.tr("Complaints that nobody handles: {count}"),
            DutyKind.MODERATE: self.tr("Moderation rounds to judge in: {count}"),
            DutyKind.LOOK: self.tr("Second looks to take: {count}"),
            DutyKind.ACT: self.tr("Agreed in moderation, to be done: {count}"),
            DutyKind.FOLLOW: self.tr("Agreed after a second look, to be done: {count}"),
        }[one.kind].format(count=one.count)
        if one.due is None:
            return said
        if one.due < today:
            return said + self.tr(", the first was due {day}").format(day=day(one.due))
        return said + self.tr(", the first is due {day}").format(day=day(one.due))
