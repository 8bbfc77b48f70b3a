"""One working surface for each claimed unit, made when it is first looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from core.domain.standards import Unit
from core.ids import CaseId, RowId, UnitId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.session import Session
from desktop.theme import Icon, Space
from desktop.views.case.factories import MakeForUnit
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column


class UnitSlots(QWidget):
    """Shows the surface of one unit at a time; a bar above chooses where there are several."""

    changed = Signal()

    def __init__(
        self, session: Session, case_id: CaseId, make: MakeForUnit, empty: EmptyPage
    ) -> None:
        super().__init__()
        self._session, self._case_id, self._make = session, case_id, make
        self._units: tuple[Unit, ...] = ()
        self._made: dict[UnitId, QWidget] = {}
        self.empty = empty
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(self.tr("Units claimed"))
        self.bar.currentChanged.connect(self._on_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self.setLayout(column(self.bar, self._stack, gap=Space.S))
        self.bar.hide()

    @property
    def current(self) -> QWidget | None:
        """The surface that is shown, or None while there is no unit."""
        shown = self._stack.currentWidget()
        return None if shown is self.empty else shown

    def show_case(self, page: CaseOnPage) -> None:
        """Offer the units that are claimed."""
        self.show_units(page.file.units)

    def show_units(self, units: Sequence[Unit]) -> None:
        """Offer these units; the one that is shown stays if it is among them."""
        if tuple(one.id for one in units) == tuple(one.id for one in self._units):
            return
        chosen = self._units[self.bar.currentIndex()].id if self._units else None
        self._units = tuple(units)
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for unit in units:
            self.bar.addTab(f"{unit.code} {unit.title.original}")
        ids = [one.id for one in units]
        self.bar.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.bar.blockSignals(False)
        self.bar.setVisible(len(units) > 1)
        if not units:
            self._stack.setCurrentWidget(self.empty)
        elif self.isVisible():
            self.open()

    def open(self) -> None:
        """Make and show the surface of the unit that is chosen."""
        if 0 <= self.bar.currentIndex() < len(self._units):
            self._stack.setCurrentWidget(self._surface(self._units[self.bar.currentIndex()].id))

    def go_to(self, unit_id: UnitId, row_id: RowId | None) -> None:
        """Show a unit, and in it a row."""
        ids = [one.id for one in self._units]
        if unit_id not in ids:
            return
        self.bar.setCurrentIndex(ids.index(unit_id))
        self.open()
        surface = self._surface(unit_id)
        go_to_row = getattr(surface, "go_to_row", None)
        if row_id is not None and go_to_row is not None:
            go_to_row(row_id)
        surface.setFocus()

    def refresh(self) -> None:
        """Have every surface that was made read its case again."""
        for surface in self._made.values():
            refresh = getattr(surface, "refresh", None)
            if refresh is not None:
                refresh()

    def _on_chosen(self) -> None:
        made = set(self._made)
        self.open()
        shown = self._units[self.bar.currentIndex()].id if self._units else None
        refresh = getattr(self.current, "refresh", None)
        if shown in made and refresh is not None:  # it may have been signed with another unit
            refresh()

    def _surface(self, unit_id: UnitId) -> QWidget:
        if unit_id not in self._made:
            surface = self._make(self._session, self._case_id, unit_id)
            changed = getattr(surface, "changed", None)
            if changed is not None:
                changed.connect(self.changed)
            self._stack.addWidget(surface)
            self._made[unit_id] = surface
        return self._made[unit_id]


def no_unit(parent: QWidget) -> EmptyPage:
    """What stands in the place of a grid while no unit is claimed."""
    return EmptyPage(
        Icon.GRID,
        parent.tr("No unit is claimed, so there is nothing to map."),
        parent.tr("Claim a unit at stage 2, or go on: a portfolio alone is a good result too."),
    )
