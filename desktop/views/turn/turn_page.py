"""The worker's turn (F9): one thing in the worker's language, large, alone on the screen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from core.domain.worker_answers import CHOICES, WorkerSays
from core.services.hearing_worker import Said
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn, TurnState, WorkerTurnPresenter
from desktop.texts import CONTEXT, Problem, refusal_texts
from desktop.texts.worker_turn import COMMENT, INTERPRETER, PROGRESS, QUESTIONS, THANKS
from desktop.theme import Icon, Space, icon
from desktop.translation import texts_in
from desktop.views.languages import language_name
from desktop.views.turn.answer_buttons import AnswerButtons
from desktop.widgets.banner import Banner
from desktop.widgets.fitting_text import FittingText
from desktop.widgets.layouts import column, label, row
from desktop.widgets.place_keys import is_typing, place_key
from desktop.widgets.saving import SavingTextEdit, keep_back


class WorkerTurnPage(QWidget):
    """Nothing of other people, and nowhere to go from here but back to the member of staff."""

    given_back = Signal()

    def __init__(self, session: Session, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("The worker's turn")
        self._spoken: Callable[[str], str] | None = None
        self._kept = ""
        self.name, self.progress = label("", "h2"), label("", "meta")
        self.heading = label("", "meta", wrap=True)
        self.text, self.question = FittingText(), label("", "h1", wrap=True)
        self.language = label("", "strong")
        self._interpreter_head, self.interpreter = label("", "meta"), QLineEdit()
        self.interpreter.setMaxLength(200)
        self.banner, self.buttons = Banner(), AnswerButtons()
        self.comment = SavingTextEdit(lines=2)
        self.comment.textChanged.connect(self._bound_comment)
        self.back = QPushButton(icon(Icon.BACK), self.tr("Give the screen back  F9"))
        self.back.setProperty("role", "quiet")
        self._lay_out()
        keep_back(self)
        self.back.clicked.connect(self.give_back)
        QShortcut(QKeySequence("F9"), self).activated.connect(self.give_back)
        self.buttons.answered.connect(self.answer)
        self.presenter = WorkerTurnPresenter(session, turn)
        self.destroyed.connect(self.presenter.detach)
        self.presenter.attach(self)

    # -- what the presenter tells -----------------------------------------------------------------

    def show_turn(self, state: TurnState) -> None:
        """Show what is asked now; after the last a word of thanks."""
        spoken = self._words(state)
        worker, card = state.file.candidate, state.card
        self.name.setText("  ".join(filter(None, (worker.own_script_name, worker.name))))
        self.banner.clear()
        for part in (self._asking, self.comment, self.progress, self.heading):
            part.setVisible(card is not None)
        if card is None:
            self.text.set_text(spoken(THANKS))
            self._kept = ""
            self.comment.set_value("")
            self.back.setFocus()
            return
        number, count = state.at + 1, len(state.cards)
        self.progress.setText(spoken(PROGRESS).format(number=number, count=count))
        self.heading.setText(card.heading)
        self.text.set_text(card.text)
        self.question.setText(spoken(QUESTIONS[card.asked.subject]))
        foreign = card.language.partition("-")[0] != state.language.partition("-")[0]
        self._help.setVisible(foreign)
        self.language.setText(language_name(card.language))
        self._interpreter_head.setText(spoken(INTERPRETER))
        self.interpreter.setAccessibleName(spoken(INTERPRETER))
        if not self.interpreter.text():
            self.interpreter.setText(state.interpreter)
        self.buttons.ask(CHOICES[card.asked.subject], spoken)
        self._show_answer(state)
        self.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong; what was written stays in its field."""
        self.banner.problem(problem.sentence, problem.what_to_do)

    # -- what is done -----------------------------------------------------------------------------

    def answer(self, says: WorkerSays) -> None:
        """Keep the answer with what was written beside it, and go on."""
        self._keep(says, go_on=True)

    def flush(self) -> None:
        """Keep what was written and not sent with an answer."""
        state = self.presenter.state
        if state is None or state.card is None or self.comment.value() == self._kept:
            return
        if not state.refusals:
            self._keep(state.answer.says if state.answer else None, go_on=False)

    def give_back(self) -> None:
        """The member of staff takes the screen back."""
        self.flush()
        self.given_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        legend = None if is_typing() else place_key(event)
        offered = list(self.buttons.buttons.values()) if self._asking.isVisible() else []
        if legend in ("1", "2", "3") and int(legend) <= len(offered):
            offered[int(legend) - 1].click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not is_typing():
            self.flush()
            self.presenter.step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    # -- inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "header")
        top = row(self.name, None, self.progress, self.back, gap=Space.L, margin=Space.M)
        head.setLayout(top)
        self._help = QWidget()
        helped = row(self.language, self._interpreter_head, self.interpreter, gap=Space.M)
        helped.setStretchFactor(self.interpreter, 1)
        self._help.setLayout(helped)
        self._asking = QWidget()
        self._asking.setLayout(
            column(self._help, self.question, self.buttons, self.comment, gap=Space.L)
        )
        inside = column(
            self.banner, self.heading, self.text, self._asking, gap=Space.L, margin=Space.XL
        )
        inside.setStretchFactor(self.text, 1)
        self.setLayout(column(head, inside, gap=Space.NONE))

    def _words(self, state: TurnState) -> Callable[[str], str]:
        if self._spoken is None:
            say_in = texts_in(state.language)
            self._spoken = lambda text: say_in(CONTEXT, text)
        self.comment.setPlaceholderText(self._spoken(COMMENT))
        self.comment.setAccessibleName(self._spoken(COMMENT))
        return self._spoken

    def _show_answer(self, state: TurnState) -> None:
        answer, reasons = state.answer, refusal_texts(state.refusals)
        self._kept = answer.text if answer else ""
        self.comment.set_value(self._kept)
        self.buttons.show_answer(answer.says if answer else None)
        self._asking.setEnabled(not reasons)
        if reasons:
            self.banner.problem(reasons[0].fact, reasons[0].mend)

    def _keep(self, says: WorkerSays | None, *, go_on: bool) -> None:
        self.comment.flush()  # it is kept with the answer, and the next one begins empty
        said = Said(says, self.comment.value(), interpreter=self._interpreter())
        self._kept = self.comment.value()
        self.presenter.answer(said, go_on=go_on)

    def _interpreter(self) -> str:
        return self.interpreter.text().strip() if self._help.isVisibleTo(self) else ""

    def _bound_comment(self) -> None:
        """As much as a person writes on a screen that is held out; more is a stuck key."""
        if len(self.comment.toPlainText()) > _LONGEST_COMMENT:
            self.comment.setPlainText(self.comment.toPlainText()[:_LONGEST_COMMENT])


_LONGEST_COMMENT = 4000
