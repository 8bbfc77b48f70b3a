"""How long the window's thread is at work, by the clock."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

from desktop.tasks import QtTaskRunner

_LOOK_AGAIN_S = 0.0005


def busy_until_idle(tasks: QtTaskRunner) -> float:
    """Handle events until no job runs and nothing is left; the seconds that handling took."""
    return sum(pieces_until_idle(tasks))


def pieces_until_idle(tasks: QtTaskRunner) -> Iterator[float]:
    """Handle events until no job runs and nothing is left; the seconds of each piece of work.

    A look that found nothing to do does not count: a window that has nothing to do sleeps, and does
    not ask the jobs for the interpreter. What was handled may have asked for more: a layout asks
    the one around it, step by step.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    while True:
        working = tasks.busy
        started = time.perf_counter()
        handled = dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if handled:
            yield time.perf_counter() - started
        elif working:
            time.sleep(_LOOK_AGAIN_S)
        else:
            return
