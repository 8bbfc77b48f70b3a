"""What the records point out between a member of staff and the worker, one line each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.domain.independence import Cue
from core.ids import StaffId
from desktop.presenters.case_work import CaseWork
from desktop.texts.cues import cue_text
from desktop.theme import Space
from desktop.widgets.card import clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.shapes import Shape, ShapeView


class CueLines(QWidget):
    """Pointed out, never decided; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=Space.XS)
        self.setLayout(self._lines)
        self.sentences: tuple[str, ...] = ()
        self.hide()

    def ask(self, work: CaseWork, person: StaffId) -> None:
        """Look for what binds this person to the worker of the case, and show it."""
        work.read_cues(person, self.show_cues)

    def show_cues(self, cues: Sequence[Cue]) -> None:
        """Show these; the weak ones look quieter."""
        clear_layout(self._lines)
        self.sentences = tuple(map(cue_text, cues))
        for cue, sentence in zip(cues, self.sentences, strict=True):
            words = label(sentence, "muted" if cue.weak else "strong", wrap=True)
            line = row(ShapeView(Shape.NOW, "muted" if cue.weak else "warning", 16), words)
            line.setStretchFactor(words, 1)
            self._lines.addLayout(line)
        self.setAccessibleName(" ".join(self.sentences))
        self.setVisible(bool(cues))
