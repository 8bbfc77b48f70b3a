"""The next four weeks of whoever assesses: what is due and planned, and two places at one time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.workload import CalendarEntry, Load, clashes, on_day
from core.ports.desk import Desk
from desktop.models.rows import Column, RowsModel
from desktop.presenters.session import Session
from desktop.texts import capital
from desktop.views.administration.parts import Section
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day, minute
from desktop.widgets.page_head import PageHead

AHEAD: Final = timedelta(weeks=4)

Read = tuple[Sequence[CalendarEntry], Sequence[Load]]


class CalendarPage(Section):
    """By person and day. What cannot be at one time is said in words, and decided by people."""

    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Calendar")
        self.head = PageHead(self.title, "")
        self._desk = session.desk
        self._loads: dict[object, Load] = {}
        self._clashes: frozenset[CalendarEntry] = frozenset()
        columns: list[Column[CalendarEntry]] = [
            Column(self.tr("Who"), lambda one: one.name),
            Column(self.tr("When"), _when),
            Column(self.tr("What"), lambda one: capital(one.kind)),
            Column(self.tr("Case"), lambda one: one.reference),
            Column(self.tr("Where"), lambda one: one.place),
            Column(self.tr("Clashes"), self._look_at),
        ]
        self.model: RowsModel[CalendarEntry] = RowsModel(columns)
        self.table = DataTable(self.tr("The next four weeks"))
        widths = {0: 160, 1: 150, 2: 190, 3: 120, 5: 240}
        self.table.set_model(self.model, stretch=4, widths=widths)
        self.table.say_when_empty(self.tr("Nothing is due or planned in the next four weeks."))
        self.table.opened.connect(self._on_opened)
        shown = Card(self.table.accessibleName())
        shown.add(self.table)
        self.build(shown)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 12)

    def panes(self) -> Sequence[QWidget]:
        """The list."""
        return (self.table,)

    def refresh(self) -> None:
        """Read it again."""
        desk = self._desk
        self.acting.do(lambda: read_calendar(desk), self._show)

    def _show(self, read: Read) -> None:
        entries, loads = read
        self._loads = {one.staff_id: one for one in loads}
        self._clashes = clashes(entries)
        self.model.set_rows(entries)
        people = {one.staff_id: one.name for one in entries}
        said = [
            self.tr("{name}: {open} open cases").format(name=name, open=self._loads[who].open)
            for who, name in people.items()
            if who in self._loads
        ]
        if self._clashes:
            said.append(self.tr("Conflicts of time: {count}").format(count=len(self._clashes)))
        self.head.set_title(self.title, " · ".join(said))

    def _look_at(self, one: CalendarEntry) -> str:
        return self.tr("at two places within three hours") if one in self._clashes else ""

    def _on_opened(self, place: int) -> None:
        case_id = self.model.row(place).case_id
        if case_id is not None:
            self.case_opened.emit(case_id)


def read_calendar(desk: Desk) -> Read:
    """Read the next four weeks, from the beginning of today. A job."""
    today = desk.clock.today()
    since, until = _begin(today), _begin(today + AHEAD)
    return desk.lists.calendar(today, today + AHEAD, since, until), desk.lists.workload()


def _begin(day_: date) -> datetime:
    return datetime.combine(day_, time()).astimezone().astimezone(UTC)


def _when(one: CalendarEntry) -> str:
    return minute(one.at) if one.at is not None else day(on_day(one))
