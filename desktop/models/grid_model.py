"""The grid as an item model: rows of the unit against Portfolio, Tasks and Questions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.domain.assessment import Mark
from core.domain.grid import Grid, GridRow
from core.domain.standards import RowKind
from core.ids import RowId
from desktop.models.grid_titles import column_title
from desktop.presenters.grid_cells import (
    CHIPS_ROLE,
    CONTENTS_ROLE,
    HEADING_ROLE,
    Chip,
    ChipKind,
    Content,
    GridColumn,
    GridFilter,
    RowNotes,
    offered,
)
from desktop.presenters.marks import MARK_ROLE, mark_of
from desktop.texts import words

Index = QModelIndex | QPersistentModelIndex

_EVIDENCE: Final = (GridColumn.PORTFOLIO, GridColumn.TASKS, GridColumn.QUESTIONS)

_COLUMNS: Final = tuple(GridColumn)
_TAKES_EVIDENCE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
)

_TITLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class GridModel(QAbstractTableModel):
    """Shows one `Grid`. Every cell is answered out of it; nothing is asked of the database."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._lines: tuple[GridRow, ...] = ()
        self._thin: frozenset[RowId] = frozenset()
        self._notes = RowNotes()
        self._filter = GridFilter.ALL
        self._opened: Mapping[RowId, frozenset[str]] = {}
        self._typed: tuple[RowId, str] | None = None
        self._widths: dict[GridColumn, frozenset[Content]] = {}
        self._titles: dict[GridColumn, str] = {}
        self._narrow = False
        # Made once: a cell is asked for a dozen roles each time it is drawn.
        self._answers: Mapping[int, Callable[[GridRow, GridColumn], object]] = {
            HEADING_ROLE: lambda line, _: line.row.kind is RowKind.HEADING,
            CHIPS_ROLE: self._chips_in,
            CONTENTS_ROLE: self._content,
            MARK_ROLE: self._mark,
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: _full_text,
            Qt.ItemDataRole.AccessibleTextRole: self._said,
        }
        self._texts: Mapping[GridColumn, Callable[[GridRow], str]] = {
            GridColumn.NUMBER: lambda line: line.row.number,
            GridColumn.ROW: self._row_text,
            GridColumn.NEWEST: self._newest,
            GridColumn.WORKER: _worker_says,
            GridColumn.ASSESSOR: self._judged,
            GridColumn.OPENED: self._how_many_opened,
            GridColumn.VERIFIER: self._agreement,
        }

    def show_grid(
        self,
        grid: Grid,
        thin: frozenset[RowId] = frozenset(),
        notes: RowNotes | None = None,
        changed: frozenset[RowId] | None = None,
    ) -> None:
        """Show this grid, with the rows that are thin, and what else is said of rows.

        The same rows keep their place, so that nothing jumps; only what `changed` is drawn again,
        or everything where that is not known.
        """
        before = (self._thin, self._notes)
        self._grid, self._thin, self._notes = grid, thin, notes or RowNotes()
        self._titles.clear()
        alike = before == (self._thin, self._notes)
        self._put(self._chosen(), changed if alike else None)
        if before[1].short is not self._notes.short:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(GridColumn) - 1)

    def set_filter(self, kind: GridFilter) -> None:
        """Show all rows, the gaps only, or those that rest on little."""
        self._filter = kind
        if self._grid is not None:
            self._put(self._chosen())

    def set_narrow(self, narrow: bool) -> None:
        """Say that there is little room: the columns of evidence are named by one letter."""
        if narrow is not self._narrow:
            self._narrow = narrow
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(GridColumn) - 1)

    @property
    def filter(self) -> GridFilter:
        """Which rows are shown."""
        return self._filter

    def set_opened(self, opened: Mapping[RowId, frozenset[str]]) -> None:
        """Say which pieces of evidence the verifier has looked at in this sitting."""
        before, self._opened = self._opened, opened
        for row, line in enumerate(self._lines):
            if before.get(line.row.id) != opened.get(line.row.id):
                self._changed(row)

    def set_typed(self, row: RowId | None, typed: str) -> None:
        """Show what is being typed into a row's portfolio; None: nothing."""
        before = self._typed[0] if self._typed else None
        self._typed = (row, typed) if row is not None and typed else None
        for changed in {before, row} - {None}:
            at = self.row_of(changed) if changed is not None else -1
            if at >= 0:
                self._changed(at)

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
        if orientation is Qt.Orientation.Horizontal and role == CONTENTS_ROLE:
            return self._contents(GridColumn(section))
        if orientation is not Qt.Orientation.Horizontal or role not in _TITLES:
            return None
        column = _COLUMNS[section]
        if column not in self._titles:
            own = column is GridColumn.ROW
            self._titles[column] = self._row_title() if own else column_title(column)
        title = self._titles[column]
        letter = (self._notes.short or self._narrow) and column in _EVIDENCE
        short = letter and role == Qt.ItemDataRole.DisplayRole
        return title[:1] if short else title

    # Both are asked dozens of times for one drawing of the table, so they do little.

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index.row())
        takes = line is not None and line.row.takes_evidence
        return _TAKES_EVIDENCE if takes else Qt.ItemFlag.NoItemFlags  # arrows pass over headings

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers.get(role)
        line = self.line(index.row()) if answer else None
        return answer(line, _COLUMNS[index.column()]) if answer and line else None

    # -- inside ---------------------------------------------------------------------------------

    def _contents(self, column: GridColumn) -> frozenset[Content]:
        if column not in self._widths:
            self._widths[column] = frozenset(
                self._content(line, column)
                for line in self._lines
                if line.row.kind is not RowKind.HEADING
            )
        return self._widths[column]

    def _content(self, line: GridRow, column: GridColumn) -> Content:
        if column in _EVIDENCE:
            return Content("", None, self._chips(line, column))
        return Content(self._text(line, column), self._mark(line, column), None)

    def _chosen(self) -> tuple[GridRow, ...]:
        if self._grid is None or self._filter is GridFilter.ALL:
            return self._grid.rows if self._grid else ()
        shown: list[GridRow] = []
        heading: GridRow | None = None
        for line in self._grid.rows:
            if line.row.kind is RowKind.HEADING:
                heading = line
            elif self._wanted(line):
                if heading is not None and line.row.kind is RowKind.CRITERION:
                    shown.append(heading)
                    heading = None
                shown.append(line)
        return tuple(shown)

    def _wanted(self, line: GridRow) -> bool:
        if self._filter is GridFilter.GAPS:
            return line.gap
        return line.row.id in (
            self._thin if self._filter is GridFilter.THIN else self._notes.pointed
        )

    def _put(self, lines: Sequence[GridRow], changed: frozenset[RowId] | None = None) -> None:
        if [one.row.id for one in lines] == [one.row.id for one in self._lines]:
            self._lines = tuple(lines)
            for row, line in enumerate(lines):
                if changed is None or line.row.id in changed:
                    self._changed(row)
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self._widths.clear()
        self.endResetModel()

    def _changed(self, row: int) -> None:
        self._widths.clear()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(GridColumn) - 1))

    def _row_title(self) -> str:
        lines = self._grid.rows if self._grid else ()
        criteria = any(one.row.kind is RowKind.CRITERION for one in lines)
        return self.tr("Element (criteria)") if criteria else self.tr("Element")

    def _chips_in(self, line: GridRow, column: GridColumn) -> tuple[Chip, ...] | None:
        return self._chips(line, column) if column in _EVIDENCE else None

    def _chips(self, line: GridRow, column: GridColumn) -> tuple[Chip, ...]:
        if not line.row.takes_evidence:
            return ()
        if column is not GridColumn.PORTFOLIO:
            marked = (
                [(cell.task.label, cell.observation.mark) for cell in line.tasks]
                if column is GridColumn.TASKS
                else [(one.label, one.mark) for one in line.questions]
            )
            if line.row.id in self._notes.hidden:
                return tuple(Chip(label, ChipKind.EXHIBIT) for label, _ in marked)
            return tuple(Chip(label, ChipKind.MARKED, mark) for label, mark in marked)
        chips = [Chip(cell.label, ChipKind.EXHIBIT) for cell in line.portfolio]
        if self._typed is not None and self._typed[0] == line.row.id:
            chips.append(Chip(self._typed[1], ChipKind.TYPED))
        elif line.gap:
            chips.append(Chip(self.tr("gap"), ChipKind.GAP))
        return tuple(chips)

    def _text(self, line: GridRow, column: GridColumn) -> str:
        text = self._texts.get(column)
        return text(line) if text else ""

    def _row_text(self, line: GridRow) -> str:
        if line.row.kind is RowKind.DESCRIPTOR:
            return self.tr("The unit as a whole (descriptor)")
        critical = self.tr("critical: ") if line.row.critical else ""
        return critical + line.row.text.original

    def _judged(self, line: GridRow) -> str:
        """Old beside new where a return has changed it; the mark alone says its own word.

        What marks offer stands as a question: it is no judgement before the assessor says so.
        """
        if line.row.id in self._notes.hidden:
            return self.tr("hidden")
        if line.judgement is None and self._notes.offers and (mark := offered(line)):
            return self.tr("{mark}?").format(mark=words(mark))
        was = self._notes.was.get(line.row.id)
        if was is None or line.judgement is None:
            return ""
        return self.tr("{now}, was {before}").format(
            now=words(line.judgement.mark), before=words(was)
        )

    def _mark(self, line: GridRow, column: GridColumn) -> Mark | None:
        if column is GridColumn.ASSESSOR and line.judgement is not None:
            return None if line.row.id in self._notes.hidden else line.judgement.mark
        if column is GridColumn.VERIFIER and line.agreement is not None:
            return mark_of(line.agreement.answer)
        return None

    def _how_many_opened(self, line: GridRow) -> str:
        if not line.row.judged:
            return ""
        opened = len(self._opened.get(line.row.id, ()))
        return self.tr("{opened} of {all}").format(opened=opened, all=len(line.pieces))

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
        marks = {
            Mark.MET: self.tr("met"),
            Mark.NOT_MET: self.tr("not met"),
            Mark.NOT_SEEN: self.tr("not seen"),
        }
        chips = self._chips(line, column)
        said = (f"{one.text} {marks[one.mark]}" if one.mark else one.text for one in chips)
        return ", ".join(said) or self.tr("nothing")


def _worker_says(line: GridRow) -> str:
    return words(line.worker.says) if line.worker and line.worker.says else ""


def _full_text(line: GridRow, column: GridColumn) -> str | None:
    return line.row.text.original if column is GridColumn.ROW else None
