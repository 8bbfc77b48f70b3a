"""Stage 1, advise: before departure. Most first visitors never had it, which is no fault."""

from PySide6.QtWidgets import QWidget

from core.domain.case import Advice
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.guarded import Guarded
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label
from desktop.widgets.saving import SavingChoice, SavingDate


class AdvisePanel(QWidget):
    """Whether and when the worker was advised."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self._work = work
        self.advice = SavingChoice([(one, capital(one)) for one in Advice])
        self.advised_on = SavingDate()
        form = Form(2)
        form.add(self.tr("Advice before departure"), self.advice)
        form.add(self.tr("Given on"), self.advised_on)
        self._guard = Guarded(form)
        card = Card(self.tr("Advice before departure"))
        card.add(
            label(
                self.tr(
                    "Advice belongs before the departure. Where nobody met the worker then, it was "
                    "not given: an ordinary state, and the case begins with assembling."
                ),
                "muted",
                wrap=True,
            ),
            self._guard,
        )
        self.setLayout(column(card, None, gap=Space.M))
        self.advice.saved.connect(self._on_advice)
        self.advised_on.saved.connect(work.advised)

    def show_case(self, page: CaseOnPage) -> None:
        """Show what is recorded."""
        self.advice.set_value(page.case.advice)
        self.advised_on.set_value(page.case.advised_on)
        self._guard.set_refusals(self._work.against_changing())

    def _on_advice(self, advice: Advice) -> None:
        self._work.change(
            advice=advice,
            advised_on=self.advised_on.value() if advice is Advice.GIVEN else None,
        )
