"""Ctrl+K: find or do anything by typing a few letters of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.theme import Icon, Space, icon, look
from desktop.widgets.layouts import column, label

MOST_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Command:
    """Something to go to or to do."""

    words: str  # "Open KPC-7Q4-M2, Sok Dara"
    run: Callable[[], object]
    hint: str = ""  # its keys, or what kind of thing it is
    meaning: Icon = Icon.NEXT
    also: str = ""  # other words that find it: own script, reference, exhibit


class FindPalette(QDialog):
    """A field and what fits it. `ask` is called with each text that is typed."""

    chosen = Signal(object)  # Command

    def __init__(self, ask: Callable[[str], Sequence[Command]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._ask = ask
        self._found: tuple[Command, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Person, reference, unit, or what you want to do"))
        self.field.setAccessibleName(self.tr("Find or do anything"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = label(self.tr("Nothing found. Try fewer letters."), "muted")
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.setLayout(column(self.field, self.list, self._nothing, gap=Space.S, margin=Space.S))
        self.resize(look().px(560), look().px(400))
        self._fill("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._found:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._found))
        else:
            super().keyPressEvent(event)

    def _fill(self, text: str) -> None:
        self._found = tuple(self._ask(text.strip()))[:MOST_SHOWN]
        self.list.clear()
        for command in self._found:
            hint = f"    {command.hint}" if command.hint else ""
            self.list.addItem(QListWidgetItem(icon(command.meaning), command.words + hint))
        self.list.setCurrentRow(0 if self._found else -1)
        self.list.setVisible(bool(self._found))
        self._nothing.setVisible(not self._found)

    def _take(self) -> None:
        number = self.list.currentRow()
        if 0 <= number < len(self._found):
            command = self._found[number]
            self.accept()
            self.chosen.emit(command)


def matching(text: str, commands: Sequence[Command]) -> list[Command]:
    """Return the commands that have every word of `text` somewhere; best beginnings first."""
    words = text.casefold().split()
    fits = [
        command
        for command in commands
        if all(word in f"{command.words} {command.also}".casefold() for word in words)
    ]
    return sorted(
        fits, key=lambda command: not command.words.casefold().startswith(text.casefold())
    )


def go_to_words(name: str) -> str:
    """Return how the palette says that it goes to a place."""
    return QCoreApplication.translate("FindPalette", "Go to {name}").format(name=name)
