"""A session page in a process of its own, played by a number pad: `python -m tests.desktop.bench.pad`.

Arguments are the home and the session. Each line of standard input is one key of the pad, or
`photo` for a camera that is not there, or `look`. Every answer is one line of JSON that says where
the session is and what is saved. It can be killed at any moment.
"""

import itertools
import json
import sys
import time
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.domain.people import Staff
from core.ids import SessionId
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services.signing_in import sign_in
from desktop.demo.centre import PASSPHRASE
from desktop.parts import open_desk
from desktop.presenters.bench_state import Saving
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import ThemeName, look
from desktop.views.bench.session_page import SessionPage

NOTHING: Final = Qt.KeyboardModifier.NoModifier
KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_COLUMN: Final = {"win32": 1, "darwin": 2}.get(sys.platform, 0)
_WITH_NUM_LOCK: Final = {
    "1": Qt.Key.Key_1, "2": Qt.Key.Key_2, "3": Qt.Key.Key_3, "0": Qt.Key.Key_0,
    "+": Qt.Key.Key_Plus, "-": Qt.Key.Key_Minus, ".": Qt.Key.Key_Period,
    "enter": Qt.Key.Key_Enter,
}  # fmt: skip
_WITHOUT: Final = _WITH_NUM_LOCK | {
    "1": Qt.Key.Key_End, "2": Qt.Key.Key_Down, "3": Qt.Key.Key_PageDown,
    "0": Qt.Key.Key_Insert, ".": Qt.Key.Key_Delete,
}  # fmt: skip
_CODES: Final = {
    "1": (87, 0x4F, 0x53), "2": (88, 0x50, 0x54), "3": (89, 0x51, 0x55), "0": (90, 0x52, 0x52),
    "+": (86, 0x4E, 0x45), "-": (82, 0x4A, 0x4E), ".": (91, 0x53, 0x41),
    "enter": (104, 0x11C, 0x4C),
}  # fmt: skip


def press(page: SessionPage, key: str, *, num_lock: bool) -> None:
    """Press and let go one key of the pad, as the system reports it."""
    keys = _WITH_NUM_LOCK if num_lock else _WITHOUT
    scan = 1 if sys.platform == "darwin" else _CODES[key][_COLUMN]
    virtual = _CODES[key][2] if sys.platform == "darwin" else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(page, QKeyEvent(kind, keys[key], KEYPAD, scan, virtual, 0))


def seen(page: SessionPage) -> str:
    """Where the session is, and every mark that is called saved."""
    state = page.state
    assert state is not None
    rows = {row.id: row.number for row in state.rows}
    bibs = {seat.case_id: seat.bib for seat in state.seats}
    marks = [
        [bibs[cell.case_id], rows[cell.row_id], one.mark.value]
        for cell, one in state.marks.items()
        if one.saving is Saving.SAVED
    ]
    return json.dumps(
        {
            "bib": bibs[state.case_id] if state.case_id else 0,
            "row": state.row.number if state.row else "",
            "marks": marks,
            "clock": page.presenter.clocks.running(state.place.task_id),
            "checks": page.parts.currentWidget() is page.checks,
            "saved": page.head.saved.text(),
        }
    )


def main() -> None:
    """Play what comes in."""
    home, session_id = Path(sys.argv[1]), SessionId(UUID(sys.argv[2]))
    app = QApplication([])
    look().apply(app, ThemeName.LIGHT)
    desk = open_desk(home)
    with desk.uow() as uow:
        assessor = next(one for one in uow.find(Staff) if one.person_number == "0417")
    tasks = QtTaskRunner()
    page = SessionPage(Session(desk, sign_in(desk, assessor.id, PASSPHRASE), tasks), session_id)
    page.resize(1366, 700)
    page.show()
    number = 0
    for line in itertools.chain(("look\n",), iter(sys.stdin.readline, "")):
        key = line.strip()
        if key == "photo":
            page.checks.use_photo(holder_portrait_jpeg())
        elif key != "look":
            number += 1
            press(page, key, num_lock=number % 3 > 0)
        while tasks.busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
        app.processEvents()
        sys.stdout.write(f"{seen(page)}\n")
        sys.stdout.flush()
    page.close()
    tasks.finish()
    desk.close()


if __name__ == "__main__":
    main()
