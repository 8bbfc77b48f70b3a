"""Choosing the units for which recognition is sought."""

from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.standards import Unit
from core.ports.lists import UnitListRow
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import words
from desktop.theme import Icon, Space, icon
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.data_table import DataTable
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row
from desktop.widgets.search_field import SearchField
from desktop.widgets.undo_bar import UndoBar

UNITS_SHOWN = 4


class ClaimsCard(Card):
    """The claimed units with a way to take each back, and a search for more."""

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__("")
        self.set_title(self.tr("Units claimed"))
        self._work, self._undo = work, undo
        self._page: CaseOnPage | None = None
        self._claimed = column(gap=Space.XS)
        self.search_field = SearchField(self.tr("Find a unit by code, title or standard"))
        self.table = DataTable(self.tr("Units that can be claimed"))
        columns: list[Column[UnitListRow]] = [
            Column(self.tr("Code"), lambda unit: unit.code),
            Column(self.tr("Title"), lambda unit: unit.title),
            Column(self.tr("Standard"), lambda unit: f"{unit.framework} {unit.edition}"),
            Column(self.tr("Rows"), lambda unit: str(unit.rows), right=True),
        ]
        self.model: RowsModel[UnitListRow] = RowsModel(columns)
        self.table.set_model(self.model, stretch=1, widths={0: 110, 2: 220, 3: 60})
        self.table.say_when_empty(self.tr("No unit is called that."))
        self.claim = QPushButton(icon(Icon.ADD), self.tr("Claim this unit"))
        self.add(self._claimed, self.search_field, self.table, row(None, self.claim))
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(high * (UNITS_SHOWN + 1))
        self.search_field.searched.connect(self._find)
        self.search_field.went_down.connect(self.table.setFocus)
        self.table.opened.connect(self._on_claim)
        self.claim.clicked.connect(lambda: self._on_claim(self.table.row))

    def show_case(self, page: CaseOnPage) -> None:
        """Show what is claimed now."""
        if self._page is None:
            self._find("")
        before = self._page.file.units if self._page else None
        self._page = page
        if before == page.file.units:
            return
        clear_layout(self._claimed)
        for unit in page.file.units:
            self._claimed.addWidget(self._line(unit))
        if not page.file.units:
            self._claimed.addWidget(label(self.tr("No unit is claimed yet."), "muted"))

    def _line(self, unit: Unit) -> QWidget:
        made = QWidget()
        withdraw = QPushButton(icon(Icon.REMOVE), self.tr("Withdraw"))
        withdraw.setProperty("role", "quiet")
        withdraw.setAccessibleName(self.tr("Withdraw the claim of {unit}").format(unit=unit.code))
        withdraw.clicked.connect(lambda: self._on_withdraw(unit))
        title = ElidedLabel(f"{unit.code}  {unit.title.original}", "strong")
        layout = row(title, label(words(unit.origin), "meta"), withdraw, gap=Space.S)
        layout.setStretchFactor(title, 1)
        made.setLayout(layout)
        return made

    def _find(self, text: str) -> None:
        self._work.find_units(text, self.model.set_rows)

    def _on_claim(self, number: int) -> None:
        if 0 <= number < len(self.model.rows):
            unit = self.model.row(number)
            said = self.tr("{unit} is claimed.").format(unit=unit.code)
            self._work.claim(
                unit.id,
                lambda: self._undo.offer(said, lambda: self._work.withdraw(unit.id)),
            )

    def _on_withdraw(self, unit: Unit) -> None:
        said = self.tr("The claim of {unit} is withdrawn; its mapping is kept.")
        self._work.withdraw(
            unit.id,
            lambda: self._undo.offer(
                said.format(unit=unit.code), lambda: self._work.claim(unit.id)
            ),
        )
