"""The worker's buttons: at most three, large, each a shape, a word and a colour."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.domain.worker_answers import WorkerSays
from desktop.texts.worker_turn import BUTTONS
from desktop.theme import Space, look
from desktop.views.bench.targets import TARGET_MM, millimetres
from desktop.widgets.layouts import row
from desktop.widgets.shapes import Shape, paint_shape

_SHAPES: Final = {
    WorkerSays.CAN: (Shape.FILLED, "met"),
    WorkerSays.YES: (Shape.FILLED, "met"),
    WorkerSays.UNSURE: (Shape.QUESTION, "not_seen"),
    WorkerSays.ASK: (Shape.QUESTION, "not_seen"),
    WorkerSays.CANNOT: (Shape.CROSSED, "not_met"),
    WorkerSays.NO: (Shape.CROSSED, "not_met"),
}
_ICON_PX: Final = 32
_LEAST_PX: Final = 72


class AnswerButtons(QWidget):
    """`answered(WorkerSays)`. `spoken` says a text in the worker's language."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[WorkerSays, QPushButton] = {}
        self._row: QHBoxLayout = row(gap=Space.L)
        self.setLayout(self._row)

    def ask(self, choices: Sequence[WorkerSays], spoken: Callable[[str], str]) -> None:
        """Offer these answers."""
        if tuple(choices) != tuple(self.buttons):
            for button in self.buttons.values():
                self._row.removeWidget(button)
                button.deleteLater()
            self.buttons = {says: self._button(says) for says in choices}
        for says, button in self.buttons.items():
            said = spoken(BUTTONS[says])
            button.setText(f"  {said}")
            button.setAccessibleName(said)

    def show_answer(self, says: WorkerSays | None) -> None:
        """Show what was answered before."""
        for of, button in self.buttons.items():
            button.setChecked(of is says)

    # -- inside ---------------------------------------------------------------------------------

    def _button(self, says: WorkerSays) -> QPushButton:
        shape, colour = _SHAPES[says]
        button = _Target(_icon(shape, colour), "")
        button.setIconSize(QSize(look().px(_ICON_PX), look().px(_ICON_PX)))
        button.setCheckable(True)
        button.setProperty("role", "target")
        button.setProperty("mark", colour)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False, says=says: self.answered.emit(says))
        self._row.addWidget(button)
        return button


class _Target(QPushButton):
    """As tall as a thumb in a glove, whatever height the look gives to buttons."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        tall = max(millimetres(self, TARGET_MM), look().px(_LEAST_PX))
        return super().sizeHint().expandedTo(QSize(0, tall))


def _icon(shape: Shape, colour: str) -> QIcon:
    side = look().px(_ICON_PX)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_shape(painter, QRectF(0, 0, side, side), shape, colour, "surface")
    painter.end()
    return QIcon(picture)
