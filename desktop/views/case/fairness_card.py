"""After a verified decision: the feedback letter, and the appeals of the case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from core.domain.appeals import AppealFile
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import words
from desktop.theme import Icon, Space, icon
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import label, row


class FairnessCard(Card):
    """`letter_asked(DecisionId)`, `appeal_asked()`, `appeal_opened(AppealId)`."""

    letter_asked = Signal(object)
    appeal_asked = Signal()
    appeal_opened = Signal(object)

    def __init__(self) -> None:
        self.appeal = QPushButton(icon(Icon.RETURN), "")
        super().__init__("", action=self.appeal)
        self.set_title(self.tr("Feedback and appeal"))
        self.appeal.setText(self.tr("Record an appeal…"))
        self.appeal.clicked.connect(self.appeal_asked)
        self.letters: list[QPushButton] = []

    def show_case(self, page: CaseOnPage) -> None:
        """Show a line for every verified decision and every appeal; hidden while there is none."""
        self.clear()
        self.letters = []
        file = page.file
        for unit in file.units:
            decision = file.verified(unit.id)
            if decision is None:
                continue
            said = self.tr("{unit}: {result}, verified")
            text = label(said.format(unit=unit.code, result=words(decision.result)), wrap=True)
            letter = QPushButton(icon(Icon.DOCUMENT), self.tr("Feedback letter…"))
            letter.setAccessibleDescription(unit.code)
            letter.clicked.connect(lambda _=False, of=decision.id: self.letter_asked.emit(of))
            self.letters.append(letter)
            line = row(text, letter, gap=Space.S)
            line.setStretchFactor(text, 1)
            self.add(line)
        for one in page.appeals:
            text = label(self._appeal(one), wrap=True)
            look = QPushButton(self.tr("Open"))
            look.clicked.connect(lambda _=False, of=one.appeal.id: self.appeal_opened.emit(of))
            line = row(text, look, gap=Space.S)
            line.setStretchFactor(text, 1)
            self.add(line)
        self.setVisible(bool(file.decisions or page.appeals or page.case.end))

    def _appeal(self, one: AppealFile) -> str:
        said = self.tr("Appeal of {day} against: {what}").format(
            day=day(one.appeal.received_on), what=words(one.appeal.subject)
        )
        if one.answer is not None and one.answer.outcome is not None:
            return f"{said} · {words(one.answer.outcome)}"
        if one.due is not None:
            return said + " · " + self.tr("due {day}").format(day=day(one.due))
        return said + " · " + self.tr("open")
