"""Identification: the facts with which the binder begins."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import Consent
from desktop.presenters.worker import WorkerOnPage, WorkerWork
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.languages import country_choices
from desktop.views.worker.languages_field import LanguagesField
from desktop.views.worker.portrait import Portrait
from desktop.widgets.card import Card
from desktop.widgets.drop_field import DropField
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, row
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit

PHOTO_WIDTH = 120


class Identification(QWidget):
    """Three cards: who this is, how to reach the person, and what the worker agreed to."""

    def __init__(self, work: WorkerWork, today: Callable[[], date]) -> None:
        super().__init__()
        self._work, self._today = work, today
        consents = [(one, capital(one)) for one in Consent]
        self.name = SavingLineEdit()
        self.own_script_name = SavingLineEdit()
        self.birth_date = SavingDate()
        self.nationality = SavingChoice(country_choices())
        self.document_kind = SavingLineEdit()
        self.document_number = SavingLineEdit()
        self.identity_seen_on = SavingDate()
        self.seen_today = QPushButton(self.tr("Seen today"))
        self.phone, self.email, self.address = SavingLineEdit(), SavingLineEdit(), SavingLineEdit()
        self.languages = LanguagesField()
        self.interpreter = SavingLineEdit()
        self.passport_consent = SavingChoice(consents)
        self.register_consent = SavingChoice(consents)
        self.portrait = Portrait(PHOTO_WIDTH)
        self.photo = DropField(
            self.tr("Drop a photograph here"), file_filter=self.tr("Pictures (*.jpg *.jpeg *.png)")
        )
        cards = (self._who(), self._contacts(), self._consents())
        self.setLayout(column(*cards, gap=Space.L))
        self._connect()

    def show_worker(self, worker: WorkerOnPage) -> None:
        """Show what is recorded; a field that is being typed in is left alone."""
        candidate = worker.candidate
        for name, field in self._texts().items():
            field.set_value(getattr(candidate, name))
        self.birth_date.set_value(candidate.birth_date)
        self.identity_seen_on.set_value(candidate.identity_seen_on)
        self.nationality.set_value(candidate.nationality)
        self.languages.set_value(candidate.languages)
        self.passport_consent.set_value(candidate.passport_consent)
        self.register_consent.set_value(candidate.register_consent)
        self.portrait.show_photo(worker.photo, candidate.name)

    def _texts(self) -> dict[str, SavingLineEdit]:
        names = (
            "name", "own_script_name", "document_kind", "document_number", "phone", "email",
            "address", "interpreter",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}

    def _connect(self) -> None:
        for name, field in self._texts().items():
            field.saved.connect(lambda value, name=name: self._work.change(**{name: value}))
        self.birth_date.saved.connect(self._on_birth_date)
        self.identity_seen_on.saved.connect(lambda on: self._work.change(identity_seen_on=on))
        self.seen_today.clicked.connect(self._on_seen_today)
        for name in ("nationality", "passport_consent", "register_consent", "languages"):
            field = getattr(self, name)
            field.saved.connect(lambda value, name=name: self._work.change(**{name: value}))
        self.photo.files_given.connect(lambda paths: self._work.set_photo(paths[0]))

    def _who(self) -> Card:
        form = Form(2)
        form.add(
            self.tr("Name in Latin letters"), self.name, hint=self.tr("As in the travel document")
        )
        form.add(self.tr("Name in own script"), self.own_script_name)
        form.add(self.tr("Born"), self.birth_date)
        form.add(self.tr("Nationality"), self.nationality)
        form.add(self.tr("Document"), self.document_kind, hint=self.tr("Passport, identity card…"))
        form.add(self.tr("Number of the document"), self.document_number)
        seen = QWidget()
        seen.setLayout(row(self.identity_seen_on, self.seen_today, gap=Space.S))
        seen.setFocusProxy(self.identity_seen_on)
        form.add(self.tr("Document seen, face compared, on"), seen)
        self.identity_seen_on.setAccessibleName(self.tr("Document seen, face compared, on"))
        picture = column(self.portrait, self.photo, None, gap=Space.S)
        card = Card(self.tr("Identification"))
        layout = row(form, picture, gap=Space.XL)
        layout.setStretchFactor(form, 1)
        card.add(layout)
        return card

    def _contacts(self) -> Card:
        form = Form(2)
        form.add(self.tr("Telephone"), self.phone)
        form.add(self.tr("E-mail"), self.email)
        form.add(self.tr("Address"), self.address, wide=True)
        form.add(self.tr("Languages that can be spoken with the worker"), self.languages)
        form.add(self.tr("Interpreter, if one is needed"), self.interpreter)
        card = Card(self.tr("Contacts and languages"))
        card.add(form)
        return card

    def _consents(self) -> Card:
        form = Form(2)
        form.add(
            self.tr("A skill passport may be issued"),
            self.passport_consent,
            hint=self.tr("Without a yes none can be issued."),
        )
        form.add(
            self.tr("Entry in the skills register"),
            self.register_consent,
            hint=self.tr("A no changes nothing about the recognition."),
        )
        card = Card(self.tr("What the worker agreed to"))
        card.add(form)
        return card

    def _on_birth_date(self, value: date | None) -> None:
        if value is not None:  # a worker always has one: emptying the field changes nothing
            self._work.change(birth_date=value)

    def _on_seen_today(self) -> None:
        self._work.change(identity_seen_on=self._today())
