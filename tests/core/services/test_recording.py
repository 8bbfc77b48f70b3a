"""Recordings of the bench: whether they may be kept, what is kept, and what a kill leaves."""

import hashlib
import io
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from core.domain.recordings import BenchPlace, Recording, RecordingKind, RecordingSource
from core.domain.sessions import CheckKind
from core.errors import CoreError, RefusedError
from core.ids import StaffId, new_id
from core.services import recording, running_sessions, unfinished_recordings
from core.services.inspecting_recordings import (
    BrokenRecordingError,
    NotARecordingError,
    inspect_clip,
    inspect_photo,
)
from core.services.recording import Taken
from core.services.unfinished_recordings import Unfinished
from core.services.wave_clips import WaveFile, WaveForm
from core.storage.errors import DiskFullError
from desktop.demo.advising import row
from desktop.demo.walk import Walk
from tests import practice
from tests.practice import Template

VOICE, VIDEO, PHOTO = RecordingKind.VOICE, RecordingKind.VIDEO, RecordingKind.PHOTO
A_SECOND = bytes(WaveForm().bytes_a_second)


@dataclass
class Bench:
    """A worker with a seat in a session, in front of row 2."""

    walk: Walk
    place: BenchPlace

    def taken(self, kind: RecordingKind = PHOTO) -> Taken:
        return Taken(self.place, kind, RecordingSource.PHONE, self.walk.clock.now())

    def begin(self, kind: RecordingKind = VOICE) -> Unfinished:
        return recording.begin_recording(self.walk.desk, self.walk.assessor, self.place, kind)

    def finish(self, one: Unfinished) -> Recording:
        return recording.finish_recording(self.walk.desk, self.walk.assessor, one)

    def left(self) -> tuple[Unfinished, ...]:
        return recording.cut_off(self.walk.desk, self.walk.assessor)

    def kept(self) -> tuple[Recording, ...]:
        return self.walk.file(self.place.case_id).recordings

    @property
    def folder(self) -> list[Path]:
        return list(self.walk.desk.files.unfinished().iterdir())


@pytest.fixture(scope="module")
def _seated_once(
    practice_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Template, BenchPlace]:
    home = tmp_path_factory.mktemp("seated") / "home"
    with practice.practice_walk(practice_template, home) as walk:
        case = practice.handed_over(walk)
        session = walk.seat(case)
        unit = walk.file(case.id).units[0]
        place = BenchPlace(session.id, case.id, unit.id, row(unit, "2").id)
    return Template(home, practice_template.staff), place


@pytest.fixture
def bench(_seated_once: tuple[Template, BenchPlace], tmp_path: Path) -> Iterator[Bench]:
    template, place = _seated_once
    with practice.practice_walk(template, tmp_path / "home") as walk:
        yield Bench(walk, place)


def jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 90, 60)).save(made, "JPEG")
    return made.getvalue()


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def film(*, seconds: int = 7, pictures: bool = True) -> bytes:
    """The boxes of an MP4, as far as anybody looks into them."""
    head = bytes(12) + (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big") + bytes(80)
    track = box(b"hdlr", bytes(8) + (b"vide" if pictures else b"soun") + bytes(12))
    index = box(b"moov", box(b"mvhd", head) + box(b"trak", track))
    return box(b"ftyp", b"isom\0\0\2\0") + box(b"mdat", bytes(2000)) + index


def old(path: Path) -> None:
    """As if nothing had been written to it for a while."""
    os.utime(path, (time.time() - 60, time.time() - 60))


def test_recordings_are_kept_with_their_row_and_whoever_recorded_cannot_verify(
    bench: Bench,
) -> None:
    desk, by = bench.walk.desk, bench.walk.assessor
    photo = recording.keep_photo(desk, by, bench.taken(), jpeg())
    sent = desk.files.fresh()
    sent.write_bytes(film())
    video = recording.keep_clip(desk, by, bench.taken(VIDEO), sent)
    assert bench.kept() == (photo, video)
    assert desk.files.get(photo.sha256) == jpeg()
    assert (video.media_type, video.duration_s, video.size) == ("video/mp4", 7, len(film()))
    assert video.place == bench.place
    assert not sent.exists()
    assert by.staff.id in bench.walk.file(bench.place.case_id).took_part()
    with desk.uow() as uow:
        noted = [one.action for one in uow.audit_log(desk.id)]
    assert noted.count("row.recorded") == 2


def test_without_the_workers_consent_nothing_is_recorded_and_not_a_byte_is_stored(
    bench: Bench,
) -> None:
    desk, by, place = bench.walk.desk, bench.walk.assessor, bench.place
    consent = CheckKind.CONSENT_TO_RECORD
    running_sessions.check(desk, by, place.session_id, place.case_id, consent, False)
    content = jpeg()
    for act in (
        lambda: recording.keep_photo(desk, by, bench.taken(), content),
        lambda: bench.begin(VOICE),
        lambda: recording.check_may_record(desk, by, place),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert [one.rule for one in refused.value.refusals] == ["recording.consent"]
        assert refused.value.refusals[0].facts["worker"] == "Sok Dara"
    assert bench.kept() == ()
    assert bench.folder == []
    assert not desk.files.path(hashlib.sha256(content).hexdigest()).exists()


def test_the_advisor_records_nothing(bench: Bench) -> None:
    with pytest.raises(RefusedError) as refused:
        recording.keep_photo(bench.walk.desk, bench.walk.advisor, bench.taken(), jpeg())
    assert "person.role" in {one.rule for one in refused.value.refusals}


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (PHOTO, b"<svg onload=alert(1)>", "recording.other-kind"),
        (PHOTO, jpeg()[:200], "recording.broken"),
        (PHOTO, b"", "recording.broken"),
        (VIDEO, jpeg(), "recording.other-kind"),
        (VIDEO, film()[:-1], "recording.broken"),
        (VIDEO, film()[:40], "recording.broken"),
        (VIDEO, box(b"ftyp", b"isom") + bytes(100), "recording.broken"),
        (VIDEO, b"", "recording.broken"),
        (VOICE, film(), "recording.other-kind"),
        (VOICE, b"MZ\x90\0 a program", "recording.other-kind"),
        (VOICE, b"RIFF\xff\xff\xff\xffWAVEfmt ", "recording.broken"),
    ],
)
def test_what_is_not_what_it_is_called_or_was_cut_off_is_refused(
    tmp_path: Path, kind: RecordingKind, content: bytes, code: str
) -> None:
    path = tmp_path / "sent"
    path.write_bytes(content)
    with pytest.raises(CoreError) as refused:
        inspect_photo(content) if kind is PHOTO else inspect_clip(path, kind)
    assert refused.value.code == code
    assert isinstance(refused.value, NotARecordingError | BrokenRecordingError)


