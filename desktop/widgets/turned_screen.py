"""The screen turned to a worker: what is asked before, the worker's page, what is asked after."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.widgets.saving import flush_all


@runtime_checkable
class Turning(Protocol):
    """A page that has something to ask the worker on a turned screen."""

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Return what is shown to the worker, which calls `give_back` at the end; None: nothing."""


class TurnGuard(Protocol):
    """Who may have the desk back: the worker who holds the screen may not."""

    def before(self, turn: Callable[[], None], stay: Callable[[], None]) -> QWidget | None:
        """Return what is asked before the screen is turned; None: nothing."""

    def after(self, take: Callable[[], None], stay: Callable[[], None]) -> QWidget:
        """Return what is asked before the desk is shown; `stay` is back to the worker's page."""


class TurningFrame(Protocol):
    """The window around it."""

    def show_gate(self, page: QWidget) -> None:
        """Hide the desk behind one page."""

    def show_desk(self) -> None:
        """Show the desk again."""

    def let_gate_go(self, page: QWidget) -> None:
        """Drop a page that hid the desk."""


class TurnedScreen:
    """One turn at a time. Without a guard the desk comes back as soon as it is asked for."""

    def __init__(self, frame: TurningFrame, lock: Callable[[], None]) -> None:
        self._frame, self._lock = frame, lock
        self.guard: TurnGuard | None = None
        self._worker: QWidget | None = None
        self._asking: QWidget | None = None

    def turn(self, page: Turning) -> None:
        """Turn it to the worker: nothing else is in sight until it is given back."""
        self._worker = page.worker_turn(self._ask)
        if self._worker is None:
            return
        self._let_lock(self._worker)
        first = self.guard.before(self._show_worker, self._end) if self.guard else None
        self._show(first or self._worker)

    def _ask(self) -> None:
        if self.guard is None:
            self._end()
        else:
            self._show(self.guard.after(self._end, self._show_worker))

    def _show_worker(self) -> None:
        if self._worker is not None:
            self._show(self._worker)

    def _show(self, page: QWidget) -> None:
        before, self._asking = self._asking, None
        if page is not self._worker:
            self._asking = page
            self._let_lock(page)
        self._frame.show_gate(page)
        page.setFocus()
        if before is not None:
            self._frame.let_gate_go(before)

    def _end(self) -> None:
        pages = (self._worker, self._asking)
        self._worker = self._asking = None
        self._frame.show_desk()
        for page in pages:
            if page is not None:
                self._frame.let_gate_go(page)

    def _let_lock(self, page: QWidget) -> None:
        QShortcut(QKeySequence("Ctrl+L"), page).activated.connect(self._on_lock)

    def _on_lock(self) -> None:
        """Lock the desk, not the worker's page: that one is let go, saved as it is."""
        if self._worker is not None:
            flush_all(self._worker.parentWidget() or self._worker)  # the page itself too
        self._end()
        self._lock()
