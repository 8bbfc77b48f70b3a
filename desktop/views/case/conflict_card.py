"""The declaration of a conflict of interest, for this assignment and before any work on it."""

from PySide6.QtWidgets import QPushButton

from core.domain.case import Duty
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.next_step import my_duty
from desktop.presenters.reasons import Reason
from desktop.texts import words
from desktop.theme import Space
from desktop.views.case.cue_lines import CueLines
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import label, row
from desktop.widgets.reasoned import allow
from desktop.widgets.saving import SavingLineEdit


class ConflictCard(Card):
    """Shown to whoever has not declared yet, with what the records point out.

    The person says what there is; what follows from it somebody else decides.
    """

    def __init__(self, work: CaseWork, duty: Duty | None = None) -> None:
        """Make it; without a `duty` the person's part in the case says for which one it asks."""
        super().__init__("")
        self.set_title(self.tr("Before you look at this case"))
        self._work = work
        self._only, self._duty = duty, duty or Duty.ASSESS
        by_keys = duty is not None  # the verifier's desk takes the keys 1 and 2
        self._question = label("", wrap=True)
        self.cues = CueLines()
        none, there_is = self.tr("I have no conflict of interest"), self.tr("There is one…")
        self.none = QPushButton(f"1  {none}" if by_keys else none)
        self.none.setProperty("role", "primary")
        self.there_is = QPushButton(f"2  {there_is}" if by_keys else there_is)
        self.what, self.proposed = SavingLineEdit(), SavingLineEdit()
        self.declare = QPushButton(self.tr("Declare it"))
        self.declare.setProperty("role", "primary")
        self.back = QPushButton(self.tr("Back to the question"))
        self._form = Form(2)
        self._form.add(self.tr("What it is"), self.what)
        self._form.add(
            self.tr("What you propose"),
            self.proposed,
            hint=self.tr("An administrator or lead verifier decides what follows."),
        )
        buttons = row(self.none, self.there_is, self.declare, self.back, None, gap=Space.S)
        self.add(self._question, self.cues, self._form, buttons)
        for part in (self._form, self.declare, self.back):
            part.hide()
        self.none.clicked.connect(lambda: self._work.declare(self._duty, conflict=False))
        self.there_is.clicked.connect(self._on_there_is)
        self.declare.clicked.connect(self._on_declare)
        self.back.clicked.connect(self._on_back)
        self.what.textChanged.connect(lambda _: self._allow())
        self._allow()
        self.what.returnPressed.connect(self.proposed.setFocus)
        self.proposed.returnPressed.connect(self._on_declare)
        self.hide()

    def show_case(self, page: CaseOnPage) -> None:
        """Ask, if this person has a duty in the case and has not declared for it."""
        me = self._work.session.sitting.staff
        duty = self._only or my_duty(page, me)
        asked = (
            duty is not None and page.case.end is None and page.file.conflict(me.id, duty) is None
        )
        self.setVisible(asked)
        if duty is None or not asked:
            return
        self._duty = duty
        question = self.tr(
            "Do you have a conflict of interest in {duty} {name}: a relative, a friend, an "
            "employer of yours, somebody you trained?"
        )
        self._question.setText(question.format(duty=words(duty), name=page.file.candidate.name))
        self.cues.ask(self._work, me.id)

    def _on_there_is(self) -> None:
        self._open_form(opened=True)
        self.what.setFocus()

    def _on_back(self) -> None:
        self._open_form(opened=False)
        self.there_is.setFocus()

    def _open_form(self, *, opened: bool) -> None:
        """While it is written what there is, no key and no Tab leads to *there is none*."""
        for part in (self._form, self.declare, self.back):
            part.setVisible(opened)
        for part in (self.none, self.there_is):
            part.setVisible(not opened)

    def _allow(self) -> None:
        lacking = Reason(
            self.tr("Somebody else decides what follows from a conflict, by what it is."),
            self.tr("Nothing is written yet under “What it is”."),
            self.tr("Write who the worker is to you, in a few words."),
        )
        allow(self.declare, bool(self.what.text().strip()), lacking)

    def _on_declare(self) -> None:
        if not self.declare.isEnabled():
            self.what.setFocus()
            return
        self._work.declare(
            self._duty,
            conflict=True,
            what=self.what.text().strip(),
            proposed=self.proposed.text().strip(),
        )
