"""The fields of a sampling plan."""

from PySide6.QtCore import Signal

from core.domain.people import Role
from core.domain.sampling import SampleBy
from core.services.sampling_decisions import Wanted
from desktop.presenters.quality.reading import SamplingOnPage
from desktop.texts import capital
from desktop.views.administration.parts import AskPanel
from desktop.views.narrow import narrow
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingLineEdit

MAX_DIGITS = 4


class PlanPanel(AskPanel):
    """`wanted(Wanted)` once it is filled in; `lacking(sentence, field)` while it is not."""

    wanted = Signal(object)
    lacking = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Make the plan"))
        self._page: SamplingOnPage | None = None
        self.title_field = SavingLineEdit()
        self.how = SavingChoice([(one, capital(one)) for one in SampleBy])
        self.size_field = SavingLineEdit(max_length=MAX_DIGITS)
        self.unit, self.assessor = SavingChoice(), SavingChoice()
        self.new_below = SavingLineEdit(max_length=MAX_DIGITS)
        self.one_method = SavingCheck(self.tr("Only decisions that rest on one method"))
        narrow(self.unit, self.assessor, self.how)
        self.add(self.tr("Title"), self.title_field)
        self.add(self.tr("How"), self.how)
        hint = self.tr("A share in percent, or the n of every n-th")
        self.add(self.tr("How many"), self.size_field, hint=hint)
        self.add(self.tr("Of the unit"), self.unit)
        self.add(self.tr("Of the assessor"), self.assessor)
        hint = self.tr("Of assessors with fewer verified decisions before; empty: of all")
        self.add(self.tr("New assessors, below"), self.new_below, hint=hint)
        self.add(self.tr("Risk"), self.one_method)
        self.given.connect(self._on_given)

    def show_page(self, page: SamplingOnPage) -> None:
        """Offer the units and assessors that there are."""
        self._page = page
        anything: list[tuple[object, str]] = [(None, self.tr("any"))]
        units = [(one.id, f"{one.code} {one.title.original}") for one in page.units]
        self.unit.set_choices([*anything, *units])
        assessors = [one for one in page.staff if Role.ASSESSOR in one.roles]
        self.assessor.set_choices([*anything, *((one.id, one.name) for one in assessors)])

    def _on_given(self) -> None:
        size, new = self.size_field.text().strip(), self.new_below.text().strip()
        for field, typed in ((self.size_field, size or "-"), (self.new_below, new or "0")):
            if not (typed.isascii() and typed.isdigit()):
                self.lacking.emit(self.tr("Write a number."), field)
                return
        page, how = self._page, self.how.value()
        if page is None or not isinstance(how, SampleBy):
            return
        self.wanted.emit(
            Wanted(
                self.title_field.text(),
                how,
                int(size),
                next((one.id for one in page.units if one.id == self.unit.value()), None),
                next((one.id for one in page.staff if one.id == self.assessor.value()), None),
                int(new) if new else None,
                self.one_method.isChecked(),
            )
        )
