"""A part of a page with a head of its own."""

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from desktop.theme import Space
from desktop.widgets.layouts import column, label, row


class Card(QFrame):
    """A calm surface with a title, a note beside it, and a body. Add to it with `add`."""

    def __init__(self, title: str = "", *, note: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = label(title, "h3")
        self._note = label(note, "meta")
        head = row(self._title, self._note, None, gap=Space.S)
        if action is not None:
            head.addWidget(action)
        self.body: QVBoxLayout = column(gap=Space.S)
        margins = (Space.L, Space.M, Space.L, Space.L)
        self.setLayout(column(head, self.body, gap=Space.S, margin=margins))
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the head; an empty one takes no room."""
        for part, text in ((self._title, title), (self._note, note)):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(title)

    def add(self, *items: QWidget | QLayout) -> None:
        """Add below what is there."""
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear_layout(self.body)


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and the layouts in it, and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
