"""The register of assessors: who may assess, what is kept of them, and what is to be renewed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Role
from core.domain.rules import holds_role
from core.ports.lists import WaitingConflict
from core.services.reading_assessors import Assessor, Register, read_register
from desktop.models.rows import Column, RowsModel
from desktop.presenters.session import Session
from desktop.texts import capital, words
from desktop.texts.upkeep import upkeep_text
from desktop.theme import look
from desktop.views.administration.assessor_acts import AssessorActs
from desktop.views.administration.assessor_card import AssessorCard
from desktop.views.administration.parts import Section, muted
from desktop.views.administration.requirements_card import RequirementsCard
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.page_head import PageHead
from desktop.widgets.search_field import SearchField


class AssessorsPage(Section):
    """An administrator changes; others of the centre look and print."""

    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Assessors")
        self.head = PageHead(self.title, "")
        self._session = session
        self._wanted = ""
        self.register: Register | None = None
        may = not holds_role(session.sitting.staff, Role.ADMINISTRATOR)
        self.conflicts = self._make_conflicts()
        self.search_field = SearchField(self.tr("Name, number or framework"))
        self.table = self._make_table()
        self.card = AssessorCard(may_change=may)
        self.requirements = RequirementsCard(may_change=may)
        self.acts = AssessorActs(self, session)
        people = Card(self.tr("Who may assess and verify"))
        people.add(self.search_field, self.table)
        self.build(self._waiting, people, self.card, self.requirements)
        self.search_field.textChanged.connect(self._on_searched)
        look().changed.connect(self._fit)
        self._fit()

    def panes(self) -> Sequence[QWidget]:
        """The conflicts that wait, the list, the person."""
        return (self.conflicts, self.table, self.card)

    def refresh(self) -> None:
        """Read everybody again."""
        desk = self._session.desk
        self.acting.do(lambda: (read_register(desk), desk.lists.waiting_conflicts()), self._show)

    def go_to(self, number: str) -> None:
        """Choose the person with this number, if there is one."""
        for place, one in enumerate(self.model.rows):
            if one.staff.person_number == number:
                self.table.go_to(place)

    def _make_conflicts(self) -> DataTable:
        columns: list[Column[WaitingConflict]] = [
            Column(self.tr("Declared by"), lambda one: one.person),
            Column(self.tr("For"), lambda one: words(one.duty)),
            Column(self.tr("Worker"), lambda one: one.worker),
            Column(self.tr("What it is"), lambda one: one.what),
            Column(self.tr("Since"), lambda one: day(one.at)),
        ]
        self.waiting: RowsModel[WaitingConflict] = RowsModel(columns)
        table = DataTable(self.tr("Conflicts of interest that wait for a decision"))
        table.set_model(self.waiting, stretch=3, widths={0: 150, 1: 100, 2: 150, 4: 110})
        table.opened.connect(lambda place: self.case_opened.emit(self.waiting.row(place).case_id))
        self._waiting = Card(table.accessibleName())
        self._waiting.add(muted(self.tr("Enter opens the case; it is decided there.")), table)
        self._waiting.hide()
        return table

    def _make_table(self) -> DataTable:
        columns: list[Column[Assessor]] = [
            Column(self.tr("Name"), lambda one: one.staff.name),
            Column(self.tr("Number"), lambda one: one.staff.person_number),
            Column(self.tr("Route"), _routes),
            Column(self.tr("Scope"), self._scope),
            Column(self.tr("Open cases"), lambda one: str(one.load.open), right=True),
            Column(self.tr("To renew"), self._to_renew),
        ]
        self.model: RowsModel[Assessor] = RowsModel(columns)
        table = DataTable(self.title)
        table.set_model(self.model, stretch=5, widths={0: 140, 1: 72, 2: 190, 3: 150, 4: 90})
        table.say_when_empty(self.tr("Nobody is like that."))
        table.moved.connect(self._on_moved)
        return table

    def _scope(self, one: Assessor) -> str:
        today = self.register.today if self.register else None
        standing = [each for each in one.certifications if today and each.in_force(today)]
        return ", ".join(sorted({each.framework_code for each in standing})) or self.tr("none")

    def _to_renew(self, one: Assessor) -> str:
        if not one.staff.active:
            return self.tr("does not work here any more")
        return " ".join(upkeep_text(each) for each in one.warnings)

    def _show(self, read: tuple[Register, Sequence[WaitingConflict]]) -> None:
        self.register, waiting = read
        self.waiting.set_rows(waiting)
        self._waiting.setVisible(bool(waiting))
        chosen = self.card.person
        rows = [one for one in self.register.people if _sought(one, self._wanted)]
        self.model.set_rows(rows)
        for place, one in enumerate(rows):
            if chosen is not None and one.staff.id == chosen.staff.id:
                self.table.go_to(place)
        self.card.setVisible(bool(rows))
        if rows:
            self._on_moved(max(self.table.row, 0))
        self.requirements.show_register(self.register)
        due = sum(bool(one.warnings) for one in self.register.people)
        said = self.tr("{count} people assess or verify here.").format(count=len(rows))
        if due:
            said += " " + self.tr("To renew something: {count}.").format(count=due)
        self.head.set_title(self.title, said)
        self._fit()

    def _on_moved(self, place: int) -> None:
        if self.register is not None and 0 <= place < len(self.model.rows):
            person = self.model.row(place)
            other = self.card.person is None or self.card.person.staff.id != person.staff.id
            self.card.show_person(person, self.register)
            if other or self.card.work is None:
                self.acts.read_work(person)

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        if self.register is not None:
            self._show((self.register, self.waiting.rows))

    def _fit(self) -> None:
        for table, rows, most in ((self.table, self.model, 8), (self.conflicts, self.waiting, 4)):
            high = table.verticalHeader().defaultSectionSize()
            table.setFixedHeight(high * (min(max(rows.rowCount(), 1), most) + 1) + 4)


def _routes(one: Assessor) -> str:
    return ", ".join(sorted({capital(each.route) for each in one.certifications}))


def _sought(one: Assessor, wanted: str) -> bool:
    scope = " ".join(each.framework_code for each in one.certifications)
    text = f"{one.staff.name} {one.staff.person_number} {scope}".casefold()
    return all(word in text for word in wanted.casefold().split())
