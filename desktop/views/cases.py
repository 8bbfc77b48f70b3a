"""All cases of the centre: search by name, reference or unit, and by stage."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.case import Stage
from core.ports.lists import CaseRow
from desktop.models.rows import Column
from desktop.presenters.session import Session
from desktop.texts import capital
from desktop.theme import Icon, Space
from desktop.views.case_rows import due_of, names, stage_of, turn_of
from desktop.views.paged_list import PagedList
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, row
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingChoice
from desktop.widgets.search_field import SearchField


class CasesPage(QWidget):
    """Cases, last changed first. A reference may be typed as it was heard on the telephone."""

    case_opened = Signal(object)  # CaseId
    go_to_candidates = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Cases")
        self._session = session
        self._wanted, self._stage = "", None
        self._head = PageHead(self.title)
        self.search_field = SearchField(self.tr("Name, reference or unit"))
        stages = [(stage, f"{int(stage)} {capital(stage)}") for stage in Stage]
        every = (None, self.tr("Every stage"))
        self.stage = SavingChoice([every, *stages], name=self.tr("Stage"))
        self.list = self._make_list()
        self._connect()
        self.setFocusProxy(self.list.table)
        tools = row(self.search_field, self.stage, gap=Space.S)
        tools.setStretchFactor(self.search_field, 1)
        self.setLayout(column(self._head, tools, self.list, gap=Space.L, margin=Space.XL))
        self.refresh()

    _stage: Stage | None

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()

    def search(self, text: str) -> None:
        """Search for a name, a reference or a unit."""
        self.search_field.setText(text)
        self._on_searched(text)

    def _connect(self) -> None:
        self.search_field.searched.connect(self._on_searched)
        self.search_field.went_down.connect(self.list.table.setFocus)
        self.stage.saved.connect(self._on_stage)
        self.list.opened.connect(lambda found: self.case_opened.emit(found.id))
        self.list.counted.connect(self._say_how_many)
        self.list.empty.acted.connect(self._on_acted)

    def _make_list(self) -> PagedList[CaseRow]:
        lists, today = self._session.desk.lists, self._session.desk.clock.today()

        def read(offset: int, limit: int) -> Sequence[CaseRow]:
            return lists.cases(search=self._wanted, stage=self._stage, offset=offset, limit=limit)

        columns: list[Column[CaseRow]] = [
            Column(self.tr("Reference"), lambda found: found.reference),
            Column(self.tr("Worker"), names),
            Column(self.tr("Units"), lambda found: ", ".join(found.units)),
            Column(self.tr("Stage"), stage_of),
            Column(self.tr("With"), turn_of),
            Column(self.tr("Due"), lambda found: due_of(found, today)),
            Column(self.tr("Since"), lambda found: day(found.since)),
        ]
        return PagedList(
            self._session.tasks,
            self.title,
            columns,
            read=read,
            count=lambda: lists.count_cases(search=self._wanted, stage=self._stage),
            empty=EmptyPage(Icon.CASES, ""),
            stretch=1,
            widths={0: 120, 2: 130, 3: 170, 4: 170, 5: 170, 6: 100},
            spare=(2, 4, 5, 6),
        )

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        self.list.start_again()

    def _on_stage(self, stage: Stage | None) -> None:
        self._stage = stage
        self.list.start_again()

    def _on_acted(self) -> None:
        if not self._wanted and self._stage is None:
            self.go_to_candidates.emit()
            return
        self._stage = None
        self.stage.set_value(None)
        self.search("")

    def _say_how_many(self, total: int) -> None:
        said = self.tr("1 case") if total == 1 else self.tr("{count} cases").format(count=total)
        self._head.set_title(self.title, said if total else "")
        if self._wanted or self._stage is not None:
            self.list.empty.say(
                self.tr("No case is like that."),
                self.tr("A reference has nine characters; one wrong one is noticed."),
                button=self.tr("Show all cases"),
            )
        else:
            self.list.empty.say(
                self.tr("There is no case yet."),
                self.tr("A case is opened on a worker's own page."),
                button=self.tr("Go to the candidates"),
            )
