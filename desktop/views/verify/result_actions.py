"""What can be done with a result: report, table, evidence, the next one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.theme import Icon, Space, icon
from desktop.widgets.layouts import row


class ResultActions(QWidget):
    """Hidden until there is a result."""

    print_asked, save_asked, table_asked = Signal(), Signal(), Signal()
    case_asked, next_asked = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.report = QPushButton(icon(Icon.PRINT), self.tr("Report"))
        self.report.setToolTip(self.tr("Print or save what was found"))
        self.case = QPushButton(icon(Icon.IMPORT), self.tr("Take into a case…"))
        self.next = QPushButton(icon(Icon.NEXT), self.tr("Next   Space"))
        menu = QMenu(self)
        printing = menu.addAction(icon(Icon.PRINT), self.tr("Print report…"), self.print_asked.emit)
        printing.setShortcut(QKeySequence("Ctrl+P"))
        self.printing = printing
        self.saving = menu.addAction(
            icon(Icon.SAVE), self.tr("Save report as PDF…"), self.save_asked.emit
        )
        self.table = menu.addAction(
            icon(Icon.GRID), self.tr("Save all results as a table…"), self.table_asked.emit
        )
        self.report.setMenu(menu)
        self.case.clicked.connect(self.case_asked)
        self.next.clicked.connect(self.next_asked)
        self.setLayout(row(self.report, self.case, None, self.next, gap=Space.S))
        self.hide()

    def offer(self, *, several: bool, evidence: bool) -> None:
        """Show what fits: the next one if there are several, a case if it can be evidence."""
        self.next.setVisible(several)
        self.case.setVisible(evidence)
        self.show()
