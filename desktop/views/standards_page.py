"""Standards: the units of every framework, searched and read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QWidget

from core.ports.lists import UnitListRow
from desktop.models.rows import Column, RowsModel
from desktop.presenters.session import Session
from desktop.presenters.standards import StandardsPresenter, UnitDetail
from desktop.texts import problem_text, words
from desktop.theme import Icon, Space
from desktop.views.narrow import narrow
from desktop.views.unit_detail import UnitView
from desktop.widgets.banner import Banner
from desktop.widgets.data_table import DataTable
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingChoice
from desktop.widgets.search_field import SearchField
from desktop.widgets.split_view import SplitView


class StandardsPage(QWidget):
    """The list at the left, the chosen unit at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Standards")
        self.unit: UnitView | None = None
        self._found: tuple[UnitListRow, ...] = ()
        self._shown: UnitListRow | None = None
        self._presenter = StandardsPresenter(self, session.desk, session.tasks)
        self.banner = Banner()
        self._head = PageHead(self.title)
        self.search_field = SearchField(self.tr("Code or words of the title"))
        self.framework = SavingChoice(name=self.tr("Standard"))
        self.table = DataTable(self.title)
        columns: list[Column[UnitListRow]] = [
            Column(self.tr("Unit"), lambda found: found.code),
            Column(self.tr("Title"), lambda found: found.title),
            Column(self.tr("Standard"), lambda found: found.framework_code),
            Column(self.tr("Rows"), lambda found: str(found.rows), right=True),
        ]
        self._rows: RowsModel[UnitListRow] = RowsModel(columns)
        self.table.set_model(self._rows, stretch=1, widths={0: 100, 2: 100, 3: 60})
        self.table.say_when_empty(self.tr("No unit is like that. Search for fewer letters."))
        self.area: QScrollArea = scrolled(
            EmptyPage(Icon.STANDARDS, self.tr("Choose a unit to read it."))
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._presenter.search("")

    def refresh(self) -> None:
        """Read the list again."""
        self._presenter.search(self.search_field.text().strip())

    def show_units(self, rows: Sequence[UnitListRow]) -> None:
        """Show the units that were found, those of the chosen standard."""
        self.banner.clear()
        self._found = tuple(rows)
        if self.framework.count() == 0:
            self._offer_frameworks()
        self._show_rows()

    def show_unit(self, detail: UnitDetail) -> None:
        """Show one unit in full."""
        self.unit = UnitView(detail)
        self.area.setWidget(self.unit)
        self.area.verticalScrollBar().setValue(0)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def panes(self) -> Sequence[QWidget]:
        """Search, list, unit."""
        return (self.search_field, self.table, self.area)

    def _offer_frameworks(self) -> None:
        known = {found.framework_id: found for found in self._found}
        each = [
            (key, f"{found.framework} {found.edition}, {words(found.kind)}")
            for key, found in known.items()
        ]
        self.framework.set_choices([(None, self.tr("Every standard")), *each])

    def _show_rows(self) -> None:
        wanted = self.framework.value()
        rows = [one for one in self._found if wanted is None or one.framework_id == wanted]
        shown = self._shown
        self._rows.set_rows(rows)
        count = self.tr("1 unit") if len(rows) == 1 else self.tr("{count} units")
        self._head.set_title(self.title, count.format(count=len(rows)) if rows else "")
        ids = [one.id for one in rows]
        self.table.go_to(ids.index(shown.id) if shown is not None and shown.id in ids else 0)
        self._choose(self.table.row)

    def _choose(self, number: int) -> None:
        rows = self._rows.rows
        if 0 <= number < len(rows) and rows[number] != self._shown:
            self._shown = rows[number]
            self._presenter.choose(rows[number].id)

    def _lay_out(self) -> None:
        self.area.setAccessibleName(self.tr("Unit"))
        narrow(self.framework)
        tools = row(self.search_field, self.framework, gap=Space.S)
        tools.setStretchFactor(self.search_field, 3)
        tools.setStretchFactor(self.framework, 2)
        split = scrolled(SplitView(self.title, self.table, self.area))
        whole = column(self._head, self.banner, tools, split, gap=Space.L, margin=Space.XL)
        whole.setStretchFactor(split, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.search_field.searched.connect(self._presenter.search)
        self.search_field.went_down.connect(self.table.setFocus)
        self.framework.saved.connect(lambda _: self._show_rows())
        self.table.moved.connect(self._choose)
        self.table.opened.connect(lambda _: self.area.setFocus())
        self.destroyed.connect(self._presenter.stop)
