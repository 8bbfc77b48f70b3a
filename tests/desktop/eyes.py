"""Reads a part of the window as a person does."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget


def said(part: QWidget | None) -> str:
    """Everything that can be read there."""
    assert part is not None
    QApplication.processEvents()  # what has just been put into a layout is shown by an event
    return "\n".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())
