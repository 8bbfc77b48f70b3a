"""The spelling proof on the turned screen: the own name and birth date, large, and two answers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from core.domain.people import Candidate
from core.domain.worker_answers import WorkerSays
from desktop.texts import CONTEXT
from desktop.texts.worker_turn import SPELLING, THANKS, WRONG
from desktop.theme import Icon, Space, icon
from desktop.translation import texts_in
from desktop.views.turn.answer_buttons import AnswerButtons
from desktop.widgets.dates import day
from desktop.widgets.fitting_text import FittingText
from desktop.widgets.layouts import column, label, row
from desktop.widgets.place_keys import is_typing, place_key
from desktop.widgets.saving import SavingTextEdit


class SpellingTurnPage(QWidget):
    """`answered(agreed, what is wrong)` once; `given_back()` when the screen goes back."""

    answered = Signal(bool, str)
    given_back = Signal()

    def __init__(self, worker: Candidate) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("Spelling proof")
        say_in = texts_in(worker.languages[0] if worker.languages else "en")
        self._spoken: Callable[[str], str] = lambda text: say_in(CONTEXT, text)
        self.text, self.question = FittingText(), label(self._spoken(SPELLING), "h1", wrap=True)
        names = (worker.own_script_name, worker.name, day(worker.birth_date))
        self.text.set_text("\n".join(filter(None, names)))
        self.buttons = AnswerButtons()
        self.buttons.ask((WorkerSays.YES, WorkerSays.NO), self._spoken)
        self.wrong = SavingTextEdit(lines=2, name=self._spoken(WRONG))
        self.wrong.setPlaceholderText(self._spoken(WRONG))
        self.back = QPushButton(icon(Icon.BACK), self.tr("Give the screen back  F9"))
        self.back.setProperty("role", "quiet")
        self._asking = QWidget()
        self._asking.setLayout(column(self.question, self.buttons, self.wrong, gap=Space.L))
        head = QFrame()
        head.setProperty("kind", "header")
        head.setLayout(row(None, self.back, margin=Space.M))
        inside = column(self.text, self._asking, gap=Space.L, margin=Space.XL)
        inside.setStretchFactor(self.text, 1)
        self.setLayout(column(head, inside, gap=Space.NONE))
        self.wrong.hide()
        self.buttons.answered.connect(self.answer)
        self.back.clicked.connect(self.give_back)
        QShortcut(QKeySequence("F9"), self).activated.connect(self.give_back)

    def answer(self, says: WorkerSays) -> None:
        """Take *yes*; *no* needs what is wrong, and is taken when it is pressed again."""
        wrong = self.wrong.value()
        if says is WorkerSays.NO and not wrong:
            self.buttons.show_answer(says)
            self.wrong.show()
            self.wrong.setFocus()
            return
        self._asking.hide()
        self.text.set_text(self._spoken(THANKS))
        self.back.setFocus()
        self.answered.emit(says is WorkerSays.YES, "" if says is WorkerSays.YES else wrong)

    def give_back(self) -> None:
        """Give the screen back; what was written as wrong is kept, sent or not."""
        if not self._asking.isHidden() and self.wrong.value():
            self.answer(WorkerSays.NO)
        self.given_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        legend = None if is_typing() or not self._asking.isVisible() else place_key(event)
        offered = list(self.buttons.buttons.values())
        if legend in ("1", "2"):
            offered[int(legend) - 1].click()
        else:
            super().keyPressEvent(event)
