"""The complaints log: received, given to somebody who is not concerned, answered, closed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from core.domain.complaints import Complaint
from core.domain.rules import Rule
from core.domain.rules.fairness import leads_quality, may_close, may_handle
from core.ids import StaffId
from core.services import handling_complaints
from desktop.models.rows import Column, RowsModel
from desktop.presenters.quality.reading import ComplaintLine, ComplaintsOnPage, read_complaints
from desktop.presenters.session import Session
from desktop.texts import refusal_texts
from desktop.theme import Icon, Space, look
from desktop.views.administration.parts import AskPanel, Section, action, main_action, muted
from desktop.views.narrow import narrow
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.form import Form
from desktop.widgets.layouts import label, row
from desktop.widgets.page_head import PageHead
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit, SavingTextEdit


class ComplaintsPage(Section):
    """Everybody here can enter one; only whoever handles it closes it."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Complaints")
        self._session = session
        self._page: ComplaintsOnPage | None = None
        self.enter = main_action(Icon.ADD, self.tr("Enter a complaint…"))
        self.head = PageHead(self.title, "", (self.enter,))
        self.table = DataTable(self.title)
        self.empty = EmptyPage(
            Icon.NOTE,
            self.tr("Nobody has complained.")
            if not leads_quality(session.sitting.staff)
            else self.tr("No complaint is given to you, and you have taken none."),
            self.tr("A complaint is about anything but a decision; that is an appeal."),
        )
        log = Card(self.tr("Log"))
        log.add(self.table, self.empty)
        self._make_panel()
        self._make_card()
        self._make_table()
        self.build(self.panel, log, self.card)
        self.enter.clicked.connect(self._ask)
        self.panel.given.connect(self._on_entered)
        self.table.moved.connect(self._on_moved)

    def panes(self) -> Sequence[QWidget]:
        """The log, and what is chosen in it."""
        return (self.table, self.card)

    def refresh(self) -> None:
        """Read the log again."""
        desk, me = self._session.desk, self._session.sitting.staff
        self.acting.do(lambda: read_complaints(desk, me), self._show)

    def _show(self, page: ComplaintsOnPage) -> None:
        self._page = page
        self.model.set_rows(page.lines)
        there = bool(page.lines)
        self.table.setVisible(there)
        self.card.setVisible(there)
        self.empty.setVisible(not there)
        count = sum(one.complaint.closed_on is None for one in page.lines)
        said = self.tr("{count} open").format(count=count) if there else ""
        self.head.set_title(self.title, said)
        nobody: list[tuple[object, str]] = [(None, self.tr("Nobody of the staff"))]
        about = self.about_id.value()
        self.about_id.set_choices([*nobody, *((one.id, one.name) for one in page.staff)])
        self.about_id.set_value(about)
        if there:
            self._on_moved(max(self.table.row, 0))

    # -- the one that is chosen -------------------------------------------------------------------

    def _on_moved(self, place: int) -> None:
        if self._page is None or not 0 <= place < len(self.model.rows):
            return
        one, page = self.model.row(place).complaint, self._page
        me = self._session.sitting.staff
        self._what.setText(one.what)
        facts = [one.complainant, one.about, self._name(one.about_id)]
        taken = self.tr("taken by {name}").format(name=self._name(one.taken_by))
        self._facts.setText(" · ".join(filter(None, [*facts, day(one.received_on), taken])))
        free = [who for who in page.staff if not may_handle(one, who, page.staff)]
        self.handler.set_choices([(who.id, who.name) for who in free])
        self.handler.set_value(one.handler_id)
        closed = one.closed_on is not None
        self.give.setVisible(not closed and not leads_quality(me))
        done = [
            it for it in may_close(one, me, page.staff) if it.rule == Rule.COMPLAINT_CLOSED.value
        ]
        set_reasons(self.handler, refusal_texts([*done, *leads_quality(me)]))
        self.outcome.set_value(one.outcome)
        mine = one.handler_id == me.id and not closed
        self.outcome.setReadOnly(not mine)
        self.finish.setVisible(mine)
        against = may_close(one, me, page.staff)
        who = self._name(one.handler_id)
        if closed:
            said = self.tr("Closed on {day}.").format(day=day(one.closed_on))
        elif mine:
            said = self.tr("Write what came of it, then close it.")
        elif against and who:
            said = self.tr("{name} handles it.").format(name=who)
        else:
            said = self.tr("An administrator or the lead verifier gives it to somebody.")
        self._state.setText(said)

    def _chosen(self) -> Complaint | None:
        at = self.table.row
        return self.model.row(at).complaint if 0 <= at < len(self.model.rows) else None

    def give_to_chosen(self) -> None:
        """Give the complaint to whom was chosen."""
        one, who = self._chosen(), self.handler.value()
        staff = self._page.staff if self._page is not None else ()
        to = next((person.id for person in staff if person.id == who), None)
        desk, by = self._session.desk, self._session.sitting
        if one is not None and to is not None:
            self._do(
                lambda: handling_complaints.give_complaint(desk, by, one.id, to),
                self.tr("{name} handles it.").format(name=self._name(to)),
            )

    def close_chosen(self) -> None:
        """Close it with the outcome that is written."""
        one, outcome = self._chosen(), self.outcome.value()
        if one is None:
            return
        if not outcome:
            self.lacks(self.tr("Write first what came of it."), self.outcome)
            return
        desk, by = self._session.desk, self._session.sitting
        today = desk.clock.today()
        self._do(
            lambda: handling_complaints.close_complaint(desk, by, one.id, outcome, today),
            self.tr("The complaint is closed."),
        )

    def _save_outcome(self, outcome: str) -> None:
        one = self._chosen()
        if one is not None and outcome and outcome != one.outcome and not self.outcome.isReadOnly():
            desk, by = self._session.desk, self._session.sitting
            self.acting.do(
                lambda: handling_complaints.write_outcome(desk, by, one.id, outcome),
                lambda _: self.refresh(),
            )

    # -- entering ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.banner.clear()
        for field in (self.complainant, self.about, self.what):
            field.clear()
        self.received.set_value(self._session.desk.clock.today())
        self.panel.ask()

    def _on_entered(self) -> None:
        received = self.received.value()
        if received is None:
            self.lacks(self.tr("Write the day as year-month-day."), self.received)
            return
        if not self.what.value():
            self.lacks(self.tr("Write what is complained of."), self.what)
            return
        who = self.about_id.value()
        staff = self._page.staff if self._page is not None else ()
        desk, by = self._session.desk, self._session.sitting
        complainant, about, what = self.complainant.text(), self.about.text(), self.what.value()
        about_id = next((one.id for one in staff if one.id == who), None)
        self._do(
            lambda: handling_complaints.receive_complaint(
                desk,
                by,
                complainant=complainant,
                about=about,
                about_id=about_id,
                what=what,
                received_on=received,
            ),
            self.tr("The complaint is in the log."),
        )

    def _do(self, job: Callable[[], Complaint], said: str) -> None:
        def done(_: Complaint) -> None:
            self.panel.close_panel()
            self.say_done(said)
            self.refresh()
            self.table.setFocus()

        self.acting.do(job, done)

    def _name(self, who: StaffId | None) -> str:
        staff = self._page.staff if self._page is not None else ()
        return next((one.name for one in staff if one.id == who), "")

    # -- how it is laid out -----------------------------------------------------------------------

    def _make_table(self) -> None:
        columns: list[Column[ComplaintLine]] = [
            Column(self.tr("Received"), lambda one: day(one.complaint.received_on)),
            Column(self.tr("About"), self._about),
            Column(self.tr("What"), lambda one: one.complaint.what),
            Column(self.tr("Handled by"), lambda one: self._name(one.complaint.handler_id)),
            Column(self.tr("Closed"), lambda one: day(one.complaint.closed_on)),
        ]
        self.model = RowsModel(columns)
        self.table.set_model(self.model, stretch=2, widths={0: 100, 1: 170, 3: 140, 4: 100})
        look().changed.connect(self._fit)
        self._fit()

    def _about(self, one: ComplaintLine) -> str:
        complaint = one.complaint
        return ", ".join(filter(None, (self._name(complaint.about_id), complaint.about)))

    def _make_card(self) -> None:
        self.card = Card(self.tr("The complaint"))
        self._what, self._facts = label("", wrap=True), muted()
        self._state = label("", "strong", wrap=True)
        self.handler, self.outcome = SavingChoice(), SavingTextEdit(lines=3)
        narrow(self.handler)
        self.give = action(Icon.PERSON, self.tr("Give it to this person"))
        self.finish = action(Icon.DONE, self.tr("Close it"))
        form = Form()
        form.add(self.tr("Handled by"), self.handler)
        form.add(self.tr("What came of it"), self.outcome)
        buttons = row(self.give, self.finish, None, gap=Space.S)
        self.card.add(self._what, self._facts, self._state, form, buttons)
        self.give.clicked.connect(self.give_to_chosen)
        self.finish.clicked.connect(self.close_chosen)
        self.outcome.saved.connect(self._save_outcome)

    def _make_panel(self) -> None:
        self.panel = AskPanel(self.tr("Put it into the log"), columns=2)
        self.complainant, self.about = SavingLineEdit(), SavingLineEdit()
        self.about_id, self.received = SavingChoice(), SavingDate()
        self.what = SavingTextEdit(lines=3)
        narrow(self.about_id)
        hint = self.tr("Empty: without a name")
        self.panel.add(self.tr("Who complains"), self.complainant, hint=hint)
        self.panel.add(self.tr("Received on"), self.received)
        self.panel.add(self.tr("About a member of staff"), self.about_id)
        self.panel.add(self.tr("About something else"), self.about)
        self.panel.add(self.tr("What is complained of"), self.what, wide=True)

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(190))
