"""Issue a passport: what it will say, what was checked, the centre's key, one button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Candidate
from core.domain.recognition import Passport
from core.domain.rules import Rule
from core.errors import Refusal
from core.ids import CaseId
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.issue import IssueOnPage, IssuePresenter
from desktop.presenters.session import Session
from desktop.texts import capital, problem_text, refusal_text, refusal_texts, words
from desktop.theme import Space
from desktop.views.award_lines import awards_card
from desktop.views.key_field import KeyField
from desktop.views.languages import country_name
from desktop.views.spelling_card import SpellingCard
from desktop.views.turn.spelling_page import SpellingTurnPage
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.check_list import CheckAnswer, CheckItem, CheckList
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.names_label import NamesLabel
from desktop.widgets.page_head import PageHead
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.reasoned import set_busy


class IssuePage(QWidget):
    """One case on its last step. Nothing is issued before the printed page was read back."""

    issued = Signal(object)  # PassportId

    def __init__(
        self,
        session: Session,
        keys: CentreKeys,
        case_id: CaseId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Issue a passport")
        self._presenter = IssuePresenter(self, session, keys, case_id)
        self._refusals: tuple[Refusal, ...] = ()
        self._head = PageHead(self.title)
        self.banner, self.progress = Banner(), ProgressLine()
        self.spelling = SpellingCard()
        self._worker: Candidate | None = None
        self.checks = CheckList()
        self.key = KeyField(keys, CENTRE, self.tr("Passphrase of the centre's key"))
        self.footer = ActionFooter(self.tr("Issue the passport"))
        self._content = column(gap=Space.M)
        self._checks, self._key = Card(self.tr("Checked before issuing")), Card(self.tr("Sign"))
        self._lay_out()
        self._connect()
        self._presenter.read()

    def refresh(self) -> None:
        """Read the case again."""
        self._presenter.read()

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker whether name and birth date are spelt right."""
        if self._worker is None:
            return None
        turned = SpellingTurnPage(self._worker)
        turned.answered.connect(self._presenter.prove_spelling)
        turned.given_back.connect(give_back)
        return turned

    def show_case(self, page: IssueOnPage) -> None:
        """Show what the passport will say and what stands against it."""
        self._worker = page.file.candidate
        case, candidate = page.file.case, page.file.candidate
        said = self.tr("{reference}, {route}").format(
            reference=case.reference, route=words(case.route) if case.route else ""
        )
        self._head.set_title(self.title, said)
        self._refusals = page.refusals
        clear_layout(self._content)
        self._content.addWidget(self._holder(candidate))
        self._content.addWidget(awards_card(self.tr("What the passport proves"), page.awards))
        statements = self._statements(page)
        if statements is not None:
            self._content.addWidget(statements)
        self.spelling.show_proof(page.file)
        self.checks.set_checks(self._check_items(page.refusals))
        self.key.refresh()
        self._key.setVisible(not page.refusals)
        self._show_footer()

    def _go_on(self) -> None:
        """The worker agreed: the passphrase is next, or the main button that asks for it."""
        (self.key.field if self.key.lacks_passphrase else self.footer.main).setFocus()

    def show_issuing(self, running: bool) -> None:
        """Show that the passport is being made: signed, printed, and read back from its page."""
        set_busy(self.footer, busy=running)
        self.key.setEnabled(not running)
        if running:
            sentence = self.tr("Signing, printing, and reading the printed page back…")
            self.progress.begin(sentence, can_cancel=False)
        else:
            self.progress.end()

    def show_issued(self, passport: Passport) -> None:
        """The passport is there: somebody else shows it."""
        self.issued.emit(passport.id)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong; nothing was issued."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        self.key.refresh()
        self._presenter.read()

    def _on_issue(self) -> None:
        if self._refusals:
            self.footer.explain()
            return
        if self.key.lacks_passphrase:
            self.banner.say(self.tr("Type the passphrase of the centre's key first."))
            self._body.ensureWidgetVisible(self.key)
            self.key.field.setFocus()
            return
        self.banner.clear()
        self._presenter.issue(self.key.take())

    def _show_footer(self) -> None:
        self.footer.set_main(self.tr("Issue the passport"), refusal_texts(self._refusals))

    def _holder(self, candidate: Candidate) -> QWidget:
        card = Card(self.tr("Holder"))
        document = candidate.document_number
        facts = [
            self.tr("born {day}").format(day=day(candidate.birth_date)),
            country_name(candidate.nationality),
            self.tr("document ends {digits}").format(digits=document[-4:]) if document else "",
            self.tr("photo on the sheet")
            if candidate.photo_sha256
            else self.tr("no photo on the sheet"),
        ]
        card.add(
            NamesLabel(candidate.name, candidate.own_script_name),
            label("  ·  ".join(fact for fact in facts if fact), wrap=True),
        )
        return card

    def _statements(self, page: IssueOnPage) -> Card | None:
        stated = [skill for skill in page.file.skills if not skill.removed]
        if not stated:
            return None
        card = Card(self.tr("What it states without proof"))
        for skill in stated:
            text = label(f"{capital(skill.kind)}: {skill.text}", wrap=True)
            line = row(text, label(words(skill.basis), "muted"), gap=Space.L)
            line.setStretchFactor(text, 1)
            card.add(line)
        return card

    def _check_items(self, refusals: Sequence[Refusal]) -> list[CheckItem]:
        passed: tuple[tuple[tuple[Rule, ...], str, str], ...] = (
            ((Rule.ROLE,), self.tr("Registrar"), self.tr("You issue for this centre.")),
            (
                (Rule.STAGE, Rule.CASE_ENDED),
                self.tr("Stage"),
                self.tr("The case has reached its last stage."),
            ),
            (
                (Rule.NOTHING_TO_ISSUE,),
                self.tr("Decision"),
                self.tr("There is something to issue, and every decision is countersigned."),
            ),
            (
                (Rule.CONSENT,),
                self.tr("Consent"),
                self.tr("The worker has agreed to the passport."),
            ),
            (
                (Rule.PROOF,),
                self.tr("Spelling"),
                self.tr("The worker has read name and birth date, and agrees."),
            ),
            (
                (Rule.SECOND_PERSON,),
                self.tr("Second person"),
                self.tr("More than one person stands behind it."),
            ),
            (
                (Rule.ALREADY_ISSUED,),
                self.tr("New"),
                self.tr("No passport with the same content was issued."),
            ),
        )
        found = {refusal.rule: refusal for refusal in refusals}
        items = []
        for rules, name, sentence in passed:
            against = [found[rule.value] for rule in rules if rule.value in found]
            fact = refusal_text(against[0]).fact if against else sentence
            answer = CheckAnswer.FAILED if against else CheckAnswer.PASSED
            items.append(CheckItem(name, answer, fact))
        named = {rule.value for rules, _, _ in passed for rule in rules}
        for refusal in refusals:
            if refusal.rule not in named:
                fact = refusal_text(refusal).fact
                items.append(CheckItem(self.tr("Also needed"), CheckAnswer.FAILED, fact))
        return items

    def _lay_out(self) -> None:
        self._checks.add(self.checks)
        words_below = self.tr(
            "Every award in it stays signed by its assessor and its verifier; the centre's "
            "signature binds them to this person. The printed page is scanned before it is "
            "released."
        )
        self._key.add(label(words_below, "muted", wrap=True), self.key)
        inner = QWidget()
        inner.setProperty("kind", "page")
        parts = (self._head, self.spelling, self._content, self._checks, self._key, None)
        inner.setLayout(column(*parts, gap=Space.M, margin=Space.XL))
        self._body = scrolled(inner)
        margins = (Space.XL, Space.NONE, Space.XL, Space.S)
        said = column(self.banner, self.progress, margin=margins)
        whole = column(self._body, said, self.footer, gap=Space.NONE)
        whole.setStretchFactor(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.footer.triggered.connect(self._on_issue)
        self.key.entered.connect(self._on_issue)
        self.spelling.answered.connect(self._presenter.prove_spelling)
        self.spelling.settled.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._presenter.stop)
