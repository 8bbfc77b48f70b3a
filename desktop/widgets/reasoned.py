"""Why a button or a part of a page is disabled: kept with the widget, so that F1 can say it.

Whoever disables an action says why in the same breath (`set_reasons`). F1 gathers what is in sight.
A button that waits for something mechanical, such as the last page of a document, says so to
`set_mechanical`: the picture beside it says enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from desktop.presenters.reasons import Reason

_REASONS: Final[WeakKeyDictionary[QWidget, tuple[Reason, ...]]] = WeakKeyDictionary()
_LINES: Final[WeakKeyDictionary[QWidget, tuple[Reason, ...]]] = WeakKeyDictionary()
_TIP: Final = "tip_when_enabled"
_DESCRIPTION: Final = "description_when_enabled"
_MECHANICAL: Final = "mechanical"


def set_reasons(part: QWidget, reasons: Sequence[Reason]) -> None:
    """Disable a button, or a whole part of a page, for these reasons; with none it is enabled."""
    before = _REASONS.get(part, ())
    if tuple(reasons) == before and part.isEnabled() is not bool(reasons):
        return
    if not before:
        part.setProperty(_TIP, part.toolTip())
        part.setProperty(_DESCRIPTION, part.accessibleDescription())
    _REASONS[part] = tuple(reasons)
    part.setEnabled(not reasons)
    said = f"{reasons[0].fact} {reasons[0].mend}" if reasons else ""
    part.setToolTip(said or str(part.property(_TIP)))
    part.setAccessibleDescription(said or str(part.property(_DESCRIPTION)))


def allow(part: QWidget, possible: bool, otherwise: Reason) -> None:
    """Enable a part if something is possible, else disable it for this one reason."""
    set_reasons(part, () if possible else (otherwise,))


def set_busy(part: QWidget, *, busy: bool) -> None:
    """Disable while what was asked for is being done."""
    set_reasons(part, (_being_done(),) if busy else ())


def set_mechanical(button: QAbstractButton, *, possible: bool) -> None:
    """Enable or disable where what is shown says why itself: no page before the first."""
    button.setProperty(_MECHANICAL, True)
    button.setEnabled(possible)


def set_refused_lines(choice: QWidget, reasons: Sequence[Reason]) -> None:
    """Keep why some lines of a choice cannot be chosen; the choice itself can be used."""
    _LINES[choice] = tuple(reasons)


def is_mechanical(button: QAbstractButton) -> bool:
    """Whether the button's state needs no words."""
    return bool(button.property(_MECHANICAL))


def reasons_of(part: QWidget) -> tuple[Reason, ...]:
    """Why this widget cannot be used: its own reasons, or those of the part that it is in."""
    around: QWidget | None = part
    while around is not None:
        if not around.isEnabled() and (found := _REASONS.get(around)):
            return found
        around = around.parentWidget()
    return ()


def reasons_in(page: QWidget) -> tuple[Reason, ...]:
    """The reasons of everything disabled that is in sight on a page; under the mouse first."""
    under = QApplication.widgetAt(QCursor.pos())
    found = [
        (not (under is not None and (part is under or part.isAncestorOf(under))), part)
        for part in _disabled_in(page)
    ]
    found.sort(key=lambda one: one[0])
    disabled = (
        replace(reason, action=_name_of(part)) for _, part in found for reason in _REASONS[part]
    )
    lines = (
        replace(reason, action=reason.action or _name_of(choice))
        for choice, reasons in list(_LINES.items())
        if isValid(choice) and page.isAncestorOf(choice) and choice.isVisible()
        for reason in reasons
    )
    return (*disabled, *lines)


def _disabled_in(page: QWidget) -> Iterator[QWidget]:
    for part in list(_REASONS):
        inside = isValid(part) and page.isAncestorOf(part)
        if inside and not part.isEnabled() and part.isVisible() and _REASONS[part]:
            yield part


def _name_of(part: QWidget) -> str:
    words = part.text() if isinstance(part, QAbstractButton) else ""
    return (words or part.accessibleName()).replace("&", "").strip()


def _being_done() -> Reason:
    translate = QCoreApplication.translate
    return Reason(
        translate("Reasons", "One thing is done after the other."),
        translate("Reasons", "What was asked for is being done now."),
        translate("Reasons", "Nobody has to: it ends by itself."),
    )
