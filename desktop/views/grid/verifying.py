"""The verifier's own steps in the grid: what was opened, whole elements, the return, the queue."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.ids import RowId
from desktop.presenters.grid import GridPresenter
from desktop.presenters.grid_cells import GridFilter
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.views.grid.moving import MovingGrid


class VerifyingGrid(MovingGrid):
    """The part of the page that only a verifier uses."""

    next_wanted = Signal()  # the next case of the queue

    def __init__(
        self,
        session: Session,
        presenter: GridPresenter,
        mode: GridMode | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(session, mode, parent)
        self._presenter = presenter
        self.in_queue = False
        self.evidence.looked.connect(self._on_looked)
        self.notices.again.connect(self.agree_again)

    def agree_to_element(self) -> None:
        """Agree to everything in the row's element; what was not opened is named."""
        row = self.row_id()
        if row is not None:
            self._presenter.agree_to_element(row)

    def agree_again(self) -> None:
        """Agree again to what is as it was before the return."""
        if self._state is not None and self._state.agreed_before:
            self._presenter.agree_again()

    def next_case(self) -> None:
        """Go to the next case of the queue."""
        self.next_wanted.emit()

    def give_back(self) -> None:
        """Show what would go back; pressed there, return it."""
        if self.mode is not GridMode.VERIFY or self.unit_tab is None:
            return
        if self.on_unit:
            self.verification.give_back()
        else:
            self.tabs.setCurrentWidget(self.unit_tab)
            self.verification.reasons_field.setFocus()

    def go_to_next_line(self) -> None:
        """Go to the next row; after the last one the keyboard stays."""
        self.table.go_to_cell(self.next_line(), self.table.currentIndex().column())

    def fold_unchanged(self) -> None:
        """Begin with the rows that the return is about, if there was one."""
        self.model.set_opened(self._presenter.opened)
        state = self._state
        if state is None or not state.notes.pointed:
            return
        # On the assessor's side there is no decision yet: the one that was returned is replaced.
        if self.mode is GridMode.ASSESS or state.before is not None:
            self.filter_rows(GridFilter.RETURNED)

    def show_unit(self) -> None:
        """Show the unit's decision or verification; while it is out of sight, later."""
        if self._state is None:
            return
        if not self.on_unit:
            return
        panel = self.verification if self.mode is GridMode.VERIFY else self.decision
        self.put_conclusion(panel)
        panel.show_state(self._state)

    # -- inside ---------------------------------------------------------------------------------

    def _on_looked(self, row: RowId, label: str) -> None:
        self._presenter.looked(row, label)
        self.model.set_opened(self._presenter.opened)
