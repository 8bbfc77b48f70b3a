"""Evidence is shown in place; a broken file is a sentence, never a blank or a crash."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.tasks import QtTaskRunner
from desktop.widgets.evidence_viewer import EvidenceViewer
from tests.fakes import Immediately


def a_pdf(pages: int, password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password)
    for number in range(1, pages + 1):
        canvas.setFillGray(number / 10)
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def viewer(qtbot: QtBot) -> EvidenceViewer:
    """A viewer in sight that reads at once."""
    made = EvidenceViewer(Immediately())
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def test_a_picture_is_shown_whole(viewer: EvidenceViewer) -> None:
    viewer.show_file(a_picture(2000, 1000), "image/jpeg")

    assert viewer.problem == ""
    assert viewer.canvas.zoom == pytest.approx(viewer.canvas.viewport().width() / 2000, rel=0.1)


def test_a_pdf_is_opened_at_the_page_that_was_asked_for(
    qtbot: QtBot, viewer: EvidenceViewer
) -> None:
    with qtbot.waitSignal(viewer.shown):
        viewer.show_file(a_pdf(3), "application/pdf", page=2)

    assert (viewer.page, viewer.page_count) == (2, 3)


def test_pages_turn_and_stop_at_the_ends(qtbot: QtBot, viewer: EvidenceViewer) -> None:
    with qtbot.waitSignal(viewer.shown):
        viewer.show_file(a_pdf(2), "application/pdf")
    with qtbot.waitSignal(viewer.page_changed) as turned:
        viewer.go_to(2)
    viewer.go_to(3)

    assert turned.args == [2]
    assert viewer.page == 2


def test_the_next_page_looks_different(qtbot: QtBot, viewer: EvidenceViewer) -> None:
    with qtbot.waitSignal(viewer.shown):
        viewer.show_file(a_pdf(8), "application/pdf")
    first = viewer.canvas.grab().toImage()

    viewer.go_to(8)

    qtbot.waitUntil(lambda: viewer.canvas.grab().toImage() != first)


def test_zoom_turn_and_fit(viewer: EvidenceViewer) -> None:
    viewer.show_file(a_picture(800, 400), "image/jpeg")
    fitted = viewer.canvas.zoom

    viewer.canvas.zoom_in()
    assert viewer.canvas.zoom > fitted
    viewer.canvas.rotate_right()
    assert viewer.canvas.turn == 90
    viewer.canvas.fit()
    viewer.canvas.rotate_right()
    assert viewer.canvas.zoom == pytest.approx(fitted)


def test_text_is_shown_as_text(viewer: EvidenceViewer) -> None:
    viewer.show_file("<b>2019-03-01 Hanshin Co.</b> សុខ".encode(), "text/plain")

    assert viewer._text.toPlainText() == "<b>2019-03-01 Hanshin Co.</b> សុខ"


@pytest.mark.parametrize(
    ("data", "media_type", "says"),
    [
        (b"not a picture", "image/png", "picture is damaged"),
        (a_picture(50, 50)[:200], "image/jpeg", "picture is damaged"),
        (b"", "image/jpeg", "picture is damaged"),
        (b"%PDF-1.7 nothing more", "application/pdf", "PDF is damaged"),
        (b"", "application/pdf", "PDF is damaged"),
        (a_pdf(1, password="secret"), "application/pdf", "locked with a password"),
        (b"RIFF", "audio/wav", "kind of file"),
    ],
)
@pytest.mark.qt_log_ignore("Invalid JPEG file structure", extend=True)  # Qt says it as well
def test_what_cannot_be_shown_says_why(
    viewer: EvidenceViewer, data: bytes, media_type: str, says: str
) -> None:
    viewer.show_file(data, media_type)

    assert says in viewer.problem


def test_a_missing_file_says_so(viewer: EvidenceViewer, tmp_path: Path) -> None:
    viewer.show_file(tmp_path / "gone.pdf", "application/pdf")

    assert "missing" in viewer.problem


def test_the_file_asked_for_last_is_the_one_that_is_shown(qtbot: QtBot) -> None:
    tasks = Immediately(hold=True)
    viewer = EvidenceViewer(tasks)
    qtbot.addWidget(viewer)
    viewer.show_file(b"broken", "image/png")
    viewer.show_file(b"the second", "text/plain")

    tasks.release()

    assert viewer._text.toPlainText() == "the second"
    assert viewer.problem == ""


def test_a_large_picture_is_read_away_from_the_window(qtbot: QtBot, reads: QtTaskRunner) -> None:
    viewer = EvidenceViewer(reads)
    qtbot.addWidget(viewer)
    viewer.resize(600, 500)
    viewer.show()

    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        viewer.show_file(a_picture(7000, 5000), "image/jpeg")
    assert viewer.problem == ""
