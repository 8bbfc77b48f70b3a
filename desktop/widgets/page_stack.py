"""Pages of which one is in sight, and which alone says how much room is needed."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Qt's own asks for the room of the largest page, also of one that is out of sight."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page: QWidget | None = self.currentWidget()  # None before the first
        return QSize() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page: QWidget | None = self.currentWidget()
        return QSize() if page is None else page.sizeHint().expandedTo(page.minimumSize())
