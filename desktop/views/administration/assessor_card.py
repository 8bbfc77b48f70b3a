"""One person of the register: what is kept, what was done, and what can be asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import Certification
from core.domain.staff_records import (
    ObservedPractice,
    StaffPost,
    TrainingEntry,
    WorkCount,
    WorkKind,
)
from core.services.reading_assessors import Assessor, Register
from desktop.texts import capital, words
from desktop.texts.upkeep import upkeep_text
from desktop.theme import Icon, Space
from desktop.views.administration.assessor_panels import (
    PostPanel,
    PracticePanel,
    ProfilePanel,
    TrainingPanel,
)
from desktop.views.administration.parts import action, muted
from desktop.views.administration.scope_panel import ScopePanel
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row

translate = QCoreApplication.translate


class AssessorCard(Card):
    """Shows a person; says what was asked for and changes nothing itself."""

    post_removed = Signal(object)  # StaffPost
    training_removed = Signal(object)  # TrainingEntry
    print_asked = Signal()

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._may_change = may_change
        self.person: Assessor | None = None
        self.work: Sequence[WorkCount] | None = None
        self._warning = label("", "strong", wrap=True)
        self._warning.setProperty("tone", "warning")
        self._lines = column(gap=Space.S)
        self._counts = label("", wrap=True)
        self.profile, self.post = ProfilePanel(), PostPanel()
        self.training, self.practice = TrainingPanel(), PracticePanel()
        self.scope = ScopePanel()
        self.edit = action(Icon.EDIT, self.tr("Change what is known…"))
        self.add_post = action(Icon.ADD, self.tr("Post…"))
        self.add_training = action(Icon.ADD, self.tr("Training…"))
        self.add_practice = action(Icon.ADD, self.tr("Observed practice…"))
        self.find_invalid = action(Icon.WARNING, self.tr("Scope found invalid…"), danger=True)
        self.print = action(Icon.SAVE, self.tr("Save the record…"))
        if not may_change:  # shown before they have a parent they would be windows of their own
            for button in (self.edit, self.add_post, self.add_training, self.find_invalid):
                button.hide()
        buttons = (self.edit, self.add_post, self.add_training, self.add_practice)
        self.add(
            self._warning,
            self._lines,
            self._counts,
            row(*buttons, None, gap=Space.S),
            row(self.print, None, self.find_invalid, gap=Space.S),
            *(self.profile, self.post, self.training, self.practice, self.scope),
        )
        self._connect()
        self.hide()

    def show_person(self, person: Assessor, register: Register) -> None:
        """Show somebody; panels that were open for somebody else are closed."""
        if self.person is None or self.person.staff.id != person.staff.id:
            for panel in (self.profile, self.post, self.training, self.practice, self.scope):
                panel.close_panel()
            self.work = None
            self._counts.setText("")
        self.person = person
        self.set_title(person.staff.name, person.staff.person_number)
        self._warning.setText(" ".join(upkeep_text(one) for one in person.warnings))
        self._warning.setVisible(bool(person.warnings))
        clear_layout(self._lines)
        for part in self._parts(person, register):
            self._lines.addWidget(part)
        self.show()

    def show_work(self, work: Sequence[WorkCount]) -> None:
        """Show what the person did: counts, no scores."""
        self.work = work
        said = [
            f"{capital(kind)}: {', '.join(_counted(one) for one in work if one.kind is kind)}"
            for kind in WorkKind
            if any(one.kind is kind for one in work)
        ]
        self._counts.setText("\n".join(said) or self.tr("No work at this centre yet."))

    def _parts(self, person: Assessor, register: Register) -> Iterator[QWidget]:
        profile = person.profile
        facts = (
            (self.tr("Nominated by"), profile.nominated_by if profile else ""),
            (self.tr("In the industry now"), profile.current_practice if profile else ""),
            (self.tr("Languages"), ", ".join(profile.languages) if profile else ""),
            (self.tr("Address"), profile.address if profile else ""),
        )
        known = [f"{name}: {value}" for name, value in facts if value]
        yield muted(" · ".join(known) or self.tr("Address, nomination and practice: not known yet"))
        yield from self._group(
            self.tr("Certifications"), map(_certification, person.certifications)
        )
        if person.posts:
            yield label(self.tr("Posts"), "caps")
        for one in person.posts:
            yield self._line(_post(one), partial(self.post_removed.emit, one))
        if person.training:
            yield label(self.tr("Training"), "caps")
        for entry in person.training:
            yield self._line(_training(entry), partial(self.training_removed.emit, entry))
        practice = self.tr("{day}, observed by {name}: {narrative}")
        yield from self._group(
            self.tr("Observed practice"),
            (
                practice.format(
                    day=day(one.observed_on),
                    name=register.names.get(one.by, ""),
                    narrative=" ".join((one.narrative, *_qualities(one))),
                )
                for one in person.practice
            ),
        )

    def _group(self, title: str, sentences: Iterable[str]) -> Iterator[QWidget]:
        found = list(sentences)
        if found:
            yield label(title, "caps")
        for sentence in found:
            yield label(sentence, wrap=True)

    def _line(self, sentence: str, remove: Callable[[], object]) -> QWidget:
        text = label(sentence, wrap=True)
        button = QPushButton(self.tr("Take out"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{button.text()}: {sentence}")
        button.clicked.connect(remove)
        made = QWidget()
        laid = row(text, button, gap=Space.S)
        laid.setStretchFactor(text, 1)
        made.setLayout(laid)
        button.setVisible(self._may_change)
        return made

    def _connect(self) -> None:
        self.edit.clicked.connect(lambda: self.profile.ask_for(self.person))
        self.add_post.clicked.connect(lambda: self.post.ask())
        self.add_training.clicked.connect(lambda: self.training.ask())
        self.add_practice.clicked.connect(
            lambda: self.practice.ask(
                self.tr("What you saw yourself. There are no scores, and it is never changed.")
            )
        )
        self.find_invalid.clicked.connect(lambda: self.scope.ask_for(self.person))
        self.print.clicked.connect(self.print_asked)


def _certification(one: Certification) -> str:
    units = ", ".join(sorted(one.unit_codes)) or translate("AssessorCard", "every unit")
    said = f"{one.number} · {one.framework_code}: {units} · {capital(one.route)} · {one.authority}"
    said += f" · {day(one.starts)} – {day(one.ends)}"
    if one.withdrawn_on is not None:
        said += " · " + translate("AssessorCard", "withdrawn from {day}").format(
            day=day(one.withdrawn_on)
        )
    return said


def _post(one: StaffPost) -> str:
    until = day(one.ends) if one.ends else translate("AssessorCard", "now")
    as_what = f", {one.role}" if one.role else ""
    return f"{capital(one.kind)}: {one.employer}{as_what}, {day(one.starts)} – {until}"


def _training(one: TrainingEntry) -> str:
    hours = translate("AssessorCard", "{hours} hours").format(hours=one.hours)
    parts = (capital(one.kind), one.title, one.provider, hours, day(one.ends), one.certificate)
    return " · ".join(part for part in parts if part)


def _qualities(one: ObservedPractice) -> Iterator[str]:
    for name, found in (
        (translate("AssessorCard", "Seen: {what}."), one.seen),
        (translate("AssessorCard", "To work on: {what}."), one.to_work_on),
    ):
        if found:
            yield name.format(what="; ".join(words(each) for each in found))


def _counted(one: WorkCount) -> str:
    named = " ".join(part for part in (one.unit_code, one.result) if part)
    return f"{named} × {one.count}" if named else str(one.count)
