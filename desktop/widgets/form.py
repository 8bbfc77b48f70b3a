"""Fields below their names."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.passphrase_field import PassphraseField


class Form(QWidget):
    """Named fields in one or two columns. The name is also what a screen reader says."""

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)
        self._next = 0

    def add(self, name: str, field: QWidget, *, hint: str = "", wide: bool = False) -> QLabel:
        """Add a field. `hint` stands below it; `wide` takes the whole row. Returns its label."""
        words = label(name, "caps", wrap=True)
        words.setBuddy(field)
        field.setAccessibleName(name)
        below = label(hint, "meta", wrap=True)
        if not hint:  # shown before it has a parent it would be a window of its own
            below.hide()
        else:
            field.setAccessibleDescription(hint)
        if wide and self._next % self._columns:
            self._next += self._columns - self._next % self._columns
        line, place = divmod(self._next, self._columns)
        span = self._columns if wide else 1
        cell = column(words, field, below, gap=Space.XS)
        if isinstance(field, QLineEdit | QComboBox | QCheckBox | PassphraseField):
            cell.addStretch(1)  # beside a taller field it stays with its name
        self._grid.addLayout(cell, line, place, 1, span)
        self._next += span
        return words
