"""The keys of the grid: which place on the keyboard does what, in whose work."""

from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.domain.assessment import Mark
from desktop.presenters.grid_cells import GridColumn
from desktop.presenters.grid_state import GridMode
from desktop.widgets.place_keys import MarkKey, is_typing, mark_key, place_key

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KeyTarget(Protocol):
    """What keys do on the page."""

    mode: GridMode
    typed: str
    in_queue: bool

    def current_column(self) -> GridColumn:
        """The column of the keyboard's place."""

    def type_exhibit(self, typed: str) -> None:
        """Show what is typed into the row's portfolio."""

    def enter(self) -> None:
        """Do what Enter does in this column."""

    def look(self) -> None:
        """Look at the next piece of the row."""

    def unlink(self) -> None:
        """Take an exhibit out of the row."""

    def turn_gaps(self) -> None:
        """Show the gaps only, or everything again."""

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""

    def give_reason(self) -> None:
        """Write why the row is judged so."""

    def mark(self, mark: Mark | None) -> None:
        """Mark the row in the column of the keyboard's place."""

    def agree_to_element(self) -> None:
        """Agree to everything in the row's element."""

    def agree_again(self) -> None:
        """Agree again to what is as it was."""

    def next_case(self) -> None:
        """Go to the next case of the queue that this page was opened from."""

    def back_to_grid(self) -> None:
        """Give the keyboard to the grid."""


def take_key(page: KeyTarget, event: QKeyEvent, *, in_grid: bool) -> bool:
    """Do what the key says; False if it is none of the grid's.

    `in_grid` is False for a key that came up from a field or a button beside the grid. Enter and
    Space are those' own, also where they pass them on after they moved the keyboard elsewhere.
    """
    key = Qt.Key(event.key())
    if event.modifiers() & _COMMANDS:
        return False
    if key == Qt.Key.Key_Escape:
        page.type_exhibit("")
        page.back_to_grid()
        return True
    if is_typing():
        return False
    named = {Qt.Key.Key_Delete: page.unlink}
    if page.in_queue:
        named[Qt.Key.Key_PageDown] = page.next_case
    if in_grid:
        named |= {Qt.Key.Key_Space: page.look, **dict.fromkeys(_ENTER, page.enter)}
    if key == Qt.Key.Key_Backspace and page.typed:
        page.type_exhibit(page.typed[:-1])
        return True
    # On a number pad without Num Lock "Delete" is the point; with a native code the place tells.
    legend = place_key(event)
    if legend is None and key in named:
        named[key]()
        return True
    return legend is not None and _take_place(page, event, legend)


def _take_place(page: KeyTarget, event: QKeyEvent, legend: str) -> bool:
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        if legend != MarkKey.MET or page.mode is not GridMode.VERIFY:
            return False
        page.agree_to_element()
        return True
    if legend == "G":
        page.turn_gaps()
    elif legend == "A" and page.mode is GridMode.VERIFY:
        page.agree_again()
    elif legend == "W" and page.mode is GridMode.ASSESS:
        page.give_reason()
    elif legend == "P" and page.mode is GridMode.ASSESS:
        page.turn_prompted()
    elif _types_here(page) and (legend.isdigit() or (legend == "." and page.typed)):
        page.type_exhibit(page.typed + legend)
    elif (mark := mark_key(event)) is not None and page.mode in (GridMode.ASSESS, GridMode.VERIFY):
        page.mark(mark.mark)
    else:
        return False
    return True


def _types_here(page: KeyTarget) -> bool:
    if page.mode is GridMode.ASSESS:
        return page.current_column() is GridColumn.PORTFOLIO
    return page.mode is GridMode.MAP
