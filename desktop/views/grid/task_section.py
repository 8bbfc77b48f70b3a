"""Practical tasks: set one, choose it, and mark the row as it was seen in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from core.domain.assessment import Mark, Observation
from core.domain.grid import GridRow
from core.ids import RowId
from desktop.presenters.grid_state import GridState
from desktop.presenters.reasons import Reason
from desktop.texts import refusal_text, refusal_texts
from desktop.theme import Icon, Space, icon
from desktop.widgets.form import Form
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, label, row
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.reasoned import allow, set_reasons
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingLineEdit

_SHORTEST = 8  # letters of a task's name that are always in sight


class TaskSection(QWidget):
    """`observed(row, task, mark, prompted, note)` and `task_set(title, place, equipment)`."""

    observed = Signal(object, object, object, bool, str)
    task_set = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: GridRow | None = None
        self._row: RowId | None = None
        self._count = 0
        self._may = False
        head = label(self.tr("PRACTICAL TASK"), "caps")
        self._note_of = label("", "meta", wrap=True)
        self.task = SavingChoice(name=self.tr("Practical task"))
        self.task.set_least(_SHORTEST)
        self.task.saved.connect(lambda _: self._show_mark())
        self.add = QPushButton(icon(Icon.ADD), self.tr("Set a task"))
        self.add.clicked.connect(self.open_form)
        self.picker = MarkPicker(parent=self)
        self.picker.marked.connect(self.mark)
        self.prompted = SavingCheck(self.tr("prompted  (P)"))
        self.prompted.saved.connect(lambda _: self._mark_again())
        self.note = SavingLineEdit(name=self.tr("What was seen"), max_length=1000)
        self.note.setPlaceholderText(self.tr("What was seen"))
        self.note.saved.connect(lambda _: self._mark_again())
        self._form: QWidget | None = None  # made when a task is set: most rows need none
        chosen = row(self.task, self.add, gap=Space.S)
        chosen.setStretchFactor(self.task, 1)
        self._marks = QWidget()
        noted = row(self.note, self.prompted, gap=Space.S)
        noted.setStretchFactor(self.note, 1)
        self._marks.setLayout(column(self.picker, noted, gap=Space.XS))
        self._parts = column(head, self._note_of, chosen, self._marks, gap=Space.XS)
        self.setLayout(self._parts)

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show what the chosen task says of a row."""
        if line is None or line.row.id != self._row:
            self.note.flush()
        self._line, self._row = line, line.row.id if line else None
        self.setVisible(line is not None and line.row.judged)
        why = state.observing
        self._may = not why
        self._show_tasks(state)
        self._note_of.setText(refusal_text(why[0]).fact if why else "")
        self._note_of.setVisible(bool(why))
        for part in (self.add, self.picker, self.prompted):
            set_reasons(part, refusal_texts(why))
        self._show_mark()

    def open_form(self) -> None:
        """Ask for the title of a new task."""
        if not self._may:
            return
        if self._form is None:
            self._form = self._make_form()
            self._parts.insertWidget(self._parts.indexOf(self._marks), self._form)
            tab_through(self.add, self._form)
        self._form.show()
        self.title.setFocus()

    def mark(self, mark: Mark | None) -> None:
        """Mark the row in the chosen task; without a task ask for one first."""
        if self._row is None or not self._may:
            return
        task = self.task.value()
        if task is None:
            self.open_form()
            return
        keep = mark in (Mark.MET, Mark.NOT_MET)
        self._emit(task, mark or Mark.NOT_SEEN, self.prompted.isChecked() and keep)

    def turn_prompted(self) -> None:
        """Say that the worker was, or was not, prompted."""
        if self._may and self._observation() is not None:
            self.prompted.set_value(not self.prompted.isChecked())
            self._mark_again()

    # -- inside ---------------------------------------------------------------------------------

    def _make_form(self) -> QWidget:
        self.title, self.place, self.equipment = QLineEdit(), QLineEdit(), QLineEdit()
        form = Form(2)
        form.add(self.tr("What the worker is to do"), self.title, wide=True)
        form.add(self.tr("Place"), self.place)
        form.add(self.tr("Machine and equipment"), self.equipment)
        for field in (self.title, self.place, self.equipment):
            field.setMaxLength(300)
            field.returnPressed.connect(self._on_set)
        keep = QPushButton(self.tr("Set the task"))
        keep.clicked.connect(self._on_set)
        whole = QWidget()
        whole.setLayout(column(form, row(keep, None), gap=Space.S))
        return whole

    def _show_tasks(self, state: GridState) -> None:
        tasks = state.file.tasks
        if len(tasks) != self._count:
            self.task.set_choices([(one.id, f"{one.label}  {one.title}") for one in tasks])
            self.task.set_value(tasks[-1].id)
            self._count = len(tasks)
        self.task.setVisible(bool(tasks))
        self._marks.setVisible(bool(tasks))

    def _show_mark(self) -> None:
        seen = self._observation()
        self.picker.show_mark(seen.mark if seen else None)
        self.prompted.set_value(bool(seen and seen.prompted))
        if self._may:
            unmarked = Reason(
                self.tr("A prompt belongs to a mark."),
                self.tr("This row has no mark from this task yet."),
                self.tr("Mark the row first, then say that it was prompted."),
            )
            allow(self.prompted, seen is not None, unmarked)
        self.note.set_value(seen.note if seen else "")
        self.note.setReadOnly(not self._may or seen is None)

    def _observation(self) -> Observation | None:
        cells = self._line.tasks if self._line else ()
        task = self.task.value()
        return next((one.observation for one in cells if one.task.id == task), None)

    def _mark_again(self) -> None:
        seen = self._observation()
        if seen is not None and self._may:
            self._emit(seen.task_id, seen.mark, self.prompted.isChecked())

    def _emit(self, task: object, mark: Mark, prompted: bool) -> None:
        note = self.note.text().strip()
        self.observed.emit(self._row, task, mark, prompted, note)

    def _on_set(self) -> None:
        if not self.title.text().strip():
            self.title.setFocus()
            return
        if self._form is not None:
            self._form.hide()
        self.task_set.emit(self.title.text(), self.place.text(), self.equipment.text())
        for field in (self.title, self.place, self.equipment):
            field.clear()
