"""Staff: who works here, as what, certified for what and until when; and adding a person."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from core.domain.people import AssessorRoute, Certification, Role, Staff
from core.domain.rules import holds_role
from core.services import administering
from core.services.key_care import report_key
from core.services.setting_up import NewCertification, NewPerson
from core.services.signing_in import staff_key_name
from credentials.key_report import Loss
from desktop.models.rows import Column, RowsModel
from desktop.presenters.administration.my_keys import strength_at
from desktop.presenters.administration.staff import Person, StaffOnPage, read_staff
from desktop.presenters.session import Session
from desktop.texts import words
from desktop.theme import Icon, look
from desktop.views.administration.add_person import AddPersonPanel
from desktop.views.administration.parts import Section, main_action
from desktop.views.administration.person_card import PersonCard
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.page_head import PageHead
from desktop.widgets.search_field import SearchField
from desktop.widgets.undo_bar import UndoBar


class StaffPage(Section):
    """An administrator changes; a registrar looks."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Staff and certifications")
        self._session = session
        may = not holds_role(session.sitting.staff, Role.ADMINISTRATOR)
        self.add = main_action(Icon.ADD, self.tr("Add a person…"))
        if not may:  # shown before it has a parent it would be a window of its own
            self.add.hide()
        self.head = PageHead(self.title, "", (self.add,))
        self._page: StaffOnPage | None = None
        self._wanted = ""
        self.search_field = SearchField(self.tr("Name, number, role or framework"))
        self.table = DataTable(self.title)
        self.undo = UndoBar()
        self.card = PersonCard(may_change=may)
        self.panel = AddPersonPanel()
        people = Card(self.tr("People"))
        people.add(self.search_field, self.table)
        self.build(self.panel, people, self.card, above=(self.undo,))
        self._make_table()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """The list, the person."""
        return (self.table, self.card)

    def refresh(self) -> None:
        """Read everybody again."""
        desk = self._session.desk
        self.acting.do(lambda: read_staff(desk), self._show)

    def go_to(self, number: str) -> None:
        """Choose the person with this number, if there is one."""
        for place, person in enumerate(self.model.rows):
            if person.staff.person_number == number:
                self.table.go_to(place)

    # -- the list ---------------------------------------------------------------------------------

    def _make_table(self) -> None:
        columns: list[Column[Person]] = [
            Column(self.tr("Name"), lambda one: one.staff.name),
            Column(self.tr("Number"), lambda one: one.staff.person_number),
            Column(self.tr("Roles"), _roles),
            Column(self.tr("Certified until"), self._until),
            Column(self.tr("Key"), self._key),
        ]
        self.model = RowsModel(columns)
        self.table.set_model(self.model, stretch=2, widths={0: 220, 1: 72, 3: 120, 4: 86})
        self.table.say_when_empty(self.tr("Nobody is like that."))
        self.table.moved.connect(self._on_moved)
        look().changed.connect(self._fit)
        self._fit()

    def _until(self, one: Person) -> str:
        if self._page is None or not one.certifications:
            return ""
        ends = one.ends(self._page.today)
        if ends is None:
            return self.tr("not any more")
        if one.ends_soon(self._page.today):
            return self.tr("{day}, soon").format(day=day(ends))
        return day(ends)

    def _key(self, one: Person) -> str:
        if not one.staff.active:
            return self.tr("left")
        return words(one.standing) if one.standing is not None else self.tr("not listed")

    def _show(self, page: StaffOnPage) -> None:
        self._page = page
        chosen = self.card.person
        rows = [one for one in page.people if one.sought(self._wanted)]
        self.model.set_rows(rows)
        places = [
            place
            for place, one in enumerate(rows)
            if chosen is not None and one.staff.id == chosen.staff.id
        ]
        if places:
            self.table.go_to(places[0])
        self.card.setVisible(bool(rows))
        if rows:
            self._on_moved(max(self.table.row, 0))
        working = sum(one.staff.active for one in page.people)
        soon = sum(one.ends_soon(page.today) for one in page.people)
        said = self.tr("{count} people work here.").format(count=working)
        if soon:
            said += " " + self.tr("Certifications that end soon: {count}.").format(count=soon)
        self.head.set_title(self.title, said)

    def _on_moved(self, place: int) -> None:
        if self._page is not None and 0 <= place < len(self.model.rows):
            self.card.show_person(self.model.row(place), self._page)

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        if self._page is not None:
            self._show(self._page)

    # -- adding -----------------------------------------------------------------------------------

    def add_person(self, person: NewPerson) -> None:
        """Enrol the person with the passphrase that was typed."""
        desk, by = self._session.desk, self._session.sitting
        self.acting.do(
            lambda: administering.add_person(desk, by, person, strength=strength_at(desk)),
            self._on_added,
        )

    def _on_added(self, staff: Staff) -> None:
        self.panel.close_panel()
        number = staff.person_number
        said = self.tr("{name} can sign in now.").format(name=staff.name)
        what_next = self.tr("Assessors and verifiers also need a certification and a key request.")
        self._wanted = ""
        self.search_field.clear()
        desk = self._session.desk

        def shown(page: StaffOnPage) -> None:
            self._show(page)
            self.go_to(number)
            self.say_done(said, what_next)

        self.acting.do(lambda: read_staff(desk), shown)

    # -- one person -------------------------------------------------------------------------------

    def _change(self, job: Callable[[], object], sentence: str, undo: Callable[[], object]) -> None:
        self.banner.clear()

        def done(_: object) -> None:
            self.undo.offer(sentence, undo)
            self.refresh()

        self.acting.do(job, done)

    def set_active(self, *, active: bool) -> None:
        """Let the person who is shown go, or come back."""
        person = self.card.person
        if person is None:
            return
        staff, desk, by = person.staff, self._session.desk, self._session.sitting

        def change(to: bool) -> Callable[[], object]:
            return lambda: administering.set_active(desk, by, staff.id, active=to)

        words_of = (
            self.tr("{name} works here again.")
            if active
            else self.tr("{name} cannot sign in any more. Have the agency retire the key.")
        )
        self._change(
            change(active),
            words_of.format(name=staff.name),
            lambda: self._quietly(change(not active)),
        )

    def set_roles(self, roles: frozenset[Role]) -> None:
        """Give the person who is shown other roles."""
        person = self.card.person
        if person is None:
            return
        staff, desk, by = person.staff, self._session.desk, self._session.sitting
        self._change(
            lambda: administering.set_roles(desk, by, staff.id, roles),
            self.tr("The roles of {name} are changed.").format(name=staff.name),
            lambda: self._quietly(
                lambda: administering.set_roles(desk, by, staff.id, staff.roles),
            ),
        )

    def withdraw(self, one: Certification, *, withdrawn: bool) -> None:
        """Withdraw a certification from today on, or give it back."""
        desk, by = self._session.desk, self._session.sitting

        def change(on: date | None) -> Callable[[], object]:
            return lambda: administering.withdraw_certification(desk, by, one.id, on)

        said = (
            self.tr("{number} is withdrawn from today on. Tell the agency.")
            if withdrawn
            else self.tr("{number} stands again.")
        )
        self._change(
            change(desk.clock.today() if withdrawn else None),
            said.format(number=one.number),
            lambda: self._quietly(change(one.withdrawn_on)),
        )

    def certify(self) -> None:
        """Record the certification that was typed."""
        card, desk, by = self.card, self._session.desk, self._session.sitting
        starts, ends = card.starts.value(), card.ends.value()
        route, framework = card.route.value(), card.framework.value()
        if starts is None or ends is None:
            field = card.starts if starts is None else card.ends
            self.lacks(self.tr("Write the first and the last day as year-month-day."), field)
            return
        if card.person is None or not isinstance(route, AssessorRoute):
            return
        staff_id = card.person.staff.id
        new = NewCertification(
            number=card.number.text(),
            authority=card.authority.text(),
            framework_code=str(framework),
            unit_codes=card.unit_codes(),
            route=route,
            starts=starts,
            ends=ends,
        )
        self.acting.do(
            lambda: administering.certify_person(desk, by, staff_id, new),
            self._on_certified,
        )

    def _on_certified(self, _: object) -> None:
        self.card.certify_panel.close_panel()
        self.say_done(
            self.tr("The certification is recorded."),
            self.tr("The person now makes a key request under My keys and sends it to the agency."),
        )
        self.refresh()

    def report_lost(self) -> None:
        """Write the unsigned report that a person's key is lost."""
        person = self.card.person
        if person is None:
            return
        desk, by = self._session.desk, self._session.sitting.staff.id
        name, number = staff_key_name(person.staff.id), person.staff.person_number

        def job() -> bytes:
            now = desk.clock.now().replace(microsecond=0)
            return report_key(desk, name, Loss.LOST, now, by=by)

        self.acting.do(
            job,
            lambda raw: self.save_as(
                f"key-report-{number}.json",
                raw,
                self.tr(
                    "Send it to the agency. It is not signed: they ring back and ask you to read "
                    "the fingerprint below."
                ),
            ),
        )

    def _quietly(self, job: Callable[[], object]) -> None:
        self.acting.do(job, lambda _: self.refresh())

    def _connect(self) -> None:
        self.add.clicked.connect(self._ask)
        self.panel.person_given.connect(self.add_person)
        self.panel.lacking.connect(self.lacks)
        self.search_field.searched.connect(self._on_searched)
        self.search_field.went_down.connect(self.table.setFocus)
        self.card.active_asked.connect(lambda active: self.set_active(active=active))
        self.card.roles_asked.connect(self.set_roles)
        self.card.certify_asked.connect(self.certify)
        self.card.report_asked.connect(self.report_lost)
        self.card.withdrawal_asked.connect(
            lambda one, withdrawn: self.withdraw(one, withdrawn=withdrawn)
        )

    def _ask(self) -> None:
        self.banner.clear()
        self.panel.begin()

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(190))


def _roles(one: Person) -> str:
    return ", ".join(words(role) for role in Role if role in one.staff.roles)
