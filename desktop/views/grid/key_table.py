"""The keys of the grid as Ctrl+/ shows them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.widgets.shortcut_table import KeyGroup


def grid_keys() -> Sequence[KeyGroup]:
    """The keys of the grid, whosever work it serves."""
    translate = QCoreApplication.translate
    keys = (
        (
            translate("GridKeys", "3 Enter, 3.2 Enter"),
            translate("GridKeys", "link exhibit 3, or its page 2"),
        ),
        (
            translate("GridKeys", "Space"),
            translate("GridKeys", "look at the next piece of evidence"),
        ),
        (translate("GridKeys", "Del"), translate("GridKeys", "unlink; Ctrl+Z brings it back")),
        (translate("GridKeys", "F2"), translate("GridKeys", "remark to the row")),
        (translate("GridKeys", "F3, Shift+F3"), translate("GridKeys", "next gap, gap before")),
        (translate("GridKeys", "G"), translate("GridKeys", "show gaps only")),
        (
            translate("GridKeys", "1 2 3 0"),
            translate("GridKeys", "met or agree, not met, not seen or want more, clear"),
        ),
        (
            translate("GridKeys", "Shift+1"),
            translate("GridKeys", "agree to the whole element, when all of it was opened"),
        ),
        (
            translate("GridKeys", "A"),
            translate("GridKeys", "agree again to what is as it was before the return"),
        ),
        (translate("GridKeys", "Esc"), translate("GridKeys", "back to the grid")),
        (translate("GridKeys", "W"), translate("GridKeys", "reason, when judging")),
        (translate("GridKeys", "P"), translate("GridKeys", "prompted, when marking a task")),
        (
            translate("GridKeys", "Enter"),
            translate("GridKeys", "ask a question, set a task; next row when judging or verifying"),
        ),
        (
            translate("GridKeys", "Ctrl+R"),
            translate("GridKeys", "return the decision with reasons"),
        ),
        (
            translate("GridKeys", "Ctrl+Enter"),
            translate("GridKeys", "to the decision or verification; then sign"),
        ),
        (
            translate("GridKeys", "PgDn"),
            translate("GridKeys", "next case, when verifying from the queue"),
        ),
    )
    return (KeyGroup(translate("GridKeys", "Grid"), keys),)
