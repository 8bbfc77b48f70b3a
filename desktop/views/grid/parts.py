"""The parts of the grid's page and how they lie beside or below each other."""

from functools import cached_property
from typing import TypeVar

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
from desktop.views.grid.notice_bar import NoticeBar
from desktop.views.grid.returned_section import ReturnedSection
from desktop.views.grid.row_pane import RowPane
from desktop.views.grid.unmapped_bar import UnmappedBar
from desktop.views.grid.verification_panel import VerificationPanel
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner
from desktop.widgets.grid_table import GridTable
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.undo_bar import UndoBar

_Panel = TypeVar("_Panel", bound=QWidget)

SIDE_BY_SIDE_FROM = 760
"""Width at 100 %: in less the side pane moves below the grid."""
TALL_FROM = 600
"""Height at 100 %: in less the evidence has a tab of its own, not a part of the row's."""
_RETURN_HEIGHT = 180  # at 100 %, what a return says of a row
_GRID_HEIGHT, _SIDE_HEIGHT = 260, 400  # at 100 %, where they lie below each other


class GridParts(QWidget):
    """Grid at the left, the chosen row and its evidence at the right, main button at the foot."""

    arranged = Signal()  # beside each other, or now below each other

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.model, self.table = GridModel(self), GridTable(self.tr("Grid of the unit"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Escape out of a field comes to the grid
        self.setFocusProxy(self.table)
        self.beside, self._tall, self._reserved = True, False, 0
        self.table.show_model(self.model)
        self.head, self.unmapped = GridHead(), UnmappedBar()
        self.row_pane, self.evidence = RowPane(), EvidencePane(session)
        self.returned, self.notices = ReturnedSection(), NoticeBar()
        self.banner, self.undo, self.footer = Banner(), UndoBar(), ActionFooter("")
        self.tabs, self.row_tab, self.evidence_tab = QTabWidget(), QWidget(), QWidget()
        self.unit_tab: QScrollArea | None = None
        self._duty_panels: set[QWidget] = set()
        self._put_together()
        look().changed.connect(self._arrange)

    # Only what a duty needs is made, and its conclusion when it is first looked at.

    @cached_property
    def assessment(self) -> AssessmentPanel:
        """The assessor's part beside the grid."""
        return self._made(AssessmentPanel())

    @cached_property
    def agreement(self) -> AgreementPanel:
        """The verifier's part beside the grid."""
        return self._made(AgreementPanel())

    @cached_property
    def decision(self) -> DecisionPanel:
        """The assessor's conclusion about the unit."""
        return self._made(DecisionPanel())

    @cached_property
    def verification(self) -> VerificationPanel:
        """The verifier's conclusion about the decision."""
        return self._made(VerificationPanel())

    def connect_panel(self, panel: QWidget) -> None:
        """Say what follows from what is done in a panel that was made just now."""

    def _made(self, panel: _Panel) -> _Panel:
        self.connect_panel(panel)
        return panel

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through."""
        shown = (self.table, self.unmapped.list, self.row_pane.remark, self.footer.main)
        return tuple(one for one in shown if one.isVisibleTo(self))

    @property
    def on_unit(self) -> bool:
        """Whether the decision or the verification is in sight."""
        return self.unit_tab is not None and self.tabs.currentWidget() is self.unit_tab

    def show_row_tab(self) -> None:
        """Bring the row, with the fields of one's duty, into sight."""
        self.tabs.setCurrentWidget(self.row_tab)

    def show_evidence_tab(self) -> None:
        """Bring the evidence into sight: beside the row's fields, or in their place."""
        self.tabs.setCurrentWidget(self.row_tab if self._tall else self.evidence_tab)

    def fill_tabs(self, mode: GridMode) -> None:
        """Put in what belongs to a duty: the row for everybody, and the unit's decision."""
        self._put_duty(mode)
        if self.unit_tab is not None:
            self.tabs.removeTab(self.tabs.indexOf(self.unit_tab))
            self.unit_tab = None
        named = {
            GridMode.ASSESS: self.tr("Decision"),
            GridMode.VERIFY: self.tr("Verification"),
        }
        if mode in named:
            self.unit_tab = scrolled(QWidget())
            self.tabs.addTab(self.unit_tab, named[mode])
        self.footer.setVisible(self.unit_tab is not None)
        self._place_evidence()
        self._order_keys()

    def reserve_for_return(self, *, returned: bool) -> None:
        """Keep room for what a return says of each row: the evidence moves into its tab earlier."""
        wanted = _RETURN_HEIGHT if returned else 0
        if wanted != self._reserved:
            self._reserved = wanted
            self._arrange()

    def put_conclusion(self, panel: QWidget) -> None:
        """Put the decision or the verification into its tab, if it is not there yet."""
        if self.unit_tab is not None and self.unit_tab.widget() is not panel:
            self.unit_tab.setWidget(panel)

    def _put_duty(self, mode: GridMode) -> None:
        for panel in self._duty_panels:
            panel.setVisible(False)
        if mode is GridMode.ASSESS:
            self._duty_panels.add(self.assessment)
            self._duties.insertWidget(1, self.assessment)
        elif mode is GridMode.VERIFY:
            self._duty_panels.add(self.agreement)
            self._duties.insertWidget(1, self.agreement)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    # -- inside ---------------------------------------------------------------------------------

    # What is put into something that lies in the page already is styled once; what is put together
    # first is styled again each time that it is put into something else.

    def _put_together(self) -> None:
        inside = column(gap=Space.S, margin=(Space.L, Space.S, Space.L, Space.S))
        whole = column(inside, gap=0)
        self.setLayout(whole)
        self._area, self._split = scrolled(), QSplitter()
        for part in (self.head, self.banner, self.notices, self._area, self.undo):
            inside.addWidget(part)
        inside.setStretchFactor(self._area, 1)
        whole.addWidget(self.footer)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._split)
        self._grid_side, self._side = QWidget(), QWidget()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._grid_side)
        self._split.addWidget(self._side)
        self._split.setHandleWidth(Space.M)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([660, 400])
        self._fill_grid_side()
        self._fill_side()
        self._fill_row_tab()

    def _fill_grid_side(self) -> None:
        layout = column(self.table, self.unmapped, gap=Space.S)
        layout.setStretchFactor(self.table, 1)
        self._grid_side.setLayout(layout)

    def _fill_side(self) -> None:
        head = QWidget(self._side)
        head.setLayout(self.row_pane.head)
        layout = column(head, self.tabs, gap=Space.XS)
        layout.setStretchFactor(self.tabs, 1)
        self._side.setLayout(layout)
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has one of its own
        self.tabs.tabBar().setAccessibleName(self.tr("Row, evidence or unit"))
        self.tabs.hide()  # until there is a row to show
        self.tabs.addTab(self.row_tab, self.tr("Row"))
        self.tabs.addTab(self.evidence_tab, self.tr("Evidence"))
        self.evidence_tab.setLayout(column(margin=(Space.S, Space.S, 0, 0)))

    def _fill_row_tab(self) -> None:
        self._row_split, area, inner = QSplitter(Qt.Orientation.Vertical), scrolled(), QWidget()
        self.row_tab.setLayout(column(self._row_split, margin=(Space.S, Space.S, 0, 0)))
        self._row_split.setChildrenCollapsible(False)
        self._row_split.addWidget(area)
        area.setWidget(inner)
        self._duties = column(
            self.returned, self.row_pane, None, gap=Space.L, margin=(0, 0, Space.S, 0)
        )
        inner.setLayout(self._duties)

    def _place_evidence(self) -> None:
        if self._tall:
            self._row_split.addWidget(self.evidence)
            self._row_split.setSizes([500, 500])
        elif (layout := self.evidence_tab.layout()) is not None:
            layout.addWidget(self.evidence)
        at = self.tabs.indexOf(self.evidence_tab)
        if at >= 0:
            self.tabs.setTabVisible(at, not self._tall)
        several = not self._tall or self.unit_tab is not None
        self.tabs.tabBar().setVisible(several)

    def _order_keys(self) -> None:
        # What was put in just now would come after the foot.
        tab_through(
            self.head,
            self.banner,
            self.notices,
            self._grid_side,
            self._side,
            self.undo,
            self.footer,
        )

    def _arrange(self) -> None:
        beside = self.width() >= look().px(SIDE_BY_SIDE_FROM)
        tall = beside and self.height() >= look().px(TALL_FROM + self._reserved)
        heights = (0, 0) if beside else (look().px(_GRID_HEIGHT), look().px(_SIDE_HEIGHT))
        self._grid_side.setMinimumHeight(heights[0])
        self._side.setMinimumHeight(heights[1])
        if tall is not self._tall:
            self._tall = tall
            self._place_evidence()
            self._order_keys()
        if beside is not self.beside:
            self.beside = beside
            self._split.setOrientation(
                Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
            )
            self.arranged.emit()
