"""With which lists something was checked, in words."""

from PySide6.QtCore import QCoreApplication

from core.services.lists_at_hand import ListsAtHand
from desktop.presenters.checked_input import CheckedInput
from desktop.texts.verification_lines import key_lines, list_lines
from desktop.widgets.dates import minute


def lists_in_full(lists: ListsAtHand) -> str:
    """Which lists are at hand, with each agency's fingerprint, to be compared once with it."""
    return "\n".join((" · ".join(list_lines(lists)), *key_lines(lists)))


def checked_with(found: CheckedInput) -> str:
    """When and with which lists an input was checked."""
    words = QCoreApplication.translate("Verify", "{name} · checked {when} · {lists}")
    when = minute(found.checked_at or found.at)
    return words.format(name=found.name, when=when, lists=" · ".join(list_lines(found.lists)))


def as_of(found: CheckedInput) -> str:
    """That the answer is one about another moment; empty where it is about now."""
    if not found.is_historic:
        return ""
    words = QCoreApplication.translate("Verify", "This is the answer as of {moment}, not of today.")
    return words.format(moment=minute(found.at))
