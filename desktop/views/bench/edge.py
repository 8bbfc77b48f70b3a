"""The edge around a session: seen from the corner of an eye, it says whether the clock runs."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from desktop.theme import look
from desktop.widgets.mark import colour_of

EDGE_PX: Final = 7
FLASH_MS: Final = 140


class EdgeState(Enum):
    """What the edge says; the value is a role of the theme."""

    RUNNING = "met"
    PAUSED = "warning"
    STOPPED = "not_met"
    IDLE = "border_strong"


class Edge(QWidget):
    """A page within a coloured edge, which flashes in the colour of a mark when one is taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = EdgeState.IDLE
        self._flash = ""
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.setInterval(FLASH_MS)
        self._flash_timer.timeout.connect(self._end_flash)

    def set_edge(self, state: EdgeState) -> None:
        """Change what the edge says."""
        if state is not self.edge:
            self.edge = state
            self._repaint_edge()

    def flash(self, mark: Mark) -> None:
        """Show for a moment that a mark was taken."""
        self._flash = colour_of(mark)
        self._flash_timer.start()
        self._repaint_edge()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("window"))
        colour = look().colour(self._flash or self.edge.value)
        for side in self._sides():
            painter.fillRect(side, colour)
        painter.end()

    def _end_flash(self) -> None:
        self._flash = ""
        self._repaint_edge()

    def _repaint_edge(self) -> None:
        for side in self._sides():
            self.update(side)

    def _sides(self) -> tuple[QRect, ...]:
        wide, width, height = EDGE_PX, self.width(), self.height()
        return (
            QRect(0, 0, width, wide),
            QRect(0, height - wide, width, wide),
            QRect(0, 0, wide, height),
            QRect(width - wide, 0, wide, height),
        )
