"""What follows from a declared conflict of interest: somebody else decides it here."""

from collections.abc import Iterator

from PySide6.QtWidgets import QPushButton

from core.domain.case import ConflictDeclaration, Duty, HandlingOutcome
from core.domain.rules import may_handle_conflict
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Space
from desktop.views.case.cue_lines import CueLines
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import label, row
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingChoice, SavingLineEdit


class HandlingCard(Card):
    """Shown to everybody while a conflict of an assigned person waits; decided by another."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__("")
        self.set_title(self.tr("A conflict of interest waits for a decision"))
        self._work = work
        self._declared: ConflictDeclaration | None = None
        self._what = label("", wrap=True)
        self.cues = CueLines()
        self.outcome = SavingChoice([(one, capital(one)) for one in HandlingOutcome])
        self.outcome.setPlaceholderText(self.tr("Choose"))
        self.measures = SavingLineEdit()
        self.decide = QPushButton(self.tr("Decide it"))
        self.decide.setProperty("role", "primary")
        self._form = Form(2)
        self._form.add(self.tr("What follows"), self.outcome)
        self._form.add(
            self.tr("Measures"),
            self.measures,
            hint=self.tr("Who is present, who looks at it again"),
        )
        self._why = label("", "meta", wrap=True)
        line = row(self.decide, self._why, gap=Space.S)
        line.setStretchFactor(self._why, 1)
        self.add(self._what, self.cues, self._form, line)
        self.decide.clicked.connect(self._on_decide)
        self.hide()

    def show_case(self, page: CaseOnPage) -> None:
        """Show the first conflict that waits, if one does."""
        me = self._work.session.sitting.staff
        declared = next(waiting_conflicts(page), None)
        self.setVisible(declared is not None)
        if declared is None:
            return
        if self._declared is None or self._declared.id != declared.id:
            self.measures.set_value(declared.proposed)
            self.outcome.set_value(None)
            self.cues.ask(self._work, declared.by)
        self._declared = declared
        said = self.tr("{name} declared for {duty} {worker}: {what}").format(
            name=page.name_of(declared.by),
            duty=words(declared.duty),
            worker=page.file.candidate.name,
            what=declared.what,
        )
        if declared.proposed:
            proposed = self.tr("Proposed: {proposed}").format(proposed=declared.proposed)
            said = f"{said.rstrip('.')}. {proposed}"
        self._what.setText(said)
        reasons = refusal_texts(may_handle_conflict(page.file, declared, me))
        set_reasons(self.decide, reasons)
        self._form.setVisible(not reasons)
        self._why.setText(f"{reasons[0].fact} {reasons[0].mend}" if reasons else "")

    def _on_decide(self) -> None:
        outcome = self.outcome.value()
        if not isinstance(outcome, HandlingOutcome):
            self.outcome.setFocus()
            self.outcome.showPopup()
        elif self._declared is not None:
            measures = self.measures.text().strip()
            self._work.handle_conflict(self._declared.id, outcome, measures)


def waiting_conflicts(page: CaseOnPage) -> Iterator[ConflictDeclaration]:
    """The declared conflicts of whoever is assigned that nobody decided about yet."""
    case, file = page.case, page.file
    if case.end is not None:
        return
    for person, duty in ((case.assessor_id, Duty.ASSESS), (case.verifier_id, Duty.VERIFY)):
        declared = file.conflict(person, duty) if person else None
        if declared is not None and declared.conflict and file.handling(declared) is None:
            yield declared
