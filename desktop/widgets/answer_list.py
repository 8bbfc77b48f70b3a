"""Short questions answered one by one: up and down move, 1 yes, 2 no, 0 takes back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.presenters.marks import Mark
from desktop.theme import Space, restyle
from desktop.widgets.layouts import column, label, row
from desktop.widgets.place_keys import mark_key


class AnswerLine(QFrame):
    """One question with its answer: True, False or None. It takes the keys as a whole."""

    answered = Signal(object)

    def __init__(self, words: str, *, yes_only: bool = False) -> None:
        """Make it; with `yes_only` it is confirmed or left open."""
        super().__init__()
        self.setProperty("kind", "answer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words, self._answer = words, None
        self.yes = self._button(self.tr("1  yes"), Mark.MET, answer=True)
        self.no = self._button(self.tr("2  no"), Mark.NOT_MET, answer=False)
        if yes_only:
            self.no.hide()
        self._yes_only = yes_only
        text = label(words, wrap=True)
        layout = row(text, self.yes, self.no, gap=Space.XS, margin=(Space.S, 0, 0, 0))
        layout.setStretchFactor(text, 1)
        self.setLayout(layout)
        self.show_answer(None)

    _answer: bool | None

    @property
    def answer(self) -> bool | None:
        """What is shown."""
        return self._answer

    def show_answer(self, answer: bool | None) -> None:
        """Show an answer; emits nothing."""
        self._answer = answer
        self.yes.setChecked(answer is True)
        self.no.setChecked(answer is False)
        said = {True: self.tr("yes"), False: self.tr("no"), None: self.tr("not answered")}
        self.setAccessibleName(f"{self._words}: {said[answer]}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = mark_key(event)
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif key is None or not self.isEnabled():
            super().keyPressEvent(event)
        else:
            self._take(key.mark)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        restyle(self, focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        restyle(self, focused=False)

    def _take(self, mark: Mark | None) -> None:
        answers = {Mark.MET: True, Mark.NOT_MET: None if self._yes_only else False}
        self.answered.emit(answers.get(mark) if mark else None)

    def _button(self, words: str, mark: Mark, *, answer: bool) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("role", "mark")
        button.setProperty("mark", mark.name.lower())
        button.setAccessibleName(f"{self._words}: {words}")
        button.clicked.connect(lambda on: self.answered.emit(answer if on else None))
        return button


class AnswerList(QWidget):
    """Several lines; `answered(key, answer)` says which one was answered and how."""

    answered = Signal(object, object)

    def __init__(self, questions: Sequence[tuple[object, str]], *, yes_only: bool = False) -> None:
        """Make it of pairs of a key and its words."""
        super().__init__()
        self.lines = {key: AnswerLine(words, yes_only=yes_only) for key, words in questions}
        for key, line in self.lines.items():
            line.answered.connect(lambda answer, key=key: self.answered.emit(key, answer))
        self.setLayout(column(*self.lines.values(), gap=0))

    def show_answer(self, key: object, answer: bool | None) -> None:
        """Show one answer; emits nothing."""
        self.lines[key].show_answer(answer)

    def focus_first_open(self) -> None:
        """Put the keyboard on the first line that is not answered, else on the first."""
        lines = list(self.lines.values())
        next((one for one in lines if one.answer is None), lines[0]).setFocus()
