"""Set a task for the session: what is to be done, for which unit, on which machine."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from core.ids import UnitId
from desktop.presenters.bench_state import BenchState
from desktop.theme import Space
from desktop.views.narrow import narrow
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.saving import SavingChoice

_LENGTH = 300


class TaskForm(QWidget):
    """`task_set(unit_id, title, equipment)`. Everybody who claims the unit gets the task."""

    task_set = Signal(object, str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit, self.title, self.equipment = SavingChoice(), QLineEdit(), QLineEdit()
        form = Form(1)
        form.add(self.tr("Unit"), self.unit)
        form.add(self.tr("What the workers are to do"), self.title)
        form.add(self.tr("Machine and equipment"), self.equipment)
        for field in (self.title, self.equipment):
            field.setMaxLength(_LENGTH)
            field.returnPressed.connect(self._on_set)
        self.who = label("", "muted", wrap=True)
        self.keep = QPushButton(self.tr("Set the task"))
        self.keep.setProperty("role", "primary")
        self.keep.clicked.connect(self._on_set)
        self.leave = QPushButton(self.tr("Back"))
        self.leave.clicked.connect(self.closed)
        card = Card(self.tr("Task"))
        card.add(form, self.who, row(self.keep, self.leave, None))
        narrow(self.unit)
        inner = QWidget()
        inner.setLayout(column(card, None, gap=Space.M, margin=Space.XL))
        self.setLayout(column(scrolled(inner)))

    def begin(self, state: BenchState) -> None:
        """Offer the units that somebody in the session claims."""
        units = {unit.id: unit for file in state.running.files.values() for unit in file.units}
        self.unit.clear()
        for unit in units.values():
            self.unit.addItem(f"{unit.code}  {unit.title.original}", str(unit.id))
        if state.task is not None:
            self.unit.setCurrentIndex(max(self.unit.findData(str(state.task.unit_id)), 0))
        self.leave.setVisible(bool(state.tasks))
        self.title.clear()
        self.equipment.clear()
        said = self.tr("Everybody in the session who claims the unit gets it: {count} workers.")
        self.who.setText(said.format(count=len(state.seats)) if len(state.seats) > 1 else "")
        self.title.setFocus()

    def _on_set(self) -> None:
        if not self.title.text().strip():
            self.title.setFocus()
            return
        unit = UnitId(UUID(self.unit.currentData()))
        self.task_set.emit(unit, self.title.text(), self.equipment.text())
