"""Enter checklists from paper: each row with its picture and what was read, one key to correct."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from core.domain.assessment import Mark
from core.domain.checklist_reading import LeftOut
from core.ids import CaseId, SessionId, SessionTaskId
from core.services.session_parts import NotAPhotoError
from desktop.models.rows import Column, RowsModel
from desktop.presenters.intake_state import IntakeRow, IntakeSheet
from desktop.presenters.session import Session
from desktop.presenters.taking_in import TakingIn, default_time
from desktop.texts import Problem, problem_text
from desktop.texts.paper import left_out_text
from desktop.theme import Icon, Space, icon, look
from desktop.views.paper.checks_review import ChecksReview
from desktop.views.paper.row_review import RowReview
from desktop.views.paper.sheet_words import about, name_of, read_time
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, Tone, pinned
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.drop_field import DropField
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.place_keys import is_typing, place_key
from desktop.widgets.saving import SavingChoice, SavingDate
from desktop.widgets.split_view import SplitView

_TABLE_PX = 430
"""Number, the row's beginning and what was read, at 100 %."""


class TakingInPage(QWidget):
    """Scans of one session, or of any. The keys 1, 2, 3, 0, P and W work in the table."""

    entered = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        session_id: SessionId | None = None,
        keyed: tuple[SessionTaskId, CaseId] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `keyed` opens one worker's checklist without a scan."""
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Checklists on paper")
        self._session, self._keyed = session, keyed is not None
        self.presenter = TakingIn(self, session, session_id)
        self.banner = Banner()
        self.drop = DropField(
            self.tr("Drop the scanned checklists here: PDF, JPEG, PNG or TIFF, in any order."),
            file_filter=self.tr("Scans (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"),
        )
        self.left_out = Card(self.tr("Left out"))
        self.left_out.hide()
        self.choice = SavingChoice(name=self.tr("Checklist"))
        self.note = label("", "muted", wrap=True)
        self.attach = QPushButton(icon(Icon.IMPORT), self.tr("Attach pictures of the paper…"))
        self.attach.clicked.connect(self._choose_attached)
        self.table = DataTable(self.tr("Rows"))
        self._model = self._make_model()
        self.review, self.checks = RowReview(), ChecksReview()
        self.day, self.hour = SavingDate(name=self.tr("Observed on")), QLineEdit()
        self.hour.setAccessibleName(self.tr("Observed at, local time"))
        self.back = QPushButton(icon(Icon.BACK), self.tr("Back"))
        self.back.setProperty("role", "quiet")
        self.back.clicked.connect(self.closed)
        self.more = QPushButton(icon(Icon.IMPORT), self.tr("Other scans…"))
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self.drop.choose)
        self.print = QPushButton(icon(Icon.PRINT), self.tr("Print the checklists…"))
        self.print.clicked.connect(self.presenter.print_checklists)
        self.footer = ActionFooter(self.tr("Enter"), (self.back, self.more, self.print))
        self._lay_out()
        self._connect()
        self._show_sheet()
        self.setFocusProxy(self.table if keyed is not None else self.drop.button)
        if keyed is not None:
            self.presenter.key_in(*keyed)

    # -- what the presenter says ------------------------------------------------------------------

    @property
    def sheet(self) -> IntakeSheet | None:
        """The checklist in view."""
        at = self.choice.currentIndex()
        return self.presenter.sheets[at] if 0 <= at < len(self.presenter.sheets) else None

    def show_step(self, done: int, total: int) -> None:
        """Show how many files were read."""
        said = self.tr("Reading file {number} of {total}…")
        self.banner.say(said.format(number=done + 1, total=total))

    def show_sheets(self, left_out: Sequence[LeftOut]) -> None:
        """Show the checklists that were read, and the pages that were left out."""
        self.banner.clear()
        self.left_out.clear()
        for one in left_out:
            self.left_out.add(label(left_out_text(one), wrap=True))
        self.left_out.setVisible(bool(left_out))
        self._show_choices()
        if not self.presenter.sheets:
            said = self.tr("No page of a checklist could be read.")
            self.banner.problem(said, self.tr("Why stands below; nothing was entered."))
        if self.presenter.sheets:
            self.setFocusProxy(self.table)
            self.table.setFocus()

    def show_entered(self, sheet: IntakeSheet, rows: int) -> None:
        """Say that a checklist was entered, and go on with the next."""
        worker = sheet.sheets.file.candidate.name
        said = self.tr("{worker}: {rows} marks were entered.").format(worker=worker, rows=rows)
        self._show_choices()
        self.banner.say(said, tone=Tone.DONE)
        self.entered.emit()

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong; a photo that is missing is asked for where it is added."""
        if isinstance(error, NotAPhotoError) and self.sheet is not None and not self.sheet.photo:
            said = self.tr("The photo that was taken before the first mark is missing.")
            self._say(Problem(said, self.tr("Add it, or take the tick at “photo taken now” away.")))
            self.checks.photo.setFocus()
            return
        self._say(problem_text(error))

    def show_printable(self, pdf: bytes) -> None:
        """The checklists are ready: ask for a printer."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        if ask_and_print(pdf, self):
            self.banner.say(self.tr("Printed."), tone=Tone.DONE)

    def panes(self) -> Sequence[QWidget]:
        """The panes that F6 goes through."""
        return (self.table, self.review, self.checks, self.footer)

    # -- keys -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def mark(self, mark: Mark | None) -> None:
        """Decide the row in view and go on to the next one that waits, or the next."""
        sheet, at = self.sheet, self.table.row
        if sheet is None or at < 0:
            return
        sheet.put(at, mark)
        waiting = [one for one in sheet.undecided if one > at]
        self._show_rows(waiting[0] if waiting else min(at + 1, len(sheet.rows) - 1))

    def turn_prompted(self) -> None:
        """Say that the worker was prompted, or was not."""
        sheet, at = self.sheet, self.table.row
        if sheet is not None and at >= 0:
            sheet.turn_prompted(at)
            self._show_rows(at)

    def _take_key(self, event: QKeyEvent) -> bool:
        if is_typing() or self.sheet is None:
            return False
        if self.review.picker.take_key(event):
            return True
        key = place_key(event)
        if key == "P":
            self.turn_prompted()
        elif key == "W":
            self.review.note.setFocus()
        else:
            return False
        return True

    # -- inside -----------------------------------------------------------------------------------

    def _on_main(self) -> None:
        sheet, hour = self.sheet, read_time(self.hour.text())
        day = self.day.value()
        if sheet is None:
            self.drop.choose()
        elif sheet.undecided:
            self._show_rows(sheet.undecided[0])
            self.table.setFocus()
            self.banner.say(self.tr("This row is still for you to say."), tone=Tone.WARNING)
        elif day is None or hour is None:
            self.banner.say(
                self.tr("Write the day and the time that stand on the paper."), tone=Tone.WARNING
            )
            (self.day if day is None else self.hour).setFocus()
        else:
            self.presenter.enter(sheet, day, hour)

    def _show_choices(self) -> None:
        names = map(name_of, self.presenter.sheets)
        self.choice.set_choices(list(enumerate(names)))
        self.choice.setCurrentIndex(0)
        self._show_sheet()

    def _show_sheet(self) -> None:
        sheet = self.sheet
        self._work.setVisible(sheet is not None)
        self.drop.setVisible(sheet is None and not self._keyed)
        self.print.setVisible(sheet is None and self.presenter.session_id is not None)
        self.more.setVisible(sheet is not None and not self._keyed)
        self.choice.setVisible(sheet is not None)
        self.attach.setVisible(sheet is not None and not sheet.scanned)
        if sheet is None:
            self.note.setText("")
            self._show_main()
            return
        seen = default_time(sheet.sheets.session, self._session.desk.clock.now())
        self.day.set_value(seen.date())
        self.hour.setText(seen.strftime("%H:%M"))
        self.note.setText(about(sheet))
        self.checks.show_sheet(sheet)
        self._show_rows(sheet.undecided[0] if sheet.undecided else 0)

    def _show_rows(self, at: int) -> None:
        sheet = self.sheet
        if sheet is not None:
            self._model.set_rows(sheet.rows)
            self.table.go_to(at)
            self._show_row()
        self._show_main()

    def _show_row(self) -> None:
        sheet, at = self.sheet, self.table.row
        self.review.show_row(sheet.rows[at] if sheet and 0 <= at < len(sheet.rows) else None)

    def _show_main(self) -> None:
        sheet = self.sheet
        for part in self._time_fields:
            part.setVisible(sheet is not None)
        if sheet is None:
            self.footer.set_main(self.tr("Choose the scans"))
            return
        if sheet.undecided:
            words = self.tr("Next row to decide ({count})").format(count=len(sheet.undecided))
        else:
            name = self._session.sitting.staff.name
            words = self.tr("Enter {count} marks as seen by {name}")
            words = words.format(count=sheet.marked, name=name)
        self.footer.set_main(words)

    def _on_noted(self, text: str) -> None:
        sheet, at = self.sheet, self.table.row
        if sheet is not None and 0 <= at < len(sheet.rows):
            sheet.rows[at].note = text
            self.table.setFocus()

    def _choose_attached(self) -> None:
        kinds = self.tr("Pictures and PDF (*.jpg *.jpeg *.png *.pdf)")
        names, _ = QFileDialog.getOpenFileNames(self, self.attach.text(), "", kinds)
        self.attach_files([Path(name) for name in names])

    def attach_files(self, paths: Sequence[Path]) -> None:
        """Attach pictures of a paper that is keyed in."""
        sheet = self.sheet
        if sheet is None:
            return
        try:
            sheet.attached += [path.read_bytes() for path in paths]
        except OSError as error:
            self.show_problem(error)
        self.note.setText(about(sheet))

    def _say(self, problem: Problem) -> None:
        self.banner.problem(problem.sentence, problem.what_to_do)

    def _make_model(self) -> RowsModel[IntakeRow]:
        columns: list[Column[IntakeRow]] = [
            Column(self.tr("No."), lambda one: one.row.number),
            Column(self.tr("Row"), lambda one: one.row.text),
            Column(self.tr("On paper"), self._words, mark=lambda one: one.mark),
            Column(self.tr("Prompted"), lambda one: self.tr("prompted") if one.prompted else ""),
        ]
        model = RowsModel(columns)
        self.table.set_model(model, stretch=1, widths={0: 52, 2: 124, 3: 96})
        return model

    def _words(self, one: IntakeRow) -> str:
        if not one.settled:
            return self.tr("?  to decide")
        return "" if one.mark else self.tr("unmarked")

    def _when(self) -> tuple[QWidget, ...]:
        on, at = label(self.tr("Observed on"), "caps"), label(self.tr("at"), "caps")
        self.hour.setPlaceholderText("14:30")
        self.hour.setMaxLength(5)
        for field, wide in ((self.day, 130), (self.hour, 80)):
            field.setMinimumWidth(look().px(wide))
            field.setMaximumWidth(look().px(wide))
        self._time_fields = (on, self.day, at, self.hour)
        return self._time_fields

    def _lay_out(self) -> None:
        side = QWidget()
        side.setLayout(column(self.review, self.checks, None, gap=Space.M, margin=Space.S))
        self.table.setMinimumWidth(look().px(_TABLE_PX))
        self._work = SplitView(self.title, self.table, scrolled(side))
        self.choice.setMinimumContentsLength(18)
        self.choice.setSizeAdjustPolicy(
            SavingChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        below = row(self.note, self.attach, *self._when(), gap=Space.S)
        below.setStretchFactor(self.note, 1)
        inner = column(
            *(PageHead(self.title), self.drop, self.left_out, self.choice, below),
            self._work,
            gap=Space.S,
            margin=(Space.XL, Space.L, Space.XL, Space.S),
        )
        inner.setStretchFactor(self._work, 1)
        inner.addStretch(0)
        body = QWidget()
        body.setProperty("kind", "page")
        body.setLayout(inner)
        above = pinned(self.banner)
        self.setLayout(column(above, scrolled(body), self.footer, gap=Space.NONE))

    def _connect(self) -> None:
        self.drop.files_given.connect(self.presenter.read_files)
        self.choice.activated.connect(lambda _: self._show_sheet())
        self.table.moved.connect(lambda _: self._show_row())
        self.table.installEventFilter(self)
        self.review.marked.connect(self.mark)
        self.review.prompted.connect(self.turn_prompted)
        self.review.noted.connect(self._on_noted)
        self.review.note.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.checks.troubled.connect(self._say)
        self.footer.triggered.connect(self._on_main)
        self.destroyed.connect(self.presenter.stop)
