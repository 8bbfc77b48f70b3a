"""A worker's history before departure, or abroad and since: dated lines."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from core.domain.people import HistoryLine
from desktop.models.rows import Column, RowsModel
from desktop.presenters.worker import WorkerOnPage, WorkerWork
from desktop.texts import capital
from desktop.theme import Icon, icon
from desktop.views.languages import country_name
from desktop.views.worker.line_editor import LineEditor
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.undo_bar import UndoBar

LINES_SHOWN = 5


class History(Card):
    """A table of lines; the one that is chosen can be changed below it."""

    def __init__(self, work: WorkerWork, undo: UndoBar, *, before_departure: bool) -> None:
        self.add_line = QPushButton(icon(Icon.ADD), "")
        super().__init__("", action=self.add_line)
        self._work, self._undo, self._before = work, undo, before_departure
        title = self.tr("Before departure") if before_departure else self.tr("Abroad and since")
        self.set_title(title)
        self.add_line.setText(self.tr("Add a line"))
        self.add_line.setAccessibleName(self.tr("Add a line: {part}").format(part=title))
        self.table = DataTable(title)
        self.model: RowsModel[HistoryLine] = RowsModel(self._columns())
        self.table.set_model(self.model, stretch=2, widths={0: 100, 1: 100, 3: 220, 4: 140, 5: 130})
        self.table.say_when_empty(self.tr("No line yet."))
        self.editor = LineEditor(work.candidate_id, before_departure=before_departure)
        self.editor.hide()
        self.add(self.table, self.editor)
        self.add_line.clicked.connect(self._on_add)
        self.table.moved.connect(self._on_moved)
        self.table.clicked.connect(lambda index: self._edit(index.row()))
        self.table.opened.connect(self._on_opened)
        self.editor.changed.connect(work.save_line)
        self.editor.remove_asked.connect(self._on_remove)

    def show_worker(self, worker: WorkerOnPage) -> None:
        """Show the lines of this part."""
        lines = [one for one in worker.history if one.before_departure is self._before]
        self.table.blockSignals(True)
        self.model.set_rows(lines)
        self._fit(lines)
        ids = [one.id for one in lines]
        if self.editor.line_id in ids:
            chosen = ids.index(self.editor.line_id)
            self.table.go_to(chosen)
            self.editor.show_line(lines[chosen])
        self.table.blockSignals(False)

    def _columns(self) -> list[Column[HistoryLine]]:
        return [
            Column(self.tr("From"), lambda one: day(one.starts)),
            Column(self.tr("To"), lambda one: day(one.ends) or self.tr("goes on")),
            Column(self.tr("Title"), lambda one: one.title),
            Column(self.tr("Organisation"), lambda one: one.organisation),
            Column(self.tr("Country"), lambda one: country_name(one.country)),
            Column(self.tr("What"), lambda one: capital(one.kind)),
        ]

    def _fit(self, lines: Sequence[HistoryLine]) -> None:
        rows = min(max(len(lines), 1), LINES_SHOWN)
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(
            high * rows + self.table.horizontalHeader().sizeHint().height() + 4
        )

    def _on_add(self) -> None:
        self.editor.start_new()
        self.table.clearSelection()
        self.editor.show()
        self.editor.line_title.setFocus()

    def _on_moved(self, row: int) -> None:
        if self.table.hasFocus():
            self._edit(row)

    def _on_opened(self, row: int) -> None:
        self._edit(row)
        self.editor.line_title.setFocus()

    def _edit(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.editor.show_line(self.model.row(row))
            self.editor.show()

    def _on_remove(self, line: HistoryLine) -> None:
        self.editor.hide()
        self.editor.start_new()
        said = self.tr("Taken out: {title}").format(title=line.title)
        self._work.save_line(
            replace(line, removed=True),
            lambda _: self._undo.offer(said, lambda: self._work.save_line(line)),
        )
