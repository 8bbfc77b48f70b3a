"""The line above a session: is it saved, which view, where, and does the clock run."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton

from core.domain.sessions import SessionView
from core.ids import SessionTaskId
from desktop.presenters.bench_state import BenchState
from desktop.theme import LARGE_TEXT, Icon, Space, icon, look, restyle
from desktop.widgets.layouts import label, row


class SessionHead(QFrame):
    """Says what was clicked; nothing in it takes the keyboard away from marking."""

    view_chosen = Signal(object)  # SessionView
    task_chosen = Signal(object)  # SessionTaskId
    task_asked = Signal()
    late_asked = Signal()
    close_asked = Signal()
    paper_asked = Signal()
    retry_asked = Signal()
    unlock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setAccessibleName(self.tr("Session"))
        self.saved = label("", "h2")
        self.retry = QPushButton(self.tr("Try again"))
        self.retry.setProperty("role", "danger")
        self.retry.clicked.connect(self.retry_asked)
        self.retry.hide()
        self.rows = self._view(self.tr("Row by row"), SessionView.ROWS)
        self.group = self._view(self.tr("Group"), SessionView.GROUP)
        views = QButtonGroup(self)
        for button in (self.rows, self.group):
            views.addButton(button)
        self.task = QComboBox()
        self.task.setAccessibleName(self.tr("Task"))
        self.task.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.task.setMinimumContentsLength(8)
        self.task.activated.connect(lambda _: self._on_task())
        self.add = QPushButton(icon(Icon.ADD), self.tr("Task"))
        self.add.setToolTip(self.tr("Set another task"))
        self.add.clicked.connect(self.task_asked)
        self.late = QPushButton(icon(Icon.PERSON), self.tr("Worker"))
        self.late.setAccessibleName(self.tr("A worker who came late"))
        self.late.setToolTip(self.tr("A worker who came late: give a seat"))
        self.late.clicked.connect(self.late_asked)
        self.paper = QPushButton(icon(Icon.DOCUMENT), "")
        self.paper.setAccessibleName(self.tr("Checklists on paper"))
        self.paper.setToolTip(self.tr("Checklists on paper: print them, or enter their scans"))
        self.paper.clicked.connect(self.paper_asked)
        self.clock = label("", "h2")
        self.end = QPushButton(self.tr("Finish"))
        self.end.setToolTip(self.tr("Close the session"))
        self.end.clicked.connect(self.close_asked)
        self.unlock = QPushButton(icon(Icon.LOCK), self.tr("Locked: unlock…"))
        self.unlock.clicked.connect(self.unlock_asked)
        self.unlock.hide()
        buttons = (
            self.retry, self.rows, self.group, self.add, self.late, self.paper, self.end,
            self.unlock,
        )  # fmt: skip
        for part in (*buttons, self.task):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = row(
            self.saved, self.retry, Space.S, self.rows, self.group, self.task, self.add,
            self.late, self.paper, None, self.clock, Space.S, self.end, self.unlock, gap=Space.S,
            margin=(Space.L, Space.S, Space.L, Space.S),
        )  # fmt: skip
        line.setStretchFactor(self.task, 1)
        self.setLayout(line)
        look().changed.connect(self._fit)
        self._fit()

    def show_session(self, state: BenchState) -> None:
        """Show view and tasks."""
        self._fill(state)
        self.show_place(state)
        self.show_saved(state)

    def show_place(self, state: BenchState) -> None:
        """Show which view and task are on."""
        group = state.place.view is SessionView.GROUP
        self.group.setChecked(group)
        self.rows.setChecked(not group)
        at = self.task.findData(str(state.place.task_id))
        if at >= 0:
            self.task.setCurrentIndex(at)

    def show_saved(self, state: BenchState) -> None:
        """Say when something was last saved; what is not saved comes first."""
        unsaved = len(state.unsaved)
        if unsaved:
            said, tone = self.tr("NOT SAVED: {count}").format(count=unsaved), "not_met"
        elif state.saved_at is not None:
            said, tone = self.tr("SAVED {time}").format(time=_time(state.saved_at)), "met"
        else:
            said, tone = self.tr("No mark yet"), ""
        if said != self.saved.text():
            self.saved.setText(said)
        if tone != self.saved.property("tone"):
            restyle(self.saved, tone=tone)
        if self.retry.isHidden() is bool(unsaved):
            self.retry.setVisible(bool(unsaved))

    def show_clock(self, shows_ms: int, *, running: bool, stopped: bool, begun: bool) -> None:
        """Show the clock and whether it runs."""
        seconds = shows_ms // 1000
        shown = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        if stopped:
            word, tone = self.tr("STOPPED"), "not_met"
        elif running:
            word, tone = self.tr("RUNNING"), "met"
        else:
            word = self.tr("PAUSED") if begun else self.tr("Space: start")
            tone = "warning" if begun else ""
        said = f"{shown}  {word}"
        if said != self.clock.text():
            self.clock.setText(said)
        if tone != self.clock.property("tone"):
            restyle(self.clock, tone=tone)

    def set_locked(self, locked: bool) -> None:
        """Leave only what a session needs while everything else is locked."""
        for part in (self.add, self.late, self.paper, self.end):
            part.setVisible(not locked)
        self.unlock.setVisible(locked)

    def _fit(self) -> None:
        # At large letters the line holds what is read at two metres; the page names the task.
        large = look().text_scale >= LARGE_TEXT
        self.task.setHidden(large)
        short = look().text_scale > 1.0
        self.rows.setText(self.tr("Rows") if short else self.tr("Row by row"))
        self.add.setText("" if short else self.tr("Task"))
        self.late.setText("" if short else self.tr("Worker"))
        self.add.setAccessibleName(self.tr("Set another task"))

    def _view(self, words: str, view: SessionView) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.view_chosen.emit(view))
        return button

    def _fill(self, state: BenchState) -> None:
        wanted = [str(one.id) for one in state.tasks]
        if [self.task.itemData(at) for at in range(self.task.count())] == wanted:
            return
        self.task.clear()
        for task in state.tasks:
            unit = state.running.unit(task.unit_id)
            self.task.addItem(f"{task.title}  ({unit.code})", str(task.id))

    def _on_task(self) -> None:
        chosen = self.task.currentData()
        if chosen:
            self.task_chosen.emit(SessionTaskId(UUID(chosen)))


def _time(when: datetime) -> str:
    return when.astimezone().strftime("%H:%M:%S")
