"""The two facts that are needed to register a worker."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from core.domain.people import Candidate
from desktop.presenters.session import Session
from desktop.presenters.worker import register_worker
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon
from desktop.widgets.banner import Banner
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import row
from desktop.widgets.reasoned import set_busy
from desktop.widgets.saving import SavingDate, SavingLineEdit


class RegisterCard(Card):
    """Hidden until it is asked for. Emits `registered(CandidateId)`; the rest follows there."""

    registered = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.set_title(self.tr("Register a worker"))
        self._session = session
        self.banner = Banner()
        self.name, self.birth_date = SavingLineEdit(), SavingDate()
        self.register = QPushButton(icon(Icon.ADD, "on_accent"), self.tr("Register"))
        self.register.setProperty("role", "primary")
        self.cancel = QPushButton(self.tr("Cancel"))
        form = Form(2)
        form.add(
            self.tr("Name in Latin letters"), self.name, hint=self.tr("As in the travel document")
        )
        form.add(self.tr("Born"), self.birth_date, hint=self.tr("As in the travel document"))
        self.add(self.banner, form, row(None, self.cancel, self.register, gap=Space.S))
        self.register.clicked.connect(self._on_register)
        self.name.returnPressed.connect(self.birth_date.setFocus)
        self.birth_date.returnPressed.connect(self._on_register)
        self.cancel.clicked.connect(self.close_card)
        self.hide()

    def open_card(self) -> None:
        """Show the fields, empty."""
        self.banner.clear()
        self.name.clear()
        self.birth_date.clear()
        self.show()
        self.name.setFocus()

    def close_card(self) -> None:
        """Hide the fields; nothing was kept."""
        self.hide()

    def _on_register(self) -> None:
        birth_date = self.birth_date.value()
        if birth_date is None:
            self.banner.problem(
                self.tr("The birth date is missing or is no day."),
                self.tr("Write year, month and day, as in 1988-04-12."),
            )
            self.birth_date.setFocus()
            return
        set_busy(self.register, busy=True)
        register_worker(
            self._session,
            self.name.text(),
            birth_date,
            done=self._on_registered,
            failed=self._on_failed,
        )

    def _on_registered(self, candidate: Candidate) -> None:
        set_busy(self.register, busy=False)
        self.hide()
        self.registered.emit(candidate.id)

    def _on_failed(self, error: Exception) -> None:
        set_busy(self.register, busy=False)
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
