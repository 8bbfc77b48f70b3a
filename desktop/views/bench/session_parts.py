"""The parts of a session's page, one of which is in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.sessions import CheckKind, SessionView, standing_checks
from core.ids import CaseId, SessionId
from desktop.presenters.bench import BenchPresenter
from desktop.presenters.bench_state import BenchState
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import LARGE_TEXT, Space, look
from desktop.views.bench.checks_panel import ChecksPanel
from desktop.views.bench.edge import EDGE_PX, Edge
from desktop.views.bench.group_view import GroupView
from desktop.views.bench.late_form import LateForm
from desktop.views.bench.media_bar import MediaBar
from desktop.views.bench.question_panel import QuestionPanel
from desktop.views.bench.row_view import RowView
from desktop.views.bench.session_head import SessionHead
from desktop.views.bench.stop_panel import StopPanel
from desktop.views.bench.task_form import TaskForm
from desktop.widgets.banner import Banner
from desktop.widgets.layouts import column, label
from desktop.widgets.page_stack import PageStack


class SessionParts(Edge):
    """Head, marks, checks, stop, question and task; which of them shows follows from the state."""

    def __init__(self, session: Session, session_id: SessionId, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.locked = False
        self.asking_checks = self.setting_task = self.seating_late = False
        self.asking_again = False  # one check, though all were answered
        self._photo_of: tuple[CaseId, str] | None = None
        self.presenter = BenchPresenter(session, session_id)
        self.make_parts()

    @property
    def state(self) -> BenchState | None:
        """The session as it stands; None until it was read."""
        return self.presenter.state

    def make_parts(self) -> None:
        """Make every part and lay them out."""
        self.head, self.banner = SessionHead(), Banner()
        self.rows, self.group = RowView(), GroupView()
        self.checks, self.stop_panel = ChecksPanel(), StopPanel()
        self.media = MediaBar(self.session)
        self.rows.place_media(self.media)
        self.question, self.task_form = QuestionPanel(), TaskForm()
        self.late_form = LateForm()
        self.reading = label(self.tr("Reading the session…"), "h2")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.parts = PageStack()
        for part in (
            self.reading, self.rows, self.group, self.checks,
            self.stop_panel, self.question, self.task_form, self.late_form,
        ):  # fmt: skip
            self.parts.addWidget(part)
        self.hint = label(self._hint(), "meta")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(self.head, self.banner, self.parts, self.hint, gap=Space.XS, margin=EDGE_PX)
        layout.setStretchFactor(self.parts, 1)
        self.setLayout(layout)

    def choose_part(self) -> None:
        """Show the part that the state asks for."""
        state = self.state
        if state is None:
            return
        part = self._part_for(state)
        if self.parts.currentWidget() is not part:
            stop_ended = self.at(self.stop_panel)
            self.parts.setCurrentWidget(part)
            if part is self.stop_panel:
                self.stop_panel.begin()  # takes the keyboard: its fields are to be written now
            elif stop_ended:
                self.setFocus()
            if part is self.group:
                self.group.show_session(state)
            elif part is self.rows:
                self.rows.show_place(state)

    def _part_for(self, state: BenchState) -> QWidget:
        if state.stop is not None:
            return self.stop_panel
        if self.seating_late:
            return self.late_form
        if self.setting_task:
            return self.task_form
        group = state.place.view is SessionView.GROUP
        # In the group the checks of one worker wait until somebody asks for them.
        asks = self.open_checks(state) and (self.asking_checks or not group)
        if asks or self.asking_again:
            return self.checks
        return self.group if group else self.rows

    def open_checks(self, state: BenchState) -> bool:
        """Whether the worker in view is not checked yet."""
        return state.case_id is not None and bool(state.missing_checks(state.case_id))

    def in_rows(self) -> bool:
        """Whether one worker's rows are in view; from the group it goes there first."""
        if self.at(self.group):
            self.presenter.show_view(SessionView.ROWS)
        return self.at(self.rows)

    def at(self, part: QWidget) -> bool:
        """Whether a part is in sight."""
        return self.parts.currentWidget() is part

    def show_hint(self) -> None:
        """Say which keys there are."""
        self.hint.setText(self._hint())

    def show_holding(self, holding: bool) -> None:
        """Say what happens if the key is held on."""
        stopping = self.tr("KEEP HOLDING TO STOP FOR SAFETY")
        self.hint.setText(stopping if holding else self._hint())

    def _hint(self) -> str:
        if look().text_scale >= LARGE_TEXT:
            return self.tr("Ctrl+/ shows the keys      hold Esc: STOP FOR SAFETY")
        return self.tr(
            "Q up  A down  W note  E photo  R voice  P prompted  F question  Space clock  "
            "Tab next worker      hold Esc: STOP FOR SAFETY"
        )

    def show_media(self, state: BenchState) -> None:
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

    def show_photo(self, state: BenchState) -> None:
        """Show the photo taken in this session, else the one in the worker's record."""
        case_id = state.case_id
        if case_id is None:
            return
        taken = standing_checks(case_id, state.checks).get(CheckKind.PHOTO_NOW)
        worker = state.file(case_id).candidate
        sha256 = taken.sha256 if taken and taken.sha256 else worker.photo_sha256
        if self._photo_of == (case_id, sha256):
            return
        self._photo_of = wanted = (case_id, sha256)
        if not sha256:
            self.rows.show_photo(b"", worker.name)
            return
        files = self.session.desk.files
        self.session.tasks.run(
            lambda _: files.get(sha256),
            done=lambda photo: self._on_photo(wanted, photo, worker.name),
            failed=self._on_no_photo,
        )

    def _on_photo(self, wanted: tuple[CaseId, str], photo: bytes, name: str) -> None:
        if self._photo_of == wanted:
            self.rows.show_photo(photo, name)

    def _on_no_photo(self, error: Exception) -> None:
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
