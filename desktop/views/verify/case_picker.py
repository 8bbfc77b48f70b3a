"""Choose the case that a checked passport is taken into, and see what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from core.ids import CaseId
from core.ports.lists import CaseRow
from core.services.passports_as_evidence import PassportFiled
from desktop.models.rows import Column, RowsModel
from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.passport_evidence import PassportEvidence, can_be_evidence
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.texts import problem_text
from desktop.theme import Icon, Space, icon, look
from desktop.views.case_rows import names, stage_of
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.data_table import DataTable
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow, set_busy
from desktop.widgets.search_field import SearchField


class CasePicker(QFrame):
    """Hidden until a passport is to be taken in."""

    case_opened = Signal(object)  # CaseId
    switched = Signal()  # shown or hidden

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._presenter = PassportEvidence(self, session)
        self._found: CheckedInput | None = None
        self._filed: PassportFiled | None = None
        self.banner = Banner()
        self.search = SearchField(self.tr("Name, reference or unit"))
        self.table = DataTable(self.tr("Open cases"))
        self.take = QPushButton(icon(Icon.IMPORT, "on_accent"), self.tr("Take it in"))
        self.take.setProperty("role", "primary")
        self.cancel = QPushButton(self.tr("Cancel"))
        self._make_table()
        self._lay_out()
        self._connect()
        self.hide()

    def may_take(self, found: CheckedInput) -> bool:
        """Whether this person may file this result."""
        return self._presenter.may_file and can_be_evidence(found)

    def offer(self, found: CheckedInput) -> None:
        """Ask for the case; those of a worker with the passport's name come first."""
        self._found, self._filed = found, None
        self.banner.clear()
        self._show_choice(True)
        holder = found.deciding.report.holder if found.deciding else None
        self.search.setText(holder.latin_name if holder else "")
        self._presenter.find(self.search.text())
        self.show()
        self.switched.emit()
        self.search.setFocus()

    def leave(self) -> None:
        """Hide; what was filed stays filed."""
        if not self.isHidden():
            self.hide()
            self.switched.emit()

    # -- what the presenter shows -----------------------------------------------------------------

    def show_cases(self, cases: Sequence[CaseRow]) -> None:
        """Offer these open cases."""
        self._rows.set_rows(cases)
        allow(self.take, bool(cases), self._no_case())

    def show_filed(self, filed: PassportFiled) -> None:
        """Say where it is, and whether it is the same person's."""
        self._filed = filed
        self._show_choice(False)
        said = self.tr("Filed as exhibit {number}; the result of the check is in the history.")
        said = said.format(number=filed.exhibit.number)
        if not filed.same_person:
            differs = self.tr(
                "Name or birth date differ from the worker's: ask before you rely on it."
            )
            self.banner.say(said, differs, tone=Tone.WARNING, button=self.tr("Open the case"))
        elif filed.units:
            offer = self.tr("It can be linked to the units of the case that it proves.")
            self.banner.say(said, offer, tone=Tone.DONE, button=self.tr("Link it"))
        else:
            self.banner.say(said, tone=Tone.DONE, button=self.tr("Open the case"))

    def show_linked(self, units: Sequence[str], rows: int) -> None:
        """Say what it was linked to."""
        opens = self.tr("Open the case")
        self._filed_linked = True
        if not units:
            said = self.tr("The case claims none of the units that it proves.")
            self.banner.say(said, tone=Tone.NOTICE, button=opens)
            return
        said = self.tr("Linked to {rows} rows of {units}.")
        self.banner.say(
            said.format(rows=rows, units=", ".join(units)), tone=Tone.DONE, button=opens
        )

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        allow(self.take, bool(self._rows.rows), self._no_case())

    # -- making it --------------------------------------------------------------------------------

    _filed_linked = False

    def _no_case(self) -> Reason:
        return Reason(
            self.tr("A passport is filed in an open case whose portfolio takes exhibits."),
            self.tr("No such case fits what is written above."),
            self.tr("Search for another name, or an advisor opens a case for the worker."),
        )

    def _take(self) -> None:
        if self._found is not None and 0 <= self.table.row < len(self._rows.rows):
            set_busy(self.take, busy=True)  # twice would be two exhibits
            self._filed_linked = False
            self._presenter.file(self._found, self._rows.row(self.table.row).id)

    def _on_acted(self) -> None:
        if self._filed is None:
            return
        if self._filed.same_person and self._filed.units and not self._filed_linked:
            self._presenter.link(self._filed)
        else:
            case_id: CaseId = self._filed.exhibit.case_id
            self.leave()
            self.case_opened.emit(case_id)

    def _show_choice(self, shown: bool) -> None:
        for part in (self._words, self.search, self.table, self.take, self.cancel):
            part.setVisible(shown)

    def _make_table(self) -> None:
        columns: list[Column[CaseRow]] = [
            Column(self.tr("Reference"), lambda found: found.reference),
            Column(self.tr("Worker"), names),
            Column(self.tr("Units"), lambda found: ", ".join(found.units)),
            Column(self.tr("Stage"), stage_of),
        ]
        self._rows: RowsModel[CaseRow] = RowsModel(columns)
        self.table.set_model(self._rows, stretch=1, widths={0: 120, 2: 130, 3: 170})
        self.table.say_when_empty(self.tr("No open case is found. Search for another name."))

    def _lay_out(self) -> None:
        words = self.tr("Into which case? It becomes an exhibit; an assessor judges its worth.")
        self._words = label(words, wrap=True)
        buttons = row(None, self.cancel, self.take, gap=Space.S)
        parts = (self.banner, self._words, self.search, self.table, buttons)
        self.setLayout(column(*parts, gap=Space.S, margin=Space.M))
        look().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(80))
        self.table.setMaximumHeight(look().px(150))

    def _connect(self) -> None:
        self.search.searched.connect(self._presenter.find)
        self.search.went_down.connect(self.table.setFocus)
        self.table.opened.connect(self._take)
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.leave)
        self.banner.acted.connect(self._on_acted)
        self.banner.dismissed.connect(self._on_dismissed)
        self.destroyed.connect(self._presenter.stop)

    def _on_dismissed(self) -> None:
        if self._filed is not None:
            self.leave()
