"""A place whose pages stand side by side as tabs, each made when it is first looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.theme import Icon
from desktop.views.administration.parts import Section
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column
from desktop.widgets.saving import flush_all

Makers = Sequence[tuple[str, Callable[[], Section]]]
"""The pages in their order: the name on the tab, and what makes the page."""


class TabbedPage(QWidget):
    """What was typed in one page is kept before another is shown."""

    def __init__(self, meaning: Icon) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.title = ""
        self._meaning = meaning
        self._made: dict[int, Section] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)

    def build(self, title: str, makers: Makers) -> None:
        """Name the place and put the tabs in; the pages themselves are made later."""
        self.title = title
        self.tabs.setAccessibleName(title)
        self._makers = makers
        self._places = [column() for _ in makers]
        for (words, _), inside in zip(makers, self._places, strict=True):
            place = QWidget()
            place.setLayout(inside)
            self.tabs.addTab(place, words)
        self.tabs.currentChanged.connect(self._on_changed)
        self.setLayout(column(self.tabs))

    @property
    def current(self) -> Section:
        """The page in sight; made now if it was never shown."""
        index = self.tabs.currentIndex()
        if index not in self._made:
            made = self._makers[index][1]()
            self._places[index].addWidget(made)
            self._made[index] = made
        return self._made[index]

    def refresh(self) -> None:
        """Read again what is in sight."""
        self.current.refresh()

    def show_tab(self, number: int) -> Section:
        """Show a page by its place, counted from 0, and return it."""
        self.tabs.setCurrentIndex(number)
        return self.current

    def commands(self) -> Sequence[Command]:
        """Each page by its name."""
        return [
            Command(words, lambda number=number: self.show_tab(number), meaning=self._meaning)  # type: ignore[misc]
            for number, (words, _) in enumerate(self._makers)
        ]

    def panes(self) -> Sequence[QWidget]:
        """The names of the pages, then the panes of the one in sight."""
        return (self.tabs.tabBar(), *self.current.panes())

    def _on_changed(self) -> None:
        flush_all(self)
        self.current.refresh()
