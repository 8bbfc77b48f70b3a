"""The group's table: a task's rows and the workers who do it, turned either way."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.domain.assessment import Mark
from core.ids import CaseId, RowId
from desktop.presenters.bench_state import BenchState, Cell, CellMark, Saving
from desktop.presenters.marks import MARK_ROLE
from desktop.texts import words
from desktop.theme import look

Index = QModelIndex | QPersistentModelIndex


class BenchModel(QAbstractTableModel):
    """Cells by row and worker; the last line (or column) says whether identity was checked."""

    def __init__(self) -> None:
        super().__init__()
        self._state: BenchState | None = None
        self._turned = False
        self._rows: tuple[RowId, ...] = ()
        self._cases: tuple[CaseId, ...] = ()
        self._heads: tuple[tuple[str, str], ...] = ()  # number and text of each row
        self._names: tuple[str, ...] = ()

    def show_session(self, state: BenchState) -> None:
        """Show the task in view anew."""
        self.beginResetModel()
        self._state, self._turned = state, state.place.turned
        self._rows = tuple(row.id for row in state.rows)
        self._heads = tuple((row.number, row.text.original) for row in state.rows)
        self._cases = tuple(seat.case_id for seat in state.workers)
        self._names = tuple(
            f"{seat.bib}  {state.file(seat.case_id).candidate.name}" for seat in state.workers
        )
        self.endResetModel()

    def cell_changed(self, cell: Cell) -> None:
        """Draw one cell again."""
        index = self.index_of(cell.case_id, cell.row_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def checks_changed(self) -> None:
        """Draw the line of identity again."""
        last = len(self._rows)
        for at in range(len(self._cases)):
            index = self._index(last, at)
            self.dataChanged.emit(index, index)

    def index_of(self, case_id: CaseId | None, row_id: RowId | None) -> QModelIndex:
        """Where a worker's row stands; not valid if it does not."""
        if case_id not in self._cases or row_id not in self._rows:
            return QModelIndex()
        return self._index(self._rows.index(row_id), self._cases.index(case_id))

    def at(self, index: Index) -> tuple[CaseId, RowId | None] | None:
        """The worker and row of a cell; no row on the line of identity."""
        if not index.isValid() or self._state is None:
            return None
        row, worker = self._of(index)
        return self._cases[worker], self._rows[row] if row < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        if parent is not None and parent.isValid():
            return 0
        return len(self._cases) if self._turned else len(self._rows) + 1

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        if parent is not None and parent.isValid():
            return 0
        return len(self._rows) + 1 if self._turned else len(self._cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index)
        if found is None or self._state is None or self._state.task is None:
            return None
        case_id, row_id = found
        if row_id is None:
            return self._identity(case_id, role)
        return _shown(self._state.marks.get(Cell(case_id, self._state.task.id, row_id)), role)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        of_workers = (orientation is Qt.Orientation.Vertical) is self._turned
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Vertical:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if of_workers:
            return self._names[section] if section < len(self._names) else None
        if section == len(self._heads):
            return self.tr("identity checked")
        number, text = self._heads[section]
        full = role == Qt.ItemDataRole.ToolTipRole or orientation is Qt.Orientation.Vertical
        return f"{number}  {text}" if full else number

    def _identity(self, case_id: CaseId, role: int) -> Any:
        checked = self._state is not None and self._state.identity_checked(case_id) is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("yes") if checked else self.tr("NO")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(look().colour("met" if checked else "not_met"))
        return None

    def _index(self, row: int, worker: int) -> QModelIndex:
        return self.index(worker, row) if self._turned else self.index(row, worker)

    def _of(self, index: Index) -> tuple[int, int]:
        pair = (index.row(), index.column())
        return (pair[1], pair[0]) if self._turned else pair


def _shown(mark: CellMark | None, role: int) -> Any:
    if role == MARK_ROLE:
        return mark.mark if mark else None
    if role == Qt.ItemDataRole.DisplayRole:
        return _words(mark) if mark else "–"
    if role == Qt.ItemDataRole.BackgroundRole and mark and mark.saving is Saving.FAILED:
        return QColor(look().colour("warning_soft"))
    if role == Qt.ItemDataRole.ToolTipRole and mark:
        return mark.note or None
    return None


def _words(mark: CellMark) -> str:
    word = words(mark.mark)
    said = word.upper() if mark.mark is Mark.NOT_MET else word
    if mark.prompted:
        said += " P"
    return said + {Saving.SAVED: "", Saving.PENDING: " …", Saving.FAILED: " !"}[mark.saving]
