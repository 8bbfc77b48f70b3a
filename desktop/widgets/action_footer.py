"""The foot of a page: "Why can't I?" at the left, the one main button at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.presenters.reasons import Reason
from desktop.theme import Icon, Space, icon
from desktop.widgets.layouts import column, label, row
from desktop.widgets.main_button import MainButton
from desktop.widgets.reasoned import reasons_in
from desktop.widgets.why_panel import WhyPanel


@runtime_checkable
class ShowingKeys(Protocol):
    """A window that can show the table of keys."""

    def show_keys(self) -> None:
        """Show it."""


class ActionFooter(QFrame):
    """Main button, the other buttons of the page, and the panel that says why not (F1)."""

    triggered = Signal()

    def __init__(
        self, words: str, others: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "footer")
        self.main = MainButton(words)
        self.why = QPushButton(icon(Icon.HELP, "accent"), self.tr("Why can't I?"))
        self.why.setProperty("role", "quiet")
        self.why.setToolTip("F1")
        self.why.hide()
        self.panel = WhyPanel()
        self._hint = label("", "meta", wrap=True)
        keys = label(self.tr("Ctrl+Enter"), "meta")
        self._bar = row(self.why, self._hint, *others, keys, self.main, gap=Space.S)
        self._bar.setStretchFactor(self._hint, 1)
        margins = (Space.XL, Space.S, Space.XL, Space.S)
        self.setLayout(column(self.panel, self._bar, gap=Space.S, margin=margins))
        self.main.triggered.connect(self.triggered)
        self.main.why_requested.connect(self.explain)
        self.why.clicked.connect(self.explain)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_f1)
        self.panel.closed.connect(self.main.setFocus)

    def set_main(self, words: str, refusals: Sequence[Reason] = (), hint: str = "") -> None:
        """Say what the main button does now and what stands against it; `hint` says it shortly."""
        self.main.setText(words)
        self.main.setVisible(bool(words))
        self.main.set_refusals(refusals)
        self.why.setVisible(bool(refusals))
        self._hint.setText(hint or (refusals[0].fact if refusals else ""))
        if not refusals:
            self.panel.hide()

    def begin_with(self, words: QWidget) -> None:
        """Put something that is to be read at the left, with the room that buttons leave."""
        self._bar.insertWidget(0, words)
        self._bar.setStretchFactor(words, 10)

    def explain(self) -> bool:
        """Open the panel if there is anything to explain: the main button, then all others."""
        others = reasons_in(self.window())
        if self.main.refusals or others:
            name = self.main.text() if others else ""
            own = (replace(one, action=name) for one in self.main.refusals)
            self.panel.explain((*own, *others))
        return bool(self.main.refusals or others)

    def _on_f1(self) -> None:
        window: object = self.window()
        if not self.explain() and isinstance(window, ShowingKeys):
            window.show_keys()
