"""The one main button of a page. When it cannot act, it says why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QPushButton

from desktop.presenters.reasons import Reason
from desktop.theme import restyle


class MainButton(QPushButton):
    """Acts by click or Ctrl+Enter.

    While there are refusals it looks disabled but takes the focus, and asks why instead of acting.
    """

    triggered = Signal()
    why_requested = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("role", "primary")
        self._refusals: tuple[Reason, ...] = ()
        self.setToolTip(self.tr("Ctrl+Enter"))
        self.clicked.connect(self._on_clicked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.click)

    @property
    def refusals(self) -> tuple[Reason, ...]:
        """Why it cannot act now; empty when it can."""
        return self._refusals

    def set_refusals(self, refusals: Sequence[Reason]) -> None:
        """Say what stands against acting; nothing means it can."""
        self._refusals = tuple(refusals)
        restyle(self, refused=bool(refusals))
        why = self.tr("Not possible now. Press F1 to see why.")
        self.setAccessibleDescription(why if refusals else "")
        self.setToolTip(why if refusals else self.tr("Ctrl+Enter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self._refusals:
            self.why_requested.emit()
        else:
            self.triggered.emit()
