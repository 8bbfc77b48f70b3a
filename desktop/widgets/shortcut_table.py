"""The keys of the program, on one sheet (Ctrl+/)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from desktop.theme import Space, look
from desktop.widgets.layouts import column, label, row, scrolled


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place in the program."""

    where: str
    keys: tuple[tuple[str, str], ...]  # the keys, with their Latin legends, and what they do


class ShortcutTable(QDialog):
    """Shows groups of keys. Escape closes it."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        line = 0
        for group in groups:
            grid.addWidget(label(group.where, "h3"), line, 0, 1, 2)
            for keys, what in group.keys:
                line += 1
                cap = label(keys)
                cap.setProperty("kind", "keys")
                grid.addLayout(row(cap, None), line, 0)
                grid.addWidget(label(what, wrap=True), line, 1)
            line += 1
            grid.setRowMinimumHeight(line, Space.M)
            line += 1
        grid.setRowStretch(line, 1)
        inner = QWidget()
        inner.setLayout(grid)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.setLayout(column(scrolled(inner), box, gap=Space.M, margin=Space.L))
        self.resize(look().px(620), look().px(560))


def keys_everywhere() -> KeyGroup:
    """The keys that every page has."""
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("MainWindow", "Everywhere"),
        (
            ("Ctrl+K", translate("MainWindow", "Find or do anything")),
            ("Alt+1 … Alt+9", translate("MainWindow", "Go to a place")),
            ("Alt+←", translate("MainWindow", "Back, one level up")),
            ("F6", translate("MainWindow", "Next pane")),
            (
                "F1",
                translate("MainWindow", "Why can't I? Where everything can be done: this table"),
            ),
            ("F9", translate("MainWindow", "Turn the screen to the worker, and back")),
            ("Ctrl+Enter", translate("MainWindow", "The main button")),
            ("Ctrl+Z", translate("MainWindow", "Undo")),
            ("Ctrl+L", translate("MainWindow", "Lock")),
            ("Ctrl+/", translate("MainWindow", "This table")),
        ),
    )
