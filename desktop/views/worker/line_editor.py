"""The fields of one line of a worker's history."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import HistoryKind, HistoryLine, LearningSource
from core.ids import CandidateId, HistoryLineId, new_id
from desktop.presenters.reasons import Reason
from desktop.texts import capital
from desktop.theme import Icon, Space, icon
from desktop.views.languages import country_choices
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class LineEditor(QWidget):
    """Emits `changed(HistoryLine)` as soon as the line has a title and its first day."""

    changed = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, candidate_id: CandidateId, *, before_departure: bool) -> None:
        super().__init__()
        self._candidate_id, self._before = candidate_id, before_departure
        self._line: HistoryLine | None = None
        self._id = HistoryLineId(new_id())
        self.kind = SavingChoice([(kind, capital(kind)) for kind in HistoryKind])
        self.line_title, self.organisation = SavingLineEdit(), SavingLineEdit()
        self.country = SavingChoice(country_choices())
        self.starts, self.ends = SavingDate(), SavingDate()
        self.source = SavingChoice([(one, capital(one)) for one in LearningSource])
        self.remove = QPushButton(icon(Icon.REMOVE), self.tr("Take this line out"))
        self.remove.clicked.connect(self._on_remove)
        self._hint = label("", "meta", wrap=True)
        self.setLayout(column(self._form(), row(self._hint, None, self.remove), gap=Space.S))
        for field in (self.line_title, self.organisation, self.starts, self.ends, self.kind):
            field.saved.connect(self._save)
        self.country.saved.connect(self._save)
        self.source.saved.connect(self._save)

    @property
    def line_id(self) -> HistoryLineId:
        """The id of the line in the fields, also of one that is not kept yet."""
        return self._id

    def start_new(self) -> None:
        """Empty the fields for another line."""
        self.flush_fields()
        self._line, self._id = None, HistoryLineId(new_id())
        self.kind.set_value(HistoryKind.WORK)
        self.source.set_value(LearningSource.WORKPLACE if self._before else LearningSource.OVERSEAS)
        self.country.set_value("")
        for text in (self.line_title, self.organisation):
            text.set_value("")
        self.starts.set_value(None)
        self.ends.set_value(None)
        self._show_state()

    def show_line(self, line: HistoryLine) -> None:
        """Show a line that is kept. What is being typed into it is left alone."""
        if line.id != self._id:
            self.flush_fields()
        self._line, self._id = line, line.id
        self.kind.set_value(line.kind)
        self.line_title.set_value(line.title)
        self.organisation.set_value(line.organisation)
        self.country.set_value(line.country)
        self.starts.set_value(line.starts)
        self.ends.set_value(line.ends)
        self.source.set_value(line.source)
        self._show_state()

    def flush_fields(self) -> None:
        """Save now what waits to be saved."""
        for field in (self.line_title, self.organisation, self.starts, self.ends):
            field.flush()

    def _form(self) -> Form:
        form = Form(3)
        form.add(self.tr("What"), self.kind)
        form.add(self.tr("Title of the work, course or qualification"), self.line_title)
        form.add(self.tr("Employer, school or other organisation"), self.organisation)
        form.add(self.tr("First day"), self.starts)
        form.add(self.tr("Last day"), self.ends, hint=self.tr("Empty while it goes on"))
        form.add(self.tr("Country"), self.country)
        form.add(self.tr("Source of learning"), self.source)
        return form

    def _show_state(self) -> None:
        not_kept = Reason(
            self.tr("Only a line that is kept can be taken out."),
            self.tr("This line is new and not kept yet."),
            self.tr("Leave it empty, and nothing is kept."),
        )
        allow(self.remove, self._line is not None, not_kept)
        kept = self.tr("Kept as soon as it has a title and its first day.")
        self._hint.setText("" if self._line else kept)

    def _save(self) -> None:
        starts, title = self.starts.value(), self.line_title.text().strip()
        if starts is not None and title:
            self.changed.emit(self._made(starts, title))

    def _made(self, starts: date, title: str) -> HistoryLine:
        kind, source, country = self.kind.value(), self.source.value(), self.country.value()
        return HistoryLine(
            id=self._id,
            candidate_id=self._candidate_id,
            kind=kind if isinstance(kind, HistoryKind) else HistoryKind.WORK,
            title=title,
            organisation=self.organisation.text().strip(),
            country=country if isinstance(country, str) else "",
            starts=starts,
            ends=self.ends.value(),
            before_departure=self._before,
            source=source if isinstance(source, LearningSource) else LearningSource.WORKPLACE,
        )

    def _on_remove(self) -> None:
        if self._line is not None:
            self.remove_asked.emit(self._line)
