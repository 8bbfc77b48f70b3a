"""Says what was just done and offers the way back: "Exhibit 3 unlinked. Undo"."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desktop.theme import Icon, Space, icon
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import label, row


class UndoBar(QFrame):
    """Stays until the next step or until it is used; nobody is hurried. Ctrl+Z uses it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "undo")
        self._undo: Callable[[], object] | None = None
        self.hide()

    # Made when there is something to take back: many pages have a bar, few ever show it.

    @cached_property
    def button(self) -> QPushButton:
        """What takes it back."""
        made = QPushButton(icon(Icon.UNDO, "on_nav_selected"), self.tr("Undo"))
        made.setToolTip(self.tr("Ctrl+Z"))
        made.clicked.connect(self._on_undo)
        return made

    @cached_property
    def _sentence(self) -> QLabel:
        made = label()
        self.setLayout(row(made, None, self.button, gap=Space.L, margin=Space.S))
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._on_undo)
        tab_through(self)
        return made

    def offer(self, sentence: str, undo: Callable[[], object]) -> None:
        """Say what was done and how to take it back."""
        self._undo = undo
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Offer nothing any more."""
        self._undo = None
        self.hide()

    def _on_undo(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()
