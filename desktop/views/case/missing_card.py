"""What the case lacks: Enter goes to the place where it can be supplied."""

from PySide6.QtCore import Signal

from core.domain.missing import Missing
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import missing_text, words
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable


class MissingCard(Card):
    """One line for each thing, earliest stage first. Emits `go_to(Missing)`."""

    go_to = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self.set_title(self.tr("What is missing"), "M")
        self._page: CaseOnPage | None = None
        self.table = DataTable(self.tr("What is missing"))
        columns: list[Column[Missing]] = [
            Column(self.tr("What"), missing_text),
            Column(self.tr("Who"), self._who),
        ]
        self.model: RowsModel[Missing] = RowsModel(columns)
        self.table.set_model(self.model, stretch=0, widths={1: 110})
        self.table.say_when_empty(self.tr("Nothing is missing."))
        self.table.opened.connect(lambda row: self.go_to.emit(self.model.row(row)))
        self.add(self.table)

    def show_case(self, page: CaseOnPage) -> None:
        """List what is missing now."""
        self._page = page
        chosen = self.table.row
        if self.model.rows != page.missing:
            self.model.set_rows(page.missing)
            self.table.go_to(max(min(chosen, len(page.missing) - 1), 0))

    def _who(self, missing: Missing) -> str:
        name = self._page.name_of(missing.person) if self._page else ""
        return name or words(missing.who)
