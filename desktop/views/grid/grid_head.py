"""Above the grid: the unit, which rows are shown, and the aids."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from desktop.presenters.grid_cells import GridFilter
from desktop.presenters.grid_state import GridState
from desktop.theme import Space, restyle
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row


class GridHead(QFrame):
    """`filtered(GridFilter)` and `aids_turned(bool)`."""

    filtered = Signal(object)
    aids_turned = Signal(bool)

    def __init__(self, panes: QWidget, parent: QWidget | None = None) -> None:
        """Make it; `panes` chooses what is in sight where there is room for one thing only."""
        super().__init__(parent)
        self._panes, self._slim, self._words = panes, False, ("", "")
        self.name = ElidedLabel("", "h3")
        self.count = label("", "strong")
        self._standard = ElidedLabel("", "meta")
        self._standard.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        self._show = label(self.tr("Show"), "meta")
        self._lay_out()

    def set_slim(self, slim: bool) -> None:
        """Code and count alone, between the choice of panes and the filters."""
        if slim is self._slim:
            return
        self._slim = slim
        restyle(self.name, level="meta" if slim else "h3")
        self._name()
        for part in (self._show, self._standard, self.count):
            part.setVisible(not slim)
        self._panes.setVisible(slim)

    def _lay_out(self) -> None:
        facts = row(self.count, self._standard, gap=Space.S)
        facts.setStretchFactor(self._standard, 1)
        names = column(self.name, facts, gap=0)
        buttons = row(self._show, *self.filters.values(), self.aids, gap=Space.XS)
        layout = row(self._panes, names, buttons, gap=Space.L)
        layout.setStretchFactor(names, 1)
        self.setLayout(layout)

    def show_state(self, state: GridState) -> None:
        """Name the unit and its standard, and count its gaps."""
        framework = state.framework
        self._standard.setText(f"{framework.title}, {framework.edition}")
        grid = state.grid
        said = self.tr("{count} of {rows} rows have evidence")
        if not grid.descriptor.gap:
            said = self.tr("{count} of {rows} rows + descriptor have evidence")
        self.count.setText(said.format(count=grid.covered, rows=len(grid.judged)))
        short = self.tr("{code}  {count} of {rows}").format(
            code=state.unit.code, count=grid.covered, rows=len(grid.judged)
        )
        self._words = (f"{state.unit.code}  {state.unit.title.original}", short)
        self._name()
        gaps = len(grid.gaps)
        words = self.tr("Gaps {count}  G") if gaps else self.tr("Gaps  G")
        self.filters[GridFilter.GAPS].setText(words.format(count=gaps))
        pointed = len(state.notes.pointed)
        back = self.tr("Returned {count}").format(count=pointed)
        self.filters[GridFilter.RETURNED].setText(back)
        self.filters[GridFilter.RETURNED].setVisible(bool(pointed))

    def _name(self) -> None:
        whole, short = self._words
        self.name.setText(short if self._slim else whole)
        self.name.setAccessibleDescription(self.count.text())

    def show_filter(self, kind: GridFilter) -> None:
        """Show which rows are chosen; emits nothing."""
        self.filters[kind].setChecked(True)
