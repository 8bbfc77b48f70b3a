"""A list and what is chosen in it: beside each other, or below each other in a narrow window."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.theme import look

BESIDE_FROM_PX: Final = 900
"""At 100 % text size: with less room the detail moves below the list."""
BELOW_HIGH_PX: Final = 560
"""Height, at 100 %, of both below each other: put it into `scrolled` where there may be less."""


class SplitView(QSplitter):
    """Two panes, the first narrower. Nothing in it can be made to vanish."""

    def __init__(self, name: str, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        look().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= look().px(BESIDE_FROM_PX)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.setMinimumHeight(0 if beside else look().px(BELOW_HIGH_PX))
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self.setSizes([2000, 3000])  # shares: Qt fits them to the room there is
