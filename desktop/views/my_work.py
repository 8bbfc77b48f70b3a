"""My work: the cases whose turn it is with the person who is signed in, due first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Role
from core.ports.lists import CaseRow
from desktop.models.rows import Column
from desktop.presenters.session import Session
from desktop.theme import Icon, Space
from desktop.views.case_rows import due_of, names, next_of, stage_of
from desktop.views.paged_list import PagedList
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead


class MyWorkPage(QWidget):
    """Each line says who, what is to be done next, and by when. Enter opens the case."""

    case_opened = Signal(object)  # CaseId
    go_to_candidates = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("My work")
        self._session = session
        self._head = PageHead(self.title)
        self.list = self._make_list()
        self.list.opened.connect(lambda row: self.case_opened.emit(row.id))
        self.list.counted.connect(self._say_how_many)
        self.list.empty.acted.connect(self.go_to_candidates)
        self.setLayout(column(self._head, self.list, gap=Space.L, margin=Space.XL))
        self.setFocusProxy(self.list.table)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()

    def _make_list(self) -> PagedList[CaseRow]:
        session = self._session
        staff, today = session.sitting.staff, session.desk.clock.today()
        lists = session.desk.lists

        def read(offset: int, limit: int) -> Sequence[CaseRow]:
            return lists.my_work(staff.id, staff.roles, offset=offset, limit=limit)

        columns: list[Column[CaseRow]] = [
            Column(self.tr("Due"), lambda row: due_of(row, today)),
            Column(self.tr("Worker"), names),
            Column(self.tr("To be done next"), next_of),
            Column(self.tr("Reference"), lambda row: row.reference),
            Column(self.tr("Stage"), stage_of),
            Column(self.tr("Since"), lambda row: day(row.since)),
        ]
        return PagedList(
            session.tasks,
            self.title,
            columns,
            read=read,
            count=lambda: lists.count_my_work(staff.id, staff.roles),
            empty=self._nothing(),
            stretch=2,
            widths={0: 170, 1: 220, 3: 120, 4: 160, 5: 100},
            spare=(3, 4, 5),
        )

    def _nothing(self) -> EmptyPage:
        if Role.ADVISOR in self._session.sitting.staff.roles:
            return EmptyPage(
                Icon.MY_WORK,
                self.tr("No case waits for you."),
                self.tr("Register a worker, or open a case that is with somebody else."),
                button=self.tr("Go to the candidates"),
            )
        return EmptyPage(
            Icon.MY_WORK,
            self.tr("No case waits for you."),
            self.tr("A case appears here as soon as it is handed to you."),
        )

    def _say_how_many(self, total: int) -> None:
        name = self._session.sitting.staff.name
        if total == 0:
            said = name
        elif total == 1:
            said = self.tr("{name}: 1 case is with you").format(name=name)
        else:
            said = self.tr("{name}: {count} cases are with you").format(name=name, count=total)
        self._head.set_title(self.title, said)
