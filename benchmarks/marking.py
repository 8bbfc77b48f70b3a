"""A mark at the bench, saved: how long the window's thread is busy with it, on a 60-row unit.

From the press of the key to the moment when nothing is left to do on the window's thread: the mark
is shown, written on the worker thread, and drawn again as saved. Waiting for the disk is not
counted; what the writing thread takes of Python meanwhile is.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.sixty_rows import ROWS, long_unit, practice_walk
from benchmarks.window_thread import busy_until_idle
from core.domain.case import Case, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.sessions import SessionView
from core.domain.standards import Unit
from core.services import running_sessions
from desktop.demo.invented import Piece, Work, Worker
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import ThemeName, look
from desktop.views.bench.session_page import SessionPage

WORKERS = 8
MARKS = 300
GOAL_MS = 16.0
SIZE = (1366, 700)
_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    look().apply(app, ThemeName.LIGHT)  # type: ignore[arg-type]
    lines = []
    with tempfile.TemporaryDirectory() as folder, _session(Path(folder) / "home") as (page, runner):
        for view, name in ((SessionView.ROWS, "row by row"), (SessionView.GROUP, "group of 8")):
            page.presenter.show_view(view)
            busy_until_idle(runner)
            marks = [_one_mark(page, runner, at) for at in range(MARKS)]
            lines.append(_line(f"{name}, a mark, saved", marks))
    return lines


def _line(name: str, marks: list[tuple[float, float]]) -> str:
    (busy, own), last = (sorted(one) for one in zip(*marks, strict=True)), int(MARKS * 0.95) - 1
    p95, median = busy[last] * 1e3, statistics.median(busy) * 1e3
    verdict = "goal met" if p95 <= GOAL_MS else f"goal {GOAL_MS:.0f} ms MISSED"
    return (
        f"{name:<28}p95 {p95:5.1f} ms   median {median:5.1f} ms   "
        f"own work p95 {own[last] * 1e3:5.1f} ms   {verdict}"
    )


def _one_mark(page: SessionPage, runner: QtTaskRunner, at: int) -> tuple[float, float]:
    """The seconds for which the window's thread was busy with one mark, and of them its own work.

    On a machine that does much else the first grows with what else it does; the second does not.
    """
    page.presenter.step_row(1 if at % ROWS else -ROWS)
    busy_until_idle(runner)
    own, started = time.thread_time(), time.perf_counter()
    QTest.keyClick(page, _KEYS[at % len(_KEYS)])
    busy = time.perf_counter() - started
    return busy + busy_until_idle(runner), time.thread_time() - own


@contextmanager
def _session(home: Path) -> Iterator[tuple[SessionPage, QtTaskRunner]]:
    with practice_walk(home) as walk:
        unit = long_unit(walk)
        cases = [_case(walk, unit, number) for number in range(WORKERS)]
        opened = walk.seat(*cases, place="Site A")
        running_sessions.set_session_task(
            walk.desk, walk.assessor, opened.id, unit.id, title="The whole unit"
        )
        tasks = QtTaskRunner()
        page = SessionPage(Session(walk.desk, walk.assessor, tasks), opened.id)
        page.resize(*SIZE)
        page.show()
        busy_until_idle(tasks)
        try:
            yield page, tasks
        finally:
            tasks.finish()
            page.close()
            page.deleteLater()


def _case(walk: Walk, unit: Unit, number: int) -> Case:
    back = date(2025, 6, 20)
    worker = Worker(
        name=f"Worker {number + 1}",
        own_name="",
        born=date(1990, 1, 1 + number),
        nationality="KH",
        document=f"N{number}",
        languages=("km",),
        history=(Work("Operator", "abroad", "KR", back - timedelta(days=1500), back),),
    )
    papers = [Piece(ExhibitKind.JOB_DESCRIPTION, "Job", "job.txt", b"PRACTICE")]
    return walk.to_assess(worker, Route.RMCS_UNITS, unit, papers, {"": ["1"]})
