"""Issue several passports at once: choose, sign, watch, then print or save all sheets."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from core.domain.recognition import Passport
from core.ports.lists import CaseRow
from desktop.presenters.batch import BatchPresenter, Outcome, Waiting
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.texts import problem_text, refusal_texts
from desktop.theme import Icon, Space, icon
from desktop.views.key_field import KeyField
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.reasoned import allow, set_busy, set_reasons


class BatchPage(QWidget):
    """Every case is a tick; what may not be issued yet says why and cannot be ticked."""

    def __init__(self, session: Session, keys: CentreKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Issue several passports")
        self._presenter = BatchPresenter(self, session, keys)
        self.banner, self.progress = Banner(), ProgressLine()
        self.ticks: list[tuple[QCheckBox, CaseRow]] = []
        self.issued: tuple[Passport, ...] = ()
        self._choices, self._results = column(gap=Space.S), column(gap=Space.S)
        self.all = QPushButton(self.tr("All that are ready"))
        self.none = QPushButton(self.tr("None"))
        self.key = KeyField(keys, CENTRE, self.tr("Passphrase of the centre's key"))
        self.print = QPushButton(icon(Icon.PRINT), self.tr("Print all sheets…"))
        self.save_one = QPushButton(icon(Icon.SAVE), self.tr("Save all as one PDF…"))
        self.save_each = QPushButton(icon(Icon.OPEN), self.tr("Save each into a folder…"))
        self.footer = ActionFooter(self.tr("Issue them"))
        self._ready, self._done = Card(self.tr("Ready to issue")), Card(self.tr("What was issued"))
        self._lay_out()
        self._connect()
        self._presenter.read()

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show the cases that wait."""
        clear_layout(self._choices)
        self.ticks = []
        for one in waiting:
            self._choices.addWidget(self._tick(one))
        if not waiting:
            self._choices.addWidget(label(self.tr("No case waits for its passport."), "muted"))
        for part in (self.all, self.none):
            part.setVisible(bool(self.ticks))
        self.key.refresh()
        self._count()

    def show_step(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.step(done, total)

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show what became of each case, also after it was cancelled."""
        self._rest()
        clear_layout(self._results)
        self.issued = tuple(one.passport for one in outcomes if one.passport)
        for one in outcomes:
            said = f"{one.reference}  {one.name}: "
            if one.passport:
                said += self.tr("issued")
            elif one.error:
                problem = problem_text(one.error)
                said += self.tr("refused. {why} {mend}").format(
                    why=problem.sentence, mend=problem.what_to_do
                )
            else:
                said += self.tr("not begun, it was cancelled")
            self._results.addWidget(label(said, wrap=True))
        for button in (self.print, self.save_one, self.save_each):
            none = Reason(
                self.tr("What was issued can be printed and kept."),
                self.tr("None of these passports was issued."),
                self.tr("The lines above say who can mend what."),
            )
            allow(button, bool(self.issued), none)
        self._done.show()
        said = self.tr("{done} of {all} passports were issued.")
        tone = Tone.DONE if len(self.issued) == len(outcomes) else Tone.WARNING
        self.banner.say(said.format(done=len(self.issued), all=len(outcomes)), tone=tone)
        self._presenter.read()

    def show_saved(self, path: Path) -> None:
        """The sheets were written."""
        self.banner.say(self.tr("Saved as {path}").format(path=str(path)), tone=Tone.DONE)

    def show_printable(self, pdf: bytes) -> None:
        """All sheets as one document: ask for a printer, and record what was printed."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        if ask_and_print(pdf, self):
            self._presenter.note_printed([one.id for one in self.issued])

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        self._rest()
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        self.key.refresh()

    def choose_file(self) -> None:
        """Ask where to save all sheets as one PDF."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.save_one.text(), "passports.pdf", "PDF (*.pdf)"
        )
        if name:
            self._presenter.save_as_one(self.issued, Path(name))

    def choose_folder(self) -> None:
        """Ask for a folder and save a PDF for each."""
        name = QFileDialog.getExistingDirectory(self, self.save_each.text())
        if name:
            self._presenter.save_into(self.issued, Path(name))

    def _tick(self, one: Waiting) -> QWidget:
        names = "  ".join(part for part in (one.row.name, one.row.own_script_name) if part)
        units = ", ".join(one.row.units) or self.tr("portfolio only")
        tick, box = QCheckBox(one.row.reference), QWidget()
        tick.setAccessibleName(f"{one.row.reference} {names} {units}")
        set_reasons(tick, refusal_texts(one.refusals))
        tick.setChecked(not one.refusals)
        tick.toggled.connect(self._count)
        if not one.refusals:
            self.ticks.append((tick, one.row))
        facts = [f"{reason.fact} {reason.mend}" for reason in refusal_texts(one.refusals)]
        lines = [label(fact, "muted", wrap=True) for fact in facts]
        who = label(f"{names}  ·  {units}", wrap=True)
        head = row(tick, who, gap=Space.M)
        head.setStretchFactor(who, 1)
        box.setLayout(column(head, *lines, gap=Space.XS))
        return box

    def _chosen(self) -> list[CaseRow]:
        return [row for tick, row in self.ticks if tick.isChecked()]

    def _count(self) -> None:
        count = len(self._chosen())
        words = (
            self.tr("Issue 1 passport")
            if count == 1
            else self.tr("Issue {count} passports").format(count=count)
        )
        self.footer.set_main(words)

    def _check_all(self, on: bool) -> None:
        for tick, _ in self.ticks:
            tick.setChecked(on)

    def _on_issue(self) -> None:
        chosen = self._chosen()
        if not chosen:
            self.banner.say(self.tr("Tick the passports that are to be issued."))
        elif self.key.lacks_passphrase:
            self.banner.say(self.tr("Type the passphrase of the centre's key first."))
            self._body.ensureWidgetVisible(self.key)
            self.key.field.setFocus()
        else:
            self.banner.clear()
            for part in (self._ready, self.footer):
                set_busy(part, busy=True)
            self.progress.begin(self.tr("Issuing one after the other…"))
            self._presenter.issue(chosen, self.key.take())

    def _rest(self) -> None:
        self.progress.end()
        for part in (self._ready, self.footer):
            set_busy(part, busy=False)

    def _lay_out(self) -> None:
        self._ready.add(self._choices, row(self.all, self.none, None, gap=Space.S), self.key)
        buttons = row(self.print, self.save_one, self.save_each, None, gap=Space.S)
        self._done.add(self._results, buttons)
        self._done.hide()
        said = self.tr("Each one is issued whole or not at all, and is scanned before it counts.")
        inner = QWidget()
        inner.setProperty("kind", "page")
        parts = (PageHead(self.title, said), self._done, self._ready, None)
        inner.setLayout(column(*parts, gap=Space.M, margin=Space.XL))
        self._body = scrolled(inner)
        margins = (Space.XL, Space.NONE, Space.XL, Space.S)
        below = column(self.banner, self.progress, margin=margins)
        whole = column(self._body, below, self.footer, gap=Space.NONE)
        whole.setStretchFactor(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.all.clicked.connect(lambda: self._check_all(True))
        self.none.clicked.connect(lambda: self._check_all(False))
        self.footer.triggered.connect(self._on_issue)
        self.key.entered.connect(self._on_issue)
        self.progress.cancel_requested.connect(self._presenter.cancel)
        self.print.clicked.connect(lambda: self._presenter.print_all(self.issued))
        self.save_one.clicked.connect(self.choose_file)
        self.save_each.clicked.connect(self.choose_folder)
        self.destroyed.connect(self._presenter.stop)
