"""Pages of which one is in sight, and which alone says how much room is needed."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Qt's own asks for the room of the largest page, also of one that is out of sight."""

    _most = QSize(16_777_215, 16_777_215)  # Qt asks while it is being made

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def set_most(self, most: QSize) -> None:
        """Ask for no more than this: a page that was not laid out yet can ask for a lot."""
        self._most = most

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page: QWidget | None = self.currentWidget()  # None before the first
        if page is None:
            return QSize()
        return page.minimumSizeHint().expandedTo(page.minimumSize()).boundedTo(self._most)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page: QWidget | None = self.currentWidget()
        return QSize() if page is None else page.sizeHint().expandedTo(page.minimumSize())
