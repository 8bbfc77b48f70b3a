"""Background work with progress and cancel. Every callback comes on the window's thread."""

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktop.presenters.running import Cancelled, Progress

log = logging.getLogger(__name__)
T = TypeVar("T")

SWITCH_S: Final = 0.001
"""How long the window's thread may wait for the interpreter while a job has it. Python's own 5 ms
are a third of the time in which a key must be answered, and it may wait several times for one."""


@dataclass(frozen=True, slots=True)
class _Calls:
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]
    stepped: Callable[[int, int], object] | None
    cancelled: Callable[[], object] | None


class Task(QObject):
    """One background job, made on the window's thread. The job gets it as `Progress`.

    The signals are queued to methods of this object, so the callbacks run on the thread where it
    was made, whichever thread emits. A cancelled job stops at its next `step`.
    """

    _stepped = Signal(int, int)  # done, total
    _succeeded, _failed, _cancelled = Signal(object), Signal(object), Signal()
    ended = Signal()

    def __init__(self, job: Callable[[Progress], Any], calls: _Calls) -> None:
        super().__init__()
        self._job, self._calls, self._stop = job, calls, threading.Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._stepped.connect(self._on_stepped, queued)
        self._succeeded.connect(self._on_succeeded, queued)
        self._failed.connect(self._on_failed, queued)
        self._cancelled.connect(self._on_cancelled, queued)

    def cancel(self) -> None:
        """Ask the job to stop at its next `step`."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report progress from within the job."""
        if self._stop.is_set():
            raise Cancelled
        self._stepped.emit(done, total)

    def work(self) -> None:
        """Run the job. Called on a thread of the pool."""
        try:
            if self._stop.is_set():
                raise Cancelled  # noqa: TRY301 - cancelled before it began: the same way out
            result = self._job(self)
        except Cancelled:
            self._cancelled.emit()
        except Exception as error:  # handed on, never swallowed
            log.info("a background job failed", exc_info=True)
            self._failed.emit(error)
        else:
            self._succeeded.emit(result)

    @Slot(int, int)
    def _on_stepped(self, done: int, total: int) -> None:
        if self._calls.stepped is not None and not self._stop.is_set():
            self._calls.stepped(done, total)

    @Slot(object)
    def _on_succeeded(self, result: Any) -> None:
        self.ended.emit()
        self._calls.done(result)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.ended.emit()
        self._calls.failed(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self.ended.emit()
        if self._calls.cancelled is not None:
            self._calls.cancelled()


class QtTaskRunner(QObject):
    """Runs jobs on a pool of its own. One thread, the default, keeps writes in order."""

    busy_changed = Signal(bool)

    def __init__(self, *, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_S)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tasks: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether a job runs, waits, or has not been called back yet."""
        return bool(self._tasks)

    def run(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task:
        """Start `job`; exactly one of `done`, `failed` and `cancelled` follows, on this thread."""
        task = Task(job, _Calls(done, failed, stepped, cancelled))
        task.ended.connect(self._on_ended)
        self._tasks.add(task)  # Qt does not keep it alive
        if len(self._tasks) == 1:
            self.busy_changed.emit(True)
        self._pool.start(task.work)
        return task

    def finish(self, timeout_ms: int = 30_000) -> bool:
        """Wait until what runs has ended; for closing the program. False if it took too long."""
        return self._pool.waitForDone(timeout_ms)

    def cancel_all(self) -> None:
        """Ask every job to stop at its next `step`."""
        for task in self._tasks:
            task.cancel()

    @Slot()
    def _on_ended(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.discard(task)
        if not self._tasks:
            self.busy_changed.emit(False)
