"""What still stands against signing, in short lines; F1 says each in full."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.presenters.reasons import Reason
from desktop.theme import Space
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView


class OpenPoints(QWidget):
    """Hidden while nothing is open."""

    def __init__(self) -> None:
        super().__init__()
        self._list: QVBoxLayout = column(gap=Space.XS)
        self.setLayout(column(label(self.tr("STILL OPEN"), "caps"), self._list, gap=Space.XS))

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """List the facts, one line for each rule."""
        clear_layout(self._list)
        by_rule: dict[str, list[str]] = {}
        for reason in reasons:
            by_rule.setdefault(reason.rule, []).append(reason.fact)
        for facts in by_rule.values():
            words = label(self._short(facts), wrap=True)
            line = row(ShapeView(Shape.OPEN, "warning", 16), words, gap=Space.S)
            line.setStretchFactor(words, 1)
            self._list.addLayout(line)
        self.setAccessibleName(" ".join(reason.fact for reason in reasons))
        self.setVisible(bool(reasons))

    def _short(self, facts: Sequence[str]) -> str:
        if len(facts) == 1:
            return facts[0]
        more = self.tr("{fact} And {count} more like it; F1 shows all.")
        return more.format(fact=facts[0], count=len(facts) - 1)
