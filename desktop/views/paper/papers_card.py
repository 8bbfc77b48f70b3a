"""The papers of a test day: each for the printer or as a file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.presenters.reasons import Reason
from desktop.presenters.test_day_papers import NEEDS_SESSION, DayPaper
from desktop.theme import Icon, Space, icon
from desktop.widgets.card import Card
from desktop.widgets.layouts import row
from desktop.widgets.reasoned import allow


class PapersCard(Card):
    """`printed(paper)`, `saved(paper, path)`, `table_saved(path)`; `scans` is a button."""

    printed = Signal(object)  # DayPaper
    saved = Signal(object, object)  # DayPaper, Path
    table_saved = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__(self.tr("Papers"))
        names = {
            DayPaper.ADMISSION: self.tr("Admission list"),
            DayPaper.CHECKLISTS: self.tr("Checklists for all"),
            DayPaper.RATING: self.tr("Rating sheet"),
            DayPaper.RESULTS: self.tr("Result sheet"),
            DayPaper.REGISTRY: self.tr("Registry rows"),
        }
        self.buttons: dict[DayPaper, tuple[QPushButton, QPushButton]] = {}
        cells = []
        for paper, words in names.items():
            print_it = QPushButton(icon(Icon.PRINT), words)
            save_it = QPushButton(self.tr("PDF…"))
            save_it.setProperty("role", "quiet")
            save_it.setAccessibleName(self.tr("{paper} as PDF").format(paper=words))
            print_it.clicked.connect(lambda _, one=paper: self.printed.emit(one))
            save_it.clicked.connect(lambda _, one=paper: self._choose_pdf(one))
            self.buttons[paper] = (print_it, save_it)
            cells.append(row(print_it, save_it, None, gap=Space.XS))
        self.table = QPushButton(icon(Icon.EXPORT), self.tr("Registry rows as CSV…"))
        self.scans = QPushButton(icon(Icon.IMPORT), self.tr("Enter scanned checklists…"))
        for at in range(0, len(cells), 2):
            pair = row(*cells[at : at + 2], gap=Space.M)
            if len(cells) - at == 1:
                pair.addLayout(row(self.table, None))
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
            self.add(pair)
        self.add(row(self.scans, None))
        self.table.clicked.connect(self._choose_csv)

    def show_held(self, held: bool) -> None:
        """Offer what there is: some papers need the session."""
        not_held = Reason(
            self.tr("This paper is made for a session: its seats, bib numbers and tasks."),
            self.tr("The day was not made a session yet."),
            self.tr("A certified assessor makes it one, on this page."),
        )
        for paper, pair in self.buttons.items():
            for button in pair:
                allow(button, held or paper not in NEEDS_SESSION, not_held)
        self.scans.setVisible(held)

    def _choose_pdf(self, paper: DayPaper) -> None:
        name = f"{paper.value.replace(' ', '-')}.pdf"
        words = self.buttons[paper][0].text()
        chosen, _ = QFileDialog.getSaveFileName(self, words, name, "PDF (*.pdf)")
        if chosen:
            self.saved.emit(paper, Path(chosen))

    def _choose_csv(self) -> None:
        words = self.table.text()
        chosen, _ = QFileDialog.getSaveFileName(self, words, "registry.csv", "CSV (*.csv)")
        if chosen:
            self.table_saved.emit(Path(chosen))
