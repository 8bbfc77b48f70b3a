"""What the window shows: places, and what a page of one may offer beside being shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktop.theme import Icon
from desktop.widgets.find_palette import Command
from desktop.widgets.in_sight import focus_into
from desktop.widgets.shortcut_table import KeyGroup


@dataclass(frozen=True, slots=True)
class Place:
    """One entry on the left. Its page is made when it is first shown."""

    id: str
    title: str
    icon: Icon
    make_page: Callable[[], QWidget]
    also: str = ""  # other words that Ctrl+K finds it by: what its tabs are called


@runtime_checkable
class Refreshing(Protocol):
    """A page that looks again for what changed when it is shown."""

    def refresh(self) -> None:
        """Show the newest."""


@runtime_checkable
class Commanding(Protocol):
    """A page that adds to what Ctrl+K finds while it is shown."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""


@runtime_checkable
class WithKeys(Protocol):
    """A page with keys of its own, shown by Ctrl+/."""

    def key_groups(self) -> Sequence[KeyGroup]:
        """Return its keys."""


@runtime_checkable
class WithPanes(Protocol):
    """A page of several panes, which F6 goes through."""

    def panes(self) -> Sequence[QWidget]:
        """Return its panes, in reading order."""


def focus_page(page: QWidget, last: QWidget | None) -> None:
    """Put the keyboard where it was on a page; the first time on what the page leads with."""
    if last is not None and last.isEnabled() and last.isVisibleTo(page):
        last.setFocus()
    elif page.focusProxy() is None and isinstance(page, WithPanes) and page.panes():
        if not focus_into(page.panes()[0]):  # it is not read yet: then not on the way back either
            page.setFocus()
    else:
        page.setFocus()
