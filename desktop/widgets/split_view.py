"""A list and what is chosen in it: beside each other, or below each other in a narrow window."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.theme import look

BESIDE_FROM_PX: Final = 900
"""At 100 % text size: with less room the detail moves below the list."""


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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        beside = self.width() >= look().px(BESIDE_FROM_PX)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self.setSizes([2, 3])
        super().resizeEvent(event)