def test_a_sound_in_a_film_container_is_a_voice_note(tmp_path: Path) -> None:
    path = tmp_path / "sent"
    path.write_bytes(film(pictures=False, seconds=31))
    assert inspect_clip(path, VOICE).media_type == "audio/mp4"
    assert inspect_clip(path, VOICE).duration_s == 31


def test_a_voice_note_is_kept_when_it_ends_and_leaves_nothing_beside_it(bench: Bench) -> None:
    one = bench.begin()
    with WaveFile(one.media, WaveForm()) as file:
        file.write(A_SECOND * 3)
    kept = bench.finish(one)
    assert (kept.id, kept.kind, kept.duration_s) == (one.id, VOICE, 3)
    assert kept.source is RecordingSource.COMPUTER
    assert bench.folder == []


def test_a_voice_note_that_a_kill_cut_off_is_found_and_kept_as_far_as_it_came(
    bench: Bench,
) -> None:
    one = bench.begin()
    file = WaveFile(one.media, WaveForm())
    file.write(A_SECOND * 2 + b"\1")  # never closed, and cut in the middle of a sample
    assert bench.left() == (), "it may still be going on in another window"
    old(one.media)
    (left,) = bench.left()
    assert left == one
    kept = bench.finish(left)
    assert (kept.duration_s, kept.taken_at, kept.row_id) == (2, one.taken_at, bench.place.row_id)
    assert bench.left() == ()
    assert bench.folder == []
    file._file.close()


def test_a_kill_between_storing_and_noting_loses_nothing_and_keeps_it_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench.begin(VIDEO)
    one.media.write_bytes(film())
    with monkeypatch.context() as patched:
        patched.setattr(recording, "_append", _killed)
        with pytest.raises(KeyboardInterrupt):
            bench.finish(one)
    assert bench.kept() == ()
    assert not one.media.exists()
    old(one.note)
    (left,) = bench.left()
    bench.finish(left)
    assert [found.id for found in bench.kept()] == [one.id]
    unfinished_recordings.write_note(left)  # killed after noting, before the note was taken away
    old(left.note)
    (again,) = bench.left()
    bench.finish(again)
    assert [found.id for found in bench.kept()] == [one.id]
    assert bench.folder == []


def test_a_voice_note_that_the_disk_damaged_is_kept_or_refused_in_words(bench: Bench) -> None:
    rate, header = bench.begin(), bench.begin()
    for one, damage in ((rate, slice(24, 28)), (header, slice(0, 44))):
        with WaveFile(one.media, WaveForm()) as file:
            file.write(A_SECOND)
        sound = bytearray(one.media.read_bytes())
        sound[damage] = b"\xff" * (damage.stop - damage.start)
        one.media.write_bytes(sound)

    assert bench.finish(rate).duration_s == 1
    with pytest.raises(CoreError):
        bench.finish(header)
    assert header.media in bench.folder, "somebody may still mend it"


def test_what_somebody_else_left_and_what_nobody_can_read_is_let_be(bench: Bench) -> None:
    one = bench.begin()
    unfinished_recordings.write_note(replace(one, by=StaffId(new_id())))
    for name, broken in (("broken", "{"), ("deep", "[" * 100_000)):
        (bench.walk.desk.files.unfinished() / f"{name}.json").write_text(broken)
    old(one.note)
    assert bench.left() == ()
    assert len(bench.folder) == 3


def test_a_recording_with_nothing_in_it_is_let_go_with_a_sentence(bench: Bench) -> None:
    one = bench.begin()
    with WaveFile(one.media, WaveForm()):
        pass
    with pytest.raises(recording.NothingRecordedError):
        bench.finish(one)
    assert bench.folder == []
    assert bench.kept() == ()


def test_a_full_disk_stops_no_marks_and_leaves_no_half_recording(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1_000_000))
        with pytest.raises(recording.NoRoomToRecordError):
            bench.begin()
    assert bench.folder == []
    one = bench.begin(VIDEO)
    one.media.write_bytes(film())
    with monkeypatch.context() as patched:
        patched.setattr("core.storage.atomic.os.fsync", _full)
        with pytest.raises(DiskFullError):
            bench.finish(one)
    assert bench.kept() == ()
    assert one.media.read_bytes() == film(), "it can be kept when there is room again"
    assert bench.finish(one).duration_s == 7


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")
