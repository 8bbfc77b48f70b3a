"""The answer to "Why can't I?": rule, fact, and who can mend it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.presenters.reasons import Reason
from desktop.theme import Icon, Space, icon, look
from desktop.widgets.card import clear_layout
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.shapes import Shape, ShapeView

TALLEST = 180
"""Height of the reasons at 100 %; more of them scroll, by the arrow keys too."""


class WhyPanel(QFrame):
    """Hidden until asked. Takes the focus when it opens and gives it back with Escape."""

    closed = Signal()  # and there is nothing to give the focus back to

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", "warning")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Why this is not possible now"))
        self._list: QVBoxLayout = column(gap=Space.M)
        self._area: QScrollArea | None = None
        self._before: QWidget | None = None
        self.hide()

    def explain(self, reasons: Sequence[Reason]) -> None:
        """Open with these reasons."""
        area = self._area = self._area or self._filled()
        clear_layout(self._list)
        for reason, above, below in zip(
            reasons, (None, *reasons[:-1]), (*reasons[1:], None), strict=True
        ):
            # What one rule has against several things is said once, with all of them.
            with_action = above is None or above.action != reason.action
            with_rule = with_action or above is None or above.rule != reason.rule
            with_mend = below is None or (below.rule, below.mend) != (reason.rule, reason.mend)
            if with_action and reason.action:
                self._list.addWidget(label(reason.action, "caps"))
            self._list.addLayout(_line(reason, with_rule=with_rule, with_mend=with_mend))
        wide = max((self.parentWidget() or self).width() - look().px(120), 1)
        high = self._list.totalHeightForWidth(wide) + Space.S
        area.setFixedHeight(min(high, look().px(TALLEST)))
        self.setAccessibleName(" ".join(f"{r.rule} {r.fact} {r.mend}" for r in reasons))
        self.show()
        before: QWidget | None = QApplication.focusWidget()
        if before is not self and not self.isAncestorOf(before or self):
            self._before = before
        self.setFocus()

    def _filled(self) -> QScrollArea:
        """Make what is in it; every page has such a panel, and few are ever opened."""
        head = label(self.tr("Why this is not possible now"), "strong")
        close = QToolButton()
        close.setProperty("role", "quiet")
        close.setIcon(icon(Icon.CLOSE))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.shut)
        inner = QWidget()
        inner.setLayout(column(self._list, None))
        area = scrolled(inner)
        top = row(head, None, close)
        self.setLayout(column(top, area, gap=Space.S, margin=(Space.L, Space.S, Space.S, Space.M)))
        tab_through(self)
        return area

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
        elif self._area is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._area.verticalScrollBar()
            step = look().px(40) if event.key() == Qt.Key.Key_Down else -look().px(40)
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)


def _line(reason: Reason, *, with_rule: bool, with_mend: bool) -> QHBoxLayout:
    words = column(gap=Space.XS)
    if with_rule:
        words.addWidget(label(reason.rule, "strong", wrap=True))
    words.addWidget(label(reason.fact, wrap=True))
    if with_mend:
        translate = QCoreApplication.translate
        who = label(translate("WhyPanel", "Who can mend it:"), "meta")
        mend = row(who, label(reason.mend, wrap=True))
        mend.setStretch(1, 1)
        words.addLayout(mend)
    line = row(ShapeView(Shape.ENDED, "warning", 18), words, gap=Space.M)
    line.setStretchFactor(words, 1)
    return line
