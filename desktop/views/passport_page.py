"""One issued passport: its sheet to save and print, and its status with every change."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from core.domain.handing_out import SheetEventKind
from core.domain.passport_sheet import CardPaper
from core.domain.people import Role
from core.domain.recognition import Status, StatusReason
from core.ids import PassportId, StaffId, StatusPlaceId
from desktop.presenters.centre_keys import CentreKeys
from desktop.presenters.paper import PaperPresenter
from desktop.presenters.passport import PassportOnPage, PassportPresenter
from desktop.presenters.session import Session
from desktop.texts import problem_text, words
from desktop.theme import Icon, Space, icon
from desktop.views.award_lines import awards_card
from desktop.views.paper_card import PaperCard
from desktop.views.reissue_card import ReissueCard
from desktop.views.status_card import StatusCard
from desktop.views.turn.spelling_page import SpellingTurnPage
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import minute
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column, label, scrolled
from desktop.widgets.names_label import NamesLabel
from desktop.widgets.page_head import PageHead
from desktop.widgets.shortcut_table import KeyGroup
from desktop.widgets.split_view import SplitView


class PassportPage(QWidget):
    """Facts at the left, the printed sheet at the right."""

    issued_anew = Signal(object)  # PassportId

    def __init__(
        self,
        session: Session,
        keys: CentreKeys,
        passport_id: PassportId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Passport")
        self.shown: PassportOnPage | None = None
        self._presenter = PassportPresenter(self, session, keys, passport_id)
        self.save = QPushButton(icon(Icon.SAVE), self.tr("Save the PDF"))
        self._paper = PaperPresenter(self, session, keys, passport_id)
        self.print = QPushButton(icon(Icon.PRINT), self.tr("Print…"))
        self.card = QPushButton(icon(Icon.PASSPORTS), self.tr("Card"))
        self._registrar = Role.REGISTRAR in session.sitting.staff.roles
        self._head = PageHead(self.title, actions=(self.card, self.save, self.print))
        self.banner = Banner()
        self.viewer = EvidenceViewer(session.tasks)
        self.status = StatusCard(keys, may_change=self._registrar)
        self.paper = PaperCard(session, may_change=self._registrar)
        self.reissue = ReissueCard(keys)
        self._content = column(gap=Space.M)
        self._lay_out()
        self.setFocusProxy(self.print)
        self._connect()
        self._presenter.read()

    def refresh(self) -> None:
        """Read the passport again."""
        self._presenter.read()

    def show_passport(self, page: PassportOnPage) -> None:
        """Show it."""
        if self.shown is None or self.shown.passport != page.passport:
            self.viewer.show_file(page.pages, "application/pdf")
        self.shown = page
        passport, candidate = page.passport, page.candidate
        self._head.set_title(
            self.tr("Passport {reference}").format(reference=passport.reference),
            "  ·  ".join((words(page.status), *self.status.not_valid(page))),
        )
        self.card.setVisible(self._registrar and bool(passport.award_ids))
        clear_layout(self._content)
        holder = Card(self.tr("Holder"))
        issued = self.tr("Issued {when} by {name}").format(
            when=minute(passport.issued_at), name=page.issued_by
        )
        codes = len(passport.code_texts)
        holder.add(
            NamesLabel(candidate.name, candidate.own_script_name),
            label(issued, wrap=True),
            label(
                self.tr("One code")
                if codes == 1
                else self.tr("{count} codes, each on a sheet of its own").format(count=codes),
                "meta",
            ),
        )
        self._content.addWidget(holder)
        self._content.addWidget(awards_card(self.tr("What it proves"), page.awards))
        self.paper.show_paper(page)
        self.status.show_status(page)
        self.reissue.show_passport(page)
        self.reissue.setVisible(self._registrar and page.is_newest)

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Before it is issued anew: ask the worker whether name and birth date are spelt right."""
        if self.shown is None or not self.reissue.spelling.isVisible():
            return None
        turned = SpellingTurnPage(self.shown.file.candidate)
        turned.answered.connect(self._on_answered)
        turned.given_back.connect(give_back)
        return turned

    def show_changed(self, page: PassportOnPage, place_id: StatusPlaceId) -> None:
        """The status at this place was changed: its own, or that of one of its awards."""
        self.show_passport(page)
        one = next(one for one in page.statuses if one.place_id == place_id)
        said = self.tr("This passport is now {status}.")
        if one.units:
            said = self.tr("{unit} is now {status} in every passport that holds it.")
        codes = ", ".join(unit.code for unit in one.units)
        said = said.format(unit=codes, status=words(one.now))
        known = (
            self.tr("The status list with this change is published.")
            if page.publishes
            else self.tr("Employers learn of it with the agency's next status list.")
        )
        self.banner.say(said, known, tone=Tone.DONE)
        self.status.save_letter.setFocus()  # the worker is told next

    def show_saved(self, path: Path) -> None:
        """The sheet or the card was written to a file."""
        said = self.tr("Saved as {path}").format(path=str(path))
        self.banner.say(said, tone=Tone.DONE)

    def show_printable(self, pdf: bytes) -> None:
        """A letter is ready to be printed."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        ask_and_print(pdf, self)

    def show_noted(self, kind: SheetEventKind) -> None:
        """Something happened to the paper, and is recorded."""
        if kind is SheetEventKind.READ_BACK:
            said = self.tr("The paper carries this passport's code. It can be handed over.")
            self.banner.say(said, tone=Tone.DONE)
        else:
            self.banner.clear()
        self._presenter.read()

    def show_answered(self) -> None:
        """What the worker said of the spelling is recorded."""
        self.banner.clear()
        self._presenter.read()

    def show_issued(self, passport_id: PassportId) -> None:
        """It was issued anew: somebody else shows the next one."""
        self.issued_anew.emit(passport_id)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        self.status.key.refresh()
        self.reissue.key.refresh()

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K finds here."""
        return (
            Command(self.tr("Save the passport as PDF"), self.choose_file, meaning=Icon.SAVE),
            Command(self.tr("Print the passport"), self.print_sheet, "Ctrl+P", Icon.PRINT),
        )

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of this page."""
        keys = (("Ctrl+P", self.tr("Print")), ("PgUp PgDn", self.tr("Turn the sheets")))
        return (KeyGroup(self.title, keys),)

    def panes(self) -> Sequence[QWidget]:
        """The facts, the sheet."""
        return (self._facts, self.viewer)

    def choose_file(self, *, with_file: bool = False) -> None:
        """Ask where to save the sheet: its pages alone, or with the file for other programs."""
        if self.shown is None:
            return
        proposed = f"{self.shown.passport.reference}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, self.save.text(), proposed, "PDF (*.pdf)")
        if name:
            self.save_to(Path(name), with_file=with_file)

    def save_to(self, path: Path, *, with_file: bool = False) -> None:
        """Write the sheet to a file."""
        if self.shown is not None:
            self._presenter.save(self.shown.pdf if with_file else self.shown.pages, path)

    def choose_card_file(self, paper: CardPaper) -> None:
        """Ask where to save the card."""
        if self.shown is None:
            return
        proposed = f"{self.shown.passport.reference}-card.pdf"
        name, _ = QFileDialog.getSaveFileName(self, self.card.text(), proposed, "PDF (*.pdf)")
        if name:
            self._presenter.save_card(paper, Path(name))

    def print_sheet(self) -> None:
        """Ask for a printer, print the sheet, and record that it was printed."""
        if self.shown is not None and self._registrar:
            from desktop.views.printing import ask_and_print  # large: only when needed

            if ask_and_print(self.shown.pages, self):
                self._paper.note(SheetEventKind.PRINTED)

    def _on_change(
        self,
        place_id: StatusPlaceId,
        status: Status,
        code: StatusReason,
        reason: str,
        passphrase: str,
    ) -> None:
        self.banner.clear()
        self._presenter.change(place_id, status, code, reason, passphrase)

    def _on_letter(self, on_paper: bool) -> None:
        about = self.status.shown
        if self.shown is None or about is None or not about.changes:
            return
        if on_paper:
            self._presenter.print_letter(self.shown, about)
            return
        proposed = f"{self.shown.passport.reference}-letter.pdf"
        words_above = self.status.save_letter.text()
        name, _ = QFileDialog.getSaveFileName(self, words_above, proposed, "PDF (*.pdf)")
        if name:
            self._presenter.save_letter(self.shown, about, Path(name))

    def _on_answered(self, agreed: bool, remark: str) -> None:
        if self.shown is not None:
            self._paper.prove_spelling(self.shown.passport.case_id, agreed, remark)

    def _on_reissue(self, second: StaffId, second_passphrase: str, passphrase: str) -> None:
        if self.shown is not None:
            self.banner.clear()
            case_id = self.shown.passport.case_id
            self._paper.issue_anew(case_id, second, second_passphrase, passphrase)

    def _on_card(self, paper: CardPaper, _checked: bool = False) -> None:
        self.choose_card_file(paper)

    def _on_lacking(self, sentence: str, what_to_do: str = "") -> None:
        self.banner.say(sentence, what_to_do)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "page")
        margins = (Space.NONE, Space.NONE, Space.M, Space.NONE)
        parts = (self._content, self.paper, self.status, self.reissue, None)
        inner.setLayout(column(*parts, gap=Space.M, margin=margins))
        self._facts = scrolled(inner)
        split = scrolled(SplitView(self.title, self._facts, self.viewer))
        whole = column(self._head, self.banner, split, gap=Space.M, margin=Space.XL)
        whole.setStretchFactor(split, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        papers = QMenu(self)
        for paper, text in (
            (CardPaper.CARD, self.tr("Save both sides for a card printer…")),
            (CardPaper.A4, self.tr("Save on A4 paper, to be cut out…")),
        ):
            papers.addAction(text).triggered.connect(partial(self._on_card, paper))
        self.card.setMenu(papers)
        self.card.hide()
        files = QMenu(self)
        pages = files.addAction(self.tr("The pages alone…"))
        pages.triggered.connect(lambda: self.choose_file())
        whole = files.addAction(self.tr("With the file that other programs read…"))
        whole.triggered.connect(lambda: self.choose_file(with_file=True))
        self.save.setMenu(files)
        self.print.setVisible(self._registrar)
        self._connect_paper()
        self.print.clicked.connect(self.print_sheet)
        self.status.change_asked.connect(self._on_change)
        self.status.lacking.connect(self._on_lacking)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_sheet)
        self.destroyed.connect(self._presenter.stop)
        self.destroyed.connect(self._paper.stop)

    def _connect_paper(self) -> None:
        self.status.letter_asked.connect(self._on_letter)
        self.paper.noted.connect(self._paper.note)
        self.paper.files_given.connect(self._paper.read_back_files)
        self.paper.read.connect(self._paper.read_back)
        self.paper.lacking.connect(self._on_lacking)
        self.reissue.spelling.answered.connect(self._on_answered)
        self.reissue.asked.connect(self._on_reissue)
        self.reissue.lacking.connect(self._on_lacking)
