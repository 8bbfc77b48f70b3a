"""The three big buttons of marking, with the keys 1, 2, 3 and 0."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.presenters.marks import Mark
from desktop.theme import Space
from desktop.widgets.layouts import row
from desktop.widgets.mark import agreement_word, colour_of, mark_word
from desktop.widgets.place_keys import MarkKey, mark_key


class MarkPicker(QWidget):
    """Chooses a mark by click or key; emits and leaves it to the page to store and show it."""

    marked = Signal(object)  # Mark, or None when cleared

    def __init__(self, *, agreement: bool = False, parent: QWidget | None = None) -> None:
        """Make it for judging, or for a verifier's agreement (`agreement`)."""
        super().__init__(parent)
        self._agreement = agreement
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.buttons: dict[Mark, QPushButton] = {}
        for key in (MarkKey.MET, MarkKey.NOT_MET, MarkKey.NOT_SEEN):
            mark = Mark[key.name]
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("role", "mark")
            button.setProperty("mark", colour_of(mark))
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self.buttons[mark] = button
        self.setLayout(row(*self.buttons.values(), gap=Space.S))
        self._say(agreement=agreement)

    def ask(self, *, agreement: bool) -> None:
        """Ask whether one agrees, or for a mark of one's own."""
        if agreement is not self._agreement:
            self._say(agreement=agreement)

    def _say(self, *, agreement: bool) -> None:
        self._agreement = agreement
        word = agreement_word if agreement else mark_word
        for key in (MarkKey.MET, MarkKey.NOT_MET, MarkKey.NOT_SEEN):
            button = self.buttons[Mark[key.name]]
            button.setText(f"{key.value}  {word(Mark[key.name])}")
            button.setAccessibleName(word(Mark[key.name]))

    def show_mark(self, mark: Mark | None) -> None:
        """Show which mark is set; emits nothing."""
        for of, button in self.buttons.items():
            button.setChecked(of is mark)

    def take_key(self, event: QKeyEvent) -> bool:
        """Mark by a key that a page received; False if it is not a marking key."""
        key = mark_key(event)
        if key is None or not self.isEnabled():
            return False
        self.marked.emit(key.mark)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self.take_key(event):
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        for mark, button in self.buttons.items():
            if button is self.sender():
                chosen = mark if button.isChecked() else None
                self.show_mark(chosen)
                self.marked.emit(chosen)
