"""Many results, one line each, trouble first."""

from collections.abc import Sequence

from desktop.models.rows import Column, RowsModel
from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.result_words import holder_name, result_sentence, result_word
from desktop.theme import look
from desktop.widgets.data_table import DataTable


class ResultTable(DataTable):
    """Hidden while there is one result only."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Results"))
        columns: list[Column[CheckedInput]] = [
            Column(self.tr("Result"), result_word),
            Column(self.tr("Input"), lambda found: found.name),
            Column(self.tr("Holder"), holder_name),
            Column(self.tr("Why"), result_sentence),
        ]
        self._results: RowsModel[CheckedInput] = RowsModel(columns)
        self.set_model(self._results, stretch=3, widths={0: 150, 1: 200, 2: 180})
        look().changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_results(self, found: Sequence[CheckedInput]) -> None:
        """Show these in the place of what was there."""
        self._results.set_rows(found)
        self.setVisible(len(found) > 1)

    def _fit(self) -> None:
        self.setMinimumHeight(look().px(60))
        self.setMaximumHeight(look().px(180))
