"""A page about one thing: cards that scroll, and a foot with its main button."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.presenters.running import TaskRunner
from desktop.theme import Space
from desktop.views.administration.parts import Section
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.layouts import column, scrolled


class PageOfOne(Section):
    """Like a section, with a foot. Its papers are printed, or kept as files."""

    def __init__(self, title: str, tasks: TaskRunner, main: str) -> None:
        super().__init__(title, "", tasks)
        self.footer = ActionFooter(main)

    def build(self, *parts: QWidget, above: Sequence[QWidget] = ()) -> None:
        """Lay the cards out between head and foot."""
        inner = QWidget()
        inner.setProperty("kind", "page")
        margins = (Space.XL, Space.NONE, Space.XL, Space.L)
        inner.setLayout(column(*parts, None, gap=Space.M, margin=margins))
        top = QWidget()
        margins = (Space.XL, Space.L, Space.XL, Space.NONE)
        top.setLayout(column(self.head, self.banner, *above, gap=Space.S, margin=margins))
        body = scrolled(inner)
        whole = column(top, body, self.footer, gap=Space.S)
        whole.setStretchFactor(body, 1)
        self.setLayout(whole)

    def print_paper(self, pdf: bytes) -> bool:
        """Ask for a printer and print a paper. False: no printer was chosen, nothing is printed."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        return ask_and_print(pdf, self)
