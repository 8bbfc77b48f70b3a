"""The grid of a 60-row case: opening it beside the least that could be done, and one mark saved.

Reading is compared with the same queries as plain SQL text, whose rows nobody looks at; showing
with a bare Qt table of the same size, from making it to the moment when nothing is left to do. What
a person feels of showing is beside it: the longest time for which the window answers nothing.
A mark is followed from the key to the moment when nothing is left to do on the window's thread.
The case is compared with what other desks wrote later, when nothing was marked for a moment; the
window's thread does not read it, so that is not in the figure, and has a line of its own.
What counts is the time by the clock, for that is what a person waits: it also holds the waits for
the interpreter while the writing thread has it, and grows with what else the machine does. Beside
it stands the processor time of the window's thread, which hardly does.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from sqlalchemy import Engine, create_engine, event, text

from benchmarks.sixty_rows import LongCase, long_case
from benchmarks.timing import medians_in_turns, per_call
from benchmarks.window_thread import busy_until_idle, pieces_until_idle
from desktop.garbage import IdleGarbage
from desktop.presenters.case_reading import read_case
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import ThemeName, look
from desktop.views.grid_page import GridPage

SQL_GOAL, TABLE_GOAL, BLOCK_GOAL_MS, MARK_GOAL_MS = 13.0, 3.0, 50.0, 16.0
MARKS, ROUNDS = 200, 15
SIZE = (1158, 690)  # what a page has of a screen of 1366 x 768


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    look().apply(app, ThemeName.LIGHT)  # type: ignore[arg-type]
    with (
        tempfile.TemporaryDirectory() as folder,
        long_case(Path(folder) / "home", decided=False) as long,
        IdleGarbage(app),  # as in the program
    ):
        database = Path(folder) / "home" / "touchstone.db"
        tasks = QtTaskRunner()
        try:
            return [*_reading(long, database), *_showing(long, tasks), *_marking(long, tasks)]
        finally:
            tasks.finish()


# -- reading --------------------------------------------------------------------------------------


def _reading(long: LongCase, database: Path) -> list[str]:
    ours = lambda: read_case(long.walk.desk, long.case.id)  # noqa: E731
    statements = _statements_of(long)
    plain = create_engine(f"sqlite:///{database}")
    with plain.connect() as connection:
        queries = [(text(sql), values) for sql, values in statements]

        def raw() -> None:
            for query, values in queries:
                connection.execute(query, values).fetchall()

        medians = medians_in_turns({"ours": per_call(ours, 5), "raw": per_call(raw, 5)}, ROUNDS)
    plain.dispose()
    ratio = medians["ours"] / medians["raw"]
    return [
        f"{'reading the case':<32}{medians['ours'] * 1e3:6.1f} ms   "
        f"{ratio:4.1f} x the same {len(statements)} queries   {_verdict(ratio, SQL_GOAL)}"
    ]


def _statements_of(long: LongCase) -> list[tuple[str, dict[str, object]]]:
    """The statements that reading the case sends, as SQL text with named values."""
    found: list[tuple[str, dict[str, object]]] = []

    def keep(_: object, __: object, sql: str, values: tuple[object, ...], *___: object) -> None:
        if sql.lstrip().upper().startswith("SELECT"):
            named = {f"v{at}": value for at, value in enumerate(values)}
            for name in named:
                sql = sql.replace("?", f":{name}", 1)
            found.append((sql, named))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        read_case(long.walk.desk, long.case.id)
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    return found


# -- showing --------------------------------------------------------------------------------------


def _showing(long: LongCase, tasks: QtTaskRunner) -> list[str]:
    session = Session(long.walk.desk, long.walk.assessor, tasks)

    def page() -> QWidget:
        return GridPage(session, long.case.id, long.unit.id, GridMode.ASSESS)

    def bare() -> QWidget:
        count = len(list(long.unit.rows()))
        model = QStandardItemModel(count, len(GridColumn))
        for row in range(count):
            for column in range(len(GridColumn)):
                model.setItem(row, column, QStandardItem(f"row {row}, column {column}"))
        table = QTableView()
        model.setParent(table)
        table.setModel(model)
        return table

    longest: list[float] = []

    def ours() -> float:
        blocks = _blocks_to_show(page, tasks)
        longest.append(max(blocks))
        return sum(blocks)

    actions = {"ours": ours, "bare": lambda: sum(_blocks_to_show(bare, tasks))}
    medians = medians_in_turns(actions, ROUNDS)
    ratio, block = medians["ours"] / medians["bare"], statistics.median(longest) * 1e3
    return [
        f"{'showing it, window thread':<32}{medians['ours'] * 1e3:6.1f} ms   "
        f"{ratio:4.1f} x a bare Qt table   {_verdict(ratio, TABLE_GOAL)}",
        f"{'without an answer meanwhile':<32}{block:6.1f} ms   "
        f"the longest time, median of {len(longest)}   {_verdict(block, BLOCK_GOAL_MS)}",
    ]


def _blocks_to_show(make: Callable[[], QWidget], tasks: QtTaskRunner) -> list[float]:
    """The seconds of each piece of work on the window's thread; between them it takes keys."""
    started = time.perf_counter()
    widget = make()
    widget.resize(*SIZE)
    widget.show()
    blocks = [time.perf_counter() - started, *pieces_until_idle(tasks)]
    widget.close()
    widget.deleteLater()
    busy_until_idle(tasks)
    return blocks


