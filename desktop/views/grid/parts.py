"""The parts of the grid's page and how they lie beside or below each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QWidget

from core.domain.grid import GridRow
from desktop.models.grid_model import GridModel
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.theme import Space, look
from desktop.views.grid.duty_panels import DutyPanels
from desktop.views.grid.evidence_pane import EvidencePane
from desktop.views.grid.grid_head import GridHead
from desktop.views.grid.notice_bar import NoticeBar
from desktop.views.grid.pane_bar import PaneBar
from desktop.views.grid.returned_section import ReturnedSection
from desktop.views.grid.row_pane import RowPane
from desktop.views.grid.unmapped_bar import UnmappedBar
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner
from desktop.widgets.grid_table import GridTable
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.short_text import ShortText
from desktop.widgets.undo_bar import UndoBar

SIDE_BY_SIDE_FROM = 760
"""Width at 100 %: in less the grid and what lies beside it are in sight one after the other."""
TALL_FROM = 600
"""Height at 100 %: in less the evidence has a tab of its own, not a part of the row's."""
DENSE_BELOW = 420
"""Height at 100 %: in less each row has one line, so that enough of them are in sight."""
_RETURN_HEIGHT = 180  # at 100 %, what a return says of a row
_TEXT_LINES = 2  # of the row in hand, below a grid that has no room for them


