"""One candidate: the record, the person's cases, and "Open a case"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.case import Case
from core.domain.people import Role
from core.domain.rules import holds_role
from core.ids import CandidateId
from desktop.presenters.session import Session
from desktop.presenters.worker import WorkerOnPage
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Icon, Space, icon
from desktop.views.worker.record import WorkerRecord
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.names_label import NamesLabel
from desktop.widgets.saving import SavingDate, flush_all


class CandidateDetail(QWidget):
    """The main button opens a case; a person can have several over the years."""

    case_opened = Signal(object)  # CaseId
    closed = Signal()

    def __init__(self, session: Session, candidate_id: CandidateId) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._session = session
        self._names = NamesLabel(level="h1")
        self.back = QPushButton(icon(Icon.BACK), self.tr("All candidates"))
        self.back.setProperty("role", "quiet")
        self._cases = row(gap=Space.S)
        self.record = WorkerRecord(session, candidate_id)
        self.advised_on = SavingDate(name=self.tr("Day of the advice before departure"))
        self.footer = ActionFooter(
            self.tr("Open a case"),
            (label(self.tr("Advised before departure on"), "meta"), self.advised_on),
        )
        self._lay_out()
        self.back.clicked.connect(self._on_back)
        self.record.shown.connect(self._show)
        self.footer.triggered.connect(self._on_open)
        refusals = holds_role(session.sitting.staff, Role.ADVISOR)
        self.footer.set_main(self.tr("Open a case"), refusal_texts(refusals))

    def refresh(self) -> None:
        """Read the record again."""
        self.record.refresh()

    def _lay_out(self) -> None:
        head = row(self._names, self.back, gap=Space.M)
        head.setStretchFactor(self._names, 1)
        top = column(head, self._cases, gap=Space.XS)
        inner = column(top, self.record, gap=Space.M, margin=(Space.XL, Space.L, Space.XL, Space.S))
        self.setLayout(column(inner, self.footer, gap=Space.NONE))

    def _show(self, worker: WorkerOnPage) -> None:
        candidate = worker.candidate
        self._names.set_names(candidate.name, candidate.own_script_name)
        clear_layout(self._cases)
        if not worker.cases:
            self._cases.addWidget(label(self.tr("No case yet."), "muted"))
        for case in reversed(worker.cases):
            self._cases.addWidget(self._case_button(case))
        self._cases.addStretch(1)

    def _case_button(self, case: Case) -> QPushButton:
        state = words(case.end) if case.end else capital(case.stage)
        made = QPushButton(icon(Icon.CASES), f"{case.reference} · {state}")
        made.clicked.connect(lambda: self.case_opened.emit(case.id))
        return made

    def _on_open(self) -> None:
        flush_all(self)
        self.record.work.open_case(self.advised_on.value(), self.case_opened.emit)

    def _on_back(self) -> None:
        flush_all(self)
        self.closed.emit()
