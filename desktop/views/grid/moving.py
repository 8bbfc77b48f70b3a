"""Where the keyboard is in the grid: rows, columns, gaps, and what is being typed."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from core.domain.grid import GridRow
from core.ids import RowId
from desktop.presenters.grid_cells import GridColumn, GridFilter
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.session import Session
from desktop.views.grid.parts import GridParts
from desktop.widgets.banner import Tone

_ALWAYS = {
    *(GridColumn.NUMBER, GridColumn.ROW),
    *(GridColumn.PORTFOLIO, GridColumn.TASKS, GridColumn.QUESTIONS),
}
_OWN = {
    GridMode.ASSESS: {GridColumn.ASSESSOR},
    GridMode.VERIFY: {GridColumn.ASSESSOR, GridColumn.OPENED, GridColumn.VERIFIER},
}
_HOME = {GridMode.ASSESS: GridColumn.ASSESSOR, GridMode.VERIFY: GridColumn.VERIFIER}
_LONGEST_TYPED = 12


class MovingGrid(GridParts):
    """The part of the page that moves about; nothing here changes the case."""

    def __init__(self, session: Session, mode: GridMode | None, parent: QWidget | None) -> None:
        super().__init__(session, parent)
        self.mode, self.typed = mode or GridMode.READ, ""
        self._state: GridState | None = None
        self._wanted: RowId | None = None
        self._filling = False
        self.table.cell_moved.connect(self._on_moved)
        self.head.filtered.connect(self.filter_rows)
        self.head.aids_turned.connect(self.show_columns)
        self.arranged.connect(self.show_columns)

    def go_to_row(self, row_id: RowId) -> None:
        """Go to a row, as soon as the case was read."""
        self._wanted = row_id
        if self._state is not None:
            self.go_to_wanted()

    def go_to_wanted(self) -> None:
        """Go where `go_to_row` was asked to, if it was."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.model.row_of(wanted) < 0:
            self.filter_rows(GridFilter.ALL)
        self.settle()
        self.table.go_to_cell(self.model.row_of(wanted), self.current_column())
        self.table.setFocus()

    def line(self) -> GridRow | None:
        """The line of the keyboard's place."""
        return self.model.line(self.table.row)

    def row_id(self) -> RowId | None:
        """The id of that line's row."""
        line = self.line()
        return line.row.id if line else None

    def current_column(self) -> GridColumn:
        """The column of the keyboard's place."""
        return GridColumn(max(self.table.currentIndex().column(), 0))

    def next_line(self) -> int:
        """The next line that takes evidence."""
        at = self.table.row + 1
        while (line := self.model.line(at)) is not None and not line.row.takes_evidence:
            at += 1
        return at

    def keep_place(self, row: RowId | None, *, first: bool) -> None:
        """Stay on a row after the grid was read again; begin in the column of one's duty."""
        home = _HOME.get(self.mode, GridColumn.PORTFOLIO)
        column = home if first else self.current_column()
        at = -1 if first or row is None else self.model.row_of(row)
        if first or self.table.row != at or at < 0:
            self.table.go_to_cell(at if at >= 0 else self._first_line(), column)

    def show_columns(self) -> None:
        """Show the columns of this duty, and the aids where they are wanted and have room."""
        shown = _ALWAYS | _OWN.get(self.mode, set())
        if self._state is not None and self._state.decision is not None:
            shown = shown | {GridColumn.ASSESSOR}
        has_room = self.beside and self.mode is not GridMode.VERIFY
        self.head.aids.setVisible(has_room)
        if self.head.aids.isChecked() and has_room:
            answered = self._state is not None and self._state.worker_answered
            shown = shown | {GridColumn.NEWEST} | ({GridColumn.WORKER} if answered else set())
        self.table.set_columns(shown)

    def filter_rows(self, kind: GridFilter) -> None:
        """Show some of the rows; the keyboard stays on its row while that is one of them."""
        row, column = self.row_id(), self.current_column()
        self.head.show_filter(kind)
        self.model.set_filter(kind)
        at = self.model.row_of(row) if row is not None else -1
        self.table.go_to_cell(at if at >= 0 else self._first_line(), column)
        if not self._filling:
            self.show_row()

    def turn_gaps(self) -> None:
        """Show the gaps only, or everything again."""
        gaps = self.model.filter is GridFilter.GAPS
        self.filter_rows(GridFilter.ALL if gaps else GridFilter.GAPS)

    def go_to_gap(self, step: int) -> None:
        """Go to the next gap (1) or the one before (-1)."""
        if self._state is None or not self._state.grid.gaps:
            self.banner.say(self.tr("There is no gap in this unit."), tone=Tone.DONE)
            return
        if self.model.filter in (GridFilter.THIN, GridFilter.RETURNED):
            self.filter_rows(GridFilter.ALL)
        self.settle()
        at = self.model.gap_from(max(self.table.row, 0), step)
        self.table.go_to_cell(at, self.current_column())
        self.table.setFocus()

    def type_exhibit(self, typed: str) -> None:
        """Show what is typed into the row's portfolio."""
        self.typed = typed[:_LONGEST_TYPED]
        self.model.set_typed(self.row_id(), self.typed)

    def back_to_grid(self) -> None:
        """Give the keyboard to the grid, and bring it into sight."""
        if not self.beside:
            self.settle()
        self.table.setFocus()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Put in rows, columns and the keyboard's place; only then is anything fitted or shown."""
        self._filling = True
        try:
            with self.table.filling():
                yield
        finally:
            self._filling = False

    def show_row(self) -> None:
        """Show the row of the keyboard's place beside the grid."""
        if self._state is None:
            return
        line = self.line()
        self.show_text(line)
        self.row_pane.show_line(self._state, line)
        self.returned.show_line(self._state, line)
        self.evidence.show_line(self._state, line)
        if self.mode is GridMode.ASSESS:
            self.assessment.show_line(self._state, line)
        elif self.mode is GridMode.VERIFY:
            self.agreement.show_line(self._state, line)

    # -- inside ---------------------------------------------------------------------------------

    def _first_line(self) -> int:
        """The first line that waits for this person, else the first that takes evidence."""
        lines = [(at, one) for at in range(self.model.rowCount()) if (one := self.model.line(at))]
        first = [at for at, one in lines if one.row.takes_evidence]
        return next((at for at, one in lines if self._waits(one)), first[0] if first else -1)

    def _waits(self, line: GridRow) -> bool:
        if self.mode is GridMode.ASSESS:
            return line.row.judged and line.judgement is None
        if self.mode is GridMode.VERIFY:
            return line.row.judged and line.agreement is None
        return line.row.takes_evidence

    def _on_moved(self, row: int, column: int) -> None:
        del row, column
        if self.typed:
            self.type_exhibit("")
        if not self._filling:
            self.show_row()
