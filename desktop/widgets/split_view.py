"""A list and what is chosen in it: beside each other, or below each other in a narrow window."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.theme import look
from desktop.widgets.layouts import Scrolled

BESIDE_FROM_PX: Final = 900
"""At 100 % text size: with less room the detail moves below the list."""
LOWEST_PX: Final = 220
"""Height, at 100 %, that a pane keeps when they lie below each other: put the view into `scrolled`.

What is itself `scrolled` is then as high as its content, for one bar is enough.
"""


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
        for pane in (self.widget(0), self.widget(1)):
            if isinstance(pane, Scrolled):
                pane.set_whole(not beside)
            elif pane is not None:
                pane.setMinimumHeight(0 if beside else look().px(LOWEST_PX))
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self.setSizes([2000, 3000])  # shares: Qt fits them to the room there is
