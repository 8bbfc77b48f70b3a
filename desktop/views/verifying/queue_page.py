"""To verify: every decision that waits for this verifier, due first, then by cues."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.ports.lists import VerifyRow
from desktop.models.rows import Column
from desktop.presenters.session import Session
from desktop.presenters.verifier_queue import days_since
from desktop.theme import Icon, Space, icon
from desktop.views.paged_list import PagedList
from desktop.views.verifying.queue_words import (
    assessors_of,
    conflict_of,
    cues_of,
    days,
    results_of,
    units_of,
)
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead
from desktop.widgets.shortcut_table import KeyGroup


class ToVerifyPage(QWidget):
    """Cues order the work and never decide. Enter opens a case on the verifier's desk."""

    case_opened = Signal(object)  # CaseId
    work_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("To verify")
        self._session = session
        self.back = QPushButton(icon(Icon.MY_WORK), self.tr("My work"))
        self.back.clicked.connect(self.work_asked)
        self.head = PageHead(self.title, " ", (self.back,))
        self.list = self._make_list()
        self.list.opened.connect(lambda row: self.case_opened.emit(row.case_id))
        self.list.counted.connect(self._say_how_many)
        self.list.empty.acted.connect(self.work_asked)
        self.setLayout(column(self.head, self.list, gap=Space.L, margin=Space.XL))
        self.setFocusProxy(self.list.table)
        self.refresh()

    def refresh(self) -> None:
        """Read the queue again."""
        self.list.refresh()

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of the queue."""
        keys = (
            (self.tr("Enter"), self.tr("open the case; a conflict is declared before")),
            (self.tr("PgDn"), self.tr("next case, from within the grid")),
        )
        return (KeyGroup(self.title, keys),)

    # -- inside -----------------------------------------------------------------------------------

    def _make_list(self) -> PagedList[VerifyRow]:
        desk, staff = self._session.desk, self._session.sitting.staff
        today, now = desk.clock.today(), desk.clock.now()

        def read(offset: int, limit: int) -> Sequence[VerifyRow]:
            return desk.lists.to_verify(staff.id, on=today, offset=offset, limit=limit)

        columns: list[Column[VerifyRow]] = [
            Column(self.tr("Reference"), lambda row: row.reference),
            Column(self.tr("Worker"), lambda row: row.name),
            Column(self.tr("Units"), units_of),
            Column(self.tr("Decision"), results_of),
            Column(self.tr("Waiting"), lambda row: days(days_since(row.since, now))),
            Column(self.tr("Due"), lambda row: day(row.due)),
            Column(self.tr("Look at"), cues_of, tip=cues_of),
            Column(self.tr("Conflict"), conflict_of),
            Column(self.tr("Assessor"), assessors_of),
        ]
        return PagedList(
            self._session.tasks,
            self.title,
            columns,
            read=read,
            count=lambda: desk.lists.count_to_verify(staff.id),
            empty=EmptyPage(
                Icon.VERIFY,
                self.tr("Nothing waits to be verified."),
                self.tr(
                    "A decision comes here as soon as its assessor has signed it. What you "
                    "returned comes back when it is decided again."
                ),
                button=self.tr("Go to my work"),
            ),
            stretch=6,
            widths={0: 120, 1: 150, 2: 90, 3: 140, 4: 80, 5: 95, 7: 130, 8: 120},
            spare=(5, 7, 8),
        )

    def _say_how_many(self, total: int) -> None:
        rows = self.list.model.rows
        said = ""
        if rows:
            waited = days(days_since(rows[0].oldest, self._session.desk.clock.now()))
            count = self.tr("1 case") if total == 1 else self.tr("{count} cases")
            said = self.tr("{cases}, oldest {days}. Declare a conflict before a case opens.")
            said = said.format(cases=count.format(count=total), days=waited)
        self.head.set_title(self.title, said)
