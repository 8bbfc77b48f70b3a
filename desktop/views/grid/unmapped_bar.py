"""Below the grid: the exhibits that wait to be mapped."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.portfolio import Exhibit
from desktop.presenters.grid_state import GridState
from desktop.texts import capital
from desktop.theme import Space
from desktop.widgets.exhibit_list import ExhibitList
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import label, row


class UnmappedBar(QWidget):
    """`chosen(exhibit id)` to link it, `looked(exhibit id)` to see it."""

    chosen = Signal(object)
    looked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: GridState | None = None
        self._head = label("", "caps")
        self.all = QPushButton(self.tr("All exhibits"))
        self.all.setCheckable(True)
        self.all.setProperty("role", "quiet")
        self.all.clicked.connect(self._show)
        self._line = row(self._head, None, self.all, gap=Space.S)
        self.setLayout(self._line)

    @cached_property
    def list(self) -> ExhibitList:
        """The exhibits; made when one of them waits, or when all are asked for."""
        made = ExhibitList(self.tr("Exhibits to map: drag one onto a row, or press Enter"))
        made.chosen.connect(self.chosen)
        made.looked.connect(self.looked)
        self._line.insertWidget(self._line.indexOf(self._head) + 1, made, 20)
        tab_through(self._head, made, self.all)
        return made

    @property
    def pane(self) -> QWidget | None:
        """The exhibits, if they are in sight."""
        return self.list if "list" in vars(self) and self.list.isVisibleTo(self) else None

    def show_state(self, state: GridState, *, maps: bool) -> None:
        """Show the exhibits to somebody who maps."""
        self._state = state
        self.setVisible(maps)
        if maps:
            self._show()

    # -- inside ---------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._state is None:
            return
        waiting = self._state.not_mapped
        shown: Sequence[Exhibit] = self._state.file.binder if self.all.isChecked() else waiting
        if shown or self.pane is not None:
            self.list.show_exhibits(
                [(one.id, f"{one.number}  {one.title or capital(one.kind)}") for one in shown]
            )
            self.list.setVisible(bool(shown))
        words = (
            self.tr("NOT MAPPED YET: {count}") if waiting else self.tr("EVERY EXHIBIT IS MAPPED")
        )
        self._head.setText(words.format(count=len(waiting)))
