"""Long work: what is done, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from desktop.theme import Space
from desktop.widgets.layouts import label, row


class ProgressLine(QWidget):
    """Hidden while nothing runs."""

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = label("", "meta")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_requested)
        layout = row(self._sentence, self._bar, self.cancel, gap=Space.M)
        layout.setStretchFactor(self._bar, 1)
        self.setLayout(layout)
        self.hide()

    def begin(self, sentence: str, *, can_cancel: bool = True) -> None:
        """Say what runs; how long it takes is not known yet."""
        self._sentence.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0)
        self.cancel.setVisible(can_cancel)
        self.show()

    def step(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Hide it."""
        self._bar.setRange(0, 1)
        self.hide()
