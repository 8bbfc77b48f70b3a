"""Voice note, photo and short video of the row in sight: one line below the marks."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from core.domain.recordings import BenchPlace, Recording, RecordingKind
from core.errors import RefusedError
from core.ids import CaseId, RowId, SessionId, TaskId, UnitId
from core.services.unfinished_recordings import Unfinished
from desktop.phone import Target
from desktop.presenters.reasons import Reason
from desktop.presenters.recordings import Recordings
from desktop.presenters.session import Session
from desktop.texts import problem_text, refusal_text, words
from desktop.theme import LARGE_TEXT, Icon, Space, icon, look, restyle
from desktop.views.bench.camera_box import CameraBox
from desktop.views.bench.capture import KEEPS, Ending
from desktop.views.bench.clip_taking import ClipTaking
from desktop.views.bench.media_strip import MediaStrip
from desktop.views.bench.media_words import count_words, ending_words, trouble_words
from desktop.views.bench.phone_window import PhoneWindow
from desktop.views.camera.live_camera import CameraTrouble
from desktop.views.recording_viewer import RecordingWindow
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow


class MediaBar(QWidget):
    """`recorded(Recording)` when one was kept.

    A voice note or video belongs to the row in which it began. It ends by itself after its longest
    time, when another worker comes into sight, and when the page is left; locking the window does
    not end it.
    """

    recorded = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._work = Recordings(session, self)
        self._target: Target | None = None
        self._left: Unfinished | None = None
        self._photo_at: tuple[BenchPlace, datetime] | None = None
        self.phone: PhoneWindow | None = None
        self._window: RecordingWindow | None = None
        self.camera, self.strip, self.banner = CameraBox(), MediaStrip(session), Banner()
        self.clips = ClipTaking(self._work, self.camera, self)
        self.photo_button = self._button(Icon.CAMERA, self.tr("Photo (E)"), self.take_photo)
        self.voice_button = self._button(Icon.VOICE, "", self.toggle_voice)
        self.film_button = self._button(Icon.VIDEO, "", self.toggle_video)
        self.phone_button = self._button(Icon.MOBILE, self.tr("Send from phone"), self.open_phone)
        self.said = label("", "strong")
        self._connect()
        self.destroyed.connect(self._work.stop)
        self._lay_out()
        self._show_state()

    # -- for the page ---------------------------------------------------------------------------

    def show_row(
        self,
        session_id: SessionId,
        case_id: CaseId,
        unit_id: UnitId,
        row_id: RowId,
        task_id: TaskId | None,
        *,
        bib: int = 0,
        row: str = "",
    ) -> None:
        """Another row is in sight: what is taken from now on belongs to it.

        `bib` and `row` (its number, such as `1.2`) are all that a phone gets to see.
        """
        place = BenchPlace(session_id, case_id, unit_id, row_id, task_id)
        if self.clips.case_id not in (None, case_id):
            self.clips.stop()
        self._target = Target(case_id, bib, row, place)
        self._work.show(place)
        if self.phone is not None:
            self.phone.point_at(self._target)

    def show_nothing(self) -> None:
        """No row is in sight: nothing can be taken."""
        self.clips.stop()
        self._target = None
        self._work.show(None)
        if self.phone is not None:
            self.phone.point_at(None)

    def take_photo(self) -> None:
        """Take a photo of the row in sight."""
        place = self._work.place
        if place is None:
            return
        self.banner.clear()
        self._work.ask(place, lambda: self._take(place))

    def toggle_voice(self) -> None:
        """Begin a voice note, or end the one that goes on."""
        self._toggle(RecordingKind.VOICE)

    def toggle_video(self) -> None:
        """Begin a video, or end the one that goes on."""
        self._toggle(RecordingKind.VIDEO)

    def open_phone(self) -> None:
        """Show the code that a phone opens to send what it takes of this worker."""
        place, target = self._work.place, self._target
        if place is not None and target is not None:
            self.banner.clear()
            self._work.ask(place, lambda: self._show_phone(target))

    def finish(self) -> None:
        """End what goes on and let go of camera, microphone and phone: the page is left."""
        self.clips.stop()
        self.camera.held = False
        self.camera.close_camera()
        if self.phone is not None:
            self.phone.close()
        if self._window is not None:
            self._window.close()

    @property
    def place(self) -> BenchPlace | None:
        """What is taken now belongs here; None: no row is in sight."""
        return self._work.place

    @property
    def is_recording(self) -> bool:
        """Whether a voice note or a video goes on."""
        return self.clips.kind is not None

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.finish()
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        # The page is taken out of the window: it is not coming back.
        if event.type() is QEvent.Type.DeferredDelete:
            self.finish()
        return super().event(event)

    # -- what the presenter tells ---------------------------------------------------------------

    def show_recordings(self) -> None:
        """Show what there is of the row in sight."""
        self.strip.show_recordings(self._work.here)
        self._show_state()

    def show_kept(self, kept: Recording) -> None:
        """A recording was kept."""
        if self.phone is not None:
            self.phone.show_kept(kept)
        self.recorded.emit(kept)

    def show_rescued(self, kept: Recording) -> None:
        """Say that what a killed program had begun was kept."""
        when = kept.taken_at.astimezone().strftime("%H:%M")
        told = self.tr("A {kind} was cut off at {when}; what there was of it is kept.")
        self.banner.say(told.format(kind=words(kept.kind), when=when), tone=Tone.NOTICE)
        self.recorded.emit(kept)

    def show_lost(self, left: Unfinished, error: Exception) -> None:
        """Offer to let go of a recording that cannot be kept."""
        self._left = left
        when = left.taken_at.astimezone().strftime("%Y-%m-%d %H:%M")
        told = self.tr("The {kind} of {when} cannot be kept.")
        self.banner.say(
            told.format(kind=words(left.kind), when=when),
            _words(error)[0],
            tone=Tone.WARNING,
            button=self.tr("Let it go"),
        )

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        refused = isinstance(error, RefusedError)
        self.banner.say(*_words(error), tone=Tone.WARNING if refused else Tone.PROBLEM)

    # -- photos ---------------------------------------------------------------------------------

    def _take(self, place: BenchPlace) -> None:
        if isValid(self):
            self._photo_at = place, self._work.now
            self.camera.take()

    def _on_photo(self, jpeg: bytes) -> None:
        taking, self._photo_at = self._photo_at, None
        if taking is not None:
            self._work.keep_photo(*taking, jpeg)

    def _on_camera_trouble(self, trouble: CameraTrouble) -> None:
        self._photo_at = None
        if self.clips.kind is RecordingKind.VIDEO:
            self.clips.stop(Ending.UNPLUGGED)
        sentence, what_to_do = trouble_words(trouble, phone=True)
        self.banner.say(sentence, what_to_do, tone=Tone.WARNING)

    # -- voice and video ------------------------------------------------------------------------

    def _toggle(self, kind: RecordingKind) -> None:
        if self.clips.kind is kind:
            self.clips.stop()
        elif self._work.place is not None:
            self.banner.clear()
            self.clips.begin(self._work.place, kind, self.show_problem)

    def _on_ended(self, why: Ending, kind: RecordingKind) -> None:
        said = ending_words(why, kind)
        if said is not None:
            self.banner.say(*said, tone=Tone.NOTICE if why in KEEPS else Tone.WARNING)

    def _on_let_go(self) -> None:
        left, self._left = self._left, None
        self.banner.clear()
        if left is not None:
            self._work.drop(left)

    def _show_phone(self, target: Target) -> None:
        if isValid(self):
            if self.phone is None:
                self.phone = PhoneWindow(self._session.desk, self._work, self)
            self.phone.open_for(target)

    # -- inside ---------------------------------------------------------------------------------

    def _open(self, one: Recording) -> None:
        if self._window is None:
            self._window = RecordingWindow(self._session, self)
        self._window.show_recording(one)

    def _show_state(self) -> None:
        going = self.clips.kind
        here = [one.kind for one in self._work.here]
        self.said.setText(count_words(here, going, self.clips.seconds))
        # The small pictures say the same where large letters leave no room for both.
        large = look().text_scale >= LARGE_TEXT
        self.said.setVisible(going is not None or not (large and self.strip.count()))
        talks, films = going is RecordingKind.VOICE, going is RecordingKind.VIDEO
        self._show_button(self.voice_button, talks, self.tr("Voice (R)"), Icon.VOICE)
        self._show_button(self.film_button, films, self.tr("Video"), Icon.VIDEO)
        possible = self._work.place is not None
        no_row = Reason(
            self.tr("A recording belongs to one worker, one task and one row."),
            self.tr("No row is chosen that can be recorded."),
            self.tr("Choose a row of a task in the session."),
        )
        one_clip = Reason(
            self.tr("One clip is recorded at a time."),
            self.tr("Another one is being recorded."),
            self.tr("Stop it, and this one can begin."),
        )
        for button in (self.photo_button, self.phone_button):
            allow(button, possible, no_row)
        for button, other in ((self.voice_button, films), (self.film_button, talks)):
            allow(button, possible and not other, one_clip if possible else no_row)

    def _show_button(self, button: QPushButton, going: bool, usual: str, sign: Icon) -> None:
        text = self.tr("Stop {what}").format(what=usual) if going else usual
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)
            button.setIcon(icon(Icon.STOP if going else sign))
            restyle(button, role="danger" if going else "")

    def _button(self, sign: Icon, text: str, act: Callable[[], None]) -> QPushButton:
        made = QPushButton(icon(sign), text)
        made.setAccessibleName(text)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the session's
        made.clicked.connect(lambda: act())
        return made

    def _connect(self) -> None:
        self.clips.changed.connect(self._show_state)
        self.clips.ended.connect(self._on_ended)
        self.camera.taken.connect(self._on_photo)
        self.camera.troubled.connect(self._on_camera_trouble)
        self.strip.opened.connect(self._open)
        self.banner.acted.connect(self._on_let_go)

    def _lay_out(self) -> None:
        buttons = (self.photo_button, self.voice_button, self.film_button, self.phone_button)
        line = row(*buttons, Space.M, self.said, self.strip, gap=Space.S)
        line.setStretchFactor(self.strip, 1)
        line.addStretch(0)
        self.setLayout(column(self.banner, line, row(self.camera, None), gap=Space.XS))


def _words(error: Exception) -> tuple[str, str]:
    """What happened or which fact fails, and what to do."""
    if isinstance(error, RefusedError):
        reason = refusal_text(error.refusals[0])
        return reason.fact, reason.mend
    problem = problem_text(error)
    return problem.sentence, problem.what_to_do
