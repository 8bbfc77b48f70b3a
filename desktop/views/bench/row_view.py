"""One worker, one row: what the assessor reads at two metres."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.domain.assessment import Mark
from core.domain.standards import UnitRow
from core.ids import CaseId
from desktop.presenters.bench_state import BenchState, Cell, Saving
from desktop.theme import LARGE_TEXT, Space, look, restyle
from desktop.views.bench.targets import MarkTargets
from desktop.views.worker.portrait import Portrait
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.fitting_text import FittingText
from desktop.widgets.layouts import column, label, row
from desktop.widgets.mark import mark_word

_NOTE_LENGTH = 1000


class RowView(QWidget):
    """`marked(mark)` by a target, `noted(text)` when a note was typed."""

    marked = Signal(object)
    noted = Signal(str)
    left_field = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._portrait_of: CaseId | None = None
        self.bib = label("", "display")
        self.bib.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = ElidedLabel("", "display")
        self.own_name = ElidedLabel("", "h2")
        self.identity = label("", "meta")
        self.portrait = Portrait(54)
        self.task = label("", "h2", wrap=True)
        self.task.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number = label("", "display")
        self.number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.text = FittingText()
        self.targets = MarkTargets()
        self.targets.marked.connect(self.marked)
        self.prompted = label("", "strong")
        self.state = label("", "strong")
        self.note = QLineEdit()
        self.note.setMaxLength(_NOTE_LENGTH)
        self.note.setAccessibleName(self.tr("Note to the row"))
        self.note.setPlaceholderText(self.tr("Note (W)"))
        self.note.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note.returnPressed.connect(self.left_field)
        self.note.editingFinished.connect(lambda: self.noted.emit(self.note.text()))
        self.questions = label("", wrap=True)
        self.before, self.after = label("", "muted"), label("", "muted")
        self._media = column(gap=0)
        self._lay_out()
        look().changed.connect(self._fit)
        self._fit()

    def show_place(self, state: BenchState) -> None:
        """Show the worker, the task and the row in view."""
        self._show_worker(state)
        shown = state.row
        self.number.setText(shown.number if shown else "")
        self.text.set_text(shown.text.original if shown else "")
        self._show_neighbours(state)
        self.show_cell(state)
        self.show_answers(state)

    def show_cell(self, state: BenchState) -> None:
        """Show what stands in the cell in view."""
        found = state.mark(state.cell)
        self.targets.show_mark(found.mark if found else None)
        prompted = self.tr("prompted: P") if found and found.prompted else ""
        if prompted != self.prompted.text():
            self.prompted.setText(prompted)
        note = found.note if found else ""
        if not self.note.hasFocus() and note != self.note.text():
            self.note.setText(note)
        self._show_saving(found.saving if found else Saving.SAVED)

    def show_answers(self, state: BenchState) -> None:
        """Show the row's what-if questions and what was answered."""
        if state.case_id is None or state.row is None:
            self.questions.setText("")
            return
        said = [
            f"{answer.label}  {answer.question}  –  {mark_word(answer.mark)}"
            + (f": {answer.answer}" if answer.answer else "")
            for answer in state.answers_at(state.case_id, state.row.id)
        ]
        asked = {one.bank_question_id for one in state.answers_at(state.case_id, state.row.id)}
        said += [
            self.tr("Ask (F): {question}").format(question=one.text.original)
            for one in state.questions(state.row.id)
            if one.id not in asked
        ]
        self.questions.setText("\n".join(said[:3]))
        self.questions.setVisible(bool(said) and look().text_scale < LARGE_TEXT)

    def show_photo(self, photo: bytes, name: str) -> None:
        """Show the photo that was taken today."""
        self.portrait.show_photo(photo, name)

    def place_media(self, media: QWidget) -> None:
        """Give the bar for photos and voice notes its place below the marks."""
        self._media.addWidget(media)

    def edit_note(self) -> None:
        """Give the keyboard to the note."""
        self.note.setFocus()
        self.note.selectAll()

    # -- inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        own = row(self.own_name, self.identity, None, gap=Space.M)
        who = column(self.name, own, gap=0)
        head = row(self.bib, self.portrait, who, self.task, gap=Space.L)
        for part in (who, self.task):
            head.setStretch(head.indexOf(part), 1)
        card = QFrame()
        card.setProperty("kind", "card")
        words = row(self.number, self.text, gap=Space.L)
        words.setStretchFactor(self.text, 1)
        noted = row(self.note, self.prompted, self.state, gap=Space.M)
        noted.setStretchFactor(self.note, 1)
        body = column(
            words, self.targets, noted, self.questions, self._media, gap=Space.M, margin=Space.L
        )
        body.setStretchFactor(words, 1)
        card.setLayout(body)
        around = column(self.before, self.after, gap=Space.XS)
        layout = column(head, card, around, gap=Space.S, margin=Space.M)
        layout.setStretchFactor(card, 1)
        self.setLayout(layout)

    def _fit(self) -> None:
        large = look().text_scale >= LARGE_TEXT
        for part in (self.before, self.after, self.questions, self.portrait, self.task):
            part.setHidden(large)
        for part in (self.bib, self.name):
            restyle(part, level="h1" if large else "display")

    def _show_worker(self, state: BenchState) -> None:
        if state.case_id is None:
            return
        worker = state.file(state.case_id).candidate
        self.bib.setText(f"[{state.running.seat(state.case_id).bib}]")
        self.name.setText(worker.name)
        self.own_name.setText(worker.own_script_name)
        checked = state.identity_checked(state.case_id)
        if checked is None:
            said, tone = self.tr("identity NOT checked"), "not_met"
        else:
            said = self.tr("identity checked {time}")
            said, tone = said.format(time=checked.astimezone().strftime("%H:%M")), "met"
        if said != self.identity.text():
            self.identity.setText(said)
            restyle(self.identity, tone=tone)
        task = state.task
        of_case = state.task_label(state.case_id)
        self.task.setText(f"{of_case}  {task.title}" if task else "")

    def _show_neighbours(self, state: BenchState) -> None:
        for at, place, words in (
            (state.row_at - 1, self.before, self.tr("before")),
            (state.row_at + 1, self.after, self.tr("after")),
        ):
            other = state.rows[at] if 0 <= at < len(state.rows) else None
            place.setText(f"{words}   {self._neighbour(state, other)}" if other else "")

    def _neighbour(self, state: BenchState, other: UnitRow) -> str:
        found = None
        if state.case_id is not None and state.task is not None:
            found = state.mark(Cell(state.case_id, state.task.id, other.id))
        word = mark_word(found.mark) if found else "–"
        word = word.upper() if found and found.mark is not Mark.NOT_SEEN else word
        time = found.at.astimezone().strftime("%H:%M") if found and found.at else ""
        text = other.text.original
        short = text if len(text) <= 80 else f"{text[:79]}…"
        return f"{other.number}  {short}   {word}  {time}".rstrip()

    def _show_saving(self, saving: Saving) -> None:
        # What is on its way needs no word: the head says when something was last saved.
        said = self.tr("NOT SAVED") if saving is Saving.FAILED else ""
        if said != self.state.text():
            self.state.setText(said)
            restyle(self.state, tone="not_met" if said else "")
