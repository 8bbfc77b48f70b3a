"""The three large targets of marking: for gloves, at least 15 mm, and a key for each."""

import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from core.domain.assessment import Mark
from desktop.theme import Space, look
from desktop.widgets.layouts import row
from desktop.widgets.mark import colour_of, mark_word
from desktop.widgets.place_keys import MarkKey

TARGET_MM: Final = 15
_MM_PER_INCH: Final = 25.4


def millimetres(widget: QWidget, length: float) -> int:
    """A length in pixels of the screen that a widget is on: never less than it measures there."""
    dots = max(widget.logicalDpiY(), widget.physicalDpiY())
    return math.ceil(length / _MM_PER_INCH * dots)


class MarkTargets(QWidget):
    """MET, NOT MET, NOT SEEN. The keys belong to the page: the targets never take the keyboard."""

    marked = Signal(object)  # Mark

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Mark, QPushButton] = {}
        self._keys: dict[Mark, MarkKey] = {}
        for key in (MarkKey.MET, MarkKey.NOT_MET, MarkKey.NOT_SEEN):
            mark = Mark[key.name]
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("role", "target")
            button.setProperty("mark", colour_of(mark))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, mark=mark: self._on_clicked(mark))
            self.buttons[mark] = button
            self._keys[mark] = key
        self.set_words({mark: mark_word(mark) for mark in self.buttons})
        self._shown: Mark | None = None
        self.setLayout(row(*self.buttons.values(), gap=Space.L))
        look().changed.connect(self._measure)
        self._measure()

    def set_words(self, words: Mapping[Mark, str]) -> None:
        """Call the marks otherwise, as of an answer; their keys stay."""
        for mark, word in words.items():
            self.buttons[mark].setText(f"{self._keys[mark].value}   {word.upper()}")
            self.buttons[mark].setAccessibleName(word)

    def show_mark(self, mark: Mark | None) -> None:
        """Show which mark is set."""
        if mark is not self._shown:
            self._shown = mark
        for of, button in self.buttons.items():
            if button.isChecked() is not (of is mark):
                button.setChecked(of is mark)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.ScreenChangeInternal):
            self._measure()
        return super().event(event)

    def _on_clicked(self, mark: Mark) -> None:
        self.show_mark(self._shown)  # the page decides what is set
        self.marked.emit(mark)

    def _measure(self) -> None:
        tall = max(millimetres(self, TARGET_MM), look().px(52))
        for button in self.buttons.values():
            button.setMinimumHeight(tall)
            button.setMinimumWidth(tall)
