"""One appeal: what was said, its term and steps, the evidence as it was, and the answer."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.appeals import AppealFile, AppealOutcome
from core.domain.people import Staff
from core.domain.rules import Rule
from core.domain.rules.fairness import may_answer
from core.ids import AppealId, StaffId
from core.services import hearing_appeals
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.quality.appeal_letters import answered_letter, received_letter
from desktop.presenters.quality.reading import AppealOnPage, read_appeal_page
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.texts import capital, refusal_texts, words
from desktop.theme import Icon
from desktop.views.administration.parts import action, muted
from desktop.views.quality.appeal_answer_card import AppealAnswerCard
from desktop.views.quality.appeal_term_card import AppealTermCard
from desktop.views.quality.judged_evidence import JudgedEvidence
from desktop.views.quality.page_of_one import PageOfOne
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import label, row


class AppealPage(PageOfOne):
    """Ctrl+Enter answers. `case_asked(CaseId)`."""

    case_asked = Signal(object)

    def __init__(self, session: Session, appeal_id: AppealId) -> None:
        super().__init__("", session.tasks, self.tr("Answer the appeal"))
        self.title = self.tr("Appeal")
        self._session, self.appeal_id = session, appeal_id
        self._page: AppealOnPage | None = None
        self._said = Card(self.tr("What was said"))
        self.term = AppealTermCard(session.sitting.staff)
        self.evidence = JudgedEvidence(session, self.tr("Decided"))
        evidence = Card(self.tr("The evidence as it was when this was decided"))
        self._no_evidence = muted(
            self.tr("This was no decision about a unit: the case itself shows what there was.")
        )
        evidence.add(self._no_evidence, self.evidence)
        self.answer_card = AppealAnswerCard()
        self.build(self._said, self.term, evidence, self.answer_card)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the appeal again."""
        desk = self._session.desk
        self.acting.do(lambda: read_appeal_page(desk, self.appeal_id), self._show)

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self, page: AppealOnPage) -> None:
        first, self._page = self._page is None, page
        worker = page.now.candidate
        names = " · ".join(filter(None, (worker.name, worker.own_script_name)))
        self.head.set_title(
            self.tr("Appeal against: {what}").format(what=words(page.found.appeal.subject)),
            f"{names}  {page.now.case.reference}",
        )
        self._show_said(page)
        self.term.show_appeal(page)
        self._show_evidence(page)
        self.answer_card.show_appeal(page, self._session.sitting.staff.id)
        if page.found.answer is not None:
            self.footer.hide()
        if first:
            self._focus_next()

    def _focus_next(self) -> None:
        """Give the keyboard to what is to be done next by whoever looks."""
        page, me = self._page, self._session.sitting.staff.id
        if page is None:
            return
        found, evidence = page.found, self.evidence.table
        reviews = found.answer is None and found.reviewer_id == me
        for part, wanted in (
            (self.answer_card.print_letter, found.answer is not None),
            (evidence if not self.evidence.isHidden() else self.answer_card.outcome, reviews),
            (self.term.assign, found.reviewer_id is None),
            (self.term.acknowledge, found.acknowledged_on is None),
        ):
            if wanted and not part.isHidden():
                self.setFocusProxy(part)
                part.setFocus()
                return

    def _show_said(self, page: AppealOnPage) -> None:
        appeal = page.found.appeal
        self._said.clear()
        taken = self.tr("{form}, received {day}, taken by {name}").format(
            form=capital(appeal.form), day=day(appeal.received_on), name=self._name(appeal.by)
        )
        if appeal.read_back:
            taken += self.tr(", read back to the worker")
        names = ", ".join(self._name(one) for one in appeal.against)
        took_part = self.tr("Took part in the decision: {names}").format(names=names)
        self._said.add(label(appeal.grounds, wrap=True), muted(taken), muted(took_part))
        if appeal.scan_sha256:
            keep = action(Icon.SAVE, self.tr("Save the letter…"))
            keep.clicked.connect(self._save_scan)
            self._said.add(row(keep, None))

    def _show_evidence(self, page: AppealOnPage) -> None:
        decision = page.decision
        claimed = {one.id for one in page.then.file.units}
        there = decision is not None and decision.unit_id in claimed
        self.evidence.setVisible(there)
        self._no_evidence.setVisible(not there)
        if decision is not None and there:
            me = self._session.sitting.staff
            self.evidence.show_rows(
                GridState(page.then, decision.unit_id, me, GridMode.READ),
                {one.row_id: (one.mark, one.reason) for one in decision.rows},
                {one.row_id: one.evidence for one in decision.rows},
            )

    def _say_refusals(self) -> None:
        page = self._page
        if page is not None and page.found.answer is None:
            card, standing = self.answer_card, page.then.standing
            me, outcome = self._session.sitting.staff, card.chosen
            found = may_answer(
                page.now,
                page.found,
                me,
                page.staff,
                standing,
                outcome or AppealOutcome.DISMISSED,
                card.reasons.value(),
            )
            mine = page.found.reviewer_id == me.id
            if not mine:  # has no fields to write in
                found = tuple(one for one in found if one.rule != Rule.APPEAL_REASONS.value)
            said = refusal_texts(found)
            if mine and outcome is None:
                said = (self._no_outcome(), *said)
            self.footer.set_main(self.tr("Answer the appeal"), said)

    def _no_outcome(self) -> Reason:
        return Reason(
            self.tr("How an appeal ends is chosen by its reviewer."),
            self.tr("No outcome is chosen yet."),
            self.tr("Choose one under “Outcome”."),
        )

    def panes(self) -> Sequence[QWidget]:
        """Its steps, the evidence, the answer."""
        parts = (self.term, self.evidence.table, self.answer_card, self.footer)
        return [one for one in parts if one.isVisible()]

    def _name(self, who: StaffId | None) -> str:
        staff = self._page.staff if self._page is not None else ()
        return next((one.name for one in staff if one.id == who), "")

    # -- what is done -----------------------------------------------------------------------------

    def answer(self) -> None:
        """Answer the appeal with what was chosen and written."""
        card, desk, by = self.answer_card, self._session.desk, self._session.sitting
        outcome, reasons, new = card.chosen, card.reasons.value(), card.assessor
        if outcome is None:
            card.outcome.setFocus()
            return
        self._do(
            lambda: hearing_appeals.answer_appeal(
                desk, by, self.appeal_id, outcome, reasons, new_assessor=new
            ),
            self.tr("The appeal is answered."),
            next_is_new=True,
        )

    def assign(self, person: Staff) -> None:
        """Give the appeal to a reviewer."""
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: hearing_appeals.assign_reviewer(desk, by, self.appeal_id, person.id),
            self.tr("{name} reviews it.").format(name=person.name),
        )

    def print_received(self) -> None:
        """Print the letter that says it was received; once printed, that is noted."""
        desk, by, of = self._session.desk, self._session.sitting, self.appeal_id
        self._print(
            lambda: received_letter(desk, of, by.staff),
            lambda pdf: hearing_appeals.acknowledge(desk, by, of, desk.clock.today(), pdf),
        )

    def print_answer(self) -> None:
        """Print the letter with the answer; once printed, it is noted as given."""
        desk, by, of = self._session.desk, self._session.sitting, self.appeal_id
        self._print(
            lambda: answered_letter(desk, of, by.staff),
            lambda pdf: hearing_appeals.note_letter(desk, by, of, desk.clock.today(), pdf),
        )

    def _print(self, make: Callable[[], bytes], note: Callable[[bytes], AppealFile]) -> None:
        def printed(pdf: bytes) -> None:
            if self.print_paper(pdf):
                self.acting.do(lambda: note(pdf), lambda _: self.refresh())

        self.acting.do(make, printed)

    def _pause(self, on: date, reason: str) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: hearing_appeals.pause(desk, by, self.appeal_id, reason, on),
            self.tr("The term rests. Let it go on when the worker can be heard."),
        )

    def _resume(self) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: hearing_appeals.resume(desk, by, self.appeal_id, desk.clock.today()),
            self.tr("The term goes on."),
        )

    def _do(self, job: Callable[[], AppealFile], said: str, *, next_is_new: bool = False) -> None:
        def done(_: AppealFile) -> None:
            if next_is_new:
                self._page = None
            self.term.close_panels()
            self.say_done(said)
            self.refresh()

        self.acting.do(job, done)

    def _save_scan(self) -> None:
        if self._page is not None:
            appeal, files = self._page.found.appeal, self._session.desk.files
            self.acting.do(
                lambda: files.get(appeal.scan_sha256),
                lambda raw: self.save_as(appeal.scan_name, raw, ""),
            )

    def _connect(self) -> None:
        self.footer.triggered.connect(self.answer)
        self.answer_card.edited.connect(self._say_refusals)
        self.answer_card.letter_asked.connect(self.print_answer)
        self.answer_card.case_asked.connect(self._on_case)
        self.term.acknowledge_asked.connect(self.print_received)
        self.term.reviewer_chosen.connect(self.assign)
        self.term.pause_asked.connect(self._pause)
        self.term.resume_asked.connect(self._resume)
        self.term.lacking.connect(self.lacks)

    def _on_case(self) -> None:
        if self._page is not None:
            self.case_asked.emit(self._page.now.case.id)
