"""What the paper says of the checks before the first mark, and the photo that was taken then."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton

from core.domain.sessions import QUESTIONS, CheckKind
from desktop.presenters.intake_state import IntakeSheet
from desktop.texts import capital, problem_text
from desktop.theme import Icon, icon
from desktop.views.paper.strip import Strip
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice


class ChecksReview(Card):
    """Ticks of what is still open on the screen; `changed` after each."""

    changed = Signal()
    troubled = Signal(object)  # Problem

    def __init__(self) -> None:
        super().__init__(self.tr("Before the first mark"))
        self._sheet: IntakeSheet | None = None
        self.strip = Strip(self.tr("The checks and the day as they were scanned"), least=90)
        self._lines = column()
        self.ticks: dict[CheckKind, QCheckBox | SavingChoice] = {}
        self.photo = QPushButton(icon(Icon.PHOTO), self.tr("Add the photo…"))
        self.photo.clicked.connect(self.choose_photo)
        self._said = label("", "meta", wrap=True)
        self.add(self.strip, self._lines, row(self.photo, self._said, None))

    def show_sheet(self, sheet: IntakeSheet) -> None:
        """Show the checks that are open for the worker; with none it hides."""
        self._sheet = sheet
        clear_layout(self._lines)
        self.ticks = {}
        for kind in sheet.sheets.open_checks:
            self.ticks[kind] = self._tick(kind, sheet)
        heads = [page.head_picture for page in sheet.sheets.pages if page.head_picture]
        self.strip.show_picture(heads[0] if heads else b"")
        self.setVisible(bool(self.ticks) or bool(heads))
        self._show_photo()

    def choose_photo(self) -> None:
        """Ask for the photo that was taken before the first mark."""
        kinds = self.tr("Pictures (*.jpg *.jpeg *.png)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Photo of the worker"), "", kinds)
        if path:
            self.take_photo(Path(path))

    def take_photo(self, path: Path) -> None:
        """Take this file as the photo."""
        if self._sheet is None:
            return
        try:
            self._sheet.photo = path.read_bytes()
        except OSError as error:
            self.troubled.emit(problem_text(error))
            return
        self._sheet.checks[CheckKind.PHOTO_NOW] = True
        self.show_sheet(self._sheet)
        self.changed.emit()

    def _tick(self, kind: CheckKind, sheet: IntakeSheet) -> QCheckBox | SavingChoice:
        if kind in QUESTIONS:
            choices = ((None, self.tr("not asked")), (True, self.tr("yes")), (False, self.tr("no")))
            choice = SavingChoice(choices, name=capital(kind))
            choice.set_value(sheet.checks.get(kind))
            choice.activated.connect(lambda _: self._put(kind, choice.value()))
            self._lines.addLayout(row(label(capital(kind)), choice, None))
            return choice
        tick = QCheckBox(capital(kind))
        tick.setChecked(sheet.checks.get(kind, False))
        tick.toggled.connect(lambda on: self._put(kind, True if on else None))
        self._lines.addWidget(tick)
        return tick

    def _put(self, kind: CheckKind, answer: object) -> None:
        if self._sheet is None:
            return
        if isinstance(answer, bool):
            self._sheet.checks[kind] = answer
        else:
            self._sheet.checks.pop(kind, None)
        self._show_photo()
        self.changed.emit()

    def _show_photo(self) -> None:
        sheet = self._sheet
        wanted = sheet is not None and CheckKind.PHOTO_NOW in sheet.sheets.open_checks
        self.photo.setVisible(wanted)
        self._said.setVisible(wanted)
        there = sheet is not None and bool(sheet.photo)
        self._said.setText(
            self.tr("The photo is added.")
            if there
            else self.tr("The photo that was taken before the first mark.")
        )
