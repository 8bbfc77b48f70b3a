"""The grid: the one working surface of advisor, assessor and verifier."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.portfolio import EvidenceLink
from core.domain.verifying import VerificationOutcome
from core.domain.worker_answers import WorkerSubject
from core.ids import BankQuestionId, CaseId, ExhibitId, RowId, TaskId, UnitId
from desktop.presenters.grid import GridPresenter
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.joint_award import award_of_decision
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn
from desktop.texts import Problem
from desktop.views.grid.agreement_panel import AgreementPanel
from desktop.views.grid.assessment_panel import AssessmentPanel
from desktop.views.grid.decision_panel import DecisionPanel
from desktop.views.grid.key_table import grid_keys
from desktop.views.grid.keys import take_key
from desktop.views.grid.verification_panel import VerificationPanel
from desktop.views.grid.verifying import VerifyingGrid
from desktop.views.turn.turning import turned_page
from desktop.widgets.banner import Tone
from desktop.widgets.saving import flush_all
from desktop.widgets.shortcut_table import KeyGroup

COMPARE_AFTER_MS: Final = 1500
"""How long nothing must be marked before it is read what other desks wrote meanwhile."""

_MAPPING = (GridMode.MAP, GridMode.ASSESS)


class GridPage(VerifyingGrid):
    """One unit of one case. What changes from duty to duty is which columns accept keys."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        case_id: CaseId,
        unit_id: UnitId,
        mode: GridMode | None = None,
        parent: QWidget | None = None,
        *,
        blind: bool = False,
    ) -> None:
        """Make it; without a `mode` the person's part in the case says whose work it serves.

        With `blind` the assessment's marks and names are hidden until this person's own.
        """
        presenter = GridPresenter(session, case_id, unit_id, mode, blind=blind)
        super().__init__(session, presenter, mode, parent)
        self._turning = session
        self.title = self.tr("Grid")
        self.has_footer = mode is not GridMode.MAP  # mapping leads on by the case page's own
        self._connect_grid()
        self._make_shortcuts()
        self._comparing = QTimer(self, singleShot=True, interval=COMPARE_AFTER_MS)
        self._comparing.timeout.connect(self._presenter.compare)
        self.destroyed.connect(self._presenter.detach)
        self._presenter.attach(self)

    # -- for the window ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the case again; row and column stay."""
        flush_all(self)
        self._presenter.reread()

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker about the rows, from the one in view on."""
        state, row = self._state, self.row_id()
        if state is None or not state.turns:
            return None
        flush_all(self)

        def back() -> None:
            give_back()
            self.refresh()

        case_id = state.file.case.id
        turn = Turn(case_id, WorkerSubject.ROW, unit_id=state.unit_id, row_id=row)
        return turned_page(self._turning, turn, back)

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of the grid."""
        return grid_keys()

    # -- what the presenter tells -----------------------------------------------------------------

    def show_grid(self, state: GridState) -> None:
        """Show the case as it is now; the keyboard stays where it is."""
        first = self._state is None or state.mode is not self.mode
        row, self._state, self.mode = self.row_id(), state, state.mode
        if first:
            self.fill_tabs(state.mode)
            aids = state.mode is not GridMode.ASSESS or state.worker_answered
            self.head.aids.setChecked(aids)
        self.title = state.unit.code
        self.head.show_state(state)
        self.notices.show_state(state)
        with self.filling():
            self._show_rows(state, row, first=first)
        self.show_unit()
        self.show_row()
        self.show_parts()
        self._show_main()
        self.go_to_wanted()

    def show_problem(self, problem: Problem, typed: str = "") -> None:
        """Say what went wrong, with what was typed and not kept, and show again what is kept."""
        lost = self.tr("Not kept, so that you can write it again: “{text}”").format(text=typed)
        advice = (problem.what_to_do, lost if typed else "")
        self.banner.problem(problem.sentence, "\n".join(one for one in advice if one))
        self.show_row()

    def linked(self, link: EvidenceLink) -> None:
        """Offer the way back."""
        said = self.tr("Exhibit {exhibit} linked to row {row}.")
        self.undo.offer(self._named(said, link), lambda: self._presenter.undo_link(link))

    def unlinked(self, link: EvidenceLink) -> None:
        """Offer the way back."""
        said = self.tr("Exhibit {exhibit} unlinked from row {row}.")
        self.undo.offer(self._named(said, link), lambda: self._presenter.undo_unlink(link))

    def signed(self) -> None:
        """Say what follows from a signature."""
        answer = self._state.verification if self._state else None
        if answer is None:
            said = self.tr("Signed. The decision waits for the verifier.")
        elif answer.outcome is VerificationOutcome.RETURNED:
            said = self.tr("Returned. The assessor sees your reasons.")
        else:
            said = self.tr("Countersigned.")
            waiting = award_of_decision(self._state).waiting if self._state else ()
            if waiting:
                said = self.tr("Countersigned. The award waits for {units}.")
                said = said.format(units=", ".join(waiting))
        following = self.tr("PgDn goes to the next case.") if self.in_queue else ""
        self.banner.say(said, following, tone=Tone.DONE)
        self.settle()
        self.table.setFocus()

    def written(self) -> None:
        """Tell the case page that its own parts are old now."""
        self.changed.emit()

    def compare_soon(self) -> None:
        """Read what other desks wrote as soon as nothing was marked for a moment."""
        self._comparing.start()

    # -- what keys do -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not take_key(self, event, in_grid=False):
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Link what was typed; else go on with what this column is for."""
        row, typed = self.row_id(), self.typed
        if row is None:
            return
        if typed:
            self.type_exhibit("")
            self._presenter.link_number(row, typed)
        elif self.mode is GridMode.VERIFY or self.judging:
            self.go_to_next_line()
        elif self.mode is GridMode.ASSESS:
            bench = self.assessment
            steps = {
                GridColumn.TASKS: bench.task.open_form,
                GridColumn.QUESTIONS: bench.ask.begin,
            }
            step = steps.get(self.current_column(), self.look)
            self.show_row_tab()
            step()
        else:
            self.look()

    @property
    def judging(self) -> bool:
        """Whether the keyboard is in the assessor's own column: one key a row, Enter goes on."""
        return self.mode is GridMode.ASSESS and self.current_column() is GridColumn.ASSESSOR

    def give_reason(self) -> None:
        """Write why the row is judged so."""
        self.show_row_tab()
        self.assessment.judging.reason.setFocus()

    def look(self) -> None:
        """Look at the next piece of the row."""
        self.show_evidence_tab()
        self.evidence.next_piece()

    def unlink(self) -> None:
        """Take the exhibit that is in sight out of the row, else the row's last."""
        line = self.line()
        if line is None or not line.portfolio or self.mode not in _MAPPING:
            return
        seen = [cell for cell in line.portfolio if cell.label == self.evidence.shown]
        self._presenter.unlink((seen or list(line.portfolio))[-1].link)

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""
        self.assessment.task.turn_prompted()

    def mark(self, mark: Mark | None) -> None:
        """Mark the row in the column of the keyboard's place."""
        verifies = self.mode is GridMode.VERIFY
        asks = mark is Mark.NOT_MET or (verifies and mark is Mark.NOT_SEEN)
        chooses = self.beside and mark is not Mark.MET
        if asks or chooses or self.current_column() is GridColumn.TASKS:
            self.show_row_tab()  # where it is asked why, or in which task
        if verifies:
            self.agreement.mark(mark)
        else:
            self.assessment.mark(self.current_column(), mark)

    # -- inside -----------------------------------------------------------------------------------

    def _show_rows(self, state: GridState, row: RowId | None, *, first: bool) -> None:
        self.model.show_grid(state.grid, state.thin, state.notes, state.redraw)
        self.reserve_for_return(returned=bool(state.notes.pointed))
        if first:
            self.fold_unchanged()
        self.unmapped.show_state(state, maps=state.mode in _MAPPING)
        self.show_columns()
        self.keep_place(row, first=first)

    def _connect_grid(self) -> None:
        self.table.take_key = lambda event: take_key(self, event, in_grid=True)
        self.table.opened.connect(lambda _: self.enter())
        self.table.dropped.connect(self._on_dropped)
        self.unmapped.chosen.connect(self._on_chosen)
        self.unmapped.looked.connect(self._on_look_at_exhibit)
        self.row_pane.remarked.connect(self._presenter.remark)
        self.tabs.currentChanged.connect(lambda _: self._on_tab())
        self.footer.triggered.connect(self._on_main)

    def connect_panel(self, panel: QWidget) -> None:
        """Tell the presenter what is done in a panel."""
        presenter = self._presenter
        if isinstance(panel, AssessmentPanel):
            self.row_pane.asking.connect(panel.ask.begin)
            panel.judging.judged.connect(presenter.judge)
            panel.judging.advised.connect(presenter.advise_row)
            for field in (panel.judging.reason, panel.judging.advice):
                field.returnPressed.connect(self.back_to_grid)
            panel.task.task_set.connect(self._on_task_set)
            panel.task.observed.connect(self._on_observed)
            panel.task.note.returnPressed.connect(self.back_to_grid)
            panel.ask.asked.connect(self._on_asked)
        elif isinstance(panel, AgreementPanel):
            panel.answered.connect(presenter.answer)
            panel.marked_blind.connect(presenter.mark_blind)
            panel.remark.returnPressed.connect(self.back_to_grid)
        elif isinstance(panel, DecisionPanel):
            panel.answered.connect(presenter.judge_quality)
            panel.advised.connect(presenter.advise_row)
            panel.changed.connect(self._show_main)
        elif isinstance(panel, VerificationPanel):
            panel.changed.connect(self._show_main)
            panel.returning.connect(presenter.send_back)

    def _make_shortcuts(self) -> None:
        for keys, step in (
            ("F2", self._on_remark),
            ("F3", lambda: self.go_to_gap(1)),
            ("Shift+F3", lambda: self.go_to_gap(-1)),
            ("Ctrl+R", self.give_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(step)

    def _named(self, said: str, link: EvidenceLink) -> str:
        if self._state is None:
            return ""
        exhibit = str(self._state.file.exhibit(link.exhibit_id).number)
        number = self._state.grid.row(link.row_id).row.number
        page = f".{link.page}" if link.page else ""
        return said.format(exhibit=exhibit + page, row=number or self.tr("of the unit as a whole"))

    def _on_tab(self) -> None:
        self.show_pane()
        self.show_unit()
        self._show_main()

    def _show_main(self) -> None:
        verifies = self.mode is GridMode.VERIFY
        if not self.on_unit:
            to_verify = self.tr("To the verification")
            self.footer.set_main(to_verify if verifies else self.tr("To the decision"))
            return
        panel = self.verification if verifies else self.decision
        reasons = panel.reasons()
        words = self.tr("Countersign") if verifies else self.tr("Sign the decision")
        self.footer.set_main(words, reasons, "" if reasons else panel.sentence.text())

    def _on_main(self) -> None:
        # The first press shows the sentence that is signed; only the second one signs.
        if not self.on_unit and self.unit_tab is not None:
            flush_all(self)
            self.tabs.setCurrentWidget(self.unit_tab)
            verifies = self.mode is GridMode.VERIFY
            answers = self.verification.principles if verifies else self.decision.qualities
            answers.focus_first_open()
        elif self.mode is GridMode.VERIFY:
            self._presenter.countersign(self.verification.confirmed)
        elif (conclusion := self.decision.conclusion()) is not None:
            flush_all(self)  # what is signed holds the advice as it was typed
            self._presenter.decide(conclusion, self.decision.together.chosen)

    def _on_remark(self) -> None:
        self.show_row_tab()
        verifies = self.mode is GridMode.VERIFY
        (self.agreement if verifies else self.row_pane).remark.setFocus()

    def _on_dropped(self, at: int, exhibit: ExhibitId) -> None:
        line = self.model.line(at)
        if line is not None:
            self._presenter.link_exhibit(line.row.id, exhibit)

    def _on_chosen(self, exhibit: ExhibitId) -> None:
        row = self.row_id()
        if row is not None:
            self._presenter.link_exhibit(row, exhibit)

    def _on_look_at_exhibit(self, exhibit: ExhibitId) -> None:
        if self._state is not None:
            self.show_evidence_tab()
            self.evidence.show_exhibit(self._state, self._state.file.exhibit(exhibit))

    def _on_observed(self, row: RowId, task: TaskId, mark: Mark, prompted: bool, note: str) -> None:
        self._presenter.observe(row, task, mark, prompted=prompted, note=note)

    def _on_asked(
        self, row: RowId, question: str, answer: str, mark: Mark, bank: BankQuestionId | None
    ) -> None:
        self._presenter.ask(row, question, answer, mark, bank)
        self.back_to_grid()

    def _on_task_set(self, title: str, place: str, equipment: str) -> None:
        self._presenter.set_task(title, place, equipment)
        self.back_to_grid()
