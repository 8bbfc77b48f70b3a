"""Short ways to lay widgets out on the scale of distances."""

from typing import TypeVar

from PySide6.QtCore import Qt
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


def scrolled(widget: QWidget | None = None) -> QScrollArea:
    """Return `widget` in an area that scrolls up and down when the window is small.

    An area without one is filled later, by `setWidget`: what lies in its place already is cheaper
    to fill than to move.
    """
    area = QScrollArea()
    area.setProperty("kind", "plain")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if widget is not None:
        area.setWidget(widget)
    return area
