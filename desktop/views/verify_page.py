"""Verify: drop, open or paste a passport, and read at once whether to believe it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea, QWidget

from core.services.checking_passports import ListsAtHand
from desktop.models.rows import Column, RowsModel
from desktop.presenters.running import TaskRunner
from desktop.presenters.verify import CheckedInput, ListsSource, VerifyPresenter
from desktop.texts import problem_text
from desktop.texts.verification import verdict_sentence, verdict_word
from desktop.theme import Icon, Space, icon, look
from desktop.views.verify.result import VerifyResult
from desktop.views.verify.words import lists_in_full
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.data_table import DataTable
from desktop.widgets.drop_field import DropField
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.shortcut_table import KeyGroup


class VerifyPage(QWidget):
    """Needs neither a centre nor a sign-in: only the lists in `source`."""

    def __init__(
        self, source: ListsSource, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Verify")
        self.result: VerifyResult | None = None
        self.found: tuple[CheckedInput, ...] = ()
        self._presenter = VerifyPresenter(self, source, tasks)
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
        given: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None when empty
        mime = given or QMimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        self.banner.clear()
        if paths:
            self._presenter.check_files(paths)
        elif mime.hasImage():
            image = QImage(mime.imageData())
            self._presenter.check_bytes(_png(image), self.tr("pasted picture"))
        elif mime.text().strip():
            self.check_text(mime.text())
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
        self._lists.setText(lists_in_full(lists))

    def show_checked(self, found: Sequence[CheckedInput]) -> None:
        """Show what came of the inputs, those with trouble first."""
        self.found = tuple(found)
        self._rows.set_rows(self.found)
        self.table.setVisible(len(self.found) > 1)
        self.next.setVisible(len(self.found) > 1)
        self.table.go_to(0)
        self._show(0)

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

    # -- for the window ---------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K finds here."""
        return (
            Command(self.tr("Open a passport to check"), self.drop.choose, meaning=Icon.OPEN),
            Command(self.tr("Paste a passport to check"), self.paste, "Ctrl+V", Icon.QR),
            Command(self.tr("Open an agency's lists"), self.choose_lists, meaning=Icon.IMPORT),
        )

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of this page."""
        keys = (
            ("Ctrl+O", self.tr("Choose a file to check")),
            ("Ctrl+V", self.tr("Check what was copied")),
            ("Space", self.tr("Next result")),
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
        self.next = QPushButton(icon(Icon.NEXT), self.tr("Next   Space"))
        self.lists_button = QPushButton(icon(Icon.IMPORT), self.tr("Open lists…"))
        self.lists_button.setProperty("role", "quiet")
        self._lists = label("", "meta", wrap=True)
        self.table = DataTable(self.tr("Results"))
        columns: list[Column[CheckedInput]] = [
            Column(self.tr("Result"), _word),
            Column(self.tr("Input"), lambda found: found.name),
            Column(self.tr("Holder"), _holder),
            Column(self.tr("Why"), _sentence),
        ]
        self._rows: RowsModel[CheckedInput] = RowsModel(columns)
        self.table.set_model(self._rows, stretch=3, widths={0: 150, 1: 200, 2: 180})
        self.empty = EmptyPage(
            Icon.VERIFY,
            self.tr("Nothing is checked yet."),
            self.tr("It works without a network. What you check stays on this machine."),
        )
        self.area: QScrollArea = scrolled(self.empty)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.tr("Result"))
        for part in (self.table, self.next):
            part.hide()

    def _lay_out(self) -> None:
        head = PageHead(self.title, actions=(self.next, self.paste_button))
        lists = row(self._lists, self.lists_button, gap=Space.S)
        lists.setStretchFactor(self._lists, 1)
        parts = (head, self.banner, self.drop, lists, self.progress, self.table, self.area)
        whole = column(*parts, gap=Space.M, margin=Space.XL)
        whole.setStretchFactor(self.area, 1)
        self.setLayout(whole)
        look().changed.connect(self._fit)
        self._fit()

    def _connect(self) -> None:
        self.drop.files_given.connect(self.check_files)
        self.paste_button.clicked.connect(self.paste)
        self.lists_button.clicked.connect(self.choose_lists)
        self.next.clicked.connect(self.next_input)
        self.table.moved.connect(self._show)
        self.progress.cancel_requested.connect(self._presenter.cancel)
        self.destroyed.connect(self._presenter.stop)
        for keys, act in (("Ctrl+V", self.paste), ("Ctrl+O", self.drop.choose)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self.found):
            self.result = VerifyResult(self.found[number])
            self.area.setWidget(self.result)
            self.area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        self.table.setMaximumHeight(look().px(180))


def _word(found: CheckedInput) -> str:
    code = found.deciding
    return (
        verdict_word(code.report)
        if code
        else QCoreApplication.translate("VerifyPage", "NOT READABLE")
    )


def _sentence(found: CheckedInput) -> str:
    if found.error is not None:
        return problem_text(found.error).sentence
    code = found.deciding
    return verdict_sentence(code.report) if code else ""


def _holder(found: CheckedInput) -> str:
    code = found.deciding
    holder = code.report.holder if code else None
    return holder.latin_name if holder else ""


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())
