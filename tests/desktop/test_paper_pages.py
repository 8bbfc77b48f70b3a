"""A test day arranged, held, and its checklist entered from a scan: by the window alone."""

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark
from core.domain.checklists import BoxColumn
from core.ids import SessionId
from core.reporting.checklist_layout import lay_out
from core.reporting.checklist_pdf import checklist_pdf
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services.printing_checklists import checklist_sheets
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.presenters.test_day_papers import DayPaper
from desktop.tasks import QtTaskRunner
from desktop.views.paper.taking_in_page import TakingInPage
from desktop.views.paper.test_day_page import TestDayPage as DayPage
from desktop.views.paper.test_days_page import TestDaysPage as DaysPage
from tests.core.services.test_paper_days import DONE_ON_PAPER, ready
from tests.handwriting import Scan, as_pdf, drawn_page, filled_in, scanned
from tests.practice import DARA


def a_scan(walk: Walk, session_id: SessionId, path: Path) -> None:
    """Row 1 has two crosses, row 2 none, row 3 is not met with help; the rest is met."""
    rng = random.Random(11)
    (sheet,) = checklist_sheets(walk.desk, session_id)
    pdf, papers = checklist_pdf(sheet), []
    for at, page in enumerate(lay_out(sheet)):
        marks = {}
        for number, one in enumerate(page.rows):
            marks[number] = {
                "1": [BoxColumn.MET, BoxColumn.NOT_MET],
                "2": [],
                "3": [BoxColumn.NOT_MET, BoxColumn.PROMPTED],
            }.get(one.row.number, [BoxColumn.MET])
        paper = filled_in(drawn_page(pdf, at), page.code, marks, rng, DONE_ON_PAPER)
        papers.append(scanned(paper, Scan(dpi=120, turned=180, noise=20), rng))
    blank = papers[0].point(lambda value: 255 if value < 256 else 0)
    path.write_bytes(as_pdf([*papers, blank]))


def test_a_day_is_arranged_and_held_and_a_scan_is_entered_by_keys(
    qtbot: QtBot, walk: Walk, reads: QtTaskRunner, tmp_path: Path
) -> None:
    case = ready(walk, DARA)
    walk.declare(case)
    session = Session(walk.desk, walk.assessor, reads)

    def rest() -> None:
        qtbot.waitUntil(lambda: not reads.busy, timeout=20_000)

    day = DayPage(session)
    qtbot.addWidget(day)
    day.show()
    rest()
    day.footer.main.click()
    assert "unit" in day.banner.sentence
    (d4,) = day.units.findItems("D4", Qt.MatchFlag.MatchStartsWith)
    d4.setCheckState(Qt.CheckState.Checked)
    QTest.keyClicks(day.place, "Hall 2")
    day.footer.main.click()
    rest()
    assert not day.papers.buttons[DayPaper.CHECKLISTS][0].isEnabled()
    day.candidates.admit.click()
    rest()
    assert day.candidates.admissions.model().rowCount() == 1
    with qtbot.waitSignal(day.session_opened) as opened:
        day.footer.main.click()  # make it a session
        rest()
        assert "session is made" in day.banner.sentence
        day.footer.main.click()  # open it
    (session_id,) = opened.args or [None]
    assert all(button.isEnabled() for pair in day.papers.buttons.values() for button in pair)
    days = DaysPage(session)
    qtbot.addWidget(days)
    rest()
    assert days.table.model().rowCount() == 1

    walk.clock.turn(hours=3)
    scan, photo = tmp_path / "scan.pdf", tmp_path / "photo.jpg"
    a_scan(walk, session_id, scan)
    photo.write_bytes(holder_portrait_jpeg())
    page = TakingInPage(session, session_id)
    qtbot.addWidget(page)
    page.show()
    page.presenter.read_files([tmp_path / "missing.pdf"])
    rest()
    assert "missing.pdf" in page.banner.sentence
    page.presenter.read_files([scan])
    rest()
    assert page.sheet is not None
    assert page.left_out.isVisible()
    assert page.table.row == 0
    assert page.review.strip.isVisible()
    page.footer.main.click()  # row 1 is still to be decided: nothing is entered
    rest()
    assert page.sheet.undecided == (0,)
    QTest.keyClick(page.table, Qt.Key.Key_2)
    assert not page.sheet.undecided
    assert page.table.row == 1
    QTest.keyClick(page.table, Qt.Key.Key_1)
    QTest.keyClick(page.table, Qt.Key.Key_P)  # row 3: no, she did it alone
    page.table.go_to(1)
    QTest.keyClick(page.table, Qt.Key.Key_0)
    page.checks.take_photo(photo)
    assert "6" in page.footer.main.text()
    page.hour.setText("half past")
    page.footer.main.click()
    assert "time" in page.banner.sentence
    seen_at = walk.clock.now().astimezone()
    page.hour.setText(seen_at.strftime("%H:%M"))
    page.footer.main.click()
    rest()

    assert page.sheet is None
    assert "6" in page.banner.sentence
    seen = walk.file(case.id).observations
    assert [one.mark for one in seen] == [Mark.NOT_MET, Mark.NOT_MET, *[Mark.MET] * 4]
    assert not any(one.prompted for one in seen)
    assert {one.observed_at for one in seen} == {seen_at.replace(second=0, microsecond=0)}
    page.presenter.read_files([scan])
    rest()
    assert page.sheet is None
    assert "could be read" in page.banner.sentence
