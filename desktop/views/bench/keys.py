"""The keys of a session, by their place: the left hand on the keyboard, or a number pad alone."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from core.domain.assessment import Mark
from desktop.widgets.place_keys import mark_key, place_key

HOLD_MS: Final = 900
"""How long a key is held for a stop: longer than a slip, shorter than an accident."""

_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class BenchKeyTarget(Protocol):
    """What the keys do."""

    def mark(self, mark: Mark | None) -> None:
        """Mark the cell in view."""

    def step_row(self, step: int) -> None:
        """Go to another row."""

    def step_worker(self, step: int) -> None:
        """Go to another worker."""

    def move_arrow(self, key: Qt.Key) -> bool:
        """Go where an arrow points; False if it leads nowhere here."""

    def begin_note(self) -> None:
        """Type a note."""

    def take_photo(self) -> None:
        """Take a photo."""

    def turn_voice(self) -> None:
        """Begin or end a voice note."""

    def turn_clock(self) -> None:
        """Start or pause the clock."""

    def turn_table(self) -> None:
        """Turn the group's table."""

    def turn_view(self) -> None:
        """Go from one worker's rows to the group, or back."""

    def turn_prompted(self) -> None:
        """Say that the worker was prompted."""

    def begin_question(self) -> None:
        """Ask a what-if question."""

    def escape(self) -> None:
        """Leave what is open."""

    def stop(self) -> None:
        """Stop for safety."""


class BenchKeys(QObject):
    """Reads keys for a page. `Esc` and the pad's `-` act when they are let go, or stop when held.

    `holding(True)` says that such a key is down: the page shows what will happen.
    """

    holding = Signal(bool)

    def __init__(self, page: BenchKeyTarget, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._held: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(self._on_held)
        self._places: Mapping[str, Callable[[], None]] = {
            "Q": lambda: page.step_row(-1),
            "A": lambda: page.step_row(1),
            "+": lambda: page.step_row(1),
            "W": page.begin_note,
            "E": page.take_photo,
            "/": page.take_photo,
            "R": page.turn_voice,
            "*": page.turn_voice,
            ".": page.turn_clock,
            "T": page.turn_table,
            "G": page.turn_view,
            "4": page.turn_prompted,
            "P": page.turn_prompted,
            "5": page.begin_question,
            "F": page.begin_question,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; False if it is none of ours."""
        if event.modifiers() & _COMMANDS:
            return False
        key, legend = Qt.Key(event.key()), place_key(event)
        held = "esc" if key == Qt.Key.Key_Escape else "-" if legend == "-" else None
        if held is not None:
            if not event.isAutoRepeat() and self._held is None:
                self._held = held
                self._timer.start()
                self.holding.emit(True)
            return True
        return self._plain(event, key, legend)

    def release(self, event: QKeyEvent) -> bool:
        """End holding; a key that was let go early does its small step."""
        key = Qt.Key(event.key())
        mine = key == Qt.Key.Key_Escape or place_key(event) == "-"
        if not mine or event.isAutoRepeat():
            return mine
        held, self._held = self._held, None
        self._timer.stop()
        self.holding.emit(False)
        if held == "esc":
            self._page.escape()
        elif held == "-":
            self._page.step_row(-1)
        return True

    def _plain(self, event: QKeyEvent, key: Qt.Key, legend: str | None) -> bool:
        named: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Space: self._page.turn_clock,
            Qt.Key.Key_Tab: lambda: self._page.step_worker(1),
            Qt.Key.Key_Backtab: lambda: self._page.step_worker(-1),
            Qt.Key.Key_Enter: lambda: self._page.step_worker(1),
        }
        if key in named:
            named[key]()
        elif (marking := mark_key(event)) is not None:
            self._page.mark(marking.mark)
        elif legend is None:
            return self._page.move_arrow(key)
        elif legend in self._places:
            self._places[legend]()
        else:
            return False
        return True

    def _on_held(self) -> None:
        self._held = None
        self.holding.emit(False)
        self._page.stop()
