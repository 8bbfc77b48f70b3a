"""Recording at the bench: camera frames, sound and phones that tests stand in for."""

import http.client
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameInput, QVideoSink
from pytestqt.qtbot import QtBot

from core.domain.recordings import RecordingKind, RecordingSource
from core.domain.sessions import CheckKind
from core.ids import CaseId, SessionId
from core.services import recording, running_sessions
from core.services.recording import Taken
from core.services.standing import read_standing
from core.services.wave_clips import WaveFile, WaveForm
from desktop.demo.advising import row
from desktop.demo.walk import Walk
from desktop.presenters.case_reading import OpenCase
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.bench.camera_box import CameraBox
from desktop.views.bench.capture import Ending
from desktop.views.bench.media_bar import MediaBar
from desktop.views.bench.own_addresses import in_order
from desktop.views.bench.voice_recorder import VoiceRecorder
from desktop.views.camera.live_camera import CameraTrouble
from desktop.views.grid.evidence_pane import EvidencePane
from desktop.widgets.clip_player import ClipPlayer
from tests import practice

PHOTO, VOICE, VIDEO = RecordingKind.PHOTO, RecordingKind.VOICE, RecordingKind.VIDEO
A_SECOND = bytes(WaveForm().bytes_a_second)


class Sound(QObject):
    """A microphone that hears what a test says."""

    readyRead = Signal()  # noqa: N815 - as QIODevice names it

    def __init__(self) -> None:
        super().__init__()
        self._said = b""

    def say(self, sound: bytes) -> None:
        self._said += sound
        self.readyRead.emit()

    def readAll(self) -> QByteArray:  # noqa: N802 - as QIODevice names it
        said, self._said = self._said, b""
        return QByteArray(said)


class FullDisk:
    """A file on a disk that has room for half a second of sound."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=0)
        self._room = len(A_SECOND) // 2

    def write(self, content: bytes) -> int:
        if self._room < len(content):
            raise OSError(28, "No space left on device")
        self._room -= len(content)
        return self._file.write(content)

    def seek(self, at: int) -> int:
        return self._file.seek(at)

    def close(self) -> None:
        self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed


def seen() -> QVideoFrame:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(0x5B6B4B)
    return QVideoFrame(image)


def photo_file() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 90, 30)).save(made, "JPEG")
    return made.getvalue()


def what_is_read(code: QPixmap) -> list[str]:
    """What a phone's camera reads."""
    file = QBuffer()
    code.save(file, "PNG")
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(file.data().data())))]


def send(url: str, what: str, content: bytes) -> int:
    """Open the page as a phone does, and send something."""
    at = urlsplit(url)
    link = http.client.HTTPConnection(at.netloc, timeout=10)
    link.request("GET", at.path)
    page = link.getresponse()
    page.read()
    cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
    link.request("POST", at.path + what, content, {"Cookie": cookie})
    status = link.getresponse().status
    link.close()
    return status


@dataclass
class Bench:
    """The bar in front of a row of Sok Dara, who wears number 3."""

    qtbot: QtBot
    tasks: QtTaskRunner
    walk: Walk
    bar: MediaBar
    session_id: SessionId
    case_id: CaseId

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy and not self.bar.camera.busy)

    def show(self, number: str) -> None:
        unit = self.walk.file(self.case_id).units[0]
        at = row(unit, number).id
        self.bar.show_row(self.session_id, self.case_id, unit.id, at, None, bib=3, row=number)
        self.rest()

    def kept(self) -> list[tuple[RecordingKind, str]]:
        file = self.walk.file(self.case_id)
        numbers = {line.id: line.number for line in file.units[0].rows()}
        return [(one.kind, numbers[one.row_id]) for one in file.recordings]

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> Sound:
        sound = Sound()
        monkeypatch.setattr(
            VoiceRecorder, "start", lambda it, path: it.listen(cast(QIODevice, sound), path)
        )
        return sound


@pytest.fixture
def bench(qtbot: QtBot, reads: QtTaskRunner, walk: Walk) -> Iterator[Bench]:
    case = practice.handed_over(walk)
    session = walk.seat(case)
    bar = MediaBar(Session(walk.desk, walk.assessor, reads))
    qtbot.addWidget(bar)
    bench = Bench(qtbot, reads, walk, bar, session.id, case.id)
    bench.show("2")
    bar.show()
    yield bench
    bar.finish()
    bench.rest()


