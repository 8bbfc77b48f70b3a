"""Reading a passport with a camera, and the sentence where there is none to read with."""

import builtins
import io
from typing import Any, cast

import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.domain.recognition import Passport
from credentials.qr_symbol import qr_png
from desktop.demo.walk import Walk
from desktop.tasks import QtTaskRunner
from desktop.views.camera import live_camera
from desktop.views.camera.live_camera import CameraTrouble, LiveCamera
from desktop.views.verify.camera_pane import look_at
from desktop.views.verify_page import VerifyPage
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said
from tests.desktop.verify.conftest import word
from tests.passports import PaperAgency
from tests.reporting.pages import page_image

AGENCY = PaperAgency()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sink(qtbot: QtBot, page: VerifyPage) -> QVideoSink:
    """What a camera's pictures come out of, with the page looking at it."""
    sink = QVideoSink(page)
    page.camera.listen(sink)
    return sink


def held_up(walk: Walk, passport: Passport, *, turned: float = 4.0) -> QVideoFrame:
    """The printed sheet's code as a webcam sees it: on a table, a little turned."""
    sheet = page_image(walk.desk.files.get(passport.pdf_sha256), 0, 130)
    sheet = sheet.crop((0, round(sheet.height * 0.68), round(sheet.width * 0.5), sheet.height))
    data = sheet.tobytes()
    paper = QImage(data, sheet.width, sheet.height, sheet.width, QImage.Format.Format_Grayscale8)
    turned_paper = paper.transformed(
        QTransform().rotate(turned), Qt.TransformationMode.SmoothTransformation
    )
    table = QImage(1280, 720, QImage.Format.Format_RGB32)
    table.fill(0x6B5B4B)
    painter = QPainter(table)
    painter.drawImage(200, 120, turned_paper)
    painter.end()
    return QVideoFrame(table)


def blank() -> QVideoFrame:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    return QVideoFrame(image)