# -- marking --------------------------------------------------------------------------------------


def _marking(long: LongCase, tasks: QtTaskRunner) -> list[str]:
    session = Session(long.walk.desk, long.walk.assessor, tasks)
    page = GridPage(session, long.case.id, long.unit.id, GridMode.ASSESS)
    page.resize(*SIZE)
    page.show()
    busy_until_idle(tasks)
    rows = [at for at in range(page.model.rowCount()) if _judged(page, at)]
    keys = (Qt.Key.Key_1, Qt.Key.Key_0)
    busy: list[float] = []
    by_clock: list[float] = []
    for number in range(MARKS):
        page.table.go_to_cell(rows[number % len(rows)], GridColumn.ASSESSOR)
        busy_until_idle(tasks)
        started, begun = time.thread_time(), time.perf_counter()
        QTest.keyClick(page.table, keys[number // len(rows) % len(keys)])
        pressed = time.perf_counter() - begun
        by_clock.append(pressed + busy_until_idle(tasks))
        busy.append(time.thread_time() - started)
    compared = _seconds_to_compare(page, tasks)
    page.close()
    page.deleteLater()
    p95, median = _p95(by_clock), statistics.median(by_clock) * 1e3
    return [
        f"{'a mark in the grid, saved':<32}p95 {p95:6.1f} ms   median {median:6.1f} ms   "
        f"{_verdict(p95, MARK_GOAL_MS)}   (processor time, p95 {_p95(busy):.1f} ms)",
        f"{'compared when the hand rests':<32}{compared * 1e3:6.1f} ms   "
        f"of the window's thread   {_verdict(compared * 1e3, MARK_GOAL_MS)}",
    ]


def _seconds_to_compare(page: GridPage, tasks: QtTaskRunner) -> float:
    """Wait until the page compares the case with what is on record; the median of a few times."""
    found = []
    for _ in range(5):
        page.compare_soon()
        while not tasks.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        found.append(busy_until_idle(tasks))
    return statistics.median(found)


def _p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return sorted(seconds)[int(len(seconds) * 0.95) - 1] * 1e3


def _judged(page: GridPage, at: int) -> bool:
    line = page.model.line(at)
    return line is not None and line.row.judged


def _verdict(found: float, goal: float) -> str:
    return f"goal {goal:.0f} met" if found <= goal else f"goal {goal:.0f} MISSED"


if __name__ == "__main__":
    for line in measure():
        print(line)
