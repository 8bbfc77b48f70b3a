"""The session at the bench: one page that a hand, or a number pad, works all day."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.domain.assessment import Mark
from core.domain.sessions import CheckKind, SessionView, standing_checks
from core.ids import CaseId, RowId, SessionId
from desktop.presenters.bench import BenchPresenter
from desktop.presenters.bench_state import BenchState, Cell
from desktop.presenters.session import Session
from desktop.texts import Problem, problem_text
from desktop.theme import Space, look
from desktop.views.bench.checks_panel import ChecksPanel
from desktop.views.bench.edge import EDGE_PX, Edge, EdgeState
from desktop.views.bench.group_view import GroupView
from desktop.views.bench.keys import BenchKeys
from desktop.views.bench.media_bar import MediaBar
from desktop.views.bench.question_panel import QuestionPanel
from desktop.views.bench.row_view import RowView
from desktop.views.bench.session_head import LARGE_TEXT, SessionHead
from desktop.views.bench.stop_panel import StopPanel
from desktop.views.bench.task_form import TaskForm
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column, label
from desktop.widgets.place_keys import is_typing
from desktop.widgets.shortcut_table import KeyGroup

_TICK_MS = 1000


class SessionPage(Edge):
    """Marks are shown at once and called saved when they are on the disk. Never locks itself."""

    finished = Signal()
    unlock_asked = Signal()
    paper_asked = Signal()

    def __init__(
        self, session: Session, session_id: SessionId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("Session")
        self.session_id = session_id
        self.locked = False
        self.beeps = False
        self._session = session
        self._photo_of: CaseId | None = None
        self._asking_checks = self._setting_task = False
        self.presenter = BenchPresenter(session, session_id)
        self.keys = BenchKeys(self, self)
        self._make_parts()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self.destroyed.connect(self.presenter.detach)
        self.presenter.attach(self)

    @property
    def state(self) -> BenchState | None:
        """The session as it stands; None until it was read."""
        return self.presenter.state

    # -- for the window ---------------------------------------------------------------------------

    def set_locked(self, locked: bool) -> None:
        """Go on marking while everything else is locked; nothing but marking works then."""
        self.locked = locked
        self.head.set_locked(locked)
        if locked:
            self._setting_task = False
        self._choose_part()
        self.setFocus()

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K finds here."""
        return (
            Command(self.tr("Set another task"), self.begin_task),
            Command(self.tr("Video of this row, on or off"), self.media.toggle_video),
            Command(self.tr("Send from phone"), self.media.open_phone),
            Command(self.tr("Close the session"), self.presenter.close),
            Command(self.tr("Sound for each mark, on or off"), self.turn_sound),
        )

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of a session."""
        hand = (
            ("1 2 3 0", self.tr("met, not met, not seen, clear")),
            ("Q  A", self.tr("row up, row down")),
            ("W", self.tr("note")),
            ("E  R", self.tr("photo, voice note on or off")),
            ("P  F", self.tr("prompted, what-if question")),
            (self.tr("Space"), self.tr("clock")),
            (self.tr("Tab"), self.tr("next worker")),
            ("G  T", self.tr("group or row by row; turn the group's table")),
            (self.tr("hold Esc"), self.tr("stop for safety")),
        )
        pad = (
            ("1 2 3 0", self.tr("met, not met, not seen, clear")),
            ("+  -", self.tr("row down, row up")),
            ("*  /  .", self.tr("voice note, photo, clock")),
            ("4  5", self.tr("prompted, what-if question")),
            (self.tr("Enter"), self.tr("next worker")),
            (self.tr("hold -"), self.tr("stop for safety")),
        )
        return (KeyGroup(self.tr("Session, left hand"), hand), KeyGroup(self.tr("Number pad"), pad))

    # -- what the presenter tells -----------------------------------------------------------------

    def show_session(self) -> None:
        """Show everything anew."""
        state = self.state
        if state is None:
            return
        self._setting_task = not state.tasks
        self.head.show_session(state)
        if self._setting_task:
            self.task_form.begin(state)
        self.group.show_session(state)
        self.show_place()
        self.show_clock()
        if not self._setting_task:
            self.setFocus()

    def show_place(self) -> None:
        """Show the worker, task and row in view."""
        state = self.state
        if state is None:
            return
        if state.place.view is SessionView.ROWS or not self._open_checks(state):
            self._asking_checks = False
        self.question.hide()
        self.head.show_place(state)
        self._choose_part()
        if state.place.view is SessionView.GROUP:
            self.group.show_place(state)
        else:
            self.rows.show_place(state)
        self.checks.show_worker(state)
        self._show_photo(state)
        self._show_media(state)

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
            self._choose_part()
            if stopped:
                self.stop_panel.begin()
            else:
                self.setFocus()
        if stopped:
            self.stop_panel.show_stop(state)

    def show_checks(self) -> None:
        """Show what is open before the first mark."""
        state = self.state
        if state is None:
            return
        if not self._open_checks(state):
            self._asking_checks = False
        self.group.model.checks_changed()
        self.checks.show_worker(state)
        self.rows.show_place(state)
        self._show_photo(state)
        self._show_media(state)
        self._choose_part()

    def show_answers(self) -> None:
        """Show the questions of the row in view."""
        if self.state is not None:
            self.rows.show_answers(self.state)

    def ask_checks(self, case_id: CaseId) -> None:
        """Show the checks of a worker who was to be marked."""
        del case_id
        self._asking_checks = True
        self._choose_part()

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
        """Flash, and sound if that is on."""
        found = self.state.mark(self.state.cell) if self.state else None
        if found is not None:
            self.flash(found.mark)
        if self.beeps:
            QApplication.beep()

    def closed(self) -> None:
        """Leave: the session was closed."""
        self._timer.stop()
        self.media.finish()
        self.finished.emit()

    # -- what keys do -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        typing = is_typing() and event.key() != Qt.Key.Key_Escape
        if typing or not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name
        # Tab is "next worker" here, but not while somebody types.
        return super().focusNextPrevChild(following) if is_typing() else False

    def mark(self, mark: Mark | None) -> None:
        """Mark the cell in view, or answer the check or question that is open."""
        if self._at(self.question):
            self.question.mark(mark)
        elif self._at(self.checks):
            if mark in (Mark.MET, Mark.NOT_MET):
                self.checks.answer(mark is Mark.MET)
        elif self._at(self.rows) or self._at(self.group):
            self.presenter.mark(mark)

    def step_row(self, step: int) -> None:
        """Go to another row, or another check."""
        if self._at(self.checks):
            self.checks.step(step)
        else:
            self.presenter.step_row(step)

    def step_worker(self, step: int) -> None:
        """Go to another worker."""
        self.presenter.step_worker(step)

    def move_arrow(self, key: Qt.Key) -> bool:
        """Go where an arrow points, as the table lies."""
        turned = self.state is not None and self.state.place.turned and self._at(self.group)
        down, across = (Qt.Key.Key_Up, Qt.Key.Key_Down), (Qt.Key.Key_Left, Qt.Key.Key_Right)
        rows, workers = (across, down) if turned else (down, across)
        if key in rows:
            self.step_row(1 if key == rows[1] else -1)
        elif key in workers:
            self.step_worker(1 if key == workers[1] else -1)
        else:
            return False
        return True

    def begin_note(self) -> None:
        """Type a note to the row, or the answer to a question."""
        if self._at(self.question):
            self.question.answer.setFocus()
        elif self._at(self.rows):
            self.rows.edit_note()
        elif self._at(self.group):
            self.presenter.show_view(SessionView.ROWS)
            self.rows.edit_note()

    def take_photo(self) -> None:
        """Take a photo of the row; before the first mark, of the worker."""
        if self._at(self.checks):
            self.checks.take_photo()
        elif self._in_rows():
            self.media.take_photo()

    def turn_voice(self) -> None:
        """Begin or end a voice note."""
        if self.media.is_recording or self._in_rows():
            self.media.toggle_voice()

    def turn_clock(self) -> None:
        """Start or pause the clock of the task."""
        self.presenter.turn_clock()

    def turn_table(self) -> None:
        """Turn the group's table."""
        if self._at(self.group):
            self.presenter.turn_table()

    def turn_view(self) -> None:
        """Go from one worker's rows to the group, or back."""
        if self.state is not None:
            group = self.state.place.view is SessionView.GROUP
            self.presenter.show_view(SessionView.ROWS if group else SessionView.GROUP)

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""
        if self._at(self.rows) or self._at(self.group):
            self.presenter.turn_prompted()

    def begin_question(self) -> None:
        """Ask a what-if question about the row in view."""
        marking = self._at(self.rows) or self._at(self.group)
        if marking and self.state is not None and self.question.begin(self.state):
            self.parts.setCurrentWidget(self.question)

    def begin_task(self) -> None:
        """Ask for another task."""
        if self.state is not None and not self.locked:
            self._setting_task = True
            self._choose_part()
            self.task_form.begin(self.state)

    def turn_sound(self) -> None:
        """Sound for each mark, or not."""
        self.beeps = not self.beeps

    def escape(self) -> None:
        """Leave a field, a question, or the checks."""
        self._asking_checks = False
        self._setting_task = self.state is not None and not self.state.tasks
        self._choose_part()
        self.setFocus()

    def stop(self) -> None:
        """Stop for safety."""
        self.presenter.stop()

    # -- inside -----------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.head, self.banner = SessionHead(), Banner()
        self.rows, self.group = RowView(), GroupView()
        self.checks, self.stop_panel = ChecksPanel(), StopPanel()
        self.media = MediaBar(self._session)
        self.rows.place_media(self.media)
        self.question, self.task_form = QuestionPanel(), TaskForm()
        self.reading = label(self.tr("Reading the session…"), "h2")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.parts = QStackedWidget()
        for part in (
            self.reading, self.rows, self.group, self.checks,
            self.stop_panel, self.question, self.task_form,
        ):  # fmt: skip
            self.parts.addWidget(part)
        self.hint = label(self._hint(), "meta")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(self.head, self.banner, self.parts, self.hint, gap=Space.XS, margin=EDGE_PX)
        layout.setStretchFactor(self.parts, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        head, presenter = self.head, self.presenter
        head.view_chosen.connect(presenter.show_view)
        head.task_chosen.connect(presenter.go_to_task)
        head.task_asked.connect(self.begin_task)
        head.close_asked.connect(presenter.close)
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
        self.stop_panel.resumed.connect(presenter.resume)
        self.question.asked.connect(presenter.ask)
        self.question.closed.connect(self.escape)
        self.task_form.task_set.connect(presenter.set_task)
        self.task_form.closed.connect(self.escape)
        self.keys.holding.connect(self._on_holding)
        look().changed.connect(self._show_hint)

    def _choose_part(self) -> None:
        state = self.state
        if state is None:
            return
        if state.stop is not None:
            part: QWidget = self.stop_panel
        elif self._setting_task:
            part = self.task_form
        elif state.place.view is SessionView.GROUP:
            part = self.checks if self._asking_checks and self._open_checks(state) else self.group
        else:
            part = self.checks if self._open_checks(state) else self.rows
        if self.parts.currentWidget() is not part:
            self.parts.setCurrentWidget(part)
            if part is self.group:
                self.group.show_session(state)
            elif part is self.rows:
                self.rows.show_place(state)

    def _open_checks(self, state: BenchState) -> bool:
        return state.case_id is not None and bool(state.missing_checks(state.case_id))

    def _in_rows(self) -> bool:
        """Whether one worker's rows are in view; from the group it goes there first."""
        if self._at(self.group):
            self.presenter.show_view(SessionView.ROWS)
        return self._at(self.rows)

    def _at(self, part: QWidget) -> bool:
        return self.parts.currentWidget() is part

    def _on_cell(self, case_id: CaseId, row_id: RowId | None) -> None:
        self.presenter.go_to(case_id, row_id)
        if row_id is None:
            self.ask_checks(case_id)

    def _on_checked(self, kind: CheckKind, answer: bool, photo: bytes) -> None:
        self.presenter.check(kind, answer, photo)

    def _on_tick(self) -> None:
        self.presenter.tick(QDateTime.currentDateTime().offsetFromUtc())

    def _show_hint(self) -> None:
        self.hint.setText(self._hint())

    def _on_holding(self, holding: bool) -> None:
        stopping = self.tr("KEEP HOLDING TO STOP FOR SAFETY")
        self.hint.setText(stopping if holding else self._hint())

    def _hint(self) -> str:
        if look().text_scale >= LARGE_TEXT:
            return self.tr("Ctrl+/ shows the keys      hold Esc: STOP FOR SAFETY")
        return self.tr(
            "Q up  A down  W note  E photo  R voice  P prompted  F question  Space clock  "
            "Tab next worker      hold Esc: STOP FOR SAFETY"
        )

    def _show_media(self, state: BenchState) -> None:
        """What is recorded from now on belongs to the row in view."""
        if state.case_id is None or state.task is None or state.row is None:
            self.media.show_nothing()
            return
        self.media.show_row(
            state.session.id,
            state.case_id,
            state.task.unit_id,
            state.row.id,
            state.own_task,
            bib=state.running.seat(state.case_id).bib,
            row=state.row.number,
        )

    def _show_photo(self, state: BenchState) -> None:
        """Show the photo taken in this session, else the one in the worker's record."""
        case_id = state.case_id
        if case_id is None or self._photo_of == case_id:
            return
        self._photo_of = case_id
        taken = standing_checks(case_id, state.checks).get(CheckKind.PHOTO_NOW)
        worker = state.file(case_id).candidate
        sha256 = taken.sha256 if taken and taken.sha256 else worker.photo_sha256
        if not sha256:
            self.rows.show_photo(b"", worker.name)
            return
        files = self._session.desk.files
        self._session.tasks.run(
            lambda _: files.get(sha256),
            done=lambda photo: self._on_photo(case_id, photo, worker.name),
            failed=lambda error: self.show_problem(problem_text(error)),
        )

    def _on_photo(self, case_id: CaseId, photo: bytes, name: str) -> None:
        if self._photo_of == case_id:
            self.rows.show_photo(photo, name)
