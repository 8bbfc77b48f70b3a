"""The rows of a decided unit with their evidence in view; read only, or marked by 1, 2 and 3."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.ids import RowId
from desktop.models.rows import Column, RowsModel
from desktop.presenters.grid_state import GridState
from desktop.presenters.session import Session
from desktop.theme import Space, look
from desktop.views.grid.evidence_pane import EvidencePane
from desktop.widgets.data_table import DataTable
from desktop.widgets.layouts import column, label
from desktop.widgets.mark import mark_word
from desktop.widgets.place_keys import is_typing, mark_key
from desktop.widgets.split_view import SplitView

HIGH_PX = 360


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One row: what it rests on, and the mark beside it with its reason."""

    line: GridRow
    labels: tuple[str, ...]
    mark: Mark | None
    reason: str


class JudgedEvidence(QWidget):
    """Space looks at the next piece of evidence of the row."""

    marked = Signal(object, object)  # RowId, Mark; NOT_SEEN takes back
    row_moved = Signal(object)  # EvidenceLine

    def __init__(self, session: Session, mark_title: str, *, marking: bool = False) -> None:
        super().__init__()
        self.marking = marking
        self._state: GridState | None = None
        self.table = DataTable(self.tr("Rows and their evidence"))
        columns: list[Column[EvidenceLine]] = [
            Column(self.tr("Row"), lambda one: one.line.row.number),
            Column(self.tr("What is asked"), lambda one: one.line.row.text.original),
            Column(self.tr("Evidence"), lambda one: "  ".join(one.labels)),
            Column(
                mark_title,
                lambda one: mark_word(one.mark) if one.mark else "",
                mark=lambda one: one.mark,
                tip=lambda one: one.reason,
            ),
        ]
        self.model: RowsModel[EvidenceLine] = RowsModel(columns)
        self.table.set_model(self.model, stretch=1, widths={0: 50, 2: 90, 3: 110})
        self.evidence = EvidencePane(session)
        self._asked, self._reason = label("", "strong", wrap=True), label("", "muted", wrap=True)
        split = SplitView(self.tr("Rows and evidence"), self.table, self.evidence)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        layout = column(split, self._asked, self._reason, gap=Space.S)
        layout.setStretchFactor(split, 1)
        self.setLayout(layout)
        self.table.moved.connect(self._on_moved)
        self.table.installEventFilter(self)
        look().changed.connect(self._fit)
        self._fit()

    def show_rows(
        self,
        state: GridState,
        marks: Mapping[RowId, tuple[Mark, str]],
        labels: Mapping[RowId, tuple[str, ...]] | None = None,
    ) -> None:
        """Show the judged rows of a unit; `labels` are those of a signed decision, if there is."""
        self._state = state
        chosen = max(self.table.row, 0)
        lines = []
        for one in state.grid.judged:
            mark, reason = marks.get(one.row.id, (None, ""))
            rests = one.labels if labels is None else labels.get(one.row.id, ())
            lines.append(EvidenceLine(one, rests, mark, reason))
        self.model.set_rows(lines)
        self.table.go_to(min(chosen, len(lines) - 1))
        self._on_moved(self.table.row)

    @property
    def line(self) -> EvidenceLine | None:
        """The row where the keyboard is."""
        at = self.table.row
        return self.model.row(at) if 0 <= at < len(self.model.rows) else None

    def next_row(self) -> None:
        """Go on to the next row."""
        self.table.go_to(min(self.table.row + 1, len(self.model.rows) - 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        line = self.line
        if line is None or is_typing():
            return False
        if event.key() == Qt.Key.Key_Space:
            self.evidence.next_piece()
            return True
        key = mark_key(event) if self.marking else None
        if key is None:
            return False
        self.marked.emit(line.line.row.id, key.mark or Mark.NOT_SEEN)
        return True

    def _on_moved(self, place: int) -> None:
        line = self.line
        if self._state is not None and line is not None and place >= 0:
            self.evidence.show_line(self._state, line.line)
            self._asked.setText(f"{line.line.row.number}  {line.line.row.text.original}")
            self._reason.setText(line.reason)
            self._reason.setVisible(bool(line.reason))
            self.row_moved.emit(line)

    def _fit(self) -> None:
        self.setMinimumHeight(look().px(HIGH_PX))
