"""What stands above the columns of the grid."""

from PySide6.QtCore import QCoreApplication

from desktop.presenters.grid_cells import GridColumn


def column_title(column: GridColumn) -> str:
    """The title of a column; that of the rows' text depends on the unit and is the model's."""
    translate = QCoreApplication.translate
    titles = {
        GridColumn.NUMBER: translate("GridModel", "#"),
        GridColumn.PORTFOLIO: translate("GridModel", "Portfolio"),
        GridColumn.TASKS: translate("GridModel", "Tasks"),
        GridColumn.QUESTIONS: translate("GridModel", "Questions"),
        GridColumn.NEWEST: translate("GridModel", "Newest"),
        GridColumn.WORKER: translate("GridModel", "Worker says"),
        GridColumn.ASSESSOR: translate("GridModel", "Assessor"),
        GridColumn.OPENED: translate("GridModel", "Opened"),
        GridColumn.VERIFIER: translate("GridModel", "You"),
    }
    return titles.get(column, "")
