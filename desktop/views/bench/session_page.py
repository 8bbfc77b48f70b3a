"""The session at the bench: one page that a hand, or a number pad, works all day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.assessment import Mark
from core.domain.sessions import CheckKind, SessionView
from core.domain.worker_answers import WorkerSubject
from core.ids import CaseId, RowId, SessionId
from desktop.presenters.bench_state import Cell
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn
from desktop.texts import Problem
from desktop.theme import look
from desktop.views.bench.edge import EdgeState
from desktop.views.bench.session_hands import SessionHands
from desktop.views.turn.turning import turned_page
from desktop.widgets.banner import Tone
from desktop.widgets.find_palette import Command
from desktop.widgets.saving import flush_all

_TICK_MS = 1000


class SessionPage(SessionHands):
    """Marks are shown at once and called saved when they are on the disk. Never locks itself."""

    finished = Signal()
    unlock_asked = Signal()
    paper_asked = Signal()

    def __init__(
        self, session: Session, session_id: SessionId, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, session_id, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("Session")
        self.session_id = session_id
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self.destroyed.connect(self.presenter.detach)
        self.presenter.attach(self)

    # -- for the window ---------------------------------------------------------------------------

    def set_locked(self, locked: bool) -> None:
        """Go on marking while everything else is locked; nothing but marking works then."""
        self.locked = locked
        self.head.set_locked(locked)
        if locked:
            self.setting_task = self.seating_late = False
        self.choose_part()
        self.setFocus()

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K finds here."""
        return (
            Command(self.tr("Set another task"), self.begin_task),
            Command(self.tr("A worker who came late"), self.begin_late),
            Command(self.tr("Checks of this worker again"), self.ask_checks_again),
            Command(self.tr("Video of this row, on or off"), self.media.toggle_video),
            Command(self.tr("Send from phone"), self.media.open_phone),
            Command(self.tr("Close the session"), self.ask_close),
            Command(self.tr("Sound for each mark, on or off"), self.turn_sound),
        )

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker in view about the rows of the task; before the first one, about the plan.

        The session goes on behind it: clock and recordings do not stop.
        """
        state = self.state
        if state is None or state.case_id is None or state.stop is not None:
            return None
        unit, row = state.unit, state.row
        if unit is not None and row is not None:
            turn = Turn(state.case_id, WorkerSubject.ROW, unit_id=unit.id, row_id=row.id)
        elif state.file(state.case_id).plan is not None:
            turn = Turn(state.case_id, WorkerSubject.PLAN)
        else:
            return None
        flush_all(self)
        return turned_page(self.session, turn, give_back)

    # -- what the presenter tells -----------------------------------------------------------------

    def show_session(self) -> None:
        """Show everything anew."""
        state = self.state
        if state is None:
            return
        self.setting_task = not state.tasks
        self.head.show_session(state)
        if self.setting_task:
            self.task_form.begin(state)
        self.group.show_session(state)
        self.show_place()
        self.show_clock()
        if not self.setting_task and state.stop is None:
            self.setFocus()

    def show_place(self) -> None:
        """Show the worker, task and row in view."""
        state = self.state
        if state is None:
            return
        if state.place.view is SessionView.ROWS or not self.open_checks(state):
            self.asking_checks = False
        self.asking_again = False
        self.question.hide()
        self.head.show_place(state)
        self.choose_part()
        if state.place.view is SessionView.GROUP:
            self.group.show_place(state)
        else:
            self.rows.show_place(state)
        self.checks.show_worker(state)
        self.show_photo(state)
        self.show_media(state)

    def show_cell(self, cell: Cell) -> None:
        """Show one cell as it is now."""
        state = self.state
        if state is None:
            return
        if state.place.view is SessionView.GROUP:
            self.group.show_cell(state, cell)
        elif cell == state.cell:
            self.rows.show_cell(state)

    def show_saved(self) -> None:
        """Show when something was last saved."""
        if self.state is not None:
            self.head.show_saved(self.state)

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong."""
        self.banner.problem(problem.sentence, problem.what_to_do)

    def show_clock(self) -> None:
        """Show the clock, and on the edge whether it runs."""
        state = self.state
        if state is None:
            return
        task, clocks = state.place.task_id, self.presenter.clocks
        running, shows = clocks.running(task), clocks.shows_ms(task)
        stopped, begun = state.stop is not None, shows > 0
        self.head.show_clock(shows, running=running, stopped=stopped, begun=begun)
        if stopped:
            self.set_edge(EdgeState.STOPPED)
        elif running:
            self.set_edge(EdgeState.RUNNING)
        else:
            self.set_edge(EdgeState.PAUSED if begun else EdgeState.IDLE)
        if stopped is not (self.parts.currentWidget() is self.stop_panel):
            self.choose_part()
        if stopped:
            self.stop_panel.show_stop(state)

    def show_checks(self) -> None:
        """Show what is open before the first mark."""
        state = self.state
        if state is None:
            return
        if not self.open_checks(state):
            self.asking_checks = False
        self.asking_again = False
        self.banner.clear()  # such as that there is no camera
        self.group.model.checks_changed()
        self.checks.show_worker(state)
        self.rows.show_place(state)
        self.show_photo(state)
        self.show_media(state)
        self.choose_part()

    def show_answers(self) -> None:
        """Show the questions of the row in view."""
        if self.state is not None:
            self.rows.show_answers(self.state)

    def ask_checks(self, case_id: CaseId) -> None:
        """Show the checks of a worker who was to be marked."""
        del case_id
        self.asking_checks = True
        self.choose_part()

    def say_clock_moved(self, minutes: int) -> None:
        """Say that somebody set the machine's clock."""
        self.banner.say(
            self.tr("The clock of this machine was set by {minutes} minutes.").format(
                minutes=f"{minutes:+d}"
            ),
            self.tr(
                "No mark is lost and their order stays; times from now on follow the new clock. "
                "Set it right before you go on, if you can."
            ),
            tone=Tone.WARNING,
        )

    def say_zone_changed(self) -> None:
        """Say that the time zone was changed."""
        self.banner.say(
            self.tr("The time zone of this machine was changed."),
            self.tr("Marks are kept in universal time; only what you read here is shifted."),
            tone=Tone.WARNING,
        )

    def marked(self) -> None:
        """Flash, and sound if that is on; what changed is drawn at once."""
        found = self.state.mark(self.state.cell) if self.state else None
        if found is not None:
            self.flash(found.mark)
        if self.beeps:
            QApplication.beep()
        QApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)

    def closed(self) -> None:
        """Leave: the session was closed."""
        self._timer.stop()
        self.media.finish()
        self.finished.emit()

    def ask_close(self) -> None:
        """Ask once more: a session that was closed is not opened again."""
        state = self.state
        if state is None or self.locked:
            return
        marked = {
            cell.case_id for cell, one in state.marks.items() if one.mark is not Mark.NOT_SEEN
        }
        none = [seat.case_id for seat in state.seats if seat.case_id not in marked]
        what = self.tr("What was marked stays. To go on with a worker, start another session.")
        if none:
            said = self.tr("Workers without a mark: {count} of {all}.")
            what = said.format(count=len(none), all=len(state.seats)) + " " + what
        self.banner.say(
            self.tr("A closed session is not opened again."),
            what,
            tone=Tone.WARNING,
            button=self.tr("Close the session"),
        )
        self.banner.button.setFocus()

    def escape(self) -> None:
        """Leave what is open; a question whether to close the session too."""
        if self.banner.isVisible() and self.banner.button.hasFocus():
            self.banner.clear()
        super().escape()

    # -- inside -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        head, presenter = self.head, self.presenter
        head.view_chosen.connect(presenter.show_view)
        head.task_chosen.connect(presenter.go_to_task)
        head.task_asked.connect(self.begin_task)
        head.late_asked.connect(self.begin_late)
        head.close_asked.connect(self.ask_close)
        self.banner.acted.connect(presenter.close)
        head.paper_asked.connect(self.paper_asked)
        head.retry_asked.connect(presenter.retry)
        head.unlock_asked.connect(self.unlock_asked)
        for part in (self.rows, self.group):
            part.marked.connect(self.mark)
        self.rows.noted.connect(presenter.note)
        self.rows.left_field.connect(self.setFocus)
        self.group.chosen.connect(self._on_cell)
        self.checks.answered.connect(self._on_checked)
        self.checks.problem.connect(self.show_problem)
        self.stop_panel.resumed.connect(presenter.time.resume)
        self.question.asked.connect(presenter.ask)
        self.question.closed.connect(self.escape)
        self.task_form.task_set.connect(presenter.set_task)
        self.task_form.closed.connect(self.escape)
        self.late_form.seated.connect(self._on_late)
        self.late_form.closed.connect(self.escape)
        look().changed.connect(self.show_hint)

    def _on_cell(self, case_id: CaseId, row_id: RowId | None) -> None:
        self.presenter.go_to(case_id, row_id)
        if row_id is None:
            self.ask_checks(case_id)

    def _on_late(self, case_id: CaseId) -> None:
        self.seating_late = False
        self.presenter.late.seat(case_id)

    def _on_checked(self, kind: CheckKind, answer: bool, photo: bytes) -> None:
        self.presenter.check(kind, answer, photo)

    def _on_tick(self) -> None:
        self.presenter.time.tick(QDateTime.currentDateTime().offsetFromUtc())
