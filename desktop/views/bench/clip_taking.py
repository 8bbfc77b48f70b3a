"""One voice note or video that goes on, from its first byte until it was kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from core.domain.recordings import BenchPlace, RecordingKind
from core.ids import CaseId
from core.services.unfinished_recordings import Unfinished
from desktop.presenters.recordings import Recordings
from desktop.views.bench.camera_box import CameraBox
from desktop.views.bench.capture import Ended, Ending
from desktop.views.bench.film_recorder import FilmRecorder
from desktop.views.bench.voice_recorder import VoiceRecorder


class ClipTaking(QObject):
    """At most one goes on. It belongs to the place where it began.

    `changed` about twice a second while it goes on; `ended(Ending, RecordingKind)` at its end.
    """

    changed = Signal()
    ended = Signal(object, object)

    def __init__(self, work: Recordings, camera: CameraBox, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._camera = work, camera
        self._going: Unfinished | None = None
        self._starting = False
        self.voice, self.film = VoiceRecorder(self), FilmRecorder(self)
        self.voice.stepped.connect(lambda _: self.changed.emit())
        self.film.stepped.connect(lambda _: self.changed.emit())
        self.voice.ended.connect(self._on_ended)
        self.film.ended.connect(self._on_ended)
        camera.ready.connect(self._on_camera_ready)

    @property
    def kind(self) -> RecordingKind | None:
        """What goes on, if anything does."""
        return self._going.kind if self._going is not None else None

    @property
    def case_id(self) -> CaseId | None:
        """Whose it is."""
        return self._going.place.case_id if self._going is not None else None

    @property
    def seconds(self) -> int:
        """How long it has gone on."""
        return self.voice.seconds if self.voice.is_on else self.film.seconds

    def begin(
        self, place: BenchPlace, kind: RecordingKind, failed: Callable[[Exception], None]
    ) -> None:
        """Begin one, if none goes on. `failed` hears why it may not or cannot be."""
        if self._starting or self._going is not None:
            return
        self._starting = True

        def begun(one: Unfinished) -> None:
            if not isValid(self) or not self._starting:  # the page was left meanwhile
                self._work.drop(one)
                return
            self._starting, self._going = False, one
            if kind is RecordingKind.VOICE:
                self.voice.start(one.media)
            else:
                self._start_film()
            self.changed.emit()

        def not_begun(error: Exception) -> None:
            if isValid(self):
                self._starting = False
                failed(error)

        self._work.begin(place, kind, begun, not_begun)

    def stop(self, why: Ending = Ending.STOPPED) -> None:
        """End what goes on; it is kept as far as it came."""
        self._starting = False
        if self.film.is_on:
            self.film.stop(why)
        elif self.voice.is_on:
            self.voice.stop(why)
        elif self._going is not None:  # the camera or microphone was still being switched on
            self._let_go()

    # -- inside ---------------------------------------------------------------------------------

    def _start_film(self) -> None:
        self._camera.held = True
        if not self._on_camera_ready():
            self._camera.open_camera()  # `ready` begins the video

    def _on_camera_ready(self) -> bool:
        one, session = self._going, self._camera.session
        waits = one is not None and one.kind is RecordingKind.VIDEO and not self.film.is_on
        if one is None or not waits or session is None or not self._camera.sees:
            return False
        self.film.start(session, one.media)
        return True

    def _on_ended(self, ended: Ended) -> None:
        one, self._going = self._going, None
        self._camera.held = False
        if one is None:
            return
        if ended.keeps:
            self._work.finish(one, ended.seconds)
        else:
            self._work.drop(one)
        self.ended.emit(ended.why, one.kind)
        self.changed.emit()

    def _let_go(self) -> None:
        one, self._going = self._going, None
        self._camera.held = False
        if one is not None:
            self._work.drop(one)
        self.changed.emit()
