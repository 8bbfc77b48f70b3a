"""Choices with long words where there is little room."""

from PySide6.QtWidgets import QComboBox, QSizePolicy

SHORTEST_CHARS = 10


def narrow(*choices: QComboBox) -> None:
    """Let choices be narrower than their longest words; the list that opens shows all of them."""
    for choice in choices:
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(SHORTEST_CHARS)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
