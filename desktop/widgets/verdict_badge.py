"""The answer of a verification in one look: shape, word, colour."""

from enum import StrEnum

from PySide6.QtWidgets import QFrame

from desktop.theme import Space, restyle
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView


class VerdictTone(StrEnum):
    """How the answer looks. Undecided is grey: neither red nor green."""

    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"


_DRAWN = {
    VerdictTone.VALID: (Shape.FILLED, "met"),
    VerdictTone.INVALID: (Shape.CROSSED, "not_met"),
    VerdictTone.UNDECIDED: (Shape.QUESTION, "not_seen"),
}


class VerdictBadge(QFrame):
    """One word, one sentence, and one line below it: when and against what it was checked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self._shape = ShapeView(Shape.QUESTION, "not_seen", 44)
        self.word = label("", "h1")
        self.sentence = label("", "h3", wrap=True)
        self.note = label("", "meta", wrap=True)
        words = column(self.word, self.sentence, self.note, gap=Space.XS)
        layout = row(self._shape, words, gap=Space.L, margin=Space.L)
        layout.setStretchFactor(words, 1)
        self.setLayout(layout)

    def show_verdict(
        self, tone: VerdictTone, word: str, sentence: str = "", note: str = ""
    ) -> None:
        """Show the answer in the given words."""
        shape, colour = _DRAWN[tone]
        self._shape.set_shape(shape, colour)
        for part, text in ((self.word, word), (self.sentence, sentence), (self.note, note)):
            part.setText(text)
            part.setVisible(bool(text))
        restyle(self.word, tone={"met": "met", "not_met": "not_met"}.get(colour, ""))
        restyle(self, tone=tone.value)
        self.setAccessibleName(word)
        self.setAccessibleDescription(f"{sentence} {note}".strip())
