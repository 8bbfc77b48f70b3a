"""What is known of one exhibit. Saves as it is typed into."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import LearningSource, Staff
from core.domain.portfolio import Exhibit, FileRole, Sight
from core.domain.rules import may_change_exhibit
from core.ids import ExhibitId
from desktop.presenters.binder import Binder
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import capital
from desktop.theme import Icon, Space, icon
from desktop.views.guarded import Guarded
from desktop.views.languages import language_choices
from desktop.views.narrow import narrow
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class ExhibitEditor(QWidget):
    """Fields, attachments, and the way out of the binder. Emits `remove_asked(ExhibitId)`."""

    remove_asked = Signal(object)

    def __init__(self, binder: Binder, me: Staff) -> None:
        super().__init__()
        self._binder, self._me = binder, me
        self._id: ExhibitId | None = None
        self.head = label("", "h3", wrap=True)
        self.kind = SavingChoice([(kind, capital(kind)) for kind in ExhibitKind])
        self.exhibit_title = SavingLineEdit()
        self.sight = SavingChoice([(sight, capital(sight)) for sight in Sight])
        self.issued_on = SavingDate()
        self.covers_from, self.covers_to = SavingDate(), SavingDate()
        self.language = SavingChoice(language_choices())
        self.translator = SavingLineEdit()
        sources = [(source, capital(source)) for source in LearningSource]
        self.source = SavingChoice([(None, self.tr("Not said")), *sources])
        narrow(self.kind, self.sight, self.language, self.source)
        self.signatory = _SignatoryFields()
        self.attach_page = QPushButton(icon(Icon.ADD), self.tr("Attach a further file…"))
        self.attach_translation = QPushButton(icon(Icon.LANGUAGE), self.tr("Attach translation…"))
        self.remove = QPushButton(icon(Icon.REMOVE), self.tr("Take out of the binder"))
        self._lay_out()
        self._connect()

    def show_exhibit(self, page: CaseOnPage, exhibit: Exhibit) -> None:
        """Show an exhibit. What is being typed into it is left alone."""
        if exhibit.id != self._id:
            self.flush()
        self._id = exhibit.id
        self.head.setText(self.tr("Exhibit {number}").format(number=exhibit.number))
        self.kind.set_value(exhibit.kind)
        self.exhibit_title.set_value(exhibit.title)
        self.sight.set_value(exhibit.sight)
        self.issued_on.set_value(exhibit.issued_on)
        self.covers_from.set_value(exhibit.covers_from)
        self.covers_to.set_value(exhibit.covers_to)
        self.language.set_value(exhibit.language)
        self.translator.set_value(exhibit.translator)
        self.source.set_value(exhibit.learning_source)
        self.signatory.show_exhibit(exhibit)
        self._guard.set_refusals(may_change_exhibit(page.file, exhibit, self._me))

    def flush(self) -> None:
        """Save now what waits to be saved."""
        fields = (self.exhibit_title, self.translator, self.issued_on, self.covers_from)
        for field in (*fields, self.covers_to, *self.signatory.fields):
            field.flush()

    def attach(self, path: Path, role: FileRole) -> None:
        """Attach a file to the exhibit that is shown."""
        if self._id is not None:
            self._binder.attach(self._id, path, role)

    def _lay_out(self) -> None:
        form = Form(2)
        form.add(self.tr("Title"), self.exhibit_title, wide=True)
        form.add(self.tr("Kind"), self.kind)
        form.add(self.tr("Seen as"), self.sight)
        form.add(self.tr("Date on the document"), self.issued_on)
        form.add(self.tr("Language"), self.language)
        form.add(self.tr("Covers from"), self.covers_from)
        form.add(self.tr("Covers to"), self.covers_to)
        form.add(self.tr("Source of learning"), self.source)
        form.add(self.tr("Translator"), self.translator)
        inner = QWidget()
        attach = column(self.attach_page, self.attach_translation, self.remove, gap=Space.S)
        parts = (form, self.signatory, row(attach, None))
        inner.setLayout(column(*parts, gap=Space.M))
        self._guard = Guarded(inner)
        self.setLayout(column(self.head, self._guard, None, gap=Space.S))

    def _connect(self) -> None:
        simple: tuple[tuple[str, SavingChoice | SavingDate | SavingLineEdit], ...] = (
            ("kind", self.kind),
            ("title", self.exhibit_title),
            ("sight", self.sight),
            ("issued_on", self.issued_on),
            ("covers_from", self.covers_from),
            ("covers_to", self.covers_to),
            ("language", self.language),
            ("translator", self.translator),
            ("learning_source", self.source),
        )
        for name, field in simple:
            field.saved.connect(lambda value, name=name: self._change(_setting(name, value)))
        self.signatory.saved.connect(self._change)
        self.attach_page.clicked.connect(lambda: self._choose(FileRole.DOCUMENT))
        self.attach_translation.clicked.connect(lambda: self._choose(FileRole.TRANSLATION))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._id))

    def _change(self, how: Callable[[Exhibit], Exhibit]) -> None:
        if self._id is not None:
            self._binder.change(self._id, how)

    def _choose(self, role: FileRole) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Attach a file"))
        if name:
            self.attach(Path(name), role)


class _SignatoryFields(QWidget):
    """Who signed, in which role and when. Demanded of the two signed kinds, shown for them only."""

    saved = Signal(object)  # Callable[[Exhibit], Exhibit]

    def __init__(self) -> None:
        super().__init__()
        self.name, self.role = SavingLineEdit(), SavingLineEdit()
        self.signed_on = SavingDate()
        self.fields = (self.name, self.role, self.signed_on)
        form = Form(2)
        form.add(self.tr("Signed by"), self.name, wide=True)
        form.add(self.tr("In the role of"), self.role)
        form.add(self.tr("Signed on"), self.signed_on)
        self.setLayout(column(form))
        for name, field in (
            ("name", self.name),
            ("role", self.role),
            ("signed_on", self.signed_on),
        ):
            field.saved.connect(lambda value, name=name: self.saved.emit(_signing(name, value)))

    def show_exhibit(self, exhibit: Exhibit) -> None:
        self.setVisible(exhibit.kind.needs_signatory)
        self.name.set_value(exhibit.signatory.name)
        self.role.set_value(exhibit.signatory.role)
        self.signed_on.set_value(exhibit.signatory.signed_on)


def _setting(name: str, value: object) -> Callable[[Exhibit], Exhibit]:
    return lambda exhibit: replace(exhibit, **{name: value})  # type: ignore[arg-type]


def _signing(name: str, value: object) -> Callable[[Exhibit], Exhibit]:
    return lambda exhibit: replace(
        exhibit,
        signatory=replace(exhibit.signatory, **{name: value}),  # type: ignore[arg-type]
    )
