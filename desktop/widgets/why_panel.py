"""The answer to "Why can't I?": rule, fact, and who can mend it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.presenters.reasons import Reason
from desktop.theme import Icon, Space, icon
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView


class WhyPanel(QFrame):
    """Hidden until asked. Takes the focus when it opens and gives it back with Escape."""

    closed = Signal()  # and there is nothing to give the focus back to

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", "warning")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head = label(self.tr("Why this is not possible now"), "strong")
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setIcon(icon(Icon.CLOSE))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.shut)
        self._list: QVBoxLayout = column(gap=Space.M)
        self._before: QWidget | None = None
        head = row(self._head, None, self._close)
        self.setLayout(
            column(head, self._list, gap=Space.S, margin=(Space.L, Space.S, Space.S, Space.M))
        )
        self.hide()

    def explain(self, reasons: Sequence[Reason]) -> None:
        """Open with these reasons."""
        clear_layout(self._list)
        for reason in reasons:
            mend = row(label(self.tr("Who can mend it:"), "meta"), label(reason.mend, wrap=True))
            mend.setStretch(1, 1)
            words = column(
                label(reason.rule, "strong", wrap=True),
                label(reason.fact, wrap=True),
                mend,
                gap=Space.XS,
            )
            line = row(ShapeView(Shape.ENDED, "warning", 18), words, gap=Space.M)
            line.setStretchFactor(words, 1)
            self._list.addLayout(line)
        self.setAccessibleName(" ".join(f"{r.rule} {r.fact} {r.mend}" for r in reasons))
        self.show()
        before: QWidget | None = QApplication.focusWidget()
        if before is not self and not self.isAncestorOf(before or self):
            self._before = before
        self.setFocus()

    def shut(self) -> None:
        """Close it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)
