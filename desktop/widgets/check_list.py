"""The checks of a verification, each with its own answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.theme import Space, restyle
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import label
from desktop.widgets.shapes import Shape, ShapeView


class CheckAnswer(Enum):
    """What one check found. *Not checked* is never drawn like *passed*."""

    PASSED = auto()
    FAILED = auto()
    NOT_CHECKED = auto()
    DOES_NOT_APPLY = auto()


_DRAWN = {
    CheckAnswer.PASSED: (Shape.FILLED, "met"),
    CheckAnswer.FAILED: (Shape.CROSSED, "not_met"),
    CheckAnswer.NOT_CHECKED: (Shape.OPEN, "not_seen"),
    CheckAnswer.DOES_NOT_APPLY: (Shape.DASHED, "not_seen"),
}


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the list."""

    name: str
    answer: CheckAnswer
    sentence: str = ""


class CheckList(QWidget):
    """A line for each check: shape, name, answer, and a sentence where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(3, 1)

    def set_checks(self, checks: Sequence[CheckItem]) -> None:
        """Show these checks, in their order."""
        clear_layout(self._grid)
        for line, check in enumerate(checks):
            shape, colour = _DRAWN[check.answer]
            answer = label(_word(check.answer))
            restyle(answer, tone=colour)
            sentence = label(check.sentence, "muted", wrap=True)
            view = ShapeView(shape, colour, 16)
            view.setAccessibleName(f"{check.name}: {_word(check.answer)}")
            top = Qt.AlignmentFlag.AlignTop
            for place, part in enumerate((view, label(check.name, "strong"), answer)):
                self._grid.addWidget(part, line, place, top)
            self._grid.addWidget(sentence, line, 3)


def _word(answer: CheckAnswer) -> str:
    translate = QCoreApplication.translate
    words = {
        CheckAnswer.PASSED: translate("CheckList", "passed"),
        CheckAnswer.FAILED: translate("CheckList", "failed"),
        CheckAnswer.NOT_CHECKED: translate("CheckList", "not checked"),
        CheckAnswer.DOES_NOT_APPLY: translate("CheckList", "does not apply"),
    }
    return words[answer]
