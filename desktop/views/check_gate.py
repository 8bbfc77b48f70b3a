"""Checking passports without signing in: the Verify page with a way back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.theme import Icon, Space, icon
from desktop.widgets.layouts import column, row


class CheckGate(QWidget):
    """Shows `page` over the whole window."""

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = self.tr("Verify")
        self.page = page
        self.back = QPushButton(icon(Icon.BACK), self.tr("Back"))
        self.back.setProperty("role", "quiet")
        self.back.setToolTip(self.tr("Alt+Left"))
        self.back.clicked.connect(self.closed)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.closed)
        top = row(self.back, None, margin=(Space.M, Space.S, Space.M, Space.NONE))
        whole = column(top, page, gap=Space.NONE)
        whole.setStretchFactor(page, 1)
        self.setLayout(whole)
