"""Opens one window, says when it was seen and when it can be used, and closes.

Usage: `python -m benchmarks.start_window empty`, or `… touchstone HOME`; `start.py` runs and times
it. Prints two times of the machine's monotonic clock: the first paint, and the moment from which a
key that is pressed is answered. For Touchstone that is not before the centre was opened and the
people who can sign in were painted.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

GIVE_UP_MS = 60_000


class FirstUse(QObject):
    """Waits for a paint with everything in place, then for the events that are still to be done."""

    def __init__(self, application: QApplication, ready: Callable[[], bool]) -> None:
        super().__init__()
        self._application, self._ready = application, ready
        self._seen: float | None = None
        application.installEventFilter(self)
        QTimer.singleShot(GIVE_UP_MS, self, lambda: application.exit(1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            if self._seen is None:
                self._seen = time.monotonic()
            if self._ready():
                self._application.removeEventFilter(self)
                QTimer.singleShot(0, self._say_and_quit)
        return False

    def _say_and_quit(self) -> None:
        print(self._seen, time.monotonic(), flush=True)
        self._application.quit()


def open_empty() -> int:
    """The least that a program with PySide6 can be: one empty main window."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    first = FirstUse(application, lambda: True)
    status = application.exec()
    del first
    return status


def open_touchstone(home: Path) -> int:
    """The program as `touchstone --home HOME` starts it, with settings of its own."""
    from PySide6.QtCore import QSettings

    from desktop.app import make_program

    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        program = make_program(home, settings)
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("the program has no application")
        first = FirstUse(application, program.sign_in.passphrase.isVisible)
        program.start()
        status = application.exec()
        del first
        program.close()
    return status


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        sys.exit(open_empty())
    sys.exit(open_touchstone(Path(sys.argv[2])))
