"""The evidence of a row, one piece after the other, shown in place."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from core.domain.assessment import Answer, Mark
from core.domain.grid import GridRow, PortfolioCell, RecordingCell, TaskCell
from core.domain.portfolio import Exhibit, ExhibitFile
from core.domain.recordings import RecordingKind
from core.domain.test_days import PaperSheet
from core.ids import StaffId
from core.services.taking_in_checklists import papers_of
from desktop.presenters.grid_state import GridMode, GridState, Piece, label_of, pieces
from desktop.presenters.session import Session
from desktop.texts import capital, problem_text, words
from desktop.theme import Icon, Space, icon
from desktop.views.recording_viewer import RecordingViewer
from desktop.widgets.card import clear_layout
from desktop.widgets.clip_player import clock
from desktop.widgets.dates import day, minute
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.layouts import column, label, row, scrolled

_SIGNS: Final = {
    RecordingKind.PHOTO: Icon.PHOTO,
    RecordingKind.VOICE: Icon.VOICE,
    RecordingKind.VIDEO: Icon.VIDEO,
}


def _kind_of(paper: bytes) -> str:
    """A scan of paper is kept as it came: a PDF or a picture."""
    return "application/pdf" if paper.startswith(b"%PDF") else "image/*"


class EvidencePane(QWidget):
    """`looked(row, label)` says which piece of which row was opened."""

    looked = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state: GridState | None = None
        self._line: GridRow | None = None
        self._shown = ""
        self._labels: list[str] = []
        self._asked = 0
        self._buttons = row(gap=Space.XS)
        self._group = QButtonGroup(self)
        self._files = row(gap=Space.XS)
        self.head = label("", "strong", wrap=True)
        self._meta = label("", "meta", wrap=True)
        self._stack = QStackedWidget(self)
        self.viewer = EvidenceViewer(session.tasks, self._stack)
        self._stack.addWidget(self.viewer)
        self._sheet: QScrollArea | None = None  # made with the first task or answer
        self._recording: RecordingViewer | None = None  # made with the first one: it costs time
        self._named = row(self.head, None, self._files, gap=Space.S)
        self._named.setStretchFactor(self.head, 1)
        self._pieces, self._slim = QWidget(), False
        self._pieces.setLayout(self._buttons)
        self._whole = column(self._pieces, self._named, self._meta, self._stack, gap=Space.XS)
        self._whole.setStretchFactor(self._stack, 1)
        self.setLayout(self._whole)
        self.setAccessibleName(self.tr("Evidence"))
        self._say_nothing_chosen()

    @property
    def shown(self) -> str:
        """The label of the piece that is in sight; empty when none is."""
        return self._shown

    def set_slim(self, slim: bool) -> None:
        """Name a piece beside the pieces, where it needs all of the height there is."""
        self._slim = slim
        (self._named if slim else self._whole).insertWidget(0, self._pieces)
        self._meta.setVisible(bool(self._meta.text()) and not slim)
        self._stack.setMinimumHeight(1 if slim else 0)

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Offer the pieces of a row; one that is in sight stays while it is still there."""
        same = line is not None and self._line is not None and line.row.id == self._line.row.id
        self._state, self._line = state, line
        self._make_buttons(pieces(line) if line else ())
        if not same or (self._shown and self._shown not in self._labels):
            self._shown = ""
            self._say_nothing_chosen()
        self._check(self._shown)

    def next_piece(self) -> None:
        """Look at the next piece of the row, after the last at the first again."""
        labels = [label_of(one) for one in pieces(self._line)] if self._line else []
        if labels:
            at = labels.index(self._shown) + 1 if self._shown in labels else 0
            self.look_at(labels[at % len(labels)])

    def look_at(self, wanted: str) -> None:
        """Look at the piece with this label."""
        if self._line is None or self._state is None:
            return
        piece = next((one for one in pieces(self._line) if label_of(one) == wanted), None)
        if piece is None:
            return
        self._shown = wanted
        self._check(wanted)
        self._show_piece(piece)
        self.looked.emit(self._line.row.id, wanted)

    def show_exhibit(self, state: GridState, exhibit: Exhibit) -> None:
        """Look at an exhibit that is not linked to the row."""
        self._state, self._shown = state, ""
        self._check("")
        self._show_exhibit(exhibit, None)

    # -- inside ---------------------------------------------------------------------------------

    def _make_buttons(self, there: Sequence[Piece]) -> None:
        labels = [label_of(one) for one in there]
        if labels == self._labels:
            return
        self._labels = labels
        clear_layout(self._buttons)
        for piece in there:
            name = said = label_of(piece)
            button = QPushButton(name)
            if isinstance(piece, RecordingCell):
                one = piece.recording
                said = f"{name} {words(one.kind)} {minute(one.taken_at)}"
                button.setIcon(icon(_SIGNS[one.kind]))
                button.setToolTip(said)
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Look at {piece}").format(piece=said))
            button.clicked.connect(lambda _, name=name: self.look_at(name))
            self._group.addButton(button)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def _check(self, wanted: str) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(button.text() == wanted)
        self._group.setExclusive(True)

    def _say_nothing_chosen(self) -> None:
        self._asked += 1
        clear_layout(self._files)
        self.viewer.clear()
        self._stop_playing()
        maps = self._state is not None and self._state.mode in (GridMode.MAP, GridMode.ASSESS)
        if self._line is not None and not pieces(self._line):
            self.viewer.message.say(
                self.tr("Nothing in any column yet."),
                self.tr("In Portfolio, type 3 and Enter for exhibit 3, 3.2 for its page 2.")
                if maps
                else "",
            )
        else:
            self.viewer.message.say(self.tr("Space looks at the evidence of this row."))
        self.head.setText("")
        self._meta.setText("")
        self.head.hide()
        self._meta.hide()
        self._stack.setCurrentWidget(self.viewer)

    def _show_piece(self, piece: Piece) -> None:
        self._stop_playing()
        if isinstance(piece, PortfolioCell):
            self._show_exhibit(piece.exhibit, piece.link.page)
        elif isinstance(piece, TaskCell):
            self._show_task(piece)
        elif isinstance(piece, RecordingCell):
            self._show_recording(piece)
        else:
            self._show_answer(piece)

    def _show_task(self, cell: TaskCell) -> None:
        seen = cell.observation
        prompted = self.tr("prompted") if seen.prompted else self.tr("not prompted")
        facts = [self._mark(seen.mark), prompted, self._who(seen.by), minute(seen.observed_at)]
        told = [seen.note, cell.task.place, cell.task.equipment]
        self._tell(f"{cell.task.label}  {cell.task.title}", facts, told)
        asked = self._asked
        self._session.tasks.run(
            lambda _: papers_of(self._session.desk, seen),
            done=lambda found: self._offer_papers(asked, found),
            failed=lambda error: self._on_no_file(asked, error),
        )

    def _offer_papers(self, asked: int, papers: Sequence[PaperSheet]) -> None:
        """The checklist on paper that the mark was entered from, page by page."""
        if not isValid(self) or asked != self._asked:
            return
        for one in papers:
            button = QPushButton(icon(Icon.DOCUMENT), self.tr("Paper"))
            if one.page:
                button.setText(self.tr("Paper, page {number}").format(number=one.page))
            button.clicked.connect(lambda _, one=one: self._open_paper(one))
            self._files.addWidget(button)

    def _open_paper(self, paper: PaperSheet) -> None:
        self._stack.setCurrentWidget(self.viewer)
        self._read(paper.sha256, "", 1)

    def _show_answer(self, answer: Answer) -> None:
        facts = [self._mark(answer.mark), self._who(answer.by), minute(answer.at)]
        if answer.interpreter:
            facts.append(self.tr("interpreter {name}").format(name=answer.interpreter))
        self._tell(f"{answer.label}  {answer.question}", facts, [answer.answer])

    def _show_recording(self, cell: RecordingCell) -> None:
        one = cell.recording
        tasks = self._state.file.tasks if self._state else ()
        task = next((task.label for task in tasks if task.id == one.task_id), "")
        length = clock(one.duration_s) if one.duration_s is not None else ""
        facts = [task, minute(one.taken_at), length, words(one.source), self._who(one.by)]
        self._asked += 1
        clear_layout(self._files)
        self._name(f"{cell.label}  {capital(one.kind)}", facts)
        if self._recording is None:
            self._recording = RecordingViewer(self._session)
            self._stack.addWidget(self._recording)
        self._stack.setCurrentWidget(self._recording)
        self._recording.show_recording(one)

    def _stop_playing(self) -> None:
        """Nothing sounds on behind another piece."""
        if self._recording is not None:
            self._recording.clear()

    def _tell(self, head: str, facts: list[str], told: list[str]) -> None:
        self._asked += 1
        clear_layout(self._files)
        self._name(head, facts)
        said = "\n\n".join(one for one in told if one)
        self._sheet = self._sheet or self._make_sheet()
        self._told.setText(said or self.tr("No note was written."))
        self._stack.setCurrentWidget(self._sheet)

    def _make_sheet(self) -> QScrollArea:
        """Make where is written what was seen in a task, or answered to a question."""
        self._told = label("", wrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        sheet = QFrame()
        sheet.setProperty("kind", "sunken")
        sheet.setLayout(column(self._told, None, margin=Space.M))
        area = scrolled(sheet)
        self._stack.addWidget(area)
        return area

    def _show_exhibit(self, exhibit: Exhibit, page: int | None) -> None:
        if self._state is None:
            return
        facts = [capital(exhibit.kind), day(exhibit.dated), words(exhibit.sight)]
        if exhibit.signatory.name:
            signed = self.tr("signed by {name}, {role}")
            facts.insert(1, signed.format(name=exhibit.signatory.name, role=exhibit.signatory.role))
        name = self.tr("Exhibit {number}").format(number=exhibit.number)
        self._name(f"{name}  {exhibit.title}", facts)
        self._stack.setCurrentWidget(self.viewer)
        files = self._state.file.files_of(exhibit.id)
        clear_layout(self._files)
        if not files:
            self._asked += 1
            self.viewer.clear()
            self.viewer.message.say(
                self.tr("This exhibit has no file yet."),
                self.tr("Add its scan or photo in the binder."),
            )
            return
        if len(files) > 1:
            self._offer_files(files, page)
        self._open(files[0], page)

    def _offer_files(self, files: tuple[ExhibitFile, ...], page: int | None) -> None:
        group = QButtonGroup(self)
        for file in files:
            button = QPushButton(capital(file.role))
            button.setCheckable(True)
            button.setChecked(file is files[0])
            button.setToolTip(file.name)
            button.clicked.connect(lambda _, file=file: self._open(file, page))
            group.addButton(button)
            self._files.addWidget(button)

    def _open(self, file: ExhibitFile, page: int | None) -> None:
        self._read(file.sha256, file.media_type, page)

    def _read(self, sha256: str, media_type: str, page: int | None) -> None:
        # The store checks the content against its digest, so it is asked, not the path.
        self._asked += 1
        asked = self._asked
        self._session.tasks.run(
            lambda _: self._session.desk.files.get(sha256),
            done=lambda data: self._on_file(asked, data, media_type or _kind_of(data), page),
            failed=lambda error: self._on_no_file(asked, error),
        )

    def _on_file(self, asked: int, data: bytes, media_type: str, page: int | None) -> None:
        if isValid(self) and asked == self._asked:  # the page may be closed meanwhile
            self.viewer.show_file(data, media_type, page or 1)

    def _on_no_file(self, asked: int, error: Exception) -> None:
        if isValid(self) and asked == self._asked:
            problem = problem_text(error)
            self.viewer.clear()
            self.viewer.message.say(problem.sentence, problem.what_to_do)

    def _name(self, head: str, facts: list[str]) -> None:
        self.head.setText(head)
        self._meta.setText(" · ".join(one for one in facts if one))
        self.head.show()
        self._meta.setVisible(not self._slim)
        self.head.setToolTip(self._meta.text())

    def _mark(self, mark: Mark) -> str:
        row = self._line.row.id if self._line else None
        hidden = self._state is not None and row in self._state.hidden
        return "" if hidden else words(mark)

    def _who(self, staff_id: StaffId) -> str:
        if self._state is not None and self._state.hidden:
            return ""
        staff = self._state.file.staff if self._state else ()
        return next((one.name for one in staff if one.id == staff_id), "")