def test_a_photo_a_voice_note_and_what_a_phone_sends_belong_to_the_row_in_sight(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, qtbot = bench.bar, bench.qtbot
    sink = QVideoSink(bar)
    monkeypatch.setattr(CameraBox, "open_camera", lambda it: it.listen(sink))
    bar.take_photo()
    bench.rest()
    sink.setVideoFrame(seen())
    bench.rest()
    assert bench.kept() == [(PHOTO, "2")]
    assert bar.camera.isVisible(), "whoever is filmed sees it"
    bar.camera.off.click()
    assert not bar.camera.is_on

    sound = bench.listen(monkeypatch)
    bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND * 31)
    bench.show("3")
    qtbot.waitUntil(lambda: "00:31" in bar.said.text())
    assert "photos" not in bar.said.text(), "row 3 has none"
    bar.toggle_voice()
    bench.rest()
    assert bench.kept()[1:] == [(VOICE, "2")]

    hotspot = (("127.0.0.1", "hotspot"),)
    monkeypatch.setattr("desktop.views.bench.phone_window.own_addresses", lambda: hotspot)
    bar.open_phone()
    bench.rest()
    phone = bar.phone
    assert phone is not None
    assert what_is_read(phone.code.pixmap()) == [phone.url]
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(send, phone.url, "photo", photo_file())
        qtbot.waitUntil(sent.done)
    bench.rest()
    assert sent.result() == 201
    assert bench.kept()[2:] == [(PHOTO, "3")]
    assert "arrived" in phone.banner.sentence
    (first,) = (one for one in bench.walk.file(bench.case_id).recordings if one.kind is VOICE)
    assert first.source is RecordingSource.COMPUTER
    phone.close()
    assert phone.url == ""

    bench.show("2")
    assert bar.said.text().split() == ["photos", "1", "voice", "notes", "1"]
    assert bar.strip.count() == 2


def test_what_cannot_be_recorded_is_said_and_marks_go_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, desk = bench.bar, bench.walk.desk
    sound = bench.listen(monkeypatch)
    bar.clips.voice._open_file = lambda path: cast(BinaryIO, FullDisk(path))
    bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND)
    bench.rest()
    assert "disk took no more" in bar.banner.sentence
    assert "Free some room" in bar.banner.what_to_do
    assert list(desk.files.unfinished().iterdir()) == []
    assert not bar.is_recording

    bar.clips.voice._open_file = None
    bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND * 2)
    bar.clips.stop(Ending.UNPLUGGED)
    bench.rest()
    assert "unplugged" in bar.banner.sentence
    assert bench.kept() == [(VOICE, "2")]

    bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND * 400)
    bench.rest()
    assert "longest time" in bar.banner.sentence
    assert bench.walk.file(bench.case_id).recordings[-1].duration_s == 300

    bar._on_camera_trouble(CameraTrouble.NONE_THERE)
    assert bar.banner.sentence == "No camera was found."
    assert "phone" in bar.banner.what_to_do

    consent = CheckKind.CONSENT_TO_RECORD
    by = bench.walk.assessor
    bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND * 2)
    running_sessions.check(desk, by, bench.session_id, bench.case_id, consent, False)
    bar.toggle_voice()
    bench.rest()
    assert "cannot be kept" in bar.banner.sentence, "the worker took the consent back meanwhile"
    bar.banner.button.click()
    bench.rest()
    assert list(desk.files.unfinished().iterdir()) == []
    for act in (bar.take_photo, bar.toggle_voice, bar.toggle_video, bar.open_phone):
        bar.banner.clear()
        act()
        bench.rest()
        assert "Sok Dara did not agree to be recorded" in bar.banner.sentence
    assert len(bench.kept()) == 2


def test_a_voice_note_that_a_kill_cut_off_is_kept_when_the_worker_is_in_sight_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sound = bench.listen(monkeypatch)
    bench.bar.toggle_voice()
    bench.rest()
    sound.say(A_SECOND * 5)
    monkeypatch.setattr(recording, "QUIET_S", -1)
    after = MediaBar(Session(bench.walk.desk, bench.walk.assessor, bench.tasks))
    qtbot.addWidget(after)
    killed, bench.bar = bench.bar, after
    bench.show("3")
    assert "cut off" in after.banner.sentence
    assert bench.kept() == [(VOICE, "2")]
    bench.bar = killed


