"""What was agreed: what, who, by when, and whether it is done. Enter says that it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from core.domain.moderation import AgreedAction
from core.domain.people import Staff
from core.ids import StaffId
from desktop.models.rows import Column, RowsModel
from desktop.theme import Icon, look
from desktop.views.administration.parts import AskPanel, action
from desktop.views.narrow import narrow
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class ActionsCard(Card):
    """`agreed(what, StaffId, date or None)`, `finished(AgreedAction)`."""

    agreed = Signal(str, object, object)
    finished = Signal(object)

    def __init__(self) -> None:
        self.begin = action(Icon.ADD, "")
        super().__init__("", action=self.begin)
        self.set_title(self.tr("What was agreed"))
        self.begin.setText(self.tr("Agree on something…"))
        self._people: tuple[Staff, ...] = ()
        self.panel = AskPanel(self.tr("Write it down"), columns=2)
        self.what, self.who, self.due = SavingLineEdit(), SavingChoice(), SavingDate()
        narrow(self.who)
        self.panel.add(self.tr("What"), self.what, wide=True)
        self.panel.add(self.tr("Who"), self.who)
        self.panel.add(self.tr("By when"), self.due)
        self.table = DataTable(self.tr("What was agreed"))
        columns: list[Column[AgreedAction]] = [
            Column(self.tr("What"), lambda one: one.what),
            Column(self.tr("Who"), lambda one: self._name(one.who_id)),
            Column(self.tr("By when"), lambda one: day(one.due)),
            Column(self.tr("Done"), lambda one: day(one.done_on)),
        ]
        self.model: RowsModel[AgreedAction] = RowsModel(columns)
        self.table.set_model(self.model, stretch=0, widths={1: 160, 2: 110, 3: 110})
        self.table.say_when_empty(self.tr("Nothing was agreed yet."))
        self.add(self.panel, self.table)
        self.begin.clicked.connect(self._ask)
        self.panel.given.connect(self._on_given)
        self.table.opened.connect(lambda place: self.finished.emit(self.model.row(place)))
        look().changed.connect(self._fit)
        self._fit()

    def show_actions(
        self, actions: Sequence[AgreedAction], people: Sequence[Staff], *, may_add: bool
    ) -> None:
        """Show what was agreed; `people` are those who can be asked to do something."""
        self._people = tuple(people)
        self.who.set_choices([(one.id, one.name) for one in people])
        self.who.set_value(None)  # a person chooses
        self.model.set_rows(actions)
        self.begin.setVisible(may_add)

    def _name(self, who: StaffId) -> str:
        return next((one.name for one in self._people if one.id == who), "")

    def _ask(self) -> None:
        self.what.clear()
        self.due.clear()
        self.panel.ask()

    def _on_given(self) -> None:
        who = next((one.id for one in self._people if one.id == self.who.value()), None)
        if who is not None and self.what.text().strip():
            due = self.due.value()
            self.panel.close_panel()
            self.agreed.emit(self.what.text(), who, due)
        else:
            (self.what if not self.what.text().strip() else self.who).setFocus()

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(130))
