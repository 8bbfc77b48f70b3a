"""History and contacts of a case, with a field for the next note or call."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from core.domain.case import NoteKind
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.case.history_words import HistoryRow, history_rows
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import minute
from desktop.widgets.layouts import column, row
from desktop.widgets.saving import SavingChoice, SavingLineEdit


class NoteEntry(QWidget):
    """A note or a call. Enter adds it; Escape leaves what is typed and goes back."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self._work = work
        self.kind = SavingChoice(
            [(kind, capital(kind)) for kind in NoteKind], name=self.tr("Note or call")
        )
        # SavingLineEdit for its height, which lets Burmese stand unclipped; a note is an entry
        # of its own, so it is added by Enter and not kept letter by letter.
        self.text: QLineEdit = SavingLineEdit(name=self.tr("Note or call"), max_length=2000)
        self.text.setPlaceholderText(self.tr("What was said or seen"))
        self.keep = QPushButton(self.tr("Add"))
        layout = row(self.kind, self.text, self.keep, gap=Space.S)
        layout.setStretchFactor(self.text, 1)
        self.setLayout(layout)
        self.text.returnPressed.connect(self._add)
        self.text.installEventFilter(self)
        self.keep.clicked.connect(self._add)
        self.hide()

    def open(self) -> None:
        """Show the field and go there."""
        self.show()
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # While a note is being typed the main action's key adds it, and moves no case on.
        if (
            isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.text.text().strip()
        ):
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self._add()
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        kind = self.kind.value()
        self._work.note(kind if isinstance(kind, NoteKind) else NoteKind.NOTE, self.text.text())
        self.text.clear()
        self.hide()


class HistoryCard(Card):
    """What happened so far, newest first."""

    def __init__(self, work: CaseWork) -> None:
        self.add_note = QPushButton("")
        super().__init__("", action=self.add_note)
        self.set_title(self.tr("History and contacts"), "N")
        self.add_note.setText(self.tr("Note or call"))
        self.add_note.setProperty("role", "quiet")
        self.entry = NoteEntry(work)
        self.table = DataTable(self.tr("History and contacts"))
        columns: list[Column[HistoryRow]] = [
            Column(self.tr("When"), _when_and_who, tip=_all_of_it),
            Column(self.tr("What"), lambda one: one.text, tip=_all_of_it),
        ]
        self.model: RowsModel[HistoryRow] = RowsModel(columns)
        self.table.set_model(self.model, stretch=1, widths={0: 126})
        self.body.addLayout(column(self.entry, self.table, gap=Space.S))
        self.add_note.clicked.connect(self.entry.open)

    def show_case(self, page: CaseOnPage) -> None:
        """Show the history as it is now."""
        rows = tuple(history_rows(page))
        if rows != self.model.rows:
            self.model.set_rows(rows)


def _when_and_who(one: HistoryRow) -> str:
    return f"{minute(one.at)}\n{one.who}"


def _all_of_it(one: HistoryRow) -> str:
    return f"{minute(one.at)}  {one.who}\n{one.text}"
