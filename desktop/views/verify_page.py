"""Verify: drop, open, paste or film a passport, and read at once whether to believe it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea, QWidget

from core.services.lists_at_hand import ListsAtHand
from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.lists_source import ListsSource
from desktop.presenters.running import TaskRunner
from desktop.presenters.session import Session
from desktop.presenters.verify import VerifyPresenter
from desktop.presenters.verify_papers import ResultPapers
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon
from desktop.views.verify.camera_pane import CameraPane
from desktop.views.verify.case_picker import CasePicker
from desktop.views.verify.clipboard import clipboard_content
from desktop.views.verify.lists_bar import ListsBar
from desktop.views.verify.result import VerifyResult
from desktop.views.verify.result_actions import ResultActions
from desktop.views.verify.result_table import ResultTable
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.drop_field import DropField
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.shortcut_table import KeyGroup


class VerifyPage(QWidget):
    """Needs neither a centre nor a sign-in: only the lists in `source`.

    With a sitting in `session`, an advisor can take a passport into a case as evidence.
    """

    case_opened = Signal(object)  # CaseId

    def __init__(
        self,
        source: ListsSource,
        tasks: TaskRunner,
        session: Session | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Verify")
        self.result: VerifyResult | None = None
        self.found: tuple[CheckedInput, ...] = ()
        self._presenter = VerifyPresenter(self, source, tasks)
        self._papers = ResultPapers(self, tasks)
        self.camera = CameraPane(tasks)
        self.picker = CasePicker(session) if session is not None else None
        self._make_parts()
        self._lay_out()
        self._connect()
        self._presenter.read_lists()

    # -- what is given ----------------------------------------------------------------------------

    def check_files(self, paths: Sequence[Path]) -> None:
        """Check files."""
        self.banner.clear()
        self._presenter.check_files(paths)

    def check_text(self, text: str) -> None:
        """Check a code's text, or any text that holds one."""
        self.banner.clear()
        self._presenter.check_bytes(text.encode(), self.tr("pasted text"))

    def paste(self) -> None:
        """Check what lies on the clipboard: files, a picture, or a code's text."""
        content = clipboard_content()
        self.banner.clear()
        if isinstance(content, list):
            self._presenter.check_files(content)
        elif isinstance(content, bytes):
            self._presenter.check_bytes(content, self.tr("pasted picture"))
        elif content:
            self.check_text(content)
        else:
            self.banner.say(
                self.tr("There is nothing on the clipboard that could be a passport."),
                self.tr("Copy the code's text, a picture of it, or the file, then paste again."),
            )

    def next_input(self) -> None:
        """Show the result of the next input; after the last one, ask for more."""
        if self.table.row + 1 < len(self.found):
            self.table.go_to(self.table.row + 1)
        else:
            self.drop.button.setFocus()

    # -- what the presenter shows -----------------------------------------------------------------

    def show_lists(self, lists: ListsAtHand) -> None:
        """Say which lists are at hand."""
        self.lists.show_lists(lists)

    def show_checked(self, found: Sequence[CheckedInput], *, left_out: int = 0) -> None:
        """Show what came of the inputs, those with trouble first."""
        self.found = tuple(found)
        self.lists.give_way()
        self.table.show_results(self.found)
        self.table.go_to(0)
        self._show(0)
        if left_out:
            said = self.tr("Stopped: {count} were not looked at.").format(count=left_out)
            self.banner.say(said, tone=Tone.WARNING)

    def show_working(self, working: bool) -> None:
        """Show that inputs are being checked."""
        if working:
            self.progress.begin(self.tr("Checking…"))
        else:
            self.progress.end()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many inputs are done."""
        self.progress.step(done, total)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.say(problem.sentence, problem.what_to_do, tone=Tone.PROBLEM)

    def show_saved(self, path: Path) -> None:
        """A report or a table was written."""
        said = self.tr("Saved as {path}").format(path=str(path))
        self.banner.say(said, tone=Tone.DONE)

    def show_printable(self, pdf: bytes) -> None:
        """Ask for a printer and print the report."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        ask_and_print(pdf, self)

    # -- what is kept of it -----------------------------------------------------------------------

    def print_report(self) -> None:
        """Print the report of the result that is shown."""
        if self.found:
            self._papers.print_report(self._shown)

    def save_report(self, path: Path | None = None) -> None:
        """Save the report of the result that is shown, and ask where if no path is given."""
        if self.found:
            proposed = f"{Path(self._shown.name).stem}-report.pdf"
            path = path or self._ask_where(self.tr("Save the report"), proposed, "PDF (*.pdf)")
            if path:
                self._papers.save_report(self._shown, path)

    def save_table(self, path: Path | None = None) -> None:
        """Save all results as a table, and ask where if no path is given."""
        if self.found:
            path = path or self._ask_where(self.tr("Save the table"), "results.csv", "CSV (*.csv)")
            if path:
                self._papers.save_table(self.found, path)

    def _ask_where(self, title: str, proposed: str, kinds: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        return Path(name) if name else None

    @property
    def _shown(self) -> CheckedInput:
        return self.found[max(self.table.row, 0)]

    # -- for the window ---------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K finds here."""
        return (
            Command(self.tr("Open a passport to check"), self.drop.choose, meaning=Icon.OPEN),
            Command(self.tr("Paste a passport to check"), self.paste, "Ctrl+V", Icon.QR),
            Command(self.tr("Read a passport with the camera"), self.film, meaning=Icon.CAMERA),
            Command(self.tr("Open an agency's lists"), self.choose_lists, meaning=Icon.IMPORT),
            Command(self.tr("Print the report"), self.print_report, "Ctrl+P", Icon.PRINT),
        )

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of this page."""
        keys = (
            ("Ctrl+O", self.tr("Choose a file to check")),
            ("Ctrl+V", self.tr("Check what was copied")),
            ("Space", self.tr("Next result")),
            ("Ctrl+P", self.tr("Print the report")),
        )
        return (KeyGroup(self.title, keys),)

    def panes(self) -> Sequence[QWidget]:
        """Where the passport is given, the list of results, and the result."""
        return (self.drop, self.table, self.area)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space and len(self.found) > 1:
            self.next_input()
        else:
            super().keyPressEvent(event)

    def film(self) -> None:
        """Read codes with the camera until it is closed."""
        self.camera.open_camera()

    def choose_lists(self) -> None:
        """Ask for trust lists and status lists to check with, for this sitting."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Open lists"), "", "")
        if names:
            self.banner.clear()
            self._presenter.add_lists([Path(name) for name in names])

    # -- making it --------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.banner, self.progress = Banner(), ProgressLine()
        self.drop = DropField(
            self.tr("Drop a passport here: PDF, photo or text"),
            file_filter=self.tr(
                "Passports (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.txt *.json)"
                ";;All files (*)"
            ),
            low=True,
        )
        self.paste_button = QPushButton(icon(Icon.QR), self.tr("Paste   Ctrl+V"))
        self.camera_button = QPushButton(icon(Icon.CAMERA), self.tr("Camera"))
        self.lists, self.table, self.tools = ListsBar(), ResultTable(), ResultActions()
        self.next = self.tools.next
        self.empty = EmptyPage(
            Icon.VERIFY,
            self.tr("Nothing is checked yet."),
            self.tr("It works without a network. What you check stays on this machine."),
        )
        self.area: QScrollArea = scrolled(self.empty)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.tr("Result"))

    def _lay_out(self) -> None:
        head = PageHead(self.title, actions=(self.camera_button, self.paste_button))
        given = (head, self.banner, self.drop, self.camera, self.lists, self.progress)
        picker = (self.picker,) if self.picker is not None else ()
        parts = (*given, self.table, self.area, *picker, self.tools)
        whole = column(*parts, gap=Space.M, margin=Space.XL)
        whole.setStretchFactor(self.area, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.drop.files_given.connect(self.check_files)
        self.paste_button.clicked.connect(self.paste)
        self.camera_button.clicked.connect(self.film)
        self.camera.switched.connect(self._make_room)
        self.camera.read.connect(self._on_filmed)
        self.lists.open_asked.connect(self.choose_lists)
        self.lists.asked_as_of.connect(self._presenter.ask_as_of)
        self.table.moved.connect(self._show)
        self.progress.cancel_requested.connect(self._presenter.cancel)
        self.tools.next_asked.connect(self.next_input)
        self.tools.print_asked.connect(self.print_report)
        self.tools.save_asked.connect(self.save_report)
        self.tools.table_asked.connect(self.save_table)
        if self.picker is not None:
            self.tools.case_asked.connect(lambda: self._offer_case())
            self.picker.case_opened.connect(self.case_opened)
            self.picker.switched.connect(self._make_room)
        self.destroyed.connect(self._presenter.stop)
        self.destroyed.connect(self._papers.stop)
        for keys, act in (("Ctrl+V", self.paste), ("Ctrl+O", self.drop.choose)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _on_filmed(self, texts: tuple[str, ...]) -> None:
        self.banner.clear()
        self._presenter.check_texts(texts, self.tr("camera"))

    def _offer_case(self) -> None:
        if self.picker is not None and self.found:
            self.picker.offer(self._shown)

    def _make_room(self) -> None:
        """While somebody films or chooses a case, what is not needed for it goes away."""
        picking = self.picker is not None and not self.picker.isHidden()
        filming = not self.camera.isHidden()
        self.drop.setVisible(not picking and not filming)
        self.lists.setVisible(not picking and not filming)
        self.table.setVisible(not picking and len(self.found) > 1)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self.found):
            found = self.found[number]
            self.result = VerifyResult(found)
            self.area.setWidget(self.result)
            self.area.verticalScrollBar().setValue(0)
            evidence = self.picker is not None and self.picker.may_take(found)
            self.tools.offer(several=len(self.found) > 1, evidence=evidence)
            if self.picker is not None:
                self.picker.leave()
