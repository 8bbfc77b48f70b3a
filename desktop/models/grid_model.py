"""The grid as an item model: rows of the unit against Portfolio, Tasks and Questions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.domain.assessment import Mark
from core.domain.grid import Grid, GridRow
from core.domain.standards import RowKind
from core.ids import RowId
from desktop.presenters.grid_cells import (
    CHIPS_ROLE,
    HEADING_ROLE,
    Chip,
    ChipKind,
    GridColumn,
    GridFilter,
)
from desktop.presenters.grid_state import pieces
from desktop.presenters.marks import MARK_ROLE, mark_of
from desktop.texts import words

Index = QModelIndex | QPersistentModelIndex

_EVIDENCE: Final = (GridColumn.PORTFOLIO, GridColumn.TASKS, GridColumn.QUESTIONS)


class GridModel(QAbstractTableModel):
    """Shows one `Grid`. Every cell is answered out of it; nothing is asked of the database."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._lines: tuple[GridRow, ...] = ()
        self._thin: frozenset[RowId] = frozenset()
        self._filter = GridFilter.ALL
        self._opened: Mapping[RowId, frozenset[str]] = {}
        self._typed: tuple[RowId, str] | None = None

    def show_grid(self, grid: Grid, *, on: date, currency_months: int | None) -> None:
        """Show this grid; the same rows keep their place, so that nothing jumps."""
        self._grid = grid
        self._thin = frozenset(
            one.row.id for one in grid.rows if one.thin(on=on, currency_months=currency_months)
        )
        self._put(self._chosen())

    def set_filter(self, kind: GridFilter) -> None:
        """Show all rows, the gaps only, or those that rest on little."""
        self._filter = kind
        if self._grid is not None:
            self._put(self._chosen())

    @property
    def filter(self) -> GridFilter:
        """Which rows are shown."""
        return self._filter

    def set_opened(self, opened: Mapping[RowId, frozenset[str]]) -> None:
        """Say which pieces of evidence the verifier has looked at in this sitting."""
        self._opened = opened
        self._changed()

    def set_typed(self, row: RowId | None, typed: str) -> None:
        """Show what is being typed into a row's portfolio; None: nothing."""
        self._typed = (row, typed) if row is not None and typed else None
        self._changed()

    def line(self, row: int) -> GridRow | None:
        """The line that is shown at `row`, if there is one."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, row_id: RowId) -> int:
        """Where a row is shown, or -1 while the filter hides it."""
        return next((at for at, one in enumerate(self._lines) if one.row.id == row_id), -1)

    def gap_from(self, row: int, step: int) -> int:
        """The next gap after `row` (step 1) or before it (step -1), around the end; -1: none."""
        count = len(self._lines)
        places = ((row + step * distance) % count for distance in range(1, count + 1))
        return next((at for at in places if self._lines[at].gap), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(GridColumn)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = {
            GridColumn.NUMBER: self.tr("#"),
            GridColumn.ROW: self._row_title(),
            GridColumn.PORTFOLIO: self.tr("Portfolio"),
            GridColumn.TASKS: self.tr("Tasks"),
            GridColumn.QUESTIONS: self.tr("Questions"),
            GridColumn.NEWEST: self.tr("Newest"),
            GridColumn.ASSESSOR: self.tr("Assessor"),
            GridColumn.OPENED: self.tr("Opened"),
            GridColumn.VERIFIER: self.tr("Verifier"),
        }
        return titles[GridColumn(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index.row())
        if line is None or not line.row.takes_evidence:
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over headings
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        column = GridColumn(index.column())
        answers: Mapping[int, Callable[[], object]] = {
            HEADING_ROLE: lambda: line.row.kind is RowKind.HEADING,
            CHIPS_ROLE: lambda: self._chips(line, column) if column in _EVIDENCE else None,
            MARK_ROLE: lambda: _mark(line, column),
            Qt.ItemDataRole.DisplayRole: lambda: self._text(line, column),
            Qt.ItemDataRole.ToolTipRole: lambda: _full_text(line, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._said(line, column),
        }
        answer = answers.get(role)
        return answer() if answer else None

    # -- inside ---------------------------------------------------------------------------------

    def _chosen(self) -> tuple[GridRow, ...]:
        if self._grid is None or self._filter is GridFilter.ALL:
            return self._grid.rows if self._grid else ()
        shown: list[GridRow] = []
        heading: GridRow | None = None
        for line in self._grid.rows:
            if line.row.kind is RowKind.HEADING:
                heading = line
            elif line.gap if self._filter is GridFilter.GAPS else line.row.id in self._thin:
                if heading is not None and line.row.kind is RowKind.CRITERION:
                    shown.append(heading)
                    heading = None
                shown.append(line)
        return tuple(shown)

    def _put(self, lines: Sequence[GridRow]) -> None:
        if [one.row.id for one in lines] == [one.row.id for one in self._lines]:
            self._lines = tuple(lines)
            self._changed()
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def _changed(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(GridColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _row_title(self) -> str:
        lines = self._grid.rows if self._grid else ()
        criteria = any(one.row.kind is RowKind.CRITERION for one in lines)
        return self.tr("Element (criteria)") if criteria else self.tr("Element")

    def _chips(self, line: GridRow, column: GridColumn) -> tuple[Chip, ...]:
        if not line.row.takes_evidence:
            return ()
        if column is GridColumn.TASKS:
            return tuple(
                Chip(cell.task.label, ChipKind.MARKED, cell.observation.mark) for cell in line.tasks
            )
        if column is GridColumn.QUESTIONS:
            return tuple(Chip(one.label, ChipKind.MARKED, one.mark) for one in line.questions)
        chips = [Chip(cell.label, ChipKind.EXHIBIT) for cell in line.portfolio]
        if self._typed is not None and self._typed[0] == line.row.id:
            chips.append(Chip(self._typed[1], ChipKind.TYPED))
        elif line.gap:
            chips.append(Chip(self.tr("gap"), ChipKind.GAP))
        return tuple(chips)

    def _text(self, line: GridRow, column: GridColumn) -> str:
        texts: Mapping[GridColumn, Callable[[GridRow], str]] = {
            GridColumn.NUMBER: lambda line: line.row.number,
            GridColumn.ROW: self._row_text,
            GridColumn.NEWEST: self._newest,
            GridColumn.OPENED: self._how_many_opened,
            GridColumn.VERIFIER: self._agreement,
        }
        text = texts.get(column)
        return text(line) if text else ""

    def _row_text(self, line: GridRow) -> str:
        if line.row.kind is RowKind.DESCRIPTOR:
            return self.tr("The unit as a whole (descriptor)")
        critical = self.tr("critical: ") if line.row.critical else ""
        return critical + line.row.text.original

    def _how_many_opened(self, line: GridRow) -> str:
        if not line.row.judged:
            return ""
        opened = len(self._opened.get(line.row.id, ()))
        return self.tr("{opened} of {all}").format(opened=opened, all=len(pieces(line)))

    def _agreement(self, line: GridRow) -> str:
        if line.agreement is None:
            return ""
        return words(line.agreement.answer) if line.agreement.answer else ""

    def _newest(self, line: GridRow) -> str:
        newest = f"{line.newest:%Y-%m}" if line.newest else ""
        if line.row.id not in self._thin:
            return newest
        return self.tr("{newest} thin").format(newest=newest).strip()

    def _said(self, line: GridRow, column: GridColumn) -> str | None:
        """What a screen reader says instead of the drawn pieces."""
        if column not in _EVIDENCE:
            return None
        words = {
            Mark.MET: self.tr("met"),
            Mark.NOT_MET: self.tr("not met"),
            Mark.NOT_SEEN: self.tr("not seen"),
        }
        chips = self._chips(line, column)
        said = (f"{one.text} {words[one.mark]}" if one.mark else one.text for one in chips)
        return ", ".join(said) or self.tr("nothing")


def _mark(line: GridRow, column: GridColumn) -> Mark | None:
    if column is GridColumn.ASSESSOR and line.judgement is not None:
        return line.judgement.mark
    if column is GridColumn.VERIFIER and line.agreement is not None:
        return mark_of(line.agreement.answer)
    return None


def _full_text(line: GridRow, column: GridColumn) -> str | None:
    return line.row.text.original if column is GridColumn.ROW else None
