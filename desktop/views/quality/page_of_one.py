"""A page about one thing: cards that scroll, and a foot with its main button."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.presenters.running import TaskRunner
from desktop.theme import Space
from desktop.views.administration.parts import Section
from desktop.widgets.action_footer import ActionFooter


class PageOfOne(Section):
    """Like a section, with a foot. Its papers are printed, or kept as files."""

    def __init__(self, title: str, tasks: TaskRunner, main: str) -> None:
        super().__init__(title, "", tasks)
        self.footer = ActionFooter(main)

    def build(self, *parts: QWidget, above: Sequence[QWidget] = ()) -> None:
        """Lay the cards out between head and foot."""
        self._build(parts, above, (self.footer,), bottom=Space.L, gap=Space.S)

    def print_paper(self, pdf: bytes) -> bool:
        """Ask for a printer and print a paper. False: no printer was chosen, nothing is printed."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        return ask_and_print(pdf, self)
