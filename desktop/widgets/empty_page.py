"""What a page shows when there is nothing on it yet: never a blank, always a next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.theme import Icon, Space, icon, look
from desktop.widgets.layouts import column, label, row


class EmptyPage(QWidget):
    """An icon, a sentence, what to do next, and a button for it if there is one."""

    acted = Signal()

    def __init__(
        self,
        meaning: Icon,
        sentence: str,
        what_next: str = "",
        *,
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self._picture = QLabel()
        self._sentence = label(sentence, "h3", wrap=True)
        self._next = label(what_next, "muted", wrap=True)
        self.button = QPushButton(button)
        if not button:  # shown before it has a parent it would be a window of its own
            self.button.hide()
        self.button.clicked.connect(self.acted)
        for part in (self._picture, self._sentence, self._next):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look().changed.connect(self._draw)
        self._draw()
        parts = (self._picture, self._sentence, self._next, row(None, self.button, None))
        self.setLayout(column(None, *parts, None, gap=Space.S, margin=Space.XL))
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(what_next)

    def say(self, sentence: str, what_next: str = "", *, button: str = "") -> None:
        """Change the words."""
        self._sentence.setText(sentence)
        self._next.setText(what_next)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(what_next)

    def _draw(self) -> None:
        side = look().px(48)
        self._picture.setPixmap(icon(self._meaning, "border_strong").pixmap(side, side))
