"""Choices with long words where there is little room."""

from PySide6.QtWidgets import QSizePolicy

from desktop.widgets.saving import SavingChoice

SHORTEST_CHARS = 10


def narrow(*choices: SavingChoice) -> None:
    """Let choices be narrower than their longest words; the list that opens shows all of them."""
    for choice in choices:
        choice.set_least(SHORTEST_CHARS)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
