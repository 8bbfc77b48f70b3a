"""A part of a page that somebody may only look at, with the reason above it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.errors import Refusal
from desktop.texts import refusal_texts
from desktop.theme import Space
from desktop.widgets.layouts import column, label
from desktop.widgets.reasoned import set_reasons


class Guarded(QWidget):
    """Holds a widget; while there are refusals it is greyed and the first reason stands above."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.reason = label("", "meta", wrap=True)
        self.reason.hide()
        self.setLayout(column(self.reason, inner, gap=Space.S))

    def set_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Say what stands against changing anything here; nothing means it may be changed."""
        reasons = refusal_texts(refusals)
        set_reasons(self._inner, reasons)
        self.reason.setText(f"{reasons[0].fact} {reasons[0].mend}" if reasons else "")
        self.reason.setVisible(bool(reasons))
