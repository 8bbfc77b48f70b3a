"""What still stands against signing, in short lines; F1 says each in full."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.presenters.reasons import Reason
from desktop.theme import Space
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView

_SHOWN = 8


class OpenPoints(QWidget):
    """Hidden while nothing is open."""

    def __init__(self) -> None:
        super().__init__()
        self._list: QVBoxLayout = column(gap=Space.XS)
        self.setLayout(column(label(self.tr("STILL OPEN"), "caps"), self._list, gap=Space.XS))

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """List the facts, the first few of them."""
        clear_layout(self._list)
        for reason in reasons[:_SHOWN]:
            words = label(reason.fact, wrap=True)
            line = row(ShapeView(Shape.OPEN, "warning", 16), words, gap=Space.S)
            line.setStretchFactor(words, 1)
            self._list.addLayout(line)
        if len(reasons) > _SHOWN:
            more = self.tr("and {count} more; F1 shows all").format(count=len(reasons) - _SHOWN)
            self._list.addWidget(label(more, "meta"))
        self.setAccessibleName(" ".join(reason.fact for reason in reasons))
        self.setVisible(bool(reasons))