def test_a_sheet_held_before_the_camera_is_read_and_checked(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    sink.setVideoFrame(held_up(walk, passport))
    settled()

    assert word(page) == "VALID"
    assert "Sok Dara" in said(page.result)
    assert "camera" in said(page.result)
    assert not page.camera.picture.is_empty, "one sees what the camera sees"
    assert page.drop.isHidden()


def test_pictures_without_a_code_say_nothing_and_the_next_one_is_looked_at(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    sink.setVideoFrame(blank())
    settled()
    assert page.result is None
    assert not page.camera.picture.is_empty

    sink.setVideoFrame(held_up(walk, passport))
    settled()
    assert word(page) == "VALID"


def test_one_sheet_held_still_is_checked_once_not_thirty_times_a_second(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    seen: list[tuple[str, ...]] = []
    page.camera.read.connect(seen.append)
    for _ in range(4):
        sink.setVideoFrame(held_up(walk, passport))
        settled()
    assert len(seen) == 1


def test_frames_that_come_while_one_is_looked_at_are_let_go(
    page: VerifyPage, reads: QtTaskRunner, sink: QVideoSink, settled: Settled
) -> None:
    for _ in range(30):
        sink.setVideoFrame(blank())
    assert len(reads._tasks) <= 1
    settled()


def test_closing_the_camera_brings_the_other_ways_back_and_looks_at_nothing_more(
    qtbot: QtBot,
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    qtbot.mouseClick(page.camera.close_button, LEFT)
    sink.setVideoFrame(held_up(walk, passport))
    settled()

    assert page.camera.isHidden()
    assert page.drop.isVisible()
    assert page.result is None


def test_another_page_or_a_lock_ends_the_filming(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    page.hide()
    sink.setVideoFrame(held_up(walk, passport))
    settled()
    assert page.result is None


def test_without_a_camera_it_says_so_and_the_other_ways_work(
    qtbot: QtBot, page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    qtbot.mouseClick(page.camera_button, LEFT)

    assert page.camera.banner.sentence == "No camera was found."
    assert "Plug one in" in page.camera.banner.what_to_do
    assert page.camera.again.isVisible()
    page.check_text(passport.code_texts[0])
    settled()
    assert word(page) == "VALID"


@pytest.mark.parametrize("trouble", CameraTrouble)
def test_every_trouble_is_a_sentence_with_what_to_do(
    page: VerifyPage, sink: QVideoSink, trouble: CameraTrouble
) -> None:
    page.camera._on_trouble(trouble)
    assert page.camera.banner.sentence.endswith(".")
    assert page.camera.banner.what_to_do.endswith(".")
    assert page.camera.picture.isHidden()


class _Application:
    """A system that says no when a program asks for the camera."""

    @staticmethod
    def instance() -> "_Application":
        return _Application()

    def checkPermission(self, _: object) -> Qt.PermissionStatus:  # noqa: N802 - Qt's name
        return Qt.PermissionStatus.Denied


class _Plugged:
    """A camera that was opened; `cameraDevice().id().data()` says which."""

    stopped = False

    def cameraDevice(self) -> "_Plugged":  # noqa: N802 - Qt's name
        return self

    id = cameraDevice

    def data(self) -> bytes:
        return b"webcam"

    def stop(self) -> None:
        self.stopped = True

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        assert self.stopped


@pytest.fixture
def camera(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LiveCamera:
    """A camera of a machine that has one plugged in."""
    monkeypatch.setattr(LiveCamera, "cameras", ((b"webcam", "Webcam"),))
    return LiveCamera()


def troubles(camera: LiveCamera) -> list[object]:
    seen: list[object] = []
    camera.troubled.connect(seen.append)
    return seen


def test_a_camera_that_may_not_be_used_is_not_opened(
    camera: LiveCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_camera, "QCoreApplication", _Application)
    seen = troubles(camera)
    camera.start()
    assert seen == [CameraTrouble.NOT_ALLOWED]
    assert camera._camera is None


def test_a_camera_that_is_pulled_out_is_let_go_and_named(
    camera: LiveCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged = _Plugged()
    camera._camera = cast(Any, plugged)
    seen = troubles(camera)
    monkeypatch.setattr(LiveCamera, "cameras", ())
    camera._devices.videoInputsChanged.emit()
    assert seen == [CameraTrouble.UNPLUGGED]
    assert plugged.stopped


def test_another_camera_that_comes_or_goes_disturbs_nothing(camera: LiveCamera) -> None:
    camera._camera = cast(Any, _Plugged())
    seen = troubles(camera)
    camera._devices.videoInputsChanged.emit()
    assert seen == []
    camera.stop()


def test_a_camera_that_another_program_has_refuses(camera: LiveCamera) -> None:
    camera._camera = cast(Any, _Plugged())
    seen = troubles(camera)
    camera._fail(CameraTrouble.REFUSES)
    assert seen == [CameraTrouble.REFUSES]


def test_a_system_without_the_sound_library_is_named_not_a_crash(
    page: VerifyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    page.film()

    assert "lacks what reading from a camera needs" in page.camera.banner.sentence
    assert "libpulse" in page.camera.banner.what_to_do
    assert page.camera.again.isHidden(), "trying again would help nobody"


def test_a_page_that_is_gone_is_told_nothing(
    qtbot: QtBot,
    reads: QtTaskRunner,
    page: VerifyPage,
    sink: QVideoSink,
    settled: Settled,
) -> None:
    pane = page.camera
    sink.setVideoFrame(blank())
    pane.setParent(None)
    pane.deleteLater()
    settled()
    assert not [one for one in page.findChildren(QLabel) if "camera" in one.text().lower()]


@pytest.mark.parametrize(
    "kind",
    [
        QVideoFrameFormat.PixelFormat.Format_NV12,
        QVideoFrameFormat.PixelFormat.Format_NV21,
        QVideoFrameFormat.PixelFormat.Format_YUV420P,
        QVideoFrameFormat.PixelFormat.Format_YV12,
        QVideoFrameFormat.PixelFormat.Format_YUV422P,
        QVideoFrameFormat.PixelFormat.Format_YUYV,
        QVideoFrameFormat.PixelFormat.Format_UYVY,
        QVideoFrameFormat.PixelFormat.Format_Y8,
    ],
)
def test_the_code_is_read_whatever_way_the_camera_packs_its_pictures(
    kind: QVideoFrameFormat.PixelFormat,
) -> None:
    text = AGENCY.code()
    code = Image.open(io.BytesIO(qr_png(text))).convert("L")
    code = code.resize((code.width // 4 * 2, code.height // 4 * 2))
    image, texts = look_at(packed(code, kind))
    assert texts == (text,)
    assert (image.width(), image.height()) == code.size
    light = image.pixelColor(1, 1)
    assert (
        max(light.red(), light.green(), light.blue())
        - min(light.red(), light.green(), light.blue())
        < 12
    ), "white paper looks white"


def packed(grey: Image.Image, kind: QVideoFrameFormat.PixelFormat) -> QVideoFrame:
    """A grey picture in a camera's own packing: U and V are 128 everywhere."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(*grey.size), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    first = {
        QVideoFrameFormat.PixelFormat.Format_YUYV: (0, 2),
        QVideoFrameFormat.PixelFormat.Format_UYVY: (1, 2),
    }
    start, step = first.get(kind, (0, 1))
    for plane in range(frame.planeCount()):
        chroma = cast("memoryview", frame.bits(plane))
        chroma[:] = bytes([128]) * len(chroma)
    bits, line = cast("memoryview", frame.bits(0)), frame.bytesPerLine(0)
    content = grey.tobytes()
    for y in range(grey.height):
        begin = y * line + start
        bits[begin : begin + grey.width * step : step] = content[y * grey.width :][: grey.width]
    frame.unmap()
    return frame


def test_a_frame_that_was_cut_off_is_passed_over() -> None:
    form = QVideoFrameFormat(QSize(640, 480), QVideoFrameFormat.PixelFormat.Format_Jpeg)
    assert look_at(QVideoFrame(form))[1] == ()
