"""The appeals log: what is open first, by the day it is due; and the centre's terms of appeal."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Role
from core.domain.rules import holds_role
from core.domain.rules.fairness import leads_quality
from core.services.giving_feedback import set_terms
from desktop.models.rows import Column, RowsModel
from desktop.presenters.quality.reading import AppealLine, AppealsOnPage, read_log
from desktop.presenters.session import Session
from desktop.texts import capital
from desktop.theme import Icon, look
from desktop.views.administration.parts import AskPanel, Section, action, muted
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingLineEdit

MAX_DIGITS = 3


class AppealsPage(Section):
    """Enter opens an appeal. `opened(AppealId)`."""

    opened = Signal(object)
    cases_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Appeals")
        self._session = session
        self._page: AppealsOnPage | None = None
        self._may_set = not holds_role(session.sitting.staff, Role.ADMINISTRATOR)
        self.set_terms = action(Icon.CALENDAR, self.tr("Terms of appeal…"))
        if not self._may_set:
            self.set_terms.hide()
        self.head = PageHead(self.title, "", (self.set_terms,))
        self._terms = muted()
        self.table = DataTable(self.title)
        leads = not leads_quality(session.sitting.staff)
        self.empty = EmptyPage(
            Icon.RETURN,
            self.tr("Nobody has appealed.")
            if leads
            else self.tr("No appeal is given to you, and none is against a decision of yours."),
            self.tr("An appeal is put into the log on the page of its case: “Record an appeal…”."),
            button=self.tr("Go to the cases"),
        )
        log = Card(self.tr("Log"))
        log.add(column(self.table, self.empty))
        self._make_panel()
        self._make_table()
        self.build(self.panel, self._terms, log)
        self.table.opened.connect(self._on_opened)
        self.empty.acted.connect(self.cases_asked)
        self.set_terms.clicked.connect(self._ask)
        self.panel.given.connect(self._on_terms)

    def panes(self) -> Sequence[QWidget]:
        """The log."""
        return (self.table,)

    def refresh(self) -> None:
        """Read the log again."""
        desk, me = self._session.desk, self._session.sitting.staff
        self.acting.do(lambda: read_log(desk, me), self._show)

    def _show(self, page: AppealsOnPage) -> None:
        self._page = page
        self.model.set_rows(page.lines)
        self.table.setVisible(bool(page.lines))
        self.empty.setVisible(not page.lines)
        count = sum(one.found.answer is None for one in page.lines)
        late = sum(one.found.overdue(page.today) for one in page.lines)
        said = self.tr("{count} to be answered").format(count=count) if page.lines else ""
        if late:
            said += self.tr(", {count} of them overdue").format(count=late)
        self.head.set_title(self.title, said)
        self._terms.setText(self._terms_in_words(page))

    def _terms_in_words(self, page: AppealsOnPage) -> str:
        terms = page.terms
        if terms.appeal_days is None:
            worker = self.tr("No time for appealing is set: the letter says “ask the centre”.")
        else:
            worker = self.tr("A worker can appeal for {days} days after the letter.")
        if terms.answer_days is None:
            centre = self.tr("No time for answering is set, so no appeal has a due day.")
        else:
            centre = self.tr("The centre answers within {answer} days.")
        said = f"{worker} {centre}".format(days=terms.appeal_days, answer=terms.answer_days)
        if terms.appeal_days is None or terms.answer_days is None:
            said += " " + self.tr("An administrator sets it as the agency's rules have it.")
        return said

    def _make_table(self) -> None:
        columns: list[Column[AppealLine]] = [
            Column(self.tr("Due"), self._due),
            Column(self.tr("Worker"), lambda one: one.case.worker),
            Column(self.tr("Against"), lambda one: capital(one.found.appeal.subject)),
            Column(self.tr("State"), self._state),
            Column(self.tr("Reviewer"), self._reviewer),
            Column(self.tr("Reference"), lambda one: one.case.reference),
        ]
        self.model = RowsModel(columns)
        self.table.set_model(self.model, stretch=1, widths={0: 160, 2: 170, 3: 150, 4: 130, 5: 130})
        look().changed.connect(self._fit)
        self._fit()

    def _due(self, one: AppealLine) -> str:
        if one.found.answer is not None:
            return self.tr("answered {day}").format(day=day(one.found.answer.on))
        if one.found.paused:
            return self.tr("rests")
        if one.found.due is None:
            return self.tr("no term set")
        if self._page is not None and one.found.overdue(self._page.today):
            return self.tr("{day} · overdue").format(day=day(one.found.due))
        return day(one.found.due)

    def _state(self, one: AppealLine) -> str:
        answer = one.found.answer
        if answer is not None and answer.outcome is not None:
            return capital(answer.outcome)
        last = one.found.events[-1].step if one.found.events else None
        return capital(last) if last is not None else self.tr("Received")

    def _reviewer(self, one: AppealLine) -> str:
        return self._page.name_of(one.found.reviewer_id) if self._page is not None else ""

    def _on_opened(self, place: int) -> None:
        self.opened.emit(self.model.row(place).found.appeal.id)

    # -- terms ------------------------------------------------------------------------------------

    def _make_panel(self) -> None:
        self.panel = AskPanel(self.tr("Set the terms"), columns=2)
        self.appeal_days = SavingLineEdit(max_length=MAX_DIGITS)
        self.answer_days = SavingLineEdit(max_length=MAX_DIGITS)
        self.to_whom = SavingLineEdit()
        hint = self.tr("Empty: the letter says “ask the centre”")
        self.panel.add(self.tr("Days in which a worker can appeal"), self.appeal_days, hint=hint)
        hint = self.tr("Empty: appeals have no due day")
        self.panel.add(self.tr("Days in which the centre answers"), self.answer_days, hint=hint)
        self.panel.add(self.tr("Who takes appeals"), self.to_whom, wide=True)

    def _ask(self) -> None:
        if self._page is None:
            return
        terms = self._page.terms
        self.appeal_days.setText(str(terms.appeal_days or ""))
        self.answer_days.setText(str(terms.answer_days or ""))
        self.to_whom.setText(terms.to_whom)
        self.panel.ask(self.tr("As the rules of the agency or the centre have it."))

    def _on_terms(self) -> None:
        days = []
        for field in (self.appeal_days, self.answer_days):
            typed = field.text().strip()
            if typed and not (typed.isascii() and typed.isdigit()):
                self.lacks(self.tr("Write a number of days, or nothing."), field)
                return
            days.append(int(typed) if typed else None)
        desk, by, whom = self._session.desk, self._session.sitting, self.to_whom.text()
        appeal, answer = days

        def done(_: object) -> None:
            self.panel.close_panel()
            self.say_done(self.tr("The terms are set; letters printed from now on say them."))
            self.refresh()

        self.acting.do(
            lambda: set_terms(desk, by, appeal_days=appeal, answer_days=answer, to_whom=whom), done
        )

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(230))
