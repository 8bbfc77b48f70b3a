"""Moderation rounds: the list, and opening one on decided cases."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.moderation import ModerationRound
from core.domain.people import Role
from core.domain.rules.fairness import leads_quality
from core.ids import DecisionId, StaffId
from core.services.moderating import open_round
from desktop.models.rows import Column, RowsModel
from desktop.presenters.quality.reading import RoundsOnPage, read_rounds
from desktop.presenters.session import Session
from desktop.texts import refusal_texts
from desktop.theme import Icon, Space, look
from desktop.views.administration.parts import AskPanel, Section, main_action, muted
from desktop.views.narrow import narrow
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingDate, SavingLineEdit

CASES_OFFERED = 8


class ModerationPage(Section):
    """Enter opens a round. `opened(ModerationRoundId)`."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Moderation")
        self._session = session
        self._page: RoundsOnPage | None = None
        self.cases: dict[DecisionId, SavingCheck] = {}
        self.people: dict[StaffId, SavingCheck] = {}
        self._cases, self._people = column(gap=Space.XS), column(gap=Space.XS)
        self._against = leads_quality(session.sitting.staff)
        self.begin = main_action(Icon.ADD, self.tr("Open a round…"))
        if self._against:
            self.begin.hide()
        self.head = PageHead(self.title, "", (self.begin,))
        self.table = DataTable(self.tr("Rounds"))
        reasons = refusal_texts(self._against)
        self.empty = EmptyPage(
            Icon.STAFF,
            self.tr("You are in no moderation round.")
            if reasons
            else self.tr("There was no moderation round yet."),
            reasons[0].mend
            if reasons
            else self.tr("Open one: the same evidence, judged by several, without names."),
        )
        rounds = Card(self.tr("Rounds"))
        rounds.add(self.table, self.empty)
        self._make_panel()
        self._make_table()
        self.build(self.panel, rounds)
        self.begin.clicked.connect(self._ask)
        self.panel.given.connect(self._on_given)
        self.unit.saved.connect(lambda _: self._offer_cases())
        self.table.opened.connect(lambda place: self.opened.emit(self.model.row(place).id))

    def panes(self) -> Sequence[QWidget]:
        """The rounds."""
        return (self.table,)

    def refresh(self) -> None:
        """Read the rounds again."""
        desk = self._session.desk
        self.acting.do(lambda: read_rounds(desk), self._show)

    def _show(self, page: RoundsOnPage) -> None:
        self._page = page
        me = self._session.sitting.staff
        seen = [
            one
            for one in page.rounds
            if not self._against or me.id in (*one.participants, one.moderator_id)
        ]
        self.model.set_rows(seen)
        self.table.setVisible(bool(seen))
        self.empty.setVisible(not seen)
        units = {one.unit.id: one.unit for one in page.decided}
        chosen = self.unit.value()
        self.unit.set_choices(
            [(one.id, f"{one.code}  {one.title.original}") for one in units.values()]
        )
        if chosen in units:
            self.unit.set_value(chosen)
        clear_layout(self._people)
        self.people = {
            one.id: SavingCheck(one.name)
            for one in page.staff
            if one.active and Role.ASSESSOR in one.roles
        }
        for box in self.people.values():
            self._people.addWidget(box)
        self._offer_cases()

    def _offer_cases(self) -> None:
        clear_layout(self._cases)
        decided = self._page.decided if self._page is not None else ()
        of_unit = [one for one in decided if one.unit.id == self.unit.value()][:CASES_OFFERED]
        said = self.tr("{reference}, decided {day}")
        self.cases = {
            one.decision.id: SavingCheck(
                said.format(reference=one.case.reference, day=day(one.decision.decided_on))
            )
            for one in of_unit
        }
        for box in self.cases.values():
            self._cases.addWidget(box)
        if not self.cases:
            none = self.tr("No decision is verified yet: a round rests on decided cases.")
            self._cases.addWidget(muted(none))

    def _ask(self) -> None:
        self.banner.clear()
        self.title_field.clear()
        self.panel.ask(
            self.tr(
                "The participants see the evidence without names and without what the assessor "
                "made of it. What the papers themselves show cannot be hidden."
            )
        )

    def _on_given(self) -> None:
        decided = self._page.decided if self._page is not None else ()
        unit = next((one.unit.id for one in decided if one.unit.id == self.unit.value()), None)
        title = self.title_field.text().strip()
        if unit is None or not title:
            field = self.title_field if unit is not None else self.unit
            self.lacks(self.tr("Give the round a title and a unit."), field)
            return
        cases = [one for one, box in self.cases.items() if box.isChecked()]
        people = [one for one, box in self.people.items() if box.isChecked()]
        desk, by, due = self._session.desk, self._session.sitting, self.due.value()

        def done(made: ModerationRound) -> None:
            self.panel.close_panel()
            self.refresh()
            self.opened.emit(made.id)

        self.acting.do(
            lambda: open_round(
                desk,
                by,
                title=title,
                unit_id=unit,
                decision_ids=cases,
                participants=people,
                due=due,
            ),
            done,
        )

    def _make_table(self) -> None:
        columns: list[Column[ModerationRound]] = [
            Column(self.tr("Title"), lambda one: one.title),
            Column(self.tr("Unit"), self._unit_of),
            Column(self.tr("Cases"), lambda one: str(len(one.decision_ids)), right=True),
            Column(self.tr("People"), lambda one: str(len(one.participants)), right=True),
            Column(self.tr("Due"), lambda one: day(one.due)),
            Column(self.tr("Closed"), lambda one: day(one.closed_on)),
        ]
        self.model = RowsModel(columns)
        self.table.set_model(self.model, stretch=0, widths={1: 130, 2: 70, 3: 70, 4: 110, 5: 110})
        look().changed.connect(self._fit)
        self._fit()

    def _unit_of(self, one: ModerationRound) -> str:
        unit = self._page.units.get(one.unit_id) if self._page is not None else None
        return unit.code if unit is not None else ""

    def _make_panel(self) -> None:
        self.panel = AskPanel(self.tr("Open the round"), columns=2)
        self.title_field, self.unit, self.due = SavingLineEdit(), SavingChoice(), SavingDate()
        narrow(self.unit)
        self.panel.add(self.tr("Title"), self.title_field)
        self.panel.add(self.tr("Due"), self.due)
        self.panel.add(self.tr("Unit"), self.unit, wide=True)
        for words, inside in (
            (self.tr("Evidence of these cases"), self._cases),
            (self.tr("Who judges"), self._people),
        ):
            place = QWidget()
            place.setLayout(inside)
            self.panel.add(words, place)

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(230))
