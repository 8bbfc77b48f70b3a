"""The assessor's part beside the grid: judge the row, mark it in a task, ask about it."""

from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridState
from desktop.theme import Space
from desktop.views.grid.ask_section import AskSection
from desktop.views.grid.judging_section import JudgingSection
from desktop.views.grid.task_section import TaskSection
from desktop.widgets.layouts import column


class AssessmentPanel(QWidget):
    """An observation is not a judgement: each has its own part, and its own column of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.judging, self.task = JudgingSection(self), TaskSection(self)
        self.ask = AskSection(self)
        self.setLayout(column(self.judging, self.task, self.ask, gap=Space.L))

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show a row in all three parts."""
        for part in (self.judging, self.task, self.ask):
            part.show_line(state, line)

    def mark(self, column_: GridColumn, mark: Mark | None) -> bool:
        """Mark by key in the part that the grid's column belongs to."""
        if column_ is GridColumn.TASKS:
            self.task.mark(mark)
        elif column_ is GridColumn.ASSESSOR:
            self.judging.mark(mark)
        else:
            return False
        return True
