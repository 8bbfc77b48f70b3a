"""What is claimed: each unit with its standard, how much evidence, and what it would give."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.case import Route
from core.domain.exposure import exposure
from core.domain.grid import unit_grid
from core.domain.standards import Framework, FrameworkKind, Unit
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import words
from desktop.theme import Icon, Space, icon
from desktop.views.case.stage_words import rows_with_evidence
from desktop.widgets.card import Card
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row


class ClaimedCard(Card):
    """Emits `grid_asked(UnitId)`."""

    grid_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self.set_title(self.tr("Claimed"))
        self._shown: object = None

    def show_case(self, page: CaseOnPage) -> None:
        """Show the units of the claims that stand."""
        facts = [self._facts(page, unit) for unit in page.file.units]
        if self._shown == (facts, page.case.route):
            return
        self._shown = (facts, page.case.route)
        self.clear()
        for unit, lines in zip(page.file.units, facts, strict=True):
            self.add(self._unit(unit, lines))
        if not page.file.units:
            self.add(label(self._nothing(page.case.route), "muted", wrap=True))

    def _nothing(self, route: Route | None) -> str:
        if route is Route.PORTFOLIO_ONLY:
            return self.tr("No unit: a portfolio only, which is a good result too.")
        return self.tr("No unit yet. Choose the units at stage 2.")

    def _unit(self, unit: Unit, lines: tuple[str, ...]) -> QWidget:
        made = QWidget()
        grid = QPushButton(icon(Icon.GRID), self.tr("Grid"))
        grid.setProperty("role", "quiet")
        grid.setAccessibleName(self.tr("Grid of {unit}").format(unit=unit.code))
        grid.clicked.connect(lambda: self.grid_asked.emit(unit.id))
        title = ElidedLabel(f"{unit.code}  {unit.title.original}", "strong")
        head = row(title, grid, gap=Space.S)
        head.setStretchFactor(title, 1)
        made.setLayout(column(head, *(label(text, "meta", wrap=True) for text in lines), gap=2))
        return made

    def _facts(self, page: CaseOnPage, unit: Unit) -> tuple[str, ...]:
        file, on = page.file, page.open.standing.on
        framework, grid = file.framework(unit.framework_id), unit_grid(file, unit)
        force = self.tr("in force") if framework.in_force(on) else self.tr("not in force today")
        return (
            f"{framework.title} {framework.edition}, {force}",
            rows_with_evidence(grid.covered, len(grid.judged)),
            *self._exposure(page, framework, unit),
            self._result(page, unit) or self._gives(framework),
        )

    def _gives(self, framework: Framework) -> str:
        if framework.kind is FrameworkKind.RMCS:
            return self.tr("gives: RMCS recognition")
        said = self.tr("gives: national unit credit, under the authority of {authority}")
        return said.format(authority=framework.authority)

    def _result(self, page: CaseOnPage, unit: Unit) -> str:
        decision = page.file.decision(unit.id)
        if decision is None:
            return ""
        result = words(decision.result)
        if page.file.verified(unit.id):
            return self.tr("{result}, verified").format(result=result)
        if page.file.awaiting_verification(unit.id):
            return self.tr("{result}, waits for the verifier").format(result=result)
        return self.tr("decision returned by the verifier: to be decided again")

    def _exposure(self, page: CaseOnPage, framework: Framework, unit: Unit) -> tuple[str, ...]:
        rule = framework.exposure_rule(unit.level)
        if rule is None:
            return ()
        on = page.open.standing.on
        worked = exposure(page.file.history, on=on, within_months=rule.within_months)
        said = self.tr("exposure {months} months, needs {needs}")
        return (said.format(months=worked.months, needs=rule.months),)
