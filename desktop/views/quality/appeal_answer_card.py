"""The answer to an appeal: outcome and reasons before it is given, what follows after."""

from PySide6.QtCore import Signal

from core.domain.appeals import POSSIBLE, AppealOutcome
from core.domain.rules.fairness import may_assess_anew
from core.ids import StaffId
from desktop.presenters.quality.reading import AppealOnPage
from desktop.texts import capital
from desktop.theme import Icon, Space
from desktop.views.administration.parts import action, muted
from desktop.views.narrow import narrow
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import label, row
from desktop.widgets.saving import SavingChoice, SavingTextEdit


class AppealAnswerCard(Card):
    """Fields while it is open; the answer with its letter when it is given."""

    edited = Signal()
    letter_asked = Signal()
    case_asked = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.set_title(self.tr("Answer"))
        self._page: AppealOnPage | None = None
        self._mine = False
        self._waits = muted()
        self.outcome, self.new_assessor = SavingChoice(), SavingChoice()
        self.reasons = SavingTextEdit(lines=4)
        narrow(self.outcome, self.new_assessor)
        self._fields, self._new = Form(), Form()
        self._fields.add(self.tr("Outcome"), self.outcome)
        self._new.add(self.tr("Who assesses again"), self.new_assessor)
        hint = self.tr("They stand in the letter to the worker")
        self._why = Form()
        self._why.add(self.tr("Reasons"), self.reasons, hint=hint)
        self.extent = label("", "strong", wrap=True)
        self._given = Card()
        self._outcome, self._after = label("", "strong", wrap=True), muted()
        self._reasons = label("", wrap=True)
        self.print_letter = action(Icon.PRINT, self.tr("Print the letter, and note it as given"))
        self.to_case = action(Icon.CASES, self.tr("Go to the case"))
        buttons = row(self.print_letter, self.to_case, None, gap=Space.S)
        self._given.add(self._outcome, self._reasons, self._after, buttons)
        self.add(self._waits, self._fields, self._new, self.extent, self._why, self._given)
        self.outcome.saved.connect(lambda _: self._on_edited())
        self.reasons.textChanged.connect(self._on_edited)
        self.print_letter.clicked.connect(self.letter_asked)
        self.to_case.clicked.connect(self.case_asked)

    @property
    def chosen(self) -> AppealOutcome | None:
        """The outcome that is chosen; None until the reviewer has."""
        value = self.outcome.value()
        return value if isinstance(value, AppealOutcome) else None

    @property
    def assessor(self) -> StaffId | None:
        """Who assesses again, if that was chosen."""
        if self._page is None or self.chosen is not AppealOutcome.REASSESS:
            return None
        who = self.new_assessor.value()
        return next((one.id for one in self._page.staff if one.id == who), None)

    def show_appeal(self, page: AppealOnPage, me: StaffId) -> None:
        """Show the fields to the reviewer, or the answer that was given."""
        self._page = page
        found, answer = page.found, page.found.answer
        mine = answer is None and found.reviewer_id == me
        self._fields.setVisible(mine)
        self._why.setVisible(mine)
        self._waits.setVisible(answer is None and not mine)
        who = next((one.name for one in page.staff if one.id == found.reviewer_id), "")
        self._waits.setText(
            self.tr("{name} reviews it, and writes the answer here.").format(name=who)
            if who
            else self.tr("Whoever is given it as the reviewer writes the answer here.")
        )
        self.extent.hide()
        self._given.setVisible(answer is not None)
        if answer is not None and answer.outcome is not None:
            self._new.hide()
            self._outcome.setText(capital(answer.outcome))
            self._reasons.setText(answer.text)
            self._after.setText(self._what_next(answer.outcome, page))
            return
        before = self.chosen
        self.outcome.set_choices([(one, capital(one)) for one in POSSIBLE[found.appeal.subject]])
        self.outcome.set_value(before)  # nothing is chosen before the reviewer did
        new = [one for one in page.staff if not may_assess_anew(found, one, page.staff)]
        nobody = (None, self.tr("The advisor assigns somebody"))
        self.new_assessor.set_choices([nobody, *((one.id, one.name) for one in new)])
        self._mine = mine
        self._on_edited()

    def _on_edited(self) -> None:
        self._new.setVisible(self._mine and self.chosen is AppealOutcome.REASSESS)
        self._show_extent()
        self.edited.emit()

    def _show_extent(self) -> None:
        """Say before it is done what else an upheld appeal takes with it."""
        units = self._page.awarded_with if self._page else ()
        upheld = self._mine and self.chosen is not AppealOutcome.DISMISSED
        self.extent.setVisible(bool(units) and upheld)
        said = self.tr(
            "The award is one for {units} as well: it is revoked for all. Their decisions stand; "
            "the assessor decides them anew, and they are in a new award."
        )
        self.extent.setText(said.format(units=", ".join(units)))

    def _what_next(self, outcome: AppealOutcome, page: AppealOnPage) -> str:
        if outcome is AppealOutcome.DISMISSED:
            return self.tr("Nothing else changes. Give the worker the letter with the reasons.")
        if page.decision is None:
            return self.tr("The centre acts on it: see the case, and its passport if it has one.")
        if outcome is AppealOutcome.CHANGED:
            return self.tr(
                "The decision is void. The reviewer declares conflicts and decides anew in the "
                "case; then another verifier checks it."
            )
        return self.tr("The decision is void, and the case is assessed again by somebody new.")