class GridParts(DutyPanels):
    """Grid at the left, the chosen row and its evidence at the right, main button at the foot.

    In a narrow window one of them has all the room. Beside the row or the evidence then stays one
    line of the grid, the row in hand, so that the keyboard can go on to the next.
    """

    arranged = Signal()  # beside each other, or now one after the other

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._make_places()
        self.model = GridModel(self)
        self.table = GridTable(self.tr("Grid of the unit"), self._grid_side)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Escape out of a field comes to the grid
        self.setFocusProxy(self.table)
        self.beside, self._tall, self._reserved = True, False, 0
        self.table.show_model(self.model)
        self.unmapped, self.row_line = UnmappedBar(self._grid_side), ShortText(_TEXT_LINES, "meta")
        self.row_pane = RowPane(self.duty_place)
        self.evidence = EvidencePane(session, self._row_split)
        self.returned, self.notices = ReturnedSection(self.duty_place), NoticeBar()
        self.banner, self.undo, self.footer = Banner(), UndoBar(), ActionFooter("", parent=self)
        self.bar = PaneBar(self.tabs)
        self.head = GridHead(self.bar, self)
        self.unit_tab: QWidget | None = None
        self._duty_panels: set[QWidget] = set()
        self._put_together()
        look().changed.connect(self._arrange)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        # A notice that wraps would have what is around keep room for all the page would like to be
        # high, and the foot with the main button would be scrolled out of sight.
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through."""
        shown = (self.table, self.unmapped.pane, self.row_pane.remark, self.footer.main)
        return tuple(one for one in shown if one is not None and one.isVisibleTo(self))

    @property
    def on_unit(self) -> bool:
        """Whether the decision or the verification is in sight."""
        return self.unit_tab is not None and self.tabs.currentWidget() is self.unit_tab

    def show_parts(self) -> None:
        """Bring the grid and its head into sight, now that they are filled."""
        self.head.show()
        self._area.show()

    def show_row_tab(self) -> None:
        """Bring the row, with the fields of one's duty, into sight."""
        self.tabs.setCurrentWidget(self.row_tab)

    def show_evidence_tab(self) -> None:
        """Bring the evidence into sight: beside the row's fields, or in their place."""
        self.tabs.setCurrentWidget(self.row_tab if self._tall else self.evidence_tab)

    def settle(self) -> None:
        """Bring into sight where one moves about: the grid, and where there is room its row."""
        self.tabs.setCurrentWidget(self.row_tab if self.beside else self.grid_tab)

    def show_text(self, line: GridRow | None) -> None:
        """Show the words of the row in hand below the grid."""
        index = self.model.index(self.table.row, GridColumn.ROW)
        number = line.row.number if line else ""
        self.row_line.setText(f"{number}  {index.data() or ''}".strip())

    def show_pane(self) -> None:
        """Give the room to what is chosen: all of it, where it does not suffice for two."""
        grid, strip = self.tabs.currentWidget() is self.grid_tab, not self.beside
        strip = strip and not grid
        self._side.setVisible(not grid)
        self.table.set_strip(strip)
        self._grid_side.setMaximumHeight(self.table.maximumHeight())
        self.row_line.setVisible(not self.beside and not self.on_unit)
        self._row_head.setVisible(self.beside or self.footer.isHidden())
        self.bar.follow()
        if grid and self._side.isAncestorOf(QApplication.focusWidget() or self):
            self.table.setFocus()

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
            self.unit_tab = QWidget()
            self.unit_tab.setLayout(column())
            self.tabs.addTab(self.unit_tab, named[mode])
        self.footer.setVisible(self.unit_tab is not None)
        self._place_evidence()
        self.show_pane()
        self._order_keys()

    def reserve_for_return(self, *, returned: bool) -> None:
        """Keep room for what a return says of each row: the evidence moves into its tab earlier."""
        wanted = _RETURN_HEIGHT if returned else 0
        if wanted != self._reserved:
            self._reserved = wanted
            self._arrange()

    def put_conclusion(self, panel: QWidget) -> None:
        """Put the decision or the verification into its tab, if it is not there yet."""
        tab = self.unit_tab
        if tab is not None and not tab.isAncestorOf(panel) and (layout := tab.layout()) is not None:
            area = scrolled(panel)
            layout.addWidget(area)
            area.show()  # a layout shows it later only, and it takes the keyboard now

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

    # From the outside in: what is made in its place is styled once; what is put together first is
    # styled again, with all that is in it, each time that it is put into something else.

    def _make_places(self) -> None:
        self._area = scrolled()
        self._inside = column(self._area, gap=Space.S, margin=(Space.L, Space.S, Space.L, Space.S))
        self._inside.setStretchFactor(self._area, 1)
        self.setLayout(column(self._inside, gap=0))
        self._split = QSplitter(self._area)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._split)
        self._grid_side, self._side = QWidget(self._split), QWidget(self._split)
        self.tabs = QTabWidget(self._side)
        self.grid_tab, self.row_tab, self.evidence_tab = QWidget(), QWidget(), QWidget()
        for tab, words in (
            (self.grid_tab, self.tr("Grid")),
            (self.row_tab, self.tr("Row")),
            (self.evidence_tab, self.tr("Evidence")),
        ):
            self.tabs.addTab(tab, words)
        self._row_split = QSplitter(Qt.Orientation.Vertical, self.row_tab)
        self._row_area, self.duty_place = scrolled(), QWidget()
        self._row_split.addWidget(self._row_area)
        self._row_area.setWidget(self.duty_place)
        self._row_area.keep_width()

    def _put_together(self) -> None:
        for bar in (self.notices, self.banner, self.head):
            self._inside.insertWidget(0, bar)
        self._inside.addWidget(self.undo)
        if (whole := self.layout()) is not None:
            whole.addWidget(self.footer)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(Space.M)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([660, 400])
        self._fill_grid_side()
        self._fill_side()
        self._fill_row_tab()
        for part in (self.head, self._area, self.footer):
            part.hide()  # until there is something in them: laid out and drawn once, not twice

    def _fill_grid_side(self) -> None:
        self._below = column(self.table, self.unmapped, gap=Space.S)
        self._below.setStretchFactor(self.table, 1)
        self._grid_side.setLayout(self._below)
        self.footer.begin_with(self.row_line)
        self.row_line.hide()

    def _fill_side(self) -> None:
        self._row_head = QWidget(self._side)
        self._row_head.setLayout(self.row_pane.head)
        layout = column(self._row_head, self.tabs, gap=Space.XS)
        layout.setStretchFactor(self.tabs, 1)
        self._side.setLayout(layout)
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has one of its own
        self.tabs.tabBar().setAccessibleName(self.tr("Row, evidence or unit"))
        self.tabs.setTabVisible(0, False)
        self.tabs.setCurrentWidget(self.row_tab)  # where there is no room, `settle` goes back
        self.evidence_tab.setLayout(column(margin=(Space.S, Space.S, 0, 0)))

    def _fill_row_tab(self) -> None:
        self.row_tab.setLayout(column(self._row_split, margin=(Space.S, Space.S, 0, 0)))
        self._row_split.setChildrenCollapsible(False)
        self._row_split.setSizes([500, 500])
        self._duties = column(
            self.returned, self.row_pane, None, gap=Space.L, margin=(0, 0, Space.S, 0)
        )
        self.duty_place.setLayout(self._duties)

    def _place_evidence(self) -> None:
        place = self._row_split if self._tall else self.evidence_tab
        if self.evidence.parentWidget() is not place:
            if self._tall:
                self._row_split.addWidget(self.evidence)
                self._row_split.setSizes([500, 500])
            elif (layout := self.evidence_tab.layout()) is not None:
                layout.addWidget(self.evidence)
        at = self.tabs.indexOf(self.evidence_tab)
        if at >= 0:
            self.tabs.setTabVisible(at, not self._tall)
        several = not self._tall or self.unit_tab is not None
        self.tabs.tabBar().setVisible(several and self.beside)
        self.bar.follow()

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
        self.table.set_dense(self.height() < look().px(DENSE_BELOW))
        if tall is not self._tall:
            self._tall = tall
            if not self._area.isHidden():  # before it is filled nothing is in its place yet
                self._place_evidence()
                self._order_keys()
        if beside is not self.beside:
            self.beside = beside
            self._split.setOrientation(
                Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
            )
            self._change_room()
            self.arranged.emit()
        elif not beside:
            self.show_pane()  # a line of the grid is as high as the text is large

    def _change_room(self) -> None:
        """There is room for both panes now, or for one only."""
        self.tabs.setTabVisible(self.tabs.indexOf(self.grid_tab), not self.beside)
        if self.tabs.currentWidget() in (self.grid_tab, self.row_tab):
            self.settle()
        self.head.set_slim(not self.beside)
        self.model.set_narrow(not self.beside)
        # Where the grid is in sight alone its rows need the height more than these exhibits.
        before = self._duties.indexOf(self.row_pane)
        place, at = (self._below, -1) if self.beside else (self._duties, before)
        place.insertWidget(at, self.unmapped)
        self.evidence.set_slim(not self.beside)
        self.tabs.setMinimumHeight(0 if self.beside else 1)  # each pane scrolls by itself
        self._place_evidence()
        self.show_pane()
