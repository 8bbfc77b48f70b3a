"""The head of a page: its title, one line below it, and buttons at the right."""

from PySide6.QtWidgets import QWidget

from desktop.theme import Space
from desktop.widgets.layouts import column, label, row


class PageHead(QWidget):
    """Says where we are. `actions` stand at the right, in their order."""

    def __init__(self, title: str, subtitle: str = "", actions: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._title = label(title, "h1", wrap=True)
        self._subtitle = label(subtitle, "muted", wrap=True)
        if not subtitle:  # shown before it has a parent it would be a window of its own
            self._subtitle.hide()
        words = column(self._title, self._subtitle, gap=Space.XS)
        layout = row(words, *actions, gap=Space.S)
        layout.setStretchFactor(words, 1)
        self.setLayout(layout)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the title and the line below it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
