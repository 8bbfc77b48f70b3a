"""What nobody expected: written to the log, and said in a sentence instead of a crash."""

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)

LOG_FILE: Final = Path("log") / "touchstone.log"
LOG_BYTES: Final = 512 * 1024
LOG_KEPT: Final = 4


class HomeLog:
    """The log of one home: the newest file and a few older ones. Without secrets or evidence."""

    def __init__(self) -> None:
        self._handler: RotatingFileHandler | None = None

    def open(self, home: Path) -> None:
        """Write to HOME/log/touchstone.log from now on; where that cannot be, to no file."""
        self.close()
        path = home / LOG_FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                path, maxBytes=LOG_BYTES, backupCount=LOG_KEPT, encoding="utf-8"
            )
        except OSError:
            log.info("no log can be written in %s", path.parent)
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root = logging.getLogger()
        root.addHandler(handler)
        logging.getLogger("desktop").setLevel(logging.INFO)
        self._handler = handler

    def close(self) -> None:
        """Write no more."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None


class Unexpected(QObject):
    """While entered, errors that nobody caught are logged and shown, one at a time."""

    _happened = Signal(object)  # from any thread

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.message: QMessageBox | None = None
        self._happened.connect(self._show)

    def __enter__(self) -> Self:
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._on_error(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook = self._hooks

    def _on_error(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None or not isinstance(error, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        log.error("nobody expected this", exc_info=(kind, error, trace))
        self._happened.emit(error)

    def _show(self, error: Exception) -> None:
        if self.message is not None and self.message.isVisible():
            return  # one sentence is enough; all of them are in the log
        from desktop.texts import problem_text

        problem = problem_text(error)
        message = QMessageBox(self._window)
        message.setIcon(QMessageBox.Icon.Warning)
        message.setWindowTitle(QCoreApplication.translate("Unexpected", "Something went wrong"))
        message.setText(problem.sentence)
        message.setInformativeText(problem.what_to_do)
        message.open()
        self.message = message
