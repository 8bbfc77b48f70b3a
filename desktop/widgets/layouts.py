"""Short ways to lay widgets out on the scale of distances."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import Space

Box = TypeVar("Box", bound=QBoxLayout)
Item = QWidget | QLayout | int | None


def column(
    *items: Item, gap: int = Space.S, margin: int | tuple[int, int, int, int] = 0
) -> QVBoxLayout:
    """Return items below each other. A number is a distance, None takes the room that is left."""
    return _filled(QVBoxLayout(), items, gap, margin)


def row(
    *items: Item, gap: int = Space.S, margin: int | tuple[int, int, int, int] = 0
) -> QHBoxLayout:
    """Return items beside each other. A number is a distance, None takes the room that is left."""
    return _filled(QHBoxLayout(), items, gap, margin)


def _filled(
    layout: Box,
    items: tuple[Item, ...],
    gap: int,
    margin: int | tuple[int, int, int, int],
) -> Box:
    sides = (margin, margin, margin, margin) if isinstance(margin, int) else margin
    layout.setContentsMargins(*(int(side) for side in sides))
    layout.setSpacing(int(gap))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(int(item))
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def label(text: str = "", level: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label of a level: display, h1, h2, h3, strong, meta, muted or caps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # names and remarks are never read as markup
    made.setWordWrap(wrap)
    if level:
        made.setProperty("level", level)
    return made


def line() -> QFrame:
    """Return a thin line between two things."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """Share `room` among widths that are wanted; where it is too little the widest give first."""
    left, given = room, [0] * len(wanted)
    for done, at in enumerate(sorted(range(len(wanted)), key=lambda one: wanted[one])):
        given[at] = min(wanted[at], left // (len(wanted) - done))
        left -= given[at]
    return given


class Scrolled(QScrollArea):
    """Scrolls up and down when the window is small; inside another one that one does it alone.

    What is put into it only waits there until its window is shown. Qt would show it at once, and
    so measure and style it; and what has its style gets it again, with all that is in it,
    whenever it is put into something else while the page is being put together.
    """

    _whole = _wide = False  # Qt asks while it is being made
    _waiting: QWidget | None = None

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's name
        before = self._waiting
        if before is not None and before is not widget:
            before.deleteLater()  # as Qt does with what was in it
        widget.setParent(self.viewport())
        self._waiting = widget
        self._take_in()

    def widget(self) -> QWidget | None:
        """What is in it, or waits in it."""
        return super().widget() if self._waiting is None else self._waiting

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._take_in()
        super().showEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self._take_in()
        return super().sizeHint()

    def _take_in(self) -> None:
        waiting = self._waiting
        if waiting is not None and not self.window().isHidden():
            self._waiting = None
            super().setWidget(waiting)
            self.updateGeometry()

    def set_whole(self, whole: bool) -> None:
        """Be as high as what is in it, because what is around it scrolls."""
        if whole is not self._whole:
            self._whole = whole
            never, needed = (
                Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
                Qt.ScrollBarPolicy.ScrollBarAsNeeded,
            )
            self.setVerticalScrollBarPolicy(never if whole else needed)
            self.updateGeometry()

    def keep_width(self) -> None:
        """Be as wide as what is in it needs, and never scroll to the right."""
        self._wide = True
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self._take_in()
        inside: QWidget | None = self.widget()
        if not self._whole or inside is None:
            least = super().minimumSizeHint()
            if self._wide and inside is not None:
                bar = self.verticalScrollBar().sizeHint().width()
                least.setWidth(max(least.width(), inside.minimumSizeHint().width() + bar))
            return least
        layout: QLayout | None = inside.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        high = layout.totalMinimumHeightForWidth(self.width()) if layout and wraps else 0
        return QSize(0, max(high, inside.minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._whole and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (self._whole or self._wide) and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(widget: QWidget | None = None) -> Scrolled:
    """Return `widget` in an area that scrolls up and down when the window is small.

    An area without one is filled later, by `setWidget`: what lies in its place already is cheaper
    to fill than to move.
    """
    area = Scrolled()
    area.setProperty("kind", "plain")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if widget is not None:
        area.setWidget(widget)
    return area
