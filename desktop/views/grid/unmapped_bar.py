"""Below the grid: how many rows have evidence, and the exhibits that wait to be mapped."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.portfolio import Exhibit
from desktop.presenters.grid_state import GridState
from desktop.texts import capital
from desktop.theme import Space
from desktop.widgets.exhibit_list import ExhibitList
from desktop.widgets.layouts import column, label, row


class UnmappedBar(QWidget):
    """`chosen(exhibit id)` to link it, `looked(exhibit id)` to see it."""

    chosen = Signal(object)
    looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._state: GridState | None = None
        self._head = label("", "caps")
        self.count = label("", "strong", wrap=True)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.all = QPushButton(self.tr("All exhibits"))
        self.all.setCheckable(True)
        self.all.setProperty("role", "quiet")
        self.all.clicked.connect(self._show)
        self.list = ExhibitList(self.tr("Exhibits to map: drag one onto a row, or press Enter"))
        self.list.chosen.connect(self.chosen)
        self.list.looked.connect(self.looked)
        head = row(self._head, self.all, self.count, gap=Space.S)
        head.setStretchFactor(self.count, 1)
        self.setLayout(column(head, self.list, gap=Space.XS))

    def show_state(self, state: GridState, *, maps: bool) -> None:
        """Show the exhibits; somebody who only reads gets the count alone."""
        self._state = state
        for part in (self._head, self.all, self.list):
            part.setVisible(maps)
        grid = state.grid
        covered = self.tr("{count} of {rows} rows")
        has = (
            self.tr("have evidence")
            if grid.descriptor.gap
            else self.tr("+ descriptor have evidence")
        )
        said = covered.format(count=grid.covered, rows=len(grid.judged))
        self.count.setText(f"{said} {has}")
        if maps:
            self._show()

    # -- inside ---------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._state is None:
            return
        waiting = self._state.not_mapped
        shown: Sequence[Exhibit] = self._state.file.binder if self.all.isChecked() else waiting
        self.list.show_exhibits(
            [(one.id, f"{one.number}  {one.title or capital(one.kind)}") for one in shown]
        )
        self.list.setVisible(bool(shown))
        words = (
            self.tr("NOT MAPPED YET: {count}") if waiting else self.tr("EVERY EXHIBIT IS MAPPED")
        )
        self._head.setText(words.format(count=len(waiting)))
