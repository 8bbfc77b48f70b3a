"""Where the keyboard goes, the eye can follow: what takes it is scrolled into sight."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from shiboken6 import isValid


def keep_in_sight(_before: QWidget | None, now: QWidget | None) -> None:
    """Scroll to `now`, which has just got the keyboard; Qt does so after a Tab only.

    To be connected to `QApplication.focusChanged`.
    """
    if now is not None:
        # Later: the pane it lies in may have been shown by the same key and have no size yet.
        QTimer.singleShot(0, now, lambda: _scroll_to(now))


def let_enter_press(_before: QWidget | None, now: QWidget | None) -> None:
    """Let Enter press the button that has just got the keyboard; outside of dialogs Qt does not.

    To be connected to `QApplication.focusChanged`.
    """
    if isinstance(now, QPushButton):
        now.setAutoDefault(True)


def focus_into(pane: QWidget) -> bool:
    """Put the keyboard on the first widget of a pane that takes it, if there is one."""
    for widget in (pane, *pane.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if takes and widget.isVisibleTo(pane.window()):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def tab_through(*panes: QWidget) -> None:
    """Let Tab go through panes in this order; inside each it keeps the order that it has."""
    inside: dict[QWidget, list[QWidget]] = {pane: [pane] for pane in panes}
    pane_of = {one: pane for pane in panes for one in pane.findChildren(QWidget)}
    at = panes[0].nextInFocusChain()
    while at is not None and at is not panes[0]:
        if at in pane_of:
            inside[pane_of[at]].append(at)
        at = at.nextInFocusChain()
    order = [one for pane in panes for one in inside[pane]]
    for before, after in pairwise(order):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _scroll_to(widget: QWidget) -> None:
    if not isValid(widget):  # its page was closed meanwhile
        return
    around = widget.parentWidget()
    while around is not None:
        # What is larger than the area shows its beginning or end by itself.
        if isinstance(around, QScrollArea) and widget.height() <= around.viewport().height():
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
