"""The case page: who this is, where the case stands, who has it, what is missing, what happened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter, QWidget

from core.domain.case import Stage
from core.domain.missing import Missing
from core.domain.portfolio import Freeze
from core.ids import CaseId, RowId, UnitId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.next_step import Step
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Space, look
from desktop.views.case.case_footer import CaseFooter
from desktop.views.case.destination import OF_THE_PLAN, destination
from desktop.views.case.factories import StageFactories
from desktop.views.case.header import CaseHeader
from desktop.views.case.side_pane import SidePane
from desktop.views.case.stage_panels import StagePanels
from desktop.views.case.stage_words import stage_items
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.in_sight import focus_into
from desktop.widgets.layouts import Scrolled, column, label, row, scrolled
from desktop.widgets.place_keys import is_typing, place_key
from desktop.widgets.saving import flush_all
from desktop.widgets.shortcut_table import KeyGroup
from desktop.widgets.stage_bar import StageBar
from desktop.widgets.undo_bar import UndoBar

BESIDE_FROM = 960
"""Page width, at 100 %, from which the side pane stands beside the stage and not below it."""
SIDE_WIDTH = 380
LOWEST = 330
"""Height, at 100 %, below which the page scrolls instead of squeezing the stage."""
WITH_ALL_OF_THE_HEAD = 620
"""Height, at 100 %, below which a working surface gets some of the room of the head."""
WITH_SOME_OF_THE_HEAD = 460
"""Height, at 100 %, below which it gets all that is not needed to say whose case it is."""


class CasePage(QWidget):
    """One case with its six stages. Ctrl+1…6 stage, M what is missing, N note or call."""

    case_opened = Signal(object)  # CaseId of another case of the same person
    candidate_opened = Signal(object)  # CandidateId
    issue_asked = Signal(object)  # CaseId
    passport_opened = Signal(object)  # PassportId
    letter_asked = Signal(object, object)  # CaseId, DecisionId
    appeal_asked = Signal(object)  # CaseId
    appeal_opened = Signal(object)  # AppealId
    session_asked = Signal(object)  # CaseId
    plan_asked = Signal(object)  # CaseId

    def __init__(
        self,
        session: Session,
        case_id: CaseId,
        *,
        factories: StageFactories,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("Case")
        self.case_id = case_id
        self.work = CaseWork(self, session, case_id)
        self._stage: Stage | None = None
        self.banner, self.undo = Banner(), UndoBar()
        self.header = CaseHeader(self.work, session.desk.clock.now)
        self.bar = StageBar()
        self.side = SidePane(self.work)
        self.footer = CaseFooter(self.work, self.undo)
        self.panels = StagePanels(self.work, self.undo, factories)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the case again."""
        self.work.refresh()

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case as it is now; when its stage has changed, that stage."""
        self.title = f"{page.case.reference} {page.file.candidate.name}"
        self.header.show_case(page)
        self.bar.set_stages(stage_items(page))
        self.side.show_case(page)
        self.panels.show_case(page)
        self._show_read()
        self._watch_lists(self)
        if page.case.stage is not self._stage:
            first, self._stage = self._stage is None, page.case.stage
            self.show_stage(page.case.stage)
            if first:
                beside = self.body.orientation() is Qt.Orientation.Horizontal
                # Below the stage it would be scrolled to, and the head of the page out of sight.
                missing = self.side.missing.table if beside else self
                (self.panels.surface or missing).setFocus()
            elif QApplication.focusWidget() is None:  # it was on the stage that is done
                self._focus_stage()
        else:
            self._show_around()

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self._reading.hide()
        self.banner.problem(problem.sentence, problem.what_to_do)

    def show_stage(self, number: int) -> None:
        """Show the panel of a stage, 1 to 6."""
        if self.panels.stage is not None and number != self.panels.stage:
            flush_all(self)
            self.undo.clear()
        self.bar.set_current(number)
        self.panels.show_stage(Stage(number))
        self._watch_lists(self.panels)
        self._show_around()

    def go_to_grid(self, unit_id: UnitId, row_id: RowId | None = None) -> None:
        """Show the grid of a unit, where the case is being assessed that of the assessment."""
        assessing = self._stage is Stage.ASSESS_AND_VERIFY
        if assessing and self.panels.assess.slots_of_units is not None:
            self.show_stage(Stage.ASSESS_AND_VERIFY)
            self.panels.assess.go_to(unit_id, row_id)
        else:
            self.show_stage(Stage.MAP)
            self.panels.map.go_to(unit_id, row_id)
        self._show_around()

    def go_to_missing(self, missing: Missing) -> None:
        """Go to the place where something that is missing can be supplied."""
        if missing.code in OF_THE_PLAN and missing.person == self.work.session.sitting.staff.id:
            self.plan_asked.emit(self.case_id)
            return
        place = destination(missing)
        if place.unit_id is not None:
            self.go_to_grid(place.unit_id, place.row_id)
            return
        self.show_stage(place.stage)
        if place.part is not None:
            self.panels.assemble.show_part(place.part)
        if place.exhibit is not None:
            self.panels.assemble.binder.go_to(place.exhibit)

    def show_missing(self) -> None:
        """Go to the list of what is missing."""
        self.side.show()
        self.side.missing.table.setFocus()

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of this page."""
        keys = (
            (self.tr("Ctrl+1…6"), self.tr("Stage")),
            ("M", self.tr("List of what is missing, Enter goes there")),
            ("N", self.tr("Note or call")),
            ("Ctrl+Shift+P", self.tr("Assessment plan")),
            ("Ctrl+B", self.tr("Start a session, or go on with the open one")),
            (self.tr("Ctrl+Enter"), self.tr("Next step of the case")),
            (self.tr("Del"), self.tr("Take an exhibit out of the binder")),
        )
        of_surface = getattr(self.panels.surface, "key_groups", tuple)
        return [*of_surface(), KeyGroup(self.tr("Case"), keys)]

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker what the working surface in view has to ask."""
        turn = getattr(self.panels.surface, "worker_turn", None)
        turned: QWidget | None = turn(give_back) if turn else None
        return turned

    def panes(self) -> Sequence[QWidget]:
        """The panes that F6 goes through."""
        stage = self.panels.currentWidget() or self.panels
        found = (self.bar, stage, self.side.missing.table, self.side.history.table, self.footer)
        return [pane for pane in found if pane.isVisible()]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self._take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # Lists would take the letters for a search of their own.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            inside = isinstance(watched, QWidget) and watched.window() is self.window()
            if inside and self._take_key(event):
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = None if is_typing() else place_key(event)
        if key == "M":
            self.show_missing()
        elif key == "N":
            self.side.show()
            self.side.history.entry.open()
        return key in ("M", "N")

    def _lay_out(self) -> None:
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self.panels)
        self.body.addWidget(self.side)
        self.body.setStretchFactor(0, 1)
        self._stages = row(self.bar, gap=Space.S)
        self._stages.setStretchFactor(self.bar, 1)
        self._top = column(self.banner, self._stages, gap=Space.S)
        self._reading = label(self.tr("Reading the case …"), "muted")
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._around = column(self._reading, self.body, self.undo, gap=Space.S)
        whole = QWidget()
        layout = column(
            self.header,
            self._top,
            self._around,
            gap=Space.NONE,
        )
        layout.setStretchFactor(self._around, 1)
        whole.setLayout(layout)
        self.setLayout(column(scrolled(whole), self.footer, gap=Space.NONE))
        for part in (self.header, self.bar, self.body, self.footer):
            part.hide()  # until the case is read it has no stage, and nothing is said to be missing

    def _show_read(self) -> None:
        self._reading.hide()
        for part in (self.header, self.bar, self.body):
            part.show()

    def _connect(self) -> None:
        self.bar.chosen.connect(self._on_stage_chosen)
        self.header.case_asked.connect(self.case_opened)
        self.header.candidate_asked.connect(self._on_candidate_asked)
        self.header.missing_asked.connect(self.show_missing)
        self.side.missing.go_to.connect(self.go_to_missing)
        self.side.claimed.grid_asked.connect(self.go_to_grid)
        self.panels.changed.connect(self.refresh)
        self.panels.part_changed.connect(self._on_part_changed)
        self.panels.passport_asked.connect(self.passport_opened)
        self.panels.letter_asked.connect(lambda of: self.letter_asked.emit(self.case_id, of))
        self.panels.appeal_asked.connect(lambda: self.appeal_asked.emit(self.case_id))
        self.panels.appeal_opened.connect(self.appeal_opened)
        self.panels.session_asked.connect(lambda: self.session_asked.emit(self.case_id))
        self.panels.plan_asked.connect(lambda: self.plan_asked.emit(self.case_id))
        self.footer.step_asked.connect(self._on_step)
        self.destroyed.connect(self.work.stop)

    def _arrange(self) -> None:
        beside = self.width() >= look().px(BESIDE_FROM)
        turned = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.body.setOrientation(turned)
        # A surface scrolls by itself, above its foot: that one stays in sight at any size of text.
        surface = self.panels.surface is not None
        self.body.setMinimumHeight(look().px(LOWEST) if beside and not surface else 0)
        for pane in (self.panels, self.side):
            for area in pane.findChildren(Scrolled):
                area.set_whole(not beside and not surface and area.isVisibleTo(pane))
        self.header.set_compact(surface and self.height() < look().px(WITH_ALL_OF_THE_HEAD))
        self._set_tight(surface and self.height() < look().px(WITH_SOME_OF_THE_HEAD))
        self.side.setMinimumWidth(look().px(SIDE_WIDTH) if beside else 0)
        self.side.setMaximumWidth(look().px(SIDE_WIDTH) if beside else self.maximumWidth())

    def _set_tight(self, tight: bool) -> None:
        """The head in one line, and what leads to the bench beside the stages."""
        self.header.set_one_line(tight)
        beside = (Space.S if tight else Space.XL, Space.XS if tight else Space.S)
        self._top.setContentsMargins(beside[0], beside[1], beside[0], beside[1])
        if self.panels.stage is not Stage.ASSESS_AND_VERIFY:
            self.panels.take_bench(None)
        else:
            self.panels.take_bench(self._stages if tight else None)

    def _show_around(self) -> None:
        surface = self.panels.surface
        self._arrange()
        self.side.setVisible(not self.panels.wide)
        low = self.height() < look().px(WITH_SOME_OF_THE_HEAD)
        self.bar.set_compact(surface is not None or low)  # what is below needs the height
        footed = getattr(surface, "has_footer", False)
        beside = Space.S if surface is not None else Space.XL  # a surface has a margin of its own
        side, foot = (Space.NONE, Space.NONE) if footed else (beside, Space.S)
        self._around.setContentsMargins(side, Space.NONE, side, foot)
        if self.work.page is not None and self.panels.stage is not None:
            self.footer.show_case(self.work.page, self.panels.stage)
        self.footer.setVisible(not footed)

    def _watch_lists(self, part: QWidget) -> None:
        for view in part.findChildren(QAbstractItemView):
            view.removeEventFilter(self)
            view.installEventFilter(self)

    def _on_stage_chosen(self, number: int) -> None:
        self.show_stage(number)
        self._focus_stage()

    def _focus_stage(self) -> None:
        surface = self.panels.surface
        if surface is not None:
            surface.setFocus()
        elif not focus_into(self.panels.currentWidget() or self.panels):
            self.setFocus()  # where M and N still work

    def _on_part_changed(self) -> None:
        self.undo.clear()
        self._show_around()

    def _on_candidate_asked(self) -> None:
        if self.work.page is not None:
            self.candidate_opened.emit(self.work.page.file.candidate.id)

    def _on_step(self, step: Step) -> None:
        flush_all(self)
        if step is Step.ISSUE:
            self.issue_asked.emit(self.case_id)
        elif step is Step.SEE_PASSPORT and self.work.page is not None:
            self.passport_opened.emit(self.work.page.file.passports[-1].id)
        elif step in (Step.ASSESS, Step.VERIFY):
            self.show_stage(Stage.ASSESS_AND_VERIFY)
        else:
            self.work.hand_over(self._on_handed_over)

    def _on_handed_over(self, receipt: Freeze) -> None:
        sentence = self.tr("Handed over: {count} exhibits, digest {digest}.")
        self.banner.say(
            sentence.format(count=len(receipt.exhibits), digest=receipt.digest[:16]),
            self.tr("The receipt is kept at stage 4. What comes later is a supplement."),
            tone=Tone.DONE,
        )
