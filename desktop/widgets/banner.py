"""A sentence across a page: what happened and what to do about it."""

from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from desktop.theme import Icon, Space, icon, restyle
from desktop.widgets.in_sight import tab_through
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


class _Inside:
    """What a banner is made of; most banners never have anything to say."""

    def __init__(self, banner: "Banner") -> None:
        self.shape = ShapeView(Shape.NOW, "accent", 18)
        self.sentence: QLabel = label("", "strong", wrap=True)
        self.what_to_do: QLabel = label("", wrap=True)
        self.button = QPushButton()
        self.close = QToolButton()
        self.close.setProperty("role", "quiet")
        self.close.setIcon(icon(Icon.CLOSE))
        self.close.setAccessibleName(banner.tr("Close this message"))
        self.close.setToolTip(banner.tr("Close this message"))
        words = column(self.sentence, self.what_to_do, gap=Space.XS)
        layout = row(self.shape, words, self.button, self.close, gap=Space.M, margin=Space.S)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setStretchFactor(words, 1)
        banner.setLayout(layout)
        tab_through(banner)


def pinned(banner: "Banner") -> QHBoxLayout:
    """Return a banner laid out above what scrolls: what it says is in sight wherever one is."""
    return row(banner, margin=(Space.XL, Space.S, Space.XL, Space.NONE))


class Banner(QFrame):
    """Hidden until it has something to say. Announced to screen readers."""

    dismissed = Signal()
    acted = Signal()  # its button was clicked

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._sentence = self._what_to_do = ""
        self.hide()

    @cached_property
    def _inside(self) -> _Inside:
        inside = _Inside(self)
        inside.button.clicked.connect(self.acted)
        inside.close.clicked.connect(self._on_closed)
        return inside

    @property
    def button(self) -> QPushButton:
        """The button of what is to be done; in sight if there is one."""
        return self._inside.button

    def say(
        self, sentence: str, what_to_do: str = "", *, tone: Tone = Tone.NOTICE, button: str = ""
    ) -> None:
        """Show a sentence, what to do about it, and a button if `button` names one."""
        self._sentence, self._what_to_do = sentence, what_to_do
        inside = self._inside
        inside.sentence.setText(sentence)
        inside.what_to_do.setText(what_to_do)
        inside.what_to_do.setVisible(bool(what_to_do))
        inside.button.setText(button)
        inside.button.setVisible(bool(button))
        inside.shape.set_shape(*_SHAPES[tone])
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
        self._sentence = self._what_to_do = ""
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty when it is hidden."""
        return self._sentence

    @property
    def what_to_do(self) -> str:
        """The second line of what it says now."""
        return self._what_to_do

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()