@pytest.mark.qt_log_ignore("PulseAudio|frameRate|qt.multimedia", extend=True)
def test_a_video_whose_camera_is_unplugged_is_kept_and_can_be_played_as_far_as_it_came(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, qtbot = bench.bar, bench.qtbot
    session, camera, sink = QMediaCaptureSession(), QVideoFrameInput(), QVideoSink(bar)
    session.setVideoFrameInput(camera)
    monkeypatch.setattr(CameraBox, "session", property(lambda _: session))
    monkeypatch.setattr(CameraBox, "open_camera", lambda it: it.listen(sink))
    count = 0

    def frame() -> None:
        nonlocal count
        one = seen()
        one.setStartTime(count * 40_000)
        one.setEndTime((count + 1) * 40_000)
        camera.sendVideoFrame(one)
        sink.setVideoFrame(one)
        count += 1

    timer = QTimer()
    timer.timeout.connect(frame)
    timer.start(40)
    bar.toggle_video()
    qtbot.waitUntil(lambda: bar.clips.film.is_on)
    qtbot.wait(900)
    bar.camera.off.click()
    assert bar.camera.is_on, "whoever films sees it to the end"
    bar.camera._on_trouble(CameraTrouble.UNPLUGGED)
    qtbot.waitUntil(lambda: not bar.is_recording)
    timer.stop()
    bench.rest()
    assert bench.kept() == [(VIDEO, "2")]
    assert "what was recorded is kept" in bar.banner.sentence
    film = bench.walk.file(bench.case_id).recordings[0]
    assert film.media_type == "video/x-matroska"
    assert film.duration_s

    path = bench.walk.desk.files.path(film.sha256)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])  # as a kill leaves it
    player = ClipPlayer()
    qtbot.addWidget(player)
    with qtbot.waitSignal(player.shown, timeout=10_000):
        player.show_clip(path, moving=True)
    assert player.problem == ""
    path.write_bytes(b"\x1a\x45\xdf\xa3 broken")
    with qtbot.waitSignal(player.shown, timeout=10_000):
        player.show_clip(path, moving=True)
    assert "damaged" in player.problem
    player.clear()


def test_only_networks_around_the_laptop_are_offered_hotspots_first() -> None:
    found = [
        ("203.0.113.7", "modem"), ("fe80::1%eth0", "cable"), ("192.168.1.23", "wifi"),
        ("8.8.8.8", "modem"), ("10.42.0.1", "hotspot"), ("127.0.0.1", "lo"),
    ]  # fmt: skip
    assert [name for _, name in in_order(found) if name != "modem"] == ["hotspot", "wifi"]
    assert "8.8.8.8" not in dict(in_order(found))


@pytest.mark.qt_log_ignore("PulseAudio|qt.multimedia", extend=True)
def test_what_was_recorded_of_a_row_is_evidence_one_key_away_in_the_grid(
    bench: Bench, qtbot: QtBot
) -> None:
    desk, by = bench.walk.desk, bench.walk.assessor
    place, at = bench.bar.place, bench.walk.clock.now()
    assert place is not None
    taken = Taken(place, PHOTO, RecordingSource.COMPUTER, at)
    recording.keep_photo(desk, by, taken, photo_file())
    one = recording.begin_recording(desk, by, place, VOICE)
    with WaveFile(one.media, WaveForm()) as file:
        file.write(A_SECOND * 2)
    kept = recording.finish_recording(desk, by, one)
    with desk.uow() as uow:
        file_now = uow.case_file(place.case_id)
        standing = read_standing(uow, desk.clock.today())
    case = OpenCase(file_now, standing)
    state = GridState(case, place.unit_id, by.staff, GridMode.ASSESS)
    line = state.grid.row(place.row_id)
    assert [cell.label for cell in line.recordings] == ["R1", "R2"]
    assert "R1" not in line.labels, "a recording alone is no evidence for the row"
    pane = EvidencePane(Session(desk, by, bench.tasks))
    qtbot.addWidget(pane)
    pane.show()
    pane.show_line(state, line)
    pane.look_at("R1")
    qtbot.waitUntil(lambda: pane._recording is not None and not pane._recording.photo.problem)
    bench.rest()
    assert "R1  Photo" in pane.head.text()
    pane.look_at("R2")
    qtbot.waitUntil(lambda: pane._recording is not None and pane._recording.player.seconds == 2)
    desk.files.path(kept.sha256).write_bytes(b"changed behind the program's back")
    pane.look_at("R2")
    bench.rest()
    assert pane._recording is not None
    assert "not there as it was recorded" in pane._recording.player.problem
