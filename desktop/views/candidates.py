"""Candidates: every worker the centre knows, and one of them in full."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import Role
from core.ids import CandidateId
from core.ports.lists import CandidateRow
from desktop.models.rows import Column
from desktop.presenters.session import Session
from desktop.theme import Icon, Space, icon
from desktop.views.candidate_detail import CandidateDetail
from desktop.views.case_rows import names
from desktop.views.languages import country_name
from desktop.views.paged_list import PagedList
from desktop.views.register_card import RegisterCard
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead
from desktop.widgets.page_stack import PageStack
from desktop.widgets.search_field import SearchField


class CandidatesPage(QWidget):
    """The list with search; Enter opens a candidate, whose page takes the list's place."""

    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Candidates")
        self._session, self._wanted = session, ""
        self._advises = Role.ADVISOR in session.sitting.staff.roles
        self.add_worker = QPushButton(icon(Icon.ADD, "on_accent"), self.tr("Register a worker"))
        self.add_worker.setProperty("role", "primary")
        if not self._advises:
            self.add_worker.hide()
        self._head = PageHead(self.title, actions=(self.add_worker,))
        self.card = RegisterCard(session)
        self.search_field = SearchField(self.tr("Name in either script"))
        self.list = self._make_list()
        self.detail: CandidateDetail | None = None
        self._stack = PageStack()
        self._stack.addWidget(self._front())
        self.setLayout(column(self._stack))
        self._connect()
        self.setFocusProxy(self.list.table)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.list.refresh()
        if self.detail is not None:
            self.detail.refresh()

    def register(self) -> None:
        """Open the fields for a new worker."""
        self.close_detail()
        if self._advises:
            self.card.open_card()

    def open_candidate(self, candidate_id: CandidateId) -> None:
        """Show one candidate in full."""
        self._drop_detail()
        self.detail = CandidateDetail(self._session, candidate_id)
        self.detail.case_opened.connect(self.case_opened)
        self.detail.closed.connect(self.close_detail)
        self._stack.addWidget(self.detail)
        self._stack.setCurrentWidget(self.detail)
        self.detail.record.identification.name.setFocus()

    def close_detail(self) -> None:
        """Go back to the list."""
        self._stack.setCurrentIndex(0)
        self._drop_detail()
        self.list.refresh()
        self.search_field.setFocus()

    def _front(self) -> QWidget:
        front = QWidget()
        parts = (self._head, self.card, self.search_field, self.list)
        layout = column(*parts, gap=Space.L, margin=Space.XL)
        layout.setStretchFactor(self.list, 1)
        front.setLayout(layout)
        return front

    def _drop_detail(self) -> None:
        if self.detail is not None:
            self.detail.record.work.stop()
            self._stack.removeWidget(self.detail)
            self.detail.deleteLater()
            self.detail = None

    def _connect(self) -> None:
        self.add_worker.clicked.connect(self.register)
        self.card.registered.connect(self.open_candidate)
        self.search_field.searched.connect(self._on_searched)
        self.search_field.went_down.connect(self.list.table.setFocus)
        self.list.opened.connect(lambda found: self.open_candidate(found.id))
        self.list.counted.connect(self._say_how_many)
        self.list.empty.acted.connect(self._on_acted)

    def _make_list(self) -> PagedList[CandidateRow]:
        lists = self._session.desk.lists

        def read(offset: int, limit: int) -> Sequence[CandidateRow]:
            return lists.candidates(search=self._wanted, offset=offset, limit=limit)

        columns: list[Column[CandidateRow]] = [
            Column(self.tr("Name"), names),
            Column(self.tr("Born"), lambda found: day(found.birth_date)),
            Column(self.tr("Nationality"), lambda found: country_name(found.nationality)),
            Column(self.tr("Newest case"), lambda found: found.newest_reference),
            Column(self.tr("Cases"), lambda found: str(found.cases), right=True),
        ]
        return PagedList(
            self._session.tasks,
            self.title,
            columns,
            read=read,
            count=lambda: lists.count_candidates(search=self._wanted),
            empty=EmptyPage(Icon.CANDIDATES, ""),
            stretch=0,
            widths={1: 110, 2: 160, 3: 130, 4: 70},
            spare=(2, 4),
        )

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        self.list.start_again()

    def _on_acted(self) -> None:
        if self._wanted:
            self.search_field.clear()
            self._on_searched("")
        else:
            self.register()

    def _say_how_many(self, total: int) -> None:
        one, many = self.tr("1 worker"), self.tr("{count} workers").format(count=total)
        self._head.set_title(self.title, "" if not total else one if total == 1 else many)
        if self._wanted:
            self.list.empty.say(
                self.tr("Nobody is registered under that name."),
                self.tr("Search for a part of the name, in Latin letters or in the own script."),
                button=self.tr("Show everybody"),
            )
        else:
            self.list.empty.say(
                self.tr("Nobody is registered yet."),
                self.tr("Register the first worker with the name and birth date in the document."),
                button=self.tr("Register a worker") if self._advises else "",
            )
