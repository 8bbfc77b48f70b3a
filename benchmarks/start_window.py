"""Opens one window, says when it can be used, and closes: `start.py` runs and times it.

Usage: `python -m benchmarks.start_window empty`, or `… touchstone HOME`. Prints the monotonic time
of the machine at which the window had been painted and the event loop had nothing left to do: from
then on a key that is pressed is answered.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstUse(QObject):
    """Waits for the first paint of a window, then for the events that wait to be done."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            self._application.removeEventFilter(self)
            QTimer.singleShot(0, self._say_and_quit)
        return False

    def _say_and_quit(self) -> None:
        print(time.monotonic(), flush=True)
        self._application.quit()


def open_empty() -> int:
    """The least that a program with PySide6 can be: one empty main window."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    first = FirstUse(application)
    status = application.exec()
    del first
    return status


def open_touchstone(home: Path) -> int:
    """The program as `touchstone --home HOME` starts it, but for the quitting."""
    from desktop import app

    loop = QApplication.exec

    def watched_loop() -> int:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("the program runs its event loop without an application")
        first = FirstUse(application)
        status = loop()
        del first
        return status

    QApplication.exec = watched_loop  # type: ignore[method-assign]
    return app.run(home)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        sys.exit(open_empty())
    sys.exit(open_touchstone(Path(sys.argv[2])))
