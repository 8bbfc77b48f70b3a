"""Stage 4, finalise: what is in order, who assesses and verifies, and the receipts."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from core.domain.case import Duty, Route
from core.domain.portfolio import Freeze, Sight
from core.domain.workload import Load
from core.ids import StaffId
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.theme import Space
from desktop.views.case.people_choice import PeopleChoice
from desktop.views.case.stage_words import rows_with_evidence
from desktop.views.guarded import Guarded
from desktop.widgets.card import Card
from desktop.widgets.check_list import CheckAnswer, CheckItem, CheckList
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import minute
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, scrolled

RECEIPTS_SHOWN = 3


class FinalisePanel(QWidget):
    """After the freeze new evidence comes in as a numbered supplement; nothing thaws."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self._work = work
        self.checks = CheckList()
        self.assessors = PeopleChoice(work, Duty.ASSESS)
        self.verifiers = PeopleChoice(work, Duty.VERIFY)
        self.assessor, self.verifier = self.assessors.choice, self.verifiers.choice
        self._loads: Mapping[StaffId, Load] = {}
        self.pending = label("", wrap=True)
        self.table = DataTable(self.tr("Receipts"))
        columns: list[Column[Freeze]] = [
            Column(self.tr("Handed over"), lambda one: minute(one.at)),
            Column(self.tr("What"), self._what),
            Column(self.tr("Exhibits"), lambda one: str(len(one.exhibits)), right=True),
            Column(self.tr("Digest"), lambda one: one.digest),
        ]
        self.model: RowsModel[Freeze] = RowsModel(columns)
        self.table.set_model(self.model, stretch=3, widths={0: 140, 1: 130, 2: 80})
        self.table.say_when_empty(self.tr("Nothing was handed over yet."))
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(high * (RECEIPTS_SHOWN + 1))
        self._lay_out()
        self.assessor.saved.connect(lambda one: work.assign(assessor=one))
        self.verifier.saved.connect(lambda one: work.assign(verifier=one))

    def show_case(self, page: CaseOnPage) -> None:
        """Show what is in order and what is not."""
        self.checks.set_checks(self._checked(page))
        self._offer(page)
        self._work.read_loads(self._show_loads)
        self._guard.set_refusals(self._work.against_changing())
        if self.model.rows != page.file.freezes:
            self.model.set_rows(page.file.freezes)
        self.pending.setText(self._pending(page))

    def _offer(self, page: CaseOnPage) -> None:
        for one in (self.assessors, self.verifiers):
            one.show_case(page, self._loads)

    def _show_loads(self, loads: Mapping[StaffId, Load]) -> None:
        self._loads = loads
        open_list = self.assessor.view().isVisible() or self.verifier.view().isVisible()
        if self._work.page is not None and not open_list:
            self._offer(self._work.page)

    def _lay_out(self) -> None:
        in_order = Card(self.tr("Before it is handed over"))
        in_order.add(self.checks)
        form = Form()
        form.add(self.tr("Certified assessor"), self.assessors)
        self.assessor.setAccessibleName(self.tr("Certified assessor"))
        self.verifier.setAccessibleName(self.tr("Verifier"))
        form.add(
            self.tr("Verifier"),
            self.verifiers,
            hint=self.tr("A second certified assessor who takes no part before"),
        )
        self._guard = Guarded(form)
        people = Card(self.tr("Who assesses and who verifies"))
        people.add(self._guard)
        receipts = Card(self.tr("Receipts"))
        receipts.add(self.pending, self.table)
        inner = QWidget()
        inner.setLayout(column(in_order, people, receipts, None, gap=Space.M))
        self.setLayout(column(scrolled(inner)))

    def _checked(self, page: CaseOnPage) -> list[CheckItem]:
        file, case = page.file, page.case
        no_file = [one.number for one in file.binder if not file.files_of(one.id)]
        unsigned = [
            one.number
            for one in file.binder
            if one.kind.needs_signatory and not one.signatory.complete
        ]
        seen = sum(one.sight is Sight.ORIGINAL for one in file.binder)
        originals = self.tr("Originals seen: {seen} of {all}")
        return [
            _check(
                self.tr("Exhibits in the binder"),
                bool(file.binder),
                originals.format(seen=seen, all=len(file.binder)),
            ),
            _check(self.tr("A scan or photo of each"), not no_file, _list(no_file)),
            _check(
                self.tr("Signatories named"),
                not unsigned,
                _list(unsigned),
            ),
            self._units(page, case.route is Route.PORTFOLIO_ONLY),
            _check(self.tr("Assessor assigned"), case.assessor_id is not None)
            if case.route is not Route.PORTFOLIO_ONLY
            else CheckItem(self.tr("Assessor assigned"), CheckAnswer.DOES_NOT_APPLY),
        ]

    def _units(self, page: CaseOnPage, portfolio_only: bool) -> CheckItem:
        name = self.tr("Units claimed")
        if portfolio_only:
            said = self.tr("A portfolio only: nothing is assessed.")
            return CheckItem(name, CheckAnswer.DOES_NOT_APPLY, said)
        covered, rows = page.covered
        said = rows_with_evidence(covered, rows)
        if covered < rows:
            said += ". " + self.tr("The assessor can fill a gap with tasks and questions.")
        return _check(name, bool(page.file.units), said if rows else "")

    def _what(self, freeze: Freeze) -> str:
        if freeze.supplement == 0:
            return self.tr("Portfolio")
        return self.tr("Supplement {number}").format(number=freeze.supplement)

    def _pending(self, page: CaseOnPage) -> str:
        numbers = ", ".join(str(one.number) for one in page.file.pending)
        if not page.file.frozen:
            return self.tr("Handing over freezes the portfolio; later papers come as supplements.")
        if not numbers:
            return self.tr("Everything in the binder was handed over.")
        said = self.tr("For supplement {number}: exhibit {numbers}")
        return said.format(number=len(page.file.freezes), numbers=numbers)


def _check(name: str, holds: bool, sentence: str = "") -> CheckItem:
    return CheckItem(name, CheckAnswer.PASSED if holds else CheckAnswer.FAILED, sentence)


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
