"""The grid: the one working surface of advisor, assessor and verifier."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.grid import GridRow
from core.domain.portfolio import EvidenceLink
from core.domain.standards import BankQuestion
from core.ids import BankQuestionId, CaseId, ExhibitId, RowId, UnitId
from desktop.presenters.grid import GridPresenter
from desktop.presenters.grid_cells import GridColumn, GridFilter
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.session import Session
from desktop.texts import Problem
from desktop.views.grid.keys import take_key
from desktop.views.grid.parts import GridParts
from desktop.widgets.banner import Tone
from desktop.widgets.saving import flush_all
from desktop.widgets.shortcut_table import KeyGroup

_ALWAYS = {
    *(GridColumn.NUMBER, GridColumn.ROW),
    *(GridColumn.PORTFOLIO, GridColumn.TASKS, GridColumn.QUESTIONS),
}
_OWN = {
    GridMode.ASSESS: {GridColumn.ASSESSOR},
    GridMode.VERIFY: {GridColumn.ASSESSOR, GridColumn.OPENED, GridColumn.VERIFIER},
}
_HOME = {GridMode.ASSESS: GridColumn.ASSESSOR, GridMode.VERIFY: GridColumn.VERIFIER}


class GridPage(GridParts):
    """One unit of one case. What changes from duty to duty is which columns accept keys."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        case_id: CaseId,
        unit_id: UnitId,
        mode: GridMode | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; without a `mode` the person's part in the case says whose work it serves."""
        super().__init__(session, parent)
        self.title = self.tr("Grid")
        self.mode, self.typed = mode or GridMode.READ, ""
        self.has_footer = mode is not GridMode.MAP  # mapping leads on by the case page's own
        self._state: GridState | None = None
        self._wanted: RowId | None = None
        self._opened: dict[RowId, frozenset[str]] = {}
        self._presenter = GridPresenter(session, case_id, unit_id, mode)
        self._connect()
        self._make_shortcuts()
        self._presenter.attach(self)

    # -- for the case page ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the case again; row and column stay."""
        flush_all(self)
        self._presenter.reread()

    def go_to_row(self, row_id: RowId) -> None:
        """Go to a row, as soon as the case was read."""
        self._wanted = row_id
        if self._state is not None:
            self._go_to_wanted()

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of the grid."""
        keys = [
            (self.tr("3 Enter, 3.2 Enter"), self.tr("link exhibit 3, or its page 2")),
            (self.tr("Space"), self.tr("look at the next piece of evidence")),
            (self.tr("Del"), self.tr("unlink; Ctrl+Z brings it back")),
            (self.tr("F2"), self.tr("remark to the row")),
            (self.tr("F3, Shift+F3"), self.tr("next gap, gap before")),
            (self.tr("G"), self.tr("show gaps only")),
            (self.tr("1 2 3 0"), self.tr("met or agree, not met, not seen or want more, clear")),
            (self.tr("P"), self.tr("prompted, in the column of tasks")),
            (self.tr("Enter"), self.tr("ask a question, set a task; next row when verifying")),
            (self.tr("Ctrl+R"), self.tr("return the decision with reasons")),
        ]
        return (KeyGroup(self.tr("Grid"), tuple(keys)),)

    # -- what the presenter tells -----------------------------------------------------------------

    def show_grid(self, state: GridState) -> None:
        """Show the case as it is now; the keyboard stays where it is."""
        first = self._state is None or state.mode is not self.mode
        row, self._state, self.mode = self._row_id(), state, state.mode
        if first:
            self.fill_tabs(state.mode)
        self.title = state.unit.code
        self.head.show_state(state)
        currency = state.framework.currency_months
        self.model.show_grid(state.grid, on=state.today, currency_months=currency)
        self.unmapped.show_state(state, maps=state.mode in (GridMode.MAP, GridMode.ASSESS))
        self._show_columns()
        self._keep_place(row, first=first)
        self.decision.show_state(state)
        self.verification.show_state(state)
        self._show_row()
        self._show_main()
        if self._wanted is not None:
            self._go_to_wanted()

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong, and show again what is kept."""
        self.banner.problem(problem.sentence, problem.what_to_do)
        self._show_row()

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
        verified = self._state is not None and self._state.verification is not None
        said = self.tr("Done. The assessor and the advisor see it in the case.")
        if not verified:
            said = self.tr("Signed. The decision waits for the verifier.")
        self.banner.say(said, tone=Tone.DONE)
        self.tabs.setCurrentIndex(0)
        self.table.setFocus()

    def written(self) -> None:
        """Tell the case page that its own parts are old now."""
        self.changed.emit()

    # -- what keys do -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not take_key(self, event):
            super().keyPressEvent(event)

    def current_column(self) -> GridColumn:
        """The column of the keyboard's place."""
        return GridColumn(max(self.table.currentIndex().column(), 0))

    def type_exhibit(self, typed: str) -> None:
        """Show what is typed into the row's portfolio."""
        self.typed = typed[:12]
        self.model.set_typed(self._row_id(), self.typed)

    def enter(self) -> None:
        """Link what was typed; else go on with what this column is for."""
        row = self._row_id()
        if row is None:
            return
        typed, column = self.typed, self.current_column()
        if typed:
            self.type_exhibit("")
            self._presenter.link_number(row, typed)
        elif self.mode is GridMode.VERIFY:
            self.table.go_to_cell(self._next_line(), self.table.currentIndex().column())
        elif self.mode is GridMode.ASSESS and column is GridColumn.TASKS:
            self.assessment.task.open_form()
        elif self.mode is GridMode.ASSESS and column is GridColumn.QUESTIONS:
            self.assessment.ask.begin()
        elif self.mode is GridMode.ASSESS and column is GridColumn.ASSESSOR:
            self.assessment.judging.reason.setFocus()
        else:
            self.evidence.next_piece()

    def look(self) -> None:
        """Look at the next piece of the row."""
        self.tabs.setCurrentIndex(0)
        self.evidence.next_piece()

    def unlink(self) -> None:
        """Take the exhibit that is in sight out of the row, else the row's last."""
        line = self._line()
        if line is None or not line.portfolio or self.mode not in (GridMode.MAP, GridMode.ASSESS):
            return
        seen = [cell for cell in line.portfolio if cell.label == self.evidence.shown]
        self._presenter.unlink((seen or list(line.portfolio))[-1].link)

    def turn_gaps(self) -> None:
        """Show the gaps only, or everything again."""
        gaps = self.model.filter is GridFilter.GAPS
        self._filter(GridFilter.ALL if gaps else GridFilter.GAPS)

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""
        self.assessment.task.turn_prompted()

    def mark(self, mark: Mark | None) -> None:
        """Mark the row in the column of the keyboard's place."""
        if self.mode is GridMode.VERIFY:
            self.agreement.mark(mark)
        else:
            self.assessment.mark(self.current_column(), mark)

    def back_to_grid(self) -> None:
        """Give the keyboard to the grid."""
        self.table.setFocus()

    # -- inside -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.table.take_key = lambda event: take_key(self, event)
        self.table.cell_moved.connect(self._on_moved)
        self.table.opened.connect(lambda _: self.enter())
        self.table.dropped.connect(self._on_dropped)
        self.head.filtered.connect(self._filter)
        self.head.aids_turned.connect(self._show_columns)
        self.unmapped.chosen.connect(self._on_chosen)
        self.unmapped.looked.connect(self._on_look_at_exhibit)
        self.row_pane.remarked.connect(self._presenter.remark)
        self.row_pane.asking.connect(self._on_asking)
        self.evidence.looked.connect(self._on_looked)
        bench = self.assessment
        bench.judging.judged.connect(self._presenter.judge)
        bench.task.task_set.connect(self._on_task_set)
        bench.task.observed.connect(
            lambda row, task, mark, prompted, note: self._presenter.observe(
                row, task, mark, prompted=prompted, note=note
            )
        )
        bench.ask.asked.connect(self._on_asked)
        for field in (bench.judging.reason, bench.task.note, self.agreement.remark):
            field.returnPressed.connect(self.table.setFocus)
        self.agreement.agreed.connect(self._presenter.agree)
        self.decision.answered.connect(self._presenter.judge_quality)
        self.decision.changed.connect(self._show_main)
        self.verification.changed.connect(self._show_main)
        self.verification.returning.connect(self._presenter.send_back)
        self.tabs.currentChanged.connect(lambda _: self._show_main())
        self.footer.triggered.connect(self._on_main)

    def _make_shortcuts(self) -> None:
        for keys, step in (
            ("F2", self._on_remark),
            ("F3", lambda: self._go_to_gap(1)),
            ("Shift+F3", lambda: self._go_to_gap(-1)),
            ("Ctrl+R", self._on_return),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(step)

    def _line(self) -> GridRow | None:
        return self.model.line(self.table.row)

    def _row_id(self) -> RowId | None:
        line = self._line()
        return line.row.id if line else None

    def _next_line(self) -> int:
        at = self.table.row + 1
        while (line := self.model.line(at)) is not None and not line.row.takes_evidence:
            at += 1
        return at

    def _named(self, said: str, link: EvidenceLink) -> str:
        if self._state is None:
            return ""
        exhibit = str(self._state.file.exhibit(link.exhibit_id).number)
        number = self._state.grid.row(link.row_id).row.number
        page = f".{link.page}" if link.page else ""
        return said.format(exhibit=exhibit + page, row=number or self.tr("of the unit as a whole"))

    def _keep_place(self, row: RowId | None, *, first: bool) -> None:
        home = _HOME.get(self.mode, GridColumn.PORTFOLIO)
        column = home if first else self.current_column()
        at = self.model.row_of(row) if row is not None else -1
        if first or self.table.row != at or at < 0:
            self.table.go_to_cell(at if at >= 0 else self._first_line(), column)

    def _first_line(self) -> int:
        rows = range(self.model.rowCount())
        lines = (at for at in rows if (one := self.model.line(at)) and one.row.takes_evidence)
        return next(lines, -1)

    def _show_columns(self) -> None:
        shown = _ALWAYS | _OWN.get(self.mode, set())
        if self._state is not None and self._state.decision is not None:
            shown = shown | {GridColumn.ASSESSOR}
        if self.head.aids.isChecked() and self.mode is not GridMode.VERIFY:
            shown = shown | {GridColumn.NEWEST}
        self.head.aids.setVisible(self.mode is not GridMode.VERIFY)
        self.table.set_columns(shown)

    def _show_row(self) -> None:
        if self._state is None:
            return
        line = self._line()
        self.row_pane.show_line(self._state, line)
        self.evidence.show_line(self._state, line)
        if self.mode is GridMode.ASSESS:
            self.assessment.show_line(self._state, line)
        elif self.mode is GridMode.VERIFY:
            self.agreement.show_line(self._state, line)

    def _show_main(self) -> None:
        on_row = self.tabs.currentIndex() == 0
        if self.mode is GridMode.ASSESS:
            words = self.tr("To the decision") if on_row else self.tr("Sign the decision")
            self.footer.set_main(words, () if on_row else self.decision.reasons())
        elif self.mode is GridMode.VERIFY:
            words = self.tr("To the verification") if on_row else self.tr("Countersign")
            self.footer.set_main(words, () if on_row else self.verification.reasons())

    def _on_main(self) -> None:
        # The first press shows the sentence that is signed; only the second one signs.
        if self.tabs.currentIndex() == 0:
            flush_all(self)
            self.tabs.setCurrentIndex(1)
            answers = self.decision.qualities
            if self.mode is GridMode.VERIFY:
                answers = self.verification.principles
            answers.focus_first_open()
        elif self.mode is GridMode.VERIFY:
            self._presenter.countersign(self.verification.confirmed)
        elif (conclusion := self.decision.conclusion()) is not None:
            self._presenter.decide(conclusion)

    def _on_return(self) -> None:
        if self.mode is GridMode.VERIFY:
            self.tabs.setCurrentIndex(1)
            self.verification.give_back()

    def _on_moved(self, row: int, column: int) -> None:
        del row, column
        if self.typed:
            self.type_exhibit("")
        self._show_row()

    def _on_remark(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.row_pane.remark.setFocus()

    def _on_looked(self, row: RowId, label: str) -> None:
        self._opened[row] = self._opened.get(row, frozenset()) | {label}
        self.model.set_opened(self._opened)

    def _on_dropped(self, at: int, exhibit: ExhibitId) -> None:
        line = self.model.line(at)
        if line is not None:
            self._presenter.link_exhibit(line.row.id, exhibit)

    def _on_chosen(self, exhibit: ExhibitId) -> None:
        row = self._row_id()
        if row is not None:
            self._presenter.link_exhibit(row, exhibit)

    def _on_look_at_exhibit(self, exhibit: ExhibitId) -> None:
        if self._state is not None:
            self.tabs.setCurrentIndex(0)
            self.evidence.show_exhibit(self._state, self._state.file.exhibit(exhibit))

    def _on_asking(self, question: BankQuestion) -> None:
        self.assessment.ask.begin(question)

    def _on_asked(
        self, row: RowId, question: str, answer: str, mark: Mark, bank: BankQuestionId | None
    ) -> None:
        self._presenter.ask(row, question, answer, mark, bank)
        self.table.setFocus()

    def _on_task_set(self, title: str, place: str, equipment: str) -> None:
        self._presenter.set_task(title, place, equipment)
        self.table.setFocus()

    def _filter(self, kind: GridFilter) -> None:
        row, column = self._row_id(), self.current_column()
        self.head.show_filter(kind)
        self.model.set_filter(kind)
        at = self.model.row_of(row) if row is not None else -1
        self.table.go_to_cell(at if at >= 0 else self._first_line(), column)
        self._show_row()

    def _go_to_gap(self, step: int) -> None:
        if self._state is None or not self._state.grid.gaps:
            self.banner.say(self.tr("There is no gap in this unit."), tone=Tone.DONE)
            return
        if self.model.filter is GridFilter.THIN:
            self._filter(GridFilter.ALL)
        self.tabs.setCurrentIndex(0)
        at = self.model.gap_from(max(self.table.row, 0), step)
        self.table.go_to_cell(at, self.current_column())
        self.table.setFocus()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.model.row_of(wanted) < 0:
            self._filter(GridFilter.ALL)
        self.tabs.setCurrentIndex(0)
        self.table.go_to_cell(self.model.row_of(wanted), self.current_column())
        self.table.setFocus()
