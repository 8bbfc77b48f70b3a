"""Who is admitted to a test day, by bib number, and whom it could still admit."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.casefile import CaseFile
from core.ids import CaseId
from core.ports.lists import CaseRow
from core.services.holding_test_days import TestDayFile
from desktop.models.rows import Column, RowsModel
from desktop.presenters.reasons import Reason
from desktop.texts import refusal_texts
from desktop.theme import Icon, Space, icon
from desktop.views.case_rows import names
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow
from desktop.widgets.search_field import SearchField

_HIGH = 190


class CandidatesCard(Card):
    """`admitted`, `left_out`, `keyed` and `printed` say a case's id, `looked_for` the words."""

    admitted = Signal(object)  # CaseId
    left_out = Signal(object)  # CaseId
    looked_for = Signal(str)
    keyed = Signal(object)  # CaseId
    printed = Signal(object)  # CaseId

    def __init__(self) -> None:
        super().__init__(self.tr("Candidates"))
        self._found: TestDayFile | None = None
        self.admissions = DataTable(self.tr("Admitted"))
        self.admissions.say_when_empty(self.tr("Nobody is admitted yet."))
        self._in = self._admitted_model()
        self.others = DataTable(self.tr("Candidates who claim a unit of the day"))
        self.others.say_when_empty(self.tr("No other open case claims a unit of this day."))
        self._out = self._other_model()
        self.search = SearchField(self.tr("Name, reference or unit"))
        self.search.searched.connect(self.looked_for)
        self.remove = QPushButton(icon(Icon.REMOVE), self.tr("Leave out"))
        self.key_in = QPushButton(icon(Icon.KEYS), self.tr("Key in the checklist…"))
        self.print = QPushButton(icon(Icon.PRINT), self.tr("Print this checklist…"))
        self.print.clicked.connect(lambda: self._emit(self.printed, self._chosen_in()))
        self.admit = QPushButton(icon(Icon.ADD), self.tr("Admit"))
        self.remove.clicked.connect(lambda: self._emit(self.left_out, self._chosen_in()))
        self.key_in.clicked.connect(lambda: self._emit(self.keyed, self._chosen_in()))
        self.admit.clicked.connect(lambda: self._emit(self.admitted, self._chosen_out()))
        self.others.opened.connect(lambda _: self._emit(self.admitted, self._chosen_out()))
        self._against = label("", "muted", wrap=True)
        self._choose = QWidget()
        self._choose.setLayout(
            column(row(self.search, self.admit, gap=Space.S), self.others, gap=Space.S)
        )
        for table in (self.admissions, self.others):
            table.setMinimumHeight(_HIGH)
        self.admissions.moved.connect(lambda _: self._say_against())
        self.add(
            self.admissions,
            row(self.key_in, self.print, self.remove, self._against, None),
            self._choose,
        )

    def show_day(self, found: TestDayFile) -> None:
        """Show who is admitted."""
        self._found = found
        self._in.set_rows(found.admitted)
        day = found.day
        said = self.tr("{admitted} of {places} places").format(
            admitted=len(day.cases), places=day.capacity
        )
        self.set_title(self.tr("Candidates"), said)
        self._choose.setVisible(not day.held)
        self.remove.setVisible(not day.held and bool(day.cases))
        for button in (self.key_in, self.print):
            button.setVisible(day.held and bool(found.tasks))
        self._say_against()

    def show_candidates(self, rows: Sequence[CaseRow]) -> None:
        """Show whom the day could still admit."""
        self._out.set_rows(rows)
        nobody = Reason(
            self.tr("A case is admitted that is under assessment and claims a unit of the day."),
            self.tr("No such case fits what is written above."),
            self.tr("Search for another name, or the advisor hands the portfolio over first."),
        )
        allow(self.admit, bool(rows), nobody)

    def _chosen_in(self) -> CaseId | None:
        at = self.admissions.row
        return self._in.row(at)[1].case.id if 0 <= at < self._in.rowCount() else None

    def _chosen_out(self) -> CaseId | None:
        at = self.others.row
        return self._out.row(at).id if 0 <= at < self._out.rowCount() else None

    @staticmethod
    def _emit(signal: object, case_id: CaseId | None) -> None:
        if case_id is not None:
            signal.emit(case_id)  # type: ignore[attr-defined]  # a bound signal has no public type

    def _say_against(self) -> None:
        """What stands against a seat for the worker in view."""
        found, case_id = self._found, self._chosen_in()
        against = found.against.get(case_id, ()) if found and found.against and case_id else ()
        texts = [f"{one.fact} {one.mend}" for one in refusal_texts(against)]
        self._against.setText("\n".join(texts))
        self._against.setVisible(bool(texts))

    def _admitted_model(self) -> RowsModel[tuple[int, CaseFile]]:
        columns: list[Column[tuple[int, CaseFile]]] = [
            Column(self.tr("Bib"), lambda one: str(one[0])),
            Column(self.tr("Worker"), self._worker),
            Column(self.tr("Registration"), lambda one: one[1].case.reference),
            Column(self.tr("Units"), self._units),
            Column(self.tr("State"), self._state),
        ]
        model = RowsModel(columns)
        self.admissions.set_model(model, stretch=1, widths={0: 50, 2: 120, 3: 100, 4: 150})
        return model

    def _other_model(self) -> RowsModel[CaseRow]:
        columns: list[Column[CaseRow]] = [
            Column(self.tr("Worker"), names),
            Column(self.tr("Reference"), lambda one: one.reference),
            Column(self.tr("Units"), lambda one: ", ".join(one.units)),
        ]
        model = RowsModel(columns)
        self.others.set_model(model, stretch=0, widths={1: 130, 2: 200})
        return model

    @staticmethod
    def _worker(one: tuple[int, CaseFile]) -> str:
        person = one[1].candidate
        return "  ".join(filter(None, (person.name, person.own_script_name)))

    def _units(self, one: tuple[int, CaseFile]) -> str:
        wanted = self._found.day.units if self._found else ()
        return ", ".join(unit.code for unit in one[1].units if unit.id in wanted)

    def _state(self, one: tuple[int, CaseFile]) -> str:
        found, case_id = self._found, one[1].case.id
        if found is None:
            return ""
        if found.day.held:
            pages = sum(sheet.case_id == case_id for sheet in found.sheets)
            if pages:
                return self.tr("{count} sheets entered").format(count=pages)
            return self.tr("has a seat")
        against = found.against and found.against.get(case_id)
        return self.tr("not ready yet") if against else self.tr("ready")
