"""The foot of the case page: the next step, the way back, and the ways a case can rest."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from core.domain.case import CaseEnd, Route, Stage
from core.domain.people import Role
from core.domain.rules import holds_role
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.next_step import NextStep, Step, next_step
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Icon, Space, icon
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.layouts import column
from desktop.widgets.undo_bar import UndoBar

ENDS: Final = (
    CaseEnd.WITHDRAWN,
    CaseEnd.AWAY_AGAIN,
    CaseEnd.NOT_REACHED,
    CaseEnd.PORTFOLIO_ONLY,
)
"""The ends that the advisor sets; *recognised* comes with the passport."""
_BACK: Final = {Stage.MAP: Stage.ASSEMBLE, Stage.FINALISE: Stage.MAP}


class CaseFooter(QWidget):
    """`step_asked(Step)` for steps that are done elsewhere on the page or on another one."""

    step_asked = Signal(object)

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._work, self._undo = work, undo
        self._step = NextStep(Step.MAP)
        self.back = QPushButton(icon(Icon.BACK), "")
        self.back.setProperty("role", "quiet")
        self.rest = QToolButton()
        self.rest.setText(self.tr("Let the case rest"))
        self.rest.setProperty("role", "quiet")
        self.rest.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for end in ENDS:
            menu.addAction(capital(end)).triggered.connect(
                lambda _=False, end=end: self._on_end(end)
            )
        self.rest.setMenu(menu)
        self.again = QPushButton(icon(Icon.UNDO), self.tr("Take up again"))
        self.again.setProperty("role", "quiet")
        self.again.clicked.connect(work.take_up_again)
        self.footer = ActionFooter("", (self.again, self.rest, self.back))
        self.setFocusProxy(self.footer.main)
        self.setLayout(column(self.footer, gap=Space.NONE))
        self.back.clicked.connect(self._on_back)
        self.footer.triggered.connect(self._on_triggered)

    @property
    def step(self) -> NextStep:
        """The step that the main button does now."""
        return self._step

    def show_case(self, page: CaseOnPage, stage_shown: int) -> None:
        """Show the next step. What stands against work at stage 5 is said at stage 5."""
        me, case = self._work.session.sitting.staff, page.case
        self._step = next_step(page, me)
        leads_there = self._step.step in (Step.ASSESS, Step.VERIFY) and stage_shown != case.stage
        refusals = () if leads_there else refusal_texts(self._step.refusals)
        self.footer.set_main(self._words(page), refusals)
        advises, rests = not holds_role(me, Role.ADVISOR), case.end is not None
        self.rest.setVisible(advises and not rests)
        self.again.setVisible(advises and self._step.step is Step.SEE_PASSPORT)
        self.back.setVisible(advises and not rests and case.stage in _BACK)
        if case.stage in _BACK:
            said = self.tr("Back to “{stage}”").format(stage=words(_BACK[case.stage]))
            self.back.setText(said)

    def _words(self, page: CaseOnPage) -> str:
        if self._step.step is Step.HAND_OVER_SUPPLEMENT:
            number = len(page.file.freezes)
            return self.tr("Hand over supplement {number}").format(number=number)
        if self._step.step is Step.HAND_OVER and page.case.route is Route.PORTFOLIO_ONLY:
            return self.tr("Close the portfolio")
        return {
            Step.ASSEMBLE: self.tr("Go on to assembling"),
            Step.MAP: self.tr("Go on to mapping"),
            Step.FINALISE: self.tr("Finalise portfolio"),
            Step.HAND_OVER: self.tr("Hand over to the assessor"),
            Step.ASSESS: self.tr("Go to the assessment"),
            Step.VERIFY: self.tr("Go to the verification"),
            Step.ISSUE: self.tr("Issue the passport"),
            Step.SEE_PASSPORT: self.tr("Go to the passport"),
            Step.TAKE_UP_AGAIN: self.tr("Take up again"),
        }[self._step.step]

    def _on_triggered(self) -> None:
        work = self._work
        moves: dict[Step, Callable[[], None]] = {
            Step.ASSEMBLE: lambda: work.move(Stage.ASSEMBLE),
            Step.MAP: lambda: work.move(Stage.MAP),
            Step.FINALISE: lambda: work.move(Stage.FINALISE),
            Step.TAKE_UP_AGAIN: work.take_up_again,
        }
        step = self._step.step
        if step in moves:
            moves[step]()
        else:
            self.step_asked.emit(step)

    def _on_back(self) -> None:
        page = self._work.page
        if page is not None and page.case.stage in _BACK:
            self._work.move(_BACK[page.case.stage])

    def _on_end(self, how: CaseEnd) -> None:
        said = self.tr("The case rests: {end}. Everything is kept.").format(end=words(how))
        self._work.end(how, lambda: self._undo.offer(said, self._work.take_up_again))
