"""The parts of the grid's page and how they lie beside or below each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabWidget, QWidget

from desktop.models.grid_model import GridModel
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.theme import Space, look
from desktop.views.grid.agreement_panel import AgreementPanel
from desktop.views.grid.assessment_panel import AssessmentPanel
from desktop.views.grid.decision_panel import DecisionPanel
from desktop.views.grid.evidence_pane import EvidencePane
from desktop.views.grid.grid_head import GridHead
from desktop.views.grid.row_pane import RowPane
from desktop.views.grid.unmapped_bar import UnmappedBar
from desktop.views.grid.verification_panel import VerificationPanel
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner
from desktop.widgets.grid_table import GridTable
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.undo_bar import UndoBar

SIDE_BY_SIDE_FROM = 760
"""Width at 100 %: in less the side pane moves below the grid."""
_GRID_HEIGHT, _SIDE_HEIGHT = 300, 420  # at 100 %, where they lie below each other


class GridParts(QWidget):
    """Grid at the left, the chosen row and its evidence at the right, main button at the foot."""

    arranged = Signal()  # beside each other, or now below each other

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.model, self.table = GridModel(self), GridTable(self.tr("Grid of the unit"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Escape out of a field comes to the grid
        self.setFocusProxy(self.table)
        self.table.show_model(self.model)
        self.head, self.unmapped = GridHead(), UnmappedBar()
        self.row_pane, self.evidence = RowPane(), EvidencePane(session)
        self.assessment, self.agreement = AssessmentPanel(), AgreementPanel()
        self.decision, self.verification = DecisionPanel(), VerificationPanel()
        self.banner, self.undo, self.footer = Banner(), UndoBar(), ActionFooter("")
        self._grid_side = self._make_grid_side()
        self._row_side = self._make_row_side()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has one of its own
        self.tabs.tabBar().setAccessibleName(self.tr("Row or unit"))
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._grid_side)
        self._split.addWidget(self.tabs)
        self._split.setHandleWidth(Space.M)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([660, 400])
        self.beside = True
        self._area: QScrollArea = scrolled(self._split)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = column(
            self.head,
            self.banner,
            self._area,
            self.undo,
            gap=Space.S,
            margin=(Space.L, Space.S, Space.L, Space.S),
        )
        inside.setStretchFactor(self._area, 1)
        self.setLayout(column(inside, self.footer, gap=0))
        look().changed.connect(self._arrange)

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through."""
        shown = (self.table, self.unmapped.list, self.row_pane.remark, self.footer.main)
        return tuple(one for one in shown if one.isVisibleTo(self))

    def fill_tabs(self, mode: GridMode) -> None:
        """Put in what belongs to a duty: the row for everybody, and the unit's decision."""
        self.assessment.setVisible(mode is GridMode.ASSESS)
        self.agreement.setVisible(mode is GridMode.VERIFY)
        self.tabs.clear()
        self.tabs.addTab(self._row_side, self.tr("Row"))
        if mode is GridMode.ASSESS:
            self.tabs.addTab(self._of_unit(self.decision), self.tr("Decision"))
        elif mode is GridMode.VERIFY:
            self.tabs.addTab(self._of_unit(self.verification), self.tr("Verification"))
        self.tabs.tabBar().setVisible(self.tabs.count() > 1)
        self.footer.setVisible(self.tabs.count() > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    # -- inside ---------------------------------------------------------------------------------

    def _make_grid_side(self) -> QWidget:
        side = QWidget()
        layout = column(self.table, self.unmapped, gap=Space.S)
        layout.setStretchFactor(self.table, 1)
        side.setLayout(layout)
        return side

    def _make_row_side(self) -> QWidget:
        inner = QWidget()
        duties = (self.assessment, self.agreement)
        inner.setLayout(
            column(*duties, self.row_pane, None, gap=Space.L, margin=(0, 0, Space.S, 0))
        )
        head = QWidget()
        head.setLayout(self.row_pane.head)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(scrolled(inner))
        split.addWidget(self.evidence)
        split.setSizes([500, 500])
        side = QWidget()
        layout = column(head, split, gap=Space.S, margin=(Space.S, Space.S, 0, 0))
        layout.setStretchFactor(split, 1)
        side.setLayout(layout)
        return side

    def _of_unit(self, panel: QWidget) -> QScrollArea:
        area = scrolled(panel)
        area.setObjectName("unit")
        return area

    def _arrange(self) -> None:
        self.beside = beside = self.width() >= look().px(SIDE_BY_SIDE_FROM)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        heights = (0, 0) if beside else (look().px(_GRID_HEIGHT), look().px(_SIDE_HEIGHT))
        self._grid_side.setMinimumHeight(heights[0])
        self.tabs.setMinimumHeight(heights[1])
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self.arranged.emit()
