"""One row of a checklist on paper: what stands there, and what will be entered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.presenters.intake_state import IntakeRow
from desktop.presenters.reasons import Reason
from desktop.theme import Space, restyle
from desktop.views.paper.strip import Strip
from desktop.widgets.layouts import column, label
from desktop.widgets.mark import mark_word
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.reasoned import allow


class RowReview(QWidget):
    """`marked(mark)`, `prompted()` and `noted(text)`; the page keeps and shows them."""

    marked = Signal(object)  # Mark, or None
    prompted = Signal()
    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("The row on paper"))
        self._number = label("", "h2")
        self._text = label("", "", wrap=True)
        self._own = label("", "muted", wrap=True)
        self._state = label("", "strong", wrap=True)
        self._earlier = label("", "meta", wrap=True)
        self.strip = Strip(self.tr("The row as it was scanned"))
        self.picker = MarkPicker()
        self.picker.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picker.marked.connect(self.marked)
        self.prompt = QCheckBox(self.tr("P  prompted"))
        self.prompt.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.prompt.clicked.connect(self.prompted)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("W  note, as written on the paper"))
        self.note.setMaxLength(1000)
        self.note.editingFinished.connect(lambda: self.noted.emit(self.note.text()))
        self.setLayout(
            column(
                *(self._number, self._text, self._own, self.strip, self._state),
                *(self.picker, self.prompt, self.note, self._earlier, None),
                gap=Space.S,
            )
        )

    def show_row(self, row: IntakeRow | None) -> None:
        """Show a row; None shows nothing."""
        self.setEnabled(row is not None)
        if row is None:
            return
        number = self.tr("Row {number}").format(number=row.row.number)
        if row.row.critical:
            number += " · " + self.tr("critical")
        self._number.setText(number)
        for words, text in ((self._text, row.row.text), (self._own, row.row.own)):
            words.setText(text)
            words.setVisible(bool(text))
        self.strip.show_picture(row.picture)
        self.picker.show_mark(row.mark)
        self.prompt.setChecked(row.prompted)
        unmarked = Reason(
            self.tr("A prompt belongs to a mark."),
            self.tr("This row has no mark yet."),
            self.tr("Mark the row first, then say that it was prompted."),
        )
        allow(self.prompt, row.mark is not None, unmarked)
        self.note.setText(row.note)
        self._say_state(row)
        earlier = self.tr("Entered before: {mark}. A new mark stands beside it.")
        self._earlier.setText(earlier.format(mark=mark_word(row.earlier)) if row.earlier else "")
        self._earlier.setVisible(row.earlier is not None)

    def _say_state(self, row: IntakeRow) -> None:
        if not row.settled:
            said = self.tr("This is for you to say: look at the paper, then press 1, 2, 3 or 0.")
        elif row.mark is None:
            said = self.tr("Unmarked: nothing is entered for this row.")
        else:
            said = ""
        self._state.setText(said)
        self._state.setVisible(bool(said))
        restyle(self._state, tone="" if row.settled else "not_met")
