"""Above the grid: the unit, which rows are shown, and the aids."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from desktop.presenters.grid_cells import GridFilter
from desktop.presenters.grid_state import GridState
from desktop.theme import Space
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row


class GridHead(QFrame):
    """`filtered(GridFilter)` and `aids_turned(bool)`."""

    filtered = Signal(object)
    aids_turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "h3")
        self.count = label("", "strong")
        self._standard = ElidedLabel("", "meta")
        for part in (self.name, self._standard):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = {
            GridFilter.ALL: self.tr("All"),
            GridFilter.GAPS: self.tr("Gaps  G"),
            GridFilter.THIN: self.tr("Thin"),
            GridFilter.RETURNED: self.tr("Returned"),
        }
        tips = {
            GridFilter.ALL: self.tr("Show every row"),
            GridFilter.GAPS: self.tr("Show the rows with nothing in any column"),
            GridFilter.THIN: self.tr(
                "Show the rows that rest on one piece, one method or old ones"
            ),
            GridFilter.RETURNED: self.tr("Show the rows that the return is about"),
        }
        self._group = QButtonGroup(self)
        self.filters: dict[GridFilter, QPushButton] = {}
        for kind, text in words.items():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setToolTip(tips[kind])
            button.setAccessibleDescription(tips[kind])
            button.clicked.connect(lambda _, kind=kind: self.filtered.emit(kind))
            self._group.addButton(button)
            self.filters[kind] = button
        self.filters[GridFilter.ALL].setChecked(True)
        self.aids = QPushButton(self.tr("Aids"))
        self.aids.setCheckable(True)
        self.aids.setChecked(True)
        self.aids.setToolTip(
            self.tr(
                "Show how recent the newest piece of each row is, and what the worker says of it"
            )
        )
        self.aids.clicked.connect(self.aids_turned)
        facts = row(self.count, self._standard, gap=Space.S)
        facts.setStretchFactor(self._standard, 1)
        names = column(self.name, facts, gap=0)
        buttons = row(
            label(self.tr("Show"), "meta"), *self.filters.values(), self.aids, gap=Space.XS
        )
        layout = row(names, buttons, gap=Space.L)
        layout.setStretchFactor(names, 1)
        self.setLayout(layout)

    def show_state(self, state: GridState) -> None:
        """Name the unit and its standard, and count its gaps."""
        self.name.setText(f"{state.unit.code}  {state.unit.title.original}")
        framework = state.framework
        self._standard.setText(f"{framework.title}, {framework.edition}")
        grid = state.grid
        said = self.tr("{count} of {rows} rows have evidence")
        if not grid.descriptor.gap:
            said = self.tr("{count} of {rows} rows + descriptor have evidence")
        self.count.setText(said.format(count=grid.covered, rows=len(grid.judged)))
        gaps = len(grid.gaps)
        words = self.tr("Gaps {count}  G") if gaps else self.tr("Gaps  G")
        self.filters[GridFilter.GAPS].setText(words.format(count=gaps))
        pointed = len(state.notes.pointed)
        back = self.tr("Returned {count}").format(count=pointed)
        self.filters[GridFilter.RETURNED].setText(back)
        self.filters[GridFilter.RETURNED].setVisible(bool(pointed))

    def show_filter(self, kind: GridFilter) -> None:
        """Show which rows are chosen; emits nothing."""
        self.filters[kind].setChecked(True)
