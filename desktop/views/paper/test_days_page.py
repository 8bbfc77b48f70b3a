"""The test days: what is to come, what was held."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.test_days import TestDay
from core.services.holding_test_days import test_days
from desktop.models.rows import Column, RowsModel
from desktop.presenters.acting import Acting
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon
from desktop.widgets.banner import Banner
from desktop.widgets.data_table import DataTable
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead


class TestDaysPage(QWidget):
    """`day_opened(day_id)` by Enter; `new_asked` and `scans_asked` by their buttons."""

    day_opened = Signal(object)  # TestDayId
    new_asked = Signal()
    scans_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Test days")
        self._session = session
        self.banner = Banner()
        self.new = QPushButton(icon(Icon.ADD), self.tr("New test day"))
        self.new.clicked.connect(self.new_asked)
        self.scans = QPushButton(icon(Icon.IMPORT), self.tr("Enter scanned checklists…"))
        self.scans.clicked.connect(self.scans_asked)
        self.table = DataTable(self.title)
        self.table.say_when_empty(self.tr("No test day yet."))
        self._model = self._make_model()
        self.table.opened.connect(lambda at: self.day_opened.emit(self._model.row(at).id))
        self._acting = Acting(self, session.tasks)
        self.destroyed.connect(self._acting.stop)
        said = self.tr("Many workers, one day, one place: a session with its papers.")
        head = PageHead(self.title, said, actions=(self.scans, self.new))
        self.setLayout(column(head, self.banner, self.table, gap=Space.L, margin=Space.XL))
        self.setFocusProxy(self.table)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        desk = self._session.desk
        self._acting.do(lambda: test_days(desk), self._show)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def _show(self, days: Sequence[TestDay]) -> None:
        self._model.set_rows(days)

    def _make_model(self) -> RowsModel[TestDay]:
        columns: list[Column[TestDay]] = [
            Column(self.tr("Day"), lambda one: one.on.isoformat()),
            Column(self.tr("Place"), lambda one: one.place),
            Column(self.tr("Level"), lambda one: one.level),
            Column(self.tr("Admitted"), lambda one: f"{len(one.cases)} / {one.capacity}"),
            Column(self.tr("State"), self._state),
        ]
        model = RowsModel(columns)
        self.table.set_model(model, stretch=1, widths={0: 120, 2: 120, 3: 110, 4: 180})
        return model

    def _state(self, one: TestDay) -> str:
        return self.tr("session made") if one.held else self.tr("being arranged")
