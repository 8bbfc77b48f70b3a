"""Says what was just done and offers the way back: "Exhibit 3 unlinked. Undo"."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.theme import Icon, Space, icon
from desktop.widgets.layouts import label, row


class UndoBar(QFrame):
    """Stays until the next step or until it is used; nobody is hurried. Ctrl+Z uses it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "undo")
        self._undo: Callable[[], object] | None = None
        self._sentence = label()
        self.button = QPushButton(icon(Icon.UNDO, "on_nav_selected"), self.tr("Undo"))
        self.button.setToolTip(self.tr("Ctrl+Z"))
        self.button.clicked.connect(self._on_undo)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._on_undo)
        self.setLayout(row(self._sentence, None, self.button, gap=Space.L, margin=Space.S))
        self.hide()

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
