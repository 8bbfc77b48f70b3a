"""The panels of the six stages, one of which shows."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from core.domain.case import Stage
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.views.case.advise_panel import AdvisePanel
from desktop.views.case.assemble_panel import AssemblePanel
from desktop.views.case.assess_panel import AssessPanel
from desktop.views.case.factories import StageFactories
from desktop.views.case.fairness_card import FairnessCard
from desktop.views.case.finalise_panel import FinalisePanel
from desktop.views.case.recognise_panel import RecognisePanel
from desktop.views.case.unit_slots import UnitSlots, no_unit
from desktop.widgets.page_stack import PageStack
from desktop.widgets.undo_bar import UndoBar

Panel = AdvisePanel | AssemblePanel | UnitSlots | FinalisePanel | AssessPanel | RecognisePanel
AnyPanel = TypeVar("AnyPanel", bound=Panel)


class StagePanels(PageStack):
    """Each panel is made when it is first looked at: a case that opens at once matters more."""

    changed = Signal()  # on a working surface: the case is to be read again
    part_changed = Signal()
    passport_asked = Signal(object)  # PassportId
    session_asked = Signal()
    plan_asked = Signal()
    letter_asked = Signal(object)  # DecisionId
    appeal_asked = Signal()
    appeal_opened = Signal(object)  # AppealId

    def __init__(self, work: CaseWork, undo: UndoBar, factories: StageFactories) -> None:
        super().__init__()
        self._work, self._undo, self._factories = work, undo, factories
        self._made: list[Panel] = []
        self._surfaces_read: CaseOnPage | None = None
        self.stage: Stage | None = None

    @cached_property
    def advise(self) -> AdvisePanel:
        """Stage 1."""
        return self._add(AdvisePanel(self._work))

    @cached_property
    def assemble(self) -> AssemblePanel:
        """Stage 2."""
        made = AssemblePanel(self._work, self._undo)
        made.wide_changed.connect(self.part_changed)
        return self._add(made)

    @cached_property
    def map(self) -> UnitSlots:
        """Stage 3."""
        work, make = self._work, self._factories.grid
        made = UnitSlots(work.session, work.case_id, make, no_unit(self))
        made.changed.connect(self.changed)
        return self._add(made)

    @cached_property
    def finalise(self) -> FinalisePanel:
        """Stage 4."""
        return self._add(FinalisePanel(self._work))

    @cached_property
    def assess(self) -> AssessPanel:
        """Stage 5."""
        made = AssessPanel(self._work, self._factories)
        made.bench.session_asked.connect(self.session_asked)
        made.bench.plan_asked.connect(self.plan_asked)
        made.changed.connect(self.changed)
        self._connect(made.fairness)
        return self._add(made)

    @cached_property
    def recognise(self) -> RecognisePanel:
        """Stage 6."""
        made = RecognisePanel()
        made.passport_asked.connect(self.passport_asked)
        self._connect(made.fairness)
        return self._add(made)

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case in every panel that was made."""
        for panel in self._made:
            panel.show_case(page)

    def show_stage(self, stage: Stage) -> None:
        """Show the panel of a stage."""
        self.stage = stage
        self.setCurrentWidget(self._panel(stage))
        if stage is Stage.MAP:
            self.map.open()
        elif stage is Stage.ASSESS_AND_VERIFY:
            self.assess.open()
        self._read_surfaces_again()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        least, panel = super().minimumSizeHint(), self.currentWidget()
        layout: QLayout | None = panel.layout() if panel is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return least
        return least.expandedTo(QSize(0, layout.totalMinimumHeightForWidth(self.width())))

    @property
    def surface(self) -> QWidget | None:
        """The working surface of a unit that shows now, or None."""
        if self.stage is Stage.MAP:
            return self.map.current
        return self.assess.surface if self.stage is Stage.ASSESS_AND_VERIFY else None

    @property
    def wide(self) -> bool:
        """Whether what shows wants the whole width."""
        binder = self.stage is Stage.ASSEMBLE and self.assemble.wide
        return binder or self.surface is not None

    def take_bench(self, place: QBoxLayout | None) -> None:
        """Put what leads to the bench into a place above; None: back above the grid."""
        if "assess" in self.__dict__:  # else it was not made yet
            self.assess.take_bench(place)

    def _read_surfaces_again(self) -> None:
        # What was done on other stages shows in the grids once they are looked at.
        if self.surface is None or self._surfaces_read is self._work.page:
            return
        self._surfaces_read = self._work.page
        slots = self.map if self.stage is Stage.MAP else self.assess.slots_of_units
        if slots is not None:
            slots.refresh()

    def _connect(self, card: FairnessCard) -> None:
        card.letter_asked.connect(self.letter_asked)
        card.appeal_asked.connect(self.appeal_asked)
        card.appeal_opened.connect(self.appeal_opened)

    def _add(self, panel: AnyPanel) -> AnyPanel:
        self.addWidget(panel)
        self._made.append(panel)
        if self._work.page is not None:
            panel.show_case(self._work.page)
        return panel

    def _panel(self, stage: Stage) -> QWidget:
        panels: dict[Stage, Callable[[], QWidget]] = {
            Stage.ADVISE: lambda: self.advise,
            Stage.ASSEMBLE: lambda: self.assemble,
            Stage.MAP: lambda: self.map,
            Stage.FINALISE: lambda: self.finalise,
            Stage.ASSESS_AND_VERIFY: lambda: self.assess,
            Stage.RECOGNISE: lambda: self.recognise,
        }
        return panels[stage]()
