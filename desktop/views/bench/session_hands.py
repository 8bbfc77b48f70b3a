"""What the keys of a session do, and what a touch on its parts does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.sessions import SessionView
from core.ids import SessionId
from desktop.presenters.session import Session
from desktop.views.bench.keys import BenchKeys
from desktop.views.bench.session_parts import SessionParts
from desktop.widgets.place_keys import is_typing
from desktop.widgets.shortcut_table import KeyGroup


class SessionHands(SessionParts):
    """The targets of the keys (keys.py). Which part is in sight says what a key means."""

    def __init__(self, session: Session, session_id: SessionId, parent: QWidget | None) -> None:
        super().__init__(session, session_id, parent)
        self.beeps = False
        self.keys = BenchKeys(self, self)
        self.keys.holding.connect(self.show_holding)

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

    # -- what keys do -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        typing = (is_typing() or self.at(self.late_form)) and event.key() != Qt.Key.Key_Escape
        if typing or not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name
        # Tab is "next worker" here, but not while somebody types or chooses, or after a stop.
        free = is_typing() or self.at(self.stop_panel) or self.at(self.late_form)
        return super().focusNextPrevChild(following) if free else False

    def mark(self, mark: Mark | None) -> None:
        """Mark the cell in view, or answer the check or question that is open."""
        if self.at(self.question):
            self.question.mark(mark)
        elif self.at(self.checks):
            if mark in (Mark.MET, Mark.NOT_MET):
                self.checks.answer(mark is Mark.MET)
        elif self.at(self.rows) or self.at(self.group):
            self.presenter.mark(mark)

    def step_row(self, step: int) -> None:
        """Go to another row, or another check."""
        if self.at(self.checks):
            self.checks.step(step)
        else:
            self.presenter.step_row(step)

    def step_worker(self, step: int) -> None:
        """Go to another worker."""
        self.presenter.step_worker(step)

    def move_arrow(self, key: Qt.Key) -> bool:
        """Go where an arrow points, as the table lies."""
        turned = self.state is not None and self.state.place.turned and self.at(self.group)
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
        if self.at(self.question):
            self.question.answer.setFocus()
        elif self.at(self.rows):
            self.rows.edit_note()
        elif self.at(self.group):
            self.presenter.show_view(SessionView.ROWS)
            self.rows.edit_note()

    def take_photo(self) -> None:
        """Take a photo of the row; before the first mark, of the worker."""
        if self.at(self.checks):
            self.checks.take_photo()
        elif self.in_rows():
            self.media.take_photo()

    def turn_voice(self) -> None:
        """Begin or end a voice note."""
        if self.media.is_recording or self.in_rows():
            self.media.toggle_voice()

    def turn_clock(self) -> None:
        """Start or pause the clock of the task."""
        self.presenter.turn_clock()

    def turn_table(self) -> None:
        """Turn the group's table."""
        if self.at(self.group):
            self.presenter.turn_table()

    def turn_view(self) -> None:
        """Go from one worker's rows to the group, or back."""
        if self.state is not None:
            group = self.state.place.view is SessionView.GROUP
            self.presenter.show_view(SessionView.ROWS if group else SessionView.GROUP)

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""
        if self.at(self.rows) or self.at(self.group):
            self.presenter.turn_prompted()

    def begin_question(self) -> None:
        """Ask a what-if question about the row in view."""
        marking = self.at(self.rows) or self.at(self.group)
        if marking and self.state is not None and self.question.begin(self.state):
            self.parts.setCurrentWidget(self.question)

    def begin_task(self) -> None:
        """Ask for another task."""
        if self.state is not None and not self.locked:
            self.setting_task = True
            self.choose_part()
            self.task_form.begin(self.state)

    def begin_late(self) -> None:
        """Ask who came late."""
        if self.state is not None and self.state.stop is None and not self.locked:
            self.seating_late = True
            self.choose_part()
            self.late_form.begin(self.state)
            self.presenter.late.look(self.late_form.show_rows)

    def ask_checks_again(self) -> None:
        """Open the checks of the worker in view: who said no to a recording may agree now."""
        if self.state is not None and self.state.case_id is not None and not self.locked:
            self.asking_again = True
            self.checks.ask_consent()
            self.choose_part()

    def turn_sound(self) -> None:
        """Sound for each mark, or not."""
        self.beeps = not self.beeps

    def escape(self) -> None:
        """Leave a field, a question, or the checks."""
        self.asking_checks = self.asking_again = self.seating_late = False
        self.setting_task = self.state is not None and not self.state.tasks
        self.choose_part()
        if not self.at(self.stop_panel):
            self.setFocus()

    def stop(self) -> None:
        """Stop for safety."""
        self.seating_late = False
        self.presenter.time.stop()
