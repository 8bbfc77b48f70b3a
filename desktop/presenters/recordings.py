"""What a page that records needs done: ask, begin, keep, and show what there is of a row."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.domain.recordings import (
    BenchPlace,
    Recording,
    RecordingKind,
    RecordingSource,
    recordings_of,
)
from core.errors import NotFoundError, RefusedError, WrongInputError
from core.ids import CaseId
from core.services import recording
from core.services.recording import Taken
from core.services.unfinished_recordings import Unfinished
from desktop.presenters.acting import Acting
from desktop.presenters.session import Session

_FOR_GOOD = (RefusedError, WrongInputError, NotFoundError)
"""What trying again does not mend."""


class RecordingsView(Protocol):
    """What the presenter tells the page."""

    def show_recordings(self) -> None:
        """What there is of the row in sight has changed."""

    def show_kept(self, kept: Recording) -> None:
        """A recording was kept."""

    def show_rescued(self, kept: Recording) -> None:
        """A recording that a killed program had cut off was kept as far as it came."""

    def show_lost(self, left: Unfinished, error: Exception) -> None:
        """A recording cannot be kept: the page may offer to let it go."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class Recordings:
    """The recordings of the worker in sight. Everything is read and written away from the window.

    A killed program's recordings are looked for whenever another worker comes into sight.
    """

    def __init__(self, session: Session, view: RecordingsView) -> None:
        self._session, self._view = session, view
        self._acting = Acting(view, session.tasks)
        self._of_case: CaseId | None = None
        self._known: tuple[Recording, ...] = ()
        self._ours: set[Path] = set()  # begun here, or tried to keep
        self.place: BenchPlace | None = None

    @property
    def here(self) -> tuple[Recording, ...]:
        """The recordings of the row in sight, in the order in which they were taken."""
        if self.place is None:
            return ()
        return recordings_of(self._known, self.place.unit_id, self.place.row_id)

    @property
    def now(self) -> datetime:
        """The time by the desk's clock."""
        return self._session.desk.clock.now()

    def show(self, place: BenchPlace | None) -> None:
        """Another row is in sight."""
        self.place = place
        if place is not None and place.case_id != self._of_case:
            self._of_case, self._known = place.case_id, ()
            self._read(place.case_id)
            self._rescue()
        self._view.show_recordings()

    def ask(self, place: BenchPlace, then: Callable[[], None]) -> None:
        """Go on with `then` if recording is allowed here; the page hears why if it is not."""
        desk, by = self._session.desk, self._session.sitting
        self._acting.do(lambda: recording.check_may_record(desk, by, place), lambda _: then())

    def keep_photo(self, place: BenchPlace, taken_at: datetime, content: bytes) -> None:
        """Keep a photo that this computer's camera took."""
        taken = Taken(place, RecordingKind.PHOTO, RecordingSource.COMPUTER, taken_at)
        desk, by = self._session.desk, self._session.sitting
        self._acting.do(lambda: recording.keep_photo(desk, by, taken, content), self._on_kept)

    def keep_sent(
        self,
        place: BenchPlace,
        kind: RecordingKind,
        path: Path,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep what a phone has sent to `path`; `done` or `failed` answers the phone."""
        desk, by = self._session.desk, self._session.sitting
        taken = Taken(place, kind, RecordingSource.PHONE, self.now)

        def keep() -> Recording:
            if kind is RecordingKind.PHOTO:
                return recording.keep_photo(desk, by, taken, path.read_bytes())
            return recording.keep_clip(desk, by, taken, path)

        def kept(one: Recording) -> None:
            done()
            self._acting.while_shown(self._on_kept)(one)

        self._session.tasks.run(lambda _: keep(), done=kept, failed=failed)

    def begin(
        self,
        place: BenchPlace,
        kind: RecordingKind,
        then: Callable[[Unfinished], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin a voice note or a video: `then` writes it."""
        desk, by = self._session.desk, self._session.sitting

        def begun(one: Unfinished) -> None:
            self._ours.add(one.media)  # it goes on: no rest of a killed program
            then(one)

        self._session.tasks.run(
            lambda _: recording.begin_recording(desk, by, place, kind), done=begun, failed=failed
        )

    def finish(self, one: Unfinished, duration_s: int) -> None:
        """Keep what was recorded. It is kept also where the page has gone meanwhile."""
        desk, by = self._session.desk, self._session.sitting

        def failed(error: Exception) -> None:
            self._ours.discard(one.media)  # it is tried again when a worker comes into sight
            if isinstance(error, _FOR_GOOD):
                self._acting.while_shown(self._view.show_lost)(one, error)
            else:
                self._acting.fail(error)

        self._session.tasks.run(
            lambda _: recording.finish_recording(desk, by, one, duration_s=duration_s),
            done=self._acting.while_shown(self._on_kept),
            failed=failed,
        )

    def drop(self, one: Unfinished) -> None:
        """Let a recording go."""
        self._acting.do(lambda: recording.drop_recording(one), lambda _: None)

    def stop(self) -> None:
        """Tell the page nothing any more: it is gone. What was begun is still kept."""
        self._acting.stop()

    def take_in(self, kept: Recording) -> None:
        """A recording was kept for the worker in sight, perhaps one that a phone sent."""
        if kept.case_id == self._of_case and kept.id not in {one.id for one in self._known}:
            self._known = (*self._known, kept)
        self._view.show_recordings()

    # -- inside ---------------------------------------------------------------------------------

    def _on_kept(self, kept: Recording) -> None:
        self.take_in(kept)
        self._view.show_kept(kept)

    def _read(self, case_id: CaseId) -> None:
        def read() -> tuple[Recording, ...]:
            with self._session.desk.uow() as uow:
                return uow.find(Recording, case_id=case_id)

        def done(found: tuple[Recording, ...]) -> None:
            if self._of_case == case_id:
                ours = {one.id for one in found}
                self._known = (*found, *(one for one in self._known if one.id not in ours))
                self._view.show_recordings()

        self._acting.do(read, done)

    def _rescue(self) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._acting.do(lambda: recording.cut_off(desk, by), self._on_found)

    def _on_found(self, left: tuple[Unfinished, ...]) -> None:
        for one in left:
            if one.media not in self._ours:
                self._ours.add(one.media)
                self._keep_rest(one)

    def _keep_rest(self, one: Unfinished) -> None:
        desk, by = self._session.desk, self._session.sitting

        def keep() -> Recording | Exception | None:
            try:
                return recording.finish_recording(desk, by, one)
            except recording.NothingRecordedError:
                return None
            except _FOR_GOOD as error:
                return error

        def done(result: Recording | Exception | None) -> None:
            if isinstance(result, Recording):
                self.take_in(result)
                self._view.show_rescued(result)
            elif result is not None:
                self._view.show_lost(one, result)

        self._acting.do(keep, done)
