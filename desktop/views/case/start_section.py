"""The start of stage 2: the three guiding questions, the route, and facts about the case."""

from PySide6.QtWidgets import QWidget

from core.domain.case import GuidingAnswers, Route
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.case.claims_card import ClaimsCard
from desktop.views.guarded import Guarded
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingDate, SavingLineEdit
from desktop.widgets.undo_bar import UndoBar


class StartSection(QWidget):
    """Questions and route, the units that are claimed, and the goal. Saves as it is typed into."""

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._work = work
        answers = [(None, self.tr("Not answered yet")), (True, self.tr("Yes"))]
        answers += [(False, self.tr("No"))]
        self.standards_available = SavingChoice(answers)
        self.units_realistic = SavingChoice(answers)
        self.full_qualification_possible = SavingChoice(answers)
        routes = [(route, capital(route)) for route in Route]
        self.route = SavingChoice([(None, self.tr("Not chosen yet")), *routes])
        self.claims = ClaimsCard(work, undo)
        self.goal, self.programme = SavingLineEdit(), SavingLineEdit()
        self.adjustment, self.due = SavingLineEdit(), SavingDate()
        self.employer_unwilling = SavingCheck(
            self.tr("An overseas employer is unwilling to give evidence")
        )
        inner = QWidget()
        inner.setLayout(column(self._questions(), self.claims, self._facts(), None, gap=Space.M))
        self._guard = Guarded(inner)
        self.setLayout(column(scrolled(self._guard)))
        self._connect()

    def show_case(self, page: CaseOnPage) -> None:
        """Show what is recorded; a field that is being typed in is left alone."""
        case = page.case
        self.standards_available.set_value(case.answers.standards_available)
        self.units_realistic.set_value(case.answers.units_realistic)
        self.full_qualification_possible.set_value(case.answers.full_qualification_possible)
        self.route.set_value(case.route)
        self.goal.set_value(case.goal)
        self.programme.set_value(case.programme)
        self.adjustment.set_value(case.adjustment)
        self.due.set_value(case.due)
        self.employer_unwilling.set_value(case.employer_unwilling)
        self.claims.show_case(page)
        self._guard.set_refusals(self._work.against_changing())

    def _questions(self) -> Card:
        form = Form(2)
        form.add(
            self.tr("Are there RMCS or national standards in the field of the work abroad?"),
            self.standards_available,
        )
        form.add(
            self.tr("Are there units to which the experience can realistically be mapped?"),
            self.units_realistic,
        )
        form.add(
            self.tr("Can the requirements of a full qualification at home be mapped?"),
            self.full_qualification_possible,
        )
        form.add(
            self.tr("Route"),
            self.route,
            hint=self.tr("A portfolio only is a good result, where no standard fits."),
        )
        card = Card(self.tr("Three guiding questions"))
        card.add(form)
        return card

    def _facts(self) -> Card:
        form = Form(2)
        form.add(self.tr("What the worker wants to reach"), self.goal)
        form.add(self.tr("Programme under which the worker was abroad"), self.programme)
        form.add(self.tr("Adjustment that is needed"), self.adjustment)
        form.add(self.tr("Due"), self.due, hint=self.tr("When whoever has the case should be done"))
        card = Card(self.tr("About this case"))
        card.add(form, self.employer_unwilling)
        return card

    def _connect(self) -> None:
        for choice in (
            self.standards_available,
            self.units_realistic,
            self.full_qualification_possible,
            self.route,
        ):
            choice.saved.connect(self._on_answered)
        change = self._work.change
        self.goal.saved.connect(lambda text: change(goal=text))
        self.programme.saved.connect(lambda text: change(programme=text))
        self.adjustment.saved.connect(lambda text: change(adjustment=text))
        self.due.saved.connect(lambda due: change(due=due))
        self.employer_unwilling.saved.connect(lambda yes: change(employer_unwilling=yes))

    def _on_answered(self) -> None:
        answers = GuidingAnswers(
            _answer(self.standards_available),
            _answer(self.units_realistic),
            _answer(self.full_qualification_possible),
        )
        route = self.route.value()
        self._work.answer(answers, route if isinstance(route, Route) else None)


def _answer(choice: SavingChoice) -> bool | None:
    value = choice.value()
    return value if isinstance(value, bool) else None
