"""Beside every stage: what is missing, what is claimed, what happened so far."""

from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.theme import Space
from desktop.views.case.claimed_card import ClaimedCard
from desktop.views.case.history_card import HistoryCard
from desktop.views.case.missing_card import MissingCard
from desktop.widgets.layouts import column, scrolled


class SidePane(QWidget):
    """Three cards below each other; what is missing comes first."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.missing = MissingCard()
        self.claimed = ClaimedCard()
        self.history = HistoryCard(work)
        for card in (self.missing, self.history):
            high = card.table.verticalHeader().defaultSectionSize()
            card.table.setMinimumHeight(high * 3)
            card.table.setWordWrap(True)
            card.table.verticalHeader().setSectionResizeMode(
                QHeaderView.ResizeMode.ResizeToContents
            )
        inner = QWidget()
        layout = column(self.missing, self.claimed, self.history, gap=Space.M)
        layout.setStretchFactor(self.missing, 2)
        layout.setStretchFactor(self.history, 3)
        inner.setLayout(layout)
        self.setLayout(column(scrolled(inner)))

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case in all three."""
        for card in (self.missing, self.claimed, self.history):
            card.show_case(page)
