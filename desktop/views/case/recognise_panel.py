"""Stage 6, recognise: what was found, whether the worker agrees, and the passports."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.case import Route, Stage
from core.domain.recognition import Passport
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import capital, words
from desktop.theme import Space
from desktop.views.case.fairness_card import FairnessCard
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day, minute
from desktop.widgets.layouts import column, label, scrolled

PASSPORTS_SHOWN = 3


class RecognisePanel(QWidget):
    """Enter opens a passport. `passport_asked(PassportId)`."""

    passport_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.results = Card(self.tr("What was recognised"))
        self.fairness = FairnessCard()
        self.table = DataTable(self.tr("Skill passports"))
        columns: list[Column[Passport]] = [
            Column(self.tr("Reference"), lambda one: one.reference),
            Column(self.tr("Issued"), lambda one: minute(one.issued_at)),
            Column(self.tr("Units"), self._units),
        ]
        self.model: RowsModel[Passport] = RowsModel(columns)
        self.table.set_model(self.model, stretch=2, widths={0: 140, 1: 150})
        self.table.say_when_empty(self.tr("No passport was issued yet."))
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(high * (PASSPORTS_SHOWN + 1))
        self.table.opened.connect(lambda row: self.passport_asked.emit(self.model.row(row).id))
        passports = Card(self.tr("Skill passports"))
        passports.add(self.table)
        inner = QWidget()
        inner.setLayout(column(self.results, self.fairness, passports, None, gap=Space.M))
        self.setLayout(column(scrolled(inner)))

    def show_case(self, page: CaseOnPage) -> None:
        """Show what came of the case."""
        self.results.clear()
        for sentence in self._sentences(page):
            self.results.add(label(sentence, wrap=True))
        self.fairness.show_case(page)
        if self.model.rows != page.file.passports:
            self.model.set_rows(page.file.passports)

    def _sentences(self, page: CaseOnPage) -> list[str]:
        file, case = page.file, page.case
        found = []
        if case.route is Route.PORTFOLIO_ONLY:
            found.append(
                self.tr(
                    "A portfolio only: the passport states what was shown, and assesses nothing."
                )
            )
        for unit in file.units:
            decision = file.verified(unit.id)
            if decision is None:
                found.append(self.tr("{unit}: not verified yet").format(unit=unit.code))
            else:
                said = self.tr("{unit} {title}: {result}, decided {day}")
                found.append(
                    said.format(
                        unit=unit.code,
                        title=unit.title.original,
                        result=words(decision.result),
                        day=day(decision.decided_on),
                    )
                )
        consent = self.tr("Consent to a passport: {answer}")
        found.append(consent.format(answer=words(file.candidate.passport_consent)))
        if case.stage < Stage.RECOGNISE:
            earlier = self.tr("The case is at stage {number}: {stage}.")
            found.append(earlier.format(number=int(case.stage), stage=capital(case.stage)))
        return found

    def _units(self, passport: Passport) -> str:
        count = len(passport.award_ids)
        if count == 0:
            return self.tr("portfolio only")
        return self.tr("1 unit") if count == 1 else self.tr("{count} units").format(count=count)
