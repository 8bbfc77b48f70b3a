"""The other units that the assessor signs in the same sitting, for one award in the passport."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.domain.standards import Unit
from core.ids import UnitId
from desktop.theme import Space
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row


class TogetherSection(QWidget):
    """A line for each unit that could be signed as competent with this one; hidden without any."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[UnitId, QCheckBox] = {}
        self._units: tuple[Unit, ...] = ()
        self._lines = column(gap=Space.XS)
        heading = label(self.tr("SIGN WITH IT, FOR ONE AWARD"), "caps")
        self.setLayout(column(heading, self._lines, gap=Space.XS))
        self.hide()

    @property
    def chosen(self) -> tuple[UnitId, ...]:
        """The units that are signed as well."""
        return tuple(one for one, box in self.boxes.items() if box.isChecked())

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(unit.code for unit in self._units if unit.id in self.chosen)

    def show_units(self, units: tuple[Unit, ...]) -> None:
        """Offer these units; what was chosen of them stays chosen."""
        if units != self._units:
            before = set(self.chosen)
            clear_layout(self._lines)
            self._units, self.boxes = units, {}
            for unit in units:
                said = self.tr("{title}: everything is met, competent")
                said = said.format(title=unit.title.original)
                box = QCheckBox(unit.code)  # a box does not wrap its words
                box.setAccessibleName(f"{unit.code} {said}")
                box.setChecked(unit.id in before)
                box.toggled.connect(self.changed)
                words = label(said, wrap=True)
                line = row(box, words, gap=Space.S)
                line.setStretchFactor(words, 1)
                self._lines.addLayout(line)
                self.boxes[unit.id] = box
        self.setVisible(bool(units))
