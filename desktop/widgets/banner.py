"""A sentence across a page: what happened and what to do about it."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton

from desktop.theme import Icon, Space, icon, restyle
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView


class Tone(StrEnum):
    """How much it matters."""

    NOTICE = "notice"
    WARNING = "warning"
    PROBLEM = "problem"
    DONE = "done"


_SHAPES = {
    Tone.NOTICE: (Shape.NOW, "accent"),
    Tone.WARNING: (Shape.ENDED, "warning"),
    Tone.PROBLEM: (Shape.CROSSED, "not_met"),
    Tone.DONE: (Shape.FILLED, "met"),
}


class Banner(QFrame):
    """Hidden until it has something to say. Announced to screen readers."""

    dismissed = Signal()
    acted = Signal()  # its button was clicked

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._shape = ShapeView(Shape.NOW, "accent", 18)
        self._sentence = label("", "strong", wrap=True)
        self._what_to_do = label("", wrap=True)
        self.button = QPushButton()
        self.button.clicked.connect(self.acted)
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setIcon(icon(Icon.CLOSE))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self._on_closed)
        words = column(self._sentence, self._what_to_do, gap=Space.XS)
        layout = row(self._shape, words, self.button, self._close, gap=Space.M, margin=Space.S)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setStretchFactor(words, 1)
        self.setLayout(layout)
        self.hide()

    def say(
        self, sentence: str, what_to_do: str = "", *, tone: Tone = Tone.NOTICE, button: str = ""
    ) -> None:
        """Show a sentence, what to do about it, and a button if `button` names one."""
        self._sentence.setText(sentence)
        self._what_to_do.setText(what_to_do)
        self._what_to_do.setVisible(bool(what_to_do))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._shape.set_shape(*_SHAPES[tone])
        restyle(self, tone=tone.value)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(what_to_do)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def problem(self, sentence: str, what_to_do: str = "") -> None:
        """Show what went wrong."""
        self.say(sentence, what_to_do, tone=Tone.PROBLEM)

    def clear(self) -> None:
        """Say nothing any more."""
        self._sentence.clear()
        self._what_to_do.clear()
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty when it is hidden."""
        return self._sentence.text()

    @property
    def what_to_do(self) -> str:
        """The second line of what it says now."""
        return self._what_to_do.text()

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()
